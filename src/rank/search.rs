//! The best items of a catalog by plain score and rule: by reading every row, or, with an index, only the blocks whose
//! bound is not under the bar. Both give the same items and scores. Not here: which items may appear, or what
//! the rules add (`rules`).

use super::bounds::Bounds;
use super::index::{rows_of, Index, BLOCK};
use super::list::Ranker;
use super::pool::Pool;
use super::{Points, Scored};
use crate::catalog::{format as f, ItemIx};
use crate::fixed;
use std::ops::Range;

/// What is looked for.
pub struct Query<'q> {
    /// How many.
    pub pool: usize,
    /// Among which rows.
    pub rows: Range<u32>,
    /// Which of them may appear.
    pub may_appear: &'q dyn Fn(ItemIx) -> bool,
    /// What the merchant's rules add to an item, and the most that they add to any.
    pub rule: Option<(&'q dyn Fn(ItemIx) -> Points, Points)>,
}

/// What one walked block of a brand or tag costs, against which reading is weighed: a block of rows, and a place in
/// the order of blocks.
const READ: usize = 192;
const ARRANGE: usize = 3;

/// One search under way.
struct Run<'r> {
    ranker: &'r Ranker<'r>,
    query: &'r Query<'r>,
    /// The most that the rule adds.
    rule: Points,
    pool: Pool,
}

impl Ranker<'_> {
    /// The best items by plain score and rule, best first; of equals, the lower item number first.
    pub fn search(&self, query: &Query<'_>) -> Vec<Scored> {
        let mut run = Run::new(self, query, Pool::new(query.pool));
        match self.index {
            Some(index) => {
                let mut bounds = self.kept.bounds.take();
                if bounds.is_empty() {
                    bounds = Bounds::new(index, &self.kept.by_facet);
                }
                run.read_best(index, &mut bounds);
                self.kept.bounds.set(bounds);
            }
            None => run.read_all(),
        }
        run.finish()
    }

    /// The same by reading every row.
    pub fn search_fully(&self, query: &Query<'_>) -> Vec<Scored> {
        let mut run = Run::new(self, query, Pool::new(query.pool));
        run.read_all();
        run.finish()
    }

    /// The index that later searches of this catalog, on this day, can go by. `None`: there is none.
    pub fn make_index(&self) -> Option<Index> {
        Index::new(self.catalog, &|row| self.prior.of(row))
    }

    /// What the rows of a block score without points of their own, given their priors.
    fn add_facets(&self, block: usize, mut sums: [Points; BLOCK]) -> [Points; BLOCK] {
        // Plain loops over slices: this is where the time goes, and the browser's module is built for size.
        let rows = rows_of(block, self.catalog.len() as usize);
        for slot in 0..f::SLOTS {
            let column = &self.catalog.column(slot)[rows.start * 2..rows.end * 2];
            add(&mut sums, column, &self.kept.by_facet);
        }
        sums
    }

    /// How many items rank before this one by plain score, plus one.
    pub fn place(&self, item: ItemIx) -> usize {
        let may_appear = |other| !self.never(other);
        let query = Query { pool: 0, rows: 0..self.catalog.len(), may_appear: &may_appear, rule: None };
        let mut run = Run::new(self, &query, Pool::below(fixed::falling(self.score(item), item.0)));
        run.read_all();
        run.pool.finish().len() + 1
    }
}

impl<'r> Run<'r> {
    fn new(ranker: &'r Ranker<'r>, query: &'r Query<'r>, pool: Pool) -> Self {
        let mut run = Run { ranker, query, rule: query.rule.map_or(0, |(_, most)| most), pool };
        // What has points of its own that lift it is scored apart, so that no bound has to know of it.
        for key in &ranker.kept.lifted {
            let (score, item) = fixed::unpack(*key);
            if score.saturating_add(run.rule) < run.pool.least() {
                break;
            }
            if query.rows.contains(&item) {
                run.offer(score, item);
            }
        }
        run
    }

    fn read_all(&mut self) {
        let n = self.ranker.catalog.len() as usize;
        let rows = self.query.rows.start as usize..n.min(self.query.rows.end as usize);
        let mut priors = [0; BLOCK];
        for block in rows.start / BLOCK..rows.end.div_ceil(BLOCK) {
            for row in rows_of(block, n) {
                priors[row % BLOCK] = self.ranker.prior.of(row);
            }
            self.read(block, &self.ranker.add_facets(block, priors));
        }
    }

    /// Reads blocks by falling bound until no other can hold a better item. When that takes long, it makes the bounds
    /// tighter before it goes on: both kinds of work get the same time, and more each round.
    fn read_best(&mut self, index: &Index, bounds: &mut Bounds) {
        let rows = &self.query.rows;
        let wanted = rows.start as usize / BLOCK..(rows.end as usize).div_ceil(BLOCK);
        let mut read = vec![false; index.len()];
        let mut steps = index.len() * ARRANGE + 8 * READ;
        loop {
            let tight = bounds.are_tight();
            let width = bounds.order(index);
            let mut left = steps;
            let mut done = true;
            for place in 0..index.len() {
                let (bound, block) = bounds.at(place);
                let reach = bound.saturating_add(self.rule);
                let least = self.pool.least();
                if reach.saturating_add(width) < least {
                    break;
                }
                let block = block as usize;
                if reach < least || read[block] || !wanted.contains(&block) {
                    continue;
                }
                if left == 0 && !tight {
                    done = false;
                    break;
                }
                read[block] = true;
                let ranker = self.ranker;
                self.read(block, bounds.sums(block, &|| ranker.add_facets(block, *index.priors_of(block))));
                left = left.saturating_sub(READ);
            }
            if done {
                return;
            }
            bounds.tighten(index, steps);
            steps *= 2;
        }
    }

    /// Reads those rows of a block that are looked for, given what they score without points of their own.
    fn read(&mut self, block: usize, sums: &[Points; BLOCK]) {
        let rows = rows_of(block, self.ranker.catalog.len() as usize);
        let from = (self.query.rows.start as usize).saturating_sub(rows.start);
        let to = (self.query.rows.end as usize).min(rows.end).saturating_sub(rows.start);
        let mut least = self.pool.least().saturating_sub(self.rule);
        #[allow(clippy::needless_range_loop)] // smaller than an iterator of both
        for at in from..to {
            if sums[at] >= least {
                self.weigh(rows.start + at, sums[at]);
                least = self.pool.least().saturating_sub(self.rule);
            }
        }
    }

    /// An item that may be good enough. Points of its own are not above 0 here: what they lift was scored apart.
    fn weigh(&mut self, row: usize, plain: Points) {
        let item = ItemIx(row as u32);
        let own = self.ranker.own(item);
        if own <= 0 {
            self.offer(plain + own, item.0);
        }
    }

    /// Lets an item into the pool if its score is enough and it may appear.
    fn offer(&mut self, plain: Points, item: u32) {
        let score = plain + self.query.rule.map_or(0, |(rule, _)| rule(ItemIx(item)));
        let key = fixed::falling(score, item);
        if key < self.pool.bar() && (self.query.may_appear)(ItemIx(item)) {
            self.pool.push(key);
        }
    }

    fn finish(self) -> Vec<Scored> {
        let mut found = Vec::with_capacity(self.query.pool.min(self.ranker.catalog.len() as usize));
        for key in self.pool.finish() {
            let (score, item) = fixed::unpack(key);
            found.push(Scored { item: ItemIx(item), score, list: 0, explored: None });
        }
        found
    }
}

/// Adds the points of one facet of each row.
fn add(sums: &mut [Points; BLOCK], column: &[u8], by_facet: &[Points]) {
    for (sum, facet) in sums.iter_mut().zip(column.chunks_exact(2)) {
        *sum += by_facet[usize::from(u16::from_le_bytes([facet[0], facet[1]]))];
    }
}
