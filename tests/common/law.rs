//! The exact law of a report: every state of the real sampler, with every word of a small coin, in exact fractions. And
//! what must be true of it. Nothing is sampled, so no tolerance hides a fault. For `tests/counts.rs` and the audit.
#![allow(dead_code)]

use nearside::counts::*;
use std::collections::HashMap;
use std::fmt;

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio(pub i128, pub i128);

impl Ratio {
    pub fn new(a: i128, b: i128) -> Ratio {
        let (mut x, mut y) = (a.abs(), b.abs());
        while y != 0 {
            (x, y) = (y, x % y);
        }
        Ratio(a / x.max(1) * b.signum(), b.abs() / x.max(1))
    }
    pub fn plus(self, other: Ratio) -> Ratio {
        Ratio::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }
    pub fn times(self, other: Ratio) -> Ratio {
        Ratio::new(self.0 * other.0, self.1 * other.1)
    }
    pub fn over(self, other: Ratio) -> Ratio {
        self.times(Ratio(other.1, other.0))
    }
    pub fn sum(all: impl Iterator<Item = Ratio>) -> Ratio {
        all.fold(Ratio(0, 1), Ratio::plus)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ratio(whole, 1) => write!(f, "{whole}"),
            Ratio(a, b) => write!(f, "{a}/{b}"),
        }
    }
}

/// Gives the listed words of BITS bits, then fails.
pub struct Words<'a, const BITS: u32>(pub &'a [u32]);

impl<const BITS: u32> Coins for Words<'_, BITS> {
    const BITS: u32 = BITS;
    fn word(&mut self) -> Result<u32, NoCoins> {
        let (first, rest) = self.0.split_first().ok_or(NoCoins)?;
        self.0 = rest;
        Ok(*first)
    }
}

pub fn domain(size: u16, odds: Odds) -> Domain {
    if size == 2 {
        return Domain::yes_no(odds);
    }
    let domain = Domain::holding(size.into(), odds).unwrap();
    assert_eq!(domain.size(), size);
    domain
}

pub fn cells(domain: Domain) -> impl Iterator<Item = Symbol> + Clone {
    (0..domain.size()).map(move |cell| Symbol::new(domain, cell).unwrap())
}

/// What is wrong with a sampler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A word that was refused changed what comes next.
    RefusedWord,
    /// How many words are refused depends on the answer.
    TellingRefusal,
    /// The parts do not add up to 1, or a word was never read.
    Total,
    /// A report with more ones or fewer than it must have.
    Weight,
    /// Some report that one answer can give, and another cannot.
    RuledOut,
    /// A report speaks for one answer over another by this factor.
    Odds(Ratio),
    /// A best guess is right this much more often than wrong.
    Apart(Ratio),
    /// This number below so many is not as likely as the others.
    Below(u32),
}

impl Fault {
    /// The name of the check that finds it.
    pub fn check(&self) -> &'static str {
        match self {
            Fault::RefusedWord => "refused words leave no trace",
            Fault::TellingRefusal => "refusals tell nothing",
            Fault::Total => "the law adds up to 1",
            Fault::Weight => "every report has weight ω",
            Fault::RuledOut => "no report rules an answer out",
            Fault::Odds(_) => "no report exceeds the odds",
            Fault::Apart(_) => "total variation is d/4(d−1)",
            Fault::Below(_) => "below(n) is uniform",
        }
    }
}

pub type Law = HashMap<Report, Ratio>;

/// The exact law of the report of one symbol. A refused word leaves the state as it was and says
/// nothing about the next word (proved for `below` alone), so leaving refused words out of the count
/// is exact conditioning.
pub fn law<const BITS: u32>(symbol: Symbol) -> Result<Law, Fault> {
    let (mut states, mut law) = (HashMap::from([(Draw::new(symbol), Ratio(1, 1))]), Law::new());
    while !states.is_empty() {
        let mut accepted_at_this_step = None;
        for (draw, weight) in std::mem::take(&mut states) {
            let mut after: Vec<(Draw, Option<Report>, i128)> = Vec::new();
            for word in 0..1 << BITS {
                let mut next = draw.clone();
                match next.step(&mut Words::<BITS>(&[word])) {
                    Err(NoCoins) if next != draw => return Err(Fault::RefusedWord),
                    Err(NoCoins) => {}
                    Ok(report) => match after.iter_mut().find(|(same, ..)| *same == next) {
                        Some((.., words)) => *words += 1,
                        None => after.push((next, report, 1)),
                    },
                }
            }
            let accepted: i128 = after.iter().map(|(.., words)| words).sum();
            if *accepted_at_this_step.get_or_insert(accepted) != accepted {
                return Err(Fault::TellingRefusal);
            }
            for (next, report, words) in after {
                let share = weight.times(Ratio::new(words, accepted));
                let place = match report {
                    Some(report) => law.entry(report).or_insert(Ratio(0, 1)),
                    None => states.entry(next).or_insert(Ratio(0, 1)),
                };
                *place = place.plus(share);
            }
        }
    }
    Ok(law)
}

/// The laws of all symbols of a domain.
pub fn laws(domain: Domain) -> Result<Vec<Law>, Fault> {
    cells(domain).map(law::<5>).collect()
}

/// What was proved of a domain.
pub struct Proof {
    pub total: Ratio,
    pub weight: usize,
    pub odds: Ratio,
    pub apart: Ratio,
    pub reports: usize,
}

/// Proves a domain, or says what is wrong.
pub fn prove(domain: Domain, laws: &[Law]) -> Result<Proof, Fault> {
    let most = i128::from(domain.odds().most());
    // 2 → 1; 4ω → ω at three to one; 3ω → ω at two to one.
    let weight = usize::from(domain.size().div_ceil(domain.odds().most() + 1));
    let mut odds = Ratio(0, 1);
    for law in laws {
        if Ratio::sum(law.values().copied()) != Ratio(1, 1) {
            return Err(Fault::Total);
        }
        if law.keys().any(|report| report.ones().count() != weight) {
            return Err(Fault::Weight);
        }
    }
    for report in laws.iter().flat_map(|law| law.keys()) {
        for (a, b) in laws.iter().flat_map(|a| laws.iter().map(move |b| (a, b))) {
            let (Some(a), Some(b)) = (a.get(report), b.get(report)) else { return Err(Fault::RuledOut) };
            let ratio = a.over(*b);
            odds = if ratio.0 * odds.1 > odds.0 * ratio.1 { ratio } else { odds };
        }
    }
    if odds != Ratio(most, 1) {
        return Err(Fault::Odds(odds));
    }
    // The best guess between two answers is right this much more often than wrong: d / 4(d−1), and at two
    // to one d / 6(d−1).
    let apart = laws[0].iter().map(|(report, a)| a.plus(laws[1][report].times(Ratio(-1, 1))));
    let apart = Ratio::sum(apart.filter(|gap| gap.0 > 0));
    let (d, k) = (i128::from(domain.size()), (most + 1) / (most - 1));
    if apart != Ratio::new(d, 2 * k * (d - 1)) {
        return Err(Fault::Apart(apart));
    }
    Ok(Proof { total: Ratio(1, 1), weight, odds, apart, reports: laws[0].len() })
}

/// Whether `below` is exactly uniform on words of eight bits, for every n up to 255.
pub fn below_is_uniform() -> Result<(), Fault> {
    for n in 1..=255 {
        let alone: Vec<Option<u32>> = (0..256).map(|word| below(&mut Words::<8>(&[word]), n).ok()).collect();
        let hits = |value| alone.iter().filter(|out| **out == Some(value)).count();
        if (0..n).any(|value| hits(value) != 256 / n as usize) || alone.iter().flatten().any(|out| *out >= n) {
            return Err(Fault::Below(n));
        }
        // After a refused word, every word means what it means alone.
        for refused in (0..256).filter(|word| alone[*word as usize].is_none()) {
            let same = |word: u32| below(&mut Words::<8>(&[refused, word]), n).ok() == alone[word as usize];
            if !(0..256).all(same) {
                return Err(Fault::RefusedWord);
            }
        }
    }
    Ok(())
}
