//! A catalog in shards: nothing is lost or twice, numbers are those of the whole shop, and one profile is over all.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

use nearside::catalog::compile::{from_all, from_products, Options, Order};
use nearside::catalog::product::{Currency, Price, Product};
use nearside::catalog::shards::{Cut, Shard};
use nearside::catalog::{Catalog, FacetId, ItemIx, Table};
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::Engine;
use nearside::policy::Policy;
use nearside::profile::Subject;
use nearside::rank::{Listed, Placement, Request};
use nearside::signal::{Signal, Stance};
use nearside::store::{MemoryStore, Shelf, Store, KEY};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const TODAY: Day = Day(20_779);

/// What a shop is made of: for each item its category path, and whether orders are known.
type Paths = Vec<String>;

fn products(paths: &Paths) -> Vec<Product> {
    let one = |(n, path): (usize, &String)| Product {
        id: format!("p{n}"),
        group: if n % 9 == 0 { format!("group {n}") } else { String::new() },
        title: format!("Product {n}"),
        categories: if path.is_empty() { Vec::new() } else { vec![path.clone()] },
        brand: format!("Brand {}", n % 11),
        colors: vec![format!("color {}", n % 5)],
        price: Some(Price { minor: 100 + n as u32 * 7, currency: Currency::parse("EUR").expect("it is one") }),
        ..Product::default()
    };
    paths.iter().enumerate().map(one).collect()
}

fn orders(paths: &Paths) -> Vec<(String, u32, Vec<String>)> {
    let n = paths.len();
    let basket = |k: usize| {
        let ids = (0..5).map(|j| format!("p{}", (k * 13 % n * (k % 3 + 1) / 3 + j) % n)).collect();
        (format!("buyer {}", k % 40), 20_000 + (k % 120) as u32, ids)
    };
    (0..400).map(basket).collect()
}

struct Compiled {
    whole: Catalog,
    head: Catalog,
    shards: Vec<(Shard, Catalog)>,
    /// Of the whole, the head and the shards.
    bytes: Vec<Vec<u8>>,
}

fn open(bytes: &[u8]) -> Catalog {
    Catalog::open(bytes.to_vec()).expect("what the compiler writes can be opened")
}

fn compile(paths: &Paths, with_orders: bool, shards: usize) -> Compiled {
    let orders = if with_orders { orders(paths) } else { Vec::new() };
    let orders: Vec<Order<'_>> =
        orders.iter().map(|(who, day, ids)| (Some(&**who), *day, ids.iter().map(String::as_str).collect())).collect();
    let options = Options { sensitive: vec!["Secret".to_owned()], ..Options::default() };
    let (whole, report) = from_products(products(paths), &orders, &options).expect("it compiles");
    assert!(report.shards.is_empty());
    let mut files = BTreeMap::new();
    let mut put = |name: &str, bytes: Vec<u8>| {
        files.insert(name.to_owned(), bytes);
        Ok(())
    };
    let cut = Cut { stem: "catalog".to_owned(), shards: Some(shards) };
    let (head, report) =
        from_all(products(paths), &orders, &[], &options, Some((&cut, &mut put))).expect("it compiles");
    let mut all = vec![whole, head];
    let head = open(&all[1]);
    let listed: Vec<Shard> = serde_json::from_str(head.shards()).expect("the head lists its shards");
    assert_eq!(listed, report.shards);
    assert_eq!(listed.len(), files.len());
    let open_shard = |shard: Shard| {
        let bytes = files[&shard.file].clone();
        assert_eq!(shard.bytes, bytes.len() as u64);
        assert_eq!(shard.file, format!("catalog.{:016x}.nsc", u64::from_le_bytes(bytes[24..32].try_into().unwrap())));
        let catalog = open(&bytes);
        assert_eq!((shard.items, catalog.shards()), (u64::from(catalog.len()), ""));
        all.push(bytes);
        (shard, catalog)
    };
    let shards = listed.into_iter().map(open_shard).collect();
    Compiled { whole: open(&all[0]), head, shards, bytes: all }
}

fn items(catalog: &Catalog) -> impl Iterator<Item = ItemIx> + '_ {
    (0..catalog.len()).map(ItemIx)
}

fn category_key(catalog: &Catalog, item: ItemIx) -> String {
    catalog.facet_key(catalog.category_of(item))
}

/// Everything that a catalog says of an item.
fn told(catalog: &Catalog, item: ItemIx) -> String {
    let at = item.0 as usize;
    let facets: Vec<String> = catalog
        .facets_of(item)
        .flat_map(|facet| catalog.with_parents(facet))
        .map(|id| format!("{} {:?}", catalog.facet_key(id), catalog.facet(id).map(|f| (f.items, f.share, f.sensitive))))
        .collect();
    let popularity = &catalog.popularity_column()[at * 2..at * 2 + 2];
    format!(
        "{} {:?} {:?} {} {} {popularity:?} {:?} {:?} {} {facets:?}",
        catalog.id(item),
        catalog.card(item),
        catalog.price(item),
        catalog.flags_column()[at],
        catalog.sold(item),
        catalog.trend_column().get(at),
        catalog.breadth_column().get(at),
        catalog.rebuy(item),
    )
}

/// Whether `key` is `above` or below it.
fn is_in(key: &str, above: &str) -> bool {
    key == above || key.starts_with(&format!("{above} > "))
}

fn a_tree() -> impl Strategy<Value = Paths> {
    let path = prop_oneof![
        1 => Just(String::new()),
        8 => (0..4u8, 0..4u8, 0..3u8, 1..=3usize).prop_map(|(a, b, c, depth)| {
            [format!("Top {a}"), format!("Middle {b}"), format!("Leaf {c}")][..depth].join(" > ")
        }),
        1 => Just("Top 1 > Secret".to_owned()),
        2 => Just("Large".to_owned()),
    ];
    prop::collection::vec(path, 30..250)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_item_is_in_one_shard_and_says_there_what_it_says_in_the_whole(
        paths in a_tree(), with_orders: bool, shards in 1..9usize,
    ) {
        let Compiled { whole, head, shards: made, .. } = compile(&paths, with_orders, shards);
        let most = paths.len().div_ceil(shards);
        let mut seen = BTreeSet::new();
        for (shard, catalog) in &made {
            prop_assert!(catalog.len() as usize <= most.max(1), "{} items, {most} allowed", catalog.len());
            prop_assert_eq!(&catalog.meta().currency, &whole.meta().currency);
            prop_assert_eq!(catalog.meta().rebuy, whole.meta().rebuy);
            for item in items(catalog) {
                prop_assert!(seen.insert(catalog.id(item).to_owned()), "{} is there twice", catalog.id(item));
                let known = whole.find(catalog.id(item)).expect("nothing is made up");
                prop_assert_eq!(told(catalog, item), told(&whole, known));
                // Of all keys of all shards, the nearest to the item's category is one of this shard.
                let category = category_key(catalog, item);
                let nearest = |shard: &Shard| {
                    shard.keys.iter().filter(|key| is_in(&category, key)).map(|key| key.len() + 1).max().unwrap_or(0)
                };
                let best = made.iter().map(|(shard, _)| nearest(shard)).max();
                prop_assert!(category.is_empty() || Some(nearest(shard)) == best, "{category} is not where it is listed");
            }
        }
        prop_assert_eq!(seen.len(), whole.len() as usize);
        for item in items(&head) {
            prop_assert_eq!(told(&head, item), told(&whole, whole.find(head.id(item)).expect("nothing is made up")));
        }
        // The head knows the whole tree.
        let keys = |catalog: &Catalog| -> BTreeSet<String> {
            let all = (1..catalog.facet_count()).map(|id| catalog.facet_key(FacetId(id as u16)));
            all.filter(|key| key.starts_with("category:")).collect()
        };
        prop_assert_eq!(keys(&head), keys(&whole));
        // Other names lead to the same item, in its own shard only.
        for n in (0..paths.len()).step_by(9) {
            let name = format!("group {n}");
            let id = whole.find(&name).map(|item| whole.id(item).to_owned());
            let found: Vec<_> = made.iter().filter_map(|(_, c)| c.find(&name).map(|item| c.id(item).to_owned())).collect();
            prop_assert_eq!(found, Vec::from_iter(id));
        }
    }

    #[test]
    fn neighbors_are_those_of_the_whole_that_are_here(paths in a_tree(), shards in 2..5usize) {
        let Compiled { whole, head, shards, .. } = compile(&paths, true, shards);
        for catalog in shards.iter().map(|(_, catalog)| catalog).chain([&head]) {
            for item in items(catalog) {
                let here: Vec<_> = catalog.neighbors(Table::Carts, item).map(|(to, weight)| (catalog.id(to).to_owned(), weight)).collect();
                let known = whole.find(catalog.id(item)).expect("it is there");
                let all = whole.neighbors(Table::Carts, known).map(|(to, weight)| (whole.id(to).to_owned(), weight));
                let wanted: Vec<_> = all.filter(|(id, _)| catalog.find(id).is_some()).collect();
                prop_assert_eq!(here, wanted);
            }
        }
    }

    #[test]
    fn a_category_that_is_whole_in_a_shard_has_the_same_list(paths in a_tree(), with_orders: bool, liked in 0..11usize) {
        let Compiled { whole, shards, bytes, .. } = compile(&paths, with_orders, 3);
        for (at, (_, shard)) in shards.into_iter().enumerate() {
            // What the shopper did is all in this shard, so nothing else can speak for its items.
            let ids: Vec<String> = items(&shard).map(|item| shard.id(item).to_owned()).collect();
            let keys: BTreeSet<String> = items(&shard).map(|item| category_key(&shard, item)).collect();
            let mut alone = Engine::new(open(&bytes[0]), Policy::default(), MemoryStore::default());
            let mut parted = Engine::new(open(&bytes[1]), Policy::default(), MemoryStore::default());
            let part = parted.add(open(&bytes[2 + at]));
            for engine in [&mut alone, &mut parted] {
                engine.set_level(Level::Remember, TODAY);
                for (n, id) in ids.iter().step_by(4).enumerate() {
                    let signal = [Signal::View, Signal::Purchase, Signal::Cart][n % 3];
                    engine.track(signal, &[id], Day(TODAY.0 - 30 + n as u32 % 30));
                }
                engine.turn(part);
                engine.state(&Subject::Facet(format!("brand:Brand {liked}")), Some(Stance::Like), TODAY);
            }
            for key in keys.iter().filter(|key| !key.is_empty()) {
                let whole_here = items(&whole).filter(|item| is_in(&category_key(&whole, *item), key)).count();
                if whole_here != items(&shard).filter(|item| is_in(&category_key(&shard, *item), key)).count() {
                    continue;
                }
                let mut lists = [&mut alone, &mut parted].map(|engine| {
                    let path = key.strip_prefix("category:").unwrap_or(key);
                    let options = serde_json::json!({ "count": 24, "filter": format!("category = \"{path}\"") });
                    let list = engine.ask("category", &options.to_string(), false, TODAY).unwrap();
                    let one = |(listed, _): &(Listed, _)| (engine.catalog().id(listed.item).to_owned(), listed.score);
                    list.items.iter().map(one).collect::<Vec<_>>()
                });
                let parted = std::mem::take(&mut lists[1]);
                prop_assert!(!parted.is_empty());
                prop_assert_eq!(&lists[0], &parted, "{}", key);
            }
        }
    }
}

/// Three departments of 40, in three shards.
fn departments() -> Compiled {
    let paths: Paths =
        (0..120).map(|n| format!("{} > Shelf {}", ["Care", "Kitchen", "Pets"][n / 40], n / 10 % 4)).collect();
    let made = compile(&paths, true, 3);
    let keys: Vec<_> = made.shards.iter().map(|(shard, _)| shard.keys.join()).collect();
    assert_eq!(keys, ["category:Care", "category:Kitchen", "category:Pets"]);
    made
}

trait Join {
    fn join(&self) -> String;
}

impl Join for Vec<String> {
    fn join(&self) -> String {
        self[..].join(" | ")
    }
}

fn engine_of(made: Compiled) -> Engine<MemoryStore> {
    let mut engine = Engine::new(made.head, Policy::default(), MemoryStore::default());
    for (at, (_, shard)) in made.shards.into_iter().enumerate() {
        assert_eq!(engine.add(shard), at + 1);
    }
    engine
}

/// Items that only a shard knows.
fn deep(engine: &mut Engine<MemoryStore>, part: usize) -> Vec<String> {
    engine.turn(part);
    let all: Vec<String> = items(engine.catalog()).map(|item| engine.catalog().id(item).to_owned()).collect();
    engine.turn(0);
    all.into_iter().filter(|id| engine.catalog().find(id).is_none()).collect()
}

fn all_ids(engine: &mut Engine<MemoryStore>, part: usize) -> Vec<String> {
    engine.turn(part);
    let list = engine.recommend(&Request::new(Placement::Home, 200), TODAY);
    list.items.iter().map(|(scored, _)| engine.catalog().id(scored.item).to_owned()).collect()
}

#[test]
fn a_basket_over_several_shards_is_one_entry() {
    let mut engine = engine_of(departments());
    engine.set_level(Level::Remember, TODAY);
    let (care, pets) = (deep(&mut engine, 1), deep(&mut engine, 3));
    let known = engine.catalog().id(ItemIx(0)).to_owned();
    assert!(engine.track(Signal::Purchase, &[&care[0], &known, &pets[0], &care[1], "nothing we sell"], TODAY));
    let log = &engine.profile().log;
    assert_eq!(log.entries().len(), 1);
    let mut names: Vec<_> = log.entries()[0].what.iter().map(|place| log.name(Signal::Purchase, *place)).collect();
    names.sort_unstable();
    let mut wanted = [&*care[0], &*care[1], &*known, &*pets[0]];
    wanted.sort_unstable();
    assert_eq!(names, wanted, "each once, though the head and a shard know some of them");
    assert!(!engine.track(Signal::View, &["nothing we sell"], TODAY));
    assert_eq!(engine.profile().log.entries().len(), 1);
}

#[test]
fn what_is_done_in_one_part_is_felt_in_all() {
    let mut engine = engine_of(departments());
    engine.set_level(Level::Remember, TODAY);
    for part in 0..4 {
        engine.turn(part);
        assert!(!engine
            .recommend(&Request::new(Placement::Home, 5), TODAY)
            .items
            .iter()
            .any(|(_, r)| r.iter().any(|r| r.personal)));
    }
    let care = deep(&mut engine, 1);
    assert!(engine.track(Signal::Purchase, &[&care[0]], TODAY));
    engine.turn(1);
    let bought = engine.catalog().find(&care[0]).expect("it is here");
    let list = engine.recommend(&Request::new(Placement::Home, 40), TODAY);
    let reasons = list.items.iter().find(|(scored, _)| scored.item == bought).map(|(_, reasons)| reasons.clone());
    assert!(reasons.expect("it is in the list").iter().any(|reason| reason.personal));
    // The head shows the interest that only a shard's item brought.
    engine.turn(0);
    let key = engine.facet("category:Care").expect("the head knows all categories");
    assert!(engine.taste(TODAY).facet(key).interest > 0);
    // Forgotten in one part, gone from all.
    engine.turn(2);
    assert_eq!(engine.forget(&format!("item:{}", care[0]), TODAY), 1);
    for part in 0..4 {
        engine.turn(part);
        assert!(!engine
            .recommend(&Request::new(Placement::Home, 40), TODAY)
            .items
            .iter()
            .any(|(_, r)| r.iter().any(|r| r.personal)));
    }
}

#[test]
fn never_off_and_erase_hold_in_every_part() {
    let mut engine = engine_of(departments());
    engine.set_level(Level::Remember, TODAY);
    engine.turn(3);
    assert!(engine.state(&Subject::Facet("brand:Brand 3".to_owned()), Some(Stance::Never), TODAY));
    for part in 0..4 {
        let ids = all_ids(&mut engine, part);
        assert!(!ids.is_empty());
        for id in ids {
            assert_ne!(id[1..].parse::<u32>().unwrap() % 11, 3, "{id} is of the brand");
        }
    }
    let pets = deep(&mut engine, 3);
    assert!(engine.track(Signal::Purchase, &[&pets[0]], TODAY));
    engine.turn(2);
    engine.set_level(Level::Off, TODAY);
    for part in 0..4 {
        engine.turn(part);
        assert!(!engine.recommend(&Request::new(Placement::Home, 40), TODAY).personal);
        assert!(engine.profile().is_blank());
        assert!(!engine.track(Signal::View, &[&pets[0]], TODAY));
    }
    engine.turn(1);
    engine.erase();
    assert!(engine.store().is_empty());
    assert_eq!(engine.level(), None);
}

#[test]
fn another_tab_is_heard_in_every_part() {
    let mut engine = engine_of(departments());
    engine.set_level(Level::Remember, TODAY);
    let care = deep(&mut engine, 1);
    let mut other = engine_of(departments());
    other.set_level(Level::Remember, TODAY);
    assert!(other.track(Signal::Purchase, &[&care[0]], TODAY));
    let text = other.store().get(Shelf::Device, KEY).expect("it was written");
    engine.turn(2);
    engine.store_mut().set(Shelf::Device, KEY, &text).expect("there is room");
    assert!(engine.refresh());
    engine.turn(1);
    let bought = engine.catalog().find(&care[0]).expect("it is here");
    assert_eq!(engine.taste(TODAY).item(bought).bought, 1);
}

#[test]
fn what_only_a_shard_calls_sensitive_goes_when_the_shard_comes() {
    let mut engine = engine_of(departments());
    engine.set_level(Level::Remember, TODAY);
    let pets = deep(&mut engine, 3);
    assert!(engine.track(Signal::View, &[&pets[0]], TODAY));
    let text = engine.export(TODAY);
    // The shop learned since that a whole brand is.
    let brand = format!("Brand {}", pets[0][1..].parse::<u32>().unwrap() % 11);
    let options = Options { sensitive: vec![brand], ..Options::default() };
    let n: usize = pets[0][1..].parse().unwrap();
    let products = products(&vec!["Pets".to_owned(); 120])
        .into_iter()
        .filter(|p| p.id[1..].parse::<usize>().unwrap() % 11 == n % 11);
    let (bytes, _) = from_products(products, &[], &options).expect("it compiles");
    let mut again = Engine::new(departments().head, Policy::default(), MemoryStore::default());
    again.import(&text, TODAY).expect("it is an export");
    assert_eq!(again.profile().log.entries().len(), 1);
    again.add(Catalog::open(bytes).expect("it opens"));
    assert!(again.profile().log.entries().is_empty());
    again.import(&text, TODAY).expect("it is an export");
    assert!(again.profile().log.entries().is_empty(), "nor does it come back with a file");
}

#[test]
fn one_branch_that_is_too_large_is_cut_and_small_catalogs_are_left_alone() {
    let made = compile(&vec!["Shoes".to_owned(); 100], true, 4);
    let shards: Vec<_> = made.shards.iter().map(|(shard, _)| (shard.items, shard.keys.join())).collect();
    assert_eq!(shards, vec![(25, "category:Shoes".to_owned()); 4]);
    let mut put = |_: &str, _: Vec<u8>| -> nearside::Result<()> { panic!("there is nothing to hand out") };
    let cut = Cut { stem: "catalog".to_owned(), shards: None };
    let list = products(&vec!["Shoes".to_owned(); 100]);
    let (bytes, report) =
        from_all(list.clone(), &[], &[], &Options::default(), Some((&cut, &mut put))).expect("it compiles");
    assert_eq!(bytes, from_products(list, &[], &Options::default()).expect("it compiles").0);
    assert!(report.shards.is_empty());
}

#[test]
fn a_file_that_cannot_be_written_ends_the_work() {
    let mut put = |_: &str, _: Vec<u8>| Err(nearside::Error::new(nearside::Code::BadOption, "the disk is full"));
    let cut = Cut { stem: "catalog".to_owned(), shards: Some(2) };
    let failed =
        from_all(products(&vec!["Shoes".to_owned(); 10]), &[], &[], &Options::default(), Some((&cut, &mut put)));
    assert_eq!(failed.err().map(|error| error.code()), Some(nearside::Code::BadOption));
}
