//! What a shopper may count on whatever they chose: no list is left empty for it, and nothing that names a person
//! is kept, wherever a page puts it.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::histories::{deeds, lived};
use common::synthetic::Chance;
use common::*;
use nearside::consent::Level;
use nearside::profile::stated::covers;
use nearside::profile::{SignalRef, Subject};
use nearside::rank::{Page, Placement, Request};
use nearside::records;
use nearside::signal::{Signal, Source, Stance};
use nearside::store::{Shelf, Store, ASIDE, GUEST, HIDDEN, KEY};

/// Every way to stand, each with a shopper who has a history where one may be had.
fn standings() -> Vec<(&'static str, Shop)> {
    let with = |done: fn(&mut Shop)| {
        let mut shop = known_shopper();
        done(&mut shop);
        shop
    };
    vec![
        ("before a choice", shop()),
        ("off", with(|shop| assert!(shop.set_level(Level::Off, TODAY)))),
        ("off, with what is here kept", with(|shop| assert!(shop.turn_off(TODAY)))),
        ("this visit", with(|shop| assert!(shop.set_level(Level::Visit, TODAY)))),
        ("remember", known_shopper()),
        ("someone else", with(|shop| assert!(shop.start_guest()))),
        ("hidden", with(|shop| shop.set_hidden(true))),
        ("under a ceiling", with(|shop| shop.set_ceiling("page", Some(Level::Off)))),
        ("paused", with(|shop| assert!(shop.decide("paused", "", "1", TODAY).expect("a word that there is")))),
        ("no source left", {
            with(|shop| {
                for source in Source::ALL {
                    assert!(shop.decide("source", source.word(), "", TODAY).expect("a word that there is"));
                }
            })
        }),
        ("half the shop refused", {
            with(|shop| {
                for subject in ["theme:category:Pets", "brand:Brand 3"] {
                    assert!(shop.state(&Subject::parse(subject), Some(Stance::Never), TODAY), "{subject}");
                }
            })
        }),
    ]
}

#[test]
fn no_place_stays_empty_however_a_shopper_stands() {
    for (name, mut shop) in standings() {
        let item = |shop: &Shop, id: &str| shop.catalog().find(id).expect("in the catalog");
        let (open, beside) = (item(&shop, "p43"), item(&shop, "p44"));
        let pages = [
            Page::default(),
            Page { placement: Placement::Category, ..Page::default() },
            Page { placement: Placement::Product, item: Some(open), ..Page::default() },
            Page { placement: Placement::Cart, cart: vec![open, beside], ..Page::default() },
        ];
        for page in pages {
            let placement = page.placement;
            for count in [1, 4, 12, 24] {
                let mut request = Request::new(placement, count);
                request.page = page.clone();
                let list = shop.recommend(&request, TODAY);
                assert_eq!(list.items.len(), count, "{name}: {} with {count} places", placement.word());
                let mut seen = ids(&shop, &list);
                seen.sort();
                seen.dedup();
                assert_eq!(seen.len(), count, "{name}: {} holds an item twice", placement.word());
            }
        }
        let all: Vec<String> = (0..30).map(|n| format!("p{}", n * 4)).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let mut order = shop.rerank(&all, TODAY);
        order.sort_unstable();
        assert_eq!(order, (0..30).collect::<Vec<_>>(), "{name}: the page's own list lost a place");
    }
}

/// An e-mail address, a telephone number, an IP address, a name, a card, a token or a sentence.
fn personal(chance: &mut Chance) -> String {
    let name = ["ada", "lin", "omar", "Zoë"][chance.below(4)];
    let number = |chance: &mut Chance, digits: u32| chance.below(10usize.pow(digits)).to_string();
    match chance.below(9) {
        0 => format!("{name}.{}@mail.example", number(chance, 4)),
        1 => format!("mailto:{name}+{}@example.org", number(chance, 3)),
        2 => format!("+44 20 79{} {}", number(chance, 2), number(chance, 6)),
        3 => format!("(0{}) {}-{}", number(chance, 3), number(chance, 4), number(chance, 5)),
        4 => format!("192.0.2.{}", chance.below(256)),
        5 => format!("2001:db8::{:x}:{:x}", chance.below(65_536), chance.below(65_536)),
        6 => format!("4242 4242 4242 {}", number(chance, 4)),
        7 => format!("{:016x}{:016x}", chance.next(), chance.next()),
        _ => format!("{name} lives at {} Long Lane", number(chance, 5)),
    }
}

/// All that is stored on both shelves.
fn stored(shop: &Shop) -> String {
    let keys = [KEY, GUEST, HIDDEN, ASIDE];
    keys.iter()
        .flat_map(|key| [Shelf::Device, Shelf::Tab].map(|shelf| shop.store().get(shelf, key)))
        .flatten()
        .collect()
}

#[test]
fn what_names_a_person_is_never_stored_wherever_a_page_puts_it() {
    let mut chance = Chance::new(14);
    let mut heard = 0;
    for _ in 0..300 {
        let mut shop = shop();
        shop.set_level([Level::Visit, Level::Remember][chance.below(2)], TODAY);
        let mut given = Vec::new();
        for _ in 0..20 {
            let text = personal(&mut chance);
            let signal = Signal::ALL[chance.below(Signal::ALL.len())];
            let subject = ["item:", "category:", "brand:", "theme:category:", ""][chance.below(5)];
            match chance.below(6) {
                // Alone, and in one basket with what the shop sells.
                0 => heard += usize::from(shop.track(signal, &[&text], TODAY)),
                1 => assert!(shop.track(Signal::Purchase, &["p1", &text, "p43"], TODAY)),
                2 => heard += usize::from(shop.track_search(&text, TODAY)),
                3 => assert!(shop.track_search(&["pets ", &text].concat(), TODAY)),
                4 => {
                    heard +=
                        usize::from(shop.state(&Subject::parse(&[subject, &text].concat()), Some(Stance::Never), TODAY))
                }
                _ => {
                    shop.set_ceiling(&text, Some(Level::Remember));
                    assert!(shop.decide("days", "", &text, TODAY).is_err());
                    assert!(shop.decide("source", &text, "1", TODAY).is_err());
                    shop.forget(&text, TODAY);
                    assert!(shop.import(&text, TODAY).is_err());
                }
            }
            given.push(text);
        }
        let kept = stored(&shop) + &shop.export(TODAY);
        for text in given {
            assert!(!kept.contains(&text), "{text} is in {kept}");
        }
    }
    assert_eq!(heard, 0, "something that the catalog does not know was taken in");
}

#[test]
fn an_interest_names_exactly_the_notes_behind_it() {
    let mut named = 0;
    for seed in 0..200 {
        let mut shop = lived(&deeds(&mut Chance::new(seed), 60, 80));
        let all = records::signals(&mut shop, TODAY);
        let log = shop.profile().log.clone();
        let facets = |record: &records::SignalRecord| -> Vec<String> {
            let signal = SignalRef::parse(&record.reference).expect("a reference");
            match signal.signal {
                Signal::Search => vec![signal.what],
                Signal::Impression => Vec::new(),
                _ => {
                    let known = log.items().iter().find(|known| known.id == signal.what).expect("in the log");
                    known.facets.iter().map(|place| log.facets()[*place as usize].clone()).collect()
                }
            }
        };
        for interest in records::interests(&mut shop, TODAY) {
            let behind = all.iter().filter(|one| facets(one).iter().any(|facet| covers(&interest.facet, facet)));
            let behind: Vec<_> = behind.map(|one| &one.reference).collect();
            assert_eq!(
                interest.from.iter().map(|one| &one.reference).collect::<Vec<_>>(),
                behind,
                "{}",
                interest.facet
            );
            named += behind.len();
        }
    }
    assert!(named > 1_000);
}
