//! The re-buy score in floats, straight from its formula: (D + κ·π + ε·p) / (B + κ), with D the buyer's own purchases
//! of the item (.95 a basket), π how often the shop's buyers of the item buy it again in a later basket, and p the
//! share of baskets that hold it. The shipped priors lift p by e^(w·buyers/sales), which is asked for with a `breadth`
//! of w instead of 0. Shares no code with the compiler's rates or with the ranker.

use crate::eval::baselines::recency::fading;
use crate::eval::method::{counts, popularity, rows, Rows, Scorer};
use crate::eval::split::History;
use std::collections::HashMap;

const KEPT: f64 = 0.95;
const KAPPA: f64 = 8.0;
const EPSILON: f64 = 0.3;
/// Baskets that the shop's mean weighs against an item's own rate.
const PRIOR: f64 = 20.0;

pub struct FloatRebuy {
    own: Rows,
    rates: Vec<f64>,
    /// Everything that an item never bought scores, ε·p.
    stranger: Vec<f64>,
}

impl FloatRebuy {
    pub fn fit(train: &[History<'_>], shop: &[History<'_>], items: usize, breadth: f64) -> FloatRebuy {
        let baskets: usize = shop.iter().map(|history| history.len()).sum();
        let mut buyers = vec![0.0; items];
        counts(shop).iter().flatten().for_each(|(item, _)| buyers[*item as usize] += 1.0);
        let lift =
            |(buyers, sold): (&f64, f64)| EPSILON * sold / baskets as f64 * (breadth * buyers / sold.max(1.0)).exp();
        let stranger = buyers.iter().zip(popularity(shop, items)).map(lift).collect();
        FloatRebuy { own: rows(train, |history| fading(KEPT, history.len())), rates: rates(shop, items), stranger }
    }
}

/// (times bought again + 20 g) / (later baskets of its buyers + 20), with g the same of the whole shop.
fn rates(shop: &[History<'_>], items: usize) -> Vec<f64> {
    let (mut again, mut later) = (vec![0.0; items], vec![0.0; items]);
    for history in shop {
        let mut first = HashMap::new();
        for (at, basket) in history.iter().enumerate() {
            for item in &basket.items {
                match first.insert(*item, ()) {
                    Some(()) => again[*item as usize] += 1.0,
                    None => later[*item as usize] += (history.len() - 1 - at) as f64,
                }
            }
        }
    }
    let mean = again.iter().sum::<f64>() / later.iter().sum::<f64>().max(1.0);
    again.iter().zip(&later).map(|(again, later)| (again + PRIOR * mean) / (later + PRIOR)).collect()
}

impl Scorer for FloatRebuy {
    fn score(&self, buyer: usize, scores: &mut [f64]) {
        // B + κ is the same for all items of one buyer: it changes no order.
        scores.copy_from_slice(&self.stranger);
        for (item, worth) in &self.own[buyer] {
            scores[*item as usize] += worth + KAPPA * self.rates[*item as usize];
        }
    }
}
