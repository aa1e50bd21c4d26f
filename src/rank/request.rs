//! What a list is asked to be: the placement, the page it stands on, and the merchant's rules.
//! Not here: how it is written down (`ask`), or how the list is made (`rules`).

use super::{Filter, Page, Placement, Points, Weights};
use crate::catalog::ItemIx;

/// Groups of items that a list can leave out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exclude {
    /// What the shopper bought.
    pub bought: bool,
    /// What is in the cart.
    pub cart: bool,
    /// What the shopper looked at.
    pub viewed: bool,
}

/// Lifts or lowers the items that fit a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boost {
    /// Which items.
    pub filter: Filter,
    /// What they gain: ln of the factor.
    pub points: Points,
    /// Somebody pays for it, so the item says "Promoted".
    pub promoted: bool,
}

/// Puts an item at a place of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The place; 0 is the first.
    pub at: usize,
    /// What stands there.
    pub item: ItemIx,
    /// Somebody pays for it, so the item says "Promoted".
    pub promoted: bool,
}

/// What a list on an item's page is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Instead of the open item: the same branch of the category tree.
    Similar,
    /// Besides the open item: often bought together with it, and of another category.
    #[default]
    GoesWith,
}

/// What may fill a list when too little is what its placement is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fallback {
    /// The best of everything that fits the filter.
    #[default]
    Popular,
    /// Nothing: the list stays short.
    None,
    /// These, in their order.
    Items(Vec<ItemIx>),
}

/// What a list is asked to be.
#[derive(Clone, Debug)]
pub struct Request {
    /// For which slot.
    pub placement: Placement,
    /// How many items at most.
    pub count: usize,
    /// A list with fewer items is left empty.
    pub minimum: usize,
    /// Which items may appear.
    pub filter: Filter,
    /// Groups to leave out.
    pub exclude: Exclude,
    /// Single items to leave out.
    pub without: Vec<ItemIx>,
    /// What lifts and lowers items.
    pub boosts: Vec<Boost>,
    /// Items with a place of their own, by rising place; each place and each item once.
    pub pins: Vec<Pin>,
    /// What each earlier item of the same category takes off, unless it is what the shop's weights say for the
    /// placement; 0 is no variety.
    pub variety: Option<Points>,
    /// What fills the list.
    pub fallback: Fallback,
    /// For the placement `product`.
    pub kind: Kind,
    /// For the placement `search`: what the shop found, in its order.
    pub hits: Option<Vec<ItemIx>>,
    /// Whether something new may be tried.
    pub explore: bool,
    /// What the host says is on the page.
    pub page: Page,
}

impl Request {
    /// A list of this placement without rules.
    pub fn new(placement: Placement, count: usize) -> Request {
        Request {
            placement,
            count,
            minimum: 0,
            filter: Filter::default(),
            exclude: Exclude::default(),
            without: Vec::new(),
            boosts: Vec::new(),
            pins: Vec::new(),
            variety: None,
            fallback: Fallback::default(),
            kind: Kind::default(),
            hits: None,
            explore: true,
            page: Page::default(),
        }
    }

    /// What each earlier item of the same category takes off.
    pub(super) fn takes_off(&self, weights: &Weights) -> Points {
        self.variety.unwrap_or(if self.placement.varies() { weights.variety() } else { 0 })
    }

    /// What the shop's own search found, on the page of a search.
    pub(super) fn found(&self) -> Option<&[ItemIx]> {
        self.hits.as_deref().filter(|_| self.placement == Placement::Search)
    }
}
