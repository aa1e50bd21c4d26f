//! V-SKNN and VSTAN: sessions like this one vote for what they held. Ludewig and Jannach, "Evaluation of Session-based
//! Recommendation Algorithms" (UMUAI 2018); Garg et al., "Sequence and Time Aware Neighborhood for Session-based
//! Recommendations" (SIGIR 2019) with the extensions of Ludewig et al. (UMUAI 2020). And the best sellers of sessions.

use crate::eval::method::LIST;
use crate::eval::metrics::top;
use crate::eval::sessions::{NextClick, Session};
use std::time::{Duration, Instant};

/// What tells the two apart.
pub struct Constants {
    /// Fading with each click since, as e^(−steps / this); `None` falls evenly to the first click.
    per_step: Option<f64>,
    /// Fading with the age of the neighbor, as a share of all sessions.
    per_age: Option<f64>,
    /// Fading with the distance from the clicks in common, inside the neighbor.
    per_distance: Option<f64>,
    /// How much rare items count for more.
    rare: f64,
    /// Long neighbors count for less.
    by_length: bool,
}

/// V-SKNN.
pub const V_SKNN: Constants =
    Constants { per_step: None, per_age: None, per_distance: None, rare: 0.5, by_length: false };
/// VSTAN.
pub const VSTAN: Constants =
    Constants { per_step: Some(0.7), per_age: Some(1.0), per_distance: Some(4.0), rare: 0.3, by_length: true };

/// The latest clicks that are looked at, the latest sessions that are compared, and the nearest that vote.
const CLICKS: usize = 20;
const SAMPLE: usize = 2_500;
const NEAREST: usize = 500;

/// A session-based nearest-neighbor method over some training sessions.
pub struct Sknn<'s> {
    constants: Constants,
    sessions: &'s [Session],
    /// The sessions that hold each item, latest first.
    holders: Vec<Vec<u32>>,
}

/// A session that shares a click with this one.
struct Neighbor {
    session: u32,
    alike: f64,
    /// The place of the latest shared click, the first being 1.
    shared: usize,
}

impl<'s> Sknn<'s> {
    pub fn fit(constants: Constants, sessions: &'s [Session], items: usize) -> Sknn<'s> {
        let mut holders = vec![Vec::new(); items];
        for (at, session) in sessions.iter().enumerate().rev() {
            for item in &session.clicks {
                let holders: &mut Vec<u32> = &mut holders[*item as usize];
                if holders.last() != Some(&(at as u32)) {
                    holders.push(at as u32);
                }
            }
        }
        Sknn { constants, sessions, holders }
    }

    /// The place of an item's last click in the session, the first being 1; 0 when it is not there.
    fn place(clicks: &[u32], item: u32) -> usize {
        clicks.iter().rposition(|click| *click == item).map_or(0, |at| at + 1)
    }

    fn neighbors(&self, clicks: &[u32]) -> Vec<Neighbor> {
        let c = &self.constants;
        let weight = |place: usize| match c.per_step {
            Some(steps) => (-((clicks.len() - place) as f64) / steps).exp(),
            None => place as f64 / clicks.len() as f64,
        };
        let mut slot = vec![u32::MAX; self.sessions.len()];
        let mut found: Vec<Neighbor> = Vec::new();
        for place in (1..=clicks.len()).rev() {
            let item = clicks[place - 1];
            if Self::place(clicks, item) != place {
                continue; // clicked again later
            }
            for session in self.holders[item as usize].iter().take(SAMPLE) {
                let at = &mut slot[*session as usize];
                if *at == u32::MAX {
                    *at = found.len() as u32;
                    found.push(Neighbor { session: *session, alike: 0.0, shared: place });
                }
                found[*at as usize].alike += weight(place);
            }
        }
        let all = self.sessions.len() as f64;
        for neighbor in &mut found {
            if c.by_length {
                neighbor.alike /= (self.sessions[neighbor.session as usize].clicks.len() as f64).sqrt();
            }
            if let Some(share) = c.per_age {
                neighbor.alike *= (-(all - f64::from(neighbor.session)) / (share * all)).exp();
            }
        }
        if found.len() > SAMPLE {
            found.sort_by_key(|neighbor| neighbor.session);
            found.drain(..found.len() - SAMPLE);
        }
        found.sort_by(|a, b| b.alike.total_cmp(&a.alike)); // stable
        found.truncate(NEAREST);
        found
    }

    /// The votes of the nearest sessions; minus infinity for what none of them held.
    fn votes(&self, clicks: &[u32]) -> Vec<f64> {
        let clicks = &clicks[clicks.len().saturating_sub(CLICKS)..];
        let c = &self.constants;
        let mut votes = vec![f64::NEG_INFINITY; self.holders.len()];
        for neighbor in self.neighbors(clicks) {
            let theirs = &self.sessions[neighbor.session as usize].clicks;
            let even = if c.per_step.is_none() { neighbor.shared as f64 / clicks.len() as f64 } else { 1.0 };
            let shared_at = theirs.iter().rposition(|item| Self::place(clicks, *item) == neighbor.shared);
            for (at, item) in theirs.iter().enumerate() {
                if theirs[..at].contains(item) {
                    continue; // one vote an item
                }
                let mut vote = neighbor.alike * even;
                if let (Some(steps), Some(shared)) = (c.per_distance, shared_at) {
                    vote *= (-(at.abs_diff(shared) as f64) / steps).exp();
                }
                let holders = self.holders[*item as usize].len() as f64;
                vote *= 1.0 + c.rare * (self.sessions.len() as f64 / holders).ln();
                let slot = &mut votes[*item as usize];
                *slot = slot.max(0.0) + vote;
            }
        }
        votes
    }
}

impl NextClick for Sknn<'_> {
    fn next(&self, clicks: &[u32], repeats: bool) -> (Vec<u32>, Duration) {
        let start = Instant::now();
        let votes = self.votes(clicks);
        (without_open(votes, clicks, repeats), start.elapsed())
    }
}

/// The best of some scores, without the open item unless it may be repeated.
pub fn without_open(mut scores: Vec<f64>, clicks: &[u32], repeats: bool) -> Vec<u32> {
    if let Some(open) = clicks.last().filter(|_| !repeats) {
        scores[*open as usize] = f64::NEG_INFINITY;
    }
    top(&scores, LIST)
}

/// What was clicked most.
pub struct MostClicked(Vec<f64>);

impl MostClicked {
    pub fn fit(sessions: &[Session], items: usize) -> MostClicked {
        let mut clicks = vec![0.0; items];
        sessions.iter().flat_map(|session| &session.clicks).for_each(|item| clicks[*item as usize] += 1.0);
        MostClicked(clicks)
    }
}

impl NextClick for MostClicked {
    fn next(&self, clicks: &[u32], repeats: bool) -> (Vec<u32>, Duration) {
        let start = Instant::now();
        (without_open(self.0.clone(), clicks, repeats), start.elapsed())
    }
}
