//! Which categories are bought together more than by chance: what completes a cart where single items are too rare.
//! Not here: which items are (`neighbors`).

use super::baskets::Orders;
use super::neighbors::{Neighbors, LARGEST};
use crate::fixed;

/// Baskets by chance that are added to those that hold both, as multiples, so that few baskets say little.
const CAUTION: u64 = 20;
/// Fewer common baskets than this say nothing.
const SUPPORT: u32 = 3;
/// Steps of a weight's byte for 1.
const STEPS: i32 = 64;
/// Weaker ones are not worth their bytes.
const LEAST: i32 = 3;

/// Computes the table over facets. `category` says which each item of the feed has, 0 being none.
/// A weight is 64 · ln((lift + 20) / 21), where lift is how much oftener than by chance a basket holds both; of a
/// category with itself, two items of it.
pub(super) fn table(orders: &Orders, category: &[u16], facets: usize, most: usize) -> Neighbors {
    let mut baskets: Vec<(Vec<u16>, Vec<u16>)> = Vec::new();
    for index in (0..orders.len()).filter(|index| orders.basket(*index).len() <= LARGEST) {
        let mut held: Vec<u16> = orders.basket(index).iter().map(|item| category[*item as usize]).collect();
        held.retain(|facet| *facet != 0);
        held.sort_unstable();
        let twice = held.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let mut twice: Vec<u16> = twice.collect();
        twice.dedup();
        held.dedup();
        baskets.push((held, twice));
    }
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); facets];
    for (index, (held, _)) in baskets.iter().enumerate() {
        held.iter().for_each(|facet| holders[usize::from(*facet)].push(index as u32));
    }
    let mut out = Neighbors { offsets: vec![0], ..Neighbors::default() };
    let mut common = vec![0u32; facets];
    for facet in 0..facets {
        common.fill(0);
        for index in &holders[facet] {
            let (held, twice) = &baskets[*index as usize];
            held.iter()
                .filter(|other| usize::from(**other) != facet)
                .for_each(|other| common[usize::from(*other)] += 1);
            common[facet] += u32::from(twice.binary_search(&(facet as u16)).is_ok());
        }
        let mut found: Vec<(i32, u32)> = Vec::new();
        for (other, count) in common.iter().enumerate().filter(|(_, count)| **count >= SUPPORT) {
            // (common · baskets + 20 · a · b) / (21 · a · b), multiplied out.
            let chance = holders[facet].len() as u64 * holders[other].len() as u64;
            let ln =
                fixed::ln_ratio(u64::from(*count) * baskets.len() as u64 + CAUTION * chance, (CAUTION + 1) * chance);
            let weight = (ln * STEPS + fixed::ONE / 2) / fixed::ONE;
            if weight >= LEAST {
                found.push((-weight.min(255), other as u32));
            }
        }
        found.sort_unstable();
        for (weight, other) in found.into_iter().take(most) {
            out.rows.push(other);
            out.weights.push(-weight as u8);
        }
        out.offsets.push(out.rows.len() as u32);
    }
    out
}
