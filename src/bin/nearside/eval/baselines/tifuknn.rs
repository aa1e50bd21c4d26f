//! TIFU-KNN: the buyer's purchases, fading within and between groups of baskets, mixed with those of the 300 buyers
//! nearest to them. Hu et al., "Modeling Personalized Item Frequency Information for Next-basket Recommendation"
//! (SIGIR 2020).

use crate::eval::method::{rows, turn, Rows, Scorer};
use crate::eval::split::History;

/// Nearest buyers.
const NEAREST: usize = 300;
/// What is left of a basket after each later one of its group, and of a group after each later one.
const KEPT_IN_GROUP: f64 = 0.9;
const KEPT_BETWEEN: f64 = 0.7;
/// The buyer's own part of the mixture.
const OWN: f64 = 0.7;
/// Groups that a history is cut into.
const GROUPS: usize = 7;

pub struct TifuKnn {
    vectors: Rows,
    buyers_of: Rows,
    squares: Vec<f64>,
}

/// The weight of each basket, oldest first. Groups are counted from the latest basket back, so the oldest may be short.
fn weights(baskets: usize) -> Vec<f64> {
    let size = baskets.div_ceil(GROUPS).max(1);
    let groups = baskets.div_ceil(size);
    let weight = |from_end: usize| {
        let (group, place) = (from_end / size, from_end % size);
        let in_group = if group + 1 < groups { size } else { baskets - size * (groups - 1) };
        KEPT_IN_GROUP.powi(place as i32) / in_group as f64 * KEPT_BETWEEN.powi(group as i32) / groups as f64
    };
    (0..baskets).rev().map(weight).collect()
}

impl TifuKnn {
    pub fn fit(train: &[History<'_>], items: usize) -> TifuKnn {
        let vectors = rows(train, |history| weights(history.len()));
        let buyers_of = turn(&vectors, items);
        let squares = vectors.iter().map(|row| row.iter().map(|(_, x)| x * x).sum()).collect();
        TifuKnn { vectors, buyers_of, squares }
    }
}

impl Scorer for TifuKnn {
    fn score(&self, buyer: usize, scores: &mut [f64]) {
        let mut common = vec![0.0; self.vectors.len()];
        for (item, own) in &self.vectors[buyer] {
            self.buyers_of[*item as usize].iter().for_each(|(other, value)| common[*other as usize] += own * value);
        }
        let distance = |other: usize| self.squares[buyer] + self.squares[other] - 2.0 * common[other];
        let others = (0..self.vectors.len()).filter(|other| *other != buyer);
        let mut others: Vec<(f64, usize)> = others.map(|other| (distance(other), other)).collect();
        others.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        others.truncate(NEAREST);
        let share = (1.0 - OWN) / others.len().max(1) as f64;
        for (_, other) in &others {
            self.vectors[*other].iter().for_each(|(item, value)| scores[*item as usize] += share * value);
        }
        self.vectors[buyer].iter().for_each(|(item, value)| scores[*item as usize] += OWN * value);
    }
}
