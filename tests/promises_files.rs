//! What a file may bring: texts of earlier releases, merging, and files that mean harm.
//! Not here: the file to take along (`tests/rights`), or the plain way out and back (`promises`).
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::histories::{deeds, lived};
use common::synthetic::Chance;
use common::*;
use nearside::catalog::compile::{from_products, Options};
use nearside::catalog::format::checksum;
use nearside::catalog::product::Product;
use nearside::catalog::Catalog;
use nearside::consent::Level;
use nearside::day::Day;
use nearside::policy::Policy;
use nearside::profile::person::named_in;
use nearside::profile::{read, write, Subject};
use nearside::signal::{Signal, Source, Stance};
use nearside::store::{MemoryStore, Shelf, Store, KEY};
use nearside::{records, Code};
use std::collections::BTreeMap;

/// What the release before settings wrote.
const OLD: &str = include_str!("golden/profile-0.1.json");

#[test]
fn a_text_from_before_settings_reads_as_before_and_stays_as_it_is() {
    let profile = read(OLD).expect("a sound profile");
    assert_eq!(write(&profile), OLD);
    let entries: Vec<_> = profile.log.entries().iter().map(|entry| (entry.signal.word(), entry.what.len())).collect();
    assert_eq!(entries, [("impression", 6), ("view", 1), ("view", 1), ("purchase", 2), ("search", 1)]);
    assert_eq!((profile.level, profile.stated.len()), (Some(Level::Remember), 2));
    let mut store = MemoryStore::default();
    store.set(Shelf::Device, KEY, OLD).expect("there is room");
    let mut shop = shop_with(store);
    assert!(shop.problems().is_empty() && shop.is_personal() && !shop.is_renewed());
    assert!(shop.export(TODAY).ends_with(
        r#""stated":[["never","item:981760",20779],["like","category:Dairy & eggs > Milk & cream > Milk",20779]]}}"#
    ));
    // Setting something and back leaves no trace of it.
    let before = shop.export(TODAY);
    for value in ["7", ""] {
        shop.decide("days", "", value, TODAY).expect("a cap");
        shop.decide("source", "cart", if value == "7" { "" } else { "1" }, TODAY).expect("a source");
        shop.decide("paused", "", if value == "7" { "1" } else { "" }, TODAY).expect("a pause");
        assert_eq!(shop.export(TODAY) == before, value.is_empty());
    }
}

#[test]
fn settings_are_stored_and_come_back() {
    let mut shop = known_shopper();
    for (what, name, value) in
        [("days", "", "30"), ("source", "showing", ""), ("source", "cart", ""), ("paused", "", "1")]
    {
        assert!(shop.decide(what, name, value, TODAY).expect("a setting"));
    }
    let text = shop.export(TODAY);
    assert!(
        text.ends_with(r#","days":30,"off":["cart","showing"],"paused":true,"choices":["2026-11-22 remember"]}}"#),
        "{text}"
    );
    let mut again = shop_with(shop.into_store());
    assert_eq!(again.export(TODAY), text);
    again.erase();
    again.import(&text, TODAY).expect("our own export");
    assert_eq!(again.export(TODAY), text);
}

/// What there is, whatever the order: each day's signals by name with how often, and what was said.
fn content(shop: &mut Shop) -> (BTreeMap<String, usize>, Vec<String>) {
    let mut signals = BTreeMap::new();
    for entry in shop.profile().log.entries() {
        let log = &shop.profile().log;
        let mut names: Vec<&str> = entry.what.iter().map(|place| log.name(entry.signal, *place)).collect();
        names.sort_unstable();
        *signals.entry(format!("{} {} {names:?}", entry.day, entry.signal.word())).or_default() += 1;
    }
    let mut said: Vec<String> =
        records::statements(shop).iter().map(|one| format!("{} {} {}", one.day, one.stance, one.subject)).collect();
    said.sort_unstable();
    (signals, said)
}

fn random(chance: &mut Chance) -> Shop {
    let mut shop = lived(&deeds(chance, 25, 30));
    for _ in 0..chance.below(4) {
        let stance = Stance::ALL[chance.below(2)]; // `never` takes signals with it: its own test
        let subject = Subject::parse(&format!("brand:Brand {}", chance.below(3)));
        shop.state(&subject, Some(stance), Day(TODAY.0 - chance.below(3) as u32));
    }
    shop
}

#[test]
fn merging_adds_what_is_not_there_once_and_either_way_round() {
    let mut chance = Chance::new(21);
    for _ in 0..1_000 {
        let (mut one, mut other) = (random(&mut chance), random(&mut chance));
        // Some of it is in both: what is merged was parted once.
        let common = one.export(TODAY);
        other.merge(&common, TODAY).expect("our own export");
        let (a, b) = (one.export(TODAY), other.export(TODAY));
        one.merge(&b, TODAY).expect("our own export");
        let once = one.export(TODAY);
        assert!(a == common && b.len() >= a.len());
        for again in [&a, &b, &once] {
            one.merge(again, TODAY).expect("our own export");
            assert_eq!(one.export(TODAY), once, "merging again changed something");
        }
        other.merge(&a, TODAY).expect("our own export");
        assert_eq!(content(&mut one), content(&mut other));
        // Nothing of either is missing.
        let mut alone = shop_with(MemoryStore::default());
        alone.import(&a, TODAY).expect("our own export");
        let (had, _) = content(&mut alone);
        let (has, _) = content(&mut one);
        for (signal, times) in had.iter().filter(|(signal, _)| !signal.contains("impression")) {
            assert!(has.get(signal) >= Some(times), "{signal} is missing");
        }
    }
}

#[test]
fn of_two_statements_the_later_holds_and_on_one_day_the_stricter() {
    let said = |stance: Stance, day: Day| {
        let mut shop = lived(&[]);
        assert!(shop.state(&Subject::parse("brand:Brand 1"), Some(stance), day));
        shop
    };
    let before = Day(TODAY.0 - 1);
    for (one, other, holds) in [
        ((Stance::Never, before), (Stance::Like, TODAY), "like"),
        ((Stance::Like, TODAY), (Stance::Never, TODAY), "never"),
        ((Stance::Less, TODAY), (Stance::Like, TODAY), "less"),
    ] {
        for (here, file) in [(one, other), (other, one)] {
            let (mut shop, mut brought) = (said(here.0, here.1), said(file.0, file.1));
            let file = brought.export(TODAY);
            shop.merge(&file, TODAY).expect("our own export");
            assert_eq!(records::statements(&shop)[0].stance, holds);
            assert_eq!(records::statements(&shop).len(), 1);
        }
    }
    // What is refused here does not come in with a file, and a file's refusal takes what is here.
    for here_refuses in [true, false] {
        let (mut shop, mut brought) = (known_shopper(), known_shopper());
        let refusing = if here_refuses { &mut shop } else { &mut brought };
        assert!(refusing.state(&Subject::parse("item:p47"), Some(Stance::Never), TODAY));
        let file = brought.export(TODAY);
        shop.merge(&file, TODAY).expect("our own export");
        let text = shop.export(TODAY);
        assert!(text.contains("item:p47") && !text.contains("\"p47\""), "{text}");
    }
}

#[test]
fn merging_keeps_level_and_settings_and_before_a_choice_takes_the_file() {
    let file = known_shopper().export(TODAY);
    let mut shop = shop();
    shop.set_level(Level::Visit, TODAY);
    shop.decide("source", "cart", "", TODAY).expect("a source");
    shop.merge(&file, TODAY).expect("our own export");
    assert_eq!(shop.level(), Some(Level::Visit));
    assert!(shop.profile().settings.is_off(Source::Cart) && shop.store().get(Shelf::Device, KEY).is_none());
    let mut fresh = common::shop();
    fresh.merge(&file, TODAY).expect("our own export");
    assert_eq!(fresh.export(TODAY), file);
    fresh.set_level(Level::Off, TODAY);
    assert_eq!(fresh.merge(&file, TODAY).expect_err("off").code(), Code::BadOption);
    let mut capped = common::shop();
    capped.set_ceiling("shop", Some(Level::Off));
    assert_eq!(capped.merge(&file, TODAY).expect_err("a ceiling of off").code(), Code::BadOption);
    assert!(capped.into_store().is_empty());
}

fn forged(body: &str) -> String {
    format!("{{\"nearside\":1,\"sum\":\"{:016x}\",\"profile\":{body}}}", checksum(body.as_bytes()))
}

#[test]
fn hostile_files_change_nothing_or_only_what_they_may() {
    let mut shop = known_shopper();
    let before = shop.export(TODAY);
    let stored = shop.store().get(Shelf::Device, KEY);
    for member in [
        r#""days":8"#,
        r#""days":"7""#,
        r#""days":-1"#,
        r#""off":["nothing"]"#,
        r#""off":[1]"#,
        r#""off":"cart""#,
        r#""choices":["2026-11-22"]"#,
        r#""choices":["x remember"]"#,
        r#""choices":[["2026-11-22","off"]]"#,
        r#""choices":["2026-11-22 <b>"]"#,
        r#""agreed":["a"]"#,
        r#""agreed":{}"#,
        r#""log":[[20779,"view",[9]]]"#,
        r#""facets":["a"],"items":[["p1",[1]]],"log":[[20779,"view",[0]]]"#,
        r#""stated":[["always","item:p1",20779]]"#,
    ] {
        let file = forged(&format!(r#"{{"level":"remember",{member}}}"#));
        for merge in [false, true] {
            let taken = if merge { shop.merge(&file, TODAY) } else { shop.import(&file, TODAY) };
            assert_eq!(taken.expect_err(member).code(), Code::BadOption, "{member}");
            assert_eq!((shop.export(TODAY), shop.store().get(Shelf::Device, KEY)), (before.clone(), stored.clone()));
        }
    }
    // Sound, but not true: no level is raised, no days are lengthened, nothing is agreed to, nothing keeps for ever.
    let many: Vec<String> = (0..100).map(|n| format!("\"2026-11-22 {}\"", ["visit", "remember"][n % 2])).collect();
    let file = forged(&format!(
        r#"{{"level":"remember","facets":[],"items":[["p1",[]]],"log":[[4000000000,"view",[0]]],"choices":[{}],"agreed":[400,400,400,400,400,4294967295]}}"#,
        many.join(",")
    ));
    for merge in [false, true] {
        let mut shop = common::shop();
        shop.set_level(Level::Visit, TODAY);
        if merge { shop.merge(&file, TODAY) } else { shop.import(&file, TODAY) }.expect("a sound file");
        let settings = &shop.profile().settings;
        assert_eq!((shop.level(), settings.choices.len(), settings.agreed.len()), (Some(Level::Visit), 1, 0));
        assert_eq!(shop.profile().log.entries()[0].day, TODAY);
        let mut fresh = common::shop();
        if merge { fresh.merge(&file, TODAY) } else { fresh.import(&file, TODAY) }.expect("a sound file");
        assert_eq!((fresh.profile().settings.choices.len(), fresh.profile().settings.agreed.len()), (12, 0));
    }
    // Any bytes of a sound file turned, any end cut off.
    let text = before.as_bytes();
    let mut chance = Chance::new(22);
    for round in 0..2_000 {
        let at = chance.below(text.len());
        let mut bytes = text.to_vec();
        if round % 2 == 0 {
            bytes[at] ^= 1 << chance.below(7)
        } else {
            bytes.truncate(at)
        }
        let Ok(file) = String::from_utf8(bytes) else { continue };
        if file != before && shop.merge(&file, TODAY).is_ok() {
            panic!("damage at {at} was taken: {file}");
        }
        assert_eq!(shop.export(TODAY), before);
    }
}

#[test]
fn a_file_written_at_off_brings_what_was_kept_but_chooses_nothing() {
    let mut chance = Chance::new(23);
    for round in 0..200 {
        let mut brought = random(&mut chance);
        if brought.profile().is_blank() {
            continue;
        }
        brought.export(TODAY); // What is over fades.
        let had = content(&mut brought);
        brought.turn_off(TODAY);
        let file = brought.export(TODAY);
        assert!(
            file.contains("\"level\":\"off\"") && had == content(&mut brought),
            "off that keeps lost something: {file}"
        );
        for merge in [false, true] {
            let take = |shop: &mut Shop| if merge { shop.merge(&file, TODAY) } else { shop.import(&file, TODAY) };
            let mut shop = common::shop();
            let level = [Level::Visit, Level::Remember][round % 2];
            shop.set_level(level, TODAY);
            let settings = shop.profile().settings.clone();
            take(&mut shop).expect("an off file with something in it");
            assert_eq!((content(&mut shop), shop.level(), shop.is_personal()), (had.clone(), Some(level), true));
            assert_eq!(shop.profile().settings.choices, settings.choices);

            // It turns nothing on by itself, and nothing is written.
            for level in [None, Some(Level::Off)] {
                let mut closed = common::shop();
                if let Some(level) = level {
                    closed.set_level(level, TODAY);
                }
                let (before, stored) = (closed.export(TODAY), closed.store().get(Shelf::Device, KEY));
                let refused = take(&mut closed).expect_err("no choice of a level here");
                assert_eq!(refused.code(), Code::BadOption);
                assert!(refused.to_string().contains("choose a") || refused.to_string().contains("choose another"));
                assert_eq!((closed.export(TODAY), closed.store().get(Shelf::Device, KEY)), (before, stored));
            }
        }
    }
    // With nothing in it, it is no profile, wherever it is brought.
    let mut refused = common::shop();
    refused.set_level(Level::Off, TODAY);
    for (file, mut shop) in [(refused.export(TODAY), known_shopper()), (forged(r#"{"level":"off"}"#), common::shop())] {
        let before = shop.export(TODAY);
        for merge in [false, true] {
            let taken = if merge { shop.merge(&file, TODAY) } else { shop.import(&file, TODAY) };
            assert!(taken.expect_err("nothing in it").to_string().contains("the file holds no profile"));
            assert_eq!(shop.export(TODAY), before);
        }
    }
    // Nor is one that never chose.
    let unchosen = forged(r#"{"facets":[],"items":[["p1",[]]],"log":[[20779,"view",[0]]]}"#);
    assert_eq!(known_shopper().import(&unchosen, TODAY).expect_err("no level").code(), Code::BadOption);
}

/// Ids and labels that shops have and no catalog here knows.
const IDS: [&str; 20] = [
    "gid://shopify/Product/7982905098262",
    "gid://shopify/ProductVariant/43729076",
    "96385074",
    "4006381333931",
    "00012345600012",
    "442079460000",
    "01701234567",
    "SKU-0001@2",
    "pkg@2.0.1",
    "M@C",
    "https://shop.example/@brand/item.html",
    "5+",
    "A+B",
    "3+1000000000",
    "+A123BJC5D6E71G",
    "+5V",
    "+1234567",
    "+12345678ABC",
    "@home.example",
    "color: red @ night.",
];

#[test]
fn no_file_brings_an_address_or_a_number_of_somebody() {
    let persons = [
        "ada@mail.example",
        "mailto:ada.l+7@example.org",
        "Zoë@müller.example",
        "x_@sub.mail-host.example.",
        "order of ada@example.com, 3 pieces",
        "https://ada@example.com/",
        "+442079460000",
        "+44 20 7946 0000",
        "+49 (0)170/123-45-67",
        "tel:+12025550123",
        "call +12025550123 now",
    ];
    let body = |text: &str, stance: &str| {
        forged(&format!(
            r#"{{"level":"remember","facets":["brand:{text}","category:A > {text} > B","brand:Brand 1"],"items":[["{text}",[]],["q1",[0]],["q2",[1]],["q3",[2]]],"log":[[20779,"view",[0]],[20779,"purchase",[0,1,2,3]],[20779,"search",[0,1,2]],[20779,"impression",[0,3]]],"stated":[["{stance}","item:{text}",20779],["like","brand:{text}",20779],["{stance}","theme:category:{text}",20779],["like","brand:Brand 1",20779]]}}"#
        ))
    };
    for level in [Level::Visit, Level::Remember] {
        for merge in [false, true] {
            let brought = |text: &str, stance: &str| {
                let file = body(text, stance);
                let mut shop = common::shop();
                shop.set_level(level, TODAY);
                let seen = shop.look(&file, TODAY).expect("a sound file");
                if merge { shop.merge(&file, TODAY) } else { shop.import(&file, TODAY) }.expect(text);
                let stored = [Shelf::Device, Shelf::Tab].map(|shelf| shop.store().get(shelf, KEY).unwrap_or_default());
                (seen + &stored.concat() + &shop.export(TODAY), shop)
            };
            for person in persons {
                assert!(named_in(person), "{person}");
                let (kept, shop) = brought(person, ["never", "less"][usize::from(merge)]);
                assert!(!kept.contains(person), "{person} is in {kept}");
                // What has nothing to do with it stays.
                let log = &shop.profile().log;
                assert_eq!(log.items().iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["q3"], "{person}");
                assert_eq!((log.entries().len(), records::statements(&shop).len()), (3, 1), "{person}");
            }
            for id in IDS {
                let (_, shop) = brought(id, "less");
                let log = &shop.profile().log;
                assert_eq!(
                    (log.items().len(), records::statements(&shop).len()),
                    (4, 4),
                    "{id} was taken for a person"
                );
            }
        }
    }
    // Stored by somebody else under our key, it goes when it is read.
    let mut store = MemoryStore::default();
    store.set(Shelf::Device, KEY, &body("ada@mail.example", "never")).expect("there is room");
    let mut shop = shop_with(store);
    assert!(shop.is_personal() && !shop.export(TODAY).contains("ada@"));
}

#[test]
fn what_reads_as_a_person_is_found_in_any_text_and_never_in_digits_alone() {
    let mut chance = Chance::new(24);
    let signs: Vec<char> = "ab9.@+-/ :()é\u{1F600}".chars().collect();
    for _ in 0..20_000 {
        let around =
            |chance: &mut Chance| (0..chance.below(8)).map(|_| signs[chance.below(signs.len())]).collect::<String>();
        let (before, after) = (around(&mut chance), around(&mut chance));
        named_in(&before); // Nothing of it panics.
        assert!(named_in(&format!("{before} ada@mail.example {after}")));
        let number = format!("{before} +44 20 7946 0{}", 100 + chance.below(900));
        assert!(named_in(&number) && named_in(&format!("{number}, {after}")));
        let digits: String = (0..chance.below(20)).map(|_| char::from(b'0' + chance.below(10) as u8)).collect();
        assert!(!named_in(&digits));
    }
}

/// Whoever sells gift cards by address has them as items, in the head of the catalog or beside it.
#[test]
fn what_a_shop_sells_stays_whatever_it_is_called() {
    let product = |id: &str, brand: &str| Product {
        id: id.to_owned(),
        categories: vec!["Cards".to_owned()],
        brand: brand.to_owned(),
        ..Product::default()
    };
    let open = |products: Vec<Product>| {
        let (bytes, _) = from_products(products, &[], &Options::default()).expect("the little shop compiles");
        Catalog::open(bytes).expect("it opens")
    };
    let (ids, brand) = (["gift@cards.example", "+44 20 7946 0000"], "us@cards.example");
    let head = || open(vec![product("a", brand), product(ids[0], brand)]);
    let mut shop = Shop::new(head(), Policy::default(), MemoryStore::default());
    shop.add(open(vec![product("b", ""), product(ids[1], "")]));
    shop.set_level(Level::Remember, TODAY);
    for (part, id) in ids.iter().enumerate() {
        shop.turn(part);
        assert!(shop.track(Signal::Purchase, &[id], TODAY));
    }
    shop.turn(0);
    assert!(shop.state(&Subject::parse(&format!("brand:{brand}")), Some(Stance::Like), TODAY));
    let file = shop.export(TODAY);
    shop.erase();
    shop.import(&file, TODAY).expect("our own export");
    assert_eq!(shop.export(TODAY), file);
    assert!(ids.iter().chain([&brand]).all(|text| file.contains(text)), "{file}");
}
