//! How much personalization the shopper chose, and the one gate that every signal passes.
//! Not here: the stores that a level writes to (`store`), or the wording (`policy`).

use crate::catalog::{Catalog, FacetId, ItemIx};
use crate::signal::{words, Signal};

words! {
    /// How much personalization the shopper chose. Ordered: a later one allows more.
    Level {
        /// Nothing is noted. Lists are the same for everybody.
        Off => "off",
        /// Noted in this tab only; gone when it closes.
        Visit => "visit",
        /// Noted on this device until it fades.
        Remember => "remember",
        /// As `Remember`, and now and then one blurred report leaves (`counts`). Only where the shop asks something.
        Share => "share",
    }
}

/// A signal that passed the gate. Only [`admit`] makes one, and the log takes nothing else.
#[derive(Debug)]
pub struct Admitted {
    signal: Signal,
    items: Vec<ItemIx>,
    facets: Vec<FacetId>,
}

impl Admitted {
    /// What was done.
    pub fn signal(&self) -> Signal {
        self.signal
    }
    /// To which items.
    pub fn items(&self) -> &[ItemIx] {
        &self.items
    }
    /// Of a search: the facets that its words named. Of what no catalog knows: what it carries.
    pub fn facets(&self) -> &[FacetId] {
        &self.facets
    }
}

/// The gate. `None` when there is no choice yet, when the level is `off`, when the shop does not use the
/// signal's source (`uses`), or when nothing is left: then nothing may be noted. Sensitive items and facets are
/// dropped here; the rest of a basket passes.
pub fn admit(
    level: Option<Level>,
    uses: bool,
    catalog: &Catalog,
    signal: Signal,
    mut items: Vec<ItemIx>,
    mut facets: Vec<FacetId>,
) -> Option<Admitted> {
    if level? == Level::Off || !uses {
        return None;
    }
    items.retain(|item| !catalog.is_sensitive(*item));
    facets.retain(|id| catalog.facet(*id).is_some_and(|facet| !facet.sensitive));
    if items.is_empty() && facets.is_empty() {
        return None;
    }
    Some(Admitted { signal, items, facets })
}
