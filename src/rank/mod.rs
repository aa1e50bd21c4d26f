//! Ranking: a score is a sum of integer terms, so that every part of it is a reason.
//!
//! - `weights`: every constant, with what it does to a list.
//! - `terms`: what the shopper's profile is worth, term by term (the "taste").
//! - `next`: what comes together with what was looked at.
//! - `learn`: what the device learns of the terms' weights.
//! - `prior`: what is the same for everybody: the whole shop's sales, and how new an item is.
//! - `explore`: the one place in ten for something new.
//! - `search`: the best items of the catalog; `index`, `bounds` and `pool` let it pass over most of it.
//! - `list`: the score of an item, and the order of a given list.
//! - `request`, `ask`, `filter`: what a list is asked to be, and how that is written down.
//! - `rules`: the list, made by the merchant's rules.
//! - `reason`: a score taken apart again.
//!
//! All points are in 1/4096 of a natural logarithm: 4096 points more means 2.7 times as likely.
//! Not here: what was noted (`profile`), or how a reason is worded (`www/locales`).

pub mod ask;
mod bounds;
mod explore;
pub mod filter;
pub mod index;
pub mod learn;
pub mod list;
pub mod next;
mod pool;
mod prior;
pub mod reason;
pub mod request;
pub mod rules;
pub mod search;
pub mod terms;
mod weights;

pub use filter::Filter;
pub use index::Index;
pub use learn::Learned;
pub use list::{Kept, Ranker, Scored};
pub use next::Page;
pub use reason::{Place, Reason};
pub use request::{Boost, Exclude, Fallback, Kind, Pin, Request};
pub use rules::Listed;
pub use search::Query;
pub use terms::Taste;
pub use weights::Weights;

use crate::signal::words;

/// Points of a score, in 1/4096.
pub type Points = i32;

words! {
    /// One additive part of a score.
    Term {
        /// The shopper bought it before, and it is a thing that is bought again.
        Again => "again",
        /// Often bought together with what the shopper looked at, bought, or has on this page.
        Next => "next",
        /// It has a facet that the shopper showed interest in.
        Interest => "interest",
        /// The shopper told us.
        Stated => "stated",
        /// Everybody likes it: against the shop's 24th best seller.
        Popular => "popular",
        /// Bought more often these weeks than before.
        Trend => "trend",
        /// Bought by many different people, not often by few.
        Breadth => "breadth",
        /// New in the shop.
        Fresh => "fresh",
        /// Taken off for what was shown on earlier days and left alone.
        Seen => "seen",
        /// Lifted into the list as something new, from a category that the shopper likes.
        Explore => "explore",
        /// Taken off for each earlier item of the same category in the list.
        Variety => "variety",
        /// The shop asked for it: a boost, or the opposite.
        Rule => "rule",
        /// Its place in the order that the shop gave.
        Order => "order",
    }
}

words! {
    /// A slot on a page.
    Placement {
        /// The start page: everything.
        Home => "home",
        /// A category's page. Give the category in the filter.
        Category => "category",
        /// An item's page: what goes with it, or stands in for it.
        Product => "product",
        /// The cart: what completes it.
        Cart => "cart",
        /// Results of a search. Give them as hits.
        Search => "search",
    }
}

#[allow(clippy::derivable_impls)] // `words!` derives for every list alike
impl Default for Placement {
    fn default() -> Placement {
        Placement::Home
    }
}

impl Placement {
    /// Whether a list of this placement spreads over categories.
    const fn varies(self) -> bool {
        matches!(self, Placement::Home | Placement::Product | Placement::Cart)
    }
}
