//! The pruned search finds the same items and scores as sorting the whole catalog by score: for any catalog, taste,
//! filter, range, rule, page and pool, in any order of questions; and an engine that has lived long, with all that it
//! keeps, gives the lists of one that was just opened.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

#[path = "common/synthetic.rs"]
mod synthetic;

use nearside::catalog::compile::{from_products, Options};
use nearside::catalog::product::{Currency, Price, Product};
use nearside::catalog::{Catalog, ItemIx};
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::{Engine, List};
use nearside::fixed;
use nearside::policy::Policy;
use nearside::profile::Subject;
use nearside::rank::terms::{FacetTaste, ItemTaste};
use nearside::rank::{Index, Page, Placement, Points, Query, Ranker, Request, Scored, Taste, Weights};
use nearside::signal::{Signal, Stance};
use nearside::store::MemoryStore;
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
    /// Some items lack what others have.
    Patchy,
    /// Neighbors are alike, down to five tags and what was sold, so that bounds are hardly above what is there.
    Runs,
    Bare,
}

fn catalog(n: usize, shop: Shop, chance: &mut Chance) -> Catalog {
    Catalog::open(compiled(n, shop, chance)).expect("it opens")
}

fn compiled(n: usize, shop: Shop, chance: &mut Chance) -> Vec<u8> {
    let mut products = Vec::with_capacity(n);
    let (mut run, mut left) = (Vec::new(), 0);
    for k in 0..n {
        if left == 0 {
            run = (0..7).map(|_| chance.below(12)).collect();
            left = 1 + chance.below(150);
        }
        left -= 1;
        let (mut category, mut brand) = match shop {
            Shop::OneCategory => ("all".to_string(), format!("b{}", chance.below(9))),
            // Brands that only one item has make no facet, so two share one.
            Shop::AllApart => (format!("c{} > c{k}", k % 7), format!("b{}", k / 2)),
            Shop::Bare => (String::new(), String::new()),
            Shop::Runs => (format!("d{} > r{}", run[0] % 3, k + left), format!("b{}", run[1])),
            _ => {
                let leaf = chance.below(1 + n / 20);
                (format!("d{} > m{} > s{leaf}", leaf % 3, leaf % 11), format!("b{}", chance.below(1 + n / 9)))
            }
        };
        // Prices for all bands.
        let mut price = Some(Price { minor: 1 << chance.below(16), currency: Currency::parse("USD").expect("a code") });
        if matches!(shop, Shop::Patchy | Shop::Bare) {
            category = if chance.below(9) == 0 { String::new() } else { category };
            brand = if chance.below(4) == 0 { String::new() } else { brand };
            price = price.filter(|_| chance.below(5) > 0);
        }
        let tags = match shop {
            Shop::Bare => 0,
            _ => chance.below(6),
        };
        let mut labels: Vec<String> = (0..tags).map(|_| format!("t{}", chance.below(1 + n / 4))).collect();
        if matches!(shop, Shop::Runs) {
            labels = run[2..].iter().filter(|_| chance.below(50) > 0).map(|tag| format!("t{tag}")).collect();
            price = price.map(|price| Price { minor: 1 << run[0], ..price });
        }
        if matches!(shop, Shop::OneTag) {
            labels.push("everywhere".to_string());
        }
        // Some items stand in a second category, too.
        let further = format!("d{} > m{}", chance.below(3), chance.below(11));
        let mut categories = if category.is_empty() { Vec::new() } else { vec![category, further] };
        categories.truncate(if matches!(shop, Shop::Runs) { 1 } else { 2 });
        let id = format!("i{k}");
        let since =
            (chance.below(3) == 0 && !matches!(shop, Shop::Runs)).then(|| Day(TODAY.0 - chance.below(400) as u32));
        let title = id.clone();
        products.push(Product { id, title, categories, brand, price, since, labels, ..Product::default() });
    }
    let ids: Vec<String> = (0..n).map(|k| format!("i{k}")).collect();
    let baskets = if matches!(shop, Shop::Runs) { 1 } else { 1 + chance.below(n) };
    let orders: Vec<_> = (0..baskets)
        .map(|_| {
            let low = 1 + chance.below(n);
            (None, 20_000, (0..1 + chance.below(5)).map(|_| ids[chance.below(low)].as_str()).collect())
        })
        .collect();
    // Without baskets every other time: then popularity is the place in the feed.
    let orders = if matches!(shop, Shop::Runs) || chance.below(2) == 0 { &orders[..] } else { &[] };
    from_products(products, orders, &Options::default()).expect("the shop compiles").0
}

/// What a taste is like: how many facets have points, and which.
#[derive(Clone, Copy, Debug)]
enum Leaning {
    Nothing,
    Few(Points),
    Most(Points),
    OnlyAgainst,
    Equal,
    /// So few that many items score the same.
    Coarse,
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
            Leaning::Coarse => [-1, 0, 1, 1, 2][chance.below(5)],
            Leaning::Extreme => [Points::MAX, Points::MIN, 0, 1, -1][chance.below(5)],
        };
        FacetTaste { interest: points, ..FacetTaste::default() }
    };
    let facets = (0..catalog.facet_count()).map(&mut points).collect();
    let items = (0..catalog.len()).filter_map(|item| {
        let stated = match chance.below(60) {
            of @ 0..3 if matches!(leaning, Leaning::Coarse) => of as Points - 1,
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

/// A page of any kind: what it names, and what completes a cart, changes what is gathered.
fn page(len: usize, chance: &mut Chance) -> Page {
    let mut item = || ItemIx(chance.below(len) as u32);
    let (item, cart) = (item(), vec![item(), item()]);
    match chance.below(4) {
        0 => Page { placement: Placement::Cart, cart, item: None },
        1 => Page { placement: Placement::Product, item: Some(item), ..Page::default() },
        2 => Page { item: Some(item), ..Page::default() },
        _ => Page::default(),
    }
}

fn shops() -> impl Strategy<Value = Shop> {
    let plain = [Shop::Mixed, Shop::OneCategory, Shop::AllApart, Shop::OneTag, Shop::Bare];
    prop::sample::select(
        [&plain[..], &[Shop::Mixed, Shop::Patchy, Shop::Patchy, Shop::Runs, Shop::Runs, Shop::Runs]].concat(),
    )
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
        Leaning::Coarse,
        Leaning::Coarse,
        Leaning::Coarse,
        Leaning::Extreme,
    ])
}

fn questions(n: u32) -> impl Strategy<Value = Question> {
    let pools = prop_oneof![Just(0), Just(1), Just(24), Just(160), 1..900usize];
    let rows = prop_oneof![2 => Just((0, n)), 1 => (0..=n, 0..=n)].prop_map(|(a, b)| a.min(b)..a.max(b));
    let one_in = prop::sample::select(vec![1, 1, 1, 2, 50, 4_000, 0]);
    let rules = prop::option::of(prop_oneof![(-20_000..20_000, 0..5_000), (-2..3, 0..2)]);
    (pools, rows, one_in, rules).prop_map(|(pool, rows, one_in, rule)| Question { pool, rows, one_in, rule })
}

fn cases() -> impl Strategy<Value = (usize, Shop, u64, Vec<(Leaning, Vec<Question>)>)> {
    (prop_oneof![1 => 1..130usize, 2 => 130..5_000usize], shops(), any::<u64>()).prop_flat_map(|(n, shop, seed)| {
        let tastes = prop::collection::vec((leanings(), prop::collection::vec(questions(n as u32), 1..5)), 1..4);
        (Just(n), Just(shop), Just(seed), tastes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

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
                let page = page(catalog.len() as usize, &mut chance);
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

/// What a page or a shopper does to an engine.
#[derive(Clone, Debug)]
enum Deed {
    Track(usize, usize),
    Say(usize, usize),
    Hide(bool),
    Sleep(u32),
    /// Ask for a list: of which placement, how long, about which item.
    Ask(usize, usize, usize),
    Rerank,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => (0..8usize, any::<usize>()).prop_map(|(signal, item)| Deed::Track(signal, item)),
        1 => (0..4usize, any::<usize>()).prop_map(|(stance, item)| Deed::Say(stance, item)),
        1 => any::<bool>().prop_map(Deed::Hide),
        1 => (0..9u32).prop_map(Deed::Sleep),
        8 => (0..5usize, 1..40usize, any::<usize>()).prop_map(|(place, count, item)| Deed::Ask(place, count, item)),
        1 => Just(Deed::Rerank),
    ];
    prop::collection::vec(deed, 20..60)
}

fn scores(list: &List) -> Vec<(u32, Points)> {
    list.items.iter().map(|(listed, _)| (listed.item.0, listed.score)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// What an engine keeps from list to list (taste, points of facets, bounds, scores of blocks, the day's index)
    /// never outlives what it was made of.
    #[test]
    fn an_engine_that_lived_long_lists_what_a_fresh_one_lists(n in 100..1_500usize, shop in shops(), seed: u64, deeds in deeds()) {
        let mut chance = Chance::new(seed);
        let bytes = compiled(n, shop, &mut chance);
        let open = |store| Engine::new(Catalog::open(bytes.clone()).expect("it opens"), Policy::default(), store);
        let mut lived = open(MemoryStore::default());
        let mut today = TODAY;
        lived.set_level(Level::Remember, today);
        let everything = Request::new(Placement::Category, 1);
        for _ in 0..9 {
            // So many lists that there is an index.
            lived.rank(&everything, today);
        }
        for deed in deeds {
            match deed {
                Deed::Track(signal, item) => {
                    let signal = Signal::ALL[signal % Signal::ALL.len()];
                    lived.track(signal, &[&format!("i{}", item % n), &format!("i{}", item / 7 % n)], today);
                }
                Deed::Say(stance, item) => {
                    let id = ItemIx((item % lived.catalog().len() as usize) as u32);
                    let facets: Vec<_> = lived.catalog().facets_of(id).collect();
                    let subject = match facets.get(item % 5) {
                        Some(facet) => lived.catalog().facet_key(*facet),
                        None => format!("item:{}", lived.catalog().id(id)),
                    };
                    let stance = [None, Some(Stance::Like), Some(Stance::Less), Some(Stance::Never)][stance];
                    lived.state(&Subject::parse(&subject), stance, today);
                }
                Deed::Hide(hidden) => lived.set_hidden(hidden),
                Deed::Sleep(days) => today = today.plus(days),
                Deed::Rerank => drop(lived.rerank(&["i1", "i0", "i99"], today)),
                Deed::Ask(place, count, item) => {
                    let item = |k: usize| ItemIx((item / (k + 1) % lived.catalog().len() as usize) as u32);
                    let mut request = Request::new(Placement::ALL[place], count);
                    request.page.item = (request.placement == Placement::Product).then(|| item(0));
                    if request.placement == Placement::Cart {
                        request.page.cart = vec![item(0), item(1)];
                    }
                    let mut fresh = open(lived.store().clone());
                    let (ours, theirs) = (lived.rank(&request, today), fresh.rank(&request, today));
                    prop_assert_eq!(scores(&ours), scores(&theirs), "{:?}", request);
                }
            }
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
