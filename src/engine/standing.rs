//! What the shopper decided, what others allow, and which level holds: the lower of the two.
//! Not here: what is done at a level (`engine`), or someone else who is shopping (`guest`).

use super::Engine;
use crate::consent::Level;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::json::number_text;
use crate::letters::joined;
use crate::profile::settings::CAPS;
use crate::signal::Source;
use crate::store::{Shelf, Store, HIDDEN};

impl<S: Store> Engine<S> {
    /// The level that holds: the shopper's choice or the ceiling, whichever is lower. `None` before a choice, and again
    /// once the shop does more than the shopper agreed to.
    pub fn level(&self) -> Option<Level> {
        let chosen = self.profile.level.filter(|_| !self.is_renewed())?;
        Some(chosen.min(self.most()))
    }

    /// The shopper's own choice.
    pub fn chosen(&self) -> Option<Level> {
        self.profile.level
    }

    /// Whether the shopper agreed to less than the shop does now. A refusal needs no renewing.
    pub fn is_renewed(&self) -> bool {
        let on = self.profile.level.is_some_and(|level| level != Level::Off);
        on && !self.policy.is_within(&self.profile.settings.agreed)
    }

    /// Whether what was noted counts and more may be noted.
    pub fn is_personal(&self) -> bool {
        self.level().is_some_and(|level| level != Level::Off)
    }

    /// The lowest ceiling, the first that was set among equals.
    pub fn ceiling(&self) -> Option<&(String, Level)> {
        self.ceilings.iter().min_by_key(|(_, level)| *level)
    }

    /// The highest level that every ceiling allows and the shop offers.
    pub(super) fn most(&self) -> Level {
        let most = self.policy.most();
        self.ceiling().map_or(most, |(_, level)| most.min(*level))
    }

    /// The highest level that somebody allows from now on; `None` lifts it. It is never stored.
    pub fn set_ceiling(&mut self, by: &str, level: Option<Level>) {
        self.refresh();
        self.ceilings.retain(|(known, _)| known != by);
        self.ceilings.extend(level.map(|level| (by.to_owned(), level)));
        // What is kept may have to move.
        if self.is_guest() {
            self.at_home(&mut |engine| engine.save());
        }
        self.save();
    }

    /// Where the profile may lie. At ceiling `off` it stays where it is, and so does what is kept at level `off`.
    pub(super) fn right_shelf(&self) -> Shelf {
        match (self.profile.level, self.most()) {
            (Some(Level::Off), _) if self.profile.is_blank() => Shelf::Device,
            (Some(Level::Off), _) | (_, Level::Off) => self.shelf,
            (Some(Level::Visit), _) | (_, Level::Visit) => Shelf::Tab,
            _ => Shelf::Device,
        }
    }

    /// Where it lies.
    pub fn shelf(&self) -> Shelf {
        self.shelf
    }

    /// Sets how much is kept. `off` forgets everything but the refusal itself, also what a newer release wrote. `false`:
    /// a ceiling is lower, and nothing was changed.
    pub fn set_level(&mut self, level: Level, today: Day) -> bool {
        self.choose(level, false, today)
    }

    /// Level `off`, at which what is kept on the device stays there, unused.
    pub fn turn_off(&mut self, today: Day) -> bool {
        self.choose(Level::Off, true, today)
    }

    fn choose(&mut self, level: Level, keep: bool, today: Day) -> bool {
        if level > self.most() {
            self.problem(Error::new(Code::Ceiling, "the shop's consent manager or the browser allows less than that"));
            return false;
        }
        self.end_guest();
        self.refresh();
        // What was for this visit only is not kept beyond it.
        let keep = keep && self.right_shelf() == Shelf::Device;
        if level == Level::Off && !keep {
            self.erase();
        }
        self.change(today, |engine| {
            engine.profile.level = Some(level);
            if level != Level::Off || keep {
                engine.profile.settings.choose(level, today);
            }
            if level != Level::Off {
                engine.profile.settings.agreed = engine.policy.terms();
            }
        });
        true
    }

    /// Any of this in words, as JavaScript says it. Whether it was heard.
    ///
    /// # Errors
    /// [`Code::BadOption`] for a word that there is not.
    #[inline(never)]
    pub fn decide(&mut self, what: &str, name: &str, value: &str, today: Day) -> Result<bool> {
        let on = !value.is_empty();
        let level = Level::from_word(value);
        let source = Source::from_word(name);
        let days = CAPS.into_iter().find(|days| number_text(*days) == value);
        let known = match what {
            "level" => level.is_some(),
            "ceiling" => level.is_some() || !on,
            "days" => days.is_some() || !on,
            "source" => source.is_some(),
            _ => true,
        };
        if !known {
            return Err(Error::new(Code::BadOption, joined(&["there is no ", what, " \"", name, value, "\""], "")));
        }
        match what {
            "level" => return Ok(self.choose(level.unwrap_or(Level::Off), name == "keep", today)),
            "ceiling" => self.set_ceiling(name, level),
            "hidden" => self.set_hidden(on),
            "guest" if on => return Ok(self.start_guest()),
            "guest" => self.end_guest(),
            "" => self.fade(today),
            _ => self.change(today, |engine| {
                let settings = &mut engine.profile.settings;
                match source {
                    Some(source) => settings.switch(source, on),
                    None if what == "days" => settings.days = days,
                    None => settings.paused = on,
                }
                // What is kept no longer is forgotten at once.
                engine.learned = None;
                engine.policy.limit(&engine.profile.settings);
                engine.profile.fade(&engine.policy, today);
            }),
        }
        Ok(true)
    }

    /// Removes what is past its day from storage, whatever the level.
    pub fn fade(&mut self, today: Day) {
        let before = self.profile.log.entries().len();
        self.profile.fade(&self.policy, today);
        if self.profile.log.entries().len() != before {
            self.save();
        }
    }

    /// Whether lists are everybody's in this tab.
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Makes this tab's lists everybody's, or personal again.
    pub fn set_hidden(&mut self, hidden: bool) {
        self.hidden = hidden;
        self.stale();
        match hidden {
            // Where the tab keeps nothing, it lasts as long as the page.
            true => drop(self.store.set(Shelf::Tab, HIDDEN, "1")),
            false => self.store.remove(Shelf::Tab, HIDDEN),
        }
    }
}
