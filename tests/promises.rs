//! The promises of the design that the engine itself can break, each as a test. Those that need a browser are in
//! `tests/browser.rs` and `tests/e2e`.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::*;
use nearside::consent::Level;
use nearside::day::Day;
use nearside::profile::{write, Subject};
use nearside::rank::{Exclude, Filter, Page, Placement, Request, Term};
use nearside::signal::{Signal, Source, Stance};
use nearside::store::{MemoryStore, Shelf, Store, ASIDE, KEY};
use nearside::{records, Code};
use proptest::prelude::*;

fn every_signal() -> impl Iterator<Item = Signal> {
    Signal::ALL.iter().copied().filter(|signal| *signal != Signal::Search)
}

// 1. Nothing before a choice.

#[test]
fn nothing_is_noted_or_written_before_a_choice() {
    let mut shop = shop();
    for signal in every_signal() {
        assert!(!shop.track(signal, &["p1"], TODAY));
    }
    assert!(!shop.track_search("pets", TODAY));
    assert!(!shop.state(&Subject::parse("item:p1"), Some(Stance::Like), TODAY));
    shop.forget("item:p1", TODAY);
    home(&mut shop, 12);
    let _ = shop.export(TODAY);
    assert!(shop.profile().is_blank());
    assert_eq!(shop.stored_bytes(), 0);
    assert!(shop.into_store().is_empty(), "a key was written before any choice");
}

#[test]
fn off_keeps_the_refusal_and_nothing_else() {
    let mut shop = known_shopper();
    shop.set_level(Level::Off, TODAY);
    for signal in every_signal() {
        assert!(!shop.track(signal, &["p1"], TODAY));
    }
    let store = shop.into_store();
    assert_eq!(store.len(), 1);
    let text = store.get(Shelf::Device, KEY).expect("the refusal is remembered");
    assert!(text.ends_with("\"profile\":{\"level\":\"off\"}}"), "{text}");
}

#[test]
fn a_visit_stays_in_the_tab() {
    let mut shop = known_shopper();
    shop.set_level(Level::Visit, TODAY);
    assert!(shop.track(Signal::View, &["p9"], TODAY));
    let store = shop.into_store();
    assert!(store.get(Shelf::Device, KEY).is_none());
    assert!(store.get(Shelf::Tab, KEY).is_some());
}

#[test]
fn a_source_that_the_shop_does_not_use_is_refused() {
    let policy = nearside::policy::Policy::from_json(r#"{"sources":["orders"]}"#).expect("a good configuration");
    let mut shop = nearside::engine::Engine::new(catalog(), policy, MemoryStore::default());
    shop.set_level(Level::Remember, TODAY);
    for signal in every_signal() {
        assert_eq!(shop.track(signal, &["p1"], TODAY), signal.source() == Source::Orders, "{}", signal.word());
    }
}

#[test]
fn a_shop_moves_the_constants_of_the_score_within_their_ranges() {
    let with = |json: &str| {
        let policy = nearside::policy::Policy::from_json(json).expect("a good configuration");
        let mut shop = nearside::engine::Engine::new(catalog(), policy, MemoryStore::default());
        shop.set_level(Level::Remember, TODAY);
        shop.track(Signal::View, &["p47"], TODAY);
        shop
    };
    let parts = |json: &str, term: Term| -> i32 {
        let why = with(json).explain("p47", TODAY).expect("in the catalog");
        why.scored.1.iter().filter(|reason| reason.term == term).map(|reason| reason.points).sum()
    };
    assert!(parts("{}", Term::Interest) > 0);
    assert_eq!(
        parts(
            r#"{"ranking":{"interest_deep":0,"interest_second":0,"interest_top":0,"interest_brand":0,"interest_tag":0}}"#,
            Term::Interest
        ),
        0
    );
    for wrong in [r#"{"ranking":{"again_kept":20}}"#, r#"{"ranking":{"margin":1}}"#, r#"{"ranking":{"variety":0.5}}"#] {
        let error = nearside::policy::Policy::from_json(wrong).expect_err("not let through");
        assert_eq!(error.code(), Code::BadConfig, "{wrong}");
    }
}

// 3. The log is the profile.

#[test]
fn forgetting_a_signal_leaves_the_bytes_of_a_profile_that_never_saw_it() {
    for (skip, (signal, ids, ago)) in HISTORY.iter().copied().enumerate() {
        let day = Day(TODAY.0 - ago);
        // What happened twice in a day is one signal to forget: leave both out of the other profile.
        let same = |k: &usize| HISTORY[*k].0 == signal && HISTORY[*k].2 == ago && HISTORY[*k].1 == ids;
        let mut never_saw = shop();
        never_saw.set_level(Level::Remember, TODAY);
        for (k, (signal, ids, ago)) in HISTORY.iter().enumerate() {
            if !same(&k) {
                never_saw.track(*signal, ids, Day(TODAY.0 - ago));
            }
        }
        let mut forgot = known_shopper();
        for id in ids {
            assert!(forgot.forget(&format!("{day}/{}/{id}", signal.word()), TODAY) > 0);
        }
        assert_eq!(write(forgot.profile()), write(never_saw.profile()), "without signal {skip}");
    }
}

/// What is written on from the text before is what is written anew: a copy of a profile starts without.
#[test]
fn a_text_that_is_written_on_is_the_whole_text() {
    let mut shop = shop();
    let anew = |shop: &nearside::engine::Engine<MemoryStore>| write(&shop.profile().clone());
    shop.set_level(Level::Remember, TODAY);
    let mut random: u32 = 7;
    let mut next = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) % below
    };
    for step in 0..600u32 {
        let ids = [format!("p{}", next(60)), format!("p{}", next(60))];
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let today = TODAY.plus(step / 40);
        match next(12) {
            0 => {
                let all = shop.profile().log.entries();
                let gone = all.get(next(all.len().max(1) as u32) as usize).map(|entry| {
                    let log = &shop.profile().log;
                    format!("{}/{}/{}", entry.day, entry.signal.word(), log.name(entry.signal, entry.what[0]))
                });
                shop.forget(&gone.unwrap_or_default(), today);
            }
            1 | 2 => drop(shop.track(Signal::Impression, &ids, today)),
            3 if step == 99 => drop(shop.track(Signal::View, &ids, TODAY.plus(5_000))),
            4 => drop(shop.track_search("coffee", today)),
            5 => drop(shop.state(&Subject::parse(&format!("item:{}", ids[0])), Some(Stance::Less), today)),
            6 => drop(shop.track(Signal::Purchase, &ids, today)),
            _ => drop(shop.track(Signal::View, &ids[..1], today)),
        }
        assert_eq!(shop.store().get(Shelf::Device, KEY), Some(anew(&shop)), "after step {step}");
    }
    assert!(shop.profile().log.entries().len() > 100);
}

#[test]
fn every_interest_lists_the_signals_behind_it_and_goes_with_them() {
    let mut shop = known_shopper();
    let interests = records::interests(&mut shop, TODAY);
    assert!(interests.len() > 5);
    for interest in interests {
        assert!(!interest.from.is_empty(), "{} has no cause", interest.facet);
        let mut other = known_shopper();
        assert!(other.forget(&interest.facet, TODAY) > 0);
        let left = records::interests(&mut other, TODAY);
        assert!(left.iter().all(|kept| kept.facet != interest.facet), "{} came back", interest.facet);
    }
}

#[test]
fn a_search_keeps_facets_and_never_words() {
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    assert!(shop.track_search("Kitchen 1 for jane@example.com", TODAY));
    assert!(!shop.track_search("jane doe 555-0100", TODAY));
    let text = shop.export(TODAY);
    assert!(text.contains("category:Kitchen > Kitchen 1"), "{text}");
    assert!(!text.contains("jane") && !text.contains("example"), "{text}");
}

#[test]
fn signals_fade_when_their_retention_is_over() {
    let mut shop = known_shopper();
    let bought = HISTORY.iter().filter(|(signal, ..)| *signal == Signal::Purchase).map(|(.., ago)| ago);
    let last = Day(TODAY.0 - bought.min().expect("there are purchases")).plus(Source::Orders.days());
    assert!(!records::interests(&mut shop, Day(last.0 - 1)).is_empty());
    assert!(records::interests(&mut shop, last).is_empty(), "interests outlive their signals");
    assert!(records::signals(&mut shop, last).is_empty());
    shop.track(Signal::View, &["p99"], last);
    assert_eq!(shop.profile().log.entries().len(), 1, "faded signals are still stored");
}

#[test]
fn a_wrong_clock_neither_keeps_longer_nor_wipes() {
    let mut ahead = shop();
    ahead.set_level(Level::Remember, TODAY);
    ahead.track(Signal::View, &["p1"], TODAY.plus(4_000));
    ahead.track(Signal::View, &["p2"], TODAY);
    assert!(ahead.profile().log.entries().iter().all(|entry| entry.day <= TODAY));

    let mut never_set = known_shopper();
    let before = never_set.export(TODAY);
    assert!(!never_set.track(Signal::View, &["p1"], Day(0)));
    never_set.forget("item:unknown", Day(0));
    never_set.set_level(Level::Remember, Day::from_millis(f64::NAN));
    assert_eq!(never_set.export(TODAY), before);
}

#[test]
fn what_the_shop_no_longer_uses_or_calls_sensitive_goes_from_what_was_stored() {
    let store = known_shopper().into_store();
    let policy = nearside::policy::Policy::from_json(r#"{"sources":["orders"]}"#).expect("a good configuration");
    let mut later = nearside::engine::Engine::new(catalog(), policy, store);
    assert!(later.profile().log.entries().iter().all(|entry| entry.signal.source() == Source::Orders));
    let export = later.export(TODAY);
    assert!(!export.contains("view") && export.contains("purchase"), "{export}");
}

#[test]
fn a_variant_and_its_item_are_one() {
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    assert!(shop.track(Signal::View, &["p5-large"], TODAY));
    assert_eq!(shop.forget("item:p5-large", TODAY), 1);
    assert!(shop.state(&Subject::parse("item:p5-large"), Some(Stance::Never), TODAY));
    assert!(shop.state(&Subject::parse("item:p5"), None, TODAY), "the same statement under the item's own id");
    assert!(shop.profile().is_blank());
}

// 4. Controls bite.

#[test]
fn never_means_never() {
    for subject in ["item:p0", "item:p47", "brand:Brand 3", "category:Pets", "category:Kitchen > Kitchen 1"] {
        let mut shop = known_shopper();
        assert!(shop.state(&Subject::parse(subject), Some(Stance::Never), TODAY));
        // Across a reload: what counts is what was stored.
        let mut shop = shop_with(shop.into_store());
        let all = home(&mut shop, 120);
        let never = shop.catalog().find(subject.trim_start_matches("item:"));
        for (_, reasons) in &all.items {
            assert!(
                reasons.iter().all(|reason| reason.item.is_none() || reason.item != never),
                "{subject} is a reason"
            );
        }
        for id in ids(&shop, &all) {
            let item = shop.catalog().find(&id).expect("a listed item");
            let keys: Vec<String> = shop
                .catalog()
                .facets_of(item)
                .flat_map(|facet| shop.catalog().with_parents(facet))
                .map(|facet| shop.catalog().facet_key(facet))
                .collect();
            assert!(
                format!("item:{id}") != subject && !keys.iter().any(|key| key == subject),
                "{id} in spite of {subject}"
            );
        }
    }
}

#[test]
fn off_and_no_choice_give_everybody_the_same_list() {
    let mut nobody = shop();
    let neutral = home(&mut nobody, 24);
    let mut off = known_shopper();
    off.set_level(Level::Off, TODAY);
    let after = home(&mut off, 24);
    assert_eq!(ids(&nobody, &neutral), ids(&off, &after));
    assert!(neutral.items.iter().all(|(_, reasons)| reasons.iter().all(|reason| !reason.personal)));
    let mut known = known_shopper();
    let personal = home(&mut known, 24);
    assert_ne!(ids(&nobody, &neutral), ids(&known, &personal), "the history changes nothing at all");
}

// 5. Reasons are the score.

#[test]
fn reasons_add_up_to_the_score_and_the_first_is_the_largest() {
    let mut shop = known_shopper();
    shop.state(&Subject::parse("category:Care"), Some(Stance::Less), TODAY);
    shop.state(&Subject::parse("brand:Brand 1"), Some(Stance::Like), TODAY);
    shop.state(&Subject::parse("item:p70"), Some(Stance::Like), TODAY);
    let cart: Vec<_> = ["p47", "p60"].iter().filter_map(|id| shop.catalog().find(id)).collect();
    let mut seen = std::collections::BTreeSet::new();
    for placement in [Placement::Home, Placement::Category, Placement::Product, Placement::Cart] {
        let page =
            if placement == Placement::Cart { Page { cart: cart.clone(), ..Page::default() } } else { Page::default() };
        let list = shop.recommend(&Request { page, ..Request::new(placement, 120) }, TODAY);
        assert!(list.items.len() > 50);
        for (scored, reasons) in &list.items {
            assert_eq!(reasons.iter().map(|reason| reason.points).sum::<i32>(), scored.score);
            assert!(reasons.windows(2).all(|pair| pair[0].points >= pair[1].points));
            seen.extend(reasons.iter().map(|reason| reason.term.word()));
        }
    }
    for term in [Term::Again, Term::Next, Term::Interest, Term::Stated, Term::Popular, Term::Variety] {
        assert!(seen.contains(term.word()), "no list shows {}", term.word());
    }
}

#[test]
fn without_its_reason_an_item_stands_where_ranking_again_puts_it() {
    // One said thing: taking it away must give the neutral place, and only that.
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    assert!(shop.state(&Subject::parse("category:Kitchen > Kitchen 2"), Some(Stance::Like), TODAY));
    let mut neutral = shop_with(MemoryStore::default());
    for id in ["p60", "p65", "p69"] {
        let (why, plain) = (shop.explain(id, TODAY), neutral.explain(id, TODAY));
        let (why, plain) = (why.expect("a known item"), plain.expect("a known item"));
        assert_eq!(why.without.len(), 1);
        assert_eq!(why.without[0].reason.term, Term::Stated);
        assert_eq!(why.without[0].place, plain.place, "{id}");
        assert!(why.place < plain.place, "{id}: liking it changes nothing");
    }
}

#[test]
fn without_the_item_that_led_here_is_where_forgetting_it_leads() {
    // The same shopper with and without the purchase of p20: what it led to must have fewer points without.
    let with = |items: &[&str]| {
        let mut shop = shop();
        shop.set_level(Level::Remember, TODAY);
        for item in items {
            assert!(shop.track(Signal::Purchase, &[item], TODAY));
        }
        shop
    };
    let (mut both, mut one) = (with(&["p20", "p61"]), with(&["p61"]));
    let mut compared = 0;
    for n in 0..110 {
        let id = format!("p{n}");
        let why = both.explain(&id, TODAY).expect("a known item");
        let p20 = both.catalog().find("p20");
        for way in why.without.iter().filter(|way| way.reason.term == Term::Next && way.reason.item == p20) {
            let there = one.explain(&id, TODAY).expect("a known item");
            let parts = |all: &[nearside::rank::Reason]| -> i32 {
                all.iter().filter(|part| part.term == Term::Next).map(|part| part.points).sum()
            };
            assert!(parts(&there.scored.1) < parts(&why.scored.1), "{id}: forgetting p20 changes nothing");
            assert!(way.place >= why.place, "{id}: a reason that speaks against it");
            compared += 1;
        }
    }
    assert!(compared > 0, "p20 led nowhere");
}

// 8. Rights in one touch.

#[test]
fn export_erase_import_export_gives_the_same_bytes() {
    let mut shop = known_shopper();
    shop.state(&Subject::parse("brand:Brand 3"), Some(Stance::Never), TODAY);
    let first = shop.export(TODAY);
    shop.erase();
    assert!(shop.level().is_none() && shop.profile().is_blank());
    shop.import(&first, TODAY).expect("our own export");
    assert_eq!(shop.export(TODAY), first);
    shop.erase();
    assert!(shop.into_store().is_empty(), "a key is left after erasing");
}

#[test]
fn every_stored_signal_and_statement_is_shown() {
    let mut shop = known_shopper();
    shop.state(&Subject::parse("item:p3"), Some(Stance::Less), TODAY);
    let shown: u32 = records::signals(&mut shop, TODAY).iter().map(|signal| signal.times).sum();
    let stored: usize = shop.profile().log.entries().iter().map(|entry| entry.what.len()).sum();
    assert_eq!(shown as usize, stored);
    assert_eq!(records::statements(&shop).len(), 1);
}

#[test]
fn a_file_that_is_no_profile_changes_nothing() {
    let mut shop = known_shopper();
    let before = shop.export(TODAY);
    let bomb = "[".repeat(20_000);
    let flipped = before.replace("p47", "p48");
    let large = before.replace("p47", &"x".repeat(50_000));
    for text in ["", "{}", "null", "<script>", bomb.as_str(), &before[..before.len() - 2], &flipped, &large] {
        let error = shop.import(text, TODAY).expect_err("not a profile");
        assert_eq!(error.code(), Code::BadOption);
        assert_eq!(shop.export(TODAY), before);
    }
}

/// The text of a profile with this body, as anybody could forge it.
fn forged(body: &str) -> String {
    let sum = nearside::catalog::format::checksum(body.as_bytes());
    format!("{{\"nearside\":1,\"sum\":\"{sum:016x}\",\"profile\":{body}}}")
}

#[test]
fn a_file_of_level_off_or_none_is_no_profile() {
    for level in ["\"off\"", "null"] {
        let body = format!(r#"{{"level":{level},"facets":[],"items":[["p1",[]]],"log":[[20779,"view",[0]]]}}"#);
        let mut shop = shop();
        assert_eq!(shop.import(&forged(&body), TODAY).expect_err("nothing to take").code(), Code::BadOption);
        assert!(shop.into_store().is_empty());
    }
}

#[test]
fn a_file_cannot_bring_in_what_the_gate_keeps_out() {
    let mut shop = known_shopper();
    let sensitive = shop.catalog().find("p115").expect("in the catalog");
    assert!(shop.catalog().is_sensitive(sensitive));
    assert!(!shop.track(Signal::View, &["p115"], TODAY));
    assert!(!shop.state(&Subject::parse("item:p115"), Some(Stance::Like), TODAY));
    // The same file from a shop that does not call it sensitive.
    let body = shop.export(TODAY).split_once("\"profile\":").expect("a profile").1.replace("p47", "p115");
    let body = &body[..body.len() - 1];
    let file = forged(body);
    shop.import(&file, TODAY).expect("a sound file");
    assert!(!shop.export(TODAY).contains("p115"));
    shop.set_level(Level::Off, TODAY);
    assert_eq!(shop.import(&file, TODAY).expect_err("off").code(), Code::BadOption);
}

// 12. The shop never breaks.

#[test]
fn a_damaged_profile_is_set_aside_and_told() {
    let text = {
        let mut shop = known_shopper();
        shop.export(TODAY)
    };
    for damaged in [text.replace("p47", "p48"), text[..text.len() / 2].to_owned(), "no JSON".to_owned()] {
        let mut store = MemoryStore::default();
        store.set(Shelf::Device, KEY, &damaged).expect("there is room");
        let mut shop = shop_with(store);
        assert_eq!(shop.problems()[0].code(), Code::ProfileCorrupt);
        assert_eq!(shop.level(), None);
        assert_eq!(home(&mut shop, 12).items.len(), 12);
        let store = shop.into_store();
        assert_eq!(store.get(Shelf::Device, ASIDE).as_deref(), Some(damaged.as_str()));
    }
}

#[test]
fn a_profile_of_a_newer_release_is_left_alone() {
    let newer = r#"{"nearside":2,"whatever":[]}"#;
    let mut store = MemoryStore::default();
    store.set(Shelf::Device, KEY, newer).expect("there is room");
    let mut shop = shop_with(store);
    assert_eq!(shop.problems()[0].code(), Code::ProfileTooNew);
    shop.set_level(Level::Remember, TODAY);
    assert!(shop.track(Signal::View, &["p1"], TODAY), "this page may still learn for itself");
    assert_eq!(shop.into_store().get(Shelf::Device, KEY).as_deref(), Some(newer));
}

#[test]
fn denied_or_full_storage_is_told_and_the_page_goes_on() {
    for (store, code) in
        [(MemoryStore::denied(), Code::StorageDenied), (MemoryStore::with_room(300), Code::StorageFull)]
    {
        let mut shop = shop_with(store);
        shop.set_level(Level::Remember, TODAY);
        for (signal, ids, _) in HISTORY {
            assert!(shop.track(*signal, ids, TODAY));
        }
        assert!(shop.problems().iter().any(|problem| problem.code() == code), "{:?}", shop.problems());
        assert_eq!(records::health(&shop).storage, "memory");
        assert_eq!(shop.profile().log.entries().len(), HISTORY.len(), "this page forgot");
        assert!(home(&mut shop, 12).items.iter().any(|(_, reasons)| reasons.iter().any(|reason| reason.personal)));
    }
}

#[test]
fn off_visit_and_forgetting_bite_also_where_writing_failed() {
    let mut store = known_shopper().into_store();
    store.limit(400);
    for level in [Level::Off, Level::Visit] {
        let mut shop = shop_with(store.clone());
        assert!(shop.level() == Some(Level::Remember) && shop.track(Signal::View, &["p9"], TODAY));
        assert!(shop.problems().iter().any(|problem| problem.code() == Code::StorageFull));
        shop.set_level(level, TODAY);
        let store = shop.into_store();
        let left = store.get(Shelf::Device, KEY).unwrap_or_default();
        assert!(!left.contains("p47"), "{} left the log on the device: {left}", level.word());
    }
    let newer = r#"{"nearside":2,"whatever":[]}"#;
    let mut store = MemoryStore::default();
    store.set(Shelf::Device, KEY, newer).expect("there is room");
    let mut shop = shop_with(store);
    shop.set_level(Level::Off, TODAY);
    assert!(shop.into_store().get(Shelf::Device, KEY).expect("the refusal").contains("off"));
}

#[test]
fn without_a_catalog_lists_are_empty_and_orders_are_kept() {
    let policy = nearside::policy::Policy::default();
    let mut shop = nearside::engine::Engine::new(nearside::catalog::Catalog::empty(), policy, MemoryStore::default());
    shop.set_level(Level::Remember, TODAY);
    assert!(!shop.track(Signal::View, &["p1"], TODAY));
    assert!(home(&mut shop, 12).items.is_empty());
    assert_eq!(shop.rerank(&["b", "a", "c"], TODAY), [0, 1, 2]);
    assert!(shop.explain("b", TODAY).is_none());
}

#[test]
fn the_bound_holds_where_nothing_can_be_stored_and_the_export_can_come_back() {
    let mut shop = shop_with(MemoryStore::denied());
    shop.set_level(Level::Remember, TODAY);
    for n in 0..6_000u32 {
        shop.track(Signal::View, &[&format!("p{}", n % 110)], TODAY);
    }
    let export = shop.export(TODAY);
    assert!(export.len() <= nearside::profile::MOST_BYTES);
    shop.import(&export, TODAY).expect("our own export");
}

#[test]
fn statements_that_would_not_fit_are_refused_and_none_is_ever_cut() {
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    let known = Subject::parse("item:p1");
    assert!(shop.state(&known, Some(Stance::Never), TODAY));
    let body =
        (0..900).map(|n| format!(r#"["never","item:gone-from-the-shop-{n}",20779]"#)).collect::<Vec<_>>().join(",");
    let full =
        forged(&format!(r#"{{"level":"remember","stated":[{}]}}"#, &body[..31_000].rsplit_once(",[").expect("many").0));
    shop.import(&full, TODAY).expect("a full profile");
    let imported = shop.profile().stated.len();
    let mut taken = 0;
    for n in 0..110 {
        taken += usize::from(shop.state(&Subject::parse(&format!("item:p{n}")), Some(Stance::Never), TODAY));
    }
    assert!(taken > 0 && taken < 110, "{taken} of 110 were taken");
    assert_eq!(shop.profile().stated.len(), imported + taken, "one was cut to make room");
    let before = imported + taken;
    for n in 0..2_000u32 {
        shop.track(Signal::View, &[&format!("p{}", n % 110)], TODAY);
    }
    assert!(shop.profile().stated.len() == before && shop.stored_bytes() <= nearside::profile::MOST_BYTES);
}

#[test]
fn the_profile_never_grows_beyond_its_bound() {
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    for n in 0..6_000u32 {
        shop.track(Signal::View, &[&format!("p{}", n % 110)], TODAY);
        assert!(shop.stored_bytes() <= nearside::profile::MOST_BYTES);
    }
    assert!(shop.stored_bytes() > nearside::profile::MOST_BYTES / 2);
    let latest = shop.profile().log.entries().last().expect("something is kept").clone();
    assert_eq!(shop.profile().log.name(latest.signal, latest.what[0]), "p59");
}

#[test]
fn two_tabs_do_not_lose_each_others_signals() {
    let mut first = known_shopper();
    let mut second = shop_with(first.store().clone());
    second.track(Signal::View, &["p90"], TODAY);
    *first.store_mut() = second.store().clone(); // what the second tab wrote is in the shared storage
    first.track(Signal::View, &["p91"], TODAY);
    let text = first.export(TODAY);
    assert!(text.contains("\"p90\"") && text.contains("\"p91\""), "{text}");
}

// 13. Order may change; membership may not.

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn reranking_is_a_permutation(numbers in prop::collection::vec(0u32..140, 0..60), never in 0u32..7) {
        let mut shop = known_shopper();
        shop.state(&Subject::parse(&format!("brand:Brand {never}")), Some(Stance::Never), TODAY);
        let ids: Vec<String> = numbers.iter().map(|n| format!("p{n}")).collect(); // p120 and up are unknown
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut order = shop.rerank(&ids, TODAY);
        let mut neutral = shop_with(MemoryStore::default());
        prop_assert_eq!(neutral.rerank(&ids, TODAY), (0..ids.len()).collect::<Vec<_>>());
        order.sort_unstable();
        prop_assert_eq!(order, (0..ids.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_list_holds_only_what_was_asked_for(
        lowest in 0u32..40, count in 1usize..40, bought: bool, viewed: bool, facet in 1u16..30,
    ) {
        let mut shop = known_shopper();
        let facet = nearside::catalog::FacetId(facet);
        let key = shop.catalog().facet_key(facet);
        let (kind, label) = key.split_once(':').unwrap_or(("brand", "of another shop"));
        let keys = nearside::catalog::FacetKeys::new(shop.catalog());
        let filter = Filter::parse(&format!("{kind} = '{label}'"), shop.catalog(), &keys).expect("an expression");
        let request = Request {
            filter,
            exclude: Exclude { bought, viewed, cart: true },
            without: vec![nearside::catalog::ItemIx(lowest)],
            ..Request::new(Placement::Home, count)
        };
        let list = shop.recommend(&request, TODAY);
        prop_assert!(list.items.len() <= count);
        let mut seen = std::collections::BTreeSet::new();
        for (scored, _) in &list.items {
            prop_assert!(seen.insert(scored.item), "twice in one list");
            prop_assert!(scored.item.0 != lowest);
            let carries = shop.catalog().facets_of(scored.item).any(|has| shop.catalog().with_parents(has).any(|f| f == facet));
            prop_assert!(carries);
            let id = shop.catalog().id(scored.item);
            prop_assert!(!bought || !["p43", "p44", "p2", "p47"].contains(&id));
            prop_assert!(!viewed || !["p41", "p43", "p52", "p47"].contains(&id));
            prop_assert!(id != "p52", "it is in the cart");
        }
    }

    #[test]
    fn the_list_is_the_one_that_sorting_everything_gives(signals in prop::collection::vec((0usize..6, 0u32..120), 0..30)) {
        let mut shop = shop();
        shop.set_level(Level::Remember, TODAY);
        for (signal, item) in &signals {
            let signal = every_signal().nth(*signal).unwrap_or(Signal::View);
            shop.track(signal, &[&format!("p{item}")], TODAY);
        }
        let list = shop.recommend(&Request::new(Placement::Category, 24), TODAY);
        let mut all: Vec<(i32, u32)> = Vec::new();
        for n in 0..120 {
            let why = shop.explain(shop.catalog().id(nearside::catalog::ItemIx(n)).to_owned().as_str(), TODAY).expect("in the catalog");
            all.push((-why.scored.0.score, n));
        }
        all.sort_unstable();
        let listed: Vec<(i32, u32)> = list.items.iter().map(|(scored, _)| (-scored.score, scored.item.0)).collect();
        prop_assert_eq!(&all[..24], &listed[..]);
    }
}
