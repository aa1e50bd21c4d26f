//! The best items of a catalog by plain score. Not here: which may appear, or the rules of a list (`list`).

use super::list::Ranker;
use super::prior::Prior;
use super::{Points, Scored};
use crate::catalog::{format as f, ItemIx};
use crate::fixed;
use std::ops::Range;

/// What is looked for.
pub(super) struct Query<'q> {
    /// How many.
    pub pool: usize,
    /// Among which rows.
    pub rows: Range<u32>,
    /// Which of them may appear.
    pub may_appear: &'q dyn Fn(ItemIx) -> bool,
    /// What the merchant's rules add to an item, and the most that they add to any.
    pub rule: Option<(&'q dyn Fn(ItemIx) -> Points, Points)>,
}

impl Ranker<'_> {
    /// Calls back with every item of these rows and its score, in item order.
    fn for_each(&self, rows: Range<u32>, mut each: impl FnMut(ItemIx, Points)) {
        let columns: [&[u8]; f::SLOTS] = std::array::from_fn(|slot| self.catalog.column(slot));
        let prior = Prior::new(self.catalog, self.weights);
        let from = self.by_item.partition_point(|(single, _)| single.0 < rows.start);
        let mut singles = self.by_item[from..].iter().peekable();
        for k in rows.start as usize..rows.end as usize {
            let mut score = prior.of(k);
            for column in &columns {
                let id = u16::from_le_bytes([column[k * 2], column[k * 2 + 1]]);
                score += self.by_facet[usize::from(id)];
            }
            let item = ItemIx(k as u32);
            if let Some((_, own)) = singles.next_if(|(single, _)| *single == item) {
                score += own;
            }
            each(item, score);
        }
    }

    /// The best items by plain score and rule, best first.
    pub(super) fn search(&self, query: &Query<'_>) -> Vec<Scored> {
        // Later items lose ties, so once the pool is full only a lower key can enter.
        let Query { pool, .. } = *query;
        let mut best: Vec<u64> = Vec::with_capacity(pool * 2);
        let mut bar = u64::MAX;
        self.for_each(query.rows.clone(), |item, plain| {
            let score = plain + query.rule.map_or(0, |(rule, _)| rule(item));
            let key = fixed::falling(score, item.0);
            if key < bar && pool > 0 && (query.may_appear)(item) {
                best.push(key);
                if best.len() == pool * 2 {
                    fixed::sort(&mut best);
                    best.truncate(pool);
                    bar = best[pool - 1];
                }
            }
        });
        fixed::sort(&mut best);
        best.truncate(pool);
        let unpacked = best.into_iter().map(fixed::unpack);
        unpacked.map(|(score, item)| Scored { item: ItemIx(item), score, list: 0 }).collect()
    }

    /// How many items rank before this one by plain score, plus one.
    pub fn place(&self, item: ItemIx) -> usize {
        let own = self.score(item);
        let mut before = 0;
        self.for_each(0..self.catalog.len(), |other, score| {
            before += usize::from((score > own || score == own && other < item) && !self.never(other));
        });
        before + 1
    }
}
