//! The profile: the log of signals, what the shopper stated, and the level. Everything else is derived.
//!
//! - `log`: signals in order, with the facets that their items had.
//! - `stated`: what the shopper told us.
//! - `settings`: what the shopper set besides the level.
//! - `merge`: one profile brought into another.
//! - `person`: what reads as somebody's address or number.
//! - `interests`: the pure fold from a log to weights of facets, with the signals behind each.
//! - `text`: the one JSON text that is stored and exported.
//!
//! Not here: whether something may be noted (`consent`), or where the text goes (`store`).

pub mod interests;
pub mod log;
mod merge;
pub mod person;
pub mod settings;
pub mod stated;
mod text;

pub use log::{Log, SignalRef};
pub use settings::Settings;
pub use stated::{own_label, Stated, Subject};
pub use text::{is_alike, read, with_tabs, without_tabs, write, MOST_BYTES};

use crate::catalog::{Catalog, FacetKeys};
use crate::consent::Level;
use crate::day::Day;
use crate::policy::Policy;
use crate::signal::{Signal, Stance, MOST_DAYS};

/// All that is kept of one shopper in one shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The shopper's choice; `None` before any.
    pub level: Option<Level>,
    /// What was noted.
    pub log: Log,
    /// What was said.
    pub stated: Stated,
    /// What was set.
    pub settings: Settings,
}

impl Profile {
    /// Drops signals whose retention is over on this day. A day more than [`MOST_DAYS`] ahead (a clock that was
    /// wrong when it was noted) becomes today, so that it fades too. A clock that was never set fades nothing.
    pub fn fade(&mut self, policy: &Policy, today: Day) {
        if today >= Day::FIRST {
            self.log.not_after_by(today, MOST_DAYS);
            self.log.retain(&mut |day, signal, _| !interests::is_over(policy, today, day, signal));
        }
    }

    /// For each facet and each item of the log, whether a key in question is behind it: the facet, or one of those
    /// that the item had.
    pub fn behind(&self, wanted: &dyn Fn(&str) -> bool) -> (Vec<bool>, Vec<bool>) {
        let facets: Vec<bool> = self.log.facets().iter().map(|key| wanted(key)).collect();
        let carries = |known: &log::Known| known.facets.iter().any(|place| facets[*place as usize]);
        let items = self.log.items().iter().map(carries).collect();
        (facets, items)
    }

    /// Drops what the gate would not let in now: signals of sources that the shop does not use, signals and likes
    /// of what the catalog marks sensitive, signals of what the shopper never wants, and all about what reads as
    /// somebody's address or number, unless an item or facet that is `sold` is called so.
    /// For a profile that was stored before, or came from a file.
    pub fn pass_gate(&mut self, catalog: &Catalog, keys: &FacetKeys, policy: &Policy, sold: &dyn Fn(&str) -> bool) {
        let person = |text: &str| person::named_in(text) && !sold(text);
        let facet = |key: &str| keys.find(catalog, key).and_then(|id| catalog.facet(id)).is_some_and(|f| f.sensitive);
        let item = |id: &str| catalog.find(id).is_some_and(|item| catalog.is_sensitive(item));
        let (facets, mut items) = self.behind(&|key| facet(key) || self.stated.bars(key) || person(key));
        for (out, known) in items.iter_mut().zip(self.log.items()) {
            let here = catalog.find(&known.id).is_some_and(|item| self.stated.bars_item(catalog, item));
            *out |= here || item(&known.id) || self.stated.bars_id(&known.id) || person(&known.id);
        }
        self.log.retain(&mut |_, signal, place| {
            let out = if signal == Signal::Search { &facets } else { &items };
            policy.uses(signal.source()) && !out[place as usize]
        });
        self.stated.retain(|statement| {
            let (text, sensitive) = match &statement.subject {
                Subject::Item(id) => (id, item(id)),
                Subject::Facet(key) => (key, facet(key)),
            };
            (statement.stance == Stance::Never || !sensitive) && !person(text)
        });
    }

    /// Whether nothing is kept but the level.
    pub fn is_blank(&self) -> bool {
        self.log.entries().is_empty() && self.stated.is_empty()
    }
}
