//! The log: signals in order, times rounded to the day, one entry for one basket. Items and facets are kept in
//! two tables beside it, so that what left the catalog still has its facets' names.
//! Not here: interests (derived), or statements.

use super::text::Written;
use crate::catalog::{Catalog, FacetId, FacetKind};
use crate::consent::Admitted;
use crate::day::Day;
use crate::fixed;
use crate::json::{write_number, write_text};
use crate::letters::{self, joined};
use crate::signal::Signal;

/// An item that the log mentions, with the facets it had when something was first done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id in the shop.
    pub id: String,
    /// Places in [`Log::facets`]. None while it was only shown.
    pub facets: Vec<u32>,
}

/// One signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When: never finer than a day.
    pub day: Day,
    /// What was done.
    pub signal: Signal,
    /// To what: places in [`Log::items`] or, for a search, in [`Log::facets`].
    pub what: Vec<u32>,
}

/// Names one signal to a shopper: what was done to what on which day. Doing the same twice in a day is one
/// signal that happened twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignalRef {
    /// When.
    pub day: Day,
    /// What was done.
    pub signal: Signal,
    /// The item's id or, for a search, the facet's key.
    pub what: String,
}

impl SignalRef {
    /// Reads `2026-11-22/view/sku-1`.
    pub fn parse(text: &str) -> Option<SignalRef> {
        let (day, rest) = letters::parted(text, b'/');
        let (signal, what) = letters::parted(rest, b'/');
        // Without a second sign there is nothing that it was done to.
        let whole = day.len() + signal.len() + 2 <= text.len();
        let (day, signal) = (Day::parse(day)?, Signal::from_word(signal)?);
        whole.then(|| SignalRef { day, signal, what: what.to_owned() })
    }

    /// `2026-11-22/view/sku-1`.
    pub fn text(&self) -> String {
        joined(&[self.day.text().as_str(), self.signal.word(), &self.what], "/")
    }
}

impl std::fmt::Display for SignalRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

/// The most bytes of a profile's text that are spent on what was only shown. What was shown longest ago goes first.
pub const MOST_SHOWN: usize = 2_000;

/// Signals in the order they were noted. See the module's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    pub(super) facets: Vec<String>,
    pub(super) items: Vec<Known>,
    pub(super) entries: Vec<Entry>,
    pub(super) written: Written,
}

/// The place of `value` in `table`, put there when it is new.
fn place_of<T>(table: &mut Vec<T>, found: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> u32 {
    match table.iter().position(found) {
        Some(place) => place as u32,
        None => {
            table.push(make());
            table.len() as u32 - 1
        }
    }
}

/// The place of the facet with this key, put there when it is new.
pub(super) fn facet_place(facets: &mut Vec<String>, key: &str) -> u32 {
    place_of(facets, |known| known == key, || key.to_owned())
}

/// The place of the item with this id, put there without facets when it is new.
pub(super) fn item_place(items: &mut Vec<Known>, id: &str) -> u32 {
    place_of(items, |known| known.id == id, || Known { id: id.to_owned(), facets: Vec::new() })
}

impl Log {
    /// A log from its three tables; `None` when one points outside another.
    pub(super) fn from_parts(facets: Vec<String>, items: Vec<Known>, entries: Vec<Entry>) -> Option<Log> {
        let facets_known = |places: &[u32]| places.iter().all(|p| (*p as usize) < facets.len());
        let sound = items.iter().all(|item| facets_known(&item.facets))
            && entries.iter().all(|entry| match entry.signal {
                Signal::Search => facets_known(&entry.what),
                _ => entry.what.iter().all(|p| (*p as usize) < items.len()),
            });
        sound.then_some(Log { facets, items, entries, written: Written::default() })
    }

    /// Facet keys that items and searches of this log mention.
    pub fn facets(&self) -> &[String] {
        &self.facets
    }

    /// Items that this log mentions.
    pub fn items(&self) -> &[Known] {
        &self.items
    }

    /// Signals, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Notes what the gate admitted. An item keeps the facets that it had when something was first done to it.
    /// What was shown is one entry a day.
    pub fn note(&mut self, admitted: &Admitted, catalog: &Catalog, day: Day) {
        self.put(Vec::new(), admitted, catalog, day);
    }

    /// Notes it as part of what was noted last: one basket with items of several catalogs. Not for what was shown.
    pub fn note_more(&mut self, admitted: &Admitted, catalog: &Catalog, day: Day) {
        self.written.forget();
        let begun = self.entries.pop().map(|entry| entry.what).unwrap_or_default();
        self.put(begun, admitted, catalog, day);
    }

    fn put(&mut self, mut what: Vec<u32>, admitted: &Admitted, catalog: &Catalog, day: Day) {
        let shown = admitted.signal() == Signal::Impression;
        for id in admitted.facets() {
            let mut place = facet_place(&mut self.facets, &catalog.facet_key(*id));
            if admitted.signal() != Signal::Search {
                // Of something that no catalog knows only this is known, and its name is the facet's key.
                let item = item_place(&mut self.items, &self.facets[place as usize]);
                self.items[item as usize].facets = vec![place];
                place = item;
            }
            if !what.contains(&place) {
                what.push(place);
            }
        }
        for item in admitted.items() {
            let id = catalog.id(*item);
            let known_before = self.items.len();
            let place = item_place(&mut self.items, id);
            let known = &mut self.items[place as usize];
            let is_new = place as usize >= known_before;
            if !shown && known.facets.is_empty() {
                let facets = &mut self.facets;
                known.facets =
                    catalog.facets_of(*item).map(|facet| facet_place(facets, &catalog.facet_key(facet))).collect();
                if !is_new {
                    self.written.forget();
                }
            }
            if !what.contains(&place) {
                what.push(place);
            }
        }
        if what.is_empty() {
            return;
        }
        if !shown {
            self.entries.push(Entry { day, signal: admitted.signal(), what });
            return;
        }
        // At the start of its day, whenever it was noted: so its place tells nothing of what was forgotten since.
        let at = self.entries.iter().position(|entry| entry.day == day).unwrap_or(self.entries.len());
        match self.entries.get_mut(at).filter(|entry| entry.signal == Signal::Impression) {
            Some(entry) => {
                what.retain(|place| !entry.what.contains(place));
                entry.what.extend(what);
            }
            None => self.entries.insert(at, Entry { day, signal: Signal::Impression, what }),
        }
        self.renumber();
        self.trim_shown();
    }

    /// Forgets what was shown longest ago until all that was shown fits [`MOST_SHOWN`].
    pub(super) fn trim_shown(&mut self) {
        let Log { items, entries, .. } = self;
        let (mut text, mut counted) = (String::new(), vec![false; items.len()]);
        // The latest first. Counted are all bytes of the profile's text that would not be there otherwise.
        for entry in entries.iter_mut().rev().filter(|entry| entry.signal == Signal::Impression) {
            text.push_str("[20779,\"impression\",[]],");
            for at in (0..entry.what.len()).rev() {
                let place = entry.what[at];
                let (item, counted) = (&items[place as usize], &mut counted[place as usize]);
                write_number(&mut text, place);
                text.push(',');
                if item.facets.is_empty() && !*counted {
                    *counted = true;
                    write_text(&mut text, &item.id);
                    text.push_str("[,[]],");
                }
                if text.len() > MOST_SHOWN {
                    entry.what.drain(..=at);
                    break;
                }
            }
        }
        self.drop_empty();
    }

    #[inline(never)]
    fn drop_empty(&mut self) {
        self.entries.retain(|entry| !entry.what.is_empty());
        self.renumber();
    }

    /// What an entry's place stands for: the item's id or, for a search, the facet's key.
    pub fn name(&self, signal: Signal, place: u32) -> &str {
        match signal {
            Signal::Search => &self.facets[place as usize],
            _ => &self.items[place as usize].id,
        }
    }

    /// The facets that one place of an entry speaks for: the item's, or the searched facet itself. To be shown an item
    /// says nothing about its facets.
    pub fn facets_behind<'a>(&'a self, signal: Signal, place: &'a u32) -> &'a [u32] {
        match signal {
            Signal::Search => std::slice::from_ref(place),
            Signal::Impression => &[],
            _ => &self.items[*place as usize].facets,
        }
    }

    /// Keeps what `keep(day, signal, place)` says, and forgets the rest as if it had never been noted: both
    /// tables are made anew from what is left. Returns how many places were forgotten.
    pub fn retain(&mut self, keep: &mut dyn FnMut(Day, Signal, u32) -> bool) -> usize {
        let mut forgotten = 0;
        for entry in &mut self.entries {
            let (day, signal) = (entry.day, entry.signal);
            entry.what.retain(|place| {
                let kept = keep(day, signal, *place);
                forgotten += usize::from(!kept);
                kept
            });
        }
        if forgotten > 0 {
            self.drop_empty();
        }
        forgotten
    }

    /// The orders, each with the day and its place among those of that day.
    pub fn orders(&self) -> impl Iterator<Item = (usize, Day, u32)> + '_ {
        let mut last = (Day(0), 0);
        let orders = self.entries.iter().enumerate().filter(|(_, entry)| entry.signal == Signal::Purchase);
        orders.map(move |(at, entry)| {
            last = if last.0 == entry.day { (entry.day, last.1 + 1) } else { (entry.day, 1) };
            (at, last.0, last.1)
        })
    }

    /// Forgets one whole entry as if it had never been noted. Returns how many places were forgotten.
    pub fn forget_entry(&mut self, at: usize) -> usize {
        let gone = self.entries.remove(at);
        self.renumber();
        gone.what.len()
    }

    /// Moves days that have not come yet to this day.
    pub fn not_after(&mut self, today: Day) {
        self.not_after_by(today, 0);
    }

    /// Moves days that are more than `slack` days ahead to this day.
    pub fn not_after_by(&mut self, today: Day, slack: u32) {
        for entry in &mut self.entries {
            if entry.day > today.plus(slack) {
                self.written.forget();
                entry.day = today;
            }
        }
    }

    /// Forgets the oldest eighth of the entries, at least one. For a profile that would grow too large.
    pub fn forget_oldest(&mut self) {
        self.entries.drain(..self.entries.len().div_ceil(8));
        self.renumber();
    }

    /// Numbers items and facets by their first mention, and drops those without one: exactly the tables that
    /// noting the remaining entries would have made.
    fn renumber(&mut self) {
        let old = std::mem::take(self);
        let mut item_at = vec![u32::MAX; old.items.len()];
        let mut facet_at = vec![u32::MAX; old.facets.len()];
        let mut facet_place = |facets: &mut Vec<String>, place: u32| {
            let slot = &mut facet_at[place as usize];
            if *slot == u32::MAX {
                *slot = facets.len() as u32;
                facets.push(old.facets[place as usize].clone());
            }
            *slot
        };
        for mut entry in old.entries {
            for place in &mut entry.what {
                if entry.signal == Signal::Search {
                    *place = facet_place(&mut self.facets, *place);
                    continue;
                }
                let (slot, known) = (&mut item_at[*place as usize], &old.items[*place as usize]);
                if *slot == u32::MAX {
                    *slot = self.items.len() as u32;
                    self.items.push(Known { id: known.id.clone(), facets: Vec::new() });
                }
                let facets = &mut self.items[*slot as usize].facets;
                if entry.signal != Signal::Impression && facets.is_empty() {
                    *facets = known.facets.iter().map(|f| facet_place(&mut self.facets, *f)).collect();
                }
                *place = *slot;
            }
            self.entries.push(entry);
        }
    }
}

/// The facets that the words of a search name: a category, brand or label all of whose words were typed. At most
/// four, the most specific first (most words, then fewest items).
pub fn facets_named(catalog: &Catalog, words: &str) -> Vec<FacetId> {
    fn split(text: &str) -> Vec<String> {
        let (mut words, mut word, mut length) = (Vec::new(), String::new(), 0);
        // A sign at the end ends the last word.
        for c in text.chars().chain([' ']) {
            // Signs end a word in ASCII only: other signs would bring their table into the module.
            if !c.is_ascii() || c.is_ascii_alphanumeric() {
                word.push(letters::small(c));
                length += c.len_utf8();
                continue;
            }
            let word = std::mem::take(&mut word);
            if std::mem::take(&mut length) > 1 {
                words.push(word);
            }
        }
        words
    }
    let typed = split(words.char_indices().nth(200).map_or(words, |(end, _)| words.get(..end).unwrap_or_default()));
    let mut found = Vec::new();
    for number in 1..catalog.facet_count() {
        let id = FacetId(number as u16);
        let Some(facet) = catalog.facet(id) else { continue };
        if matches!(facet.kind, FacetKind::Price | FacetKind::Size) {
            continue;
        }
        let label = split(facet.label);
        if !label.is_empty() && label.iter().all(|part| typed.iter().any(|word| same_word(word, part))) {
            let fewer_words = 255 - label.len().min(255) as u64;
            found.push(fewer_words << 48 | u64::from(facet.items) << 16 | u64::from(id.0));
        }
    }
    fixed::sort(&mut found);
    found.into_iter().take(4).map(|key| FacetId(key as u16)).collect()
}

/// Whether two words are the same but for a plural's last letters.
fn same_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| matches!(rest, "" | "s" | "es" | "n" | "en")) && short.len() > 2
}
