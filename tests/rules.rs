//! The merchant's rules: expressions, boosts, pins, what is left out, diversity, what fills a list, and that none of
//! them outweighs what the shopper said.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;
#[path = "rules/lasting.rs"]
mod lasting;
#[path = "rules/lists.rs"]
mod lists;
#[path = "rules/parse.rs"]
mod parse;
#[path = "rules/values.rs"]
mod values;

use nearside::catalog::compile::{from_products, Options};
use nearside::catalog::product::{Availability, Currency, Price, Product};
use nearside::catalog::{Catalog, FacetKeys, ItemIx};
use nearside::rank::Filter;

/// 60 products with everything that a filter can speak of: prices around `9.99`, some without, some in two or three
/// categories.
pub fn shelf() -> Catalog {
    let euro = Currency::parse("EUR").expect("a currency");
    let products = (0..60u32).map(|n| {
        let mut categories = vec![format!("Pets > {}", ["Dogs", "Cats", "Birds"][n as usize % 3])];
        if n % 4 == 0 {
            categories.push("Gifts > Cheap".to_owned());
        }
        if n % 10 == 0 {
            categories.push("Pets > Cats".to_owned());
            categories.push("Pets".to_owned());
        }
        Product {
            id: format!("s{n}"),
            title: format!("Thing {n}"),
            categories,
            brand: ["Acme", "Óbidos \"Fine\"", "O'Neil"][n as usize / 7 % 3].to_owned(),
            price: (n % 9 != 0).then_some(Price { minor: 900 + n * 33 % 200, currency: euro }),
            availability: if n % 5 == 0 { Availability::Out } else { Availability::Orderable },
            colors: vec![["Red", "Blue"][n as usize % 2].to_owned()],
            labels: if n % 6 == 0 { vec!["sale".to_owned()] } else { Vec::new() },
            ..Product::default()
        }
    });
    let (bytes, _) = from_products(products, &[], &Options::default()).expect("it compiles");
    Catalog::open(bytes).expect("it opens")
}

/// The numbers of the products that fit.
pub fn fitting(catalog: &Catalog, expression: &str) -> Vec<u32> {
    let keys = FacetKeys::new(catalog);
    let filter = Filter::parse(expression, catalog, &keys).unwrap_or_else(|error| panic!("{expression}: {error}"));
    let rows = filter.rows(catalog);
    let fit = (0..catalog.len()).filter(|item| filter.fits(catalog, ItemIx(*item)));
    let mut found: Vec<u32> = fit
        .inspect(|item| assert!(rows.contains(item), "{expression}: a row outside of its rows fits"))
        .map(|item| catalog.id(ItemIx(item))[1..].parse().expect("a number"))
        .collect();
    found.sort_unstable();
    found
}

/// No product.
pub const NONE: [u32; 0] = [];

/// Numbers of products for which `wanted` holds.
pub fn those(wanted: impl Fn(u32) -> bool) -> Vec<u32> {
    (0..60).filter(|n| wanted(*n)).collect()
}
