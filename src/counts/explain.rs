//! What anonymous counts can tell a shop, and what they could tell about a shopper, in words: the same from the native
//! command and from that of npm. Not here: counting (`collect` natively, `www/collector`).

use super::{rates, Domain, Odds};
use crate::error::{Code, Error, Result};
use crate::letters::thousands;
use std::fmt::Write as _;

/// A kind of question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The share of one step, in two periods.
    Funnel,
    /// The share of one category, in two periods.
    Category,
    /// The share of one step in one category, in two periods.
    Reach,
    /// The share of "yes", with and without personal picks.
    Arm,
    /// How often the second order wins, against even.
    Paired,
}

impl Kind {
    /// The kind of this name, such as `arm`.
    pub fn parse(name: &str) -> Option<Kind> {
        Some(match name {
            "funnel" => Kind::Funnel,
            "category" => Kind::Category,
            "reach" => Kind::Reach,
            "arm" => Kind::Arm,
            "paired" => Kind::Paired,
            _ => return None,
        })
    }
}

/// (1.96 + 0.84)²: a test at 5 % from both sides, which finds the difference in 80 of 100 cases.
const POWER: f64 = 7.84;

/// What one report adds to the variance of a share that is this large. Without a domain: without any blur.
fn variance(domain: Option<Domain>, share: f64) -> f64 {
    let (p, q) = domain.map_or((1.0, 0.0), rates);
    let rate = q + share * (p - q);
    rate * (1.0 - rate) / square(p - q)
}

/// Reports of two groups together, half in each, that tell these shares apart.
fn two_groups(domain: Option<Domain>, from: f64, to: f64) -> f64 {
    4.0 * POWER * variance(domain, from) / square(to - from)
}

/// Reports that tell a share from an even one.
fn against_even(domain: Option<Domain>, to: f64) -> f64 {
    POWER * variance(domain, 0.5) / square(to - 0.5)
}

/// Reports if the arm were part of the answer, and so blurred too: the difference of two cells of one domain, each of
/// them rare.
fn arm_inside(domain: Domain, from: f64, to: f64) -> f64 {
    let (d, w) = (f64::from(domain.size()), f64::from(domain.weight()));
    let (p, q) = rates(domain);
    let both = square(w - 1.0) / ((d - 1.0) * (d - 2.0));
    let contrast = 2.0 * (q * (1.0 - q) - (both - q * q)) / square(p - q);
    4.0 * POWER * contrast / square(to - from)
}

fn square(number: f64) -> f64 {
    number * number
}

/// Three digits, and commas. Without a logarithm, of which machines have several.
fn about(number: f64) -> String {
    let mut unit = 1.0;
    while number / unit >= 1000.0 {
        unit *= 10.0;
    }
    thousands(((number / unit).round() * unit) as u64)
}

/// A share in percent with two digits behind the point.
fn percent(share: f64) -> String {
    let hundredths = (10_000.0 * share).round() as u64;
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

fn domain(kind: Kind, categories: u16, odds: Odds) -> Result<Domain> {
    let answers = match kind {
        Kind::Arm | Kind::Paired => return Ok(Domain::yes_no(odds)),
        Kind::Funnel | Kind::Reach => 4,
        Kind::Category => usize::from(categories) + 1,
    };
    Domain::holding(answers, odds).ok_or_else(|| Error::new(Code::BadOption, "too many categories"))
}

/// How many reports tell one share from another (1 is all); of `Category`, where the shop counts so many.
///
/// # Errors
/// [`Code::BadOption`] when there is no difference, or none of this kind.
pub fn difference(kind: Kind, from: f64, to: f64, categories: u16) -> Result<String> {
    let is_share = |share: f64| (0.0..=1.0).contains(&share);
    if !is_share(from) || !is_share(to) {
        return Err(Error::new(Code::BadOption, "--from and --to are shares in percent, 0 to 100"));
    }
    if from == to || (kind == Kind::Paired && from != 0.5) {
        let why = "--from and --to must differ, and for \"paired\" --from is 50";
        return Err(Error::new(Code::BadOption, why));
    }
    let reports = |domain| match kind {
        Kind::Paired => against_even(domain, to),
        _ => two_groups(domain, from, to),
    };
    let [usual, strict] = [Odds::Three, Odds::Two].map(|odds| domain(kind, categories, odds));
    let (usual, strict) = (usual?, strict?);
    let (groups, cells) = match kind {
        Kind::Arm => ("in both arms together", "yes or no"),
        Kind::Paired => ("in all", "one of two"),
        _ => ("in both periods together", ""),
    };
    let cells = if cells.is_empty() { format!("{} cells", usual.size()) } else { cells.to_owned() };
    let mut out = String::new();
    let [first, second] = [from, to].map(percent);
    let _ = writeln!(out, "To tell {first} from {second} ({cells}), with 80 % power at 5 % from both sides:\n");
    for (name, domain) in
        [("usual, ln 3", Some(usual)), ("strict, ln 2", Some(strict)), ("if nothing were blurred", None)]
    {
        let _ = writeln!(out, "  {name:<24} {:>14} reports {groups}", about(reports(domain)));
    }
    out += "\nA browser sends at most 13 reports a year (4 with the strict preset), each to one of the shop's questions, and\n\
            only where the shopper chose to share. A shop with fewer should not expect an answer.\n";
    Ok(out)
}

/// How often the averaging attack is right, measured with 64 cells and 20,000 shoppers whose answer never changes
/// (`tests/counts_audit.rs`): reports, between two answers, among all 64; in percent.
const ATTACK: [(u32, &str, &str); 6] = [
    (1, "63.1", "3.1"),
    (4, "76.1", "12.0"),
    (13, "90.9", "36.2"),
    (26, "97.2", "64.2"),
    (52, "99.7", "91.7"),
    (90, "100.0", "99.3"),
];

/// All of it, with the differences that shops ask about.
pub fn everything() -> String {
    let mut out = String::from(
        "How many reports a difference takes (80 % power, 5 % from both sides; both groups together)\n\n\
         \x20 goal                                              ln 3           ln 2     no blur\n",
    );
    let [usual, strict] = [Odds::Three, Odds::Two].map(Domain::yes_no);
    let mut row = |goal: &str, numbers: [Option<f64>; 3]| {
        let numbers = numbers.map(|number| number.map_or("-".to_owned(), about));
        let _ = writeln!(out, "  {goal:<40} {:>13}  {:>13}  {:>10}", numbers[0], numbers[1], numbers[2]);
    };
    let arms = |from, to| [Some(usual), Some(strict), None].map(|domain| Some(two_groups(domain, from, to)));
    row("order rate 3.0 -> 3.5 %, arm in clear", arms(0.03, 0.035));
    let inside = Domain::holding(8, Odds::Three).map(|domain| arm_inside(domain, 0.03, 0.035));
    row("the same, arm inside the answer", [inside, None, Some(two_groups(None, 0.03, 0.035))]);
    row("click rate 20 -> 22 %, arm in clear", arms(0.2, 0.22));
    for (goal, to) in [("two orders mixed, 52.5 : 47.5", 0.525), ("two orders mixed, 55 : 45", 0.55)] {
        row(goal, [Some(usual), Some(strict), None].map(|domain| Some(against_even(domain, to))));
    }
    out += "\nWhat it means. Blurred counts answer which categories are liked and which of two orders is better for shops with\n\
            ten thousand reports and more. They do not measure half a point of order rate in a small shop: that takes about\n\
            a million reports. A browser sends at most 13 a year, each to one question. Other differences:\n\
            nearside counts --explain --question arm --from 3 --to 3.5\n\n\
            What all reports of one browser tell together, if a server links them and the answer never changes\n\
            (64 cells, ln 3; the attack adds the reports up and takes the cell that was shown most)\n\n\
            \x20 reports   right between two answers   right among 64\n";
    for (reports, two, all) in ATTACK {
        let budget = if reports == 13 { "   the most in a year" } else { "" };
        let _ = writeln!(out, "  {reports:>7}   {two:>23} %   {all:>12} %{budget}");
    }
    out += "\nSo one report says little, and a year of them is no secret to a server that can link them: it will name\n\
            the favorite of 64 categories in 36 of 100 cases. That is why there is a budget, why it is compiled in and can\n\
            only be lowered, and why a daily report would not be anonymous. Clearing the browser's storage starts it anew.\n";
    out
}
