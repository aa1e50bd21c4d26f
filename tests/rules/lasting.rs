//! Things that last sink once they are bought; things that are used up come back.
use crate::common::{Shop, TODAY};
use nearside::catalog::compile::{from_products, Options};
use nearside::catalog::product::Product;
use nearside::catalog::Catalog;
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::Engine;
use nearside::policy::Policy;
use nearside::rank::Term;
use nearside::signal::Signal;
use nearside::store::MemoryStore;

/// A shop with `milk`, bought in every other basket, a `pan`, bought once by everybody, and small things beside them.
fn catalog(with_buyers: bool) -> Catalog {
    let names = ["milk", "pan"].into_iter().map(str::to_owned).chain((0..80).map(|n| format!("other{n}")));
    let products = names.clone().map(|id| Product { id, categories: vec!["All".to_owned()], ..Product::default() });
    let names: Vec<String> = names.collect();
    let buyers: Vec<String> = (0..100).map(|n| format!("b{n}")).collect();
    let mut orders = Vec::new();
    for buyer in 0..100u32 {
        for basket in 0..60u32 {
            let mut items = vec![names[2 + (buyer + basket * 7) as usize % 80].as_str()];
            if basket % 2 == 0 {
                items.push("milk");
            }
            if basket == buyer % 10 {
                items.push("pan");
            }
            orders.push((with_buyers.then_some(buyers[buyer as usize].as_str()), 20_000 + basket * 7, items));
        }
    }
    let (bytes, _) = from_products(products, &orders, &Options::default()).expect("it compiles");
    Catalog::open(bytes).expect("it opens")
}

fn shopper(with_buyers: bool, baskets: &[&[&str]]) -> Shop {
    let mut shop = Engine::new(catalog(with_buyers), Policy::default(), MemoryStore::default());
    shop.set_level(Level::Remember, TODAY);
    for (at, basket) in baskets.iter().enumerate() {
        assert!(shop.track(Signal::Purchase, basket, Day(TODAY.0 - baskets.len() as u32 + at as u32)));
    }
    shop
}

fn again(shop: &mut Shop, id: &str) -> i32 {
    let told = shop.explain(id, TODAY).expect("it is in the catalog");
    let reasons = &told.scored.1;
    assert_eq!(reasons.iter().map(|reason| reason.points).sum::<i32>(), told.scored.0.score);
    reasons.iter().filter(|reason| reason.term == Term::Again).map(|reason| reason.points).sum()
}

#[test]
fn what_lasts_sinks_once_bought_and_what_is_used_up_comes_back() {
    let mut shop = shopper(true, &[&["milk", "pan"]]);
    assert!(again(&mut shop, "milk") > 4096);
    assert!(again(&mut shop, "pan") < -4096, "{}", again(&mut shop, "pan"));
    assert_eq!(again(&mut shopper(true, &[&["milk"]]), "pan"), 0, "it was not bought");
    let score = |shop: &mut Shop| shop.explain("pan", TODAY).expect("it is there").scored.0.score;
    let stranger = score(&mut shopper(true, &[&["milk"]]));
    assert!(score(&mut shop) < stranger, "{} after {stranger}", score(&mut shop));
}

#[test]
fn it_fades_with_every_later_basket() {
    let mut last = i32::MIN;
    let first = again(&mut shopper(true, &[&["pan"]]), "pan");
    for later in [0, 5, 20, 60] {
        let mut baskets: Vec<&[&str]> = vec![&["pan"]];
        baskets.extend(vec![&["other1"] as &[&str]; later]);
        let now = again(&mut shopper(true, &baskets), "pan");
        assert!(now > last, "{later} baskets later: {now} after {last}");
        last = now;
    }
    assert!(last > first / 2, "{last} of {first}");
}

#[test]
fn a_second_purchase_says_that_the_shopper_uses_it_up() {
    assert!(again(&mut shopper(true, &[&["pan"], &["other1"], &["pan"]]), "pan") > 4096);
}

#[test]
fn nothing_is_taken_to_last_where_the_shop_does_not_know() {
    assert!(again(&mut shopper(false, &[&["pan"]]), "pan") > 0);
}
