//! The most that any item of a block can score for one taste. Bounds start wide and get tighter as brands and tags
//! are walked in falling points; they hold at every step. Kept as long as the taste.
//! Not here: which blocks hold what (`index`), or how the items of a block score (`search`).

use super::index::{Index, BRAND, TAG};
use super::Points;
use crate::catalog::format as f;
use crate::fixed;

/// What is known of one block.
#[derive(Clone, Copy)]
struct Bound {
    /// The most that prior, category, price band and the facets walked so far give to an item.
    points: Points,
    /// How many more brands (bit 0) and tags (the bits above) an item may have beyond those.
    room: u8,
}

/// Room for one brand and all tags.
const ROOM: u8 = BRAND + TAG * (f::SLOTS - f::SLOT_TAGS) as u8;

/// See the module's words.
#[derive(Default)]
pub(super) struct Bounds {
    blocks: Vec<Bound>,
    /// Brands and tags with points, by falling points.
    facets: Vec<u64>,
    /// How many of them were walked.
    walked: usize,
    /// Blocks by falling bound, in steps of `width` points.
    order: Vec<(Points, u32)>,
    /// How much higher than an earlier bound a later one can be.
    width: Points,
}

impl Bounds {
    /// Bounds that know priors, categories and price bands.
    pub fn new(index: &Index, by_facet: &[Points]) -> Bounds {
        let mut bounds = Bounds::default();
        for (facet, points) in by_facet.iter().enumerate() {
            if *points > 0 && !index.blocks_of(facet).is_empty() {
                bounds.facets.push(fixed::falling(*points, facet as u32));
            }
        }
        fixed::sort(&mut bounds.facets);
        for points in index.base(by_facet) {
            bounds.blocks.push(Bound { points, room: ROOM });
        }
        bounds
    }

    /// Whether there is nothing in it yet.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Whether they are as tight as they get.
    pub fn are_tight(&self) -> bool {
        self.walked == self.facets.len()
    }

    /// Blocks by falling bound, and how much higher than an earlier bound a later one can be.
    pub fn order(&mut self, index: &Index) -> (&[(Points, u32)], Points) {
        if self.order.is_empty() {
            self.arrange(index);
        }
        (&self.order, self.width)
    }

    /// Walks the next brands and tags, about so many blocks of theirs.
    pub fn tighten(&mut self, index: &Index, steps: usize) {
        let mut left = steps;
        while left > 0 && !self.are_tight() {
            let (points, facet) = fixed::unpack(self.facets[self.walked]);
            let group = index.group(facet as usize);
            let list = index.blocks_of(facet as usize);
            for block in list {
                let bound = &mut self.blocks[usize::from(*block)];
                // Points fall, so those that fill the room are the best that an item can have.
                let room = if group == BRAND { bound.room & BRAND } else { bound.room };
                if room >= group {
                    bound.points += points;
                    bound.room -= group;
                }
            }
            left = left.saturating_sub(list.len());
            self.walked += 1;
        }
        self.order.clear();
    }

    /// The best brand and the best tag that were not walked yet.
    fn ahead(&self, index: &Index) -> [Points; 2] {
        let mut ahead = [0; 2];
        for key in self.facets[self.walked..].iter().rev() {
            let (points, facet) = fixed::unpack(*key);
            ahead[usize::from(index.group(facet as usize) == TAG)] = points;
        }
        ahead
    }

    /// Sorts blocks into steps of bounds, which is near enough and one pass.
    fn arrange(&mut self, index: &Index) {
        const STEPS: usize = 1024;
        let [brand, tag] = self.ahead(index);
        let mut bounds = Vec::with_capacity(self.blocks.len());
        let (mut least, mut most) = (Points::MAX, Points::MIN);
        for block in &self.blocks {
            let points = block.points + brand * Points::from(block.room & BRAND) + tag * Points::from(block.room / TAG);
            bounds.push(points);
            (least, most) = (least.min(points), most.max(points));
        }
        // Where each step starts, moved on while it fills.
        let mut starts = [0u32; STEPS + 1];
        let mut shift = 0;
        while (most.abs_diff(least) >> shift) as usize >= STEPS {
            shift += 1;
        }
        let step = |points: Points| (most.abs_diff(points) >> shift) as usize;
        for points in &bounds {
            starts[step(*points) + 1] += 1;
        }
        for at in 1..STEPS {
            starts[at] += starts[at - 1];
        }
        self.order.resize(bounds.len(), (0, 0));
        for (block, points) in bounds.iter().enumerate() {
            let at = &mut starts[step(*points)];
            self.order[*at as usize] = (*points, block as u32);
            *at += 1;
        }
        self.width = (1 << shift) - 1;
    }
}
