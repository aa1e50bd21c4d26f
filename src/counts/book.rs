//! The ledger as it is kept: every report that left, each line holding the hash of the line before, and what is next.
//! Not here: when a line is added (`sharing`), how many there may be (`budget`).
//!
//! A line of the ledger is JSON: `{"day","about","question","arm","cells","odds","shows","body","before","hash"}`, where
//! `body` is the request's body in hexadecimal digits, `before` the hash of the line before (64 zeros for the first),
//! and `hash` SHA-256 of the line's text without `,"hash":"…"`. The body is kept as what it is made of: there is one
//! text of each report, and a line whose hash is another is not sound.

use super::{otlp, Arm, Domain, Ledger, Mixed, Odds, Report};
use crate::day::Day;
use crate::json::{hex, number_text, write_list, write_number, write_text, Json, Members};
use sha2::{Digest, Sha256};

/// The version that this release writes and reads.
const VERSION: u32 = 1;
/// Days that a line is kept: longer than any window of the budget.
const KEPT: u32 = 400;
/// Days of mixed lists that are kept.
const MIXED_DAYS: usize = 2;

/// SHA-256 of a text, in hexadecimal digits.
pub fn hash(text: &str) -> String {
    digits(&Sha256::digest(text.as_bytes()))
}

/// Bytes in hexadecimal digits.
pub fn digits(bytes: &[u8]) -> String {
    let mut out = String::new();
    for byte in bytes {
        out.push(hex(usize::from(byte >> 4)));
        out.push(hex(usize::from(byte & 15)));
    }
    out
}

/// What stands before the first line.
fn nothing_before() -> String {
    digits(&[0; 32])
}

/// A report that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The UTC day it left on.
    pub day: Day,
    /// The question's name.
    pub question: String,
    /// The arm of an experiment.
    pub arm: Option<Arm>,
    /// The day it is about.
    pub about: Option<Day>,
    /// What it shows.
    pub report: Report,
    /// The hash of its line.
    pub hash: String,
}

impl Sent {
    /// A line behind one with that hash.
    pub(super) fn new(day: Day, period: &Period, ready: &Ready, before: &str) -> Sent {
        let mut sent = Sent {
            day,
            question: period.question.clone(),
            arm: period.arm,
            about: ready.about,
            report: ready.report,
            hash: String::new(),
        };
        sent.hash = hash(&sent.text(before));
        sent
    }

    /// The exact body of the request.
    pub fn body(&self) -> Vec<u8> {
        otlp::encode(&self.report, &self.question, self.arm, self.day)
    }

    /// Its line without the hash.
    fn text(&self, before: &str) -> String {
        let mut out = String::new();
        Members::write(&mut out, |line| {
            self.write(line);
            line.text("body", &digits(&self.body()));
            line.text("before", before);
        });
        out
    }

    /// The members that are not worked out.
    fn write(&self, line: &mut Members<'_>) {
        line.text("day", &self.day.text());
        write_about(line, self.about);
        line.text("question", &self.question);
        if let Some(arm) = self.arm {
            line.text("arm", arm.word());
        }
        write_report(line, &self.report);
    }

    fn read(json: &Json, before: &str) -> Option<Sent> {
        let sent = Sent {
            day: Day::parse(json.get("day")?.text()?)?,
            question: json.get("question")?.text()?.to_owned(),
            arm: read_arm(json)?,
            about: read_about(json)?,
            report: read_report(json)?,
            hash: json.get("hash")?.text()?.to_owned(),
        };
        (hash(&sent.text(before)) == sent.hash).then_some(sent)
    }
}

pub(super) fn write_about(out: &mut Members<'_>, about: Option<Day>) {
    match about {
        Some(day) => out.text("about", &day.text()),
        None => out.name("about").push_str("null"),
    }
}

/// `Some(None)` for `null`.
fn read_about(json: &Json) -> Option<Option<Day>> {
    match json.get("about")? {
        Json::Null => Some(None),
        day => Some(Some(Day::parse(day.text()?)?)),
    }
}

/// `Some(None)` where there is none.
fn read_arm(json: &Json) -> Option<Option<Arm>> {
    json.get("arm").map_or(Some(None), |arm| Arm::from_word(arm.text()?).map(Some))
}

pub(super) fn write_report(out: &mut Members<'_>, report: &Report) {
    let ones: Vec<u16> = report.ones().collect();
    out.number("cells", report.domain().size().into());
    out.number("odds", report.domain().odds().most().into());
    write_list(out.name("shows"), &ones, |out, cell| write_number(out, (*cell).into()));
}

fn read_report(json: &Json) -> Option<Report> {
    let odds = match json.get("odds")?.number()? {
        2 => Odds::Two,
        3 => Odds::Three,
        _ => return None,
    };
    let size = json.get("cells")?.number()?;
    let domain = if size == 2 { Domain::yes_no(odds) } else { Domain::holding(size as usize, odds)? };
    let mut ones = Vec::new();
    for cell in json.get("shows")?.numbers()? {
        ones.push(u16::try_from(cell).ok()?);
    }
    Report::showing(domain, ones).filter(|_| u32::from(domain.size()) == size)
}

/// A report that is made and has not left. Which day it leaves on is not settled yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// The day it is about.
    pub about: Option<Day>,
    /// How many signals of that day it was made of.
    pub of: u32,
    /// The cell of the true answer. It never leaves.
    pub truth: u16,
    /// What it shows.
    pub report: Report,
}

/// What is next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day that the answer may be about.
    pub since: Day,
    /// The question that a coin drew, by its name.
    pub question: String,
    /// The arm of an experiment that a coin drew.
    pub arm: Option<Arm>,
    /// The report, once it is made.
    pub ready: Option<Ready>,
    /// Lists that two orders were mixed in.
    pub mixed: Vec<Mixed>,
}

impl Period {
    /// The lists of this day, begun if there are none; the oldest are forgotten.
    pub(super) fn mixed_on(&mut self, today: Day) -> Option<&mut Mixed> {
        if self.mixed.last().is_none_or(|last| last.day != today) {
            self.mixed.push(Mixed { day: today, ..Mixed::default() });
            let more = self.mixed.len().saturating_sub(MIXED_DAYS);
            self.mixed.drain(..more);
        }
        self.mixed.last_mut()
    }
}

/// See the module's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// Names what the shop asks and the shopper's choice, so that a change of either is noticed.
    pub agreed: String,
    /// The latest day it ever saw.
    pub seen: Day,
    /// Whether a report since then was ready while a page was open, so that it could be seen before any left.
    pub told: bool,
    /// What is next.
    pub next: Option<Period>,
    /// Every report that left, oldest first.
    sent: Vec<Sent>,
    /// What stands before the oldest line.
    before: String,
}

impl Book {
    /// Every report of the last 400 days, oldest first.
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// The days on which reports left.
    pub fn ledger(&self) -> Ledger {
        Ledger::new(self.seen, self.sent.iter().map(|sent| sent.day))
    }

    /// Books a report of this day. Lines that are past their day go.
    pub(super) fn add(&mut self, day: Day, period: &Period, ready: &Ready) -> &Sent {
        let before = match self.sent.last() {
            Some(last) => last.hash.clone(),
            None if self.before.is_empty() => nothing_before(),
            None => self.before.clone(),
        };
        if self.before.is_empty() {
            self.before = nothing_before();
        }
        self.sent.push(Sent::new(day, period, ready, &before));
        while self.sent.len() > 1 && self.sent.first().is_some_and(|first| day.since(first.day) >= KEPT) {
            self.before = self.sent.remove(0).hash;
        }
        &self.sent[self.sent.len() - 1]
    }

    /// The lines, each with an end.
    pub fn lines(&self) -> String {
        let (mut out, mut before) = (String::new(), self.before.as_str());
        for sent in &self.sent {
            let text = sent.text(before);
            out.push_str(text.strip_suffix('}').unwrap_or(&text));
            out.push_str(",\"hash\":\"");
            out.push_str(&sent.hash);
            out.push_str("\"}\n");
            before = &sent.hash;
        }
        out
    }

    /// The text of what left, as it is stored.
    pub fn text(&self) -> String {
        let mut out = String::new();
        Members::write(&mut out, |book| {
            book.number("nearside.counts", VERSION);
            book.text("seen", &self.seen.text());
            book.text("before", &self.before);
            write_list(book.name("sent"), &self.sent, |out, sent| {
                Members::write(out, |line| {
                    sent.write(line);
                    line.text("hash", &sent.hash);
                });
            });
        });
        out
    }

    /// The text of what is next, as it is stored: apart, so that a tab which does not know yet what left cannot write
    /// over it. It names the line that it comes after, and means nothing after another.
    pub fn next_text(&self) -> String {
        let mut out = String::new();
        Members::write(&mut out, |book| {
            book.number("nearside.next", VERSION);
            book.text("seen", &self.seen.text());
            book.text("after", self.last());
            book.text("agreed", &self.agreed);
            book.flag("told", self.told);
            if let Some(next) = &self.next {
                Members::write(book.name("next"), |out| write_period(out, next));
            }
        });
        out
    }

    /// The hash of the last line.
    fn last(&self) -> &str {
        self.sent.last().map_or("", |last| &last.hash)
    }

    /// Reads both back, as far as they are there; `None` when one is not sound: then nobody knows what left, and nothing
    /// more may.
    pub fn read(left: Option<&str>, next: Option<&str>) -> Option<Book> {
        let mut book = Book::default();
        if let Some(left) = left {
            let json = Json::parse(left).ok()?;
            if json.get("nearside.counts")?.number()? != VERSION {
                return None;
            }
            json.get("before")?.text()?.clone_into(&mut book.before);
            book.seen = Day::parse(json.get("seen")?.text()?)?;
            let (mut before, mut sent) = (book.before.clone(), Vec::new());
            json.get("sent")?.each(&mut |line| {
                let line = Sent::read(line, &before)?;
                before = line.hash.clone();
                sent.push(line);
                Some(())
            })?;
            book.sent = sent;
        }
        let in_order = book.sent.windows(2).all(|two| two[0].day <= two[1].day);
        if !in_order || book.sent.last().is_some_and(|last| last.day > book.seen) {
            return None;
        }
        if let Some(next) = next {
            let json = Json::parse(next).ok()?;
            if json.get("nearside.next")?.number()? != VERSION {
                return None;
            }
            book.seen = book.seen.max(Day::parse(json.get("seen")?.text()?)?);
            json.get("agreed")?.text()?.clone_into(&mut book.agreed);
            book.told = *json.get("told")? == Json::Bool(true);
            if let Some(period) = json.get("next") {
                let period = read_period(period)?;
                book.next = Some(period).filter(|_| json.get("after").and_then(Json::text) == Some(book.last()));
            }
        }
        Some(book)
    }
}

fn write_period(out: &mut Members<'_>, next: &Period) {
    out.text("since", &next.since.text());
    out.text("question", &next.question);
    if let Some(arm) = next.arm {
        out.text("arm", arm.word());
    }
    if let Some(ready) = &next.ready {
        Members::write(out.name("ready"), |out| {
            write_about(out, ready.about);
            out.number("of", ready.of);
            out.number("truth", ready.truth.into());
            write_report(out, &ready.report);
        });
    }
    if !next.mixed.is_empty() {
        write_list(out.name("mixed"), &next.mixed, |out, of_day| {
            Members::write(out, |out| {
                out.text("day", &of_day.day.text());
                out.texts("a", &of_day.a);
                out.texts("b", &of_day.b);
            });
        });
    }
}

fn read_period(json: &Json) -> Option<Period> {
    let mut mixed = Vec::new();
    if let Some(days) = json.get("mixed") {
        days.each(&mut |of_day| {
            let ids = |name| of_day.get(name).and_then(Json::texts);
            mixed.push(Mixed { day: Day::parse(of_day.get("day")?.text()?)?, a: ids("a")?, b: ids("b")? });
            Some(())
        })?;
    }
    let ready = match json.get("ready") {
        None => None,
        Some(ready) => Some(Ready {
            about: read_about(ready)?,
            of: ready.get("of")?.number()?,
            truth: u16::try_from(ready.get("truth")?.number()?).ok()?,
            report: read_report(ready)?,
        }),
    };
    Some(Period {
        since: Day::parse(json.get("since")?.text()?)?,
        question: json.get("question")?.text()?.to_owned(),
        arm: read_arm(json)?,
        ready,
        mixed,
    })
}

/// A short name of what a shop asks: another one when anything of it changes.
pub(super) fn name_of(plan: &super::Plan) -> String {
    let mut text = plan.endpoint().to_owned();
    for most in plan.budget().reports() {
        text.push(' ');
        text.push_str(&number_text(most));
    }
    for asked in plan.asked() {
        for part in [asked.name(), asked.purpose(), &number_text(asked.domain().odds().most().into())] {
            write_text(&mut text, part);
        }
        write_list(&mut text, asked.answers(), |out, answer| write_text(out, answer));
    }
    let mut name = hash(&text);
    name.truncate(16);
    name
}
