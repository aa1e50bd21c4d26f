//! One catalog and one taste put together: the score of an item, and the order of a given list.
//! Not here: what a term is worth (`terms`), how the best are found (`search`), the rules of a list (`rules`), or how
//! a score is told (`reason`).

use super::bounds::Bounds;
use super::index::Index;
use super::next::{self, NextTaste, Page};
use super::prior::Prior;
use super::terms::{self, ItemTaste, Taste};
use super::{Placement, Points, Term, Weights};
use crate::catalog::{Catalog, FacetId, FacetKind, ItemIx};
use crate::day::Day;
use crate::fixed;
use crate::signal::Stance;
use std::cell::Cell;

/// An item with its score, as the search finds it, and the part that variety or exploring added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Which.
    pub item: ItemIx,
    /// The sum of all terms, `variety` included.
    pub score: Points,
    /// The part that the list's rule added: `variety`, or `explore`.
    pub list: Points,
    /// Of something new: the liked category that it was drawn from.
    pub explored: Option<FacetId>,
}

/// One catalog and one taste, ready to make lists for one page.
pub struct Ranker<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) taste: &'a Taste,
    pub(super) weights: &'a Weights,
    pub(super) prior: Prior<'a>,
    /// The catalog's blocks, if it is worth having them.
    pub(super) index: Option<&'a Index>,
    pub(super) kept: Box<Kept>,
}

/// What a ranker gathered: good for every list of the same catalog, taste, day and index.
#[derive(Default)]
pub struct Kept {
    pub(super) page: Page,
    next: Vec<(ItemIx, NextTaste)>,
    /// Points of each facet: of a category, those above it included.
    pub(super) by_facet: Vec<Points>,
    /// The part of them that is added at the end, so that nothing makes up for it: what the shopper wants less of, and
    /// what completes the cart.
    aside: Vec<Points>,
    /// Facets that must not appear, below a never-facet included; none at all where there is none.
    never: Vec<bool>,
    /// Categories with points of their own.
    pub(super) liked: Vec<(FacetId, Points)>,
    /// Points of single items, by rising item number.
    by_item: Vec<(ItemIx, Points)>,
    /// By the low bits of an item's number, whether it may be one of them: most are not, and need not be looked for.
    may_be_single: Vec<bool>,
    /// Those that gain by them, by falling plain score.
    pub(super) lifted: Vec<u64>,
    /// What the taste makes of the blocks. Searching makes them tighter, which changes no list.
    pub(super) bounds: Cell<Bounds>,
}

/// Points of one facet stay within this, so that sums of eight cannot overflow.
const MOST_OF_A_FACET: Points = 1 << 26;

/// Places of `may_be_single`.
const SINGLES: usize = 4096;

impl Kept {
    /// `false`: the item has neither points nor a taste of its own.
    pub(super) fn may_be_single(&self, item: ItemIx) -> bool {
        self.may_be_single[item.0 as usize % SINGLES]
    }
}

impl<'a> Ranker<'a> {
    /// Gathers what the scan needs: one number a facet, and one for each item with terms of its own.
    pub fn new(catalog: &'a Catalog, taste: &'a Taste, weights: &'a Weights, page: Page, today: Day) -> Ranker<'a> {
        let mut kept = Box::<Kept>::default();
        kept.by_facet = vec![0; catalog.facet_count()];
        kept.aside = vec![0; catalog.facet_count()];
        kept.never = vec![false; catalog.facet_count()];
        for number in 1..catalog.facet_count() {
            let id = FacetId(number as u16);
            // Parents have lower numbers: theirs is complete.
            let parent = usize::from(catalog.facet_parent(id).0);
            let own = taste.facet(id);
            // A further category says nothing about the item, or what is above both would count twice.
            if !catalog.is_further(id) {
                let points = own.interest.saturating_add(own.stated).saturating_add(kept.by_facet[parent]);
                kept.by_facet[number] = points.clamp(-MOST_OF_A_FACET, MOST_OF_A_FACET);
                let points = own.stated.min(0).saturating_add(kept.aside[parent]);
                kept.aside[number] = points.max(-MOST_OF_A_FACET);
            }
            kept.never[number] = kept.never[parent] || own.stance == Some(Stance::Never);
            let likes = own.interest + own.stated;
            if likes > 0 && catalog.facet(id).is_some_and(|facet| facet.kind == FacetKind::Category) {
                kept.liked.push((id, likes));
            }
        }
        if !kept.never.contains(&true) {
            kept.never.clear();
        }
        next::complete(catalog, weights, &page, &mut kept.by_facet, &mut kept.aside);
        kept.page = page;
        let prior = Prior::new(catalog, weights, today);
        let mut ranker = Ranker { catalog, taste, weights, prior, index: None, kept };
        ranker.gather_items();
        ranker
    }

    /// The same with what was kept of an earlier one, and an index if there is one.
    pub fn resume(
        catalog: &'a Catalog,
        taste: &'a Taste,
        weights: &'a Weights,
        index: Option<&'a Index>,
        kept: Box<Kept>,
        page: Page,
        today: Day,
    ) -> Ranker<'a> {
        let prior = Prior::new(catalog, weights, today);
        if kept.page != page && [&kept.page, &page].iter().any(|page| page.placement == Placement::Cart) {
            // What completes a cart is in the facets, so nothing gathered holds for another page.
            return Ranker { index, ..Ranker::new(catalog, taste, weights, page, today) };
        }
        let mut ranker = Ranker { catalog, taste, weights, prior, index, kept };
        if ranker.kept.page != page {
            ranker.kept.page = page;
            ranker.gather_items();
        }
        ranker
    }

    /// What was gathered, for a later list.
    pub fn keep(self) -> Box<Kept> {
        self.kept
    }

    /// What depends on the page: terms of single items.
    fn gather_items(&mut self) {
        let stranger = |item| self.stranger(item);
        self.kept.next = self.taste.next(self.catalog, self.weights, &self.kept.page, &stranger);
        for (_, next) in &mut self.kept.next {
            next.points = self.taste.learned.times(Term::Next, next.points);
        }
        self.kept.by_item = self.single_items();
        let mut may_be = vec![false; SINGLES];
        for (item, _) in &self.kept.by_item {
            may_be[item.0 as usize % SINGLES] = true;
        }
        self.kept.may_be_single = may_be;
        let mut lifted = Vec::new();
        for (item, own) in &self.kept.by_item {
            if *own > 0 {
                lifted.push(fixed::falling(self.score(*item), item.0));
            }
        }
        fixed::sort(&mut lifted);
        self.kept.lifted = lifted;
    }

    /// Points of single items: `again`, `next`, `seen` and what was stated about the item itself.
    fn single_items(&self) -> Vec<(ItemIx, Points)> {
        let mut merged = Vec::with_capacity(self.taste.items().len() + self.kept.next.len());
        let (mut own, mut next) = (self.taste.items(), &self.kept.next[..]);
        loop {
            let item = match (own.first(), next.first()) {
                (Some((a, _)), Some((b, _))) => *a.min(b),
                (Some((item, _)), None) | (None, Some((item, _))) => *item,
                (None, None) => return merged,
            };
            let (mut taste, mut points) = (ItemTaste::default(), 0);
            if let Some(((_, found), rest)) = own.split_first().filter(|((at, _), _)| *at == item) {
                (taste, own) = (*found, rest);
            }
            if let Some(((_, found), rest)) = next.split_first().filter(|((at, _), _)| *at == item) {
                (points, next) = (found.points, rest);
            }
            merged.push((item, points + taste.stated + taste.seen(self.weights) + self.again(item, &taste, points)));
        }
    }

    /// The term `again` of an item, given its term `next`. What completes a cart is on top of it, so that it moves
    /// what was bought before too.
    pub(super) fn again(&self, item: ItemIx, own: &ItemTaste, next: Points) -> Points {
        if own.bought == 0 {
            return 0;
        }
        let next = if self.kept.page.placement == Placement::Cart { 0 } else { next };
        let others = self.stranger(item) - self.prior.sales(item.0 as usize) + next;
        self.taste.learned.times(Term::Again, terms::again(self.catalog, self.weights, item, own, others))
    }

    /// What speaks for an item at someone who never met it: all but what stands aside.
    fn stranger(&self, item: ItemIx) -> Points {
        let mut points = self.prior.of(item.0 as usize) + self.taste.item(item).stated.max(0);
        for id in self.catalog.facets_of(item) {
            points += self.kept.by_facet[usize::from(id.0)] - self.kept.aside[usize::from(id.0)];
        }
        points
    }

    fn facet_points(&self, item: ItemIx) -> Points {
        self.catalog.facets_of(item).map(|id| self.kept.by_facet[usize::from(id.0)]).sum()
    }

    /// The term `next` of an item.
    pub fn next(&self, item: ItemIx) -> Option<NextTaste> {
        self.kept.next.binary_search_by_key(&item, |(own, _)| *own).ok().map(|at| self.kept.next[at].1)
    }

    /// The items that the page itself leads to: those of which it gives the most of the term `next`.
    pub(super) fn led(&self) -> impl Iterator<Item = ItemIx> + '_ {
        self.kept.next.iter().filter(|(_, next)| next.from_page).map(|(item, _)| *item)
    }

    /// The personal and page terms of an item: all but those that everybody has and the list's own.
    pub(super) fn personal(&self, item: ItemIx) -> Points {
        self.facet_points(item) + self.own(item)
    }

    /// Points of the item itself.
    pub(super) fn own(&self, item: ItemIx) -> Points {
        let singles = self.kept.by_item.as_slice();
        if !self.kept.may_be_single(item) {
            return 0;
        }
        singles.binary_search_by_key(&item, |(single, _)| *single).map_or(0, |at| singles[at].1)
    }

    /// The score of an item without the list's own part.
    pub fn score(&self, item: ItemIx) -> Points {
        self.prior.of(item.0 as usize) + self.personal(item)
    }

    /// Whether an item must not appear, whatever the list.
    pub fn never(&self, item: ItemIx) -> bool {
        self.taste.item(item).never || self.never_of(item)
    }

    /// Whether it carries a facet that must not appear.
    pub(super) fn never_of(&self, item: ItemIx) -> bool {
        let never = &self.kept.never;
        !never.is_empty() && self.catalog.places_of(item).any(|id| never[usize::from(id.0)])
    }

    /// A given list in personal order: each item keeps −ln(1 + place) and gains its personal terms.
    /// `None` is an item that the catalog does not know. Always a permutation: what the shopper never wants
    /// goes last.
    pub fn rerank(&self, given: &[Option<ItemIx>]) -> Vec<usize> {
        let keys = given.iter().enumerate().map(|(place, item)| {
            let own = item.map_or(0, |item| self.personal(item));
            let last = item.is_some_and(|item| self.never(item));
            // What must go last gets the lowest points there are, plus its order.
            let points = if last { Points::MIN / 2 } else { own } + order_points(place, self.weights.order_weight());
            fixed::falling(points, place as u32)
        });
        let mut keys: Vec<u64> = keys.collect();
        fixed::sort(&mut keys);
        keys.into_iter().map(|key| fixed::unpack(key).1 as usize).collect()
    }
}

/// What the shop's own order is worth at a place of a given list, the first being 0.
pub(super) fn order_points(place: usize, weight: i32) -> Points {
    -(fixed::ln(place as u64 + 1) * weight / 64)
}
