//! What a shop sells and the catalog does not know yet teaches by its facets, and keeps every promise that items keep.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::*;
use nearside::catalog::compile::{from_products, Options};
use nearside::catalog::product::Product;
use nearside::catalog::Catalog;
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::Engine;
use nearside::profile::Subject;
use nearside::records;
use nearside::signal::{Signal, Stance};
use nearside::store::Store;

/// What a page tells of something that the catalog does not know: its category and its brand.
const NEW: &[&str] = &["category:Pets > Pets 1", "brand:Brand 3"];

fn remembering() -> Shop {
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    shop
}

fn interests<S: Store>(shop: &mut Engine<S>) -> Vec<String> {
    let all = records::interests(shop, TODAY);
    let mut keys: Vec<String> = all.iter().map(|one| one.facet.clone()).collect();
    keys.sort();
    keys
}

#[test]
fn it_teaches_what_it_carries_and_is_shown_as_that() {
    let mut shop = remembering();
    assert!(shop.track(Signal::View, NEW, TODAY));
    let taught = ["brand:Brand 3", "category:Pets", "category:Pets > Pets 1"];
    assert_eq!(interests(&mut shop), taught);
    let list = home(&mut shop, 12);
    assert!(list.personal && list.items.iter().any(|(_, reasons)| reasons.iter().any(|reason| reason.personal)));
    let mut again = shop_with(shop.into_store());
    assert_eq!(interests(&mut again), taught, "across a reload");
    let notes = records::signals(&mut again, TODAY);
    let told: Vec<_> =
        notes.iter().map(|note| (note.reference.as_str(), note.title.as_deref(), note.facets.as_deref())).collect();
    let facets = |label: &str| Some(vec![label.to_owned()]);
    assert_eq!(
        told,
        [
            ("2026-11-22/view/category:Pets > Pets 1", None, facets("Pets 1").as_deref()),
            ("2026-11-22/view/brand:Brand 3", None, facets("Brand 3").as_deref()),
        ]
    );
}

#[test]
fn it_counts_as_much_as_an_item_that_carries_the_same() {
    // p10 is of Pets 1 and of brand 3.
    let (mut listed, mut unlisted) = (remembering(), remembering());
    for signal in [Signal::View, Signal::Click, Signal::Cart, Signal::Purchase, Signal::Uncart] {
        assert_eq!(listed.track(signal, &["p10"], TODAY), unlisted.track(signal, NEW, TODAY), "{signal:?}");
    }
    let points = |shop: &mut Shop| {
        let all = records::interests(shop, TODAY);
        all.iter().map(|one| (one.facet.clone(), one.points)).collect::<Vec<_>>()
    };
    assert_eq!(points(&mut listed), points(&mut unlisted));
}

#[test]
fn what_no_catalog_names_is_never_kept() {
    let mut shop = remembering();
    for unknown in ["sku-99", "jane@example.com", "brand:Nobody", "category:Pets > Unheard", "brand:", "", ":"] {
        assert!(!shop.track(Signal::View, &[unknown], TODAY), "{unknown}");
    }
    assert!(shop.track(Signal::View, &["jane@example.com", "brand:Brand 3", "sku-99"], TODAY));
    let export = shop.export(TODAY);
    assert!(export.contains("brand:Brand 3") && !export.contains("jane") && !export.contains("sku-99"), "{export}");
}

#[test]
fn what_was_refused_or_is_sensitive_teaches_nothing_at_all() {
    for (subject, keys) in [
        ("category:Pets", NEW),
        ("theme:category:Pets", NEW),
        ("brand:Brand 3", NEW),
        ("category:Kitchen", &["category:Care > Intimate", "brand:Brand 3"]),
    ] {
        let mut shop = remembering();
        assert!(shop.state(&Subject::parse(subject), Some(Stance::Never), TODAY));
        let before = shop.export(TODAY);
        assert!(!shop.track(Signal::View, keys, TODAY), "{subject}");
        assert_eq!(shop.export(TODAY), before, "{subject}");
    }
}

#[test]
fn a_part_of_a_large_catalog_does_not_take_what_the_head_refused() {
    let shelf = (0..4).map(|n| Product {
        id: format!("x{n}"),
        title: format!("Other {n}"),
        categories: vec!["Garden > Seeds".to_owned()],
        brand: "Brand 3".to_owned(),
        ..Product::default()
    });
    let (part, _) = from_products(shelf, &[], &Options::default()).expect("a part");
    let mut shop = remembering();
    assert_ne!(shop.add(Catalog::open(part).expect("it opens")), 0);
    let before = shop.export(TODAY);
    assert!(!shop.track(Signal::View, &["category:Care > Intimate", "brand:Brand 3"], TODAY));
    assert_eq!(shop.export(TODAY), before, "the part knows the brand, and not what it came with");
    assert!(shop.track(Signal::View, NEW, TODAY));
    assert_eq!(shop.profile().log.entries().len(), 1);
}

#[test]
fn it_is_forgotten_note_by_note_and_by_interest() {
    for (what, left) in [
        ("2026-11-22/view/brand:Brand 3", "category:Pets > Pets 1"),
        ("brand:Brand 3", "category:Pets > Pets 1"),
        ("category:Pets", "brand:Brand 3"),
        ("item:category:Pets > Pets 1", "brand:Brand 3"),
    ] {
        let (mut shop, mut never) = (remembering(), remembering());
        assert!(shop.track(Signal::View, NEW, TODAY));
        assert_eq!(shop.forget(what, TODAY), 1, "{what}");
        assert!(never.track(Signal::View, &[left], TODAY));
        assert_eq!(shop.export(TODAY), never.export(TODAY), "as if it had never been: {what}");
    }
}

#[test]
fn to_be_shown_it_says_nothing() {
    let mut shop = remembering();
    let before = shop.export(TODAY);
    assert!(!shop.track(Signal::Impression, NEW, TODAY));
    assert!(!shop.track(Signal::Search, &["p1", NEW[0]], TODAY), "nor is it, or any item, a search");
    assert_eq!(shop.export(TODAY), before);
}

#[test]
fn a_basket_with_some_of_it_is_one_order_and_travels_in_a_file() {
    let mut shop = remembering();
    assert!(shop.track(Signal::Purchase, &["p1", "brand:Brand 3"], TODAY));
    let orders: Vec<_> = records::signals(&mut shop, TODAY).into_iter().map(|note| note.order).collect();
    assert_eq!(orders, [Some("order:2026-11-22/1".to_owned()), Some("order:2026-11-22/1".to_owned())]);
    let file = shop.export(TODAY);
    let mut other = remembering();
    for _ in 0..2 {
        other.merge(&file, TODAY).expect("a file");
        assert_eq!(other.export(TODAY), file, "brought twice it is there once");
    }
    assert_eq!(shop.forget("order:2026-11-22/1", TODAY), 2);
    assert!(shop.profile().log.items().is_empty());
    assert!(shop.track(Signal::Purchase, NEW, Day(TODAY.0 - 1)));
}
