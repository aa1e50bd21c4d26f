//! Sums as they are kept, the same by every collector: what its store holds, what is added to it at once, and what is
//! read back. Not here: any store, and what the sums tell (`results`).

use super::otlp::Received;
use super::{Arm, Asked, Plan, Question, Tally};
use crate::catalog::format::checksum;
use crate::day::Day;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The tables of a SQLite file.
pub const SQLITE: &str = include_str!("tables/sqlite.sql");
/// The tables of a PostgreSQL database, made where they are not.
pub const POSTGRES: &str = include_str!("tables/postgres.sql");
/// Adds a [`Kept`], given as JSON.
pub const POSTGRES_ADD: &str = include_str!("tables/postgres-add.sql");
/// Gives a [`Kept`] as JSON, of the days between two.
pub const POSTGRES_READ: &str = include_str!("tables/postgres-read.sql");

/// The cell under which the number of reports stands.
pub const REPORTS: i32 = -1;

/// One number of a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// The question's name.
    pub question: String,
    /// The arm's word; empty where there are no arms.
    pub arm: String,
    /// What the cells mean: as long as this is the same, numbers may be added up.
    pub cells: String,
    /// The UTC day, counted from 1970.
    pub day: u32,
    /// The cell, or [`REPORTS`].
    pub cell: i32,
    /// The number, or how much is added to it.
    pub number: u64,
}

/// From which day on a question has these cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// The question's name.
    pub question: String,
    /// The arm's word.
    pub arm: String,
    /// What its cells mean from then on.
    pub cells: String,
    /// The day.
    pub day: u32,
}

/// What a store gives of some days, or takes at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Numbers, in any order.
    pub sums: Vec<Sum>,
    /// Every turn there was, in the order in which they were added.
    pub turns: Vec<Turn>,
}

/// The sums of one question, in one arm, over some days.
pub struct Sums {
    /// The question's place in the plan.
    pub place: usize,
    /// In which arm.
    pub arm: Option<Arm>,
    /// What was added up.
    pub tally: Tally,
    /// Days left out, because the cells meant something else before or on them.
    pub left_out: u32,
}

/// What is summed up by itself: a question, in an arm, with these cells.
struct Series {
    place: usize,
    arm: Option<Arm>,
    question: String,
    cells: String,
}

impl Series {
    fn arm(&self) -> &'static str {
        self.arm.map_or("", Arm::word)
    }
}

/// What the cells mean.
fn meaning(asked: &Asked) -> String {
    let domain = asked.domain();
    let outcome = match asked.question() {
        Question::Arm(_, outcome) => outcome.word(),
        _ => "",
    };
    let sum = checksum(asked.answers().join("\n").as_bytes());
    format!("{} of {} {outcome} {sum:016x}", domain.weight(), domain.size())
}

fn all_series(plan: &Plan) -> Vec<Series> {
    let mut all = Vec::new();
    for (place, asked) in plan.asked().iter().enumerate() {
        let arms = if asked.has_arms() { Arm::ALL.map(Some).to_vec() } else { vec![None] };
        for arm in arms {
            all.push(Series { place, arm, question: asked.name().to_owned(), cells: meaning(asked) });
        }
    }
    all
}

/// Reports on their way into a store, as sums. It is told whether they got there; of a report itself nothing is left
/// once it is added.
pub struct Adding {
    series: Vec<Series>,
    waiting: BTreeMap<(usize, Day), Vec<u64>>,
    /// On the way now.
    taken: Vec<(usize, Day)>,
    /// Whose cells all stand in the store, so that those that nothing is added to need not be named.
    begun: HashSet<(usize, Day)>,
}

impl Adding {
    /// Nothing yet.
    pub fn new(plan: &Plan) -> Adding {
        Adding { series: all_series(plan), waiting: BTreeMap::new(), taken: Vec::new(), begun: HashSet::new() }
    }

    /// Adds one report to what waits.
    pub fn add(&mut self, received: &Received) {
        let wanted = (received.place, received.arm);
        let Some(series) = self.series.iter().position(|series| (series.place, series.arm) == wanted) else { return };
        let size = usize::from(received.report.domain().size());
        let sums = self.waiting.entry((series, received.day)).or_insert_with(|| vec![0; size + 1]);
        // The reports stand behind the cells.
        received.report.ones().map(usize::from).chain([size]).for_each(|cell| sums[cell] += 1);
    }

    /// All that waits, for a store to add, in an order that is always the same. Of a question's first reports of a day
    /// every cell is named, with 0 where none was shown.
    pub fn take(&mut self) -> Vec<Sum> {
        let mut out = Vec::new();
        self.taken.clear();
        for ((at, day), sums) in std::mem::take(&mut self.waiting) {
            let Some(series) = self.series.get(at) else { continue };
            let (last, begun) = (sums.len() - 1, self.begun.contains(&(at, day)));
            let cells = (0..last).map(|cell| (cell as i32, sums[cell]));
            for (cell, number) in std::iter::once((REPORTS, sums[last])).chain(cells) {
                if number > 0 || !begun {
                    out.push(Sum {
                        question: series.question.clone(),
                        arm: series.arm().to_owned(),
                        cells: series.cells.clone(),
                        day: day.0,
                        cell,
                        number,
                    });
                }
            }
            self.taken.push((at, day));
        }
        out
    }

    /// What was taken is in the store.
    pub fn kept(&mut self) {
        self.begun.extend(self.taken.drain(..));
    }
}

/// The turns to add to those of a store, so that sums of other cells are never mixed with today's.
pub fn turns(plan: &Plan, before: &[Turn], today: Day) -> Vec<Turn> {
    let mut last: HashMap<(&str, &str), &str> = HashMap::new();
    for turn in before {
        last.insert((&turn.question, &turn.arm), &turn.cells);
    }
    let new = all_series(plan).into_iter().filter(|series| {
        let before = last.get(&(series.question.as_str(), series.arm()));
        before.is_none_or(|cells| *cells != series.cells)
    });
    new.map(|series| {
        let arm = series.arm().to_owned();
        Turn { question: series.question, arm, cells: series.cells, day: today.0 }
    })
    .collect()
}

/// The sums of the questions of a plan, in its order, from what a store gave. `None` when that cannot be sums of
/// reports: somebody else wrote it.
pub fn sums(plan: &Plan, kept: &Kept) -> Option<Vec<Sums>> {
    let series = all_series(plan);
    let place: HashMap<(&str, &str), usize> =
        series.iter().enumerate().map(|(at, one)| ((one.question.as_str(), one.arm()), at)).collect();
    // The days on which the cells of a question changed: every turn to other cells than those before.
    let mut changed: Vec<Vec<Day>> = series.iter().map(|_| Vec::new()).collect();
    let mut last: Vec<Option<&str>> = vec![None; series.len()];
    for turn in &kept.turns {
        let Some(&at) = place.get(&(turn.question.as_str(), turn.arm.as_str())) else { continue };
        match last[at].replace(&turn.cells) {
            Some(before) if before != turn.cells => changed[at].push(Day(turn.day)),
            _ => {}
        }
    }
    let mut found: Vec<(u64, Vec<u64>, HashSet<u32>)> = Vec::new();
    for series in &series {
        let size = plan.asked().get(series.place)?.domain().size();
        found.push((0, vec![0; usize::from(size)], HashSet::new()));
    }
    for sum in &kept.sums {
        let Some(&at) = place.get(&(sum.question.as_str(), sum.arm.as_str())) else { continue };
        if series[at].cells != sum.cells {
            continue;
        }
        let (reports, shown, left_out) = &mut found[at];
        let day = Day(sum.day);
        // On the day of a change and the next, browsers may still have had the catalog of before.
        if changed[at].iter().any(|turn| day >= *turn && day.since(*turn) < 2) {
            left_out.insert(sum.day);
            continue;
        }
        let number = if sum.cell == REPORTS { reports } else { shown.get_mut(usize::try_from(sum.cell).ok()?)? };
        *number = number.checked_add(sum.number)?;
    }
    let one = |(series, (reports, shown, left_out)): (&Series, (u64, Vec<u64>, HashSet<u32>))| {
        let tally = Tally::of(plan.asked().get(series.place)?.domain(), reports, shown)?;
        Some(Sums { place: series.place, arm: series.arm, tally, left_out: left_out.len() as u32 })
    };
    series.iter().zip(found).map(one).collect()
}
