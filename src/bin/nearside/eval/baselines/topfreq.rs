//! GP-TopFreq: what the buyer bought most often; ties and the rest by popularity. Li et al., "A Next Basket
//! Recommendation Reality Check" (TOIS 2023), where it is the baseline that is hard to beat.

use crate::eval::method::{counts, popularity, Rows, Scorer};
use crate::eval::split::History;

pub struct TopFreq {
    own: Rows,
    /// Popularity, below 1, so that it only breaks ties.
    fill: Vec<f64>,
}

impl TopFreq {
    pub fn fit(train: &[History<'_>], shop: &[History<'_>], items: usize) -> TopFreq {
        TopFreq { own: counts(train), fill: below_one(popularity(shop, items)) }
    }
}

/// Popularity over one more than the highest.
pub fn below_one(mut sold: Vec<f64>) -> Vec<f64> {
    let most = sold.iter().copied().fold(0.0, f64::max) + 1.0;
    sold.iter_mut().for_each(|sold| *sold /= most);
    sold
}

impl Scorer for TopFreq {
    fn score(&self, buyer: usize, scores: &mut [f64]) {
        scores.copy_from_slice(&self.fill);
        self.own[buyer].iter().for_each(|(item, times)| scores[*item as usize] += times);
    }
}
