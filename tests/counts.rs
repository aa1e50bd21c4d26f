//! The promises of the counts room. The privacy proof walks every state of the real sampler with
//! every word of a small coin, in exact fractions: nothing is sampled, so no tolerance hides a fault.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/law.rs"]
mod law;

use law::*;
use nearside::counts::*;
use nearside::day::Day;
use proptest::prelude::*;

fn symbols(size: u16) -> impl Iterator<Item = Symbol> + Clone {
    cells(domain(size, Odds::Three))
}

/// Every domain that is enumerated, with the laws of all its symbols.
fn all_laws() -> impl Iterator<Item = (Domain, Vec<Law>)> {
    let three = [2, 4, 8, 12, 16].map(|size| domain(size, Odds::Three));
    let two = [2, 3, 6, 9, 12, 15].map(|size| domain(size, Odds::Two));
    three.into_iter().chain(two).map(|domain| (domain, laws(domain).unwrap()))
}

#[test]
fn no_report_speaks_more_than_three_to_one_for_any_answer() {
    for (domain, laws) in all_laws() {
        let proof = prove(domain, &laws).unwrap_or_else(|fault| panic!("{domain:?}: {}: {fault:?}", fault.check()));
        assert_eq!(proof.odds, Ratio(domain.odds().most().into(), 1));
        assert_eq!((proof.total, proof.weight), (Ratio(1, 1), domain.weight().into()));
    }
}

#[test]
fn the_law_does_not_depend_on_the_size_of_the_coins_words() {
    let strict = [2, 3, 6].map(|size| domain(size, Odds::Two));
    for symbol in [2, 4, 8].into_iter().flat_map(symbols).chain(strict.into_iter().flat_map(cells)) {
        assert_eq!(law::<3>(symbol), law::<8>(symbol), "{symbol:?}");
    }
}

#[test]
fn below_is_exactly_uniform_on_eight_bit_words() {
    assert_eq!(below_is_uniform(), Ok(()));
}

#[test]
fn coins_that_fail_or_are_stuck_give_no_report() {
    /// Always the same word.
    struct Stuck;
    impl Coins for Stuck {
        fn word(&mut self) -> Result<u32, NoCoins> {
            Ok(0)
        }
    }
    for size in [2u16, 4, 64, 512] {
        let words = vec![u32::MAX; size.into()];
        for symbol in symbols(size).step_by(size.div_ceil(4).into()) {
            for enough in 0..words.len() {
                assert_eq!(randomize(symbol, &mut Words::<32>(&words[..enough])), Err(NoCoins));
            }
            assert!(randomize(symbol, &mut Words::<32>(&words)).is_ok(), "d coins are enough for any answer");
            if size > 2 {
                assert_eq!(randomize(symbol, &mut Stuck), Err(NoCoins));
            }
        }
    }
}

#[test]
fn the_sampler_knows_no_fractions() {
    let code = include_str!("../src/counts/randomize.rs");
    let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    for word in code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '.')) {
        let literal = word.split_once('.').is_some_and(|(a, b)| {
            a.parse::<u8>().is_ok() && (b.is_empty() || b.starts_with(|c: char| c.is_ascii_digit()))
        });
        assert!(!literal && !word.ends_with("f32") && !word.ends_with("f64"), "{word}");
    }
}

#[test]
fn estimates_are_unbiased_and_their_variance_is_as_stated() {
    for (domain, laws) in all_laws() {
        let size = domain.size();
        for (symbol, law) in cells(domain).zip(&laws) {
            for cell in 0..size {
                let moment = |power: u32| {
                    Ratio::sum(law.iter().map(|(report, weight)| {
                        let mut tally = Tally::new(report.domain());
                        assert!(tally.add(report));
                        weight.times(Ratio(tally.scaled(cell).pow(power), 1))
                    }))
                };
                let own = cell == symbol.cell();
                let mean = Ratio(if own { size.into() } else { 0 }, 1);
                assert_eq!(moment(1), mean, "{domain:?}, cell {cell} of {symbol:?}");
                let variance = Ratio(scaled_variance(symbol.domain(), own).into(), 1);
                assert_eq!(moment(2), variance.plus(mean.times(mean)), "{domain:?}, cell {cell}");
            }
        }
    }
}

#[test]
fn a_tally_adds_up_and_refuses_another_question() {
    let words: Vec<u32> = (0..4_000u32).map(|k| k.wrapping_mul(0x9E37_79B9) ^ k << 7).collect();
    let mut coins = Words::<32>(&words);
    let mut tally = Tally::new(domain(8, Odds::Three));
    for symbol in symbols(8).cycle().take(400) {
        assert!(tally.add(&randomize(symbol, &mut coins).unwrap()));
    }
    assert!(!tally.add(&randomize(Stage::Ordered.symbol(Odds::Three), &mut Words::<32>(&[0xF000_0000; 4])).unwrap()));
    assert_eq!((0..8).map(|cell| tally.scaled(cell)).sum::<i128>(), 8 * 400, "estimates add up to the reports");
    assert_eq!((tally.scaled(8), tally.estimate(0)), (0, tally.scaled(0) as f64 / 8.0));
    // One report of four cells: shown is 10/4 of a person, kept to 1; hidden is −2/4, kept to 0.
    let mut one = Tally::new(domain(4, Odds::Three));
    assert!(one.add(&randomize(Stage::Ordered.symbol(Odds::Three), &mut Words::<32>(&[u32::MAX; 4])).unwrap()));
    assert_eq!([3, 0].map(|cell| one.estimate(cell)), [2.5, -0.5]);
    assert_eq!([3, 0].map(|cell| one.deviation(cell)), [1.5, 1.25f64.sqrt()]);
}

#[test]
fn questions_have_room_for_every_answer_and_none() {
    for odds in [Odds::Three, Odds::Two] {
        let step = usize::from(odds.most()) + 1;
        let four = Domain::holding(4, odds).unwrap();
        let reach = Question::Reach("Tea".to_owned());
        assert_eq!([Question::Funnel.domain(odds), reach.domain(odds)], [four; 2]);
        for cell in 0..4u16 {
            let symbols = [Stage::ALL[usize::from(cell)].symbol(odds), Reached::ALL[usize::from(cell)].symbol(odds)];
            assert_eq!(symbols, [Symbol::new(four, cell).unwrap(); 2]);
        }
        for question in [Question::Arm("x".to_owned(), Stage::Carted), Question::Paired("x".to_owned())] {
            assert_eq!(question.domain(odds), Domain::yes_no(odds));
        }
        for number in 1..=509usize {
            let categories = Categories::new(number).unwrap();
            let domain = Question::Category(Event::Click, categories).domain(odds);
            let (size, weight) = (usize::from(domain.size()), usize::from(domain.weight()));
            assert!(size == step * weight && size > number && size <= number + step, "{number} categories: {size}");
            assert_eq!(Some(domain), Domain::holding(number + 1, odds));
            assert_eq!(categories.symbol(None, odds).unwrap().cell(), 0);
            let last = u16::try_from(number).unwrap();
            assert_eq!(categories.symbol(Some(last - 1), odds).unwrap().cell(), last);
            assert_eq!(categories.symbol(Some(last), odds), None);
        }
        for number in [0, 510, usize::MAX] {
            assert_eq!(Categories::new(number).unwrap_err().code().as_str(), "BAD_CONFIG");
            assert_eq!(Domain::holding(number, odds).is_some(), number <= 510);
        }
    }
    assert_eq!(
        [Domain::holding(512, Odds::Three).is_some(), Domain::holding(513, Odds::Three).is_some()],
        [true, false]
    );
    assert_eq!(Domain::holding(511, Odds::Two), None);
}

#[test]
fn an_arm_asks_how_far_and_a_pair_which_was_more() {
    let odds = Odds::Three;
    let answers = |outcome| Stage::ALL.map(|stage| stage.reaches(outcome, odds).cell());
    assert_eq!(answers(Stage::Clicked), [0, 1, 1, 1]);
    assert_eq!(answers(Stage::Carted), [0, 0, 1, 1]);
    assert_eq!(answers(Stage::Ordered), [0, 0, 0, 1]);
    for (coin, even) in [(0, 0), (u32::MAX, 1)] {
        let answers = [(3, 2), (2, 2), (2, 3)].map(|(a, b)| paired(a, b, odds, &mut Words::<32>(&[coin])));
        assert_eq!(answers.map(|answer| answer.unwrap().cell()), [0, even, 1]);
        assert_eq!(Arm::draw(&mut Words::<32>(&[coin])), Ok(Arm::ALL[usize::from(even)]));
    }
    // Also one that is not even takes its coin: the number of coins tells nothing.
    assert_eq!(paired(3, 2, odds, &mut Words::<32>(&[])), Err(NoCoins));
    for arm in Arm::ALL {
        assert_eq!(Arm::from_word(arm.word()), Some(arm));
    }
}

#[test]
fn a_report_shows_as_many_cells_as_it_must_or_is_none() {
    let eight = domain(8, Odds::Three);
    assert_eq!(Report::showing(eight, [5, 2]).unwrap().ones().collect::<Vec<_>>(), [2, 5]);
    for cells in [&[][..], &[1], &[1, 1], &[1, 2, 3], &[1, 1, 2], &[1, 8], &[1, 600]] {
        assert_eq!(Report::showing(eight, cells.iter().copied()), None, "{cells:?}");
    }
}

#[test]
fn sums_that_reports_cannot_have_are_refused() {
    let four = domain(4, Odds::Three);
    assert_eq!(Tally::of(four, 3, vec![1, 0, 2, 0]).unwrap().shown(), [1, 0, 2, 0]);
    for (reports, shown) in [(3, vec![1, 0, 2]), (3, vec![1, 0, 2, 1]), (2, vec![3, 0, 0, 0]), (3, vec![1, 1, 0, 0])] {
        assert_eq!(Tally::of(four, reports, shown), None);
    }
    assert_eq!(Tally::of(four, u64::MAX, vec![u64::MAX, u64::MAX, 0, 0]), None);
}

/// One visit of a browser whose owner, shop and clock all do what they like.
#[derive(Clone, Debug)]
struct Visit {
    clock_moves: i32,
    asked: [u32; 3],
    reload: bool,
}

fn visit() -> impl Strategy<Value = Visit> {
    let clock_moves = prop_oneof![6 => 0..3i32, 2 => 3..40i32, 2 => -40..0i32, 1 => -400..400i32];
    let asked = prop_oneof![4 => Just([u32::MAX; 3]), 1 => prop::array::uniform3(0..20u32)];
    (clock_moves, asked, any::<bool>()).prop_map(|(clock_moves, asked, reload)| Visit { clock_moves, asked, reload })
}

proptest! {
    #[test]
    fn no_year_however_odd_exceeds_the_budget(visits in prop::collection::vec(visit(), 1..600)) {
        let (mut ledger, mut clock, mut latest) = (Ledger::default(), 20_000i32, 0);
        let mut sent: Vec<i32> = Vec::new();
        for Visit { clock_moves, asked, reload } in visits {
            clock = (clock + clock_moves).max(0);
            if reload {
                // What was stored comes back in no particular order.
                ledger = Ledger::new(ledger.seen(), ledger.sent().iter().rev().copied());
            }
            let before = ledger.clone();
            let may = ledger.may_send(Day(clock as u32), &Budget::at_most(asked));
            prop_assert_eq!(&before, &ledger);
            prop_assert_eq!(ledger.debit(Day(clock as u32), &Budget::at_most(asked)), may);
            if may {
                prop_assert!(clock >= latest, "sent although the clock ran back");
                for (window, most) in [7, 28, 365].into_iter().zip(asked) {
                    let spent = sent.iter().filter(|day| clock - **day < window).count();
                    prop_assert!(spent < most as usize, "more than the shop asked for");
                }
                sent.push(clock);
            }
            latest = latest.max(clock);
        }
        for (window, most) in [(7, 1), (28, 4), (365, 13)] {
            for start in &sent {
                let inside = sent.iter().filter(|day| (*start..start + window).contains(day)).count();
                prop_assert!(inside <= most, "{inside} reports in {window} days from {start}: {sent:?}");
            }
        }
    }
}

#[test]
fn a_browser_that_comes_daily_uses_its_budget_and_no_more() {
    assert_eq!(Budget::at_most([u32::MAX; 3]), Budget::at_most([1, 4, 13]));
    let mut ledger = Ledger::default();
    let sent: Vec<u32> = (0..=365).filter(|day| ledger.debit(Day(*day), &Budget::MOST)).collect();
    let weekly = (0..13).map(|week| week * 7).chain([365]);
    assert_eq!(sent, weekly.collect::<Vec<_>>());
    assert_eq!(ledger.sent().len(), 13, "days older than a year are dropped");
}
