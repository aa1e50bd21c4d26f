//! Lists under rules: each rule does what it says and no more, and the shopper's word stands above all of them.
use crate::common::{catalog, home, ids, known_shopper, shop, Shop, TODAY};
use nearside::catalog::ItemIx;
use nearside::consent::Level;
use nearside::engine::{Engine, List};
use nearside::policy::Policy;
use nearside::profile::Subject;
use nearside::rank::Term;
use nearside::signal::Stance;
use nearside::store::MemoryStore;
use nearside::Code;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn ask(shop: &mut Shop, placement: &str, options: &str) -> List {
    shop.ask(placement, options, true, TODAY).unwrap_or_else(|error| panic!("{options}: {error}"))
}

fn asked(shop: &mut Shop, placement: &str, options: &str) -> Vec<String> {
    let list = ask(shop, placement, options);
    assert_sound(&list);
    ids(shop, &list)
}

/// Reasons add up, and no item stands twice.
fn assert_sound(list: &List) {
    let mut seen = BTreeSet::new();
    for (listed, reasons) in &list.items {
        assert_eq!(reasons.iter().map(|reason| reason.points).sum::<i32>(), listed.score);
        assert!(seen.insert(listed.item), "twice");
    }
}

fn points(list: &List, place: usize, term: Term) -> i32 {
    list.items[place].1.iter().filter(|reason| reason.term == term).map(|reason| reason.points).sum()
}

fn category(shop: &Shop, id: &str) -> String {
    let item = shop.catalog().find(id).expect("it is there");
    shop.catalog().facet_key(shop.catalog().category_of(item))
}

// Boosts

#[test]
fn a_boost_adds_the_logarithm_of_its_factor_and_a_reason_that_says_so() {
    let mut shop = known_shopper();
    let plain = ask(&mut shop, "category", r#"{"count":120}"#);
    let boosted = ask(
        &mut shop,
        "category",
        r#"{"count":120,"boost":[{"where":"brand = 'Brand 3'","by":4},{"where":"category = 'Care'","by":0.5}]}"#,
    );
    assert_sound(&boosted);
    let score = |list: &List, item: ItemIx| {
        list.items.iter().find(|(listed, _)| listed.item == item).expect("it is in the list").0.score
    };
    let (ln_4, ln_half) = ((4f64.ln() * 4096.0).round() as i32, (0.5f64.ln() * 4096.0).round() as i32);
    let (mut up, mut down, mut still) = (0, 0, 0);
    for (place, (listed, _)) in boosted.items.iter().enumerate() {
        let keys: Vec<_> = shop.catalog().facets_of(listed.item).map(|id| shop.catalog().facet_key(id)).collect();
        let brand = keys.iter().any(|key| key == "brand:Brand 3");
        let care = keys.iter().any(|key| key.starts_with("category:Care"));
        let wanted = i32::from(brand) * ln_4 + i32::from(care) * ln_half;
        let added = listed.score - score(&plain, listed.item);
        assert!((added - wanted).abs() <= 2, "{added}, not {wanted}");
        assert_eq!(points(&boosted, place, Term::Rule), added);
        *(if added > 0 {
            &mut up
        } else if added < 0 {
            &mut down
        } else {
            &mut still
        }) += 1;
    }
    assert!(up > 10 && down > 10 && still > 10, "{up} {down} {still}");
    let scores: Vec<i32> = boosted.items.iter().map(|(listed, _)| listed.score).collect();
    assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]), "best first");
}

#[test]
fn only_what_lifts_and_is_paid_for_says_promoted() {
    let mut shop = known_shopper();
    let list = ask(
        &mut shop,
        "home",
        r#"{"count":60,"boost":[{"where":"brand = 'Brand 3'","by":3,"promoted":true},{"where":"brand = 'Brand 4'","by":3},
            {"where":"brand = 'Brand 5'","by":0.9,"promoted":true}],"pin":[{"at":4,"id":"p119","promoted":true}]}"#,
    );
    let brand = |item| {
        let keys = shop.catalog().facets_of(item).map(|id| shop.catalog().facet_key(id));
        keys.into_iter().find(|key| key.starts_with("brand:")).unwrap_or_default()
    };
    for (listed, _) in &list.items {
        let wanted = brand(listed.item) == "brand:Brand 3" || shop.catalog().id(listed.item) == "p119";
        assert_eq!(listed.promoted, wanted, "{}", shop.catalog().id(listed.item));
    }
    assert!(list.items.iter().filter(|(listed, _)| listed.promoted).count() > 3);
    assert!(home(&mut shop, 60).items.iter().all(|(listed, _)| !listed.promoted));
}

// Pins, and what stands above them

#[test]
fn a_pin_stands_exactly_at_its_place() {
    let mut shop = known_shopper();
    let plain = asked(&mut shop, "home", r#"{"count":10}"#);
    let pinned = asked(&mut shop, "home", r#"{"count":10,"pin":{"9":"p111","0":"p119","3":"p5-large","4":"unknown"}}"#);
    assert_eq!((pinned.len(), &*pinned[0], &*pinned[3], &*pinned[9]), (10, "p119", "p5", "p111"));
    let rest: Vec<_> = pinned.iter().filter(|id| !["p119", "p5", "p111"].contains(&id.as_str())).collect();
    let was: Vec<_> = plain.iter().filter(|id| !["p119", "p5", "p111"].contains(&id.as_str())).take(7).collect();
    assert_eq!(rest, was, "the others keep their order");
    // A place beyond the count is not shown; in a list that is too short for the place, the pin is the last.
    assert!(!asked(&mut shop, "home", r#"{"count":5,"pin":{"5":"p119"}}"#).contains(&"p119".to_owned()));
    let short = asked(&mut shop, "home", r#"{"count":50,"pin":{"40":"p39"},"filter":"category = 'Pets > Pets 3'"}"#);
    assert!(short.len() == 10 && short[9] == "p39", "{short:?}");
    assert_eq!(asked(&mut shop, "home", r#"{"count":1,"pin":{"0":"p119","1":"p118"}}"#), ["p119"]);
}

#[test]
fn never_a_filter_and_what_is_left_out_stand_above_pins_and_fallback() {
    let mut shop = known_shopper();
    let first = |shop: &mut Shop, more: &str| {
        let list = ask(shop, "home", &format!(r#"{{"count":5,"pin":{{"0":"p119"}}{more}}}"#));
        shop.catalog().id(list.items[0].0.item).to_owned()
    };
    assert_eq!(first(&mut shop, ""), "p119");
    assert_ne!(first(&mut shop, r#","filter":"category = 'Pets'""#), "p119");
    assert_ne!(first(&mut shop, r#","exclude":["p119"]"#), "p119");
    assert_ne!(first(&mut shop, r#","shown":["p119"]"#), "p119");
    assert_ne!(first(&mut shop, r#","cart":["p119"]"#), "p119");
    assert!(shop.state(&Subject::parse("item:p119"), Some(Stance::Never), TODAY));
    assert_ne!(first(&mut shop, ""), "p119");
    let filled = asked(&mut shop, "home", r#"{"count":5,"filter":"category = 'nothing'","fallback":["p119","p3"]}"#);
    assert!(filled.is_empty(), "{filled:?}");
    let filled = asked(&mut shop, "product", r#"{"count":5,"item":"p110","fallback":["p119","p3","p3","p4"]}"#);
    assert!(
        !filled.contains(&"p119".to_owned()) && filled.ends_with(&["p3".to_owned(), "p4".to_owned()]),
        "{filled:?}"
    );
}

#[test]
fn never_is_heeded_in_further_categories_too_and_scores_count_the_first_alone() {
    let mut shop = Engine::new(crate::shelf(), Policy::default(), MemoryStore::default());
    shop.set_level(Level::Remember, TODAY);
    for id in ["s0", "s1", "s4", "s8"] {
        assert!(shop.track(nearside::signal::Signal::Purchase, &[id], TODAY));
    }
    let all = ask(&mut shop, "category", r#"{"count":60}"#);
    assert_sound(&all);
    assert_eq!(all.items.len(), 60);
    for (listed, reasons) in &all.items {
        let facets: Vec<_> = reasons.iter().filter(|r| r.term == Term::Interest).map(|r| r.facet).collect();
        let once: BTreeSet<_> = facets.iter().collect();
        assert_eq!(once.len(), facets.len(), "{}: no category counts twice", shop.catalog().id(listed.item));
    }
    let records = nearside::records::interests(&mut shop, TODAY);
    assert!(records.iter().any(|one| one.facet == "category:Pets > Dogs"));
    assert!(records.iter().all(|one| !one.facet.contains("Gifts")), "s0, s4 and s8 are dogs first");
    assert!(shop.state(&Subject::parse("category:Gifts"), Some(Stance::Never), TODAY));
    let left = asked(&mut shop, "category", r#"{"count":60}"#);
    assert_eq!(left.len(), 45);
    assert!(left.iter().all(|id| id[1..].parse::<u32>().expect("a number") % 4 != 0));
}

// What a placement is about, and what fills it

#[test]
fn similar_stays_in_the_branch_and_goes_with_leaves_the_type() {
    let mut shop = known_shopper();
    let shelf = category(&shop, "p43");
    let similar = asked(&mut shop, "product", r#"{"item":"p43","kind":"similar","count":6}"#);
    assert_eq!(similar.len(), 6);
    assert!(similar.iter().all(|id| category(&shop, id) == shelf && id != "p43"), "{similar:?}");
    // More than the shelf has: its department, and then, if that may be, everything.
    let similar = asked(&mut shop, "product", r#"{"item":"p43","kind":"similar","count":30}"#);
    assert!(similar.len() == 30 && similar.iter().all(|id| category(&shop, id).starts_with("category:Kitchen")));
    let similar = asked(&mut shop, "product", r#"{"item":"p43","kind":"similar","count":60}"#);
    assert_eq!(similar.len(), 60);
    assert!(similar[..39].iter().all(|id| category(&shop, id).starts_with("category:Kitchen")));
    let similar = asked(&mut shop, "product", r#"{"item":"p43","kind":"similar","count":60,"fallback":"none"}"#);
    assert_eq!(similar.len(), 39);

    let list = ask(&mut shop, "product", r#"{"item":"p39","count":6,"fallback":"none"}"#);
    let goes = ids(&shop, &list);
    assert!(!goes.is_empty() && goes.len() < 6, "{goes:?}");
    for (place, id) in goes.iter().enumerate() {
        assert_ne!(category(&shop, id), category(&shop, "p39"));
        assert!(points(&list, place, Term::Next) > 0);
    }
    let filled = asked(&mut shop, "product", r#"{"item":"p39","count":6}"#);
    assert!(filled.len() == 6 && filled.starts_with(&goes));
    assert!(asked(&mut shop, "product", r#"{"item":"p39","count":6,"fallback":"none","minimum":6}"#).is_empty());
    assert_eq!(asked(&mut shop, "product", r#"{"item":"p39","count":6,"minimum":6}"#), filled);
}

#[test]
fn a_cart_without_fallback_holds_only_what_goes_with_it() {
    let mut shop = known_shopper();
    let list = ask(&mut shop, "cart", r#"{"cart":["p60"],"count":50,"fallback":"none"}"#);
    assert!(!list.items.is_empty() && list.items.len() < 20);
    assert!((0..list.items.len()).all(|place| points(&list, place, Term::Next) > 0));
    assert_eq!(asked(&mut shop, "cart", r#"{"cart":["p60"],"count":50}"#).len(), 50);
}

// Hits of the shop's own search

#[test]
fn hits_keep_what_their_place_is_worth_and_gain_what_is_personal() {
    let mut shop = known_shopper();
    let hits = r#""hits":["p100","p47","nobody","p60","p47","p3"]"#;
    let list = ask(&mut shop, "search", &format!("{{{hits}}}"));
    assert_sound(&list);
    let mut sorted = ids(&shop, &list);
    assert_eq!(sorted[0], "p47", "it was bought");
    let order = |place: usize| points(&list, place, Term::Order);
    assert_eq!(order(0), -nearside::fixed::ln(2), "it was found second");
    assert!(list.items.iter().all(|(_, reasons)| reasons.iter().all(|reason| reason.term != Term::Popular)));
    sorted.sort_unstable();
    assert_eq!(sorted, ["p100", "p3", "p47", "p60"]);
    // The same order as `rerank()`, which leaves nothing out.
    let given = ["p100", "p47", "p60", "p3"];
    let places = shop.rerank(&given, TODAY);
    let reranked: Vec<String> = places.iter().map(|place| given[*place].to_owned()).collect();
    assert_eq!(asked(&mut shop, "search", r#"{"hits":["p100","p47","p60","p3"]}"#), reranked);
    // Rules hold for hits too.
    let ruled = format!(
        r#"{{{hits},"filter":"category != 'Care'","pin":{{"0":"p3"}},"boost":{{"where":"brand = 'Brand 4'","by":50}}}}"#
    );
    assert_eq!(asked(&mut shop, "search", &ruled), ["p3", "p47", "p60"]);
    assert_eq!(asked(&mut shop, "search", r#"{"hits":[]}"#), Vec::<String>::new());
}

// Defaults of the merchant, and faults

fn with_config(config: &str) -> nearside::Result<Shop> {
    Ok(Engine::new(catalog(), Policy::from_json(config)?, MemoryStore::default()))
}

#[test]
fn what_nearside_json_says_of_a_placement_holds_until_a_call_says_otherwise() {
    let config =
        r#"{"placements":{"home":{"count":3,"filter":"category = \"Pets\"","pin":{"1":"p39"},"exclude":["p0"]}}}"#;
    let mut shop = with_config(config).expect("it is sound");
    let list = asked(&mut shop, "home", "{}");
    assert!(list.len() == 3 && list[1] == "p39" && !list.contains(&"p0".to_owned()), "{list:?}");
    assert_eq!(asked(&mut shop, "home", r#"{"count":4}"#).len(), 4);
    assert_eq!(asked(&mut shop, "home", r#"{"pin":[]}"#).iter().position(|id| id == "p39"), None);
    let all = asked(&mut shop, "home", r#"{"filter":"","count":200}"#);
    assert_eq!(all.len(), 119);
    assert_eq!(asked(&mut shop, "category", r#"{"count":200}"#).len(), 120, "other placements keep theirs");
}

#[test]
fn a_fault_in_nearside_json_is_named_by_its_path() {
    for (rules, wanted) in [
        (r#""home""#, "placements.home.* must be an object"),
        (r#"{"cuont":3}"#, "placements.home.cuont is no rule; there are count, minimum, filter, boost, pin, exclude"),
        (r#"{"item":"p1"}"#, "placements.home.item is no rule"),
        (r#"{"count":0}"#, "placements.home.count must be a number from 1 to 200"),
        (r#"{"count":201}"#, "placements.home.count must be"),
        (r#"{"minimum":"3"}"#, "placements.home.minimum must be"),
        (r#"{"filter":{"inStock":true}}"#, "placements.home.filter must be an expression"),
        (r#"{"filter":"in_stock & price"}"#, "placements.home.filter at character 10: expected &&, || or the end"),
        (r#"{"boost":3}"#, "placements.home.boost must be at most 16 of { where, by }"),
        (r#"{"boost":{"where":"in_stock"}}"#, "placements.home.boost.by must be a number from 0.01 to 100"),
        (r#"{"boost":{"where":"in_stock","by":0.001}}"#, "placements.home.boost.by must be"),
        (r#"{"boost":{"where":"in_stock","by":-2}}"#, "placements.home.boost.by must be"),
        (r#"{"boost":{"by":2}}"#, "placements.home.boost.where must be an expression"),
        (r#"{"boost":[{"by":2,"where":"x"}]}"#, "placements.home.boost.where at character 1: expected a field"),
        (r#"{"pin":{"x":"p1"}}"#, "placements.home.pin must name places from 0 to 199 and their ids"),
        (r#"{"pin":{"200":"p1"}}"#, "placements.home.pin must"),
        (r#"{"pin":[{"at":1}]}"#, "placements.home.pin must"),
        (r#"{"exclude":[{"group":"seen"}]}"#, "placements.home.exclude must be a list of ids and of groups"),
        (r#"{"diversity":1.1}"#, "placements.home.diversity must be a number from 0 to 1"),
        (r#"{"fallback":"p1"}"#, "placements.home.fallback must be popular, none or a list of ids"),
        (r#"{"fallback":5}"#, "placements.home.fallback must be a list of ids"),
        (r#"{"explore":1}"#, "placements.home.explore must be true or false"),
        (r#"{"kind":"same"}"#, "placements.home.kind must be similar or goes-with"),
    ] {
        let error = with_config(&format!(r#"{{"placements":{{"home":{rules}}}}}"#)).err().expect(rules);
        assert_eq!(error.code(), Code::BadConfig);
        let message = error.message().strip_prefix("nearside.json: ").expect("it names the file");
        assert!(message.starts_with(wanted), "{rules}: {message}");
        // The same fault in a call, where the page alone may say more.
        if !wanted.contains("is no rule") && !wanted.contains('*') {
            let error = shop().ask("home", rules, true, TODAY).err().expect(rules);
            assert_eq!(error.code(), Code::BadOption);
            let wanted = wanted.replace("placements.home.", "recommend(\"home\"): ");
            assert!(error.message().starts_with(&wanted), "{rules}: {}", error.message());
        }
    }
    for placements in [r#"{"hoem":{}}"#, "[]", "3"] {
        let error = with_config(&format!(r#"{{"placements":{placements}}}"#)).err().expect(placements);
        assert!(error.message().ends_with("has the members home, category, product, cart, search"));
    }
    assert_eq!(shop().ask("attic", "{}", true, TODAY).err().map(|error| error.code()), Some(Code::BadOption));
    assert_eq!(
        shop().ask("home", r#"{"item":"\ud800"}"#, true, TODAY).err().map(|error| error.code()),
        Some(Code::BadOption)
    );
    let many = vec![r#"{"where":"in_stock","by":2}"#; 17].join(",");
    assert!(shop().ask("home", &format!(r#"{{"boost":[{many}]}}"#), true, TODAY).is_err());
}

// Diversity

fn types(shop: &Shop, list: &[String]) -> usize {
    list.iter().map(|id| category(shop, id)).collect::<BTreeSet<_>>().len()
}

#[test]
fn more_diversity_never_means_fewer_types() {
    let mut shop = known_shopper();
    let plain = asked(&mut shop, "home", r#"{"count":10,"explore":false,"diversity":0}"#);
    assert_eq!(plain, asked(&mut shop, "category", r#"{"count":10}"#), "0 is by score alone");
    let mut last = types(&shop, &plain);
    assert!(last < 8, "the plain list is narrow: {last}");
    for step in ["0.05", "0.15", "0.4", "0.7", "0.9", "1"] {
        let list = asked(&mut shop, "home", &format!(r#"{{"count":10,"explore":false,"diversity":{step}}}"#));
        let now = types(&shop, &list);
        assert!(now >= last, "{step}: {now} after {last}");
        last = now;
    }
    assert_eq!(last, 10, "each once: there are eleven that may appear");
    let usual = asked(&mut shop, "home", r#"{"count":10,"explore":true}"#);
    assert_eq!(usual, asked(&mut shop, "home", r#"{"count":10,"diversity":0.15}"#));
}

// One page

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn lists_of_one_page_hold_no_item_twice(counts in prop::collection::vec((0usize..4, 1usize..20), 1..5)) {
        let mut shop = known_shopper();
        let mut shown: Vec<String> = Vec::new();
        for (kind, count) in counts {
            let (placement, more) = [
                ("home", r#","pin":{"0":"p7","2":"p47"}"#), ("category", ""), ("product", r#","item":"p39","fallback":["p1","p2"]"#),
                ("search", r#","hits":["p1","p2","p3","p47"]"#),
            ][kind];
            let quoted: Vec<String> = shown.iter().map(|id| format!("\"{id}\"")).collect();
            let list = asked(&mut shop, placement, &format!(r#"{{"count":{count},"shown":[{}]{more}}}"#, quoted.join(",")));
            prop_assert!(list.len() <= count);
            shown.extend(list);
        }
        let once: BTreeSet<&String> = shown.iter().collect();
        prop_assert_eq!(once.len(), shown.len());
    }

    #[test]
    fn rules_together_keep_every_promise_of_each(
        pins in prop::collection::btree_map(0usize..12, 0u32..130, 0..4), count in 1usize..14, by in 1u32..9_999, diversity in 0u32..=100,
        never in 0u32..7, without in prop::collection::vec(0u32..120, 0..5), brand in 0u32..7, minimum in 0usize..16,
    ) {
        let mut shop = known_shopper();
        shop.state(&Subject::parse(&format!("brand:Brand {never}")), Some(Stance::Never), TODAY);
        let pin: Vec<String> = pins.iter().map(|(at, n)| format!(r#"{{"at":{at},"id":"p{n}"}}"#)).collect();
        let out: Vec<String> = without.iter().map(|n| format!(r#""p{n}""#)).collect();
        let list = ask(&mut shop, "home", &format!(
            r#"{{"count":{count},"minimum":{minimum},"pin":[{}],"exclude":[{}],"diversity":{}.{:02},"filter":"brand != 'Brand {brand}'",
                "boost":{{"where":"category = 'Pets'","by":{}.{:02}}}}}"#,
            pin.join(","), out.join(","), diversity / 100, diversity % 100, by / 100, by % 100,
        ));
        assert_sound(&list);
        let found = ids(&shop, &list);
        prop_assert!(if minimum > count { found.is_empty() } else { found.len() == count }, "{} of {}", found.len(), count);
        let number = |id: &str| id[1..].parse::<u32>().expect("a number");
        let allowed = |n: u32| n < 120 && n % 7 != never && n % 7 != brand && !without.contains(&n);
        prop_assert!(found.iter().all(|id| allowed(number(id))));
        let mut known = BTreeSet::new();
        let kept: Vec<(usize, u32)> = pins.into_iter().filter(|(_, n)| known.insert(*n) && allowed(*n)).collect();
        if !found.is_empty() {
            for (at, n) in kept.into_iter().filter(|(at, _)| *at < count) {
                prop_assert_eq!(number(&found[at]), n);
            }
        }
    }
}
