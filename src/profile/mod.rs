//! The profile: the log of signals, what the shopper stated, and the level. Everything else is derived.
//!
//! - `log`: signals in order, with the facets that their items had.
//! - `stated`: what the shopper told us.
//! - `interests`: the pure fold from a log to weights of facets, with the signals behind each.
//! - `text`: the one JSON text that is stored and exported.
//!
//! Not here: whether something may be noted (`consent`), or where the text goes (`store`).

pub mod interests;
pub mod log;
pub mod stated;
mod text;

pub use log::{Log, SignalRef};
pub use stated::{Stated, Subject};
pub use text::{read, write, MOST_BYTES};

use crate::catalog::{Catalog, FacetKeys};
use crate::consent::Level;
use crate::day::Day;
use crate::policy::Policy;
use crate::signal::{Signal, Stance};

/// All that is kept of one shopper in one shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The shopper's choice; `None` before any.
    pub level: Option<Level>,
    /// What was noted.
    pub log: Log,
    /// What was said.
    pub stated: Stated,
}

impl Profile {
    /// Drops signals whose retention is over on this day. A day that has not come yet (the clock ran back, or a
    /// file says so) becomes today, so that nothing is kept longer than promised.
    pub fn fade(&mut self, policy: &Policy, today: Day) {
        self.log.not_after(today);
        self.log.retain(|day, signal, _| !interests::is_over(policy, today, day, signal));
    }

    /// Drops what the gate would not let in: signals and likes of what the catalog marks sensitive. For a profile
    /// that came from a file.
    pub fn pass_gate(&mut self, catalog: &Catalog, keys: &FacetKeys) {
        let named = self.log.clone();
        let item = |id: &str| catalog.find(id).is_some_and(|item| catalog.is_sensitive(item));
        let facet = |key: &str| keys.find(catalog, key).and_then(|id| catalog.facet(id)).is_some_and(|f| f.sensitive);
        self.log.retain(|_, signal, place| match signal {
            Signal::Search => !facet(named.name(signal, place)),
            _ => !item(named.name(signal, place)),
        });
        self.stated.retain(|statement| match &statement.subject {
            Subject::Item(id) => statement.stance == Stance::Never || !item(id),
            Subject::Facet(key) => statement.stance == Stance::Never || !facet(key),
        });
    }

    /// Whether nothing is kept but the level.
    pub fn is_blank(&self) -> bool {
        self.log.entries().is_empty() && self.stated.is_empty()
    }
}
