//! Controls bite: what the shopper refuses, takes back or forgets is gone everywhere, over random shoppers.
//! Not here: levels, ceilings and settings (`promises_levels`).
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::histories::{deeds, live, lived, Deed};
use common::synthetic::Chance;
use common::*;
use nearside::catalog::{FacetId, ItemIx};
use nearside::day::Day;
use nearside::profile::{write, Subject};
use nearside::rank::{Kind, Page, Placement, Request};
use nearside::records;
use nearside::signal::{Signal, Source, Stance};
use nearside::store::Store;

/// The keys of a facet and of all above it.
fn chain(shop: &Shop, id: FacetId) -> Vec<String> {
    shop.catalog().with_parents(id).map(|above| shop.catalog().facet_key(above)).collect()
}

/// Whether a subject is about a facet: said again here, so that the engine's own rule is not what checks it.
fn about(subject: &str, keys: &[String]) -> bool {
    let name = |key: &str| key.rsplit([':', '>']).next().unwrap_or_default().trim().to_lowercase();
    match subject.strip_prefix("theme:") {
        Some(theme) => keys.iter().any(|key| key == theme || name(key) == name(theme)),
        None => keys.iter().any(|key| key == subject),
    }
}

fn covered(shop: &Shop, subject: &str, item: ItemIx) -> bool {
    let own = ["item:", shop.catalog().id(item)].concat();
    own == subject || shop.catalog().places_of(item).any(|id| about(subject, &chain(shop, id)))
}

fn subjects(shop: &Shop) -> Vec<String> {
    let facets = 1..shop.catalog().facet_count() as u16;
    let keys: Vec<String> = facets.map(|id| shop.catalog().facet_key(FacetId(id))).collect();
    let themes = keys.iter().filter(|key| key.starts_with("category:")).map(|key| ["theme:", key].concat());
    let items = (0..120).map(|n| format!("item:p{n}"));
    keys.iter().cloned().chain(themes).chain(items.step_by(5)).collect()
}

/// Nothing of it in interests, signals and the export; and not even as a cause.
fn assert_gone(shop: &mut Shop, subject: &str) {
    for interest in records::interests(shop, TODAY) {
        let id = shop.facet(&interest.facet).expect("of this catalog");
        assert!(!about(subject, &chain(shop, id)), "{subject}: still an interest, {}", interest.facet);
    }
    for signal in records::signals(shop, TODAY) {
        let item = signal.item.and_then(|id| shop.catalog().find(&id));
        assert!(!item.is_some_and(|item| covered(shop, subject, item)), "{subject}: {} is kept", signal.reference);
    }
    let export = shop.export(TODAY);
    let (noted, _) = export.split_once("\"stated\"").expect("something was said");
    let (_, noted) = noted.split_once("\"level\"").expect("a profile");
    for text in noted.split('"').filter(|text| text.contains(':')) {
        if let Some(id) = shop.facet(text) {
            assert!(!about(subject, &chain(shop, id)), "{subject}: {text} is exported");
        }
    }
}

fn random_request(shop: &Shop, chance: &mut Chance) -> Request {
    let item = ItemIx(chance.below(120) as u32);
    let (placement, page) = match chance.below(5) {
        0 => (Placement::Home, Page::default()),
        1 => (Placement::Category, Page::default()),
        2 => (Placement::Product, Page { item: Some(item), ..Page::default() }),
        3 => (Placement::Cart, Page { cart: vec![item], ..Page::default() }),
        _ => (Placement::Search, Page::default()),
    };
    let mut request = Request { page, ..Request::new(placement, 1 + chance.below(120)) };
    request.kind = if chance.below(2) == 0 { Kind::Similar } else { Kind::GoesWith };
    if placement == Placement::Search {
        request.hits = Some((0..40).map(|_| ItemIx(chance.below(shop.catalog().len() as usize) as u32)).collect());
    }
    request
}

#[test]
fn never_is_never_over_ten_thousand_rankings() {
    let (mut chance, mut rankings, mut bit) = (Chance::new(1), 0, 0);
    let all = subjects(&shop());
    assert!(all.iter().any(|subject| subject.starts_with("label:")), "the shop has no tags");
    for round in 0..1_000 {
        let mut shop = lived(&deeds(&mut chance, 40, 80));
        let subject = all[round % all.len()].as_str();
        let before = shop.profile().log.entries().len();
        assert!(shop.state(&Subject::parse(subject), Some(Stance::Never), TODAY), "{subject}");
        bit += usize::from(shop.profile().log.entries().len() < before);
        assert_gone(&mut shop, subject);
        // Whatever happens later, and across a reload.
        live(&mut shop, &deeds(&mut chance, 20, 1));
        let mut shop = shop_with(shop.into_store());
        assert_gone(&mut shop, subject);
        for _ in 0..10 {
            let request = random_request(&shop, &mut chance);
            let list = shop.recommend(&request, TODAY);
            for (listed, reasons) in &list.items {
                assert!(!covered(&shop, subject, listed.item), "{subject}: listed");
                for reason in reasons.iter().filter(|reason| reason.personal) {
                    assert!(!reason.item.is_some_and(|item| covered(&shop, subject, item)), "{subject}: led to a pick");
                    let facet = reason.facet.map(|id| chain(&shop, id)).unwrap_or_default();
                    assert!(!about(subject, &facet), "{subject}: is a reason");
                }
            }
            rankings += 1;
        }
    }
    assert_eq!(rankings, 10_000);
    assert!(bit > 300, "only {bit} refusals had anything to forget");
}

#[test]
fn a_theme_takes_its_name_with_it_and_can_only_be_refused() {
    let mut shop = lived(&[]);
    let theme = Subject::parse("theme:category:Pets");
    assert!(!shop.state(&theme, Some(Stance::Like), TODAY) && !shop.state(&theme, Some(Stance::Less), TODAY));
    assert!(!shop.state(&Subject::parse("theme:brand:Brand 1"), Some(Stance::Never), TODAY), "no category");
    assert!(shop.state(&theme, Some(Stance::Never), TODAY));
    // p52 is in the kitchen, and tagged.
    assert!(!shop.track(Signal::View, &["p52"], TODAY) && shop.track(Signal::View, &["p53"], TODAY));
    let all = home(&mut shop, 120);
    let listed = ids(&shop, &all);
    assert!(listed.contains(&"p53".to_owned()) && !listed.contains(&"p52".to_owned()));
    assert_eq!(records::statements(&shop)[0].label, "Pets");
    assert!(shop.state(&theme, None, TODAY));
    assert!(shop.track(Signal::View, &["p52"], TODAY));
}

#[test]
fn less_and_like_cover_all_below_a_category() {
    for (stance, sign) in [(Stance::Less, -1), (Stance::Like, 1)] {
        let mut shop = lived(&[]);
        let points = |shop: &mut Shop| shop.explain("p15", TODAY).expect("in the catalog").scored.0.score;
        let before = points(&mut shop);
        assert!(shop.state(&Subject::parse("category:Pets"), Some(stance), TODAY));
        assert!((points(&mut shop) - before).signum() == sign, "{}", stance.word());
    }
}

/// The bound of `less`, as docs/levels.md states it.
#[test]
fn less_is_bound_in_the_first_twenty() {
    let (mut chance, mut moved) = (Chance::new(2), 0);
    let all: Vec<String> = subjects(&shop()).into_iter().filter(|subject| !subject.starts_with("theme:")).collect();
    for round in 0..1_000 {
        let mut shop = lived(&deeds(&mut chance, 40, 80));
        let subject = all[round % all.len()].as_str();
        let request = Request::new(Placement::Category, 20);
        let about = |shop: &mut Shop| {
            let list = shop.recommend(&request, TODAY);
            let hit: Vec<bool> = list.items.iter().map(|(one, _)| covered(shop, subject, one.item)).collect();
            let count = hit.iter().filter(|hit| **hit).count();
            let scores = |wanted: bool| {
                (0..120).map(ItemIx).filter(|item| covered(shop, subject, *item) == wanted).collect::<Vec<_>>()
            };
            (count, list.items.iter().map(|(one, _)| one.item).collect::<Vec<_>>(), scores(false))
        };
        let (before, _, others) = about(&mut shop);
        let mut was = vec![0; 120];
        for (listed, _) in shop.recommend(&Request::new(Placement::Category, 120), TODAY).items {
            was[listed.item.0 as usize] = listed.score;
        }
        if !shop.state(&Subject::parse(subject), Some(Stance::Less), TODAY) {
            continue; // sensitive
        }
        let (after, list, _) = about(&mut shop);
        assert!(after <= before, "{subject}: {before} before, {after} after");
        moved += usize::from(after < before);
        // Each that is still there was twenty times as likely as the best of the others that was left out.
        let best_out = others.iter().filter(|item| !list.contains(item)).map(|item| was[item.0 as usize]).max();
        for item in list.iter().filter(|item| covered(&shop, subject, **item)) {
            let lead = was[item.0 as usize] - best_out.unwrap_or(i32::MIN / 2);
            assert!(lead >= 12_200, "{subject}: {lead} points ahead");
        }
    }
    assert!(moved > 200, "less took anything away only {moved} times");
}

/// The same life without what `keep` refuses, item by item.
fn without(deeds: &[Deed], keep: &dyn Fn(&Deed, &str) -> bool) -> Vec<Deed> {
    let kept = deeds.iter().map(|deed| {
        let what = deed.what.iter().filter(|id| keep(deed, id)).cloned().collect();
        Deed { what, ..deed.clone() }
    });
    kept.filter(|deed| !deed.what.is_empty()).collect()
}

#[test]
fn forgetting_leaves_the_bytes_of_a_profile_that_never_saw_it() {
    let (mut chance, mut forgot) = (Chance::new(3), [0; 5]);
    let plain = shop();
    for round in 0..1_000 {
        let mut life = deeds(&mut chance, 60, 40);
        let kind = round % 5;
        if kind == 4 {
            life.retain(|deed| deed.signal != Signal::Search);
        }
        let mut shop = lived(&life);
        let known = shop.profile().log.entries().to_vec();
        let Some(entry) = known.get(chance.below(known.len().max(1))) else { continue };
        let name = shop.profile().log.name(entry.signal, entry.what[0]).to_owned();
        if entry.signal == Signal::Search && kind != 3 {
            continue;
        }
        let (what, rest) = match kind {
            0 => {
                let same = |deed: &Deed, id: &str| deed.day == entry.day && deed.signal == entry.signal && id == name;
                ([&entry.day.text(), entry.signal.word(), &name].join("/"), without(&life, &|deed, id| !same(deed, id)))
            }
            1 => (["item:", &name].concat(), without(&life, &|_, id| id != name)),
            2 => {
                let Some(order) = records::signals(&mut shop, TODAY).into_iter().find_map(|signal| signal.order) else {
                    continue;
                };
                let (day, number) = order.trim_start_matches("order:").split_once('/').expect("day and number");
                let (day, mut number) = (Day::parse(day).expect("a day"), number.parse::<u32>().expect("a number"));
                let noted =
                    |id: &String| plain.catalog().find(id).is_some_and(|item| !plain.catalog().is_sensitive(item));
                let mut rest = life.clone();
                let at = rest.iter().position(|deed| {
                    let order = deed.day == day && deed.signal == Signal::Purchase && deed.what.iter().any(noted);
                    number -= u32::from(order);
                    order && number == 0
                });
                rest.remove(at.expect("the order was placed"));
                (order, rest)
            }
            3 => {
                let source = entry.signal.source();
                (["source:", source.word()].concat(), without(&life, &|deed, _| deed.signal.source() != source))
            }
            _ => {
                let id = FacetId(1 + chance.below(plain.catalog().facet_count() - 1) as u16);
                let key = plain.catalog().facet_key(id);
                let carries = |id: &str| {
                    let item = plain.catalog().find(id).expect("in the catalog");
                    plain.catalog().facets_of(item).any(|facet| chain(&plain, facet).contains(&key))
                };
                let kept = without(&life, &|deed, id| deed.signal == Signal::Impression || !carries(id));
                (key.clone(), kept)
            }
        };
        let gone = shop.forget(&what, TODAY);
        forgot[kind] += usize::from(gone > 0);
        let mut never_saw = lived(&rest);
        never_saw.forget("item:of another shop", TODAY); // on the same day the same fades
        assert_eq!(write(shop.profile()), write(never_saw.profile()), "{what}");
        assert_eq!(shop.export(TODAY), never_saw.export(TODAY));
    }
    assert!(forgot.iter().all(|times| *times > 60), "{forgot:?}");
}

#[test]
fn an_order_is_one_order() {
    let mut shop = lived(&[]);
    for basket in [["p1", "p2"], ["p2", "p3"]] {
        assert!(shop.track(Signal::Purchase, &basket, TODAY));
    }
    let all = records::signals(&mut shop, TODAY);
    let of = |id: &str| all.iter().find(|one| one.item.as_deref() == Some(id)).and_then(|one| one.order.clone());
    assert_eq!(of("p1").as_deref(), Some("order:2026-11-22/1"));
    assert_eq!(of("p2"), of("p3"), "what was ordered twice names the later order");
    assert_eq!(shop.forget("order:2026-11-22/3", TODAY), 0);
    assert_eq!(shop.forget("order:2026-11-22/2", TODAY), 2);
    assert_eq!(shop.profile().log.entries().len(), 1);
    assert_eq!(shop.forget(&of("p1").expect("an order"), TODAY), 2);
    assert!(shop.profile().log.entries().is_empty());
}

#[test]
fn forgetting_what_a_source_noted_leaves_the_others() {
    let mut shop = known_shopper();
    assert_eq!(shop.forget("source:nothing", TODAY), 0);
    assert_eq!(shop.forget("source:orders", TODAY), 5);
    assert!(shop.profile().log.entries().iter().all(|entry| entry.signal.source() != Source::Orders));
    assert!(
        !shop.profile().log.entries().is_empty()
            && !shop
                .store()
                .get(nearside::store::Shelf::Device, nearside::store::KEY)
                .expect("kept")
                .contains("purchase")
    );
}
