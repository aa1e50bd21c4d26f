//! Which items are bought together: the damped cosine of common baskets.
//! Not here: what a shopper's own items make of it (`rank`).

use super::baskets::Orders;
use super::problem::{ProblemKind, Problems};
use crate::fixed;

/// Added below the fraction, so that a few common baskets of rare items do not count for much.
const DAMPING: f64 = 10.0;
/// Fewer common baskets than this say nothing.
const SUPPORT: u32 = 3;
/// Larger baskets (a canteen, a collective order) do not say which items belong together.
pub(super) const LARGEST: usize = 400;

/// For each row, its neighbors, strongest first.
#[derive(Default)]
pub(super) struct Neighbors {
    /// ln of what a weight of 255 stands for, in 1/4096.
    pub top: i32,
    /// Where each row's neighbors end, after a leading 0.
    pub offsets: Vec<u32>,
    pub rows: Vec<u32>,
    pub weights: Vec<u8>,
}

/// Computes the table. `row_of` says where each item of the feed stands in the catalog; rows are what the table speaks of.
pub(super) fn table(
    orders: &Orders,
    row_of: &[u32],
    most: usize,
    problems: &mut Problems,
    progress: &mut dyn FnMut(u64),
) -> Neighbors {
    let n = row_of.len();
    let (starts, holders, sold) = holders(orders, row_of, problems);
    let mut out = Neighbors { offsets: Vec::with_capacity(n + 1), ..Neighbors::default() };
    out.offsets.push(0);
    let mut common = vec![0u32; n];
    let mut met: Vec<u32> = Vec::new();
    let mut found: Vec<(f64, u32)> = Vec::new();
    for row in 0..n {
        for basket in &holders[starts[row]..starts[row + 1]] {
            for item in orders.basket(*basket as usize) {
                let other = row_of[*item as usize] as usize;
                if common[other] == 0 {
                    met.push(other as u32);
                }
                common[other] += 1;
            }
        }
        for other in met.drain(..) {
            let count = std::mem::take(&mut common[other as usize]);
            if count >= SUPPORT && other as usize != row {
                // Square root and division are exact by IEEE 754, so every machine gets the same bits.
                let below = (f64::from(sold[row]) * f64::from(sold[other as usize])).sqrt() + DAMPING;
                found.push((f64::from(count) / below, other));
            }
        }
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (cosine, other) in found.drain(..).take(most) {
            out.rows.push(other);
            out.weights.push(weight(cosine));
        }
        out.offsets.push(out.rows.len() as u32);
        if row % 256 == 0 {
            progress(row as u64);
        }
    }
    out
}

/// The baskets that hold each row (`holders[starts[row]..starts[row + 1]]`), and how many they are.
fn holders(orders: &Orders, row_of: &[u32], problems: &mut Problems) -> (Vec<usize>, Vec<u32>, Vec<u32>) {
    let n = row_of.len();
    let mut sold = vec![0u32; n];
    for index in 0..orders.len() {
        let basket = orders.basket(index);
        if basket.len() > LARGEST {
            problems.note(ProblemKind::HugeBasket, 0, &format!("{} items", basket.len()));
            continue;
        }
        for item in basket {
            sold[row_of[*item as usize] as usize] += 1;
        }
    }
    let mut starts = vec![0usize; n + 1];
    for row in 0..n {
        starts[row + 1] = starts[row] + sold[row] as usize;
    }
    let mut next = starts.clone();
    let mut holders = vec![0u32; starts[n]];
    for index in (0..orders.len()).filter(|index| orders.basket(*index).len() <= LARGEST) {
        for item in orders.basket(index) {
            let row = row_of[*item as usize] as usize;
            holders[next[row]] = index as u32;
            next[row] += 1;
        }
    }
    (starts, holders, sold)
}

/// `w = 255 + 24 · ln(cosine)`, rounded, from 1 to 255.
fn weight(cosine: f64) -> u8 {
    // The cosine in 1/2⁴⁰: an exact product, then an integer logarithm.
    let ln = fixed::ln((cosine * (1u64 << 40) as f64) as u64) - fixed::ln(1 << 40);
    let w = 255 + (ln * 24 + fixed::ONE / 2).div_euclid(fixed::ONE);
    w.clamp(1, 255) as u8
}

impl Neighbors {
    /// A table of `n` rows without neighbors.
    pub fn none(n: usize) -> Neighbors {
        Neighbors { offsets: vec![0; n + 1], ..Neighbors::default() }
    }

    /// Whether no row has a neighbor.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows have at least one.
    pub fn rows_with_any(&self) -> u64 {
        self.offsets.windows(2).filter(|pair| pair[0] < pair[1]).count() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_stand_for_the_cosine() {
        for cosine in [1.0, 0.7, 0.5, 0.1, 0.01, 0.001] {
            let real = (255.0 + 24.0 * f64::ln(cosine)).round().clamp(1.0, 255.0);
            assert!((f64::from(weight(cosine)) - real).abs() <= 1.0, "{cosine}");
        }
        assert_eq!((weight(0.0), weight(1e-9)), (1, 1));
    }
}
