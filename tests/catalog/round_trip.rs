//! Writer → reader: every facet, id, alias, card, price, prior and neighbor reads back.

use crate::shop::{expected, known_baskets, shop, Expected};
use nearside::catalog::format::SLOTS;
use nearside::catalog::{Card, Catalog, FacetId, FacetKeys, FacetKind, ItemIx, Table};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn facets(catalog: &Catalog) -> impl Iterator<Item = FacetId> {
    (1..catalog.facet_count()).map(|k| FacetId(k as u16))
}

fn items(catalog: &Catalog) -> impl Iterator<Item = ItemIx> {
    (0..catalog.len()).map(ItemIx)
}

fn keys_of_kind(catalog: &Catalog, item: ItemIx, kind: FacetKind) -> Vec<String> {
    let of_kind = catalog.facets_of(item).filter(|id| catalog.facet(*id).is_some_and(|facet| facet.kind == kind));
    of_kind.map(|id| catalog.facet_key(id)).collect()
}

/// How many items carry each value, by key.
fn carried(all: &[Expected], keys: impl Fn(&Expected) -> Vec<String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    all.iter().flat_map(keys).for_each(|key| *counts.entry(key).or_default() += 1);
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn ids_aliases_cards_prices_and_stock_read_back(shop in shop()) {
        let (catalog, all) = (shop.open(), expected(&shop));
        prop_assert_eq!(catalog.len() as usize, all.len());
        for item in &all {
            let found = catalog.find(&item.id).expect("every id is found");
            prop_assert_eq!(catalog.id(found), &item.id);
            for alias in &item.aliases {
                prop_assert_eq!(catalog.find(alias), Some(found), "{}", alias);
            }
            let (title, link, image) = (&item.card.0, &item.card.1, &item.card.2);
            prop_assert_eq!(catalog.card(found), Card { title, link, image });
            prop_assert_eq!(catalog.price(found), item.price);
            prop_assert_eq!(catalog.in_stock(found), item.in_stock);
        }
        for id in ["", "id", "id999", "zzz", "g"] {
            prop_assert_eq!(catalog.find(id), None);
        }
    }

    #[test]
    fn facets_read_back(shop in shop()) {
        let (catalog, all) = (shop.open(), expected(&shop));
        let brands = carried(&all, |item| vec![item.brand.clone()]);
        let tags = carried(&all, |item| item.tags.iter().cloned().collect());
        for item in &all {
            let found = catalog.find(&item.id).unwrap();
            let category: Vec<String> = Some(&item.category).filter(|path| !path.is_empty()).map(|path| format!("category:{path}")).into_iter().collect();
            prop_assert_eq!(keys_of_kind(&catalog, found, FacetKind::Category), category);
            let brand: Vec<String> = Some(&item.brand).filter(|b| !b.is_empty() && brands[*b] > 1).map(|b| format!("brand:{b}")).into_iter().collect();
            prop_assert_eq!(keys_of_kind(&catalog, found, FacetKind::Brand), brand);
            let bands = keys_of_kind(&catalog, found, FacetKind::Price);
            prop_assert_eq!(bands.len(), usize::from(item.price.is_some_and(|price| price > 0)));
            if let Some((low, high)) = bands.first().and_then(|key| key["price:".len()..].split_once('–')) {
                let major = |text: &str| text.trim_end_matches(" EUR").parse::<f64>().unwrap();
                let price = f64::from(item.price.unwrap()) / 100.0;
                prop_assert!(major(low) <= price && price < major(high), "{} {:?}", price, bands);
            }
            let kinds = [FacetKind::Color, FacetKind::Size, FacetKind::Label];
            let got: Vec<String> = kinds.iter().flat_map(|kind| keys_of_kind(&catalog, found, *kind)).collect();
            let could: Vec<&String> = item.tags.iter().filter(|tag| tags[*tag] > 1).collect();
            prop_assert!(got.iter().all(|key| could.contains(&key)), "{:?} {:?}", got, could);
            prop_assert!(got.len() <= SLOTS - 3);
            if tags.len() <= SLOTS - 3 {
                prop_assert_eq!(got.len(), could.len(), "with so few tags none is cut");
            }
        }
    }

    #[test]
    fn facet_counts_shares_and_keys_agree_with_the_rows(shop in shop()) {
        let catalog = shop.open();
        let index = FacetKeys::new(&catalog);
        let weight = |item| if catalog.meta().baskets > 0 { u64::from(catalog.sold(item)) } else { 1 };
        let total: u64 = items(&catalog).map(weight).sum();
        for id in facets(&catalog) {
            let facet = catalog.facet(id).unwrap();
            let carriers: Vec<ItemIx> = items(&catalog).filter(|i| catalog.facets_of(*i).any(|f| catalog.with_parents(f).any(|up| up == id))).collect();
            prop_assert_eq!(facet.items as usize, carriers.len());
            let sum: u64 = carriers.into_iter().map(weight).sum();
            prop_assert_eq!(u64::from(facet.share), ((sum << 32) / total).min(u32::MAX.into()));
            prop_assert!(facet.kind == FacetKind::Category || facet.kind == FacetKind::Price || facet.items > 1);
            prop_assert_eq!(index.find(&catalog, &catalog.facet_key(id)), Some(id));
        }
    }

    #[test]
    fn rows_follow_tree_brand_and_popularity(shop in shop()) {
        let catalog = shop.open();
        let popularity = |i: ItemIx| i16::from_le_bytes(catalog.popularity_column()[i.0 as usize * 2..][..2].try_into().unwrap());
        let brand = |i: ItemIx| keys_of_kind(&catalog, i, FacetKind::Brand);
        let path = |i: ItemIx| {
            let mut path: Vec<&str> = catalog.with_parents(catalog.category_of(i)).filter_map(|f| catalog.facet(f)).map(|f| f.label).collect();
            path.reverse();
            path
        };
        for i in items(&catalog).skip(1) {
            let before = ItemIx(i.0 - 1);
            let key = |i| (path(i), brand(i), std::cmp::Reverse(popularity(i)));
            prop_assert!(key(before) <= key(i), "{:?} {:?}", key(before), key(i));
        }
    }

    #[test]
    fn sold_popularity_and_neighbors_are_those_of_the_baskets(shop in shop()) {
        let (catalog, all) = (shop.open(), expected(&shop));
        let baskets = known_baskets(&shop, &all);
        prop_assert_eq!(catalog.meta().baskets, baskets.len() as u64);
        if baskets.is_empty() {
            let n = all.len();
            for (k, item) in all.iter().enumerate() {
                prop_assert_eq!(catalog.sold(catalog.find(&item.id).unwrap()) as usize, n / (k + 1));
            }
            return Ok(());
        }
        let mut sales: Vec<u32> = all.iter().map(|item| item.sold).collect();
        sales.sort_by_key(|sold| std::cmp::Reverse(*sold));
        let bar = f64::from(sales[23.min(sales.len() - 1)]);
        for (at, item) in all.iter().enumerate() {
            let found = catalog.find(&item.id).unwrap();
            prop_assert_eq!(catalog.sold(found), item.sold);
            let popularity = i16::from_le_bytes(catalog.popularity_column()[found.0 as usize * 2..][..2].try_into().unwrap());
            let real = ((f64::from(item.sold) + 1.0) / (bar + 1.0)).ln() * 1024.0;
            prop_assert!((f64::from(popularity) - real).abs() <= 1.5, "{} {}", popularity, real);
            let mut near: Vec<(f64, u32)> = Vec::new();
            for (other_at, other) in all.iter().enumerate().filter(|(k, _)| *k != at) {
                let common = baskets.iter().filter(|b| b.contains(&at) && b.contains(&other_at)).count();
                if common >= 3 {
                    let cosine = common as f64 / ((f64::from(item.sold) * f64::from(other.sold)).sqrt() + 10.0);
                    near.push((cosine, catalog.find(&other.id).unwrap().0));
                }
            }
            near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let got: Vec<(ItemIx, u8)> = catalog.neighbors(Table::Carts, found).collect();
            prop_assert_eq!(got.len(), near.len().min(32));
            for ((got, weight), (cosine, row)) in got.into_iter().zip(near) {
                prop_assert_eq!(got.0, row);
                prop_assert!((f64::from(weight) - (255.0 + 24.0 * cosine.ln()).clamp(1.0, 255.0)).abs() < 1.0);
            }
        }
    }

    #[test]
    fn the_same_shop_gives_the_same_bytes(shop in shop()) {
        prop_assert_eq!(shop.compile(), shop.compile());
    }
}
