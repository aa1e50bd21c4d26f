//! One shopper in one shop: catalog, policy, profile and store put together. Everything the JavaScript API can do
//! is done here, natively testable; `browser` only converts.
//! What the shopper decides is in `standing`, someone else who is shopping in `guest`.
//! Not here: several catalogs under one profile (`parts`), how a list is made (`rank`), or how a profile is written (`profile`).

use crate::catalog::{Catalog, FacetId, FacetKeys, FacetKind};
use crate::consent::{admit, Level};
use crate::day::Day;
use crate::error::{Code, Error};
use crate::letters::same;
use crate::policy::Policy;
use crate::profile::stated::THEME;
use crate::profile::{self, Profile, Subject};
use crate::rank::{Index, Kept, Learned, Listed, Place, Reason, Taste};
use crate::signal::{Signal, Stance};
use crate::store::{Shelf, Store, ASIDE, GUEST, HIDDEN, KEY, KEYS};
use guest::Home;
use parts::Part;
use tabs::Tabs;

mod files;
mod forget;
mod guest;
mod lists;
mod parts;
mod standing;
mod tabs;

pub use tabs::lines;

/// A list with the reasons of each item.
pub struct List {
    /// Items in order, best first, with all parts of their scores.
    pub items: Vec<(Listed, Vec<Reason>)>,
    /// Whether the shopper's level let personal terms in.
    pub personal: bool,
}

/// Why one item stands where it stands.
pub struct Explanation {
    /// Its plain score and all parts of it.
    pub scored: (Listed, Vec<Reason>),
    /// Its place by plain score, 1 being the first.
    pub place: usize,
    /// Where it would stand without each personal reason.
    pub without: Vec<Place>,
}

/// See the module's words.
pub struct Engine<S: Store> {
    catalog: Catalog,
    keys: FacetKeys,
    policy: Policy,
    store: S,
    profile: Profile,
    /// The text that the store held when the profile was last read from it or written to it.
    stored: Option<String>,
    /// What is stored is not ours to touch: a newer release wrote it, or it could not be set aside.
    hands_off: bool,
    /// The last write failed: what is stored is older than this profile. The next change tries again.
    unsaved: bool,
    /// Where it lies.
    shelf: Shelf,
    /// What others allow at most in this page.
    ceilings: Vec<(String, Level)>,
    /// Lists are everybody's.
    hidden: bool,
    /// Someone else is shopping: the shopper's own profile, meanwhile.
    home: Option<Box<Home>>,
    /// A taste of nobody.
    nobody: Taste,
    taste: Option<(Day, Taste)>,
    /// What the last ranker gathered with that taste.
    kept: Option<Box<Kept>>,
    /// The catalog's blocks of that day; `Some(None)`: it must be read in full.
    index: Option<(Day, Option<Index>)>,
    /// How many lists were made without.
    lists: u32,
    /// What was learned from the days before this one, and how much was noted in them.
    learned: Option<(Day, usize, Learned)>,
    /// The ids of what this page's lists tried as something new on this day.
    explored: (Day, Vec<String>),
    /// Of a large catalog: the parts that were added, and which part is open; 0 is the first.
    parts: Vec<Part>,
    open: usize,
    tabs: Tabs,
    problems: Vec<Error>,
}

impl<S: Store> Engine<S> {
    /// Opens what is stored. Nothing is written, unless a damaged profile has to be set aside.
    pub fn new(catalog: Catalog, policy: Policy, store: S) -> Engine<S> {
        let keys = FacetKeys::new(&catalog);
        let mut engine = Engine {
            catalog,
            keys,
            policy,
            store,
            profile: Profile::default(),
            stored: None,
            hands_off: false,
            unsaved: false,
            shelf: Shelf::Device,
            ceilings: Vec::new(),
            hidden: false,
            home: None,
            nobody: Taste::default(),
            taste: None,
            kept: None,
            index: None,
            lists: 0,
            learned: None,
            explored: Default::default(),
            parts: Vec::new(),
            open: 0,
            tabs: Tabs::default(),
            problems: Vec::new(),
        };
        if engine.store.refused(Shelf::Device) {
            engine.problem(Error::new(
                Code::StorageDenied,
                "this browser lets the page keep nothing; picks last until the page is left",
            ));
        }
        let found = engine.main_text();
        engine.load(found);
        engine.hidden = engine.store.get(Shelf::Tab, HIDDEN).is_some()
            || engine.profile.level == Some(Level::Share) && engine.store.get(Shelf::Device, HIDDEN).is_some();
        engine.meet_guest();
        engine
    }

    fn problem(&mut self, problem: Error) {
        if self.problems.last() != Some(&problem) {
            self.problems.push(problem);
        }
    }

    #[inline(never)]
    fn load(&mut self, (shelf, text): (Shelf, Option<String>)) {
        self.stale();
        self.learned = None;
        self.profile = Profile::default();
        self.stored = None;
        self.unsaved = false;
        let (alone, line) = text.as_deref().map(profile::without_tabs).unwrap_or_default();
        self.tabs.read(line);
        if let Some(text) = text {
            match profile::read(&alone) {
                Ok(profile) => {
                    // The shop may have learned since what is sensitive, or stopped using a source.
                    self.profile = self.gate(profile);
                    self.stored = Some(text);
                    self.shelf = shelf;
                    if shelf == Shelf::Device {
                        self.store.remove(Shelf::Tab, KEY);
                    }
                }
                Err(error) => {
                    if error.code() == Code::ProfileTooNew {
                        self.hands_off = true;
                    } else if self.store.set(shelf, ASIDE, &text).is_ok() {
                        self.store.remove(shelf, KEY);
                    } else {
                        // It cannot be set aside, so it must not be written over.
                        self.hands_off = true;
                    }
                    self.problem(error);
                }
            }
        }
        self.policy.limit(&self.profile.settings);
    }

    /// Takes over what another tab wrote. Returns whether anything changed.
    pub fn refresh(&mut self) -> bool {
        match self.home {
            Some(_) => self.refresh_guest(),
            None => self.refresh_own(),
        }
    }

    #[inline(never)]
    fn refresh_own(&mut self) -> bool {
        if self.hands_off {
            return false;
        }
        let found = self.main_text();
        if same(&found.1, &self.stored) || self.is_past(found.1.as_deref()) {
            return false;
        }
        self.load(found);
        self.make_again();
        true
    }

    /// What is stored now. A tab that keeps to itself looks at the device too: another tab may have made the choice
    /// for all.
    fn main_text(&self) -> (Shelf, Option<String>) {
        match self.store.get(Shelf::Device, KEY) {
            None => (Shelf::Tab, self.store.get(Shelf::Tab, KEY)),
            text => (Shelf::Device, text),
        }
    }

    /// Writes the profile where the level says, and nowhere else; not when it is there already.
    fn save(&mut self) {
        self.stale();
        self.policy.limit(&self.profile.settings);
        self.put(false);
    }

    /// `again`: also when nothing of the profile changed.
    #[inline(never)]
    fn put(&mut self, again: bool) {
        // Changes that are made again are written together.
        if self.profile.level.is_none() || self.hands_off || self.tabs.are_behind() {
            return;
        }
        let mut text = profile::write(&self.profile);
        while text.len() > profile::MOST_BYTES && !self.profile.log.entries().is_empty() {
            self.profile.log.forget_oldest();
            text = profile::write(&self.profile);
        }
        let shelf = self.right_shelf();
        let moved = self.shelf != shelf;
        let changed = !self.stored.as_ref().is_some_and(|stored| profile::is_alike(stored, &text));
        if !(changed || moved || again) {
            return;
        }
        let key = if self.home.is_some() { GUEST } else { KEY };
        let other = if shelf == Shelf::Tab { Shelf::Device } else { Shelf::Tab };
        if self.home.is_none() {
            if moved {
                // What other tabs still write to the old place is of another profile.
                self.tabs.read(Vec::new());
            }
            let bare = self.profile.level == Some(Level::Off) && self.profile.is_blank();
            text = self.tabs.sign(text, changed, bare);
        }
        if shelf == Shelf::Tab {
            // Whether or not the tab takes it, the device must not keep it any longer.
            self.store.remove(other, key);
            self.stored.take_if(|_| moved);
        }
        match self.store.set(shelf, key, &text) {
            Ok(()) => {
                self.store.remove(other, key);
                self.shelf = shelf;
                self.stored = Some(text);
                self.unsaved = false;
            }
            Err(error) => {
                self.unsaved = true;
                self.problem(error);
            }
        }
    }

    /// What every change goes through: first what other tabs wrote, then the change, then one write.
    fn change<T>(&mut self, today: Day, change: impl FnOnce(&mut Self) -> T) -> T {
        self.refresh();
        self.profile.fade(&self.policy, today);
        let answer = change(self);
        self.save();
        answer
    }

    /// Notes a signal on items of the catalog, by their ids. Of something else that is sold, it notes what it carries,
    /// by the keys of facets. `false`: the gate refused it, or nothing of it is known.
    pub fn track(&mut self, signal: Signal, ids: &[&str], today: Day) -> bool {
        // A search is of no item: see `track_search`.
        signal != Signal::Search && self.note(signal, ids, Vec::new(), today)
    }

    /// Notes a search: the facets that its words name, never the words.
    pub fn track_search(&mut self, words: &str, today: Day) -> bool {
        let facets = crate::profile::log::facets_named(&self.catalog, words);
        self.note(Signal::Search, &[], facets, today)
    }

    /// Notes one signal. Facets are those of the first part; of items, each part notes the ones it knows. The first
    /// one is open afterwards.
    fn note(&mut self, signal: Signal, ids: &[&str], mut facets: Vec<FacetId>, today: Day) -> bool {
        self.change(today, |engine| {
            let hears = engine.policy.hears(signal.source()) && today >= Day::FIRST;
            let level = engine.level();
            let mut noted = false;
            for part in 0..=engine.parts.len() {
                engine.turn(part);
                let stated = &engine.profile.stated;
                let mut facets = std::mem::take(&mut facets);
                let mut items = Vec::new();
                for id in ids {
                    let Some(item) = engine.catalog.find(id) else {
                        // Something else than what is sold may be named by what it carries. Another part may know
                        // only half of that, and so not what may not be noted.
                        facets.extend(engine.facet(id).filter(|_| part == 0 && signal != Signal::Impression));
                        continue;
                    };
                    // What was tried and left alone is not held against it, and is as new tomorrow.
                    let tried = signal == Signal::Impression
                        && engine.explored.0 == today
                        && engine.explored.1.iter().any(|id| id == engine.catalog.id(item));
                    if !tried && !stated.bars_item(&engine.catalog, item) {
                        items.push(item);
                    }
                }
                let named = facets.len();
                facets.retain(|id| {
                    let sensitive = engine.catalog.facet(*id).is_some_and(|facet| facet.sensitive);
                    !sensitive && !stated.bars(&engine.catalog.facet_key(*id))
                });
                // Of one thing that may not be noted, the rest may not be either.
                if signal != Signal::Search && facets.len() < named {
                    facets.clear();
                }
                let admitted = admit(level, hears, &engine.catalog, signal, items, facets);
                if let Some(admitted) = admitted {
                    let log = &mut engine.profile.log;
                    // What was shown is one entry a day anyway.
                    match noted && signal != Signal::Impression {
                        false => log.note(&admitted, &engine.catalog, today),
                        true => log.note_more(&admitted, &engine.catalog, today),
                    }
                    noted = true;
                }
            }
            engine.turn(0);
            noted
        })
    }

    /// The shopper says more, less or never about something; `None` takes it back. `never` also forgets what was noted
    /// about it. `false`: the level is `off`, the catalog does not know it, it is sensitive or a theme (which may only
    /// be refused: `never`), or no more can be kept.
    #[inline(never)]
    pub fn state(&mut self, subject: &Subject, stance: Option<Stance>, today: Day) -> bool {
        self.refresh();
        let subject = &self.canonical(subject);
        if !self.is_personal() {
            return false;
        }
        let sensitive = match subject {
            Subject::Item(id) => self.catalog.find(id).map(|item| self.catalog.is_sensitive(item)),
            Subject::Facet(key) => {
                let theme = key.strip_prefix(THEME);
                let facet = self.facet(theme.unwrap_or(key)).and_then(|id| self.catalog.facet(id));
                let facet = facet.filter(|facet| theme.is_none() || facet.kind == FacetKind::Category);
                facet.map(|facet| facet.sensitive || theme.is_some())
            }
        };
        let known = self.profile.stated.iter().any(|statement| statement.subject == *subject);
        let may = match stance {
            None => known,
            Some(Stance::Never) => sensitive.is_some(),
            Some(_) => sensitive == Some(false),
        };
        if !may {
            return false;
        }
        let mut alone = Profile { stated: self.profile.stated.clone(), ..Profile::default() };
        alone.stated.say(subject.clone(), stance, today);
        // Statements are never cut to make room, so one that would not fit is not taken.
        if stance.is_some() && profile::write(&alone).len() > profile::MOST_BYTES - 1024 {
            return false;
        }
        self.learned = None;
        self.change(today, |engine| {
            engine.profile.stated.say(subject.clone(), stance, today);
            let profile = std::mem::take(&mut engine.profile);
            engine.profile = engine.gate(profile);
        });
        true
    }

    /// The subject under its item's own id, when a variant's or a group's was given.
    fn canonical(&self, subject: &Subject) -> Subject {
        match subject {
            Subject::Item(id) => match self.catalog.find(id) {
                Some(item) => Subject::Item(self.catalog.id(item).to_owned()),
                None => subject.clone(),
            },
            Subject::Facet(_) => subject.clone(),
        }
    }

    /// Removes everything: every key on both shelves, and the choice itself.
    #[inline(never)]
    pub fn erase(&mut self) {
        for shelf in [Shelf::Device, Shelf::Tab] {
            for key in &KEYS {
                self.store.remove(shelf, key);
            }
        }
        self.home = None;
        self.hidden = false;
        self.profile = Profile::default();
        self.policy.limit(&self.profile.settings);
        self.tabs.erase();
        self.stored = None;
        self.hands_off = false;
        self.unsaved = false;
        self.stale();
        self.learned = None;
        self.explored = Default::default();
    }

    /// The facet with this key in this catalog.
    pub fn facet(&self, key: &str) -> Option<FacetId> {
        self.keys.find(&self.catalog, key)
    }

    /// What the shop sells.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What the merchant declared.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Where it is kept.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Where it is kept, for writing: what another tab does in a browser.
    pub fn store_mut(&mut self) -> &mut S {
        &mut self.store
    }

    /// Lets go of everything but the store.
    pub fn into_store(self) -> S {
        self.store
    }

    /// What is kept.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Bytes in the browser's storage.
    pub fn stored_bytes(&self) -> usize {
        self.stored.as_ref().map_or(0, String::len)
    }

    /// Whether a damaged profile was set aside on this device.
    pub fn has_aside(&self) -> bool {
        [Shelf::Device, Shelf::Tab].into_iter().any(|shelf| self.store.get(shelf, ASIDE).is_some())
    }

    /// Whether what is kept lasts beyond this page.
    pub fn is_kept(&self) -> bool {
        self.stored.is_some() && !self.hands_off && !self.unsaved
    }

    /// What went wrong since the start, oldest first.
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }
}
