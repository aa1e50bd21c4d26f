//! Each term of a score does what `docs/ranking.md` says of it.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::*;
use nearside::catalog::compile::{compile, from_products, Options};
use nearside::catalog::product::Product;
use nearside::catalog::{Catalog, FacetKeys, ItemIx};
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::{Engine, List};
use nearside::policy::{Config, Policy};
use nearside::profile::log::MOST_SHOWN;
use nearside::profile::{write, Subject};
use nearside::rank::{Learned, Placement, Points, Request, Taste, Term, Weights};
use nearside::records;
use nearside::signal::{Signal, Stance};
use nearside::store::MemoryStore;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn parts(shop: &mut Shop, id: &str, term: Term, day: Day) -> Points {
    let why = shop.explain(id, day).expect("in the catalog");
    why.scored.1.iter().filter(|reason| reason.term == term).map(|reason| reason.points).sum()
}

fn later(days: u32) -> Day {
    TODAY.plus(days)
}

fn remembering(catalog: Catalog) -> Shop {
    let mut shop = Engine::new(catalog, Policy::default(), MemoryStore::default());
    shop.set_level(Level::Remember, TODAY);
    shop
}

fn borrowed(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

fn plain(list: &List) -> Vec<(ItemIx, Points)> {
    list.items.iter().map(|(scored, _)| (scored.item, scored.score)).collect()
}

// popular, trend, breadth, fresh

/// Three items of a shop with buyers and days: the steady one, the one of late, and the one that one buyer always buys.
fn shop_of_three(since: [&str; 3]) -> Shop {
    let mut feed = String::from("id\ttitle\tavailability_date\n");
    for (id, since) in ["steady", "late", "one-buyer"].iter().zip(since) {
        feed += &format!("{id}\t{id}\t{since}\n");
    }
    let mut baskets = String::from("buyer\tday\titems\n");
    for k in 0..40u32 {
        baskets += &format!("{k}\t{}\tsteady\n", Day(20_500 + k * 5));
        baskets += &format!("{k}\t{}\tlate\n", Day(20_660 + k));
        baskets += &format!("one\t{}\tone-buyer\n", Day(20_500 + k * 5));
    }
    let (bytes, _) =
        compile(feed.as_bytes(), Some(baskets.as_bytes()), &Options::default(), &mut |_| {}).expect("it compiles");
    remembering(Catalog::open(bytes).expect("it opens"))
}

#[test]
fn trend_and_breadth_are_reasons_of_their_own() {
    let mut shop = shop_of_three([""; 3]);
    assert!(parts(&mut shop, "late", Term::Trend, TODAY) > 0);
    assert!(parts(&mut shop, "steady", Term::Trend, TODAY) < 0);
    assert_eq!(parts(&mut shop, "steady", Term::Breadth, TODAY), (255 - 128) * 8);
    assert!(parts(&mut shop, "one-buyer", Term::Breadth, TODAY) < 0);
    // Sold as often, so equal in `popular`.
    let popular = ["steady", "late", "one-buyer"].map(|id| parts(&mut shop, id, Term::Popular, TODAY));
    assert!(popular[0] == popular[1] && popular[1] == popular[2], "{popular:?}");
}

#[test]
fn fresh_lifts_what_is_new_for_everybody_and_fades() {
    let month_ago = Day(TODAY.0 - 30).to_string();
    let mut shop = shop_of_three(["2026-11-22T08:00:00Z", &month_ago, ""]);
    assert_eq!(parts(&mut shop, "steady", Term::Fresh, TODAY), 1661);
    assert_eq!(parts(&mut shop, "late", Term::Fresh, TODAY), 830);
    assert_eq!(parts(&mut shop, "one-buyer", Term::Fresh, TODAY), 0, "no date, no bonus");
    let mut last = Points::MAX;
    for days in 0..500 {
        let points = parts(&mut shop, "steady", Term::Fresh, later(days));
        assert!(points <= last);
        last = points;
    }
    assert_eq!(last, 0);
    assert_eq!(parts(&mut shop, "steady", Term::Fresh, Day(TODAY.0 - 5)), 1661, "what is to come is new");
    shop.set_level(Level::Off, TODAY);
    assert_eq!(parts(&mut shop, "steady", Term::Fresh, TODAY), 1661, "it says nothing about a shopper");
    assert!(!shop.recommend(&Request::new(Placement::Home, 3), TODAY).personal);
}

#[test]
fn baskets_tell_a_first_sale_only_where_it_cannot_be_chance() {
    // Without dates in the feed: "late" was first sold on day 160 of 200, forty times.
    let mut shop = shop_of_three([""; 3]);
    let day = Day(20_700);
    assert!(parts(&mut shop, "late", Term::Fresh, day) > 0);
    assert_eq!(parts(&mut shop, "steady", Term::Fresh, day), 0);
    assert_eq!(parts(&mut shop, "one-buyer", Term::Fresh, day), 0);
}

// seen

#[test]
fn what_was_shown_and_left_alone_falls_day_by_day_to_a_bound_and_comes_back() {
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    assert!(shop.track(Signal::Impression, &["p1", "p2"], TODAY));
    assert_eq!(parts(&mut shop, "p1", Term::Seen, TODAY), 0, "the list of a day stays as it is");
    assert_eq!(parts(&mut shop, "p1", Term::Seen, later(1)), -390); // 410 · ½^(1/14)
    assert_eq!(parts(&mut shop, "p3", Term::Seen, later(1)), 0);
    let mut last = 0;
    for day in 1..14 {
        for _ in 0..5 {
            shop.track(Signal::Impression, &["p1"], later(day)); // five times a day count once
        }
        let points = parts(&mut shop, "p1", Term::Seen, later(day + 1));
        assert!((-8 * 410..=last).contains(&points), "day {day}: {points} after {last}");
        last = points;
    }
    assert_eq!(last, -8 * 410, "eight days are the most");
    assert_eq!(parts(&mut shop, "p1", Term::Seen, later(40)), 0, "after two weeks it is news again");
}

#[test]
fn what_was_acted_upon_was_not_passed_over() {
    for act in [Signal::View, Signal::Click, Signal::Cart, Signal::Purchase] {
        for act_day in [0, 1] {
            let mut shop = shop();
            shop.set_level(Level::Remember, TODAY);
            shop.track(Signal::Impression, &["p1", "p9"], TODAY);
            shop.track(act, &["p1"], later(act_day));
            assert_eq!(parts(&mut shop, "p1", Term::Seen, later(2)), 0, "{} {act_day}", act.word());
            assert!(parts(&mut shop, "p9", Term::Seen, later(2)) < 0);
            shop.track(Signal::Impression, &["p1"], later(3));
            assert!(parts(&mut shop, "p1", Term::Seen, later(4)) < 0, "what was shown since counts");
        }
    }
}

#[test]
fn to_be_shown_something_is_no_interest_and_leads_nowhere() {
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    shop.track(Signal::Impression, &["p1", "p2", "p41"], TODAY);
    assert!(records::interests(&mut shop, later(1)).is_empty());
    let all = shop.recommend(&Request::new(Placement::Category, 120), later(1));
    for (scored, reasons) in &all.items {
        assert!(reasons.iter().all(|reason| !reason.personal || reason.term == Term::Seen), "{:?}", scored.item);
    }
    let records = records::signals(&mut shop, later(1));
    assert_eq!(records.len(), 3, "each is shown in the panel");
    assert_eq!(shop.forget(&records[0].reference, later(1)), 1, "and can be forgotten");
    let known = shop.profile().log.items();
    assert!(known.len() == 2 && known.iter().all(|item| item.facets.is_empty()), "no facet is kept for it");
}

#[test]
fn what_was_only_shown_takes_two_kilobytes_at_most() {
    let ids: Vec<String> = (0..110).filter(|n| *n != 5).map(|n| format!("p{n}")).collect();
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    let bare = write(shop.profile()).len();
    let mut most = 0;
    for round in 0..400u32 {
        let shown: Vec<&str> = (0..24).map(|k| ids[(round as usize * 7 + k * 5) % ids.len()].as_str()).collect();
        shop.track(Signal::Impression, &shown, later(round / 3));
        most = most.max(shop.stored_bytes() - bare);
    }
    let frame = ",\"facets\":[],\"items\":[],\"log\":[]".len();
    assert!(most <= MOST_SHOWN + frame, "{most} bytes");
    assert!(most > MOST_SHOWN * 8 / 10, "{most} bytes: the room is used");
    assert_eq!(shop.profile().log.entries().last().expect("the latest are kept").day, later(133));
    let text = shop.export(later(133));
    let mut other = common::shop();
    other.set_level(Level::Remember, TODAY);
    other.import(&text, later(133)).expect("our own export");
    assert_eq!(other.export(later(133)), text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn forgetting_leaves_the_bytes_of_a_profile_that_never_saw_it(
        steps in prop::collection::vec((0usize..5, 0u32..8, 0u32..4), 1..25), gone in any::<prop::sample::Index>(),
    ) {
        let signals = [Signal::Impression, Signal::Impression, Signal::View, Signal::Cart, Signal::Purchase];
        let mut steps = steps;
        steps.sort_by_key(|step| step.2);
        let (signal, item, day) = steps[gone.index(steps.len())];
        let same = |step: &(usize, u32, u32)| signals[step.0] == signals[signal] && step.1 == item && step.2 == day;
        let (mut saw, mut never_saw) = (shop(), shop());
        for (shop, all) in [(&mut saw, true), (&mut never_saw, false)] {
            shop.set_level(Level::Remember, TODAY);
            for step in steps.iter().filter(|step| all || !same(step)) {
                shop.track(signals[step.0], &[&format!("p{}", step.1 * 13)], later(step.2));
            }
            home(shop, 24);
        }
        saw.forget(&format!("{}/{}/p{}", later(day), signals[signal].word(), item * 13), later(4));
        prop_assert_eq!(write(saw.profile()), write(never_saw.profile()));
        // And so does everything that is derived from it.
        let home = Request::new(Placement::Home, 24);
        prop_assert_eq!(plain(&saw.recommend(&home, later(4))), plain(&never_saw.recommend(&home, later(4))));
    }

    #[test]
    fn all_parts_add_up_whatever_was_noted_and_however_a_shop_weighs_it(
        steps in prop::collection::vec((0usize..8, 0u32..120, 0u32..10), 0..80), count in 1usize..60,
        weights in prop::collection::vec((any::<prop::sample::Index>(), 0u32..=1000), 0..8),
    ) {
        let all: Vec<_> = Weights::all().collect();
        let ranking = weights.iter().map(|(at, part)| {
            let (name, [_, least, most]) = all[at.index(all.len())];
            (name.to_owned(), u32::from(least) + u32::from(most - least) * part / 1000)
        });
        let config = Config { ranking: ranking.collect(), ..Default::default() };
        let mut shop = Engine::new(catalog(), Policy::new(config).expect("in range"), MemoryStore::default());
        shop.set_level(Level::Remember, TODAY);
        let signals: Vec<_> = Signal::ALL.iter().copied().filter(|signal| *signal != Signal::Search).collect();
        let mut steps = steps;
        steps.sort_by_key(|step| step.2);
        for (signal, item, day) in steps {
            let near: Vec<String> = (0..6).map(|k| format!("p{}", (item + k * 17) % 120)).collect();
            shop.track(signals[signal % signals.len()], &borrowed(&near), later(day));
        }
        for placement in Placement::ALL {
            let list = shop.recommend(&Request::new(*placement, count), later(10));
            let mut last = Points::MAX;
            for (scored, reasons) in &list.items {
                prop_assert_eq!(scored.score, reasons.iter().map(|reason| reason.points).sum::<Points>());
                prop_assert!(scored.score <= last, "a list falls");
                last = scored.score;
                if scored.explored.is_some() {
                    prop_assert!(matches!(placement, Placement::Home | Placement::Product | Placement::Cart));
                    prop_assert!(reasons.iter().any(|reason| reason.term == Term::Explore && reason.points > 0));
                }
            }
        }
    }
}

// explore

/// 400 items in eight categories.
fn shelves() -> Catalog {
    let products = (0..400u32).map(|n| Product {
        id: format!("q{n}"),
        title: format!("Product {n}"),
        categories: vec![format!("Shelf {}", n % 8)],
        brand: format!("Brand {}", n % 5),
        ..Product::default()
    });
    let names: Vec<String> = (0..400).map(|n| format!("q{n}")).collect();
    let orders: Vec<_> = (0..600usize)
        .map(|k| (None, 20_600 + (k % 100) as u32, vec![names[k * k % 400].as_str(), names[k * 3 % 400].as_str()]))
        .collect();
    let (bytes, _) = from_products(products, &orders, &Options::default()).expect("it compiles");
    Catalog::open(bytes).expect("it opens")
}

const BOUGHT: [&str; 5] = ["q0", "q8", "q16", "q1", "q9"];

fn shopper_of_two_shelves() -> Shop {
    let mut shop = remembering(shelves());
    for id in BOUGHT {
        shop.track(Signal::Purchase, &[id], TODAY);
    }
    shop
}

fn explored(list: &List) -> Vec<(usize, ItemIx)> {
    let places = list.items.iter().enumerate().filter(|(_, (scored, _))| scored.explored.is_some());
    places.map(|(place, (scored, _))| (place, scored.item)).collect()
}

#[test]
fn one_place_in_ten_is_for_something_new_in_a_liked_category() {
    let mut shop = shopper_of_two_shelves();
    let mut tried = BTreeSet::new();
    for day in 0..60 {
        let list = shop.recommend(&Request::new(Placement::Home, 30), later(day));
        let found = explored(&list);
        assert_eq!(found.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [9, 19, 29]);
        for (place, item) in &found {
            let catalog = shop.catalog();
            let category = catalog.facet(catalog.category_of(*item)).expect("it has one").label;
            assert!(["Shelf 0", "Shelf 1"].contains(&category), "{category} is not liked");
            assert!(!BOUGHT.contains(&catalog.id(*item)), "not met before");
            let reason = list.items[*place].1.iter().find(|reason| reason.term == Term::Explore).expect("it is said");
            assert_eq!(reason.facet, Some(catalog.category_of(*item)));
            tried.insert(*item);
        }
        let all: BTreeSet<_> = list.items.iter().map(|(scored, _)| scored.item).collect();
        assert!(list.items.len() == 30 && all.len() == 30, "nothing stands twice");
    }
    assert!(tried.len() > 20, "another day tries another thing: {}", tried.len());
}

#[test]
fn what_was_tried_stays_through_the_day_and_is_not_held_against_it() {
    let mut shop = shopper_of_two_shelves();
    let list = shop.recommend(&Request::new(Placement::Home, 30), TODAY);
    let (tried, shown) = (explored(&list), ids(&shop, &list));
    shop.track(Signal::Impression, &borrowed(&shown), TODAY);
    let noted = |shop: &Shop, id: &str| shop.profile().log.items().iter().any(|known| known.id == id);
    for (place, id) in shown.iter().enumerate() {
        let is_tried = tried.iter().any(|(at, _)| *at == place);
        assert_eq!(noted(&shop, id), !is_tried || BOUGHT.contains(&id.as_str()), "{id}");
    }
    let mut reloaded = Engine::new(shelves(), Policy::default(), shop.into_store());
    let again = reloaded.recommend(&Request::new(Placement::Home, 30), TODAY);
    assert_eq!(ids(&reloaded, &again), shown);
    // Acted upon, it is like anything else.
    let id = shown[tried[0].0].clone();
    reloaded.track(Signal::View, &[&id], TODAY);
    assert!(noted(&reloaded, &id));
    let after = reloaded.recommend(&Request::new(Placement::Home, 30), TODAY);
    assert!(explored(&after).iter().all(|(_, item)| *item != tried[0].1));
}

#[test]
fn nothing_is_tried_without_a_profile_in_the_shops_own_lists_or_where_the_page_says_no() {
    let mut shop = shopper_of_two_shelves();
    for placement in [Placement::Category, Placement::Search] {
        assert!(explored(&shop.recommend(&Request::new(placement, 40), TODAY)).is_empty());
    }
    let home = Request::new(Placement::Home, 40);
    assert!(explored(&shop.recommend(&Request { explore: false, ..home.clone() }, TODAY)).is_empty());
    assert!(!explored(&shop.recommend(&home, TODAY)).is_empty());
    shop.set_level(Level::Off, TODAY);
    let neutral = shop.recommend(&home, TODAY);
    assert!(explored(&neutral).is_empty());
    assert_eq!(plain(&neutral), plain(&shop.recommend(&home, later(3))), "nor by day");
}

#[test]
fn two_shoppers_with_the_same_tastes_are_tried_with_the_same() {
    let list = |shop: &mut Shop| explored(&shop.recommend(&Request::new(Placement::Home, 30), later(2)));
    assert_eq!(list(&mut shopper_of_two_shelves()), list(&mut shopper_of_two_shelves()));
}

// learn

fn learned(shop: &Shop, today: Day) -> Learned {
    let keys = FacetKeys::new(shop.catalog());
    Learned::new(shop.profile(), shop.catalog(), &keys, shop.policy(), today)
}

/// A shopper who sees a list of 20 on each day of two weeks, and opens what `wants` says of it.
fn simulated(wants: impl Fn(&mut Shop, &[String], Day) -> Vec<String>) -> Shop {
    let mut shop = shopper_of_two_shelves();
    for day in (1..=14).map(later) {
        let list = shop.recommend(&Request { explore: false, ..Request::new(Placement::Home, 20) }, day);
        let shown = ids(&shop, &list);
        shop.track(Signal::Impression, &borrowed(&shown), day);
        for id in wants(&mut shop, &shown, day) {
            shop.track(Signal::Click, &[&id], day);
        }
    }
    shop
}

#[test]
fn a_shopper_who_chooses_by_interest_raises_its_weight_and_a_random_one_does_not() {
    let by_interest = simulated(|shop, shown, day| {
        // Of what was never bought, so that nothing else speaks for it.
        let new: Vec<_> = shown.iter().filter(|id| parts(shop, id, Term::Again, day) == 0).collect();
        let mut ranked: Vec<_> = new.into_iter().map(|id| (parts(shop, id, Term::Interest, day), id)).collect();
        ranked.sort();
        ranked.into_iter().rev().take(4).map(|(_, id)| id.clone()).collect()
    });
    let weights = learned(&by_interest, later(15));
    assert!(weights.of(Term::Interest) > 4096 + 200, "{weights:?}");
    // `next` may rise with it: what is opened again is also what it expects.
    assert!(weights.of(Term::Again) < 4096 - 200, "{weights:?}");
    assert_eq!(weights.of(Term::Popular), 4096);

    let at_random = simulated(|_, shown, day| {
        let roll = |k: u32| ((day.0 * 4 + k).wrapping_mul(2_654_435_761) >> 7) as usize % shown.len();
        (0..4).map(|k| shown[roll(k)].clone()).collect()
    });
    let weights = learned(&at_random, later(15));
    for term in [Term::Again, Term::Next, Term::Interest] {
        // Within a fifth: 56 clicks are few, and what was clicked by chance is expected again.
        assert!((4096 - 820..=4096 + 820).contains(&weights.of(term)), "{weights:?}");
    }
}

#[test]
fn nothing_is_learned_without_what_was_shown_and_what_is_forgotten_was_never_learned() {
    let mut shop = known_shopper();
    assert_eq!(learned(&shop, TODAY), Learned::default());
    shop.track(Signal::Impression, &["p1", "p2", "p42", "p9"], TODAY);
    shop.track(Signal::View, &["p42"], TODAY);
    assert_eq!(learned(&shop, TODAY), Learned::default(), "today is not over");
    assert_ne!(learned(&shop, later(1)), Learned::default());
    for id in ["p1", "p2", "p42", "p9"] {
        shop.forget(&format!("{TODAY}/impression/{id}"), later(1));
    }
    assert_eq!(learned(&shop, later(1)), Learned::default());
}

#[test]
fn what_is_told_of_a_score_is_multiplied_too() {
    let mut shop = simulated(|shop, shown, day| {
        shown.iter().filter(|id| parts(shop, id, Term::Interest, day) > 0).take(5).cloned().collect()
    });
    let day = later(15);
    let weight = learned(&shop, day).of(Term::Interest);
    assert_ne!(weight, 4096);
    let (keys, policy) = (FacetKeys::new(shop.catalog()), Policy::default());
    let plain = Taste::new(shop.profile(), shop.catalog(), &keys, &policy, day);
    let told = records::interests(&mut shop, day);
    assert!(!told.is_empty());
    for interest in told {
        let id = shop.facet(&interest.facet).expect("in the catalog");
        assert_eq!(interest.points, ((i64::from(plain.facet(id).interest) * i64::from(weight)) >> 12) as Points);
    }
}

#[test]
fn the_multipliers_of_a_kept_engine_are_those_of_a_fresh_one() {
    let mut shop = simulated(|_, shown, _| shown[..3].to_vec());
    let (day, home) = (later(15), Request::new(Placement::Home, 24));
    shop.recommend(&home, day);
    shop.track(Signal::View, &["q77"], day);
    shop.recommend(&home, day);
    for word in ["impression", "click"] {
        let all = records::signals(&mut shop, day);
        let reference = &all.iter().find(|one| one.signal == word).expect("one").reference;
        shop.forget(reference, day);
    }
    shop.state(&Subject::parse("item:q33"), Some(Stance::Like), day);
    let kept = plain(&shop.recommend(&home, day));
    let mut fresh = Engine::new(shelves(), Policy::default(), shop.store().clone());
    assert_eq!(kept, plain(&fresh.recommend(&home, day)));
}

// docs

#[test]
fn the_page_on_ranking_names_every_term_and_every_constant() {
    let page = include_str!("../docs/ranking.md");
    for term in Term::ALL {
        assert!(page.contains(&format!("\n### {}\n", term.word())), "{}", term.word());
    }
    for (name, [start, least, most]) in Weights::all() {
        let line = format!("\n| `{name}` | {start} | {least} to {most} |");
        assert!(page.contains(&line), "{line}");
    }
}
