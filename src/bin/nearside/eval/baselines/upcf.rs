//! UP-CF: the habits of the last 25 baskets, of the buyer and of everybody who buys alike. Faggioli, Polato and
//! Aiolli, "Recency Aware Collaborative Filtering for Next Basket Recommendation" (UMAP 2020).

use crate::eval::method::{counts, rows, turn, Rows, Scorer};
use crate::eval::split::History;

/// Baskets that make a habit.
const RECENT: usize = 25;
/// Asymmetry of the cosine: 1 asks only how much of the buyer's own items the other one has.
const ALPHA: f64 = 0.75;

/// How much closer buyers count for more. Where there are fewer units, everybody is alike, and it must be more
/// (chosen on the validation baskets).
pub fn locality(level: &str) -> i32 {
    match level {
        "type" => 10,
        "category" => 80,
        _ => 5,
    }
}

pub struct UpCf {
    locality: i32,
    /// The share of each buyer's recent baskets that held the item.
    habits: Rows,
    /// Which items each buyer ever bought, and who ever bought each item.
    own: Rows,
    buyers_of: Rows,
}

impl UpCf {
    pub fn fit(train: &[History<'_>], items: usize, locality: i32) -> UpCf {
        let habits = rows(train, |history| {
            let recent = history.len().min(RECENT);
            let old = history.len() - recent;
            (0..history.len()).map(|at| if at < old { 0.0 } else { 1.0 / recent as f64 }).collect()
        });
        let own = counts(train);
        let buyers_of = turn(&own, items);
        UpCf { locality, habits, own, buyers_of }
    }
}

impl Scorer for UpCf {
    fn score(&self, buyer: usize, scores: &mut [f64]) {
        let own = &self.own[buyer];
        let mut common = vec![0.0; self.own.len()];
        for (item, _) in own {
            self.buyers_of[*item as usize].iter().for_each(|(other, _)| common[*other as usize] += 1.0);
        }
        for (other, common) in common.into_iter().enumerate().filter(|(_, common)| *common > 0.0) {
            let (size, other_size) = (own.len() as f64, self.own[other].len() as f64);
            let cosine = common / (size.powf(ALPHA) * other_size.powf(1.0 - ALPHA));
            let alike = cosine.powi(self.locality);
            self.habits[other].iter().for_each(|(item, habit)| scores[*item as usize] += alike * habit);
        }
    }
}
