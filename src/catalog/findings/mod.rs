//! What could be better in a feed: findings with a code, a place, a reason and what to change; for `nearside check`.
//! Not here: what the compiler dropped (`problem`), and what became of the feed (`report`).

mod advice;
mod watch;

use super::report::Report;
use crate::letters::thousands;
use serde::{Deserialize, Serialize};
use std::fmt::Write;
pub(super) use watch::Watch;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Products or prices are lost.
    Error,
    /// Lists, filters or reasons are poorer than they could be.
    Warning,
    /// Good to know.
    Note,
}

impl Weight {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Weight::Error => "error",
            Weight::Warning => "warning",
            Weight::Note => "note",
        }
    }
}

/// One kind of thing that could be better in a feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is, in words that do not change: `no-brand`.
    pub code: String,
    /// How much it matters.
    pub weight: Weight,
    /// How often it is there.
    pub count: u64,
    /// Of how many; 0 where that says nothing.
    pub of: u64,
    /// Whose lines are meant: `feed`, `baskets`, `sessions`.
    pub file: String,
    /// The line of an example; 0 where there is none.
    pub line: u64,
    /// The example: an id, a value.
    pub example: String,
    /// Why it matters.
    pub why: String,
    /// What to change.
    pub fix: String,
}

impl Report {
    /// How many findings weigh so much; 0 when nobody looked.
    pub fn weighing(&self, weight: Weight) -> usize {
        self.findings.iter().flatten().filter(|finding| finding.weight == weight).count()
    }

    /// The findings as text for people; empty when nobody looked.
    pub fn advice(&self) -> String {
        let mut out = String::new();
        let Some(findings) = &self.findings else { return out };
        // Writing to a string cannot fail.
        if findings.is_empty() {
            let _ = writeln!(out, "\nfindings  none: this feed has what a catalog can use");
            return out;
        }
        let [errors, warnings, notes] = [Weight::Error, Weight::Warning, Weight::Note].map(|w| self.weighing(w));
        let _ = writeln!(out, "\nfindings  {errors} errors, {warnings} warnings, {notes} notes");
        for finding in findings {
            let Finding { code, weight, count, of, file, line, example, why, fix } = finding;
            let of = if *of > 0 { format!(" of {}", thousands(*of)) } else { String::new() };
            let place = if *line > 0 { format!("; {file} line {line}") } else { String::new() };
            let example = if example.is_empty() { String::new() } else { format!(": {example}") };
            let _ = writeln!(out, "\n{:<8} {code}: {}{of}{place}{example}", weight.word(), thousands(*count));
            let _ = writeln!(out, "         {why}\n         To change: {fix}");
        }
        out
    }
}
