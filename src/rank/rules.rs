//! Makes a list: what the placement is about, the merchant's rules, variety, and what fills it.
//! Not here: what a term is worth (`terms`), or how the best are found (`search`).
//!
//! What holds whatever the rules say: what the shopper never wants, what is on the page already and what is left out
//! does not appear, pinned or not; a filter holds for pins and for what fills the list, too.

use super::list::{order_points, Ranker, Scored};
use super::search::Query;
use super::{Fallback, Kind, Pin, Placement, Points, Request};
use crate::catalog::{FacetId, ItemIx};
use crate::fixed;
use std::ops::Range;

/// An item of a list, with those parts of its score that the list added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub item: ItemIx,
    /// The sum of all terms.
    pub score: Points,
    /// `variety`, or `explore`: what earlier items of the same category took off, or what lifted something new.
    pub list: Points,
    /// Of something new: the liked category that it was drawn from.
    pub explored: Option<FacetId>,
    /// `rule`: what the merchant's boosts added.
    pub rule: Points,
    /// `order`: what its place among the given hits is worth. Such a list has no term `popular`.
    pub order: Option<Points>,
    /// Somebody pays for its place.
    pub promoted: bool,
}

/// What a list may hold for now.
struct Scope {
    rows: Range<u32>,
    /// Only what the page's own items lead to.
    led: bool,
    /// Anything that fits the filter.
    open: bool,
}

impl Ranker<'_> {
    /// The list that is asked for, best first. Ties go to the lower item number.
    pub fn list(&self, request: &Request) -> Vec<Listed> {
        let all = request.filter.rows(self.catalog);
        // Places are different, so those below the count are no more than it.
        let fits = |pin: &&Pin| pin.at < request.count && self.may_appear(request, pin.item);
        let pins: Vec<&Pin> = request.pins.iter().filter(fits).collect();
        let mut taken: Vec<ItemIx> = pins.iter().map(|pin| pin.item).collect();
        let wanted = request.count.min(self.catalog.len() as usize).saturating_sub(pins.len());
        let mut list = match request.found() {
            Some(hits) => self.order_hits(request, hits, &taken, wanted),
            None => {
                let scope = self.scope(request, &all, wanted + taken.len());
                let mut list = self.best(request, &scope, &taken, wanted);
                if list.len() < wanted && request.fallback == Fallback::Popular && !scope.open {
                    taken.extend(list.iter().map(|listed| listed.item));
                    let more = Scope { rows: all, led: false, open: true };
                    let more = self.best(request, &more, &taken, wanted - list.len());
                    list.extend(more);
                }
                list
            }
        };
        if let Fallback::Items(items) = &request.fallback {
            for item in items {
                let known = |listed: &Listed| listed.item == *item;
                let pinned = |pin: &&Pin| pin.item == *item;
                if list.len() < wanted
                    && !list.iter().any(known)
                    && !pins.iter().any(pinned)
                    && self.may_appear(request, *item)
                {
                    list.push(self.listed(request, *item));
                }
            }
        }
        // In a list that is too short for its place, a pin closes it.
        for pin in pins {
            let mut listed = self.listed(request, pin.item);
            listed.promoted |= pin.promoted;
            list.insert(pin.at.min(list.len()), listed);
        }
        if list.len() < request.minimum {
            list.clear();
        }
        list
    }

    /// What the placement is about. On an item's page its branch of the category tree, or what it leads to; in the
    /// cart what the cart leads to, unless the list may hold anything.
    fn scope(&self, request: &Request, all: &Range<u32>, count: usize) -> Scope {
        let led = match (request.placement, request.page.item, request.kind) {
            (Placement::Product, Some(item), Kind::Similar) => {
                let rows = overlap(all, &self.branch(item, count));
                return Scope { open: rows == *all, rows, led: false };
            }
            (Placement::Product, Some(_), Kind::GoesWith) => true,
            (Placement::Cart, ..) => !request.page.cart.is_empty() && request.fallback != Fallback::Popular,
            _ => false,
        };
        Scope { rows: all.clone(), led, open: !led }
    }

    /// The rows of the lowest category above an item that has more items than `count`, or of its whole department.
    fn branch(&self, item: ItemIx, count: usize) -> Range<u32> {
        let mut rows = 0..0;
        for id in self.catalog.with_parents(self.catalog.category_of(item)) {
            rows = self.catalog.rows_below(id);
            if rows.len() > count {
                break;
            }
        }
        rows
    }

    /// The best items in a scope, after rules and variety.
    fn best(&self, request: &Request, scope: &Scope, taken: &[ItemIx], count: usize) -> Vec<Listed> {
        let own_type = request.page.item.map(|item| self.catalog.category_of(item)).filter(|id| id.0 != 0);
        let goes = request.placement == Placement::Product && request.kind == Kind::GoesWith;
        let may_appear = |item| {
            let stays = goes && own_type == Some(self.catalog.category_of(item));
            !stays && !taken.contains(&item) && self.may_appear(request, item)
        };
        let rule = |item| self.rule(request, item).0;
        if scope.led {
            let led = self.led().filter(|item| may_appear(*item));
            let keys = led.map(|item| fixed::falling(self.score(item) + rule(item), item.0)).collect();
            return self.ordered(request, keys, None, count);
        }
        let most = request.boosts.iter().map(|boost| boost.points.max(0)).sum();
        let search = |pool| {
            self.search(&Query {
                pool,
                rows: scope.rows.clone(),
                may_appear: &may_appear,
                rule: if request.boosts.is_empty() { None } else { Some((&rule, most)) },
            })
        };
        let takes_off = request.takes_off(self.weights);
        let mut varied = if takes_off == 0 {
            search(count)
        } else {
            // Variety may lift what comes later in plain order, so more than the list are looked at. As a rule a few
            // are enough to be sure of that.
            let few = search(count * 2);
            let sure = if few.len() < count * 2 { None } else { few.last().map(|last| last.score) };
            let first = self.vary(few, takes_off, count, sure);
            first.or_else(|| self.vary(search(count * 4 + 64), takes_off, count, None)).unwrap_or_default()
        };
        // What a list is about leaves no room for something new.
        if scope.open {
            self.explore(request, &may_appear, &mut varied);
        }
        varied.truncate(count);
        varied.into_iter().map(|scored| self.with_parts(request, scored, None)).collect()
    }

    /// Given hits in personal order: each keeps what its place is worth and gains its personal terms. Unlike
    /// [`Ranker::rerank`], this leaves out what may not appear.
    fn order_hits(&self, request: &Request, hits: &[ItemIx], taken: &[ItemIx], count: usize) -> Vec<Listed> {
        let mut keys = Vec::with_capacity(hits.len());
        for (place, item) in hits.iter().enumerate() {
            if !hits[..place].contains(item) && !taken.contains(item) && self.may_appear(request, *item) {
                let order = order_points(place, self.weights.order_weight());
                keys.push(fixed::falling(order + self.personal(*item) + self.rule(request, *item).0, place as u32));
            }
        }
        self.ordered(request, keys, Some(hits), count)
    }

    /// The first of those with these keys, after variety. The low part of a key is a place among the hits or, without
    /// hits, an item.
    fn ordered(&self, request: &Request, mut keys: Vec<u64>, hits: Option<&[ItemIx]>, count: usize) -> Vec<Listed> {
        fixed::sort(&mut keys);
        let scored = keys.into_iter().map(fixed::unpack).map(|(score, low)| {
            let item = hits.map_or(ItemIx(low), |hits| hits[low as usize]);
            Scored { item, score, list: 0, explored: None }
        });
        let varied = self.vary(scored.collect(), request.takes_off(self.weights), count, None).unwrap_or_default();
        let listed = varied.into_iter().map(|scored| {
            let order = hits.map(|hits| self.order_of(hits, scored.item));
            self.with_parts(request, scored, order)
        });
        listed.collect()
    }

    /// What its place among the hits is worth; what was not found counts as the last.
    fn order_of(&self, hits: &[ItemIx], item: ItemIx) -> Points {
        let place = hits.iter().position(|hit| *hit == item).unwrap_or(hits.len());
        order_points(place, self.weights.order_weight())
    }

    /// An item with its score, for a place that it did not win by it.
    fn listed(&self, request: &Request, item: ItemIx) -> Listed {
        let order = request.found().map(|hits| self.order_of(hits, item));
        let plain = order.map_or_else(|| self.score(item), |order| order + self.personal(item));
        let score = plain + self.rule(request, item).0;
        self.with_parts(request, Scored { item, score, list: 0, explored: None }, order)
    }

    fn with_parts(&self, request: &Request, scored: Scored, order: Option<Points>) -> Listed {
        let (rule, promoted) = self.rule(request, scored.item);
        Listed {
            item: scored.item,
            score: scored.score,
            list: scored.list,
            explored: scored.explored,
            rule,
            order,
            promoted,
        }
    }

    /// What the boosts add to an item, and whether one that lifts it is paid for.
    pub(super) fn rule(&self, request: &Request, item: ItemIx) -> (Points, bool) {
        let mut sum = (0, false);
        for boost in &request.boosts {
            if boost.filter.fits(self.catalog, item) {
                sum.0 += boost.points;
                sum.1 |= boost.promoted && boost.points > 0;
            }
        }
        sum
    }

    fn may_appear(&self, request: &Request, item: ItemIx) -> bool {
        let page = &self.kept.page;
        let left_out = self.kept.may_be_single(item) && self.leaves_out(request, item)
            || page.item == Some(item)
            || page.cart.contains(&item)
            || request.without.contains(&item);
        !left_out && request.filter.fits(self.catalog, item) && !self.never_of(item)
    }

    fn leaves_out(&self, request: &Request, item: ItemIx) -> bool {
        let own = self.taste.item(item);
        own.never
            || (request.exclude.bought && own.bought > 0)
            || (request.exclude.cart && own.carted)
            || (request.exclude.viewed && own.viewed)
    }

    /// Picks one by one the item that is best after `variety`: so much less for each earlier item of its category.
    /// `None`: one below `sure` was picked, and there may be better ones that are not in this pool.
    fn vary(&self, mut pool: Vec<Scored>, off: Points, count: usize, sure: Option<Points>) -> Option<Vec<Scored>> {
        let mut taken: Vec<u8> = vec![0; self.catalog.facet_count().max(1)];
        let mut list = Vec::with_capacity(count.min(pool.len()));
        while list.len() < count && !pool.is_empty() {
            let mut best = (0, Points::MIN);
            for (at, scored) in pool.iter().enumerate() {
                let earlier = taken[usize::from(self.catalog.category_of(scored.item).0)];
                let worth = scored.score - Points::from(earlier) * off;
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

fn overlap(a: &Range<u32>, b: &Range<u32>) -> Range<u32> {
    let start = a.start.max(b.start);
    start..a.end.min(b.end).max(start)
}
