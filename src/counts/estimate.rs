//! The collector's side: unbiased totals from many blurred reports. It keeps sums, never a report.
//! Not here: receiving reports, and anything that runs in a browser.
//!
//! A report shows the true cell with p = ½ and any other with q = (d−2) / 4(d−1), so p − q = d / 4(d−1).
//! With C of n reports showing a cell, N̂ = (C − nq) / (p − q) is unbiased for the number N whose true
//! answer it was (Ye & Barg 2018), and in integers
//!
//! d · N̂ = 4(d−1) · C − (d−2) · n; with d = 2, where p = ¾ and q = ¼: 2 · N̂ = 4 · C − n.
//!
//! Its variance is N · p(1−p) / (p−q)² + (n−N) · q(1−q) / (p−q)².

use super::{Domain, Report};

/// Sums of reports to one question: how many there were, and how many showed each cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    domain: Domain,
    reports: u64,
    shown: Vec<u64>,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(domain: Domain) -> Tally {
        Tally { domain, reports: 0, shown: vec![0; usize::from(domain.size())] }
    }

    /// Adds one report. `false`, and nothing added, when it answers a question of another size.
    pub fn add(&mut self, report: &Report) -> bool {
        let fits = report.domain() == self.domain;
        if fits {
            self.reports += 1;
            report.ones().for_each(|cell| self.shown[usize::from(cell)] += 1);
        }
        fits
    }

    /// d · N̂, exactly: the estimate of a cell in d-ths. 0 for a cell that does not exist.
    pub fn scaled(&self, cell: u16) -> i128 {
        let Some(&shown) = self.shown.get(usize::from(cell)) else { return 0 };
        let (shown, reports, d) = (i128::from(shown), i128::from(self.reports), i128::from(self.domain.size()));
        if d == 2 {
            4 * shown - reports
        } else {
            4 * (d - 1) * shown - (d - 2) * reports
        }
    }

    /// N̂: about how many reports had this cell as their true answer. It may fall below 0 or above the
    /// number of reports; cutting that off would make sums of cells wrong.
    pub fn estimate(&self, cell: u16) -> f64 {
        self.scaled(cell) as f64 / f64::from(self.domain.size())
    }

    /// The standard deviation of [`Tally::estimate`], with N̂ in the place of N.
    pub fn deviation(&self, cell: u16) -> f64 {
        let (n, d) = (self.reports as f64, f64::from(self.domain.size()));
        let own = self.estimate(cell).clamp(0.0, n);
        let [yes, no] = [true, false].map(|own| scaled_variance(self.domain, own) as f64);
        (own * yes + (n - own) * no).sqrt() / d
    }
}

/// d² times what one report adds to the variance of a cell's estimate: of the cell that is its true
/// answer (`own`), or of any other.
pub fn scaled_variance(domain: Domain, own: bool) -> u64 {
    match (u64::from(domain.size()), own) {
        (2, _) => 3,
        (d, true) => 4 * (d - 1) * (d - 1),
        (d, false) => (d - 2) * (3 * d - 2),
    }
}
