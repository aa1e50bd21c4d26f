//! What a collector says to a request: the same status, headers and text natively and in JavaScript's servers. Not here:
//! connections, reading a body, and the store.
//!
//! Of a request only method, path, query, `Content-Type`, `Content-Encoding` and length are looked at.

use super::otlp::{Refused, LONGEST, TYPE};
use super::page::{page, STYLE};
use super::results::Results;
use super::sums::{sums, Kept};
use super::Plan;
use crate::day::Day;
use serde::Serialize;

/// Seconds that the body of a request may take.
pub const PATIENCE: u32 = 10;

/// Why a request gets nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is at this path.
    Path,
    /// Not the one method that there is, which is this.
    Method(&'static str),
    /// Not [`TYPE`], or compressed.
    Type,
    /// Longer than [`LONGEST`].
    Long,
    /// It ended too early.
    Broken,
    /// It took longer than [`PATIENCE`].
    Slow,
    /// No report to this plan.
    Report(Refused),
    /// Too many wait.
    Busy,
    /// The store did not take it.
    NotKept,
    /// A query that means no days.
    Days,
    /// The store gives nothing that can be shown.
    Unreadable,
}

impl Refusal {
    /// The status and the code.
    pub const fn says(self) -> (u16, &'static str) {
        match self {
            Refusal::Path => (404, "NOT_FOUND"),
            Refusal::Method(_) => (405, "WRONG_METHOD"),
            Refusal::Type => (415, "WRONG_TYPE"),
            Refusal::Long | Refusal::Report(Refused::TooLong) => (413, Refused::TooLong.code()),
            Refusal::Broken => (400, Refused::Broken.code()),
            Refusal::Slow => (408, "TOO_SLOW"),
            Refusal::Report(why) => (400, why.code()),
            Refusal::Busy => (503, "BUSY"),
            Refusal::NotKept => (500, "NOT_KEPT"),
            Refusal::Days => (400, "WRONG_DAYS"),
            Refusal::Unreadable => (500, "UNREADABLE"),
        }
    }
}

/// A whole reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Names in small letters, and values.
    pub headers: Vec<(&'static str, &'static str)>,
    /// The text.
    pub body: String,
}

impl Reply {
    fn new(status: u16, kind: &'static str, more: Option<(&'static str, &'static str)>, body: String) -> Reply {
        let mut headers = vec![
            ("content-type", kind),
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ];
        headers.extend(more);
        Reply { status, headers, body }
    }

    /// The report is in the store.
    pub fn kept() -> Reply {
        Reply::new(200, TYPE, None, String::new())
    }
}

impl From<Refusal> for Reply {
    fn from(why: Refusal) -> Reply {
        let (status, code) = why.says();
        let more = match why {
            Refusal::Method(method) => Some(("allow", method)),
            Refusal::Busy => Some(("retry-after", "1")),
            _ => None,
        };
        Reply::new(status, "text/plain; charset=utf-8", more, code.to_owned())
    }
}

/// What is looked at before the body of a report is.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// In capitals.
    pub method: &'a str,
    /// Without query.
    pub path: &'a str,
    /// `Content-Type`.
    pub kind: Option<&'a [u8]>,
    /// Whether there is a `Content-Encoding`.
    pub encoded: bool,
    /// As many bytes as there will be, or at least; 0 when that is not known.
    pub length: u64,
}

impl Head<'_> {
    /// Whether the body may be read.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self, plan: &Plan) -> Result<(), Refusal> {
        if self.path != plan.endpoint() {
            return Err(Refusal::Path);
        }
        if self.method != "POST" {
            return Err(Refusal::Method("POST"));
        }
        if self.kind != Some(TYPE.as_bytes()) || self.encoded {
            return Err(Refusal::Type);
        }
        if self.length > LONGEST as u64 {
            return Err(Refusal::Long);
        }
        Ok(())
    }
}

/// What is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The page's style.
    Style,
    /// The page about these days.
    Page(Day, Day),
    /// The numbers of these days.
    Numbers(Day, Day),
}

impl View {
    /// What is asked for: the last part of a path, wherever it is mounted, with the days of a query.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn asked(method: &str, path: &str, query: &str, today: Day) -> Result<View, Refusal> {
        if method != "GET" {
            return Err(Refusal::Method("GET"));
        }
        let last = path.rsplit('/').next().unwrap_or_default();
        match last {
            "style.css" => Ok(View::Style),
            "" => days(query, today).map(|(from, to)| View::Page(from, to)),
            "counts.json" => days(query, today).map(|(from, to)| View::Numbers(from, to)),
            _ => Err(Refusal::Path),
        }
    }

    /// First and last day that the store has to give.
    pub fn days(self) -> Option<(Day, Day)> {
        match self {
            View::Style => None,
            View::Page(from, to) | View::Numbers(from, to) => Some((from, to)),
        }
    }

    /// The reply, from what the store gave.
    pub fn reply(self, plan: &Plan, kept: &Kept) -> Reply {
        let Some((from, to)) = self.days() else {
            return Reply::new(200, "text/css; charset=utf-8", None, STYLE.to_owned());
        };
        let Some(sums) = sums(plan, kept) else { return Refusal::Unreadable.into() };
        let results = Results::of(plan, &sums, from, to);
        match self {
            View::Numbers(..) => Reply::new(200, "application/json", None, results.json()),
            _ => Reply::new(200, "text/html; charset=utf-8", Some(POLICY), page(&results)),
        }
    }
}

/// What the page may do.
const POLICY: (&str, &str) = (
    "content-security-policy",
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
);

/// `from` and `to` of a query; without them the last 28 days.
fn days(query: &str, today: Day) -> Result<(Day, Day), Refusal> {
    let (mut from, mut to) = (None, None);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').ok_or(Refusal::Days)?;
        let slot = match name {
            "from" => &mut from,
            "to" => &mut to,
            _ => return Err(Refusal::Days),
        };
        if slot.replace(Day::parse(value).ok_or(Refusal::Days)?).is_some() {
            return Err(Refusal::Days);
        }
    }
    let to = to.unwrap_or(today);
    let from = from.unwrap_or(Day(to.0.saturating_sub(27)));
    (from <= to).then_some((from, to)).ok_or(Refusal::Days)
}
