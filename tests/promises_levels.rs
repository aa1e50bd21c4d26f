//! What each level, ceiling and setting does, over random shoppers: to lists, to storage and to what is noted.
//! Not here: statements and forgetting (`promises_controls`), or files (`promises_files`).
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::histories::{deeds, live, lived};
use common::synthetic::Chance;
use common::*;
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::Engine;
use nearside::policy::Policy;
use nearside::profile::{write, Subject};
use nearside::rank::{Placement, Request};
use nearside::signal::{Signal, Source, Stance};
use nearside::store::{MemoryStore, Shelf, Store, COUNTS, GUEST, HIDDEN, KEY, NEXT};
use nearside::{records, Code};

fn order(shop: &mut Shop) -> Vec<String> {
    let list = shop.recommend(&Request::new(Placement::Home, 120), TODAY);
    ids(shop, &list)
}

/// How many pairs stand the other way round.
fn distance(one: &[String], other: &[String]) -> usize {
    let place = |id: &String| other.iter().position(|known| known == id).unwrap_or(other.len());
    let places: Vec<usize> = one.iter().map(place).collect();
    (0..places.len()).map(|at| places[at + 1..].iter().filter(|later| **later < places[at]).count()).sum()
}

fn decide(shop: &mut Shop, what: &str, name: &str, value: &str, today: Day) -> bool {
    shop.decide(what, name, value, today).expect("a word that there is")
}

fn stored(shop: &Shop, shelf: Shelf) -> Option<String> {
    shop.store().get(shelf, KEY)
}

/// Both shelves as they are.
fn shelves(shop: &Shop) -> Vec<Option<String>> {
    let keys = [KEY, GUEST, HIDDEN];
    keys.iter().flat_map(|key| [Shelf::Device, Shelf::Tab].map(|shelf| shop.store().get(shelf, key))).collect()
}

#[test]
fn the_dial_is_monotone_over_a_thousand_shoppers() {
    let (mut chance, mut moved) = (Chance::new(11), 0);
    let neutral = order(&mut shop());
    for _ in 0..1_000 {
        let mut shop = lived(&deeds(&mut chance, 40, 80));
        // Down by choice and by ceiling, and the same again from the lists of another page load.
        let mut distances = Vec::new();
        for level in [Level::Share, Level::Remember, Level::Visit, Level::Off] {
            shop.set_ceiling("shop", Some(level));
            let capped = distance(&order(&mut shop), &neutral);
            shop.set_ceiling("shop", None);
            assert!(if level == Level::Off { shop.turn_off(TODAY) } else { shop.set_level(level, TODAY) });
            shop = shop_with(shop.into_store());
            let chosen = distance(&order(&mut shop), &neutral);
            assert_eq!(capped, chosen, "{}", level.word());
            distances.push(chosen);
        }
        assert_eq!(distances[3], 0, "off is not neutral");
        assert!(distances.windows(2).all(|two| two[0] >= two[1]), "{distances:?}");
        moved += usize::from(distances[2] > 0);
    }
    assert!(moved > 900, "only {moved} shoppers were told apart at all");
}

#[test]
fn a_ceiling_never_raises_whatever_happens() {
    let mut chance = Chance::new(12);
    let levels = Level::ALL;
    let by = ["gpc", "shop", "shopify", "tcf"];
    for _ in 0..300 {
        let mut shop = shop();
        let mut ceilings = [Level::Share; 4];
        for step in 0..40 {
            let before = (shop.level(), shelves(&shop));
            let lowest = ceilings.into_iter().min().expect("four of them");
            match chance.below(8) {
                0 => {
                    let level = levels[chance.below(4)];
                    let heard = shop.set_level(level, TODAY);
                    assert_eq!(heard, level <= lowest);
                    if !heard {
                        assert_eq!((shop.level(), shelves(&shop)), before, "a refused choice changed something");
                        assert_eq!(shop.problems().last().map(|problem| problem.code()), Some(Code::Ceiling));
                    }
                }
                1 | 2 => {
                    let (who, level) = (chance.below(4), chance.below(5));
                    ceilings[who] = *levels.get(level).unwrap_or(&Level::Share);
                    shop.set_ceiling(by[who], levels.get(level).copied());
                }
                3 => drop(shop.forget(&format!("item:p{}", chance.below(120)), TODAY)),
                4 => drop(shop.start_guest()),
                5 => shop.end_guest(),
                6 => {
                    shop = shop_with(shop.into_store());
                    for (who, level) in by.iter().zip(ceilings) {
                        shop.set_ceiling(who, Some(level));
                    }
                }
                _ => {
                    let noted = shop.track(Signal::View, &[&format!("p{}", chance.below(100))], TODAY);
                    shop.state(&Subject::parse("brand:Brand 2"), Some(Stance::Like), TODAY);
                    assert_eq!(noted, shop.is_personal());
                    if shop.level().is_none_or(|level| level == Level::Off) {
                        assert_eq!(shelves(&shop), before.1, "written at off");
                    }
                }
            }
            let lowest = ceilings.into_iter().min().expect("four of them");
            assert!(shop.level().is_none_or(|level| level <= lowest && Some(level) <= shop.chosen()), "step {step}");
            let device = stored(&shop, Shelf::Device).unwrap_or_default();
            if lowest == Level::Visit && !shop.is_guest() {
                assert!(!device.contains("\"log\""), "the device keeps what may only be in the tab");
            }
        }
    }
}

#[test]
fn share_is_there_only_where_the_shop_asks_and_is_chosen_here() {
    let mut shop = known_shopper();
    assert!(shop.set_level(Level::Share, TODAY));
    assert_eq!((shop.level(), shop.shelf()), (Some(Level::Share), Shelf::Device));
    let text = shop.export(TODAY);
    // Of a shop that asks nothing any longer, or never did, the choice is as much as there is.
    let mut other = Engine::new(catalog(), Policy::default(), shop.into_store());
    assert_eq!((other.level(), other.chosen()), (Some(Level::Remember), Some(Level::Share)));
    assert!(other.recommend(&Request::new(Placement::Home, 12), TODAY).personal);
    assert!(!other.set_level(Level::Share, TODAY));
    assert_eq!(other.problems().last().map(|problem| problem.code()), Some(Code::Ceiling));
    assert_eq!(other.policy().facts().levels.len(), 3);
    // A file brings the log, and a choice where there is none, but not this one.
    let mut fresh = self::shop();
    fresh.import(&text, TODAY).expect("a profile");
    assert_eq!(fresh.level(), Some(Level::Remember));
    assert!(fresh.set_level(Level::Share, TODAY));
    fresh.import(&text, TODAY).expect("a profile");
    assert_eq!(fresh.level(), Some(Level::Share), "chosen here");
    fresh.set_ceiling("tcf", Some(Level::Visit));
    assert_eq!((fresh.level(), fresh.shelf()), (Some(Level::Visit), Shelf::Tab));
    fresh.set_ceiling("tcf", None);
    assert_eq!((fresh.level(), fresh.shelf()), (Some(Level::Share), Shelf::Device));
}

#[test]
fn an_experiment_hides_picks_at_share_alone_and_a_refusal_takes_its_keys() {
    let mut store = known_shopper().into_store();
    store.set(Shelf::Device, HIDDEN, "1").expect("room");
    store.set(Shelf::Device, COUNTS, "{}").expect("room");
    store.set(Shelf::Device, NEXT, "{}").expect("room");
    let mut shop = shop_with(store);
    assert!(!shop.is_hidden(), "who does not share is in no experiment");
    shop.set_level(Level::Share, TODAY);
    let mut shop = shop_with(shop.into_store());
    assert!(shop.is_hidden() && order(&mut shop) == order(&mut self::shop()));
    shop.set_hidden(false);
    assert!(order(&mut shop) != order(&mut self::shop()), "the shopper's word counts on this page");
    shop.set_level(Level::Off, TODAY);
    let store = shop.into_store();
    assert!(store.len() == 1 && store.get(Shelf::Device, KEY).is_some(), "nothing but the refusal");
}

#[test]
fn a_ceiling_moves_what_is_kept_or_leaves_it_alone_and_gives_it_back() {
    let mut shop = known_shopper();
    let text = stored(&shop, Shelf::Device);
    shop.set_ceiling("tcf", Some(Level::Visit));
    assert!(stored(&shop, Shelf::Device).is_none() && stored(&shop, Shelf::Tab) == text);
    assert_eq!((shop.level(), shop.chosen()), (Some(Level::Visit), Some(Level::Remember)));
    shop.set_ceiling("shop", Some(Level::Off));
    assert!(stored(&shop, Shelf::Device).is_none() && stored(&shop, Shelf::Tab) == text, "it left its place");
    assert_eq!(records::health(&shop).storage, "tab");
    shop.set_ceiling("tcf", None);
    assert!(stored(&shop, Shelf::Device).is_none(), "a ceiling of off writes nothing");
    shop.set_ceiling("shop", None);
    assert!(stored(&shop, Shelf::Tab).is_none() && stored(&shop, Shelf::Device) == text);
    assert!(shop.export(TODAY).contains("p47"));
}

#[test]
fn someone_else_leaves_no_trace() {
    let mut chance = Chance::new(13);
    let mut tried = 0;
    for round in 0..300 {
        let mut shop = lived(&deeds(&mut chance, 40, 80));
        if round % 3 == 0 {
            shop.set_level(Level::Visit, TODAY);
        }
        let (before, list) = (shelves(&shop), order(&mut shop));
        let profile = write(shop.profile());
        assert!(shop.start_guest() && shop.is_guest() && shop.start_guest());
        assert_eq!(order(&mut shop), order(&mut common::shop()), "the guest gets picks of the shopper's");
        live(&mut shop, &deeds(&mut chance, 20, 1));
        shop.state(&Subject::parse("brand:Brand 3"), Some(Stance::Never), TODAY);
        shop.forget("category:Pets", TODAY);
        for (what, name, value) in [("days", "", "7"), ("source", "cart", ""), ("paused", "", "1"), ("", "", "")] {
            decide(&mut shop, what, name, value, TODAY);
        }
        let file = shop.export(TODAY);
        shop.import(&file, TODAY).expect("our own export");
        shop.merge(&file, TODAY).expect("our own export");
        assert_eq!((shop.level(), records::health(&shop).storage), (Some(Level::Visit), "tab"));
        if round % 2 == 0 {
            // The page is left and loaded again.
            shop = shop_with(shop.into_store());
            assert!(shop.is_guest(), "the guest did not survive the page");
        }
        tried += usize::from(!shop.profile().log.entries().is_empty());
        assert_eq!(shop.store().get(Shelf::Device, KEY), before[0]);
        shop.end_guest();
        assert_eq!(shelves(&shop), before);
        assert_eq!((write(shop.profile()), order(&mut shop)), (profile, list));
    }
    assert!(tried > 200);
}

#[test]
fn someone_else_is_there_only_where_something_may_be_noted() {
    for level in [None, Some(Level::Off)] {
        let mut shop = shop();
        level.map(|level| shop.set_level(level, TODAY));
        assert!(!shop.start_guest() && !shop.is_guest());
    }
    // What the shopper does in another tab meanwhile stays; and a refusal there ends it.
    let mut mine = known_shopper();
    assert!(mine.start_guest() && mine.track(Signal::View, &["p9"], TODAY));
    let mut other = shop_with(mine.store().clone());
    other.end_guest();
    assert!(other.track(Signal::View, &["p99"], TODAY));
    let text = stored(&other, Shelf::Device).expect("kept");
    mine.store_mut().set(Shelf::Device, KEY, &text).expect("there is room");
    assert!(mine.track(Signal::View, &["p10"], TODAY) && mine.is_guest());
    mine.end_guest();
    assert_eq!(stored(&mine, Shelf::Device), Some(text));
    assert!(mine.export(TODAY).contains("\"p99\"") && !mine.export(TODAY).contains("\"p10\""));
    assert!(mine.start_guest() && mine.track(Signal::View, &["p9"], TODAY));
    other.set_level(Level::Off, TODAY);
    let refusal = stored(&other, Shelf::Device).expect("remembered");
    mine.store_mut().set(Shelf::Device, KEY, &refusal).expect("there is room");
    assert!(!mine.track(Signal::View, &["p10"], TODAY) && !mine.is_guest());
    assert_eq!(shelves(&mine), [Some(refusal), None, None, None, None, None]);
    // A choice is the shopper's own.
    let mut back = known_shopper();
    assert!(back.start_guest() && back.set_level(Level::Visit, TODAY) && !back.is_guest());
    assert!(back.start_guest());
    back.erase();
    assert!(!back.is_guest() && back.into_store().is_empty());
}

#[test]
fn what_cannot_be_stored_is_there_again_after_someone_else() {
    let mut shop = shop_with(MemoryStore::denied());
    shop.set_level(Level::Remember, TODAY);
    assert!(
        shop.track(Signal::View, &["p9"], TODAY) && shop.start_guest() && shop.track(Signal::View, &["p10"], TODAY)
    );
    shop.end_guest();
    assert!(shop.export(TODAY).contains("\"p9\"") && !shop.export(TODAY).contains("\"p10\""));
}

#[test]
fn everything_fades_on_its_day_under_every_cap_and_at_off() {
    let neutral = order(&mut shop());
    for cap in [None, Some(7), Some(30), Some(90)] {
        for source in Source::ALL {
            for off in [false, true] {
                let signal = Signal::ALL.iter().copied().find(|signal| signal.source() == *source).expect("one");
                let days = source.days().min(cap.unwrap_or(u32::MAX));
                let last = TODAY.plus(days - 1);
                let mut shop = lived(&[]);
                match cap {
                    Some(days) => decide(&mut shop, "days", "", &days.to_string(), TODAY),
                    None => decide(&mut shop, "days", "", "", TODAY),
                };
                match signal {
                    Signal::Search => assert!(shop.track_search("kitchen 1", TODAY)),
                    _ => assert!(shop.track(signal, &["p47"], TODAY)),
                }
                if off {
                    assert!(shop.turn_off(TODAY));
                }
                let reopened = |shop: Shop, day: Day| {
                    let mut shop = shop_with(shop.into_store());
                    decide(&mut shop, "", "", "", day); // what opening does
                    shop
                };
                let mut shop = reopened(shop, last);
                assert_eq!(shop.profile().log.entries().len(), 1, "{} went early", source.word());
                assert_eq!(records::signals(&mut shop, last)[0].fades, last.plus(1).text());
                let mut shop = reopened(shop, last.plus(1));
                let text = stored(&shop, Shelf::Device).expect("the choice is kept");
                assert!(!text.contains("\"log\""), "{} is still stored: {text}", source.word());
                assert!(!shop.export(last.plus(1)).contains("\"log\"") && shop.profile().log.entries().is_empty());
                assert_eq!(order(&mut shop), neutral);
            }
        }
    }
}

#[test]
fn a_cap_forgets_at_once_and_lifting_it_brings_nothing_back() {
    let mut shop = known_shopper();
    decide(&mut shop, "days", "", "7", TODAY);
    let text = stored(&shop, Shelf::Device).expect("kept");
    assert!(text.contains("p47") && !text.contains("p43") && !text.contains("p52"), "{text}");
    assert!(shop.policy().facts().sources.iter().all(|source| source.days <= 7));
    decide(&mut shop, "days", "", "", TODAY);
    assert!(!shop.export(TODAY).contains("p43"));
    assert_eq!(shop.policy().days(Source::Orders), 365);
    assert_eq!(shop.decide("days", "", "8", TODAY).expect_err("no cap").code(), Code::BadOption);
}

#[test]
fn off_may_keep_what_is_there_and_uses_none_of_it() {
    let mut shop = known_shopper();
    shop.state(&Subject::parse("brand:Brand 3"), Some(Stance::Like), TODAY);
    assert!(shop.turn_off(TODAY));
    let mut shop = shop_with(shop.into_store());
    let kept = stored(&shop, Shelf::Device);
    assert_eq!(order(&mut shop), order(&mut common::shop()));
    assert!(!shop.track(Signal::View, &["p1"], TODAY) && !shop.start_guest());
    assert!(!shop.state(&Subject::parse("item:p1"), Some(Stance::Never), TODAY));
    assert_eq!(stored(&shop, Shelf::Device), kept);
    let health = records::health(&shop);
    assert_eq!((health.storage, health.statements), ("device", 1));
    assert!(health.signals > 0 && !records::signals(&mut shop, TODAY).is_empty() && shop.export(TODAY).contains("p47"));
    assert!(shop.forget("item:p47", TODAY) > 0 && !stored(&shop, Shelf::Device).expect("kept").contains("p47"));
    // On again it counts again; refused without a word, it is gone.
    assert!(shop.set_level(Level::Remember, TODAY) && shop.is_personal());
    assert_ne!(order(&mut shop), order(&mut common::shop()));
    assert!(shop.set_level(Level::Off, TODAY));
    assert!(stored(&shop, Shelf::Device).expect("the refusal").ends_with("\"profile\":{\"level\":\"off\"}}"));
    // What was for the visit only is not kept beyond it.
    let mut visit = known_shopper();
    visit.set_level(Level::Visit, TODAY);
    visit.turn_off(TODAY);
    assert!(visit.profile().is_blank() && stored(&visit, Shelf::Tab).is_none());
}

#[test]
fn a_source_that_is_off_is_refused_and_counts_for_nothing() {
    for source in Source::ALL {
        let mut chance = Chance::new(14);
        for _ in 0..60 {
            let life = deeds(&mut chance, 40, 80);
            let mut shop = lived(&life);
            decide(&mut shop, "", "", "", TODAY);
            let before = shop.profile().log.clone();
            decide(&mut shop, "source", source.word(), "", TODAY);
            let without: Vec<_> = life.iter().filter(|deed| deed.signal.source() != *source).cloned().collect();
            let mut never = lived(&without);
            assert_eq!(order(&mut shop), order(&mut never), "{} still counts", source.word());
            let keys = |shop: &mut Shop| -> Vec<(String, i32)> {
                records::interests(shop, TODAY).into_iter().map(|one| (one.facet, one.points)).collect()
            };
            assert_eq!(keys(&mut shop), keys(&mut never));
            assert_eq!(shop.profile().log, before, "switching off is not forgetting");
            for signal in Signal::ALL.iter().filter(|signal| **signal != Signal::Search) {
                assert_eq!(shop.track(*signal, &["p1"], TODAY), signal.source() != *source);
            }
            assert_eq!(shop.track_search("kitchen 1", TODAY), *source != Source::Searching);
            decide(&mut shop, "source", source.word(), "on", TODAY);
            assert!(shop.profile().settings.sources_off == 0);
        }
    }
}

#[test]
fn a_pause_notes_nothing_and_keeps_the_picks() {
    let mut shop = known_shopper();
    let list = order(&mut shop);
    decide(&mut shop, "paused", "", "1", TODAY);
    let mut shop = shop_with(shop.into_store());
    for signal in Signal::ALL.iter().filter(|signal| **signal != Signal::Search) {
        assert!(!shop.track(*signal, &["p1"], TODAY));
    }
    assert!(!shop.track_search("kitchen 1", TODAY));
    assert_eq!(order(&mut shop), list);
    assert!(shop.state(&Subject::parse("item:p70"), Some(Stance::Like), TODAY), "what is said is heard");
    decide(&mut shop, "paused", "", "", TODAY);
    assert!(shop.track(Signal::View, &["p1"], TODAY));
}

#[test]
fn hidden_lists_are_everybodys_and_noting_goes_on() {
    let mut shop = known_shopper();
    let (mine, neutral) = (order(&mut shop), order(&mut common::shop()));
    decide(&mut shop, "hidden", "", "1", TODAY);
    let mut shop = shop_with(shop.into_store());
    let list = home(&mut shop, 24);
    assert!(!list.personal && list.items.iter().all(|(_, reasons)| reasons.iter().all(|one| !one.personal)));
    assert_eq!(order(&mut shop), neutral);
    assert_eq!(shop.rerank(&["p1", "p47", "p2"], TODAY), [0, 1, 2]);
    assert!(shop.track(Signal::View, &["p99"], TODAY) && !records::interests(&mut shop, TODAY).is_empty());
    assert!(shop.forget("item:p99", TODAY) == 1);
    decide(&mut shop, "hidden", "", "", TODAY);
    assert_eq!(order(&mut shop), mine);
    assert!(shop.store().get(Shelf::Tab, HIDDEN).is_none());
}

fn shop_of(config: &str, store: MemoryStore) -> Shop {
    Engine::new(catalog(), Policy::from_json(config).expect("a good configuration"), store)
}

#[test]
fn a_shop_that_does_more_must_ask_again() {
    let first = r#"{"sources":["orders","browsing"],"retention":{"orders":200},"recipients":["Acme"]}"#;
    let more = [
        r#"{"sources":["orders","browsing","cart"],"retention":{"orders":200},"recipients":["Acme"]}"#,
        r#"{"sources":["orders","browsing"],"retention":{"orders":201},"recipients":["Acme"]}"#,
        r#"{"sources":["orders","browsing"],"retention":{"orders":200},"recipients":["Acme","Other"]}"#,
        "{}",
    ];
    let no_more = [
        first,
        r#"{"sources":["orders"],"retention":{"orders":20},"recipients":[],"shop":"New name"}"#,
        r#"{"sources":["orders","browsing"],"retention":{"orders":200,"browsing":90},"recipients":["Acme"]}"#,
    ];
    let begin = || {
        let mut shop = shop_of(first, MemoryStore::default());
        shop.set_level(Level::Remember, TODAY);
        assert!(shop.track(Signal::Purchase, &["p47", "p2"], TODAY));
        shop
    };
    for config in more {
        let mut shop = shop_of(config, begin().into_store());
        let before = shelves(&shop);
        assert!(shop.is_renewed() && shop.level().is_none() && shop.chosen() == Some(Level::Remember), "{config}");
        assert!(!shop.track(Signal::Purchase, &["p1"], TODAY) && !home(&mut shop, 12).personal && !shop.start_guest());
        assert_eq!(order(&mut shop), order(&mut common::shop()));
        assert_eq!(shelves(&shop), before, "something was written before the shopper agreed");
        // A ceiling is no agreement, a choice is; and what was kept is there.
        shop.set_ceiling("shop", Some(Level::Remember));
        assert!(shop.is_renewed() && shop.set_level(Level::Remember, TODAY) && !shop.is_renewed());
        assert!(shop.export(TODAY).contains("p47") && home(&mut shop, 12).personal);
        let again = shop_of(config, shop.into_store());
        assert!(!again.is_renewed());
    }
    for config in no_more {
        assert!(!shop_of(config, begin().into_store()).is_renewed(), "{config}");
    }
    // A refusal stands, whatever the shop does.
    let mut refused = begin();
    refused.set_level(Level::Off, TODAY);
    let refused = shop_of(more[2], refused.into_store());
    assert!(!refused.is_renewed() && refused.level() == Some(Level::Off));
}

#[test]
fn the_version_is_that_of_what_is_agreed_to() {
    let version = |config: &str| shop_of(config, MemoryStore::default()).policy().facts().version;
    let usual = version("{}");
    assert_eq!(usual.len(), 8);
    for same in [
        r#"{"shop":"A","contact":"b"}"#,
        r#"{"retention":{"orders":365}}"#,
        r#"{"changes":[{"date":"2026-05-03","text":"We ask anew."}]}"#,
    ] {
        assert_eq!(version(same), usual, "{same}");
    }
    for other in [r#"{"recipients":["Acme"]}"#, r#"{"retention":{"orders":364}}"#, r#"{"sources":["orders"]}"#] {
        assert_ne!(version(other), usual, "{other}");
    }
    assert_ne!(version(r#"{"counts":{}}"#), usual, "one more level");
    let mut shop = shop_of("{}", known_shopper().into_store());
    decide(&mut shop, "days", "", "7", TODAY);
    assert_eq!(shop.policy().facts().version, usual, "the shopper's own settings are not the shop's terms");
    let bad = Policy::from_json(r#"{"changes":[{"date":"2026-05-03"}]}"#).expect_err("without words");
    assert_eq!(bad.code(), Code::BadConfig);
}

#[test]
fn the_latest_changes_of_mind_are_remembered() {
    let mut shop = shop();
    for n in 0..40u32 {
        let level = if n % 2 == 0 { Level::Remember } else { Level::Visit };
        shop.set_level(level, Day(TODAY.0 - 40 + n));
        shop.set_level(level, Day(TODAY.0 - 40 + n)); // no change of mind
    }
    let choices = &shop.profile().settings.choices;
    assert_eq!(choices.len(), 12);
    assert_eq!(choices[11], "2026-11-21 visit");
    assert_eq!(choices[0], "2026-11-10 remember");
    shop.set_level(Level::Off, TODAY);
    assert!(shop.profile().settings.choices.is_empty(), "a refusal leaves nothing but itself");
}
