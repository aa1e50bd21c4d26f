//! A small shop for tests: real compiler, real catalog, memory store.
#![allow(dead_code)]

pub mod histories;
pub mod synthetic;
pub mod tabs;

use nearside::catalog::compile::{from_products, Options};
use nearside::catalog::product::Product;
use nearside::catalog::Catalog;
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::{Engine, List};
use nearside::policy::Policy;
use nearside::rank::{Placement, Request};
use nearside::signal::Signal;
use nearside::store::{MemoryStore, Store};

pub const TODAY: Day = Day(20_779); // 2026-11-22

pub type Shop = Engine<MemoryStore>;

/// 120 products, one with a variant: 3 departments × 4 shelves × 10, brands crossing them; `Care > Intimate` is sensitive.
pub fn catalog() -> Catalog {
    static BYTES: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    Catalog::open(BYTES.get_or_init(compiled).clone()).expect("it opens")
}

fn compiled() -> Vec<u8> {
    let large = Product {
        id: "p5-large".to_owned(),
        group: "g5".to_owned(),
        categories: vec!["Pets > Pets 0".to_owned()],
        ..Product::default()
    };
    let products = (0..120u32).map(|n| {
        let (department, shelf) = (["Pets", "Kitchen", "Care"][n as usize / 40], n / 10 % 4);
        let shelf =
            if (department, shelf) == ("Care", 3) { "Intimate".to_owned() } else { format!("{department} {shelf}") };
        Product {
            id: format!("p{n}"),
            group: if n == 5 { "g5".to_owned() } else { String::new() },
            title: format!("Product {n}"),
            link: format!("/p/{n}"),
            categories: vec![format!("{department} > {shelf}")],
            brand: format!("Brand {}", n % 7),
            // A theme goes by more than its category: every 13th product is about pets, wherever it stands.
            labels: if n % 13 == 0 { vec!["pets".to_owned()] } else { Vec::new() },
            ..Product::default()
        }
    });
    // Lower numbers sell more; neighbors in number are bought together.
    let ids: Vec<String> = (0..120).map(|n| format!("p{n}")).collect();
    let mut orders = Vec::new();
    for buyer in 0..60usize {
        for basket in 0..4u32 {
            let first = (buyer * 7 + basket as usize * 13) % 120 * ((buyer % 3) + 1) / 3;
            let items = (first..(first + 4).min(120)).map(|n| ids[n].as_str()).collect();
            orders.push((None, 20_600 + basket * 20, items));
        }
    }
    let options = Options { sensitive: vec!["Intimate".to_owned()], ..Options::default() };
    from_products(products.chain([large]), &orders, &options).expect("the little shop compiles").0
}

pub fn shop() -> Shop {
    shop_with(MemoryStore::default())
}

pub fn shop_with(store: MemoryStore) -> Shop {
    Engine::new(catalog(), asking(), store)
}

/// A shop that asks for counts: otherwise there is no level `share`.
pub fn asking() -> Policy {
    Policy::from_json(r#"{"counts": {}}"#).expect("a policy")
}

/// A shop whose shopper chose `remember` and has a little history.
pub fn known_shopper() -> Shop {
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    for (signal, ids, ago) in HISTORY {
        assert!(shop.track(*signal, ids, Day(TODAY.0 - ago)), "{ids:?}");
    }
    shop
}

pub const HISTORY: &[(Signal, &[&str], u32)] = &[
    (Signal::View, &["p41"], 30),
    (Signal::View, &["p43"], 30),
    (Signal::Purchase, &["p43", "p44", "p2"], 29),
    (Signal::View, &["p52"], 12),
    (Signal::Cart, &["p52"], 12),
    (Signal::Click, &["p47"], 3),
    (Signal::View, &["p47"], 3),
    (Signal::View, &["p47"], 3),
    (Signal::Purchase, &["p47", "p2"], 1),
];

pub fn home<S: Store>(shop: &mut Engine<S>, count: usize) -> List {
    shop.recommend(&Request::new(Placement::Home, count), TODAY)
}

pub fn ids<S: Store>(shop: &Engine<S>, list: &List) -> Vec<String> {
    list.items.iter().map(|(scored, _)| shop.catalog().id(scored.item).to_owned()).collect()
}
