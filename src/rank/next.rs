//! The term `next`: what often comes together with the items that the page names and the latest signals are about.
//! Not here: how the table was counted (`catalog::neighbors`).

use super::{Points, Taste, Weights};
use crate::catalog::{Catalog, ItemIx};
use crate::fixed::{self, ln_1p_ratio};

/// The page that a list stands on: items that the host names, whoever is looking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
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
    /// The item that contributed most.
    pub from: ItemIx,
    /// That item was named by the page, not by the profile.
    pub from_page: bool,
}

impl Taste {
    /// The term `next` on this page: for each neighbor of what the page names and of the latest signals,
    /// ¼ · ln(1 + 50 · Σ similarity · ½^steps). The page's own items count without steps;
    /// several in a cart share one vote by the root of their number. Items of the page get nothing.
    pub fn next(&self, catalog: &Catalog, weights: &Weights, page: &Page) -> Vec<(ItemIx, NextTaste)> {
        let own = |item: &ItemIx| page.item == Some(*item) || page.cart.contains(item);
        let root = fixed::root(page.cart.len() as u64 * (1 << 32)).max(1 << 16);
        let mut sources: Vec<(ItemIx, u64, bool)> = Vec::new();
        sources.extend(page.item.map(|item| (item, 1 << 16, true)));
        sources.extend(page.cart.iter().map(|item| (*item, (1 << 32) / root, true)));
        // On a page with items of its own, the profile speaks half as loud.
        let quiet = u32::from(!sources.is_empty());
        let recent = self.recent.iter().filter(|(item, _)| !own(item));
        sources.extend(recent.map(|(item, steps)| (*item, 1 << 16 >> (steps + quiet).min(16), false)));

        // One part for each neighbor of each source, brought together by item.
        let mut parts: Vec<(u64, NextTaste)> = Vec::new();
        let mut order: Vec<u64> = Vec::new();
        for (from, vote, from_page) in sources {
            for (to, weight) in catalog.neighbors(from).filter(|(to, _)| !own(to)) {
                order.push(u64::from(to.0) << 32 | parts.len() as u64);
                parts.push((vote * similarity_q16(weight), NextTaste { points: 0, from, from_page }));
            }
        }
        fixed::sort(&mut order);
        let mut found = Vec::new();
        let (sharpness, weight) = (weights.next_sharpness() as u64, weights.next_weight());
        for run in order.chunk_by(|a, b| a >> 32 == b >> 32) {
            let of = |key: &u64| parts[*key as u32 as usize];
            let sum: u64 = run.iter().map(|key| of(key).0).sum();
            // The first of equals: the page before the profile, the latest before the older.
            let most = run.iter().fold(of(&run[0]), |best, key| if of(key).0 > best.0 { of(key) } else { best }).1;
            let points = ln_1p_ratio(sharpness * (sum >> 16), 1 << 16) * weight / 64;
            if points > 0 {
                found.push((ItemIx((run[0] >> 32) as u32), NextTaste { points, ..most }));
            }
        }
        found
    }
}

/// The cosine that a neighbor's weight byte stands for, exp((w − 255) / 24), in 1/65536.
fn similarity_q16(weight: u8) -> u64 {
    // One step of the byte is exp(−1/24); 16 binary factors of it in 1/2³².
    const STEP: [u64; 8] = [
        4_119_687_349,
        3_951_560_672,
        3_635_611_325,
        3_077_478_545,
        2_205_109_735,
        1_132_141_088,
        298_429_151,
        20_735_887,
    ];
    let steps = 255 - usize::from(weight);
    let mut x: u64 = 1 << 32;
    for (bit, factor) in STEP.iter().enumerate() {
        if steps & (1 << bit) != 0 {
            x = (x * factor) >> 32;
        }
    }
    x >> 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similarity_is_the_exponential_of_its_byte() {
        for weight in 0..=255u8 {
            let real = ((f64::from(weight) - 255.0) / 24.0).exp() * 65_536.0;
            assert!((similarity_q16(weight) as f64 - real).abs() <= 1.5, "{weight}");
        }
    }
}
