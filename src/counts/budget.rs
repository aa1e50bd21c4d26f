//! How often one browser may report: at most 1 in 7 days, 4 in 28 days, 13 in 365 days.
//! Not here: the clock, and where the ledger is kept.
//!
//! Each report costs at most ln 3, and costs add up even for a server that links everything: at most
//! 4 ln 3 ≈ 4.4 in any 28 days and 13 ln 3 ≈ 14.3 in any 365, per browser storage.

use crate::day::Day;

/// The windows in days, each ending today.
const WINDOWS: [u32; 3] = [7, 28, 365];

/// How many reports are allowed in any 7, 28 and 365 days. No value above [`Budget::MOST`] exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget([u32; 3]);

impl Budget {
    /// The most there can be: 1 in 7 days, 4 in 28 (which follows, until a shop lowers it), 13 in 365.
    pub const MOST: Budget = Budget([1, 4, 13]);

    /// What the strict preset leaves, with reports of at most ln 2 each: 4 in 365 days, 4 ln 2 ≈ 2.8.
    pub const STRICT: Budget = Budget([1, 4, 4]);

    /// Reports in any 7, 28 and 365 days.
    pub fn reports(self) -> [u32; 3] {
        self.0
    }

    /// What a shop asks for, in 7, 28 and 365 days. It can only lower; 0 means never.
    pub fn at_most(asked: [u32; 3]) -> Budget {
        let Budget(most) = Budget::MOST;
        Budget([0, 1, 2].map(|i| asked[i].min(most[i])))
    }
}

/// The days on which this browser reported, and the latest day it ever saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    seen: Day,
    sent: Vec<Day>,
}

impl Ledger {
    /// A ledger as it was stored, in any order. A day after `seen` counts as seen.
    pub fn new(seen: Day, sent: impl IntoIterator<Item = Day>) -> Ledger {
        let mut keys: Vec<u64> = sent.into_iter().map(|day| day.0.into()).collect();
        crate::fixed::sort(&mut keys);
        let sent: Vec<Day> = keys.into_iter().map(|key| Day(key as u32)).collect();
        Ledger { seen: sent.last().copied().unwrap_or_default().max(seen), sent }
    }

    /// The latest day it ever saw.
    pub fn seen(&self) -> Day {
        self.seen
    }

    /// The days of the reports in the last 365 days, ascending.
    pub fn sent(&self) -> &[Day] {
        &self.sent
    }

    /// Whether one more report today stays within the budget in every window. Never when the clock
    /// ran back, because old days would then look fresh.
    pub fn may_send(&self, today: Day, budget: &Budget) -> bool {
        today >= self.seen
            && WINDOWS.iter().zip(budget.0).all(|(&window, most)| {
                let spent = self.sent.iter().filter(|day| today.since(**day) < window).count();
                spent < most as usize
            })
    }

    /// Books a report of today if it is allowed, and says whether it was. Store the ledger before
    /// sending: what then gets lost stays booked, and nothing goes out twice.
    #[must_use = "only a booked report may be sent"]
    pub fn debit(&mut self, today: Day, budget: &Budget) -> bool {
        let allowed = self.may_send(today, budget);
        self.seen = self.seen.max(today);
        let seen = self.seen;
        self.sent.retain(|day| seen.since(*day) < WINDOWS[2]);
        if allowed {
            self.sent.push(today);
        }
        allowed
    }
}
