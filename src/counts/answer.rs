//! The one true answer to a question, read from the log. Not here: drawing the question (`plan`), blurring the answer
//! (`randomize`).
//!
//! An answer is about one day: the latest of some days on which anything was noted. The day that is not over is never
//! among them, so nothing that is done on a page can change what leaves from that page.

use super::{below, paired, Asked, Coins, NoCoins, Question, Reached, Stage, Symbol};
use crate::day::Day;
use crate::profile::Profile;
use crate::signal::Signal;

/// What stood in lists on one day that two orders were mixed in, by which order gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mixed {
    /// When.
    pub day: Day,
    /// Ids that the first order gave.
    pub a: Vec<String>,
    /// Ids that the second one gave.
    pub b: Vec<String>,
}

/// The latest day from `since` on, and before `today`, on which something was noted that counts.
pub fn latest_day(profile: &Profile, since: Day, today: Day) -> Option<Day> {
    let mut latest = None;
    for entry in profile.log.entries() {
        let counts = entry.day >= since && entry.day < today && !profile.settings.is_off(entry.signal.source());
        if counts && Some(entry.day) > latest {
            latest = Some(entry.day);
        }
    }
    latest
}

/// What was done on a day to items: the signal, and the item's place in the log.
fn done(profile: &Profile, about: Option<Day>) -> Vec<(Signal, u32)> {
    let mut done = Vec::new();
    for entry in profile.log.entries() {
        let counts = Some(entry.day) == about && entry.signal != Signal::Search;
        if counts && !profile.settings.is_off(entry.signal.source()) {
            for place in &entry.what {
                done.push((entry.signal, *place));
            }
        }
    }
    done
}

/// How many signals of this day an answer can be made of. Once the day is over it only falls.
pub fn signals(profile: &Profile, about: Option<Day>) -> u32 {
    done(profile, about).len() as u32
}

/// Whether the item at this place is of this top category, or of one below it.
fn is_of(profile: &Profile, place: u32, category: &str) -> bool {
    let (log, mut of) = (&profile.log, false);
    let facets = log.items().get(place as usize).map(|item| item.facets.as_slice()).unwrap_or_default();
    for facet in facets {
        let key = log.facets().get(*facet as usize).and_then(|key| key.strip_prefix("category:"));
        let below = key.and_then(|key| key.strip_prefix(category));
        of |= below.is_some_and(|below| below.is_empty() || below.starts_with(" > "));
    }
    of
}

/// How far one signal goes.
fn stage(signal: Signal) -> Stage {
    match signal {
        Signal::View | Signal::Click => Stage::Clicked,
        Signal::Cart => Stage::Carted,
        Signal::Purchase => Stage::Ordered,
        _ => Stage::Nothing,
    }
}

/// The deepest of some stages.
fn deepest(stages: impl Iterator<Item = Stage>) -> Stage {
    stages.max().unwrap_or(Stage::Nothing)
}

/// The answer about this day; about no day, it is the one of a browser that was never here.
///
/// # Errors
/// [`NoCoins`]: then there is no answer.
pub fn answer<C: Coins>(
    asked: &Asked,
    profile: &Profile,
    about: Option<Day>,
    mixed: &[Mixed],
    coins: &mut C,
) -> Result<Symbol, NoCoins> {
    let (odds, done) = (asked.domain().odds(), done(profile, about));
    match asked.question() {
        Question::Funnel => Ok(deepest(done.iter().map(|(signal, _)| stage(*signal))).symbol(odds)),
        Question::Arm(_, outcome) => Ok(deepest(done.iter().map(|(signal, _)| stage(*signal))).reaches(*outcome, odds)),
        Question::Category(event, _) => {
            let mut places = Vec::new();
            for (signal, place) in done {
                if signal.word() == event.word() {
                    places.push(place);
                }
            }
            // Drawn also when there is nothing to draw from.
            let drawn = below(coins, places.len() as u32)?;
            let mut cell = 0;
            if let Some(place) = places.get(drawn as usize) {
                let labels = asked.answers().iter().skip(1);
                cell = labels.clone().position(|label| is_of(profile, *place, label)).map_or(0, |at| at + 1);
            }
            Symbol::new(asked.domain(), cell as u16).ok_or(NoCoins)
        }
        Question::Reach(category) => {
            let mut reached = Reached::Unseen;
            for (signal, place) in done {
                let far = match signal {
                    Signal::View => Reached::Seen,
                    Signal::Click => Reached::Clicked,
                    Signal::Cart | Signal::Purchase => Reached::Carted,
                    _ => Reached::Unseen,
                };
                if far > reached && is_of(profile, place, category) {
                    reached = far;
                }
            }
            Ok(reached.symbol(odds))
        }
        Question::Paired(_) => {
            let mut taken: Vec<&str> = Vec::new();
            for (signal, place) in done {
                let Some(item) = profile.log.items().get(place as usize) else { continue };
                if stage(signal) > Stage::Nothing && !taken.contains(&item.id.as_str()) {
                    taken.push(&item.id);
                }
            }
            let (mut a, mut b) = (0, 0);
            for of_day in mixed {
                if Some(of_day.day) == about {
                    let of = |ids: &[String]| taken.iter().filter(|id| ids.iter().any(|one| one == *id)).count();
                    (a, b) = (a + of(&of_day.a) as u32, b + of(&of_day.b) as u32);
                }
            }
            paired(a, b, odds, coins)
        }
    }
}
