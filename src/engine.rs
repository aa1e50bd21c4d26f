//! One shopper in one shop: catalog, policy, profile and store put together. Everything the JavaScript API can do
//! is done here, natively testable; `browser` only converts.
//! What the shopper decides is in `standing`, someone else who is shopping in `guest`.
//! Not here: several catalogs under one profile (`parts`), how a list is made (`rank`), or how a profile is written (`profile`).

use crate::catalog::{Catalog, FacetId, FacetKeys, FacetKind};
use crate::consent::{admit, Level};
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::json::Json;
use crate::letters::joined;
use crate::policy::Policy;
use crate::profile::stated::THEME;
use crate::profile::{self, Profile, Subject};
use crate::rank::{ask, Index, Kept, Learned, Listed, Page, Place, Placement, Ranker, Reason, Request, Taste};
use crate::signal::{Signal, Stance};
use crate::store::{Shelf, Store, ASIDE, GUEST, HIDDEN, KEY};
use guest::Home;
use parts::Part;

mod forget;
mod guest;
mod parts;
mod standing;

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
            problems: Vec::new(),
        };
        if engine.store.refused(Shelf::Device) {
            engine.problem(Error::new(
                Code::StorageDenied,
                "this browser lets the page keep nothing; picks last until the page is left",
            ));
        }
        engine.load();
        engine.hidden = engine.store.get(Shelf::Tab, HIDDEN).is_some();
        engine.meet_guest();
        engine
    }

    fn problem(&mut self, problem: Error) {
        if self.problems.last() != Some(&problem) {
            self.problems.push(problem);
        }
    }

    fn load(&mut self) {
        self.stale();
        self.learned = None;
        self.profile = Profile::default();
        self.stored = None;
        for shelf in [Shelf::Device, Shelf::Tab] {
            let Some(text) = self.store.get(shelf, KEY) else { continue };
            match profile::read(&text) {
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
            break;
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

    fn refresh_own(&mut self) -> bool {
        if self.hands_off || self.unsaved {
            return false;
        }
        if self.main_text() == self.stored {
            return false;
        }
        self.load();
        true
    }

    /// What is stored now. A tab that keeps to itself looks at the device too: another tab may have made the choice
    /// for all.
    fn main_text(&self) -> Option<String> {
        let device = self.store.get(Shelf::Device, KEY);
        if device.is_none() {
            self.store.get(Shelf::Tab, KEY)
        } else {
            device
        }
    }

    /// Writes the profile where the level says, and nowhere else.
    fn save(&mut self) {
        self.stale();
        self.policy.limit(&self.profile.settings);
        if self.profile.level.is_none() {
            return;
        }
        let mut text = profile::write(&self.profile);
        while text.len() > profile::MOST_BYTES && !self.profile.log.entries().is_empty() {
            self.profile.log.forget_oldest();
            text = profile::write(&self.profile);
        }
        let shelf = self.right_shelf();
        if self.hands_off || self.stored.as_ref() == Some(&text) && self.shelf == shelf {
            return;
        }
        let key = if self.home.is_some() { GUEST } else { KEY };
        let other = if shelf == Shelf::Tab { Shelf::Device } else { Shelf::Tab };
        if shelf == Shelf::Tab {
            // Whether or not the tab takes it, the device must not keep it any longer.
            self.store.remove(other, key);
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

    /// Notes a signal on items of the catalog. `false`: the gate refused it, or no item is known.
    pub fn track(&mut self, signal: Signal, ids: &[&str], today: Day) -> bool {
        self.note(signal, ids, Vec::new(), today)
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
                let mut items = Vec::new();
                for id in ids {
                    let Some(item) = engine.catalog.find(id) else { continue };
                    // What was tried and left alone is not held against it, and is as new tomorrow.
                    let tried = signal == Signal::Impression
                        && engine.explored.0 == today
                        && engine.explored.1.iter().any(|id| id == engine.catalog.id(item));
                    if !tried && !stated.bars_item(&engine.catalog, item) {
                        items.push(item);
                    }
                }
                let mut facets = std::mem::take(&mut facets);
                facets.retain(|id| !stated.bars(&engine.catalog.facet_key(*id)));
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
    pub fn erase(&mut self) {
        for shelf in [Shelf::Device, Shelf::Tab] {
            self.store.remove(shelf, KEY);
            self.store.remove(shelf, ASIDE);
        }
        self.store.remove(Shelf::Tab, GUEST);
        self.store.remove(Shelf::Tab, HIDDEN);
        self.home = None;
        self.hidden = false;
        self.profile = Profile::default();
        self.policy.limit(&self.profile.settings);
        self.stored = None;
        self.hands_off = false;
        self.unsaved = false;
        self.stale();
        self.learned = None;
        self.explored = Default::default();
    }

    /// The profile's text, as it is stored.
    pub fn export(&mut self, today: Day) -> String {
        self.refresh();
        self.profile.fade(&self.policy, today);
        profile::write(&self.profile)
    }

    /// Puts an exported profile in place of this one, as far as the gate lets it in. The level stays what the
    /// shopper chose here; before any choice it becomes the file's, because bringing a file is a choice.
    ///
    /// # Errors
    /// [`Code::BadOption`] when the text is no export, or the level is `off`; nothing is changed then.
    pub fn import(&mut self, text: &str, today: Day) -> Result<()> {
        self.take(text, false, today)
    }

    /// Adds what an exported profile has more than this one, as far as the gate lets it in. Settings stay as they are.
    ///
    /// # Errors
    /// As [`Engine::import`].
    pub fn merge(&mut self, text: &str, today: Day) -> Result<()> {
        self.take(text, true, today)
    }

    /// Today as text, followed by the text of what the gate lets in of an exported profile. Nothing is changed.
    ///
    /// # Errors
    /// [`Code::BadOption`] when the text is no export.
    pub fn look(&self, text: &str, today: Day) -> Result<String> {
        let mut profile = self.gate(Self::read(text, today)?);
        profile.fade(&self.policy, today);
        Ok(today.text() + &profile::write(&profile))
    }

    /// An exported profile. Days that have not come yet become today.
    #[inline(never)]
    fn read(text: &str, today: Day) -> Result<Profile> {
        if text.len() > profile::MOST_BYTES {
            return Err(Error::new(Code::BadOption, "the file is too large to be a profile"));
        }
        let mut profile = profile::read(text.trim()).map_err(|error| {
            Error::new(Code::BadOption, joined(&["the file is no profile: ", error.code().as_str()], ""))
        })?;
        profile.log.not_after(today);
        Ok(profile)
    }

    #[inline(never)]
    fn take(&mut self, text: &str, merge: bool, today: Day) -> Result<()> {
        self.refresh();
        let chosen = self.profile.level;
        if chosen == Some(Level::Off) || !self.may_be(Level::Visit) {
            return Err(Error::new(Code::BadOption, "nothing is kept at level off; choose another level first"));
        }
        let mut profile = Self::read(text, today)?;
        let Some(of_file) = profile.level.filter(|level| *level != Level::Off) else {
            return Err(Error::new(Code::BadOption, "the file holds no profile"));
        };
        if chosen.is_none() {
            profile.settings.agreed = self.policy.terms();
        } else {
            // What was chosen here was not chosen there; taking back what was done here keeps it.
            if chosen != Some(of_file) {
                profile.settings.choices = self.profile.settings.choices.clone();
            }
            profile.settings.agreed = self.profile.settings.agreed.clone();
            profile.level = chosen;
        }
        let here = Some(std::mem::take(&mut self.profile)).filter(|_| merge && chosen.is_some());
        if let Some(here) = here {
            let file = std::mem::replace(&mut profile, here);
            profile.merge(&file);
        }
        let profile = self.gate(profile);
        self.learned = None;
        self.profile = profile;
        self.policy.limit(&self.profile.settings);
        self.profile.fade(&self.policy, today);
        self.save();
        Ok(())
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

    /// What the profile is worth today; made anew only when something changed.
    pub fn taste(&mut self, today: Day) -> &Taste {
        if self.taste.as_ref().is_none_or(|(day, _)| *day != today) {
            let taste = if self.is_personal() {
                let learned = self.learned(today);
                Taste::new(&self.profile, &self.catalog, &self.keys, &self.policy, today).with(learned)
            } else {
                Taste::default()
            };
            self.taste = Some((today, taste));
            self.kept = None;
        }
        &self.taste.get_or_insert_with(|| (today, Taste::default())).1
    }

    /// What was learned from the days before today. What is noted today cannot change it: at most, noting drops
    /// something older, and then there is less of it.
    fn learned(&mut self, today: Day) -> Learned {
        let before = self.profile.log.entries().iter().filter(|entry| entry.day < today);
        let noted = before.map(|entry| entry.what.len()).sum();
        match self.learned {
            Some((day, known, learned)) if day == today && known == noted => learned,
            _ => {
                let learned = Learned::new(&self.profile, &self.catalog, &self.keys, &self.policy, today);
                self.learned = Some((today, noted, learned));
                learned
            }
        }
    }

    fn ranker(&mut self, page: Page, today: Day) -> Ranker<'_> {
        self.refresh();
        self.taste(today);
        let taste = &self.taste.get_or_insert_with(|| (today, Taste::default())).1;
        let taste = if self.hidden { &self.nobody } else { taste };
        let weights = self.policy.weights();
        let kept = self.kept.take();
        let kept = kept.unwrap_or_else(|| Ranker::new(&self.catalog, taste, weights, page.clone(), today).keep());
        let index = self.index.as_ref().filter(|(day, _)| *day == today).and_then(|(_, index)| index.as_ref());
        Ranker::resume(&self.catalog, taste, weights, index, kept, page, today)
    }

    /// Makes the index once lists have cost as much as it does, and anew on another day: it knows that day's priors.
    fn prepare(&mut self, today: Day) {
        if self.index.as_ref().is_none_or(|(day, _)| *day != today) && Index::pays(self.lists) {
            self.index = None;
            let index = self.ranker(Page::default(), today).make_index();
            self.index = Some((today, index));
        }
        self.lists = self.lists.saturating_add(1);
    }

    /// A list for a placement, asked for in JSON: `RecommendOptions` of `www/types.ts`. What it does not say, the
    /// merchant's `nearside.json` says. `told`: with reasons.
    ///
    /// # Errors
    /// [`Code::BadOption`], with the member and what may stand there.
    #[inline(never)]
    pub fn ask(&mut self, placement: &str, options: &str, told: bool, today: Day) -> Result<List> {
        let bad = |what: &[&str]| Error::new(Code::BadOption, joined(what, ""));
        let place =
            Placement::from_word(placement).ok_or_else(|| bad(&["there is no placement \"", placement, "\""]))?;
        let options = Json::parse(options).map_err(|_| bad(&["the options hold a text that is no Unicode"]))?;
        let usual = self.policy.placement(place);
        let request = ask::read(place, &options, usual, &self.catalog, &self.keys)
            .map_err(|error| bad(&["recommend(\"", placement, "\"): ", error.message()]))?;
        Ok(self.list(&request, today, told))
    }

    /// A list for a placement.
    pub fn recommend(&mut self, request: &Request, today: Day) -> List {
        self.list(request, today, true)
    }

    /// A list for a placement, without reasons: for pages that draw many, or draw often.
    pub fn rank(&mut self, request: &Request, today: Day) -> List {
        self.list(request, today, false)
    }

    fn list(&mut self, request: &Request, today: Day, told: bool) -> List {
        self.prepare(today);
        let page = Page { placement: request.placement, ..request.page.clone() };
        let ranker = self.ranker(page, today);
        let list = ranker.list(request);
        let tried: Vec<_> = list.iter().filter(|one| one.explored.is_some()).map(|one| one.item).collect();
        let reasons = |scored: &Listed| if told { ranker.reasons(scored) } else { Vec::new() };
        let items = list.into_iter().map(|scored| (scored, reasons(&scored))).collect();
        self.kept = Some(ranker.keep());
        if self.explored.0 != today {
            self.explored = (today, Vec::new());
        }
        for item in tried {
            let id = self.catalog.id(item);
            if !self.explored.1.iter().any(|known| known == id) {
                self.explored.1.push(id.to_owned());
            }
        }
        List { items, personal: self.is_personal() && !self.hidden }
    }

    /// The places of a given list's members in personal order: a permutation of `0..ids.len()`.
    pub fn rerank(&mut self, ids: &[&str], today: Day) -> Vec<usize> {
        let given: Vec<_> = ids.iter().map(|id| self.catalog.find(id)).collect();
        let ranker = self.ranker(Page::default(), today);
        let order = ranker.rerank(&given);
        self.kept = Some(ranker.keep());
        order
    }

    /// Why an item stands where it stands.
    pub fn explain(&mut self, id: &str, today: Day) -> Option<Explanation> {
        let item = self.catalog.find(id)?;
        let ranker = self.ranker(Page::default(), today);
        let scored = Listed { item, score: ranker.score(item), ..Listed::default() };
        let reasons = ranker.reasons(&scored);
        Some(Explanation { scored: (scored, reasons), place: ranker.place(item), without: ranker.places_without(item) })
    }
}
