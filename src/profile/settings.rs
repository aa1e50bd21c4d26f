//! What the shopper set besides the level, and what they agreed to. It lies in the profile's text, so that all tabs
//! agree; who never used it has the text that there was before.
//! Not here: what it does to a signal or to a list (`policy`, `engine`).

use crate::consent::Level;
use crate::day::Day;
use crate::json::{write_list, write_number, write_text, Json, Members};
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
    /// Sources that are switched off, in order of declaration.
    pub sources_off: Vec<Source>,
    /// Nothing new is noted.
    pub paused: bool,
    /// The latest choices of a level, oldest first.
    pub choices: Vec<(Day, Level)>,
    /// What the shopper agreed to; `None` stands for what a shop does that declares nothing.
    pub agreed: Option<Terms>,
}

/// What a shop does with data, as far as more of it must be asked for again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Days by source, in order of declaration; 0 where it is not used.
    pub days: Vec<u32>,
    /// Who receives anything.
    pub recipients: Vec<String>,
}

impl Settings {
    /// Remembers a choice, if it is another one than the last.
    pub fn choose(&mut self, level: Level, day: Day) {
        if self.choices.last().is_none_or(|(_, last)| *last != level) {
            self.choices.push((day, level));
            let more = self.choices.len().saturating_sub(MOST_CHOICES);
            self.choices.drain(..more);
        }
    }

    /// Writes the members that say anything.
    pub(super) fn write(&self, out: &mut Members<'_>) {
        if let Some(days) = self.days {
            out.number("days", days);
        }
        if !self.sources_off.is_empty() {
            out.words("sourcesOff", &self.sources_off, Source::word);
        }
        if self.paused {
            out.flag("paused", true);
        }
        if !self.choices.is_empty() {
            write_list(out.name("choices"), &self.choices, |out, (day, level)| {
                out.push('[');
                write_number(out, day.0);
                out.push(',');
                write_text(out, level.word());
                out.push(']');
            });
        }
        if let Some(terms) = &self.agreed {
            write_list(out.name("agreedDays"), &terms.days, |out, days| write_number(out, *days));
            out.texts("agreedRecipients", &terms.recipients);
        }
    }

    /// Reads them. `None`: a member makes no sense.
    pub(super) fn read(body: &Json) -> Option<Settings> {
        let mut settings = Settings::default();
        if let Some(days) = body.get("days") {
            settings.days = Some(days.number().filter(|days| CAPS.contains(days))?);
        }
        if let Some(words) = body.get("sourcesOff") {
            for word in words.texts()? {
                settings.switch(Source::from_word(&word)?, false);
            }
        }
        settings.paused = body.get("paused").is_some();
        if let Some(choices) = body.get("choices") {
            choices.each(&mut |choice| {
                let [day, level] = choice.list()? else { return None };
                settings.choose(Level::from_word(level.text()?)?, Day(day.number()?));
                Some(())
            })?;
        }
        if let Some(days) = body.get("agreedDays") {
            let recipients = body.get("agreedRecipients")?.texts()?;
            settings.agreed = Some(Terms { days: days.numbers()?, recipients });
        }
        Some(settings)
    }

    /// Switches a source on or off.
    pub fn switch(&mut self, source: Source, on: bool) {
        self.sources_off.retain(|off| *off != source);
        if !on {
            let at = self.sources_off.iter().position(|off| *off > source).unwrap_or(self.sources_off.len());
            self.sources_off.insert(at, source);
        }
    }
}
