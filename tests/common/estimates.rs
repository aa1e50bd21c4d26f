//! What only many reports show: whether estimates and their intervals keep what they say, and how much a server learns
//! that links all reports of one browser. For `tests/counts_audit.rs` and the audit.
#![allow(dead_code)]

use super::common::Splitmix;
use nearside::counts::*;

/// What [`estimates`] found.
#[derive(Debug)]
pub struct Found {
    pub mean: f64,
    pub deviation: f64,
    pub coverage: f64,
}

/// So many times: n reports of answers by Zipf's law, and for every cell how far the estimate is from the truth in
/// standard deviations, and whether the interval holds the truth.
pub fn estimates(domain: Domain, runs: u64, n: u64, coins: &mut Splitmix) -> Found {
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

/// How far 95 of 100 normal values lie from the middle, at most.
const Z: f64 = 1.959_963_985;

/// In how many of so many runs the interval of a difference between two arms of n reports each holds the true one.
pub fn differences(runs: u64, n: u64, coins: &mut Splitmix) -> f64 {
    let mut held = 0;
    for run in 0..runs {
        // From 3 % to 60 %, and from none apart to 9 points.
        let [before, after] = [30 + 10 * (run % 58), 30 + 10 * (run % 58) + 10 * (run % 10)];
        let [first, second] = [before, after].map(|thousandths| {
            let mut tally = Tally::new(Domain::yes_no(Odds::Three));
            for _ in 0..n {
                let yes = coins.next() % 1_000 < thousandths;
                assert!(tally.add(&randomize(Symbol::yes_no(yes, Odds::Three), coins).unwrap()));
            }
            tally
        });
        let (_, low, high) = difference(&first, &second, Z);
        let truth = (after as f64 - before as f64) / 1_000.0;
        held += u64::from(low <= truth && truth <= high);
    }
    held as f64 / runs as f64
}

/// In how many of so many runs of n reports to a question of four steps (the share of those who clicked among those
/// who saw) and of eight cells (two cells apart) the interval holds the true one: `(share, contrast)`.
pub fn ratios(runs: u64, n: u64, coins: &mut Splitmix) -> (f64, f64) {
    let (mut shares, mut contrasts) = (0, 0);
    for run in 0..runs {
        // Of a hundred: unseen, seen, clicked, carted.
        let parts = [30, 35 - run % 20, 25 + run % 20, 10];
        let (tally, truth) = drawn(&parts, Domain::holding(4, Odds::Three).unwrap(), n, coins);
        let (_, low, high) = tally.share_of(&[2, 3], &[1, 2, 3], Z).expect("most have seen it");
        let share = (truth[2] + truth[3]) as f64 / (truth[1] + truth[2] + truth[3]) as f64;
        shares += u64::from(low <= share && share <= high);

        let parts = [20 + run % 10, 20, 20, 10, 10, 10, 10 - run % 10, 0];
        let (tally, truth) = drawn(&parts, Domain::holding(8, Odds::Three).unwrap(), n, coins);
        let (value, deviation) = tally.combined(&[1.0, 0.0, 0.0, -1.0, 0.0, 0.0, 0.0, 0.0]);
        contrasts += u64::from((value - (truth[0] as f64 - truth[3] as f64)).abs() <= Z * deviation);
    }
    (shares as f64 / runs as f64, contrasts as f64 / runs as f64)
}

/// n reports of answers drawn in these parts of a hundred, and how often each was the true one.
fn drawn(parts: &[u64], domain: Domain, n: u64, coins: &mut Splitmix) -> (Tally, Vec<u64>) {
    let (mut tally, mut truth) = (Tally::new(domain), vec![0u64; parts.len()]);
    assert_eq!(parts.iter().sum::<u64>(), 100);
    for _ in 0..n {
        let mut left = coins.next() % 100;
        let mut cell = 0;
        while left >= parts[cell] {
            left -= parts[cell];
            cell += 1;
        }
        truth[cell] += 1;
        assert!(tally.add(&randomize(Symbol::new(domain, cell as u16).unwrap(), coins).unwrap()));
    }
    (tally, truth)
}

/// How often a server is right that adds up all reports of one browser and takes the cell shown most: between the true
/// one and one other, and among all. Where several lead, it guesses.
pub fn attack(domain: Domain, reports: u32, shoppers: u32, coins: &mut Splitmix) -> (f64, f64) {
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
