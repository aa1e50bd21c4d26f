//! Random shops, and a plain oracle that says what their catalogs must hold.

use nearside::catalog::compile::{from_products, Options, Order};
use nearside::catalog::product::{Availability, Currency, Price, Product};
use nearside::catalog::Catalog;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A random shop: products, and baskets as (buyer, ids).
#[derive(Clone, Debug)]
pub struct Shop {
    pub products: Vec<Product>,
    pub baskets: Vec<(Option<String>, u32, Vec<String>)>,
}

impl Shop {
    /// Its catalog's bytes.
    pub fn compile(&self) -> Vec<u8> {
        let baskets: Vec<Order<'_>> = self
            .baskets
            .iter()
            .map(|(buyer, day, ids)| (buyer.as_deref(), *day, ids.iter().map(String::as_str).collect()))
            .collect();
        from_products(self.products.clone(), &baskets, &Options::default()).expect("a shop has products").0
    }

    pub fn open(&self) -> Catalog {
        Catalog::open(self.compile()).expect("what the compiler writes can be opened")
    }
}

/// What a catalog must say of one item.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    pub id: String,
    pub aliases: BTreeSet<String>,
    pub card: (String, String, String),
    pub price: Option<u32>,
    pub in_stock: bool,
    pub category: String,
    pub brand: String,
    /// Keys of all tags that the feed gives it, whether or not they become facets.
    pub tags: BTreeSet<String>,
    pub sold: u32,
}

/// Folds a shop the slow and obvious way. Items are in the order of the feed.
pub fn expected(shop: &Shop) -> Vec<Expected> {
    let mut items: Vec<Expected> = Vec::new();
    let mut item_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut item_of_group: BTreeMap<String, usize> = BTreeMap::new();
    for product in &shop.products {
        if item_of.contains_key(&product.id) {
            continue;
        }
        let known = item_of_group.get(&product.group).copied().filter(|_| !product.group.is_empty());
        let at = known.unwrap_or(items.len());
        if known.is_none() {
            let card = (product.title.clone(), product.link.clone(), product.image.clone());
            items.push(Expected { id: product.id.clone(), card, ..Expected::default() });
            item_of_group.insert(product.group.clone(), at);
        } else {
            items[at].aliases.insert(product.id.clone());
        }
        item_of.insert(product.id.clone(), at);
        let item = &mut items[at];
        item.price = item.price.or(product.price.map(|price| price.minor));
        item.in_stock |= product.availability != Availability::Out;
        if item.brand.is_empty() {
            item.brand.clone_from(&product.brand);
        }
        if let (true, Some(path)) = (item.category.is_empty(), product.categories.first()) {
            item.category.clone_from(path);
        }
        item.tags.extend(product.colors.iter().map(|color| format!("color:{color}")));
        item.tags.extend(product.sizes.iter().map(|size| format!("size:{size}")));
        item.tags.extend(product.labels.iter().map(|label| format!("label:{label}")));
    }
    for (group, at) in &item_of_group {
        if !group.is_empty() && !item_of.contains_key(group) {
            items[*at].aliases.insert(group.clone());
        }
    }
    for basket in known_baskets(shop, &items) {
        basket.iter().for_each(|at| items[*at].sold += 1);
    }
    items
}

/// Baskets as sets of items, empty ones left out.
pub fn known_baskets(shop: &Shop, items: &[Expected]) -> Vec<BTreeSet<usize>> {
    let find = |id: &String| items.iter().position(|item| item.id == *id || item.aliases.contains(id));
    let sets = shop.baskets.iter().map(|(_, _, ids)| ids.iter().filter_map(find).collect::<BTreeSet<usize>>());
    sets.filter(|basket| !basket.is_empty()).collect()
}

fn product() -> impl Strategy<Value = Product> {
    let words = || prop::sample::select(vec!["", "Tea", "Milk <b>", "Æ", "日本", "a b"]).prop_map(String::from);
    let path = prop::sample::select(vec!["", "A", "A > B", "A > C", "B > A", "B > A > Z", "Ö"]);
    let few = |options: &'static [&'static str]| {
        prop::collection::vec(prop::sample::select(options).prop_map(String::from), 0..4)
    };
    let tags = (few(&["red", "blue", "green"]), few(&["S", "M", "L", "XL"]), few(&["new", "sale", "eco"]));
    let basics = (0..60u32, 0..30u32, words(), words(), path, 0..6u32);
    let price = (prop::option::of(0..300_000u32), any::<bool>());
    (basics, tags, price).prop_map(|((id, group, title, link, path, brand), (colors, sizes, labels), (price, out))| {
        Product {
            id: format!("id{id}"),
            // Some groups bear the names of products.
            group: if group < 8 {
                format!("id{group}")
            } else if group < 14 {
                format!("g{group}")
            } else {
                String::new()
            },
            title,
            image: link.clone(),
            link,
            categories: Some(path.to_string()).filter(|path| !path.is_empty()).into_iter().collect(),
            brand: if brand == 0 { String::new() } else { format!("Brand {brand}") },
            price: price.map(|minor| Price { minor, currency: Currency::parse("EUR").unwrap() }),
            availability: if out { Availability::Out } else { Availability::Orderable },
            colors,
            sizes,
            labels,
            ..Product::default()
        }
    })
}

/// Shops of up to 40 products and 60 baskets.
pub fn shop() -> impl Strategy<Value = Shop> {
    let basket = (prop::option::of(0..5u32), 0..200u32, prop::collection::vec(0..60u32, 0..8));
    let baskets = prop::collection::vec(basket, 0..60);
    (prop::collection::vec(product(), 1..40), baskets).prop_map(|(products, baskets)| Shop {
        products,
        baskets: baskets
            .into_iter()
            .map(|(buyer, day, ids)| {
                (buyer.map(|b| b.to_string()), day, ids.iter().map(|id| format!("id{id}")).collect())
            })
            .collect(),
    })
}
