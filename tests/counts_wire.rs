//! The plan of a shop, and a report on its way: what may be asked, what is written, and what is refused.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/counts.rs"]
mod common;

use common::*;
use nearside::counts::otlp::{decode, encode, Received, Refused, LONGEST};
use nearside::counts::*;
use nearside::day::Day;
use nearside::policy::Policy;
use proptest::prelude::*;
use std::collections::HashSet;

#[test]
fn a_plan_has_every_question_with_its_purpose_and_cells() {
    let plan = plan(EVERYTHING);
    let names: Vec<&str> = plan.asked().iter().map(Asked::name).collect();
    assert_eq!(
        names,
        [
            "funnel/1",
            "category.view/1",
            "category.purchase/1",
            "reach.Tea/1",
            "reach.Brötchen \"süß\"/1",
            "reach.Pots/1",
            "arm.picks/1",
            "paired.order-2/1"
        ]
    );
    let sizes: Vec<u16> = plan.asked().iter().map(|asked| asked.domain().size()).collect();
    assert_eq!(sizes, [4, 4, 4, 4, 4, 4, 2, 2]);
    assert_eq!(plan.asked()[1].answers(), ["none", "Tea", "Brötchen \"süß\"", "Pots"]);
    assert_eq!(plan.asked()[6].question(), &Question::Arm("picks".to_owned(), Stage::Ordered));
    assert_eq!(
        plan.asked().iter().map(Asked::has_arms).collect::<Vec<_>>(),
        [[false; 6].as_slice(), &[true, false]].concat()
    );
    assert!(plan.asked().iter().all(|asked| !asked.purpose().is_empty()));
    assert_eq!((plan.endpoint(), plan.odds(), plan.budget()), ("/v1/metrics", Odds::Three, Budget::MOST));
    assert_eq!(Plan::from_config(r#"{"shop": "x"}"#, &categories()), Ok(None));
    // The browser reads the same file, and passes this member over.
    assert!(Policy::from_json(&format!(r#"{{"shop": "x", "counts": {EVERYTHING}}}"#)).is_ok());
    assert!(Policy::from_json(r#"{"counts": 1}"#).is_err_and(|error| error.message().contains("\"counts\"")));
}

#[test]
fn the_strict_preset_and_the_shop_can_only_lower() {
    let strict = plan(
        r#"{"strict": true, "endpoint": "/a/b-c", "questions": {"funnel": {"purpose": "p"}, "arm.x": {"purpose": "p", "outcome": "clicked"}}}"#,
    );
    assert_eq!((strict.odds(), strict.budget(), strict.endpoint()), (Odds::Two, Budget::at_most([1, 4, 4]), "/a/b-c"));
    assert_eq!(strict.asked()[0].domain(), Domain::holding(4, Odds::Two).unwrap());
    assert_eq!(strict.asked()[1].domain(), Domain::yes_no(Odds::Two));
    let lower = plan(r#"{"budget": [0, 3, 5], "questions": {"funnel": {"purpose": "p"}}}"#);
    assert_eq!(lower.budget(), Budget::at_most([0, 3, 5]));
}

#[test]
fn a_plan_that_makes_no_sense_is_refused_by_its_member() {
    let asked = |question: &str| format!(r#"{{"questions": {{{question}}}}}"#);
    let funnel = |more: &str| format!(r#"{{"questions": {{"funnel": {{"purpose": "p"}}}}, {more}}}"#);
    let long = "x".repeat(301);
    let cases = [
        ("[]".to_owned(), "counts must be"),
        ("{}".to_owned(), "counts.questions"),
        (r#"{"questions": []}"#.to_owned(), "counts.questions"),
        (asked(""), "counts.questions"),
        (asked(r#""funnel": "p""#), "counts.questions.funnel must"),
        (asked(r#""funnel": {}"#), "counts.questions.funnel.purpose"),
        (asked(r#""funnel": {"purpose": " "}"#), "counts.questions.funnel.purpose"),
        (asked(&format!(r#""funnel": {{"purpose": "{long}"}}"#)), "counts.questions.funnel.purpose"),
        (
            asked(r#""funnel": {"purpose": "p", "outcome": "clicked"}"#),
            "counts.questions.funnel has no member \"outcome\"",
        ),
        (asked(r#""funnel": {"purpose": "p", "purpose": "q"}"#), "\"purpose\" twice"),
        (asked(r#""funnel": {"purpose": "p"}, "funnel": {"purpose": "p"}"#), "asks funnel/1 twice"),
        (asked(r#""funnel.x": {"purpose": "p"}"#), "counts.questions.funnel.x is no question"),
        (asked(r#""category.like": {"purpose": "p"}"#), "counts.questions.category.like is no question"),
        (asked(r#""category": {"purpose": "p"}"#), "counts.questions.category is no question"),
        (asked(r#""reach.Tea": {"purpose": "p"}"#), "counts.questions.reach.Tea is no question"),
        (
            asked(r#""reach": {"purpose": "p", "categories": ["Love toys"]}"#),
            "counts.questions.reach.categories names \"Love toys\"",
        ),
        (asked(r#""reach": {"purpose": "p", "categories": ["Tea", "Tea"]}"#), "asks reach.Tea/1 twice"),
        (asked(r#""reach": {"purpose": "p", "categories": []}"#), "counts.questions.reach.categories"),
        (asked(r#""reach": {"purpose": "p", "categories": "Tea"}"#), "counts.questions.reach.categories"),
        (asked(r#""arm.picks": {"purpose": "p"}"#), "counts.questions.arm.picks.outcome"),
        (asked(r#""arm.picks": {"purpose": "p", "outcome": "nothing"}"#), "counts.questions.arm.picks.outcome"),
        (asked(r#""arm.": {"purpose": "p", "outcome": "clicked"}"#), "counts.questions.arm. is no question"),
        (asked(r#""arm.A/1": {"purpose": "p", "outcome": "clicked"}"#), "counts.questions.arm.A/1 is no question"),
        (asked(&format!(r#""paired.{}": {{"purpose": "p"}}"#, "x".repeat(33))), "is no question"),
        (funnel(r#""questoins": 1"#), "counts has no member \"questoins\""),
        (funnel(r#""budget": [2, 4, 13]"#), "counts.budget"),
        (funnel(r#""budget": [1, 4, 13], "strict": true"#), "counts.budget"),
        (funnel(r#""budget": [1, 4]"#), "counts.budget"),
        (funnel(r#""budget": 1"#), "counts.budget"),
        (funnel(r#""strict": 1"#), "counts.strict"),
        (funnel(r#""endpoint": "https://elsewhere.example/v1/metrics""#), "counts.endpoint"),
        (funnel(r#""endpoint": "//elsewhere.example""#), "counts.endpoint"),
        (funnel(r#""endpoint": "/a?shopper=1""#), "counts.endpoint"),
        (funnel(r#""endpoint": 1"#), "counts.endpoint"),
        (funnel(r#""endpoint": ["https://a.example/", "http://b.example/"]"#), "counts.endpoint"),
        (funnel(r#""endpoint": ["https://a.example/", "https://b.example/ x"]"#), "counts.endpoint"),
        (funnel(r#""endpoint": ["https://a.example/", "https://a.example/"]"#), "counts.endpoint"),
        (funnel(r#""endpoint": ["https://a.example/"]"#), "counts.endpoint"),
    ];
    for (counts, words) in cases {
        let error = Plan::from_config(&format!(r#"{{"counts": {counts}}}"#), &categories()).unwrap_err();
        assert!(error.code().as_str() == "BAD_CONFIG" && error.message().contains(words), "{counts}: {error}");
    }
    for question in [r#""reach": {"purpose": "p"}"#, r#""category.view": {"purpose": "p"}"#] {
        let text = format!(r#"{{"counts": {}}}"#, asked(question));
        assert!(Plan::from_config(&text, &[]).unwrap_err().message().contains("needs a catalog"));
        let many: Vec<String> = (0..510).map(|k| k.to_string()).collect();
        assert_eq!(Plan::from_config(&text, &many).is_err(), question.contains("category.view"));
        assert!(Plan::from_config(&text, &["x".repeat(201)]).is_err() == question.contains("reach"));
    }
}

#[test]
fn the_question_is_drawn_by_coins_alone_and_every_member_is_equally_likely() {
    let plan = plan(EVERYTHING);
    let mut coins = Splitmix(7);
    let mut drawn: std::collections::BTreeMap<(String, Option<&str>), u32> = Default::default();
    for _ in 0..60_000 {
        let (asked, arm) = plan.draw(&mut coins).unwrap();
        *drawn.entry((asked.name().to_owned(), arm.map(Arm::word))).or_default() += 1;
    }
    // Six members: 10,000 each; reach parts its share among three categories, the experiment among two arms.
    assert_eq!(drawn.len(), 9);
    for ((name, arm), times) in drawn {
        let wanted = match (name.starts_with("reach."), arm) {
            (true, _) => 10_000 / 3,
            (_, Some(_)) => 5_000,
            _ => 10_000,
        };
        assert!(times.abs_diff(wanted) < 5 * (f64::from(wanted).sqrt() as u32), "{name} {arm:?}: {times}");
    }
    assert_eq!(plan.draw(&mut Broken).err(), Some(NoCoins));
}

fn any_report() -> impl Strategy<Value = (usize, bool, u64, u32, bool)> {
    (0..8usize, any::<bool>(), any::<u64>(), 0..40_000u32, any::<bool>())
}

proptest! {
    #[test]
    fn what_is_written_is_read_and_nothing_else_has_its_meaning(
        (place, with, seed, day, later) in any_report(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 0..3),
    ) {
        let plan = plan(EVERYTHING);
        let sent = report(&plan, place, with, &mut Splitmix(seed), Day(day));
        let mut body = bytes(&plan, &sent);
        let today = Day(day).plus(later.into());
        prop_assert_eq!(decode(&body, &plan, today), Ok(sent));
        // Any other bytes that can be read are what writing them again gives.
        for (at, byte, kind) in changes {
            let at = at.index(body.len());
            match kind {
                0 => body[at] = byte,
                1 => body.insert(at, byte),
                2 => { body.remove(at); }
                _ => body[at] ^= 1 << (byte % 8),
            }
        }
        if let Ok(read) = decode(&body, &plan, today) {
            prop_assert_eq!(bytes(&plan, &read), body);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(body in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(decode(&body, &plan(EVERYTHING), Day(20_000)).is_err());
    }
}

#[test]
fn every_single_bit_counts() {
    let plan = plan(EVERYTHING);
    for place in 0..plan.asked().len() {
        let sent = report(&plan, place, true, &mut Splitmix(3), TODAY);
        let body = bytes(&plan, &sent);
        for bit in 0..body.len() * 8 {
            let mut other = body.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            if let Ok(read) = decode(&other, &plan, TODAY) {
                panic!("bit {bit} of {sent:?} is not looked at: {read:?}");
            }
        }
        for length in 0..body.len() {
            assert!(decode(&body[..length], &plan, TODAY).is_err(), "cut at {length}");
        }
    }
}

/// Says of the body of a report with something wrong why it is refused.
#[test]
fn each_fault_has_its_code() {
    let plan = plan(EVERYTHING);
    let good = report(&plan, 0, false, &mut Splitmix(1), TODAY);
    let refuse = |body: &[u8]| decode(body, &plan, TODAY).unwrap_err();
    let mut told: HashSet<Refused> = HashSet::new();
    let mut expect = |body: &[u8], why: Refused| {
        assert_eq!(refuse(body), why);
        told.insert(why);
    };
    let official = Message::of(&good, &plan);
    assert_eq!(official.bytes(), bytes(&plan, &good), "the test writes what the encoder writes");
    let with = |change: &dyn Fn(&mut Message)| {
        let mut message = official.clone();
        change(&mut message);
        message.bytes()
    };
    expect(&vec![0; LONGEST + 1], Refused::TooLong);
    expect(b"", Refused::Field);
    expect(b"\x0a\x7f", Refused::Broken);
    expect(b"{\"resourceMetrics\":[]}", Refused::Field);
    expect(&with(&|m| m.attributes[0].1 = "funnel/2".into()), Refused::Question);
    expect(&with(&|m| m.attributes[0].1 = "category.click/1".into()), Refused::Question);
    expect(&with(&|m| m.attributes.clear()), Refused::Field);
    expect(&with(&|m| m.attributes.push(("arm".into(), "with".into()))), Refused::Arm);
    expect(&with(&|m| m.attributes.push(("shopper".into(), "4711".into()))), Refused::Field);
    let experiment = Message::of(&report(&plan, 6, true, &mut Splitmix(1), TODAY), &plan);
    for arm in [None, Some("left")] {
        let mut message = experiment.clone();
        message.attributes.truncate(1);
        message.attributes.extend(arm.map(|arm| ("arm".into(), arm.into())));
        expect(&message.bytes(), Refused::Arm);
    }
    let mut third = experiment.clone();
    third.attributes.push(("arm".into(), "with".into()));
    expect(&third.bytes(), Refused::Field);
    expect(&with(&|m| m.cells.push(0)), Refused::Size);
    expect(&with(&|m| m.cells.truncate(3)), Refused::Size);
    expect(&with(&|m| m.bounds[1] = 1.25), Refused::Size);
    expect(&with(&|m| m.bounds.push(3.5)), Refused::Size);
    expect(&with(&|m| m.cells.iter_mut().for_each(|cell| *cell *= 2)), Refused::Cell);
    expect(&with(&|m| m.cells = vec![1, 1, 0, 0]), Refused::Weight);
    expect(&with(&|m| m.cells = vec![0; 4]), Refused::Weight);
    expect(&with(&|m| m.count = 2), Refused::Weight);
    expect(&with(&|m| m.start += 1), Refused::Time);
    expect(&with(&|m| m.end += 1), Refused::Time);
    expect(&with(&|m| m.end += m.end - m.start), Refused::Time);
    expect(&with(&|m| m.start = u64::MAX), Refused::Time);
    for (days, allowed) in [(-2i64, false), (-1, true), (0, true), (1, false)] {
        let body = with(&|m| {
            let shift = |time: u64| time.wrapping_add_signed(days * 86_400_000_000_000);
            (m.start, m.end) = (shift(m.start), shift(m.end));
        });
        match decode(&body, &plan, TODAY) {
            Ok(read) => assert!(allowed && read.day == Day(TODAY.0.wrapping_add_signed(days as i32))),
            Err(why) => assert_eq!((allowed, why), (false, Refused::Day)),
        }
    }
    expect(&with(&|m| (m.start, m.end) = (0, 86_400_000_000_000)), Refused::Day);
    for more in [
        (|m| m.resource = true) as fn(&mut Message),
        |m| m.temporality = 2,
        |m| m.scope = "other".into(),
        |m| m.version = "2".into(),
        |m| m.metric = "other".into(),
        |m| m.unit = "ms".into(),
        |m| m.more = vec![0x29, 0, 0, 0, 0, 0, 0, 0, 0], // sum
        |m| m.more = vec![0x50, 0],                      // flags
        |m| m.more = vec![0x42, 0],                      // an exemplar
    ] {
        let mut message = official.clone();
        more(&mut message);
        expect(&message.bytes(), Refused::Field);
    }
    // A field more at every level; 15 is one that none of them has.
    for level in 0..6 {
        expect(&with(&|m| m.around[level] = vec![0x78, 1]), Refused::Field);
    }
    expect(&[bytes(&plan, &good), bytes(&plan, &good)].concat(), Refused::Field);
    // The same number in two bytes instead of one.
    expect(&with(&|m| m.long = true), Refused::Form);
    assert_eq!(told.len(), Refused::ALL.len(), "{told:?}");
    let codes: HashSet<&str> = Refused::ALL.iter().map(|why| why.code()).collect();
    assert_eq!(codes.len(), Refused::ALL.len());
}

#[test]
fn the_body_tells_nothing_by_its_length_and_the_longest_fits() {
    let plan = plan(EVERYTHING);
    for place in 0..plan.asked().len() {
        let lengths: HashSet<usize> =
            (0..50).map(|seed| bytes(&plan, &report(&plan, place, true, &mut Splitmix(seed), TODAY)).len()).collect();
        assert_eq!(lengths.len(), 1);
    }
    let many: Vec<String> = (0..509).map(|k| format!("category {k}")).collect();
    let text = r#"{"counts": {"questions": {"category.purchase": {"purpose": "p"}}}}"#;
    let plan = Plan::from_config(text, &many).unwrap().unwrap();
    let sent = report(&plan, 0, false, &mut Splitmix(1), TODAY);
    let body = bytes(&plan, &sent);
    assert!(plan.asked()[0].domain().size() == 512 && body.len() < LONGEST, "{}", body.len());
    assert_eq!(decode(&body, &plan, TODAY), Ok(sent));
}

/// `tests/counts/reports.hex` was read by the official Python classes, and written by them with the same bytes
/// (`tests/counts/official.py`).
#[test]
fn the_bytes_are_those_that_the_official_classes_write() {
    let plan = plan(EVERYTHING);
    let golden = include_str!("counts/reports.hex");
    let mut lines = golden.lines();
    let mut now = String::new();
    for place in 0..plan.asked().len() {
        for with in [false, true] {
            if with && !plan.asked()[place].has_arms() {
                continue;
            }
            let sent = report(&plan, place, with, &mut Splitmix(place as u64), TODAY);
            let hex: String = bytes(&plan, &sent).iter().map(|byte| format!("{byte:02x}")).collect();
            now += &hex;
            now.push('\n');
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/counts/reports.hex"), &now).unwrap();
        return;
    }
    for line in now.lines() {
        assert_eq!(lines.next(), Some(line));
    }
    assert_eq!(lines.next(), None);
}

fn bytes(plan: &Plan, sent: &Received) -> Vec<u8> {
    encode(&sent.report, plan.asked()[sent.place].name(), sent.arm, sent.day)
}
