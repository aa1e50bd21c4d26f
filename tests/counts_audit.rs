//! What only many reports show: whether estimates and their intervals keep what they say, and how much a server learns
//! that links all reports of one browser. The whole audits are behind `--ignored`; short ones run always.
#![cfg(feature = "collector")]
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/counts.rs"]
mod common;

use common::Splitmix;
use nearside::counts::*;

/// What [`estimates`] found.
#[derive(Debug)]
struct Found {
    mean: f64,
    deviation: f64,
    coverage: f64,
}

/// So many times: n reports of answers by Zipf's law, and for every cell how far the estimate is from the truth in
/// standard deviations, and whether the interval holds the truth.
fn estimates(domain: Domain, runs: u64, n: u64, coins: &mut Splitmix) -> Found {
    let size = domain.size();
    let parts: Vec<u64> = (1..=u64::from(size)).map(|rank| 1_000_000 / rank).collect();
    let all: u64 = parts.iter().sum();
    let mut zs = Vec::new();
    let (mut covered, mut intervals) = (0u64, 0u64);
    for _ in 0..runs {
        let mut tally = Tally::new(domain);
        let mut truth = vec![0u64; usize::from(size)];
        for _ in 0..n {
            let mut left = coins.next() % all;
            let cell = parts
                .iter()
                .position(|part| {
                    let here = left < *part;
                    left = left.saturating_sub(*part);
                    here
                })
                .unwrap();
            truth[cell] += 1;
            let symbol = Symbol::new(domain, cell as u16).unwrap();
            assert!(tally.add(&randomize(symbol, coins).unwrap()));
        }
        for (cell, truth) in (0..size).zip(truth) {
            // By the true variance, so that the estimate stands alone.
            let [own, other] = [true, false].map(|own| scaled_variance(domain, own) as f64);
            let deviation = (truth as f64 * own + (n - truth) as f64 * other).sqrt() / f64::from(size);
            zs.push((tally.estimate(cell) - truth as f64) / deviation);
            let (low, high) = tally.interval(cell, 0.05);
            let share = truth as f64 / n as f64;
            covered += u64::from(low <= share && share <= high);
            intervals += 1;
        }
    }
    let count = zs.len() as f64;
    let mean = zs.iter().sum::<f64>() / count;
    let deviation = (zs.iter().map(|z| (z - mean).powi(2)).sum::<f64>() / count).sqrt();
    Found { mean, deviation, coverage: covered as f64 / intervals as f64 }
}

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

/// How often a server is right that adds up all reports of one browser and takes the cell shown most: between the true
/// one and one other, and among all. Where several lead, it guesses.
fn attack(domain: Domain, reports: u32, shoppers: u32, coins: &mut Splitmix) -> (f64, f64) {
    let (mut two, mut all) = (0.0, 0.0);
    for _ in 0..shoppers {
        let truth = below(coins, domain.size().into()).unwrap() as u16;
        let mut tally = Tally::new(domain);
        for _ in 0..reports {
            assert!(tally.add(&randomize(Symbol::new(domain, truth).unwrap(), coins).unwrap()));
        }
        let shown = tally.shown();
        let own = shown[usize::from(truth)];
        let other = shown[usize::from((truth + 1) % domain.size())];
        two += match own.cmp(&other) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        };
        if Some(&own) == shown.iter().max() {
            all += 1.0 / shown.iter().filter(|number| **number == own).count() as f64;
        }
    }
    (two / f64::from(shoppers), all / f64::from(shoppers))
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
