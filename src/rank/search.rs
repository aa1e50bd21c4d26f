//! The best items of a catalog by plain score and rule: by reading every row, or, with an index, only the blocks whose
//! bound is not under the bar. Both give the same items and scores. Not here: which items may appear, or the rules
//! of a list (`list`).

use super::bounds::Bounds;
use super::index::{rows_of, Index, BLOCK};
use super::list::Ranker;
use super::pool::Pool;
use super::prior::Prior;
use super::{Points, Scored};
use crate::catalog::{format as f, Catalog, ItemIx};
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

/// Facets of one block in one slot, as they lie in the file.
type Column = [u8; 2 * BLOCK];

/// The facets of all rows, block by block.
struct Facets<'r> {
    columns: [&'r [u8]; f::SLOTS],
    /// The last block, if it is not whole.
    last: [Column; f::SLOTS],
}

impl<'r> Facets<'r> {
    fn new(catalog: &'r Catalog) -> Self {
        let columns = std::array::from_fn(|slot| catalog.column(slot));
        let last = columns.map(|column| {
            let rest = column.chunks_exact(2 * BLOCK).remainder();
            let mut copy = [0; 2 * BLOCK];
            copy[..rest.len()].copy_from_slice(rest);
            copy
        });
        Facets { columns, last }
    }

    fn of(&self, block: usize) -> [&Column; f::SLOTS] {
        let start = block * 2 * BLOCK;
        let whole = |slot: usize| self.columns[slot].get(start..)?.first_chunk();
        std::array::from_fn(|slot| whole(slot).unwrap_or(&self.last[slot]))
    }
}

/// One search under way.
struct Run<'r> {
    ranker: &'r Ranker<'r>,
    query: &'r Query<'r>,
    facets: &'r Facets<'r>,
    prior: Prior<'r>,
    /// The most that the rule adds.
    rule: Points,
    pool: Pool,
}

impl Ranker<'_> {
    /// The best items by plain score and rule, best first; of equals, the lower item number first.
    pub fn search(&self, query: &Query<'_>) -> Vec<Scored> {
        let facets = Facets::new(self.catalog);
        let mut run = Run::new(self, query, &facets);
        match self.index {
            Some(index) => {
                let mut bounds = self.bounds.take();
                if bounds.is_empty() {
                    bounds = Bounds::new(index, &self.by_facet);
                }
                run.read_best(index, &mut bounds);
                self.bounds.set(bounds);
            }
            None => run.read_all(),
        }
        run.finish()
    }

    /// The same by reading every row.
    pub fn search_fully(&self, query: &Query<'_>) -> Vec<Scored> {
        let facets = Facets::new(self.catalog);
        let mut run = Run::new(self, query, &facets);
        run.read_all();
        run.finish()
    }

    /// The index that later searches of this catalog, on this day, can go by. `None`: there is none.
    pub fn make_index(&self) -> Option<Index> {
        let prior = Prior::new(self.catalog, self.weights);
        Index::new(self.catalog, &|row| prior.of(row))
    }

    /// How many items rank before this one by plain score, plus one.
    pub fn place(&self, item: ItemIx) -> usize {
        let own = self.score(item);
        let columns: [&[u8]; f::SLOTS] = std::array::from_fn(|slot| self.catalog.column(slot));
        let prior = Prior::new(self.catalog, self.weights);
        let mut singles = self.by_item.iter().peekable();
        let mut before = 0;
        for k in 0..self.catalog.len() as usize {
            let mut score = prior.of(k);
            for column in &columns {
                score += self.by_facet[usize::from(u16::from_le_bytes([column[k * 2], column[k * 2 + 1]]))];
            }
            let other = ItemIx(k as u32);
            if let Some((_, own)) = singles.next_if(|(single, _)| *single == other) {
                score += own;
            }
            before += usize::from((score > own || score == own && other < item) && !self.never(other));
        }
        before + 1
    }
}

impl<'r> Run<'r> {
    fn new(ranker: &'r Ranker<'r>, query: &'r Query<'r>, facets: &'r Facets<'r>) -> Self {
        let mut run = Run {
            ranker,
            query,
            facets,
            prior: Prior::new(ranker.catalog, ranker.weights),
            rule: query.rule.map_or(0, |(_, most)| most),
            pool: Pool::new(query.pool),
        };
        // What has points of its own that lift it is scored apart, so that no bound has to know of it.
        for key in &ranker.lifted {
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
        let rows = self.query.rows.start as usize..self.ranker.catalog.len().min(self.query.rows.end) as usize;
        let mut priors = [0; BLOCK];
        for block in rows.start / BLOCK..rows.end.div_ceil(BLOCK) {
            for row in rows_of(block, self.ranker.catalog.len() as usize) {
                priors[row % BLOCK] = self.prior.of(row);
            }
            self.read(block, &priors);
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
            let (order, width) = bounds.order(index);
            let mut left = steps;
            let mut done = true;
            for (bound, block) in order {
                let reach = bound.saturating_add(self.rule);
                let least = self.pool.least();
                if reach.saturating_add(width) < least {
                    break;
                }
                let block = *block as usize;
                if reach < least || read[block] || !wanted.contains(&block) {
                    continue;
                }
                if left == 0 && !tight {
                    done = false;
                    break;
                }
                read[block] = true;
                self.read(block, index.priors_of(block));
                left = left.saturating_sub(READ);
            }
            if done {
                return;
            }
            bounds.tighten(index, steps);
            steps *= 2;
        }
    }

    /// Reads those rows of a block that are looked for, given their priors.
    fn read(&mut self, block: usize, priors: &[Points; BLOCK]) {
        let first = block * BLOCK;
        let n = self.ranker.catalog.len().min(self.query.rows.end) as usize;
        let to = n.saturating_sub(first).min(BLOCK);
        let mut at = (self.query.rows.start as usize).saturating_sub(first);
        let ranker = self.ranker;
        let by_facet = &ranker.by_facet[..];
        let columns = self.facets.of(block);
        let of = |slot: usize, at: usize| {
            let column = columns[slot];
            by_facet[usize::from(u16::from_le_bytes([column[at * 2], column[at * 2 + 1]]))]
        };
        while at < to {
            let need = self.pool.least().saturating_sub(self.rule);
            let mut plain = 0;
            // Arrays and a plain loop: this is where the time goes, and the browser's module is built for size.
            while at < to {
                plain = priors[at] + of(0, at) + of(1, at) + of(2, at) + of(3, at);
                plain += of(4, at) + of(5, at) + of(6, at) + of(7, at);
                if plain >= need {
                    break;
                }
                at += 1;
            }
            if at < to {
                self.weigh(first + at, plain);
                at += 1;
            }
        }
    }

    /// An item that may be good enough. Points of its own are not above 0 here: what they lift was scored apart.
    fn weigh(&mut self, row: usize, plain: Points) {
        let item = ItemIx(row as u32);
        let singles = &self.ranker.by_item;
        match singles.binary_search_by_key(&item, |(single, _)| *single) {
            Ok(at) if singles[at].1 > 0 => {}
            Ok(at) => self.offer(plain + singles[at].1, item.0),
            Err(_) => self.offer(plain, item.0),
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
            found.push(Scored { item: ItemIx(item), score, list: 0 });
        }
        found
    }
}
