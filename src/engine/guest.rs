//! Someone else is shopping in this tab: a fresh profile under a key of the tab, while the shopper's own lies aside,
//! untouched. Not here: what is noted and ranked meanwhile, which is as ever.

use super::Engine;
use crate::consent::Level;
use crate::profile::{self, Profile, Settings};
use crate::store::{Shelf, Store, GUEST};

/// The shopper's own profile, meanwhile. The fields are those of the engine.
pub(super) struct Home {
    profile: Profile,
    stored: Option<String>,
    hands_off: bool,
    unsaved: bool,
    shelf: Shelf,
}

impl<S: Store> Engine<S> {
    /// Whether someone else is shopping.
    pub fn is_guest(&self) -> bool {
        self.home.is_some()
    }

    /// Someone else begins, with the shopper's settings and nothing else. `false` where nothing may be noted.
    pub fn start_guest(&mut self) -> bool {
        self.refresh();
        if self.home.is_none() && self.is_personal() {
            let Settings { days, sources_off, .. } = self.profile.settings;
            let settings = Settings { days, sources_off, agreed: self.policy.terms(), ..Settings::default() };
            self.receive(Profile { level: Some(Level::Visit), settings, ..Profile::default() });
            self.save();
        }
        self.is_guest()
    }

    /// They are done: their profile is gone, and the shopper's own is back.
    pub fn end_guest(&mut self) {
        if self.is_guest() {
            self.swap_home();
            self.home = None;
            self.store.remove(Shelf::Tab, GUEST);
            self.refresh();
        }
    }

    /// After a page load: the guest of this tab, if there is one and the shopper still lets anything be noted.
    pub(super) fn meet_guest(&mut self) {
        let Some(text) = self.store.get(Shelf::Tab, GUEST) else { return };
        match profile::read(&text) {
            Ok(guest) if self.is_personal() => {
                let guest = self.gate(guest);
                self.receive(guest);
                self.stored = Some(text);
            }
            _ => self.store.remove(Shelf::Tab, GUEST),
        }
    }

    fn receive(&mut self, guest: Profile) {
        let home = Home { profile: guest, stored: None, hands_off: false, unsaved: false, shelf: Shelf::Tab };
        self.home = Some(Box::new(home));
        self.swap_home();
    }

    fn swap_home(&mut self) {
        if let Some(home) = &mut self.home {
            std::mem::swap(&mut home.profile, &mut self.profile);
            std::mem::swap(&mut home.stored, &mut self.stored);
            std::mem::swap(&mut home.hands_off, &mut self.hands_off);
            std::mem::swap(&mut home.unsaved, &mut self.unsaved);
            std::mem::swap(&mut home.shelf, &mut self.shelf);
        }
        self.policy.limit(&self.profile.settings);
        self.stale();
        self.learned = None;
        self.explored = Default::default();
    }

    /// Does something to the shopper's own profile, whoever is shopping.
    pub(super) fn at_home(&mut self, act: &mut dyn FnMut(&mut Self)) {
        self.swap_home();
        let guest = self.home.take();
        act(self);
        self.home = guest;
        self.swap_home();
    }

    /// Looks whether the shopper refused in another tab: then nobody shops here any longer.
    pub(super) fn refresh_guest(&mut self) -> bool {
        let Some(home) = &self.home else { return false };
        if self.main_text().1 == home.stored || home.hands_off {
            return false;
        }
        let mut over = false;
        self.at_home(&mut |engine| {
            engine.refresh_own();
            over = !engine.is_personal();
        });
        if over {
            self.end_guest();
        }
        over
    }
}
