//! The profile as a file: taken along, looked into, brought back. Not here: its text (`profile`).

use super::Engine;
use crate::consent::Level;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::letters::joined;
use crate::profile::{self, Profile};
use crate::store::Store;

impl<S: Store> Engine<S> {
    /// The profile's text, as it is stored.
    pub fn export(&mut self, today: Day) -> String {
        self.refresh();
        self.profile.fade(&self.policy, today);
        profile::write(&self.profile)
    }

    /// Puts an exported profile in place of this one, as far as the gate lets it in. The level stays what the
    /// shopper chose here; before any choice it becomes the file's, because bringing a file is a choice. One that was
    /// written at `off`, with what was kept, chooses nothing: it needs a choice here.
    ///
    /// # Errors
    /// [`Code::BadOption`] when the text is no export, is `off` and holds nothing, is `off` before a choice here, or
    /// the level here is `off`; nothing is changed then.
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
        if chosen == Some(Level::Off) || self.most() == Level::Off {
            return Err(Error::new(Code::BadOption, "nothing is kept at level off; choose another level first"));
        }
        let mut profile = Self::read(text, today)?;
        let Some(of_file) = profile.level.filter(|level| *level != Level::Off || !profile.is_blank()) else {
            return Err(Error::new(Code::BadOption, "the file holds no profile"));
        };
        if chosen.is_none() {
            if of_file == Level::Off {
                return Err(Error::new(Code::BadOption, "the file was written at level off; choose a level first"));
            }
            profile.settings.agreed = self.policy.terms();
            // To share is chosen on each device.
            profile.level = Some(of_file.min(Level::Remember));
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
}
