//! The term `next`, against an oracle in plain floating point that is written from its formula, and what it promises
//! on each placement.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

#[path = "common/mod.rs"]
mod common;

use common::TODAY;
use nearside::catalog::compile::{from_all, Options};
use nearside::catalog::product::Product;
use nearside::catalog::{Catalog, ItemIx, Table};
use nearside::consent::Level;
use nearside::engine::{Engine, List};
use nearside::policy::Policy;
use nearside::profile::Subject;
use nearside::rank::{Page, Placement, Reason, Request, Term};
use nearside::signal::{Signal, Stance};
use nearside::store::MemoryStore;
use proptest::prelude::*;
use std::collections::BTreeMap;

const ITEMS: usize = 60;

/// What a random shop has and its shopper did.
#[derive(Clone, Debug)]
struct Case {
    baskets: Vec<Vec<usize>>,
    visits: Vec<Vec<usize>>,
    done: Vec<(Signal, Vec<usize>)>,
    open: Option<usize>,
    cart: Vec<usize>,
}

fn name(k: &usize) -> String {
    format!("i{k}")
}

impl Case {
    fn shop(&self) -> Engine<MemoryStore> {
        let products = (0..ITEMS).map(|k| Product {
            id: name(&k),
            categories: vec![format!("C{} > D{}", k % 3, k % 12)],
            brand: format!("B{}", k % 7),
            ..Product::default()
        });
        let owned = |lists: &[Vec<usize>]| -> Vec<Vec<String>> {
            lists.iter().map(|list| list.iter().map(name).collect()).collect()
        };
        let (baskets, visits) = (owned(&self.baskets), owned(&self.visits));
        let orders: Vec<_> =
            baskets.iter().map(|ids| (Some("b"), 20_000, ids.iter().map(String::as_str).collect())).collect();
        let visits: Vec<_> = visits.iter().map(|ids| (20_000, ids.iter().map(String::as_str).collect())).collect();
        let (bytes, _) = from_all(products, &orders, &visits, &Options::default(), None).expect("it compiles");
        let mut shop = Engine::new(Catalog::open(bytes).expect("it opens"), Policy::default(), MemoryStore::default());
        shop.set_level(Level::Remember, TODAY);
        for (signal, items) in &self.done {
            let ids: Vec<String> = items.iter().map(name).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            assert!(shop.track(*signal, &ids, TODAY));
        }
        shop
    }

    fn list(&self, shop: &mut Engine<MemoryStore>, placement: Placement) -> List {
        let find = |k: &usize| shop.catalog().find(&name(k)).expect("it is in the feed");
        let page = Page { placement, item: self.open.as_ref().map(find), cart: self.cart.iter().map(find).collect() };
        shop.recommend(&Request { page, ..Request::new(placement, ITEMS) }, TODAY)
    }
}

fn case() -> impl Strategy<Value = Case> {
    // Few items near each other, so that tables are dense.
    let path = |lengths| {
        (0..ITEMS, prop::collection::vec(0..6usize, lengths))
            .prop_map(|(at, steps)| steps.into_iter().map(|step| (at + step) % ITEMS).collect::<Vec<usize>>())
    };
    let signal = prop::sample::select(vec![Signal::View, Signal::View, Signal::Click, Signal::Cart, Signal::Purchase]);
    let done = (signal, path(1..4)).prop_map(|(signal, items)| match signal {
        Signal::Purchase => (signal, items),
        _ => (signal, items[..1].to_vec()),
    });
    let lists = || prop::collection::vec(path(1..8), 0..120);
    let open = prop::option::of(0..ITEMS);
    (lists(), lists(), prop::collection::vec(done, 0..30), open, path(0..4)).prop_map(
        |(baskets, visits, done, open, mut cart)| {
            cart.sort_unstable();
            cart.dedup();
            Case { baskets, visits, done, open, cart }
        },
    )
}

fn part(reasons: &[Reason], term: Term) -> i32 {
    reasons.iter().filter(|reason| reason.term == term).map(|reason| reason.points).sum()
}

/// N of every candidate, from the formula.
fn oracle(case: &Case, catalog: &Catalog, placement: Placement) -> BTreeMap<u32, f64> {
    let find = |k: &usize| catalog.find(&name(k)).expect("it is in the feed");
    let (open, cart): (Option<ItemIx>, Vec<ItemIx>) =
        (case.open.as_ref().map(find), case.cart.iter().map(find).collect());
    let shared = |items: usize| 1.0 / (items.max(1) as f64).sqrt();
    let mut sources: Vec<(ItemIx, f64, f64)> = Vec::new();
    sources.extend(open.map(|item| (item, 1.0, 0.0)));
    sources.extend(cart.iter().map(|item| (*item, shared(cart.len()), 0.0)));
    // The latest first: (item, steps, vote, bought, looked at and not bought since).
    let mut recent: Vec<(ItemIx, i32, f64, bool, bool)> = Vec::new();
    let (mut steps, mut bought_later) = (0, Vec::new());
    for (signal, items) in case.done.iter().rev() {
        let mut items: Vec<ItemIx> = items.iter().map(find).collect();
        let mut seen = Vec::new();
        items.retain(|item| {
            !seen.contains(item) && {
                seen.push(*item);
                true
            }
        });
        let bought = *signal == Signal::Purchase;
        if bought {
            bought_later.extend(items.iter().copied());
        }
        let repeated = items.len() == 1 && recent.last().is_some_and(|last| last.0 == items[0]);
        if recent.len() >= 20 || repeated {
            continue;
        }
        let vote = match signal {
            Signal::Cart => 1.5,
            Signal::Purchase => 0.25,
            _ => 1.0,
        } * shared(items.len());
        let room = 20 - recent.len();
        recent.extend(
            items.iter().take(room).map(|item| (*item, steps, vote, bought, !bought && !bought_later.contains(item))),
        );
        steps += 1;
    }
    let told = open.is_some() && recent.first().map(|latest| latest.0) == open;
    let later = i32::from(open.is_some() && !told || !cart.is_empty());
    for (item, steps, vote, bought, open) in recent.into_iter().skip(told.into()) {
        if cart.contains(&item) || bought && !cart.is_empty() {
            continue;
        }
        let revisit = if open { 0.6 * 0.7f64.powi(steps + later) } else { 0.0 };
        sources.push((item, vote * 0.5f64.powi(steps + later), revisit));
    }
    let both = catalog.has_table(Table::Carts) && catalog.has_table(Table::Sessions);
    let mut sums = BTreeMap::new();
    for (item, vote, revisit) in sources {
        for (table, is_other) in
            [(Table::Carts, placement != Placement::Cart), (Table::Sessions, placement == Placement::Cart)]
        {
            let share = if both && is_other { 0.125 } else { 1.0 };
            let (top, step) =
                (f64::from(catalog.table_top(table)) / 4096.0, f64::from(catalog.table_step(table)) / 65_536.0);
            for (to, weight) in catalog.neighbors(table, item) {
                *sums.entry(to.0).or_default() += vote * share * top.exp() * (-step * f64::from(255 - weight)).exp2();
            }
        }
        *sums.entry(item.0).or_default() += revisit;
    }
    sums.retain(|item, _| open != Some(ItemIx(*item)) && !cart.contains(&ItemIx(*item)));
    sums
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn whole_numbers_say_what_the_formula_says(case in case()) {
        let mut shop = case.shop();
        for placement in [Placement::Home, Placement::Product, Placement::Category, Placement::Search] {
            let list = case.list(&mut shop, placement);
            let sums = oracle(&case, shop.catalog(), placement);
            let catalog = shop.catalog();
            let meta = catalog.meta();
            let elsewhere = 2.0 * (catalog.baskets() + 1) as f64 / f64::from(meta.bar + 1);
            let beta = if placement == Placement::Product { 14.0 } else { elsewhere.ln() };
            for (scored, reasons) in &list.items {
                let everybodys = [Term::Popular, Term::Trend, Term::Breadth, Term::Fresh];
                let everybodys: i32 = everybodys.iter().map(|term| part(reasons, *term)).sum();
                let stranger = everybodys + part(reasons, Term::Interest) + part(reasons, Term::Stated);
                let n = sums.get(&scored.item.0).copied().unwrap_or_default();
                let real = (1.0 + n * (beta - f64::from(stranger) / 4096.0).exp()).ln() * 4096.0;
                let points = f64::from(part(reasons, Term::Next));
                prop_assert!((points - real).abs() <= 8.0, "{placement:?} {}: {points} not {real}", scored.item.0);
            }
        }
    }

    #[test]
    fn parts_add_up_and_what_is_on_the_page_is_never_offered(case in case(), less in 0..3usize) {
        let mut shop = case.shop();
        shop.state(&Subject::parse(&format!("category:C{less}")), Some(Stance::Less), TODAY);
        for placement in Placement::ALL {
            let list = case.list(&mut shop, *placement);
            for (scored, reasons) in &list.items {
                prop_assert_eq!(reasons.iter().map(|reason| reason.points).sum::<i32>(), scored.score);
                let id = shop.catalog().id(scored.item);
                prop_assert!(case.open.iter().chain(&case.cart).all(|k| name(k) != id), "{} is on the page", id);
            }
        }
    }

    /// On an item's page the tables rank as if alone: whatever has a sum stands before whatever has none, in the order
    /// of the sums. What the shopper bought before has a say of its own and is left out, and so is what a shop of three
    /// orders makes four hundred times likelier than its best seller.
    #[test]
    fn an_items_page_follows_the_tables(case in case()) {
        let mut shop = case.shop();
        let sums = oracle(&case, shop.catalog(), Placement::Product);
        let page = Page { placement: Placement::Product, ..Page::default() };
        let list = case.list(&mut shop, page.placement);
        let plain = |list: &List| -> Vec<(u32, i32)> {
            let others = |reasons: &[Reason]| part(reasons, Term::Popular) + part(reasons, Term::Interest);
            let new = list.items.iter().filter(|(_, reasons)| part(reasons, Term::Again) == 0 && others(reasons) < 6 * 4096);
            new.map(|(scored, _)| (scored.item.0, scored.score - scored.list)).collect()
        };
        let mut found = plain(&list);
        found.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
        for pair in found.windows(2) {
            let sum = |at: usize| sums.get(&pair[at].0).copied().unwrap_or_default();
            // Near ties may be decided by everything else, which is worth e^6 at most.
            prop_assert!(sum(0) + (6.0f64 - 14.0).exp() >= sum(1) * 0.99, "{:?}: {} before {}", pair, sum(0), sum(1));
        }
    }
}

#[test]
fn one_view_moves_the_start_page_at_once() {
    // The little shop has baskets only: their table serves where there are no sessions.
    let mut shop = common::shop();
    shop.set_level(Level::Remember, TODAY);
    let neutral = common::home(&mut shop, 24);
    assert!(shop.track(Signal::View, &["p47"], TODAY));
    let seen = shop.catalog().find("p47").expect("it is there");
    let near: Vec<ItemIx> = shop.catalog().neighbors(Table::Carts, seen).map(|(item, _)| item).collect();
    let hits = |list: &List, count: usize| {
        list.items.iter().take(count).filter(|(scored, _)| near.contains(&scored.item)).count()
    };
    let list = common::home(&mut shop, 24);
    assert_eq!(hits(&neutral, 4), 0);
    assert!(hits(&list, 8) >= 3, "{} of its {} neighbors", hits(&list, 8), near.len());
    // What was looked at may be looked at again, and says so.
    let (_, reasons) = list.items.iter().find(|(scored, _)| scored.item == seen).expect("it is in the list");
    let next = reasons.iter().find(|reason| reason.term == Term::Next).expect("it is why");
    assert_eq!((next.item, next.personal), (Some(seen), true));
    // Not once it is bought.
    assert!(shop.track(Signal::Purchase, &["p47"], TODAY));
    let list = common::home(&mut shop, 120);
    let (_, reasons) = list.items.iter().find(|(scored, _)| scored.item == seen).expect("it is in the list");
    assert_eq!(part(reasons, Term::Next), 0);
}

#[test]
fn the_open_item_counts_once_whether_or_not_it_was_told() {
    let visits: Vec<Vec<usize>> = (0..40).map(|k| vec![k % 10, (k + 1) % 10, (k + 3) % 10]).collect();
    let case = |done: &[usize]| Case {
        baskets: Vec::new(),
        visits: visits.clone(),
        done: done.iter().map(|k| (Signal::View, vec![*k])).collect(),
        open: Some(3),
        cart: Vec::new(),
    };
    let points = |case: Case| {
        let mut shop = case.shop();
        let list = case.list(&mut shop, Placement::Product);
        let next = list.items.iter().filter(|(_, reasons)| part(reasons, Term::Next) > 0);
        let all = next.map(|(scored, _)| (scored.item, (scored.score - scored.list) / 64));
        all.collect::<BTreeMap<_, _>>()
    };
    let told = points(case(&[1, 7, 3]));
    assert!(told.len() >= 8, "{told:?}");
    assert_eq!(points(case(&[1, 7])), told, "the host draws the page first");
    assert_eq!(points(case(&[1, 7, 3, 3])), told, "the page was loaded twice");
}

#[test]
fn less_bites_whatever_else_speaks_for_an_item() {
    let mut shop = common::known_shopper();
    let score = |shop: &mut common::Shop, id: &str| {
        shop.explain(id, TODAY).map(|explanation| explanation.scored.0.score).expect("it is there")
    };
    // p47 was looked at and bought, p48 is its neighbor: neither habit nor neighbors make up for "less".
    let before = ["p47", "p48"].map(|id| score(&mut shop, id));
    shop.state(&Subject::parse("category:Kitchen"), Some(Stance::Less), TODAY);
    let after = ["p47", "p48"].map(|id| score(&mut shop, id));
    for (before, after) in before.into_iter().zip(after) {
        assert_eq!(before - after, 3 * 4096);
    }
}
