//! What the sums tell: estimates with intervals, and nothing where there are too few. Not here: how it is drawn (`page`).

use super::sums::Sums;
use super::{difference as apart, Plan, Tally};
use crate::day::Day;
use serde::Serialize;

/// Reports below which a question shows nothing.
pub const MINIMUM: u64 = 1_000;
/// How often the intervals of one question may miss, all together.
const MISS: f64 = 0.05;
/// 97.5 % of a normal distribution lie below this.
const Z: f64 = 1.959_963_985;

/// Everything that is shown of some days.
#[derive(Serialize)]
pub struct Results {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// [`MINIMUM`].
    pub minimum: u64,
    /// How often all intervals of a question hold.
    pub confidence: f64,
    /// Every question, in the order of the plan.
    pub questions: Vec<Answered>,
    /// Of experiments with enough reports in both arms.
    pub differences: Vec<Difference>,
}

/// One question, in one arm.
#[derive(Serialize)]
pub struct Answered {
    /// The question's name.
    pub question: String,
    /// The arm's word.
    pub arm: Option<&'static str>,
    /// What the shop asks it for.
    pub purpose: String,
    /// A report shifts the odds between two answers at most by this factor.
    pub odds: u16,
    /// How many reports there were.
    pub reports: u64,
    /// Whether these are [`MINIMUM`] or more.
    pub enough: bool,
    /// Days whose cells may have meant something else.
    #[serde(rename = "daysLeftOut")]
    pub days_left_out: u32,
    /// Empty where there are too few reports.
    pub cells: Vec<Cell>,
}

/// One answer. Shares are of the reports; `estimate` may lie outside of what can be, which makes sums of cells right.
#[derive(Serialize)]
pub struct Cell {
    /// What the cell means.
    pub answer: String,
    /// How many reports showed it.
    pub shown: u64,
    /// About how many reports it was the true answer of.
    pub estimate: f64,
    /// The same as a share.
    pub share: f64,
    /// The least that the share may be.
    pub low: f64,
    /// The most.
    pub high: f64,
}

/// "yes" with personal picks less "yes" without.
#[derive(Serialize)]
pub struct Difference {
    /// The question's name.
    pub question: String,
    /// How far the shares are apart.
    pub share: f64,
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
}

impl Results {
    /// Of these sums.
    pub fn of(plan: &Plan, sums: &[Sums], from: Day, to: Day) -> Results {
        let questions = sums.iter().filter_map(|sums| answered(plan, sums)).collect();
        // The arms of an experiment stand side by side: without, then with.
        let pairs = sums.windows(2).filter(|pair| pair[0].arm.is_some() && pair[0].place == pair[1].place);
        let differences = pairs.filter_map(|pair| difference(plan, &pair[0], &pair[1])).collect();
        let (from, to) = (from.text(), to.text());
        Results { from, to, minimum: MINIMUM, confidence: 1.0 - MISS, questions, differences }
    }

    /// As JSON, with an end of line.
    pub fn json(&self) -> String {
        // Texts and numbers cannot fail to be written.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }
}

fn answered(plan: &Plan, sums: &Sums) -> Option<Answered> {
    let asked = plan.asked().get(sums.place)?;
    let reports = sums.tally.reports();
    let enough = reports >= MINIMUM;
    // Of two answers one says it all.
    let first = usize::from(asked.answers().len() == 2);
    let count = asked.answers().len() - first;
    let cells = (0..).zip(asked.answers()).skip(first).filter(|_| enough);
    Some(Answered {
        question: asked.name().to_owned(),
        arm: sums.arm.map(|arm| arm.word()),
        purpose: asked.purpose().to_owned(),
        odds: asked.domain().odds().most(),
        reports,
        enough,
        days_left_out: sums.left_out,
        cells: cells.map(|(cell, answer)| self::cell(&sums.tally, cell, answer, MISS / count as f64)).collect(),
    })
}

fn cell(tally: &Tally, cell: u16, answer: &str, miss: f64) -> Cell {
    let (low, high) = tally.interval(cell, miss);
    let estimate = tally.estimate(cell);
    let shown = tally.shown().get(usize::from(cell)).copied().unwrap_or_default();
    Cell { answer: answer.to_owned(), shown, estimate, share: estimate / tally.reports() as f64, low, high }
}

fn difference(plan: &Plan, without: &Sums, with: &Sums) -> Option<Difference> {
    let asked = plan.asked().get(with.place)?;
    if without.tally.reports() < MINIMUM || with.tally.reports() < MINIMUM {
        return None;
    }
    let (share, low, high) = apart(&without.tally, &with.tally, Z);
    Some(Difference { question: asked.name().to_owned(), share, low, high })
}
