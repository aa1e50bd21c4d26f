//! What a search needs to know of a catalog in order to pass over most of it: blocks of 64 rows, the best prior and
//! the range of categories and price bands in each, and for each brand and tag the blocks that hold it.
//! Made once a catalog and day, when lists have cost as much as making it. Not here: what a taste makes of it (`bounds`).

use super::Points;
use crate::catalog::{format as f, Catalog};
use std::ops::Range;

/// Rows of one block. Small blocks stay apart also where a shop's brands and tags are scattered.
pub(super) const BLOCK: usize = 64;
/// Making the index costs about as much as this many lists without it.
const LISTS: u32 = 8;

/// How a facet counts in the bound of a block: an item has one brand, and five tags at most.
pub(super) const BRAND: u8 = 1;
pub(super) const TAG: u8 = 2;

/// Slots whose facets are near each other in a block: a bound takes the best of the range.
const RANGED: [usize; 2] = [f::SLOT_CATEGORY, f::SLOT_PRICE];

/// The facets of one block in one slot.
#[derive(Clone, Copy)]
struct Span {
    low: u16,
    high: u16,
    /// Some item has none.
    bare: bool,
}

impl Span {
    /// The most points that one of them has.
    fn most(self, by_facet: &[Points]) -> Points {
        let mut most = if self.bare { 0 } else { Points::MIN };
        for points in by_facet.get(usize::from(self.low)..=usize::from(self.high)).unwrap_or_default() {
            most = most.max(*points);
        }
        most
    }
}

/// See the module's words.
pub struct Index {
    /// The priors of the rows of each block.
    priors: Vec<[Points; BLOCK]>,
    /// The best of them, by block.
    best: Vec<Points>,
    /// What each block holds in the slots of [`RANGED`].
    ranges: [Vec<Span>; 2],
    /// Where the blocks of each facet start in `blocks`.
    starts: Vec<u32>,
    /// Blocks that hold a facet in a slot of a brand or tag, rising.
    blocks: Vec<u16>,
    /// [`BRAND`] or [`TAG`], by facet.
    groups: Vec<u8>,
}

impl Index {
    /// Whether it is time to make one, after so many lists without.
    pub fn pays(lists: u32) -> bool {
        lists >= LISTS
    }

    /// Reads every row once or twice. `None`: this catalog must be read in full each time. It has more blocks than
    /// there are numbers, or it is not as the compiler writes them: an item has a facet twice, a facet is both
    /// brand and tag, or rows are not by category.
    pub(super) fn new(catalog: &Catalog, prior: &dyn Fn(usize) -> Points) -> Option<Index> {
        let (n, facets) = (catalog.len() as usize, catalog.facet_count());
        let count = n.div_ceil(BLOCK);
        if count > usize::from(u16::MAX) {
            return None;
        }
        let mut priors = vec![[Points::MIN; BLOCK]; count];
        let mut best = vec![Points::MIN; count];
        for row in 0..n {
            let prior = prior(row);
            priors[row / BLOCK][row % BLOCK] = prior;
            best[row / BLOCK] = best[row / BLOCK].max(prior);
        }
        let ranges = RANGED.map(|slot| spans(catalog.column(slot)));
        let mut width = 0;
        for span in ranges.iter().flatten() {
            width += usize::from(span.high.saturating_sub(span.low));
        }
        if width > 32 * (count + facets) {
            return None;
        }

        // Two places up: one for the sums, one that filling moves on.
        let mut starts = vec![0u32; facets + 2];
        let mut groups = vec![0; facets];
        let parts = [(f::SLOT_BRAND..f::SLOT_BRAND + 1, BRAND), (f::SLOT_TAGS..f::SLOTS, TAG)];
        for (slots, group) in &parts {
            let mut alone = true;
            let once = pairs(catalog, slots, &mut |facet, _| {
                starts[facet + 2] += 1;
                alone &= groups[facet] | group == *group;
                groups[facet] = *group;
            });
            if !once || !alone {
                return None;
            }
        }
        for facet in 0..=facets {
            starts[facet + 1] += starts[facet];
        }
        let mut blocks = vec![0u16; starts[facets + 1] as usize];
        for (slots, _) in &parts {
            pairs(catalog, slots, &mut |facet, block| {
                let at = &mut starts[facet + 1];
                blocks[*at as usize] = block as u16;
                *at += 1;
            });
        }
        Some(Index { priors, best, ranges, starts, blocks, groups })
    }

    /// How many blocks there are.
    pub(super) fn len(&self) -> usize {
        self.priors.len()
    }

    /// The priors of a block's rows.
    pub(super) fn priors_of(&self, block: usize) -> &[Points; BLOCK] {
        &self.priors[block]
    }

    /// The blocks where a brand or tag is.
    pub(super) fn blocks_of(&self, facet: usize) -> &[u16] {
        &self.blocks[self.starts[facet] as usize..self.starts[facet + 1] as usize]
    }

    /// How a brand or tag counts.
    pub(super) fn group(&self, facet: usize) -> u8 {
        self.groups[facet]
    }

    /// For each block: the most that prior, category and price band give to one of its items.
    pub(super) fn base(&self, by_facet: &[Points]) -> Vec<Points> {
        let mut base = self.best.clone();
        for spans in &self.ranges {
            for (base, span) in base.iter_mut().zip(spans) {
                *base += span.most(by_facet);
            }
        }
        base
    }
}

/// The rows of a block.
pub(super) fn rows_of(block: usize, n: usize) -> Range<usize> {
    block * BLOCK..n.min((block + 1) * BLOCK)
}

/// What each block holds in one slot.
fn spans(column: &[u8]) -> Vec<Span> {
    let mut spans = Vec::with_capacity(column.len() / (2 * BLOCK) + 1);
    for block in column.chunks(2 * BLOCK) {
        let mut span = Span { low: u16::MAX, high: 0, bare: false };
        for bytes in block.chunks_exact(2) {
            let facet = u16::from_le_bytes([bytes[0], bytes[1]]);
            if facet == 0 {
                span.bare = true;
            } else {
                span = Span { low: facet.min(span.low), high: facet.max(span.high), ..span };
            }
        }
        spans.push(span);
    }
    spans
}

/// Calls back once for each block and each facet that it holds in these slots. `false`: an item has a facet twice.
#[inline(never)]
fn pairs(catalog: &Catalog, slots: &Range<usize>, each: &mut dyn FnMut(usize, usize)) -> bool {
    // By facet: 1 + the row where it was seen last.
    let mut last = vec![0u32; catalog.facet_count()];
    let columns: [&[u8]; f::SLOTS] = std::array::from_fn(|slot| catalog.column(slot));
    for row in 0..catalog.len() as usize {
        let first = row & !(BLOCK - 1);
        for column in &columns[slots.clone()] {
            let facet = usize::from(u16::from_le_bytes([column[row * 2], column[row * 2 + 1]]));
            if facet == 0 {
                continue;
            }
            let seen = last[facet] as usize;
            if seen == row + 1 {
                return false;
            }
            last[facet] = row as u32 + 1;
            if seen <= first {
                each(facet, row / BLOCK);
            }
        }
    }
    true
}
