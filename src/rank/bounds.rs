//! The most that any item of a block can score for one taste. Bounds start wide and get tighter as brands and tags
//! are walked in falling points; they hold at every step. Kept as long as the taste.
//! Not here: which blocks hold what (`index`), or how the items of a block score (`search`).

use super::index::{Index, BLOCK, BRAND, TAG};
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
    /// Where its sums are kept; 0: nowhere.
    sums: u16,
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
    /// Some bound got tighter since the order was made.
    moved: bool,
    /// What the rows of blocks that were read score without points of their own.
    sums: Vec<[Points; BLOCK]>,
}

impl Bounds {
    /// Bounds that know priors, categories and price bands.
    pub fn new(index: &Index, by_facet: &[Points]) -> Bounds {
        let mut bounds = Bounds { moved: true, ..Bounds::default() };
        for (facet, points) in by_facet.iter().enumerate() {
            if *points > 0 && !index.blocks_of(facet).is_empty() {
                bounds.facets.push(fixed::falling(*points, facet as u32));
            }
        }
        fixed::sort(&mut bounds.facets);
        for points in index.base(by_facet) {
            bounds.blocks.push(Bound { points, room: ROOM, sums: 0 });
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

    /// Puts blocks in order by falling bound. Returns how much higher than an earlier bound a later one can be.
    pub fn order(&mut self, index: &Index) -> Points {
        if std::mem::take(&mut self.moved) {
            self.arrange(index);
        }
        self.width
    }

    /// The block at a place of that order, and its bound then.
    pub fn at(&self, place: usize) -> (Points, u32) {
        self.order[place]
    }

    /// What the rows of a block score without points of their own: kept, or found by `read`.
    pub fn sums(&mut self, block: usize, read: &dyn Fn() -> [Points; BLOCK]) -> &[Points; BLOCK] {
        let bound = &mut self.blocks[block];
        if bound.sums == 0 {
            let sums = read();
            // No bound is tighter than the most that is there.
            bound.points = Points::MIN;
            for points in &sums {
                bound.points = bound.points.max(*points);
            }
            bound.room = 0;
            self.sums.push(sums);
            bound.sums = self.sums.len() as u16;
            self.moved = true;
        }
        &self.sums[usize::from(bound.sums) - 1]
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
        self.moved = true;
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

#[cfg(all(test, feature = "compiler"))]
mod tests {
    use super::super::index::rows_of;
    use super::super::{Page, Ranker, Taste, Weights};
    use super::*;
    use crate::catalog::compile::{from_products, Options};
    use crate::catalog::product::Product;
    use crate::catalog::{Catalog, ItemIx};
    use crate::day::Day;

    /// A small shop where many brands and tags are in few blocks, and points that differ much.
    fn shop(n: usize, mut random: impl FnMut(usize) -> usize) -> (Catalog, Vec<Points>) {
        let product = |k: usize| {
            let labels = (0..random(6)).map(|_| format!("t{}", random(1 + n / 3))).collect();
            // Some have no category, some no brand.
            let categories = if random(9) == 0 { Vec::new() } else { vec![format!("d{} > c{}", k % 3, random(20))] };
            let brand = if random(4) == 0 { String::new() } else { format!("b{}", random(1 + n / 3)) };
            Product { id: format!("i{k}"), title: "x".to_owned(), categories, brand, labels, ..Product::default() }
        };
        let products: Vec<Product> = (0..n).map(product).collect();
        let (bytes, _) = from_products(products, &[], &Options::default()).expect("it compiles");
        let catalog = Catalog::open(bytes).expect("and opens");
        let mut points = vec![0; catalog.facet_count()];
        for points in &mut points[1..] {
            *points = random(3_000) as Points * random(30) as Points - 20_000;
        }
        (catalog, points)
    }

    #[test]
    fn at_every_step_no_item_scores_more_than_its_bound_and_later_bounds_are_not_much_higher() {
        let mut state = 7u64;
        for n in [1, 63, 64, 65, 200, 700, 1_500] {
            let (catalog, by_facet) = shop(n, |end| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as usize % end
            });
            let (weights, nobody) = (Weights::default(), Taste::default());
            let ranker = Ranker::new(&catalog, &nobody, &weights, Page::default(), Day(20_779));
            let index = ranker.make_index().expect("it can be indexed");
            let mut bounds = Bounds::new(&index, &by_facet);
            let mut sums = Vec::new();
            loop {
                let width = bounds.order(&index);
                let order = bounds.order.clone();
                let mut seen = vec![false; index.len()];
                let mut last = Points::MAX - width;
                sums.push(order.iter().map(|(bound, _)| i64::from(*bound)).sum::<i64>());
                for (bound, block) in &order {
                    assert!(*bound <= last + width, "{n}: the order is no order");
                    last = last.min(*bound);
                    seen[*block as usize] = true;
                    for row in rows_of(*block as usize, n) {
                        let item = ItemIx(row as u32);
                        let facets = catalog.facets_of(item).map(|id| by_facet[usize::from(id.0)]);
                        let score = ranker.score(item) + facets.sum::<Points>();
                        assert!(score <= *bound, "{n}: item {row} scores {score}, its block {block} at most {bound}");
                    }
                }
                assert!(seen.iter().all(|seen| *seen), "{n}: every block is there");
                // A block that is read is bounded by the best of it, whatever is walked later.
                let block = sums.len() % index.len();
                let mut read = [Points::MIN; BLOCK];
                for row in rows_of(block, n) {
                    let facets = catalog.facets_of(ItemIx(row as u32)).map(|id| by_facet[usize::from(id.0)]);
                    read[row % BLOCK] = ranker.score(ItemIx(row as u32)) + facets.sum::<Points>();
                }
                assert_eq!(bounds.sums(block, &|| read), &read, "{n}: what is kept is what was read");
                if bounds.are_tight() {
                    break;
                }
                bounds.tighten(&index, 1);
            }
            assert!(sums.windows(2).all(|pair| pair[1] <= pair[0]), "{n}: bounds never rise");
        }
    }
}
