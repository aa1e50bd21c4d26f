//! The pruned search finds the same items and scores as sorting the whole catalog by score: for any catalog, taste,
//! filter, range, rule and pool, in any order of questions.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

#[path = "common/synthetic.rs"]
mod synthetic;

use nearside::catalog::compile::{from_products, Options};
use nearside::catalog::product::Product;
use nearside::catalog::{Catalog, ItemIx};
use nearside::day::Day;
use nearside::fixed;
use nearside::rank::terms::{FacetTaste, ItemTaste};
use nearside::rank::{Index, Page, Points, Query, Ranker, Scored, Taste, Weights};
use proptest::prelude::*;
use std::ops::Range;
use synthetic::Chance;

const TODAY: Day = Day(20_779);

/// How the items of a shop resemble each other.
#[derive(Clone, Copy, Debug)]
enum Shop {
    Mixed,
    OneCategory,
    AllApart,
    OneTag,
    Bare,
}

fn catalog(n: usize, shop: Shop, chance: &mut Chance) -> Catalog {
    let mut products = Vec::with_capacity(n);
    for k in 0..n {
        let (category, brand) = match shop {
            Shop::OneCategory => ("all".to_string(), format!("b{}", chance.below(9))),
            // Brands that only one item has make no facet, so two share one.
            Shop::AllApart => (format!("c{} > c{k}", k % 7), format!("b{}", k / 2)),
            Shop::Bare => (String::new(), String::new()),
            _ => {
                let leaf = chance.below(1 + n / 20);
                (format!("d{} > m{} > s{leaf}", leaf % 3, leaf % 11), format!("b{}", chance.below(1 + n / 9)))
            }
        };
        let tags = match shop {
            Shop::Bare => 0,
            _ => chance.below(6),
        };
        let mut labels: Vec<String> = (0..tags).map(|_| format!("t{}", chance.below(1 + n / 4))).collect();
        if matches!(shop, Shop::OneTag) {
            labels.push("everywhere".to_string());
        }
        // Some items stand in a second category, too.
        let further = format!("d{} > m{}", chance.below(3), chance.below(11));
        let categories = if category.is_empty() { Vec::new() } else { vec![category, further] };
        let id = format!("i{k}");
        products.push(Product { id: id.clone(), title: id, categories, brand, labels, ..Product::default() });
    }
    let ids: Vec<String> = (0..n).map(|k| format!("i{k}")).collect();
    let baskets = 1 + chance.below(n);
    let orders: Vec<_> = (0..baskets)
        .map(|_| {
            let low = 1 + chance.below(n);
            (None, 20_000, (0..1 + chance.below(5)).map(|_| ids[chance.below(low)].as_str()).collect())
        })
        .collect();
    // Without baskets every other time: then popularity is the place in the feed.
    let orders = if chance.below(2) == 0 { &orders[..] } else { &[] };
    let (bytes, _) = from_products(products, orders, &Options::default()).expect("the shop compiles");
    Catalog::open(bytes).expect("and opens")
}

/// What a taste is like: how many facets have points, and which.
#[derive(Clone, Copy, Debug)]
enum Leaning {
    Nothing,
    Few(Points),
    Most(Points),
    OnlyAgainst,
    Equal,
    Extreme,
}

fn taste(catalog: &Catalog, leaning: Leaning, chance: &mut Chance) -> Taste {
    let mut points = |_| {
        let size = |most: Points, chance: &mut Chance| chance.below(2 * most as usize + 1) as Points - most / 2;
        let points = match leaning {
            Leaning::Nothing => 0,
            Leaning::Few(most) if chance.below(10) == 0 => size(most, chance),
            Leaning::Few(_) => 0,
            Leaning::Most(most) => size(most, chance),
            Leaning::OnlyAgainst => -(chance.below(20_000) as Points),
            Leaning::Equal => 1_000,
            Leaning::Extreme => [Points::MAX, Points::MIN, 0, 1, -1][chance.below(5)],
        };
        FacetTaste { interest: points, ..FacetTaste::default() }
    };
    let facets = (0..catalog.facet_count()).map(&mut points).collect();
    let items = (0..catalog.len()).filter_map(|item| {
        let stated = match chance.below(60) {
            0 => 1 + chance.below(30_000) as Points,
            1 => -(chance.below(30_000) as Points),
            2 => 0,
            _ => return None,
        };
        let mut own = ItemTaste::default();
        (own.stated, own.never) = (stated, chance.below(20) == 0);
        Some((ItemIx(item), own))
    });
    Taste::by_hand(items.collect(), facets)
}

/// What is asked: a pool, rows, who may appear, and a rule.
#[derive(Clone, Debug)]
struct Question {
    pool: usize,
    rows: Range<u32>,
    /// One in so many may appear; 0 is none.
    one_in: u32,
    /// Points that items of a kind gain, and by how much the stated most is too high.
    rule: Option<(Points, Points)>,
}

fn ask(ranker: &Ranker<'_>, question: &Question) -> (Vec<Scored>, Vec<Scored>, Vec<Scored>) {
    let admit = |item: u32| question.one_in != 0 && item.wrapping_mul(2_654_435_761) % question.one_in == 0;
    let may_appear = |item: ItemIx| admit(item.0) && !ranker.never(item);
    let gain = question.rule.map_or(0, |(gain, _)| gain);
    let rule = |item: ItemIx| if item.0 % 5 == 1 { gain } else { 0 };
    let most = question.rule.map_or(0, |(gain, slack)| gain.max(0) + slack);
    let query = Query {
        pool: question.pool,
        rows: question.rows.clone(),
        may_appear: &may_appear,
        rule: question.rule.map(|_| (&rule as &dyn Fn(ItemIx) -> Points, most)),
    };
    // The oracle shares nothing with the search: every item's score, sorted.
    let mut keys: Vec<u64> = question
        .rows
        .clone()
        .map(ItemIx)
        .filter(|item| may_appear(*item))
        .map(|item| fixed::falling(ranker.score(item) + rule(item), item.0))
        .collect();
    keys.sort_unstable();
    keys.truncate(question.pool);
    let right = keys.into_iter().map(fixed::unpack);
    let right = right.map(|(score, item)| Scored { item: ItemIx(item), score, list: 0, explored: None }).collect();
    (right, ranker.search(&query), ranker.search_fully(&query))
}

fn shops() -> impl Strategy<Value = Shop> {
    prop::sample::select(vec![Shop::Mixed, Shop::Mixed, Shop::OneCategory, Shop::AllApart, Shop::OneTag, Shop::Bare])
}

fn leanings() -> impl Strategy<Value = Leaning> {
    prop::sample::select(vec![
        Leaning::Nothing,
        Leaning::Few(9_000),
        Leaning::Few(100_000),
        Leaning::Most(3_000),
        Leaning::Most(5),
        Leaning::OnlyAgainst,
        Leaning::Equal,
        Leaning::Extreme,
    ])
}

fn questions(n: u32) -> impl Strategy<Value = Question> {
    let pools = prop_oneof![Just(0), Just(1), Just(24), Just(160), 1..900usize];
    let rows = prop_oneof![2 => Just((0, n)), 1 => (0..=n, 0..=n)].prop_map(|(a, b)| a.min(b)..a.max(b));
    let one_in = prop::sample::select(vec![1, 1, 1, 2, 50, 4_000, 0]);
    let rules = prop::option::of((-20_000..20_000, 0..5_000));
    (pools, rows, one_in, rules).prop_map(|(pool, rows, one_in, rule)| Question { pool, rows, one_in, rule })
}

fn cases() -> impl Strategy<Value = (usize, Shop, u64, Vec<(Leaning, Vec<Question>)>)> {
    (prop_oneof![1 => 1..130usize, 2 => 130..5_000usize], shops(), any::<u64>()).prop_flat_map(|(n, shop, seed)| {
        let tastes = prop::collection::vec((leanings(), prop::collection::vec(questions(n as u32), 1..5)), 1..4);
        (Just(n), Just(shop), Just(seed), tastes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Several tastes one after the other, several questions of each: what is kept between them changes nothing.
    #[test]
    fn the_pruned_search_finds_what_sorting_everything_finds((n, shop, seed, tastes) in cases()) {
        let mut chance = Chance::new(seed);
        let catalog = catalog(n, shop, &mut chance);
        let weights = Weights::default();
        let index: Option<Index> = Ranker::new(&catalog, &Taste::default(), &weights, Page::default(), TODAY).make_index();
        let index = index.expect("what the compiler writes can be indexed");
        for (leaning, questions) in tastes {
            let taste = taste(&catalog, leaning, &mut chance);
            let kept = Ranker::new(&catalog, &taste, &weights, Page::default(), TODAY).keep();
            let mut ranker = Ranker::resume(&catalog, &taste, &weights, Some(&index), kept, Page::default(), TODAY);
            for mut question in questions {
                question.rows.end = question.rows.end.min(catalog.len());
                question.rows.start = question.rows.start.min(question.rows.end);
                let (right, pruned, full) = ask(&ranker, &question);
                prop_assert_eq!(&pruned, &right, "pruned, {:?} {:?}", leaning, question);
                prop_assert_eq!(&full, &right, "full, {:?} {:?}", leaning, question);
                let kept = ranker.keep();
                let page = Page { item: Some(ItemIx(chance.below(catalog.len() as usize) as u32)), ..Page::default() };
                ranker = Ranker::resume(&catalog, &taste, &weights, Some(&index), kept, page, TODAY);
            }
            let item = ItemIx(chance.below(catalog.len() as usize) as u32);
            let before = (0..catalog.len()).map(ItemIx).filter(|other| {
                let key = |item: ItemIx| fixed::falling(ranker.score(item), item.0);
                key(*other) < key(item) && !ranker.never(*other)
            });
            prop_assert_eq!(ranker.place(item), before.count() + 1);
        }
    }
}

/// Most of a large catalog is not read, or the search would be no better than reading everything.
#[test]
fn a_large_catalog_is_read_in_part() {
    let (products, _) = synthetic::shop(20_000, synthetic::Shape::Normal);
    let (bytes, _) = from_products(products, &[], &Options::default()).expect("the shop compiles");
    let catalog = Catalog::open(bytes).expect("and opens");
    let mut facets = vec![FacetTaste::default(); catalog.facet_count()];
    let liked = catalog.category_of(ItemIx(7_000));
    facets[usize::from(liked.0)].interest = 20_000;
    let (taste, weights) = (Taste::by_hand(Vec::new(), facets), Weights::default());
    let ranker = Ranker::new(&catalog, &taste, &weights, Page::default(), TODAY);
    let index = ranker.make_index().expect("it can be indexed");
    let ranker = Ranker::resume(&catalog, &taste, &weights, Some(&index), ranker.keep(), Page::default(), TODAY);
    let weighed = std::cell::Cell::new(0);
    let may_appear = |_| true;
    let rule = |_| {
        weighed.set(weighed.get() + 1);
        0
    };
    let query = Query { pool: 24, rows: 0..catalog.len(), may_appear: &may_appear, rule: Some((&rule, 0)) };
    assert_eq!(ranker.search(&query), ranker.search_fully(&Query { rule: None, ..query }));
    assert!(weighed.get() < 400, "{} items were weighed", weighed.get());
}
