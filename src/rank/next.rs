//! The term `next`: what goes with the items that the page names and with what was looked at lately.
//! Not here: how the tables were counted (`catalog::neighbors`, `catalog::followers`).

use super::{Placement, Points, Taste, Weights};
use crate::catalog::{Catalog, FacetId, ItemIx, Table};
use crate::fixed::{self, exp_q16, ln_1p_ratio};

/// The page that a list stands on: items that the host names, whoever is looking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The slot.
    pub placement: Placement,
    /// The open item.
    pub item: Option<ItemIx>,
    /// What is in the cart.
    pub cart: Vec<ItemIx>,
}

/// One candidate of the term `next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextTaste {
    /// Points.
    pub points: Points,
    /// The item that contributed most; the candidate itself when it was looked at before.
    pub from: ItemIx,
    /// That item was named by the page, not by the profile.
    pub from_page: bool,
}

/// An item that the latest signals are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Recent {
    /// Which.
    pub item: ItemIx,
    /// How many signals ago; 0 is the latest.
    pub steps: u32,
    /// What it counts, a view being 1, in 1/2¹⁶.
    pub vote: u64,
    /// It was bought.
    pub bought: bool,
    /// It was looked at and not bought since, so it may be looked at again.
    pub open: bool,
}

/// A place that neighbors are asked for: an item, what its neighbors count, and what it counts itself, in 1/2³².
struct Source {
    item: ItemIx,
    vote: u64,
    revisit: u64,
    from_page: bool,
}

impl Taste {
    /// The term `next` on this page. For each candidate i,
    /// N = Σ vote · ½^steps · T(source → i) + [i was looked at] · .6 · .7^steps over the sources, and the term is what is
    /// missing from e^S to e^S + β·N, with S (`stranger`) everything that speaks for i at a stranger's: ln(1 + β·N/e^S).
    /// So a large N ranks as if alone, and a small one lets everything else decide.
    /// On the cart's page it is ½ · ln(1 + 50·N), on top of everything else.
    pub(super) fn next(
        &self,
        catalog: &Catalog,
        weights: &Weights,
        page: &Page,
        stranger: &dyn Fn(ItemIx) -> Points,
    ) -> Vec<(ItemIx, NextTaste)> {
        let sources = self.sources(weights, page);
        let elsewhere = loudness(catalog, weights);
        let mut parts: Vec<(u64, u32)> = Vec::new();
        let mut order: Vec<u64> = Vec::new();
        let mut part = |to: ItemIx, worth: u64, source: usize| {
            order.push(u64::from(to.0) << 32 | parts.len() as u64);
            parts.push((worth, source as u32));
        };
        // Where there is only one table, it serves alone.
        let both = catalog.has_table(Table::Carts) && catalog.has_table(Table::Sessions);
        for table in [Table::Sessions, Table::Carts] {
            let leads = (table == Table::Carts) == (page.placement == Placement::Cart);
            let share = if both && !leads { weights.next_other() as u64 } else { 1 << 16 };
            let scale = (exp_q16(catalog.table_top(table)) * share) >> 16;
            for (at, source) in sources.iter().enumerate() {
                let vote = (source.vote * scale) >> 16;
                for (to, weight) in catalog.neighbors(table, source.item) {
                    let strength = power_q24(u32::from(255 - weight) * catalog.table_step(table));
                    part(to, (vote * strength) >> 24, at);
                }
            }
        }
        for (at, source) in sources.iter().enumerate().filter(|(_, source)| source.revisit > 0) {
            part(source.item, source.revisit, at);
        }
        fixed::sort(&mut order);
        let mut found = Vec::new();
        let mut rest = &order[..];
        while let Some(first) = rest.first() {
            let item = ItemIx((first >> 32) as u32);
            let (run, after) = rest.split_at(rest.iter().take_while(|key| *key >> 32 == first >> 32).count());
            rest = after;
            if page.item == Some(item) || page.cart.contains(&item) {
                continue;
            }
            let (mut sum, mut most) = (0, (0, 0));
            for key in run {
                let part = parts[*key as u32 as usize];
                sum += part.0;
                // Of equals the first: the page before the profile, the latest before the older.
                if part.0 > most.0 {
                    most = part;
                }
            }
            let points = match page.placement {
                Placement::Cart => {
                    ln_1p_ratio(weights.next_cart_sharpness() as u64 * sum, 1 << 32) * weights.next_cart_weight() / 64
                }
                Placement::Product => missing(sum, weights.next_product(), stranger(item)),
                _ => missing(sum, elsewhere, stranger(item)),
            };
            if points > 0 {
                let source = &sources[most.1 as usize];
                found.push((item, NextTaste { points, from: source.item, from_page: source.from_page }));
            }
        }
        found
    }

    /// The page's own items first, then those of the latest signals.
    fn sources(&self, weights: &Weights, page: &Page) -> Vec<Source> {
        let mut sources = Vec::with_capacity(self.recent.len() + page.cart.len() + 1);
        let mut add = |item, vote, revisit, from_page| sources.push(Source { item, vote, revisit, from_page });
        if let Some(item) = page.item {
            add(item, 1 << 32, 0, true);
        }
        for item in &page.cart {
            add(*item, shared(1 << 32, page.cart.len()), 0, true);
        }
        // The open item is the latest step, whether or not the host has told of it yet.
        let told = self.recent.first().is_some_and(|latest| page.item == Some(latest.item));
        let later = u32::from(page.item.is_some() && !told || !page.cart.is_empty());
        let speaks = |recent: &&Recent| !page.cart.contains(&recent.item) && (page.cart.is_empty() || !recent.bought);
        for recent in self.recent.iter().skip(told.into()).filter(speaks) {
            let steps = recent.steps + later;
            let vote = (recent.vote << 16) >> steps.min(63);
            let revisit = if recent.open { revisit_q32(weights, steps) } else { 0 };
            add(recent.item, vote, revisit, false);
        }
        sources
    }
}

/// What completes the cart by categories: for each item of the cart, ln((lift + 20) / 21) of its category to others,
/// as a mean. Added to the points of those categories, and noted aside.
pub(super) fn complete(
    catalog: &Catalog,
    weights: &Weights,
    page: &Page,
    by_facet: &mut [Points],
    aside: &mut [Points],
) {
    if page.placement != Placement::Cart {
        return;
    }
    for item in &page.cart {
        for (category, weight) in catalog.lifts(catalog.category_of(*item)) {
            let points = lift_points(weights, weight, page);
            by_facet[usize::from(category.0)] += points;
            aside[usize::from(category.0)] += points;
        }
    }
}

/// The same of one category, and the item of the cart that it comes from most.
pub(super) fn completes(catalog: &Catalog, weights: &Weights, page: &Page, category: FacetId) -> Option<NextTaste> {
    let mut sum = 0;
    let mut most = (0, None);
    for item in page.cart.iter().filter(|_| page.placement == Placement::Cart) {
        let to = catalog.lifts(catalog.category_of(*item)).find(|(to, _)| *to == category);
        let points = to.map_or(0, |(_, weight)| lift_points(weights, weight, page));
        sum += points;
        if points > most.0 {
            most = (points, Some(*item));
        }
    }
    most.1.map(|from| NextTaste { points: sum, from, from_page: true })
}

fn lift_points(weights: &Weights, weight: u8, page: &Page) -> Points {
    Points::from(weight) * weights.next_lift() / page.cart.len() as Points
}

/// ln β but on an item's page. Points of everything else are against the shop's 24th best seller, so that what the tables
/// say of chances has to be as well: β = λ / p, with p the share of baskets that hold that item.
fn loudness(catalog: &Catalog, weights: &Weights) -> Points {
    let lambda = fixed::ln(weights.next_elsewhere() as u64) - fixed::ln(64);
    lambda + fixed::ln(catalog.baskets() + 1) - fixed::ln(u64::from(catalog.meta().bar) + 1)
}

/// What each of several items of one basket or cart counts: they share one vote by the root of their number.
pub(super) fn shared(vote: u64, items: usize) -> u64 {
    (vote << 16) / fixed::root((items as u64) << 32).max(1 << 16)
}

/// What is missing from e^S to e^S + β·N: ln(1 + β·N/e^S), with N in 1/2³² and ln β and S in points.
fn missing(sum: u64, beta: Points, stranger: Points) -> Points {
    let beyond = fixed::ln(sum) - LN_ONE + beta - stranger;
    match beyond {
        EXP_MOST.. => beyond,
        _ => ln_1p_ratio(exp_q16(beyond), 1 << 16),
    }
}

/// ln 2³² in points.
pub(super) const LN_ONE: Points = 90_852;
/// Above this, 1 does not show beside e^x.
const EXP_MOST: Points = 9 * fixed::ONE;

/// .6 · .7^steps in 1/2³².
fn revisit_q32(weights: &Weights, steps: u32) -> u64 {
    let kept = weights.next_revisit_kept() as u64;
    (0..steps).fold((weights.next_revisit() as u64) << 16, |worth, _| (worth * kept) >> 16)
}

/// 2^-(e / 2¹⁶) in 1/2²⁴, within 1/4000 of itself: straight lines between sixteenths.
fn power_q24(e: u32) -> u64 {
    const SIXTEENTHS: [u32; 17] = [
        16_777_216, 16_065_917, 15_384_775, 14_732_511, 14_107_901, 13_509_772, 12_937_002, 12_388_516, 11_863_283,
        11_360_319, 10_878_679, 10_417_458, 9_975_792, 9_552_851, 9_147_842, 8_760_003, 8_388_608,
    ];
    let at = (e >> 12 & 15) as usize;
    let (from, to) = (u64::from(SIXTEENTHS[at]), u64::from(SIXTEENTHS[at + 1]));
    (from - (((from - to) * u64::from(e & 0xfff)) >> 12)) >> (e >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_powers() {
        for e in (0..20 << 16).step_by(97) {
            let real = (-f64::from(e) / 65_536.0).exp2() * f64::from(1 << 24);
            assert!((power_q24(e) as f64 - real).abs() <= 2.0 + real / 4_000.0, "{e}: {} not {real}", power_q24(e));
        }
    }
}
