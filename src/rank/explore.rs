//! The term `explore`: one place in ten of a personal list is for something that the shopper has not met, from a
//! category that the shopper likes. Drawn like Thompson sampling: what was sold seldom has the wider chance.
//! The draw depends on day, placement and place alone, so it is the same for everybody with the same tastes, stays
//! through a day, and needs no number that could tell one shopper from another.
//! Not here: that what was tried and left alone is not held against it (`engine`).

use super::list::Ranker;
use super::next::LN_ONE;
use super::{Points, Request, Scored};
use crate::catalog::{FacetId, ItemIx};
use crate::fixed;
use std::ops::Range;

/// Rows of a category that are looked at, at most.
const MOST_ROWS: u32 = 64;

impl Ranker<'_> {
    /// Puts something new at each tenth place of a list, before what stood there.
    pub(super) fn explore(&self, request: &Request, may_appear: &dyn Fn(ItemIx) -> bool, list: &mut Vec<Scored>) {
        let every = self.weights.explore_every() as usize;
        if request.explore && request.placement.varies() {
            for place in (every - 1..list.len()).step_by(every) {
                if let Some(found) = self.something_new(request, may_appear, list, place) {
                    list.insert(place, found);
                    list.truncate(request.count);
                }
            }
        }
    }

    fn something_new(
        &self,
        request: &Request,
        may_appear: &dyn Fn(ItemIx) -> bool,
        list: &[Scored],
        place: usize,
    ) -> Option<Scored> {
        let day = u64::from(self.prior.today.0);
        let seed = hash(day << 16 | (request.placement as u64) << 8 | place as u64);
        let category = self.liked_category(seed)?;
        let Range { start, end } = self.catalog.rows_below(category);
        let step = (end - start).div_ceil(MOST_ROWS).max(1);
        // It takes the score of what it stands before.
        let score = list[place].score;
        let mut best: Option<(Points, Scored)> = None;
        for row in (start + (seed % u64::from(step)) as u32..end).step_by(step as usize) {
            let item = ItemIx(row);
            let own = self.score(item) + self.rule(request, item).0;
            if own >= score {
                continue;
            }
            let draw = own + chance(hash(seed ^ u64::from(row)), self.catalog.sold(item));
            let fits = best.as_ref().is_none_or(|(most, _)| draw > *most)
                && !self.taste.knows(item)
                && may_appear(item)
                && list.iter().all(|scored| scored.item != item);
            if fits {
                best = Some((draw, Scored { item, score, list: score - own, explored: Some(category) }));
            }
        }
        best.map(|(_, found)| found)
    }

    /// One of the categories with points of their own, each by its share of them.
    fn liked_category(&self, seed: u64) -> Option<FacetId> {
        let mut least = u64::MAX;
        for (FacetId(number), points) in &self.kept.liked {
            // The least of −ln(u) / points is each one's with the chance of its share.
            let wait = LN_ONE - fixed::ln((hash(seed ^ u64::from(*number)) >> 32) + 1);
            least = least.min((((wait as u64) << 28) / *points as u64) << 16 | u64::from(*number));
        }
        (least < u64::MAX).then_some(FacetId(least as u16))
    }
}

/// How far one draw is off: about normal, as wide as ln of a rate that was seen `sold` times is uncertain,
/// 1 / √(sold + 1).
fn chance(bits: u64, sold: u32) -> Points {
    /// √3 in 1/65536: the sum of four numbers from 0 to 1 has a third of the variance of a normal one.
    const ROOT_3: i64 = 113_512;
    let mut sum = -2 * 65_535;
    for part in 0..4 {
        sum += (bits >> (part * 16) & 0xffff) as i64;
    }
    let width = fixed::root((1 << 32) / (u64::from(sold) + 1)) as i64;
    ((((sum * ROOT_3) >> 16) * width) >> 20) as Points
}

/// Spreads every bit of a number over all of another (the last step of SplitMix64, Steele and others 2014).
fn hash(number: u64) -> u64 {
    let mut x = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_about_normal_and_narrower_for_what_was_sold_often() {
        for (sold, width) in [(0, 1.0), (3, 0.5), (99, 0.1)] {
            let draws: Vec<f64> = (0..20_000).map(|k| f64::from(chance(hash(k), sold)) / 4096.0).collect();
            let mean = draws.iter().sum::<f64>() / 20_000.0;
            let spread = (draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 20_000.0).sqrt();
            assert!(mean.abs() < 0.02 && (spread / width - 1.0).abs() < 0.03, "{sold}: {mean} ± {spread}");
        }
    }
}
