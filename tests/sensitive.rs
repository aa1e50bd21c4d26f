//! What the built-in list marks, by a shop that lists nothing, and that nothing comes of it in any combination.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::synthetic::Chance;
use common::TODAY;
use nearside::catalog::compile::{compile, from_all, Options};
use nearside::catalog::product::Product;
use nearside::catalog::{Catalog, FacetId, ItemIx, Table};
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::{Engine, List};
use nearside::policy::Policy;
use nearside::profile::Subject;
use nearside::rank::{Placement, Request};
use nearside::signal::{Signal, Stance};
use nearside::store::MemoryStore;
use nearside::Code;

const FEED: &str = "id\tproduct_type\tgoogle_product_category\tbrand\tcustom_label_0\tage_group\n\
    1\tAisle 1\t3364\tAcme\t\t\n\
    2\tAisle 2\tHealth & Beauty > Health Care > Medical Tests > Pregnancy Tests\tAcme\t\t\n\
    3\tAisle 3\t\tAcme\tQuran\t\n\
    4\tAisle 3\t\tAcme\t\ttoddler\n\
    5\tDrogerie > Kondome\t\tOnly Co\t\t\n\
    6\tDrogerie > Seife\t2503\tAcme\t\t\n\
    7\tAisle 3\t469\tBaby\t\tadult\n";

fn marked(list: &[&str]) -> (Vec<String>, Vec<(String, u64)>) {
    let options = Options { sensitive: list.iter().map(|word| word.to_string()).collect(), ..Options::default() };
    let (bytes, report) = compile(FEED.as_bytes(), None::<&[u8]>, &options, &mut |_| {}).expect("it compiles");
    let catalog = Catalog::open(bytes).expect("it opens");
    let all = (0..catalog.len()).map(ItemIx).filter(|item| catalog.is_sensitive(*item));
    let mut ids: Vec<String> = all.map(|item| catalog.id(item).to_owned()).collect();
    ids.sort();
    (ids, report.themes.into_iter().collect())
}

#[test]
fn a_shop_that_lists_nothing_has_the_built_in_list() {
    let (ids, themes) = marked(&[]);
    assert_eq!(ids, ["1", "2", "3", "4", "5"]);
    let counts: Vec<String> = themes.iter().map(|(name, count)| format!("{name} {count}")).collect();
    // A path of Google's says health by its words and pregnancy by its end.
    assert_eq!(counts, ["children 1", "disability 1", "health 1", "intimacy 1", "pregnancy 1", "religion 1"]);
}

#[test]
fn a_theme_is_taken_out_by_its_name_only() {
    assert_eq!(marked(&["!children", "! religion"]).0, ["1", "2", "5"]);
    assert_eq!(marked(&["!children", "age:toddler"]).0, ["1", "2", "3", "4", "5"], "the shop's own word counts");
    let options = Options { sensitive: vec!["!babys".into()], ..Options::default() };
    let refused = compile(FEED.as_bytes(), None::<&[u8]>, &options, &mut |_| {}).expect_err("no such theme");
    assert_eq!(refused.code(), Code::BadConfig);
    assert!(refused.message().contains("children"));
}

/// 60 items on 6 shelves; on two of them all is sensitive. Baskets and clicks mix everything.
fn catalog() -> Catalog {
    let shelves = ["Tea", "Salt", "Pregnancy tests", "Baby care", "Bread", "Wine"];
    let products = (0..60usize).map(|n| Product {
        id: format!("p{n}"),
        title: format!("Product {n}"),
        categories: vec![shelves[n / 10].to_owned()],
        brand: if n / 10 == 2 { "Testers".to_owned() } else { format!("Brand {}", n % 3) },
        ..Product::default()
    });
    let ids: Vec<String> = (0..60).map(|n| format!("p{n}")).collect();
    let mut chance = Chance::new(7);
    let mut draw = || -> Vec<&str> { (0..6).map(|_| ids[chance.below(60)].as_str()).collect() };
    let orders: Vec<_> = (0..3_000u32).map(|n| (None, 20_600 + n % 90, draw())).collect();
    let visits: Vec<_> = (0..1_000u32).map(|n| (20_600 + n % 90, draw())).collect();
    let (bytes, _) = from_all(products, &orders, &visits, &Options::default(), None).expect("it compiles");
    Catalog::open(bytes).expect("it opens")
}

#[test]
fn tables_lead_neither_from_nor_to_what_is_sensitive() {
    let catalog = catalog();
    let mut pairs = 0;
    for item in (0..60).map(ItemIx) {
        for table in [Table::Carts, Table::Sessions] {
            for (to, _) in catalog.neighbors(table, item) {
                assert!(!catalog.is_sensitive(item) && !catalog.is_sensitive(to));
                pairs += 1;
            }
        }
    }
    assert!(pairs > 1_000, "{pairs}");
    let is_marked = |facet: FacetId| catalog.facet(facet).expect("it is there").sensitive;
    for facet in (1..catalog.facet_count() as u16).map(FacetId) {
        assert!(catalog.lifts(facet).all(|(to, _)| !is_marked(facet) && !is_marked(to)));
    }
    assert!((1..catalog.facet_count() as u16)
        .map(FacetId)
        .any(|f| is_marked(f) && catalog.facet_key(f) == "brand:Testers"));
}

#[test]
fn nothing_comes_of_sensitive_items_in_any_combination() {
    let mut chance = Chance::new(11);
    for _ in 0..20 {
        // Two shoppers do the same, but for what one of them does with sensitive items in between.
        let new = || Engine::new(catalog(), Policy::default(), MemoryStore::default());
        let (mut with, mut without) = (new(), new());
        with.set_level(Level::Remember, TODAY);
        without.set_level(Level::Remember, TODAY);
        for step in 0..60 {
            let id = format!("p{}", chance.below(60));
            let day = Day(TODAY.0 - 60 + step);
            let signals =
                [Signal::View, Signal::Click, Signal::Impression, Signal::Cart, Signal::Purchase, Signal::Uncart];
            let signal = signals[chance.below(6)];
            let is_sensitive = with.catalog().is_sensitive(with.catalog().find(&id).expect("in the catalog"));
            assert!(!with.track(signal, &[&id], day) || !is_sensitive);
            if is_sensitive {
                assert!(!with.state(&Subject::parse(&format!("item:{id}")), Some(Stance::Like), day));
                assert!(!with.state(&Subject::parse("brand:Testers"), Some(Stance::Like), day));
            } else {
                without.track(signal, &[&id], day);
            }
        }
        assert_eq!(with.export(TODAY), without.export(TODAY));
        let export = with.export(TODAY);
        for n in 20..40 {
            assert!(!export.contains(&format!("\"p{n}\"")), "p{n}");
        }
        assert!(!export.contains("Pregnancy") && !export.contains("Baby care") && !export.contains("Testers"));
        let request = Request::new(Placement::Home, 60);
        let lists = [with.recommend(&request, TODAY), without.recommend(&request, TODAY)];
        let told = |list: &List| format!("{:?}", list.items);
        assert_eq!(told(&lists[0]), told(&lists[1]), "order, scores and reasons");
    }
}
