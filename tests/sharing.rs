//! What leaves a device and when: the flow from the log to the request, with the ledger in between.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/counts.rs"]
mod counts;

use counts::{categories, plan, shopper, Broken, Splitmix, EVERYTHING};
use nearside::consent::Level;
use nearside::counts::{otlp, *};
use nearside::day::Day;
use nearside::error::Result;
use nearside::profile::Profile;
use nearside::store::{MemoryStore, Shelf, Store, COUNTS, HIDDEN, NEXT};

const DAY: Day = Day(20_779);

fn sharing(counts: &str) -> Sharing<MemoryStore> {
    Sharing::new(plan(counts), MemoryStore::default())
}

fn one(question: &str, more: &str) -> String {
    format!(r#"{{"questions": {{"{question}": {{"purpose": "x"{more}}}}}}}"#)
}

fn asked(plan: &Plan) -> &Asked {
    &plan.asked()[0]
}

fn cell(question: &str, more: &str, log: &[(u32, &str, u32)], about: Option<Day>) -> u16 {
    let plan = plan(&one(question, more));
    answer(asked(&plan), &shopper("share", log), about, &[], &mut Splitmix(1)).expect("coins").cell()
}

#[test]
fn answers_are_the_deepest_step_of_their_one_day() {
    let log = [(10, "view", 0), (11, "view", 0), (11, "cart", 1), (11, "uncart", 1), (12, "purchase", 0)];
    let funnel = |about| cell("funnel", "", &log, about);
    assert_eq!([9, 10, 11, 12].map(|day| funnel(Some(Day(day)))), [0, 1, 2, 3]);
    assert_eq!(funnel(None), 0);
    let arm = |outcome: &str, about| cell("arm.x", &format!(r#", "outcome": "{outcome}""#), &log, Some(Day(about)));
    assert_eq!(
        [arm("ordered", 11), arm("ordered", 12), arm("carted", 11), arm("clicked", 10), arm("carted", 10)],
        [0, 1, 1, 1, 0]
    );
}

#[test]
fn a_category_is_found_below_itself_and_only_there() {
    let log = [(10, "view", 0), (10, "click", 1), (10, "impression", 0), (11, "cart", 1)];
    let reach =
        |category: &str, day| cell("reach", &format!(r#", "categories": ["{category}"]"#), &log, Some(Day(day)));
    assert_eq!([reach("Tea", 10), reach("Pots", 10), reach("Pots", 11), reach("Tea", 11)], [1, 2, 3, 0]);
    // Cells: none, Tea, Brötchen, Pots.
    assert_eq!(cell("category.view", "", &log, Some(Day(10))), 1);
    assert_eq!(cell("category.click", "", &log, Some(Day(10))), 3);
    assert_eq!(cell("category.purchase", "", &log, Some(Day(10))), 0);
    let (plan, both) =
        (plan(&one("category.view", "")), shopper("share", &[(10, "view", 0), (10, "view", 1), (10, "view", 1)]));
    let mut coins = Splitmix(7);
    let drawn = (0..3000).map(|_| answer(asked(&plan), &both, Some(Day(10)), &[], &mut coins).expect("coins").cell());
    let pots = drawn.filter(|cell| *cell == 3).count();
    assert!((1900..2100).contains(&pots), "{pots} of 3000, where 2000 are expected");
}

#[test]
fn sources_that_are_off_answer_nothing() {
    let plan = plan(&one("funnel", ""));
    let mut profile = shopper("share", &[(10, "view", 0), (12, "purchase", 0)]);
    assert_eq!(latest_day(&profile, Day(9), Day(20)), Some(Day(12)));
    profile.settings.switch(nearside::signal::Source::Orders, false);
    assert_eq!(latest_day(&profile, Day(9), Day(20)), Some(Day(10)));
    assert_eq!(answer(asked(&plan), &profile, Some(Day(12)), &[], &mut Splitmix(1)).unwrap().cell(), 0);
    assert_eq!(latest_day(&profile, Day(11), Day(20)), None, "a day before the period");
    assert_eq!(latest_day(&profile, Day(9), Day(10)), None, "a day that is not over");
}

/// Whole life of a ledger: made, seen, sent, counted, and the next one not before a week is over.
#[test]
fn the_first_report_is_seen_before_it_leaves_and_the_ledger_has_its_bytes() {
    let (plan, mut coins) = (plan(&one("funnel", "")), Splitmix(3));
    let mut shop = Sharing::new(plan.clone(), MemoryStore::default());
    let profile = shopper("share", &[(DAY.0 - 3, "cart", 0), (DAY.0, "purchase", 0)]);
    assert_eq!(shop.leave(&profile, DAY, &mut coins), Ok(None), "nobody has seen it yet");
    let seen = shop.next(&profile, DAY, &mut coins).unwrap();
    let ready = seen.period.ready.clone().expect("made");
    assert_eq!((seen.from, ready.about, ready.truth), (DAY, Some(Day(DAY.0 - 3)), 2));
    assert_eq!(shop.next(&profile, DAY, &mut coins).unwrap(), seen, "looking changes nothing");

    // Two days later another page is opened.
    let later = DAY.plus(2);
    let left = shop.leave(&profile, later, &mut coins).unwrap().expect("it leaves");
    assert_eq!(left.body, otlp::encode(&ready.report, "funnel/1", None, later), "what was seen, on the day it leaves");
    assert!(shop.is_booked(&left.hash) && !shop.is_booked(&"0".repeat(64)));
    let got = otlp::decode(&left.body, &plan, later).expect("the collector takes it");
    assert_eq!((got.report, got.day), (ready.report, later));
    let book = shop.book().unwrap();
    assert_eq!(book.sent().iter().map(Sent::body).collect::<Vec<_>>(), [left.body]);
    for key in [COUNTS, NEXT] {
        let stored = shop.store_mut().get(Shelf::Device, key).unwrap();
        assert!(!stored.contains("truth"), "the true answer is gone with the report");
    }

    // The period after it begins on the day it left; its report is about the last day over.
    let more = shopper("share", &[(later.0, "view", 0), (later.0 + 7, "cart", 0)]);
    for day in 0..7 {
        assert_eq!(shop.leave(&more, later.plus(day), &mut coins), Ok(None));
        assert_eq!(shop.next(&more, later.plus(day), &mut coins).unwrap().from, later.plus(7));
    }
    let left = shop.leave(&more, later.plus(7), &mut coins).unwrap().expect("a week is over");
    let last = shop.book().unwrap().sent().last().cloned().unwrap();
    assert_eq!((last.about, last.hash.as_str()), (Some(later), left.hash.as_str()));
}

#[test]
fn only_at_level_share_does_anything_happen() {
    for level in ["off", "visit", "remember"] {
        let mut shop = sharing(EVERYTHING);
        let profile = shopper(level, &[(DAY.0 - 1, "view", 0)]);
        let profile = if level == "off" { Profile { level: Some(Level::Off), ..profile } } else { profile };
        assert_eq!(shop.leave(&profile, DAY, &mut Splitmix(1)), Err(Stop::Level));
        assert_eq!(shop.next(&profile, DAY, &mut Splitmix(1)), Err(Stop::Level));
        assert_eq!(shop.mix("order-2", [&["a"], &["b"]], &profile, DAY, &mut Splitmix(1)), Err(Stop::Level));
        assert!(shop.into_store().is_empty());
    }
}

#[test]
fn without_coins_clock_or_room_nothing_leaves() {
    let profile = shopper("share", &[(DAY.0 - 1, "view", 0)]);
    // Ready to leave the next time.
    let ready = || {
        let mut shop = sharing(&one("funnel", ""));
        assert_eq!(shop.leave(&profile, DAY, &mut Splitmix(1)), Ok(None));
        shop
    };
    let mut shop = ready();
    let before = shop.store_mut().get(Shelf::Device, NEXT);
    assert_eq!(shop.leave(&profile, DAY, &mut Broken), Err(Stop::Randomness));
    assert_eq!(shop.leave(&profile, DAY, &mut Entropy::new(&[7; 4096])), Err(Stop::Randomness), "a stuck source");
    assert_eq!(shop.leave(&profile, DAY, &mut Entropy::new(&[])), Err(Stop::Randomness));
    assert_eq!(shop.leave(&profile, Day(DAY.0 - 1), &mut Splitmix(1)), Err(Stop::Clock));
    assert_eq!(shop.leave(&profile, Day(0), &mut Splitmix(1)), Err(Stop::Clock));
    shop.store_mut().limit(10);
    assert_eq!(shop.leave(&profile, DAY, &mut Splitmix(1)), Err(Stop::Storage));
    assert_eq!(shop.store_mut().get(Shelf::Device, NEXT), before);
    assert_eq!(shop.store_mut().get(Shelf::Device, COUNTS), None, "none of it was booked");
    shop.store_mut().limit(1 << 20);
    assert!(shop.leave(&profile, DAY, &mut Splitmix(1)).unwrap().is_some());

    let mut shop = Sharing::new(plan(&one("funnel", "")), MemoryStore::denied());
    assert_eq!(shop.leave(&profile, DAY, &mut Splitmix(1)), Err(Stop::Storage));
    let mut shop = sharing(r#"{"questions": {"funnel": {"purpose": "x"}}, "budget": [1, 0, 0]}"#);
    assert_eq!(shop.leave(&profile, DAY, &mut Splitmix(1)), Err(Stop::Budget));
}

/// Takes what it is given and keeps nothing: some browsers' private windows do.
struct Forgetful;

impl Store for Forgetful {
    fn get(&self, _: Shelf, _: &str) -> Option<String> {
        None
    }
    fn set(&mut self, _: Shelf, _: &str, _: &str) -> Result<()> {
        Ok(())
    }
    fn remove(&mut self, _: Shelf, _: &str) {}
    fn refused(&self, _: Shelf) -> bool {
        false
    }
}

#[test]
fn what_cannot_be_read_back_was_not_booked() {
    let mut shop = Sharing::new(plan(EVERYTHING), Forgetful);
    for _ in 0..3 {
        assert_eq!(shop.leave(&shopper("share", &[]), DAY, &mut Splitmix(1)), Err(Stop::Storage));
    }
}

#[test]
fn a_ledger_that_was_touched_is_the_end_of_sending() {
    let profile = shopper("share", &[(DAY.0 - 1, "view", 0)]);
    let (mut shop, mut coins) = (sharing(&one("category.view", "")), Splitmix(4));
    for at in 0..60 {
        let _ = shop.leave(&profile, DAY.plus(at), &mut coins).unwrap();
    }
    let book = shop.book().unwrap();
    assert!(book.sent().len() > 5);
    let text = book.text();
    assert_eq!(Book::read(Some(&text), Some(&book.next_text())), Some(book.clone()));
    // Any other digit or letter of a line that left makes it another line.
    let lines = text.find("\"sent\"").unwrap();
    for at in lines..text.len() {
        let was = text.as_bytes()[at];
        let other = match was {
            b'0'..=b'8' => was + 1,
            b'9' => b'0',
            b'a'..=b'e' => was + 1,
            _ => continue,
        };
        let mut touched = text.clone().into_bytes();
        touched[at] = other;
        let touched = String::from_utf8(touched).unwrap();
        assert_eq!(Book::read(Some(&touched), None), None, "at {at}");
        if at % 40 == 0 {
            shop.store_mut().set(Shelf::Device, COUNTS, &touched).unwrap();
            assert_eq!(shop.leave(&profile, DAY.plus(99), &mut coins), Err(Stop::Ledger));
            assert_eq!(shop.next(&profile, DAY.plus(99), &mut coins), Err(Stop::Ledger));
            assert_eq!(shop.store_mut().get(Shelf::Device, COUNTS), Some(touched), "it is left as it was");
        }
    }
    // A line taken out of the middle too.
    let mut without: Vec<&str> = text.split("{\"day\"").collect();
    without.remove(2);
    assert_eq!(Book::read(Some(&without.join("{\"day\"")), None), None);
    // What is next, without a ledger of its own, is no ledger.
    assert_eq!(Book::read(Some(&text), Some(&text)), None);
    assert_eq!(Book::read(Some(&text), Some("{}")), None);
}

/// A tab whose script did not let go of the page for long: it still sees the storage of before a report left.
#[test]
fn a_tab_that_sees_nothing_new_cannot_write_over_what_left() {
    let profile = shopper("share", &[(DAY.0 - 1, "view", 0)]);
    let mut coins = Splitmix(9);
    let mut shop = sharing(&one("paired.order-2", ""));
    let _ = shop.leave(&profile, DAY, &mut coins).unwrap();
    let _ = shop.leave(&profile, DAY.plus(1), &mut coins).unwrap();
    let mut late = Sharing::new(shop.plan().clone(), MemoryStore::clone(shop.store_mut()));
    let left = shop.leave(&profile, DAY.plus(1), &mut coins).unwrap().expect("it leaves");
    // It looks, mixes and stops, all on what it sees, and writes after the other one.
    let _ = late.next(&profile, DAY.plus(1), &mut coins).unwrap();
    let _ = late.mix("order-2", [&["t", "p"], &["p", "t"]], &profile, DAY.plus(1), &mut coins).unwrap();
    for rest in [false, true] {
        if rest {
            late.rest();
        }
        let stale = late.store_mut().get(Shelf::Device, NEXT).unwrap();
        shop.store_mut().set(Shelf::Device, NEXT, &stale).unwrap();
        assert!(shop.is_booked(&left.hash));
        assert_eq!(shop.book().unwrap().next, None, "what it thought was next came before what left");
        for day in 1..8 {
            assert_eq!(shop.leave(&profile, DAY.plus(day), &mut coins), Ok(None), "once in seven days");
        }
    }
}

#[test]
fn the_chain_can_be_checked_with_nothing_but_sha_256() {
    use sha2::{Digest, Sha256};
    let profile = shopper("share", &[(DAY.0 - 1, "view", 0)]);
    let (mut shop, mut coins) = (sharing(EVERYTHING), Splitmix(5));
    for at in 0..500 {
        let _ = shop.leave(&profile, DAY.plus(at), &mut coins).unwrap();
    }
    let book = shop.book().unwrap();
    let lines = book.lines();
    let last = book.sent().last().unwrap().day;
    assert!(book.sent().len() >= 13 && book.sent().iter().all(|sent| last.since(sent.day) < 400), "the last 400 days");
    let mut before = None;
    for (line, sent) in lines.lines().zip(book.sent()) {
        let json: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let (text, _) = line.split_once(",\"hash\"").unwrap();
        let hash: String = Sha256::digest(format!("{text}}}")).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(json["hash"], hash.as_str());
        if let Some(before) = before {
            assert_eq!(json["before"], before, "the line before");
        }
        before = Some(serde_json::Value::from(hash));
        let body: String = sent.body().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(json["body"], body.as_str());
        assert_eq!(json["question"], sent.question.as_str());
    }
}

#[test]
fn when_the_shop_asks_something_else_the_first_report_is_seen_again() {
    let profile = shopper("share", &[(DAY.0 - 1, "view", 0), (DAY.0 + 3, "view", 0)]);
    let mut coins = Splitmix(6);
    let mut shop = sharing(&one("funnel", ""));
    let _ = shop.leave(&profile, DAY, &mut coins).unwrap();
    assert!(shop.leave(&profile, DAY, &mut coins).unwrap().is_some());
    let mut shop = Sharing::new(plan(&one("category.view", "")), shop.into_store());
    assert_eq!(shop.leave(&profile, DAY.plus(8), &mut coins), Ok(None), "nothing of the new plan was seen");
    assert_eq!(shop.leave(&profile, DAY.plus(9), &mut coins), Ok(None), "made, and to be seen");
    assert!(shop.next(&profile, DAY.plus(9), &mut coins).unwrap().period.ready.is_some());
    assert!(shop.leave(&profile, DAY.plus(9), &mut coins).unwrap().is_some());
    assert_eq!(shop.book().unwrap().sent().len(), 2, "one ledger for both");
}

#[test]
fn who_chooses_again_is_shown_the_first_report_again_and_nothing_of_the_days_between() {
    let mut coins = Splitmix(8);
    let mut profile = shopper("share", &[(DAY.0 - 1, "view", 0), (DAY.0 + 20, "purchase", 0)]);
    profile.settings.choose(Level::Share, DAY);
    let mut shop = sharing(&one("funnel", ""));
    let _ = shop.leave(&profile, DAY, &mut coins).unwrap();
    assert!(shop.leave(&profile, DAY, &mut coins).unwrap().is_some());
    // At `remember` for a month; what was bought meanwhile was noted for picks only.
    profile.settings.choose(Level::Remember, DAY.plus(2));
    profile.settings.choose(Level::Share, DAY.plus(30));
    assert_eq!(shop.leave(&profile, DAY.plus(30), &mut coins), Ok(None));
    assert_eq!(shop.next(&profile, DAY.plus(30), &mut coins).unwrap().period.ready, None);
    assert_eq!(shop.leave(&profile, DAY.plus(31), &mut coins), Ok(None));
    let ready = shop.next(&profile, DAY.plus(31), &mut coins).unwrap().period.ready.expect("made, and to be seen");
    assert_eq!((ready.about, ready.truth), (None, 0));
    assert!(shop.leave(&profile, DAY.plus(31), &mut coins).unwrap().is_some());
}

#[test]
fn an_experiment_says_for_how_long_lists_are_everybodys() {
    let profile = shopper("share", &[(DAY.0, "purchase", 0)]);
    let counts = one("arm.picks", r#", "outcome": "ordered""#);
    let (mut arms, mut yes) = ([0, 0], 0);
    for seed in 0..60 {
        let (mut shop, mut coins) = (sharing(&counts), Splitmix(seed));
        assert_eq!(shop.leave(&profile, DAY, &mut coins), Ok(None));
        let next = shop.next(&profile, DAY, &mut coins).unwrap();
        assert_eq!((next.period.ready, next.from), (None, DAY.plus(1)), "no day of the experiment is over");
        let without = next.period.arm == Some(Arm::Without);
        arms[usize::from(without)] += 1;
        assert_eq!(shop.store_mut().get(Shelf::Device, HIDDEN).is_some(), without);
        assert_eq!(shop.leave(&profile, DAY.plus(1), &mut coins), Ok(None), "made, and to be seen");
        let ready = shop.next(&profile, DAY.plus(1), &mut coins).unwrap().period;
        yes += ready.ready.expect("made").truth;
        let body = shop.leave(&profile, DAY.plus(1), &mut coins).unwrap().expect("it leaves").body;
        let word = ready.arm.unwrap().word();
        assert!(body.windows(word.len()).any(|part| part == word.as_bytes()), "the arm stands in it in clear");
        let now = shop.book().unwrap().next.unwrap().arm == Some(Arm::Without);
        assert_eq!(shop.store_mut().get(Shelf::Device, HIDDEN).is_some(), now, "drawn again for the next");
    }
    assert_eq!(yes, 60);
    assert!(arms.iter().all(|times| *times > 15), "{arms:?}");
}

#[test]
fn two_orders_are_mixed_fairly_and_what_is_taken_decides() {
    let (a, b) = (["t", "1", "2", "3", "4", "5"], ["p", "5", "4", "6", "7", "8"]);
    let counts = one("paired.order-2", "");
    let (mut first, mut cells) = ([0, 0], [0, 0, 0]);
    for seed in 0..200 {
        let (mut shop, mut coins) = (sharing(&counts), Splitmix(seed));
        let quiet = shopper("share", &[]);
        assert_eq!(shop.mix("another", [&a, &b], &quiet, DAY, &mut coins), Ok(None));
        let list = shop.mix("order-2", [&a, &b], &quiet, DAY, &mut coins).unwrap().expect("mixed");
        assert_eq!(list.len(), 6);
        assert_eq!(list.iter().collect::<std::collections::BTreeSet<_>>().len(), 6, "none twice");
        first[usize::from(list[0] == "p")] += 1;
        let of_day = shop.book().unwrap().next.unwrap().mixed.remove(0);
        assert_eq!((of_day.a.len(), of_day.b.len()), (3, 3), "in turns");
        // `p` stands in every list for b, `t` for a.
        let noted = [&[(DAY.0, "click", 0)][..], &[(DAY.0, "cart", 1), (DAY.0, "view", 1)], &[]];
        for (at, noted) in noted.into_iter().enumerate() {
            let mut shop = Sharing::new(plan(&counts), MemoryStore::clone(shop.store_mut()));
            let ready = shop.next(&shopper("share", noted), DAY.plus(1), &mut coins).unwrap().period.ready.unwrap();
            cells[at] += ready.truth;
        }
    }
    assert!(first.iter().all(|times| *times > 70), "{first:?}");
    assert_eq!((cells[0], cells[1]), (0, 200), "who took from a says a, who took from b says b");
    assert!((70..130).contains(&cells[2]), "nothing taken: a coin, {}", cells[2]);
}

/// Presence, question, arm and size are the same whatever was noted: with the same coins for the plan, two opposite
/// shoppers send at the same times to the same questions.
#[test]
fn only_the_cells_depend_on_the_shopper() {
    let busy: Vec<(u32, &str, u32)> =
        (0..200).flat_map(|day| [(DAY.0 + day, "view", 0), (DAY.0 + day, "purchase", 1)]).collect();
    let (busy, idle) = (shopper("share", &busy), shopper("share", &[]));
    let walk = |profile: &Profile| {
        let (mut shop, mut seen) = (sharing(EVERYTHING), Vec::new());
        for day in 0..200 {
            // Fresh coins of each day, so that drawing more of them once changes nothing later.
            let left = shop.leave(profile, DAY.plus(day), &mut Splitmix(u64::from(day))).unwrap();
            let line = shop.book().unwrap().sent().last().cloned();
            seen.push(left.map(|left| (left.body.len(), line.unwrap().day)));
        }
        seen
    };
    let (one, other) = (walk(&busy), walk(&idle));
    let days = |seen: &[Option<(usize, Day)>]| seen.iter().map(|sent| sent.map(|sent| sent.1)).collect::<Vec<_>>();
    assert_eq!(days(&one), days(&other));
    assert!(one.iter().flatten().count() >= 4);
    assert_eq!(categories().len(), 3);
}

/// Anything that shows the true answer in what is stored, or in what leaves next.
fn ready(shop: &mut Sharing<MemoryStore>, profile: &Profile, day: Day, seed: u64) -> Ready {
    shop.next(profile, day, &mut Splitmix(seed)).unwrap().period.ready.expect("made")
}

#[test]
fn what_is_forgotten_before_it_leaves_is_in_no_answer_and_changes_no_day() {
    let log = [(DAY.0 - 3, "view", 0), (DAY.0 - 1, "purchase", 1)];
    let full = shopper("share", &log);
    let (gone, mut off) = (shopper("share", &log[..1]), full.clone());
    off.settings.switch(nearside::signal::Source::Orders, false);
    for less in [gone, off] {
        let mut shop = sharing(&one("funnel", ""));
        let before = ready(&mut shop, &full, DAY, 1);
        assert_eq!((before.about, before.truth), (Some(Day(DAY.0 - 1)), 3));
        assert_eq!(ready(&mut shop, &full, DAY, 2), before, "what was seen stays");
        let mut seen = Sharing::new(plan(&one("funnel", "")), MemoryStore::clone(shop.store_mut()));
        let after = ready(&mut seen, &less, DAY, 3);
        assert_eq!((after.about, after.truth), (Some(Day(DAY.0 - 3)), 1), "the panel shows the new one at once");
        assert_eq!(ready(&mut seen, &less, DAY, 4), after);
        // It leaves on the page load on which the other one would have.
        for shop in [&mut shop, &mut seen] {
            assert!(shop.leave(&less, DAY, &mut Splitmix(5)).unwrap().is_some());
            assert_eq!(shop.book().unwrap().sent()[0].about, Some(Day(DAY.0 - 3)));
        }
    }
}

#[test]
fn who_shares_no_longer_keeps_no_true_answer() {
    let profile = shopper("share", &[(DAY.0 - 1, "view", 0)]);
    let mut shop = sharing(&one("funnel", ""));
    shop.rest();
    assert!(shop.store_mut().is_empty(), "nothing is written where there was nothing");
    let _ = shop.leave(&profile, DAY, &mut Splitmix(1)).unwrap();
    assert!(shop.leave(&profile, DAY, &mut Splitmix(1)).unwrap().is_some());
    let _ = shop.leave(&profile, DAY.plus(1), &mut Splitmix(1)).unwrap();
    let before = shop.book().unwrap();
    shop.rest();
    let book = shop.book().unwrap();
    assert_eq!((book.next.as_ref(), book.sent()), (None, before.sent()), "what left stays");
    assert_eq!(shop.leave(&profile, DAY.plus(2), &mut Splitmix(1)), Ok(None));
    assert_eq!(shop.next(&profile, DAY.plus(2), &mut Splitmix(1)).unwrap().from, DAY.plus(7), "and counts");

    // Also where nothing has left, nothing of the days until then is told later.
    let mut early = sharing(&one("funnel", ""));
    assert_eq!(ready(&mut early, &profile, DAY, 1).truth, 1);
    early.rest();
    assert_eq!(early.next(&profile, DAY.plus(1), &mut Splitmix(1)).unwrap().period.ready, None);
    assert_eq!(ready(&mut early, &profile, DAY.plus(2), 1).truth, 0);

    // An experiment without picks is over at once, and mixed lists are gone.
    let (counts, mut without) = (one("arm.picks", r#", "outcome": "ordered""#), 0);
    for seed in 0..8 {
        let mut shop = sharing(&counts);
        let _ = shop.leave(&profile, DAY, &mut Splitmix(seed)).unwrap();
        without += u32::from(shop.store_mut().get(Shelf::Device, HIDDEN).is_some());
        shop.rest();
        assert_eq!(shop.store_mut().get(Shelf::Device, HIDDEN), None);
    }
    assert!(without > 0);
    let mut shop = sharing(&one("paired.order-2", ""));
    let _ = shop.mix("order-2", [&["t", "p"], &["p", "t"]], &profile, DAY, &mut Splitmix(1)).unwrap().expect("mixed");
    shop.rest();
    assert!(!shop.store_mut().get(Shelf::Device, NEXT).unwrap().contains("mixed"));
}

/// Days between two choices, and terms that were not those of before.
#[test]
fn each_choice_begins_anew() {
    // Chosen, nothing left, taken back for a month, chosen again: that month was noted for picks only.
    let mut profile = shopper("share", &[(DAY.0 + 20, "purchase", 0)]);
    profile.settings.choose(Level::Share, DAY);
    let mut shop = sharing(&one("funnel", ""));
    assert_eq!(shop.leave(&profile, DAY, &mut Splitmix(1)), Ok(None));
    profile.settings.choose(Level::Remember, DAY.plus(2));
    profile.settings.choose(Level::Share, DAY.plus(30));
    assert_eq!(shop.leave(&profile, DAY.plus(30), &mut Splitmix(1)), Ok(None));
    assert_eq!(shop.next(&profile, DAY.plus(30), &mut Splitmix(1)).unwrap().period.ready, None);
    assert_eq!(ready(&mut shop, &profile, DAY.plus(31), 1).truth, 0);

    // Taken back and chosen again on one day; and agreed to again, after the shop did more than before.
    let mut first = shopper("share", &[(DAY.0 - 1, "view", 0)]);
    first.settings.choose(Level::Share, DAY);
    let (mut again, mut renewed) = (first.clone(), first.clone());
    again.settings.choose(Level::Remember, DAY);
    again.settings.choose(Level::Share, DAY);
    renewed.settings.agreed = vec![1, 2, 3];
    for now in [again, renewed] {
        let mut shop = sharing(&one("funnel", ""));
        let _ = shop.leave(&first, DAY, &mut Splitmix(1)).unwrap();
        assert!(shop.leave(&first, DAY, &mut Splitmix(1)).unwrap().is_some());
        assert_eq!(shop.leave(&now, DAY.plus(8), &mut Splitmix(1)), Ok(None), "begun");
        assert_eq!(shop.leave(&now, DAY.plus(9), &mut Splitmix(1)), Ok(None), "made, and to be seen");
        assert!(shop.leave(&now, DAY.plus(9), &mut Splitmix(1)).unwrap().is_some());
    }
}
