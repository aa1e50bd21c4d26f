//! `cargo bench --features compiler --bench search [-- 10000 100000 …]`: the pruned search against reading every row
//! and against inverted lists, natively, on synthetic shops. Not here: the browser's module (`npm run bench`).

#[path = "../tests/common/synthetic.rs"]
mod synthetic;

use nearside::catalog::compile::{from_products, Options};
use nearside::catalog::{Catalog, FacetId, FacetKeys, ItemIx};
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::Engine;
use nearside::fixed;
use nearside::policy::Policy;
use nearside::rank::{Page, Placement, Points, Query, Ranker, Request, Scored, Taste, Weights};
use nearside::signal::Signal;
use nearside::store::MemoryStore;
use std::hint::black_box;
use std::time::Instant;
use synthetic::Shape;

const TODAY: Day = Day(20_779);

/// The median of many calls, in microseconds.
fn time<A>(mut call: impl FnMut() -> A) -> f64 {
    let start = Instant::now();
    let mut times = Vec::new();
    while times.len() < 5 || start.elapsed().as_millis() < 300 && times.len() < 2_000 {
        let one = Instant::now();
        black_box(call());
        times.push(one.elapsed().as_secs_f64() * 1e6);
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The usual way to rank by facets: the items of each facet, points added up in an array.
struct Inverted {
    prior: Vec<Points>,
    items: Vec<Vec<u32>>,
}

impl Inverted {
    /// `nobody` is a ranker without a taste: its scores are the priors.
    fn new(catalog: &Catalog, nobody: &Ranker<'_>) -> Inverted {
        let mut items = vec![Vec::new(); catalog.facet_count()];
        for k in 0..catalog.len() {
            for facet in catalog.facets_of(ItemIx(k)).flat_map(|facet| catalog.with_parents(facet)) {
                items[usize::from(facet.0)].push(k);
            }
        }
        Inverted { prior: (0..catalog.len()).map(|k| nobody.score(ItemIx(k))).collect(), items }
    }

    fn search(&self, profile: &[(FacetId, Points)], sums: &mut [Points], count: usize) -> Vec<u64> {
        sums.copy_from_slice(&self.prior);
        for (facet, points) in profile {
            for item in &self.items[usize::from(facet.0)] {
                sums[*item as usize] += points;
            }
        }
        let mut best = Vec::with_capacity(count * 4);
        let mut bar = Points::MIN;
        for (chunk, sums) in sums.chunks(64).enumerate() {
            if sums.iter().fold(Points::MIN, |most, sum| most.max(*sum)) <= bar {
                continue;
            }
            for (at, sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > bar) {
                best.push(fixed::falling(*sum, (chunk * 64 + at) as u32));
            }
            if best.len() > count * 3 {
                fixed::sort(&mut best);
                best.truncate(count);
                bar = fixed::unpack(best[count - 1]).0;
            }
        }
        fixed::sort(&mut best);
        best.truncate(count);
        best
    }
}

fn keys(list: &[Scored]) -> Vec<u64> {
    list.iter().map(|scored| fixed::falling(scored.score, scored.item.0)).collect()
}

fn measure(n: usize, shape: Shape) {
    let (products, viewed) = synthetic::shop(n, shape);
    let options = Options { cards: false, ..Options::default() };
    let (bytes, _) = from_products(products, &[], &options).expect("the shop compiles");
    let name = format!("{n} {shape:?}").to_lowercase().replace(' ', "-");
    let opening = time(|| Catalog::open(bytes.clone()).expect("it opens"));
    let mut engine =
        Engine::new(Catalog::open(bytes.clone()).expect("it opens"), Policy::default(), MemoryStore::default());
    engine.set_level(Level::Remember, TODAY);
    for id in &viewed {
        assert!(engine.track(Signal::View, &[id], TODAY));
    }
    let catalog = Catalog::open(bytes).expect("it opens");
    let keys_of = FacetKeys::new(&catalog);
    let taste = Taste::new(engine.profile(), &catalog, &keys_of, &Policy::default(), TODAY);
    let profile: Vec<(FacetId, Points)> = (1..catalog.facet_count())
        .map(|facet| (FacetId(facet as u16), taste.facet(FacetId(facet as u16)).interest))
        .filter(|(_, points)| *points != 0)
        .collect();
    let mut weights = Weights::default();
    // What was looked at is not offered again, so that lists by facets can find the same.
    weights.set("next_revisit", 0).expect("it may be 0");
    let new = || Ranker::new(&catalog, &taste, &weights, Page::default(), TODAY);
    let index = new().make_index().expect("it can be indexed");
    let building = time(|| new().make_index());
    let fresh = || new().keep();
    let gathering = time(fresh);
    let anything = |_| true;
    let mut row = format!("{name:<16} {:>5}", profile.len());
    let mut inverted_24 = 0.0;
    for pool in [24, 160] {
        let query = Query { pool, rows: 0..catalog.len(), may_appear: &anything, rule: None };
        let ranker = Ranker::resume(&catalog, &taste, &weights, Some(&index), fresh(), Page::default(), TODAY);
        let found = ranker.search(&query);
        assert_eq!(found, ranker.search_fully(&query), "{name}, {pool}");
        let full = time(|| ranker.search_fully(&query));
        let again = time(|| ranker.search(&query));
        let kept: Vec<_> = (0..200).map(|_| fresh()).collect();
        let mut kept = kept.into_iter();
        let mut times = Vec::new();
        for kept in kept.by_ref() {
            let ranker = Ranker::resume(&catalog, &taste, &weights, Some(&index), kept, Page::default(), TODAY);
            let one = Instant::now();
            black_box(ranker.search(&query));
            times.push(one.elapsed().as_secs_f64() * 1e6);
        }
        times.sort_by(f64::total_cmp);
        let first = times[times.len() / 2];
        let blank = Taste::default();
        let nobody = Ranker::new(&catalog, &blank, &weights, Page::default(), TODAY);
        let inverted = Inverted::new(&catalog, &nobody);
        let mut sums = vec![0; n];
        assert_eq!(inverted.search(&profile, &mut sums, pool), keys(&found), "{name}, {pool}");
        inverted_24 = time(|| inverted.search(&profile, &mut sums, pool));
        row += &format!(" | {full:>8.1} {inverted_24:>8.1} {first:>8.1} {again:>8.1}");
    }
    let _ = inverted_24;
    for _ in 0..10 {
        engine.rank(&Request::new(Placement::Home, 24), TODAY);
    }
    let rank = |engine: &mut Engine<MemoryStore>, placement| engine.rank(&Request::new(placement, 24), TODAY);
    let (home, shelf) = (time(|| rank(&mut engine, Placement::Home)), time(|| rank(&mut engine, Placement::Category)));
    println!("{row} | {gathering:>7.1} {home:>7.1} {shelf:>7.1} | {opening:>8.1} {building:>8.1}");
}

fn main() {
    let arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let mut sizes: Vec<usize> = arguments.map(|argument| argument.parse().expect("a number of items")).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000, 100_000];
    }
    println!(
        "microseconds       facets | 24: full, inverted, pruned, again | 160: the same | gather, home, category | open, index"
    );
    for n in sizes {
        for shape in [Shape::Normal, Shape::Hard, Shape::Broad] {
            measure(n, shape);
        }
    }
}
