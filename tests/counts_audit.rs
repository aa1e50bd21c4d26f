//! What only many reports show: whether estimates and their intervals keep what they say, and how much a server learns
//! that links all reports of one browser. The whole audits are behind `--ignored`; short ones run always.
#![cfg(feature = "collector")]
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/counts.rs"]
mod common;
#[path = "common/estimates.rs"]
mod estimates;

use common::Splitmix;
use estimates::*;
use nearside::counts::*;

#[test]
fn estimates_hit_and_intervals_hold_in_a_short_run() {
    for (size, odds) in [(32, Odds::Three), (30, Odds::Two)] {
        let domain = Domain::holding(size, odds).unwrap();
        let found = estimates(domain, 40, 1_000, &mut Splitmix(1));
        assert!(found.mean.abs() < 0.1 && (found.deviation - 1.0).abs() < 0.1, "{odds:?}: {found:?}");
        assert!(found.coverage >= 0.93 && found.coverage < 0.99, "{odds:?}: {found:?}");
    }
    let found = estimates(Domain::yes_no(Odds::Three), 400, 1_000, &mut Splitmix(2));
    assert!(found.mean.abs() < 0.1 && (found.deviation - 1.0).abs() < 0.1 && found.coverage >= 0.93, "{found:?}");
}

#[test]
fn differences_and_shares_hold_too() {
    let arms = differences(400, 1_000, &mut Splitmix(4));
    let (shares, contrasts) = ratios(400, 1_000, &mut Splitmix(5));
    for coverage in [arms, shares, contrasts] {
        assert!((0.92..=0.98).contains(&coverage), "{arms} {shares} {contrasts}");
    }
}

#[test]
#[ignore = "takes a minute; part of the long audit"]
fn estimates_hit_and_intervals_hold_in_four_hundred_runs() {
    for (size, odds) in [(32, Odds::Three), (30, Odds::Two)] {
        let domain = Domain::holding(size, odds).unwrap();
        let found = estimates(domain, 400, 5_000, &mut Splitmix(1));
        println!("{odds:?}, d = {}: {found:?}", domain.size());
        assert!(found.mean.abs() < 0.03 && (0.97..=1.03).contains(&found.deviation), "{odds:?}: {found:?}");
        assert!(found.coverage >= 0.945, "{odds:?}: {found:?}");
    }
}

#[test]
fn a_year_of_reports_tells_what_the_documents_say_it_does() {
    let domain = Domain::holding(64, Odds::Three).unwrap();
    let (two, all) = attack(domain, 13, 1_000, &mut Splitmix(3));
    assert!((two - 0.909).abs() < 0.03 && (all - 0.362).abs() < 0.05, "{two} {all}");
}

#[test]
#[ignore = "takes a minute; part of the long audit"]
fn the_whole_table_of_the_attack() {
    let domain = Domain::holding(64, Odds::Three).unwrap();
    // As `nearside counts --explain` prints it.
    let table = [
        (1, 0.631, 0.031),
        (4, 0.761, 0.120),
        (13, 0.909, 0.362),
        (26, 0.972, 0.642),
        (52, 0.997, 0.917),
        (90, 1.0, 0.993),
    ];
    for (reports, two, all) in table {
        let found = attack(domain, reports, 20_000, &mut Splitmix(u64::from(reports) << 32));
        println!("{reports}: {found:?}");
        assert!((found.0 - two).abs() < 0.01 && (found.1 - all).abs() < 0.01, "{reports}: {found:?}");
    }
}
