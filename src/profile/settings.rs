//! What the shopper set besides the level, and what they agreed to. It lies in the profile's text, so that all tabs
//! agree. Not here: what it does to a signal or to a list (`policy`, `engine`).

use crate::consent::Level;
use crate::day::Day;
use crate::json::{write_list, write_number, Json, Members};
use crate::letters::{joined, parted};
use crate::signal::Source;

/// How many changes of mind are remembered: the latest.
pub const MOST_CHOICES: usize = 12;
/// The caps that a shopper can put on all sources' days.
pub const CAPS: [u32; 3] = [7, 30, 90];

/// See the module's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// A cap on every source's days, one of [`CAPS`].
    pub days: Option<u32>,
    /// Sources that are switched off: a bit each, in order of declaration.
    pub sources_off: u32,
    /// Nothing new is noted.
    pub paused: bool,
    /// The latest choices of a level, oldest first: `2026-11-22 remember`.
    pub choices: Vec<String>,
    /// What the shopper agreed to, as `Policy::terms` says it; nothing stands for a shop that declares nothing.
    pub agreed: Vec<u32>,
}

impl Settings {
    /// Remembers a choice, if it is another one than the last.
    pub fn choose(&mut self, level: Level, day: Day) {
        if self.choices.last().is_none_or(|last| parted(last, b' ').1 != level.word()) {
            self.choices.push(joined(&[day.text().as_str(), level.word()], " "));
        }
        let more = self.choices.len().saturating_sub(MOST_CHOICES);
        self.choices.drain(..more);
    }

    /// Switches a source on or off.
    pub fn switch(&mut self, source: Source, on: bool) {
        let bit = 1 << source as u32;
        self.sources_off = if on { self.sources_off & !bit } else { self.sources_off | bit };
    }

    /// Whether a source is switched off.
    pub fn is_off(&self, source: Source) -> bool {
        self.sources_off >> source as u32 & 1 > 0
    }

    /// The words of the sources that are switched off.
    pub fn words_off(&self) -> Vec<&'static str> {
        let mut words = Vec::new();
        for source in Source::ALL {
            if self.is_off(*source) {
                words.push(source.word());
            }
        }
        words
    }

    /// Writes the members that say anything.
    pub(super) fn write(&self, out: &mut Members<'_>) {
        if let Some(days) = self.days {
            out.number("days", days);
        }
        if self.sources_off > 0 {
            out.texts("off", &self.words_off());
        }
        if self.paused {
            out.flag("paused", true);
        }
        if !self.choices.is_empty() {
            out.texts("choices", &self.choices);
        }
        if !self.agreed.is_empty() {
            write_list(out.name("agreed"), &self.agreed, |out, number| write_number(out, *number));
        }
    }

    /// Reads them. `None`: a member makes no sense.
    pub(super) fn read(body: &Json) -> Option<Settings> {
        let none = Json::List(Vec::new());
        let list = |name| body.get(name).unwrap_or(&none);
        let mut settings = Settings { agreed: list("agreed").numbers()?, ..Settings::default() };
        if let Some(days) = body.get("days") {
            settings.days = Some(days.number().filter(|days| CAPS.contains(days))?);
        }
        settings.paused = body.get("paused").is_some();
        list("off").each(&mut |word| {
            settings.switch(Source::from_word(word.text()?)?, false);
            Some(())
        })?;
        list("choices").each(&mut |choice| {
            let (day, level) = parted(choice.text()?, b' ');
            settings.choose(Level::from_word(level)?, Day::parse(day)?);
            Some(())
        })?;
        Some(settings)
    }
}
