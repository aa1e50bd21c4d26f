//! ItemKNN: items like those the buyer bought, by the cosine of who bought them; for carts, by the cosine of common
//! baskets. Deshpande and Karypis, "Item-based top-N recommendation algorithms" (TOIS 2004).

use crate::eval::method::{counts, rows, turn, Rows, Scorer};
use crate::eval::parallel::map;
use crate::eval::split::History;

/// Neighbors of an item, and what is added below the fraction: by buyers, and by baskets.
const BY_BUYERS: (usize, f64) = (100, 20.0);
const BY_BASKETS: (usize, f64) = (64, 10.0);

pub struct ItemKnn {
    own: Rows,
    by_buyers: Rows,
    by_baskets: Rows,
}

impl ItemKnn {
    pub fn fit(train: &[History<'_>], items: usize) -> ItemKnn {
        let own = counts(train);
        let baskets: Vec<History<'_>> = train.iter().flat_map(|history| history.chunks(1)).collect();
        let by_baskets = neighbors(&rows(&baskets, |_| vec![1.0]), items, BY_BASKETS);
        ItemKnn { by_buyers: neighbors(&own, items, BY_BUYERS), own, by_baskets }
    }
}

/// For each item its nearest ones: common rows / (√(rows of one · rows of the other) + damping).
fn neighbors(rows: &Rows, items: usize, (most, damping): (usize, f64)) -> Rows {
    let holders = turn(rows, items);
    let all: Vec<u32> = (0..items as u32).collect();
    map(&all, |item| {
        let own = &holders[*item as usize];
        let mut common = vec![0.0; items];
        for (row, _) in own {
            rows[*row as usize].iter().for_each(|(other, _)| common[*other as usize] += 1.0);
        }
        let met = common.iter().enumerate().filter(|(other, common)| **common > 0.0 && *other != *item as usize);
        let near = |(other, common): (usize, &f64)| {
            let root = (own.len() as f64 * holders[other].len() as f64).sqrt();
            (other as u32, common / (root + damping))
        };
        let mut near: Vec<(u32, f64)> = met.map(near).collect();
        near.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(most);
        near
    })
}

fn add(scores: &mut [f64], near: &[(u32, f64)], weight: f64) {
    near.iter().for_each(|(item, nearness)| scores[*item as usize] += weight * nearness);
}

impl Scorer for ItemKnn {
    fn score(&self, buyer: usize, scores: &mut [f64]) {
        self.own[buyer].iter().for_each(|(item, times)| add(scores, &self.by_buyers[*item as usize], *times));
    }

    fn score_cart(&self, cart: &[u32]) -> Option<Vec<f64>> {
        let mut scores = vec![0.0; self.by_baskets.len()];
        cart.iter().for_each(|item| add(&mut scores, &self.by_baskets[*item as usize], 1.0));
        Some(scores)
    }
}
