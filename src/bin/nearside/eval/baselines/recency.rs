//! Recency frequency: what the buyer bought, a basket ago counting .95 of a basket now; the rest by popularity.

use super::topfreq::below_one;
use crate::eval::method::{popularity, rows, Rows, Scorer};
use crate::eval::split::History;

/// What is left of a purchase after each later basket.
const KEPT: f64 = 0.95;
/// What the best seller weighs against a purchase of the latest basket.
const FILL: f64 = 1e-3;

pub struct Recency {
    own: Rows,
    fill: Vec<f64>,
}

/// `KEPT` to the power of the baskets since, oldest first.
pub fn fading(kept: f64, baskets: usize) -> Vec<f64> {
    (0..baskets).rev().map(|age| kept.powi(age as i32)).collect()
}

impl Recency {
    pub fn fit(train: &[History<'_>], shop: &[History<'_>], items: usize) -> Recency {
        let mut fill = below_one(popularity(shop, items));
        fill.iter_mut().for_each(|fill| *fill *= FILL);
        Recency { own: rows(train, |history| fading(KEPT, history.len())), fill }
    }
}

impl Scorer for Recency {
    fn score(&self, buyer: usize, scores: &mut [f64]) {
        scores.copy_from_slice(&self.fill);
        self.own[buyer].iter().for_each(|(item, worth)| scores[*item as usize] += worth);
    }
}
