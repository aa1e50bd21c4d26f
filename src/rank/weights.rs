//! Every constant of the score, with what it does. They were chosen on Complete Journey with `npm run eval`, which
//! prints what they reach.

use crate::catalog::{Facet, FacetKind};

/// `again`: what is left of a purchase after each later basket, as a fraction of 100. Lower forgets quicker.
pub const KEPT_PER_BASKET: u64 = 95;
/// `again`: how many baskets' worth the shop's re-buy rate counts. Higher trusts the shop more than the shopper.
pub const REBUY_BASKETS: u64 = 8;
/// `again`: what popularity is worth for an item never bought, in 1/10. Lower lifts everything bought before.
pub const STRANGER_TENTHS: u64 = 3;

/// `next`: how many of the latest signals with items are looked at.
pub const RECENT: usize = 20;
/// `next`: how sharply a common basket counts: ln(1 + 50 × similarity).
pub const NEXT_SHARPNESS: u64 = 50;
/// `next`: its share of the score, in 1/64.
pub const NEXT_WEIGHT: i32 = 16;

/// `interest`: pseudo-purchases against which interest is weighed. Higher needs more signals for the same lift.
pub const CAUTION: u64 = 25;

/// `stated`: what a liked item gains, in points.
pub const LIKED_ITEM: i32 = 4096;
/// `stated`: what a "less" takes from the item, or from each item with the facet: to a twentieth.
pub const LESS: i32 = -3 * 4096;

/// `popular`: what the six-week trend (1/32) and the breadth of buyers (1/255) add, in points a unit.
pub const TREND_UNIT: i32 = 96;
/// See [`TREND_UNIT`].
pub const BREADTH_UNIT: i32 = 8;

/// `variety`: what each earlier item of the same category takes off: ln .85 in points.
pub const VARIETY: i32 = -666;

/// Re-ranking: the share of ln(1 + place) that the shop's own order keeps when a list is re-ranked, in 1/64.
pub const ORDER_WEIGHT: i32 = 64;

/// `interest`: the share of the facet's lift that counts, in 1/64, by kind and by depth in the category tree.
pub fn interest_weight(facet: &Facet<'_>, depth: usize) -> i32 {
    match facet.kind {
        FacetKind::Category => match depth {
            1 => 8,
            2 => 16,
            _ => 22,
        },
        FacetKind::Brand => 19,
        // A band of prices over the whole shop says little about taste, and makes a poor reason.
        FacetKind::Price => 0,
        _ => 3,
    }
}
