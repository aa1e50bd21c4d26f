//! The collector's side: unbiased totals from many blurred reports. It keeps sums, never a report.
//! Not here: receiving reports, and anything that runs in a browser.
//!
//! A report shows the true cell with p = ½ and any other with q = (2ω−1) / 2(d−1), so p − q = (d−2ω) / 2(d−1).
//! With C of n reports showing a cell, N̂ = (C − nq) / (p − q) is unbiased for the number N whose true
//! answer it was (Ye & Barg 2018), and in integers, with d = (m+1)ω and k = (m+1)/(m−1), which is 2 or 3,
//!
//! d · N̂ = k · (2(d−1) · C − (2ω−1) · n); with d = 2, where p = m/(m+1) and q = 1/(m+1): 2 · N̂ = 2k · C − (k−1) · n.
//!
//! Its variance is N · p(1−p) / (p−q)² + (n−N) · q(1−q) / (p−q)².

#[cfg(feature = "collector")]
use super::interval::clopper_pearson;
use super::{Domain, Odds, Report};

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

    /// Sums that were kept; `None` when they cannot be sums of reports.
    pub fn of(domain: Domain, reports: u64, shown: Vec<u64>) -> Option<Tally> {
        let ones = shown.iter().try_fold(0u64, |sum, one| sum.checked_add(*one))?;
        let fits = shown.len() == usize::from(domain.size())
            && shown.iter().all(|shown| *shown <= reports)
            && Some(ones) == reports.checked_mul(domain.weight().into());
        fits.then_some(Tally { domain, reports, shown })
    }

    /// How many reports there were.
    pub fn reports(&self) -> u64 {
        self.reports
    }

    /// How many reports showed each cell.
    pub fn shown(&self) -> &[u64] {
        &self.shown
    }

    /// d · N̂, exactly: the estimate of a cell in d-ths. 0 for a cell that does not exist.
    pub fn scaled(&self, cell: u16) -> i128 {
        let Some(&shown) = self.shown.get(usize::from(cell)) else { return 0 };
        let (shown, reports, k) = (i128::from(shown), i128::from(self.reports), i128::from(spread(self.domain)));
        let (d, w) = (i128::from(self.domain.size()), i128::from(self.domain.weight()));
        if d == 2 {
            2 * k * shown - (k - 1) * reports
        } else {
            k * (2 * (d - 1) * shown - (2 * w - 1) * reports)
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

    /// An interval for the share of all reports whose true answer was this cell, which misses it at most
    /// with probability `miss`: Clopper and Pearson's for the share that showed it, mapped through p and q
    /// and cut to 0 … 1. It holds for the share among those who reported as well as for the share in the
    /// population they were drawn from, because C is spread no wider than a binomial (Hoeffding 1956).
    #[cfg(feature = "collector")]
    pub fn interval(&self, cell: u16, miss: f64) -> (f64, f64) {
        let Some(&shown) = self.shown.get(usize::from(cell)) else { return (0.0, 1.0) };
        let (p, q) = rates(self.domain);
        let (low, high) = clopper_pearson(shown, self.reports, miss);
        let share = |rate: f64| ((rate - q) / (p - q)).clamp(0.0, 1.0);
        (share(low), share(high))
    }

    /// Σ aᵥ N̂ᵥ of these weights, one a cell, and its standard deviation, with N̂ in the place of N. Cells of one report
    /// hang together: that the true one x is among them goes with fewer others, by cov(1ₓ, 1ᵤ) = −1 / 4(d−1), and
    /// cov(1ᵤ, 1ᵥ) = (ω−1)² / (d−1)(d−2) − q² for two that are not true.
    pub fn combined(&self, weights: &[f64]) -> (f64, f64) {
        let (d, w, (p, q)) = (f64::from(self.domain.size()), f64::from(self.domain.weight()), rates(self.domain));
        let (sum, squares) = (weights.iter().sum::<f64>(), weights.iter().map(|a| a * a).sum::<f64>());
        let both =
            if self.domain.size() == 2 { 0.0 } else { ((w - 1.0) * (w - 1.0)) / ((d - 1.0) * (d - 2.0)) - q * q };
        // What a report of the true answer x, weighed by a, adds to the variance.
        let spread = |a: f64| {
            let (rest, rest_squares) = (sum - a, squares - a * a);
            let own = if self.domain.size() == 2 { -p * q } else { -1.0 / (4.0 * (d - 1.0)) };
            a * a * p * (1.0 - p)
                + rest_squares * q * (1.0 - q)
                + 2.0 * a * rest * own
                + both * (rest * rest - rest_squares)
        };
        let (mut value, mut variance) = (0.0, 0.0);
        for (cell, a) in (0..self.domain.size()).zip(weights) {
            let own = self.estimate(cell);
            value += a * own;
            variance += own.max(0.0) * spread(*a);
        }
        (value, variance.max(0.0).sqrt() / (p - q))
    }

    /// Which share of those whose answer is in `whole` had one in `part`, which lies in it, as
    /// `(share, low, high)` with z standard deviations to each side; `None` where the whole is too small to tell. The
    /// deviation is that of a ratio to first order.
    pub fn share_of(&self, part: &[u16], whole: &[u16], z: f64) -> Option<(f64, f64, f64)> {
        let of = |cells: &[u16]| {
            let weights = (0..self.domain.size()).map(|cell| f64::from(u8::from(cells.contains(&cell))));
            weights.collect::<Vec<f64>>()
        };
        let (part, whole) = (of(part), of(whole));
        let ((above, _), (below, doubt)) = (self.combined(&part), self.combined(&whole));
        if below <= z.max(1.0) * doubt {
            return None;
        }
        let share = above / below;
        let apart: Vec<f64> = part.iter().zip(&whole).map(|(part, whole)| part - share * whole).collect();
        let wide = z * self.combined(&apart).1 / below;
        Some((share, share - wide, share + wide))
    }
}

/// How much more often the answer was yes in the second of two independent tallies to a question of two answers, as
/// `(difference, low, high)` with z standard deviations to each side; among all that they were drawn from.
pub fn difference(before: &Tally, after: &Tally, z: f64) -> (f64, f64, f64) {
    let of = |tally: &Tally| {
        let ((p, q), n) = (rates(tally.domain), tally.reports as f64);
        let share = tally.estimate(1) / n;
        let rate = q + share * (p - q);
        (share, rate * (1.0 - rate) / ((p - q) * (p - q)) / n)
    };
    let ((first, less), (second, more)) = (of(before), of(after));
    let (share, wide) = (second - first, z * (less + more).sqrt());
    (share, share - wide, share + wide)
}

/// (m+1) / (m−1), a whole number for both odds.
fn spread(domain: Domain) -> u64 {
    match domain.odds() {
        Odds::Three => 2,
        Odds::Two => 3,
    }
}

/// p and q: how often a report shows the true cell, and any other.
pub fn rates(domain: Domain) -> (f64, f64) {
    let (d, w, m) = (f64::from(domain.size()), f64::from(domain.weight()), f64::from(domain.odds().most()));
    if domain.size() == 2 {
        (m / (m + 1.0), 1.0 / (m + 1.0))
    } else {
        (0.5, (2.0 * w - 1.0) / (2.0 * (d - 1.0)))
    }
}

/// d² times what one report adds to the variance of a cell's estimate: of the cell that is its true
/// answer (`own`), or of any other.
pub fn scaled_variance(domain: Domain, own: bool) -> u64 {
    let (d, w, k) = (u64::from(domain.size()), u64::from(domain.weight()), spread(domain));
    match (d, own) {
        // 4m / (m−1)² = k² − 1
        (2, _) => k * k - 1,
        (_, true) => k * k * (d - 1) * (d - 1),
        (_, false) => k * k * (2 * w - 1) * (2 * d - 2 * w - 1),
    }
}
