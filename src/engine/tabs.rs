//! Several tabs that write one profile, without waiting for each other. Browsers let two tabs read the same text and
//! write one after the other; then the second one does not hold what the first one wrote. So each tab notes behind the
//! profile, of each tab that wrote lately, which of its changes are in there, and a tab that finds one of its own changes
//! missing makes it again. A change is in a text once or not at all, and at last it is in there.
//! Not here: hearing of other tabs (`www/tabs.ts`).

use super::Engine;
use crate::calls::Call;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::letters::{joined, parted};
use crate::profile::{self, Subject};
use crate::signal::{Signal, Stance};
use crate::store::{Shelf, Store, KEY};

/// Of the twelve tabs that wrote last it is noted how far they are, by two numbers.
const LONGEST: usize = 1 + 2 * 12;
/// So many changes can be made again. Another tab hears of one within some milliseconds.
const MOST_CHANGES: usize = 1024;

/// A change as it was asked for.
#[derive(Clone)]
struct Change {
    number: u32,
    call: Call,
    word: String,
    given: String,
    today: Day,
}

/// What one tab (or rather, one document in it) knows of itself and the others.
#[derive(Default)]
pub(super) struct Tabs {
    /// Its own number; 0: there are no others, and nothing of this is written.
    own: u32,
    /// The number of its last change, and up to which they are in the text.
    made: u32,
    within: u32,
    /// Its last changes, and the line that it wrote with the last one.
    changes: Vec<Change>,
    mine: Vec<u32>,
    /// The change that is being made, until it is written.
    asked: Option<Change>,
    /// Changes are being made again.
    again: bool,
    /// Profiles that are no more: erased, moved, or others took their place. What another tab writes of one, not knowing
    /// yet, is not taken over.
    dead: Vec<u32>,
    /// How many of them were no more when this tab last erased.
    erased: usize,
    /// What stands behind the profile: its own number, then of each tab that wrote it the number and that of its last
    /// change within, the latest first.
    line: Vec<u32>,
}

impl Tabs {
    /// What stood behind a profile that was read; nothing when there is none any longer.
    #[inline(never)]
    pub(super) fn read(&mut self, line: Vec<u32>) {
        if self.line.first() != line.first() {
            self.dead.extend(self.line.first());
            self.changes = Vec::new();
        }
        self.line = line;
    }

    /// The profile is erased here.
    pub(super) fn erase(&mut self) {
        self.read(Vec::new());
        self.erased = self.dead.len();
    }

    /// The text with what is noted behind it. `changed`: the change in hand did something. `bare`: a refusal, which
    /// has nothing behind it that would tell two who refuse apart.
    #[inline(never)]
    pub(super) fn sign(&mut self, text: String, changed: bool, bare: bool) -> String {
        if self.own == 0 || bare {
            self.read(Vec::new());
            return text;
        }
        if self.line.is_empty() {
            // Above those that are no more.
            let above = self.dead.iter().map(|dead| (dead >> 20) + 1).max().unwrap_or(0);
            self.line.push((above << 20).wrapping_add(self.own));
        }
        if let Some(change) = self.asked.take_if(|_| changed) {
            self.made += 1;
            self.within = self.made;
            if self.changes.len() == MOST_CHANGES {
                self.changes.remove(0);
            }
            self.changes.push(Change { number: self.made, ..change });
        }
        if self.made > 0 {
            // The others in their order behind it.
            let mut line = vec![self.line[0], self.own, self.within];
            for tab in self.line[1..].chunks_exact(2) {
                if tab[0] != self.own && line.len() < LONGEST {
                    line.extend(tab);
                }
            }
            self.mine = line.clone();
            self.line = line;
        }
        profile::with_tabs(&text, &self.line)
    }

    /// Whether changes are being made again.
    pub(super) fn are_behind(&self) -> bool {
        self.again
    }

    /// Its first change that is not in what was read.
    #[inline(never)]
    fn missing(&self) -> Option<Change> {
        self.changes.iter().find(|change| change.number > self.within).cloned()
    }

    /// How far its own changes are in what was read.
    fn found(&self) -> u32 {
        // Not named, it may have been in there until so many others had written since. Then none of them stands where
        // it stood when this tab wrote.
        let mut gone = self.line.len() >= LONGEST;
        for tab in self.line[1..].chunks_exact(2) {
            if tab[0] == self.own {
                return tab[1];
            }
            gone &= !self.mine[1..].chunks_exact(2).any(|before| before == tab);
        }
        if gone {
            self.made
        } else {
            0
        }
    }
}

impl<S: Store> Engine<S> {
    /// One tab of several that write the same profile, each with a number that no other has.
    pub fn in_tab(mut self, number: u32) -> Engine<S> {
        self.tabs.own = number;
        self
    }

    /// Makes a change that JavaScript asks for: one of [`Call::Decide`], [`Call::Track`], [`Call::State`],
    /// [`Call::Forget`], [`Call::Import`].
    ///
    /// # Errors
    /// [`Code::BadSignal`], [`Code::BadOption`].
    pub fn heed(&mut self, call: Call, word: &str, given: &str, today: Day) -> Result<u32> {
        // These are about this tab or this page alone.
        let own = call == Call::Decide && matches!(parted(word, b' ').0, "" | "ceiling" | "guest" | "hidden");
        if self.tabs.own > 0 && !own {
            self.tabs.asked = Some(Change { number: 0, call, word: word.to_owned(), given: given.to_owned(), today });
        }
        let answer = self.make(call, word, given, today);
        self.tabs.asked = None;
        answer
    }

    #[inline(never)]
    fn make(&mut self, call: Call, word: &str, given: &str, today: Day) -> Result<u32> {
        Ok(match call {
            Call::Decide => {
                let (what, value) = parted(word, b' ');
                self.decide(what, given, value, today)?.into()
            }
            Call::Track => {
                let signal = Signal::from_word(word).ok_or_else(|| unknown(Code::BadSignal, "signal", word))?;
                match signal {
                    Signal::Search => self.track_search(given, today),
                    _ => self.track(signal, &lines(given), today),
                }
                .into()
            }
            Call::State => {
                let stance = match word {
                    "" => None,
                    word => Some(Stance::from_word(word).ok_or_else(|| unknown(Code::BadOption, "stance", word))?),
                };
                self.state(&Subject::parse(given), stance, today).into()
            }
            Call::Forget => self.forget(given, today) as u32,
            _ => {
                if word.is_empty() { self.import(given, today) } else { self.merge(given, today) }?;
                0
            }
        })
    }

    /// After another tab's text was read: makes again what is not in it.
    #[inline(never)]
    pub(super) fn make_again(&mut self) {
        if self.tabs.changes.is_empty() {
            return;
        }
        let asked = self.tabs.asked.take();
        self.tabs.again = true;
        let within = self.tabs.found();
        self.tabs.within = within;
        while let Some(change) = self.tabs.missing() {
            self.tabs.within = change.number;
            // What was heard once cannot be wrong now.
            let _ = self.make(change.call, &change.word, &change.given, change.today);
        }
        self.tabs.again = false;
        if self.tabs.within > within {
            // Also when it did nothing: so that it is not made a third time.
            self.put(true);
        }
        self.tabs.asked = asked;
    }

    /// Whether what another tab wrote is not to be read now: changes are being made again, or it is of a profile that
    /// was erased here, and then what is ours is put in its place.
    #[inline(never)]
    pub(super) fn is_past(&mut self, text: Option<&str>) -> bool {
        if self.tabs.are_behind() {
            return true;
        }
        let Some(born) = text.and_then(|text| profile::without_tabs(text).1.first().copied()) else { return false };
        // Of two that were begun at once, each may have taken the other's place in some tab: the higher number stays.
        if self.tabs.line.first().is_some_and(|own| *own <= born) {
            return false;
        }
        let Some(dead) = self.tabs.dead.iter().position(|dead| *dead == born) else { return false };
        let chosen = self.profile.level.is_some();
        if chosen {
            let asked = self.tabs.asked.take();
            self.put(true);
            self.tabs.asked = asked;
        } else if dead < self.tabs.erased {
            // Only the tab that erased knows that nothing else has been written since.
            self.store.remove(Shelf::Device, KEY);
        }
        // Else the tab that knows better puts it right; if none does, what is kept is to be seen.
        chosen || dead < self.tabs.erased
    }
}

pub(super) fn unknown(code: Code, what: &str, word: &str) -> Error {
    Error::new(code, joined(&["there is no ", what, " \"", word, "\""], ""))
}

/// Ids, each with an end of line.
pub fn lines(ids: &str) -> Vec<&str> {
    let (mut list, mut rest) = (Vec::new(), ids);
    while !rest.is_empty() {
        let (id, more) = parted(rest, b'\n');
        list.push(id);
        rest = more;
    }
    list
}
