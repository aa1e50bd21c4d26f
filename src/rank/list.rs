//! Lists: what a placement asks for, a filter, and the rules of a list.
//! Not here: what a term is worth (`terms`), how the best are found (`search`), or how a score is told (`reason`).

use super::bounds::Bounds;
use super::index::Index;
use super::next::{NextTaste, Page};
use super::prior::Prior;
use super::search::Query;
use super::terms::{self, ItemTaste, Taste};
use super::{Placement, Points, Term, Weights};
use crate::catalog::{Catalog, FacetId, ItemIx};
use crate::day::Day;
use crate::fixed;
use crate::signal::Stance;
use std::cell::Cell;

/// Which items a list may hold. All conditions must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only what can be ordered now.
    pub in_stock: bool,
    /// The lowest price, in minor units; items without a price do not pass.
    pub lowest: Option<u32>,
    /// The highest price, in minor units; items without a price do not pass.
    pub highest: Option<u32>,
    /// Facets that an item must carry; a category includes all below it.
    pub facets: Vec<FacetId>,
}

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

/// What a list is asked to be.
#[derive(Clone, Debug)]
pub struct Request {
    /// For which slot.
    pub placement: Placement,
    /// How many items at most.
    pub count: usize,
    /// Which items may appear.
    pub filter: Filter,
    /// Groups to leave out.
    pub exclude: Exclude,
    /// Single items to leave out.
    pub without: Vec<ItemIx>,
    /// What the host says is on the page.
    pub page: Page,
    /// Whether something new may be tried.
    pub explore: bool,
}

/// An item with its score and the list's own part of it.
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
    taste: &'a Taste,
    pub(super) weights: &'a Weights,
    pub(super) prior: Prior<'a>,
    /// The catalog's blocks, if it is worth having them.
    pub(super) index: Option<&'a Index>,
    pub(super) kept: Box<Kept>,
}

/// What a ranker gathered: good for every list of the same catalog, taste, day and index.
#[derive(Default)]
pub struct Kept {
    page: Page,
    next: Vec<(ItemIx, NextTaste)>,
    /// Points of each facet: of a category, those above it included.
    pub(super) by_facet: Vec<Points>,
    /// Facets that must not appear, below a never-facet included.
    never: Vec<bool>,
    /// Points of single items, by rising item number.
    pub(super) by_item: Vec<(ItemIx, Points)>,
    /// Those that gain by them, by falling plain score.
    pub(super) lifted: Vec<u64>,
    /// What the taste makes of the blocks. Searching makes them tighter, which changes no list.
    pub(super) bounds: Cell<Bounds>,
}

/// Points of one facet stay within this, so that sums of eight cannot overflow.
const MOST_OF_A_FACET: Points = 1 << 26;

impl<'a> Ranker<'a> {
    /// Gathers what the scan needs: one number a facet, and one for each item with terms of its own.
    pub fn new(catalog: &'a Catalog, taste: &'a Taste, weights: &'a Weights, page: Page, today: Day) -> Ranker<'a> {
        let mut kept = Box::<Kept>::default();
        kept.by_facet = vec![0; catalog.facet_count()];
        kept.never = vec![false; catalog.facet_count()];
        for number in 1..catalog.facet_count() {
            let id = FacetId(number as u16);
            // Parents have lower numbers: theirs is complete.
            let parent = usize::from(catalog.facet_parent(id).0);
            let own = taste.facet(id);
            let points = own.interest + own.stated + kept.by_facet[parent];
            kept.by_facet[number] = points.clamp(-MOST_OF_A_FACET, MOST_OF_A_FACET);
            kept.never[number] = kept.never[parent] || own.stance == Some(Stance::Never);
        }
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
        self.kept.next = self.taste.next(self.catalog, self.weights, &self.kept.page);
        for (_, next) in &mut self.kept.next {
            next.points = self.taste.learned.times(Term::Next, next.points);
        }
        self.kept.by_item = self.single_items();
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
        let (mut own, mut next) = (self.taste.items().iter().peekable(), self.kept.next.iter().peekable());
        loop {
            let item = match (own.peek(), next.peek()) {
                (Some((a, _)), Some((b, _))) => *a.min(b),
                (Some((item, _)), None) | (None, Some((item, _))) => *item,
                (None, None) => return merged,
            };
            let own = own.next_if(|(at, _)| *at == item).map(|(_, own)| *own).unwrap_or_default();
            let next = next.next_if(|(at, _)| *at == item).map_or(0, |(_, next)| next.points);
            merged.push((item, next + own.stated + own.seen(self.weights) + self.again(item, &own, next)));
        }
    }

    /// The term `again` of an item, given its term `next`.
    pub(super) fn again(&self, item: ItemIx, own: &ItemTaste, next: Points) -> Points {
        let lately = self.prior.beyond_sales(item.0 as usize);
        let others = self.facet_points(item) + own.stated + next + lately;
        self.taste.learned.times(Term::Again, terms::again(self.catalog, self.weights, item, own, others))
    }

    fn facet_points(&self, item: ItemIx) -> Points {
        self.catalog.facets_of(item).map(|id| self.kept.by_facet[usize::from(id.0)]).sum()
    }

    /// The term `next` of an item.
    pub fn next(&self, item: ItemIx) -> Option<NextTaste> {
        self.kept.next.binary_search_by_key(&item, |(own, _)| *own).ok().map(|at| self.kept.next[at].1)
    }

    /// The catalog that lists are made of.
    pub fn catalog(&self) -> &'a Catalog {
        self.catalog
    }

    /// The page that lists are made for.
    pub fn page(&self) -> &Page {
        &self.kept.page
    }

    /// The taste that lists are made with.
    pub fn taste(&self) -> &'a Taste {
        self.taste
    }

    /// The personal and page terms of an item: all but those that everybody has and the list's own.
    fn personal(&self, item: ItemIx) -> Points {
        self.facet_points(item)
            + self.kept.by_item.binary_search_by_key(&item, |(own, _)| *own).map_or(0, |at| self.kept.by_item[at].1)
    }

    /// The score of an item without the list's own part.
    pub fn score(&self, item: ItemIx) -> Points {
        self.prior.of(item.0 as usize) + self.personal(item)
    }

    /// Whether an item must not appear, whatever the list.
    pub fn never(&self, item: ItemIx) -> bool {
        self.taste.item(item).never || self.catalog.facets_of(item).any(|id| self.kept.never[usize::from(id.0)])
    }

    /// The list that is asked for, best first. Ties go to the lower item number.
    pub fn list(&self, request: &Request) -> Vec<Scored> {
        let may_appear = |item| self.may_appear(request, item);
        let best =
            |pool| self.search(&Query { pool, rows: 0..self.catalog.len(), may_appear: &may_appear, rule: None });
        let count = request.count;
        if !request.placement.varies() {
            return best(count);
        }
        // Variety may lift what comes later in plain order, so more than the list are looked at. As a rule a few are
        // enough to be sure of that.
        let few = best(count * 2);
        let sure = if few.len() < count * 2 { None } else { few.last().map(|last| last.score) };
        let varied = self.vary(few, count, sure).or_else(|| self.vary(best(count * 4 + 64), count, None));
        let mut list = varied.unwrap_or_default();
        self.explore(request, &mut list);
        list
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

    pub(super) fn may_appear(&self, request: &Request, item: ItemIx) -> bool {
        let Filter { in_stock, lowest, highest, facets } = &request.filter;
        let own = self.taste.item(item);
        let price_fits = || match self.catalog.price(item) {
            Some(price) => lowest.is_none_or(|low| price >= low) && highest.is_none_or(|high| price <= high),
            None => lowest.is_none() && highest.is_none(),
        };
        let carries = |wanted: &FacetId| {
            self.catalog.facets_of(item).any(|has| self.catalog.with_parents(has).any(|above| above == *wanted))
        };
        let on_page = self.kept.page.item == Some(item) || self.kept.page.cart.contains(&item);
        let left_out = on_page
            || (request.exclude.bought && own.bought > 0)
            || (request.exclude.cart && own.carted)
            || (request.exclude.viewed && own.viewed)
            || request.without.contains(&item);
        !left_out
            && (!in_stock || self.catalog.in_stock(item))
            && price_fits()
            && facets.iter().all(carries)
            && !self.never(item)
    }

    /// Picks one by one the item that is best after `variety`: less for each earlier item of its category.
    /// `None`: one below `sure` was picked, and there may be better ones that are not in this pool.
    fn vary(&self, mut pool: Vec<Scored>, count: usize, sure: Option<Points>) -> Option<Vec<Scored>> {
        let mut taken: Vec<u8> = vec![0; self.catalog.facet_count().max(1)];
        let mut list = Vec::with_capacity(count.min(pool.len()));
        while list.len() < count && !pool.is_empty() {
            let mut best = (0, Points::MIN);
            for (at, scored) in pool.iter().enumerate() {
                let earlier = taken[usize::from(self.catalog.category_of(scored.item).0)];
                let worth = scored.score - Points::from(earlier) * self.weights.variety();
                if worth > best.1 {
                    best = (at, worth); // of equals, the one that is first in plain order
                }
            }
            if sure.is_some_and(|sure| best.1 < sure) {
                return None;
            }
            let plain = pool.remove(best.0);
            let earlier = &mut taken[usize::from(self.catalog.category_of(plain.item).0)];
            *earlier = earlier.saturating_add(1);
            list.push(Scored { list: best.1 - plain.score, score: best.1, ..plain });
        }
        Some(list)
    }
}

/// What the shop's own order is worth at a place of a given list, the first being 0.
fn order_points(place: usize, weight: i32) -> Points {
    -(fixed::ln(place as u64 + 1) * weight / 64)
}
