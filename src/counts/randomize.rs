//! The blur: one true symbol and fair coins → one report. Integers only, and no coin of its own.
//! Not here: when a report may be made (`budget`), and what many reports tell (`estimate`).
//!
//! Subset selection (Ye & Barg, "Optimal schemes for discrete distribution estimation under locally
//! differential privacy", IEEE Trans. Inf. Theory 2018) with e^ε = m: of d = (m+1)ω cells a report S shows
//! exactly ω. The true cell v is among them by one fair bit; the others are drawn uniformly. So
//!
//! Pr\[S | v ∈ S\] = ½ / C(d−1, ω−1), Pr\[S | v ∉ S\] = ½ / C(d−1, ω), and their ratio is (d−ω)/ω = m.
//!
//! m is 3, or 2 for a shop that wants it stricter. With d = 2 this is randomized response: the truth with
//! m/(m+1), the other with 1/(m+1), ratio m again; with m = 3 these are two fair bits.
//! Every coin is fresh. A remembered report would be a name: 64 cells make 2⁴⁸ of them.

use super::{Domain, Symbol};
use std::fmt;

/// The source of chance failed or is stuck. There is then no report at all, never a weaker one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCoins;

impl fmt::Display for NoCoins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no random numbers could be had, so no report was made")
    }
}

impl std::error::Error for NoCoins {}

/// Fair, independent coins from a cryptographic source. Nothing may stand in for a failing one.
pub trait Coins {
    /// Bits in a word, 1 to 32. Proofs choose a small one, so that all words can be tried.
    const BITS: u32 = 32;
    /// A fresh word, uniform over 0 … 2^BITS − 1. Higher bits are ignored.
    fn word(&mut self) -> Result<u32, NoCoins>;
}

/// So many words in a row are refused only by a source that is stuck: by chance once in 2^2900
/// reports with 32-bit words and n ≤ 512. Without an end, such a source would hang the page.
const TRIES: u32 = 128;

/// A number from 0 to n − 1, each exactly equally likely: multiply, and refuse the few words that
/// would be one too many (Lemire, "Fast random integer generation in an interval", ACM TOMACS 2019).
/// `n` is at most 2^BITS; 0 counts as 1.
pub fn below<C: Coins>(coins: &mut C, n: u32) -> Result<u32, NoCoins> {
    let words = 1u64 << C::BITS;
    let n = u64::from(n.max(1));
    let refused = words % n;
    for _ in 0..TRIES {
        let product = (u64::from(coins.word()?) & (words - 1)) * n;
        if product & (words - 1) >= refused {
            return Ok((product >> C::BITS) as u32);
        }
    }
    Err(NoCoins)
}

/// What would be sent: which cells are ones. Always exactly [`Domain::weight`] of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Report {
    domain: Domain,
    ones: [u64; Domain::MOST as usize / 64],
}

impl Report {
    /// The report that shows these cells; `None` when they are not as many as it must show, each once, or
    /// when the domain lacks one.
    pub fn showing(domain: Domain, ones: impl IntoIterator<Item = u16>) -> Option<Report> {
        let mut report = Report { domain, ones: [0; 8] };
        let mut listed = 0;
        for cell in ones {
            if cell >= domain.size() {
                return None;
            }
            report.show(cell);
            listed += 1;
        }
        (listed == report.shown() && listed == u32::from(domain.weight())).then_some(report)
    }

    /// The domain of the question it answers.
    pub fn domain(&self) -> Domain {
        self.domain
    }

    /// Whether this cell is a one; `false` beyond the domain.
    pub fn shows(&self, cell: u16) -> bool {
        self.ones.get(usize::from(cell / 64)).is_some_and(|word| word >> (cell % 64) & 1 == 1)
    }

    /// The cells that are ones, ascending.
    pub fn ones(&self) -> impl Iterator<Item = u16> + '_ {
        (0..self.domain.size()).filter(|cell| self.shows(*cell))
    }

    fn show(&mut self, cell: u16) {
        self.ones[usize::from(cell / 64)] |= 1 << (cell % 64);
    }

    fn shown(&self) -> u32 {
        self.ones.iter().map(|word| word.count_ones()).sum()
    }
}

/// A report in the making: all that [`randomize`] knows between two coins. Public so that a proof can
/// walk the real sampler state by state.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Draw {
    symbol: Symbol,
    report: Report,
    step: u16,
}

impl Draw {
    /// Before the first coin.
    pub fn new(symbol: Symbol) -> Draw {
        Draw { symbol, report: Report { domain: symbol.domain(), ones: [0; 8] }, step: 0 }
    }

    /// Takes one [`below`] and decides one cell: first the true one, then the others ascending by
    /// selection sampling. After d steps, whatever the symbol, it answers `Some(report)`, before that
    /// `None`. An error leaves it as it was.
    pub fn step<C: Coins>(&mut self, coins: &mut C) -> Result<Option<Report>, NoCoins> {
        let (size, truth) = (self.symbol.domain().size(), self.symbol.cell());
        if self.step < size {
            let missing = u32::from(self.symbol.domain().weight()) - self.report.shown();
            if self.step == 0 {
                if below(coins, 2)? == 1 {
                    self.report.show(truth);
                }
            } else if size == 2 {
                // ½ + ½ · (m−1)/(m+1) = m/(m+1)
                let again = below(coins, u32::from(self.symbol.domain().odds().most()) + 1)? >= 2;
                if missing == 1 {
                    self.report.show(if again { truth } else { 1 - truth });
                }
            } else if below(coins, u32::from(size - self.step))? < missing {
                let other = self.step - 1;
                self.report.show(if other < truth { other } else { other + 1 });
            }
            self.step += 1;
        }
        Ok((self.step == size).then_some(self.report))
    }
}

/// A fresh report for this symbol. Any failure of the coins: no report.
pub fn randomize<C: Coins>(symbol: Symbol, coins: &mut C) -> Result<Report, NoCoins> {
    let mut draw = Draw::new(symbol);
    loop {
        if let Some(report) = draw.step(coins)? {
            return Ok(report);
        }
    }
}
