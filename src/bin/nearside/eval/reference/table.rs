//! The session table of `docs/quality.md` in floats, straight from its formula: T(j→i) = Σ over sessions of
//! e^(−age) · 1/distance · (1 forward, .7 backward) / ((c_j + 5)^.75 · (c_i + 5)^.15), the 32 strongest of each j, and
//! a tenth of Σ T(j→k) · T(k→i) over two steps, again the 32 strongest; a list scores Σ .5^steps · T over the latest clicks, and adds a revisit part for items clicked before.
//! Shares no code with the compiler's table or with the ranker.

use crate::eval::baselines::sknn::without_open;
use crate::eval::sessions::{NextClick, Session};
use std::collections::HashMap;
use std::time::{Duration, Instant};

const NEIGHBORS: usize = 32;
const FARTHEST: usize = 20;
const BACKWARD: f64 = 0.7;
/// What two steps count against one.
const TWO_STEPS: f64 = 0.1;
const LATEST: usize = 20;
const STEP: f64 = 0.5;
/// What an item clicked before gains, times .7 for each click since.
const REVISIT: f64 = 0.6;
const REVISIT_STEP: f64 = 0.7;

/// The table, and what a revisit is worth.
pub struct FloatTable {
    near: Vec<Vec<(u32, f64)>>,
}

impl FloatTable {
    pub fn fit(sessions: &[Session], items: usize) -> FloatTable {
        let all = sessions.len() as f64;
        let mut clicks = vec![1e-3; items];
        let mut pairs: Vec<HashMap<u32, f64>> = vec![HashMap::new(); items];
        for (at, session) in sessions.iter().enumerate() {
            let recent = (-(all - at as f64) / all).exp();
            let list = &session.clicks;
            for (x, from) in list.iter().enumerate() {
                clicks[*from as usize] += recent;
                let reach = x.saturating_sub(FARTHEST)..list.len().min(x + FARTHEST + 1);
                for y in reach.filter(|y| list[*y] != *from) {
                    let way = if y < x { BACKWARD } else { 1.0 };
                    *pairs[*from as usize].entry(list[y]).or_default() += recent * way / x.abs_diff(y) as f64;
                }
            }
        }
        let damp = |item: u32, power: f64| (clicks[item as usize] + 5.0).powf(power);
        let strongest = |(from, pairs): (usize, HashMap<u32, f64>)| {
            let weigh = |(to, sum): (u32, f64)| (to, sum / (damp(from as u32, 0.75) * damp(to, 0.15)));
            let mut near: Vec<(u32, f64)> = pairs.into_iter().map(weigh).collect();
            cut(&mut near);
            near
        };
        let direct: Vec<_> = pairs.into_iter().enumerate().map(strongest).collect();
        let near = (0..items).map(|from| in_two_steps(&direct, from as u32)).collect();
        FloatTable { near }
    }
}

fn cut(near: &mut Vec<(u32, f64)>) {
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    near.truncate(NEIGHBORS);
}

/// The row of an item with what its neighbors lead to.
fn in_two_steps(direct: &[Vec<(u32, f64)>], from: u32) -> Vec<(u32, f64)> {
    let mut sums: HashMap<u32, f64> = HashMap::new();
    for (middle, first) in &direct[from as usize] {
        *sums.entry(*middle).or_default() += first;
        for (to, second) in direct[*middle as usize].iter().filter(|(to, _)| *to != from) {
            *sums.entry(*to).or_default() += TWO_STEPS * first * second;
        }
    }
    let mut near: Vec<_> = sums.into_iter().collect();
    cut(&mut near);
    near
}

impl NextClick for FloatTable {
    fn next(&self, clicks: &[u32], repeats: bool) -> (Vec<u32>, Duration) {
        let start = Instant::now();
        let mut scores = vec![f64::NEG_INFINITY; self.near.len()];
        let mut add = |item: u32, more: f64| scores[item as usize] = f64::max(scores[item as usize], 0.0) + more;
        for (steps, click) in clicks.iter().rev().take(LATEST).enumerate() {
            let fresh = STEP.powi(steps as i32);
            self.near[*click as usize].iter().for_each(|(to, weight)| add(*to, fresh * weight));
            add(*click, REVISIT * REVISIT_STEP.powi(steps as i32));
        }
        (without_open(scores, clicks, repeats), start.elapsed())
    }
}
