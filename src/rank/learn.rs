//! What is learned on the device: one multiplier each for `again`, `next` and `interest`, from what was shown and
//! what was then chosen. Nothing of it is stored: it is a pure function of profile, catalog, policy and day, so what
//! is forgotten was never learned from. The terms that everybody has stay as they are; they are the yardstick.
//! Not here: the points that are multiplied (`terms`, `next`).

use super::list::Ranker;
use super::{Page, Points, Taste, Term};
use crate::catalog::{Catalog, FacetKeys, ItemIx};
use crate::day::Day;
use crate::fixed;
use crate::policy::Policy;
use crate::profile::log::Entry;
use crate::profile::{interests, Profile};
use crate::signal::Signal;

/// The terms that have a multiplier.
const TERMS: [Term; 3] = [Term::Again, Term::Next, Term::Interest];
/// 1, in the unit of multipliers: 1/4096.
const ONE: i64 = 4096;
/// Days with lists that are replayed, at most: the latest.
const MOST_DAYS: usize = 14;
/// FTRL-proximal: how many unit steps it takes to move (1/α), and how strongly 1 pulls (λ₂).
const SLOWNESS: i64 = 16;
const PULL: i64 = 10;

/// Multipliers in 1/4096, of `TERMS` in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Learned([i32; TERMS.len()]);

impl Default for Learned {
    fn default() -> Learned {
        Learned([ONE as i32; TERMS.len()])
    }
}

impl Learned {
    /// The multiplier of a term; 4096 for those that have none.
    pub fn of(&self, term: Term) -> i32 {
        TERMS.iter().position(|known| *known == term).map_or(ONE as i32, |at| self.0[at])
    }

    /// Points of a term, multiplied.
    pub(super) fn times(&self, term: Term, points: Points) -> Points {
        ((i64::from(points) * i64::from(self.of(term))) >> 12) as Points
    }

    /// Replays the days before today on which something was shown, each with what was known before it: did a term put
    /// the items that were chosen before the mean of those that were shown with them and left alone? By FTRL-proximal
    /// (McMahan and others 2013), starting at 1 and pulled to 1; from ½ to 2.
    pub fn new(profile: &Profile, catalog: &Catalog, keys: &FacetKeys, policy: &Policy, today: Day) -> Learned {
        let log = &profile.log;
        let mut slopes = [Slope::default(); TERMS.len()];
        let mut days: Vec<&Entry> = Vec::new();
        for entry in log.entries() {
            let counts = interests::counts(policy, today, entry.day, entry.signal);
            if entry.signal == Signal::Impression && entry.day < today && counts {
                days.push(entry);
            }
        }
        for entry in &days[days.len().saturating_sub(MOST_DAYS)..] {
            let chosen = |place: &u32| {
                log.entries().iter().any(|other| {
                    matches!(other.signal, Signal::View | Signal::Click | Signal::Cart | Signal::Purchase)
                        && other.day == entry.day
                        && !policy.is_muted(other.signal.source())
                        && other.what.contains(place)
                })
            };
            let (chosen, left): (Vec<u32>, Vec<u32>) = entry.what.iter().partition(|place| chosen(place));
            if chosen.is_empty() || left.is_empty() {
                continue;
            }
            let taste = Taste::before(profile, catalog, keys, policy, entry.day, entry.day);
            let ranker = Ranker::new(catalog, &taste, policy.weights(), Page::default(), entry.day);
            let parts = |places: Vec<u32>| {
                let mut all = Vec::new();
                for place in places {
                    all.extend(catalog.find(log.name(Signal::Impression, place)).map(|item| parts(&ranker, item)));
                }
                all
            };
            let left = parts(left);
            for own in parts(chosen) {
                for (at, slope) in slopes.iter_mut().enumerate() {
                    let others: i64 = left.iter().map(|other| other[at]).sum();
                    slope.step(own[at] - others / left.len().max(1) as i64);
                }
            }
        }
        Learned(slopes.map(|slope| (ONE + slope.moved) as i32))
    }
}

/// The parts of an item's score that have a multiplier.
fn parts(ranker: &Ranker<'_>, item: ItemIx) -> [i64; TERMS.len()] {
    let mut own = [0; TERMS.len()];
    for reason in ranker.parts(item) {
        if let Some(at) = TERMS.iter().position(|term| *term == reason.term) {
            own[at] += i64::from(reason.points);
        }
    }
    own
}

/// The state of one multiplier, in 1/4096; `squares` in 1/2²⁴.
#[derive(Clone, Copy, Default)]
struct Slope {
    sum: i64,
    squares: i64,
    /// How far the multiplier is from 1.
    moved: i64,
}

impl Slope {
    /// One step: by how much the term put what was chosen before what was not.
    fn step(&mut self, ahead: i64) {
        // The slope of the logistic loss where it is not known yet who is ahead.
        let gradient = -ahead.clamp(-4 * ONE, 4 * ONE) / 2;
        let before = fixed::root(self.squares as u64) as i64;
        self.squares += gradient * gradient;
        let after = fixed::root(self.squares as u64) as i64;
        self.sum += gradient - (((after - before) * SLOWNESS * self.moved) >> 12);
        let held = (ONE + after) * SLOWNESS + ONE * PULL;
        self.moved = (-(self.sum << 12) / held).clamp(-ONE / 2, ONE);
    }
}
