//! A report as it travels: the body of one OTLP/HTTP request in binary protobuf, and the strict way back.
//! Not here: sending, receiving, and which questions there are (`plan`).
//!
//! It is an `ExportMetricsServiceRequest` without resource: scope `nearside.counts` 1, one metric
//! `nearside.report` of unit 1, a delta histogram with one point. The point lasts the UTC day of sending, its
//! `count` is ω, its `bucket_counts` are the cells as 0 and 1, its `explicit_bounds` .5, 1.5, … d − 1.5, and its
//! attributes are `q`, the question's name, and for experiments `arm`. Collectors that add histograms up so get
//! the sums of each cell, and count / ω reports. No sum, no extremes, no exemplars, no names.
//!
//! Fields are written in the order of their numbers, as the official writers do; [`decode`] reads nothing else, so a
//! report has exactly one text, and nothing can be hidden in its form.

use super::{Arm, Domain, Plan, Report};
use crate::day::Day;

/// The longest body that is looked at. The longest report has about 8.3 kB.
pub const LONGEST: usize = 9 * 1024;

/// What a body is called in `Content-Type`.
pub const TYPE: &str = "application/x-protobuf";

const SCOPE: &str = "nearside.counts";
const VERSION: &str = "1";
const METRIC: &str = "nearside.report";
const UNIT: &str = "1";
const DELTA: u64 = 1;
/// A day in nanoseconds.
const DAY: u64 = 86_400_000_000_000;

/// Wire types of protobuf: a varint, eight bytes, and bytes by their length.
const VARINT: u64 = 0;
const EIGHT: u64 = 1;
const BYTES: u64 = 2;

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn eight(out: &mut Vec<u8>, field: u64, value: u64) {
    varint(out, field << 3 | EIGHT);
    out.extend_from_slice(&value.to_le_bytes());
}

fn bytes(out: &mut Vec<u8>, field: u64, value: &[u8]) {
    varint(out, field << 3 | BYTES);
    varint(out, value.len() as u64);
    out.extend_from_slice(value);
}

fn attribute(out: &mut Vec<u8>, key: &str, value: &str) {
    let (mut pair, mut any) = (Vec::new(), Vec::new());
    bytes(&mut any, 1, value.as_bytes());
    bytes(&mut pair, 1, key.as_bytes());
    bytes(&mut pair, 2, &any);
    bytes(out, 9, &pair);
}

fn start_of(day: Day) -> u64 {
    u64::from(day.0).saturating_mul(DAY)
}

/// Bounds between cells: halves, which are exact.
fn bounds(domain: Domain) -> Vec<u8> {
    let mut out = Vec::new();
    for cell in 1..domain.size() {
        out.extend_from_slice(&(f64::from(cell) - 0.5).to_le_bytes());
    }
    out
}

/// The body that carries this report to the question of this name, in this arm, on the day it is sent. The same
/// length for every answer to one question.
pub fn encode(report: &Report, name: &str, arm: Option<Arm>, day: Day) -> Vec<u8> {
    let domain = report.domain();
    let mut cells = Vec::new();
    for cell in 0..domain.size() {
        cells.extend_from_slice(&u64::from(report.shows(cell)).to_le_bytes());
    }
    let mut point = Vec::new();
    eight(&mut point, 2, start_of(day));
    eight(&mut point, 3, start_of(day.plus(1)));
    eight(&mut point, 4, domain.weight().into());
    bytes(&mut point, 6, &cells);
    bytes(&mut point, 7, &bounds(domain));
    attribute(&mut point, "q", name);
    if let Some(arm) = arm {
        attribute(&mut point, "arm", arm.word());
    }
    let mut histogram = Vec::new();
    bytes(&mut histogram, 1, &point);
    varint(&mut histogram, 2 << 3 | VARINT);
    varint(&mut histogram, DELTA);
    let mut metric = Vec::new();
    bytes(&mut metric, 1, METRIC.as_bytes());
    bytes(&mut metric, 3, UNIT.as_bytes());
    bytes(&mut metric, 9, &histogram);
    let mut scope = Vec::new();
    bytes(&mut scope, 1, SCOPE.as_bytes());
    bytes(&mut scope, 2, VERSION.as_bytes());
    let mut scoped = Vec::new();
    bytes(&mut scoped, 1, &scope);
    bytes(&mut scoped, 2, &metric);
    let (mut resource, mut all) = (Vec::new(), Vec::new());
    bytes(&mut resource, 2, &scoped);
    bytes(&mut all, 1, &resource);
    all
}

/// Why a body is no report to this plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refused {
    /// Longer than [`LONGEST`].
    TooLong,
    /// It ends too early, or is no protobuf.
    Broken,
    /// A field or attribute that reports do not have, or one that is missing, not in its place or not as it must be.
    Field,
    /// The plan has no such question.
    Question,
    /// An arm where there is none, none where there is one, or an unknown one.
    Arm,
    /// Not as many cells, or not the bounds, as the question has.
    Size,
    /// A cell that is neither 0 nor 1.
    Cell,
    /// Not as many ones, or not the count, that the question has.
    Weight,
    /// The times are not the bounds of one UTC day.
    Time,
    /// The day is neither today nor yesterday.
    Day,
    /// The same in other bytes than [`encode`] writes.
    Form,
}

impl Refused {
    /// Every reason.
    pub const ALL: [Refused; 11] = [
        Refused::TooLong,
        Refused::Broken,
        Refused::Field,
        Refused::Question,
        Refused::Arm,
        Refused::Size,
        Refused::Cell,
        Refused::Weight,
        Refused::Time,
        Refused::Day,
        Refused::Form,
    ];

    /// A stable word.
    pub const fn code(self) -> &'static str {
        match self {
            Refused::TooLong => "TOO_LONG",
            Refused::Broken => "BROKEN",
            Refused::Field => "WRONG_FIELD",
            Refused::Question => "UNKNOWN_QUESTION",
            Refused::Arm => "WRONG_ARM",
            Refused::Size => "WRONG_SIZE",
            Refused::Cell => "WRONG_CELL",
            Refused::Weight => "WRONG_WEIGHT",
            Refused::Time => "WRONG_TIME",
            Refused::Day => "WRONG_DAY",
            Refused::Form => "NOT_CANONICAL",
        }
    }
}

/// A report that was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// The question's place in [`Plan::asked`].
    pub place: usize,
    /// In which arm of an experiment.
    pub arm: Option<Arm>,
    /// The UTC day it was sent on.
    pub day: Day,
    /// What it shows.
    pub report: Report,
}

type Read<T> = Result<T, Refused>;

/// A message, field by field, in the one order there is.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn varint(&mut self) -> Read<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (first, rest) = self.0.split_first().ok_or(Refused::Broken)?;
            self.0 = rest;
            value |= u64::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Refused::Broken)
    }

    fn field(&mut self, field: u64, kind: u64) -> Read<()> {
        let is_there = !self.0.is_empty() && self.varint()? == field << 3 | kind;
        is_there.then_some(()).ok_or(Refused::Field)
    }

    fn take(&mut self, length: u64) -> Read<&'a [u8]> {
        let length = usize::try_from(length).map_err(|_| Refused::Broken)?;
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Refused::Broken)?;
        self.0 = rest;
        Ok(taken)
    }

    fn bytes(&mut self, field: u64) -> Read<&'a [u8]> {
        self.field(field, BYTES)?;
        let length = self.varint()?;
        self.take(length)
    }

    fn message(&mut self, field: u64) -> Read<Fields<'a>> {
        self.bytes(field).map(Fields)
    }

    fn eight(&mut self, field: u64) -> Read<u64> {
        self.field(field, EIGHT)?;
        Ok(number(self.take(8)?))
    }

    fn is(&mut self, field: u64, text: &str) -> Read<()> {
        (self.bytes(field)? == text.as_bytes()).then_some(()).ok_or(Refused::Field)
    }

    fn attribute(&mut self, key: &str) -> Read<&'a [u8]> {
        let mut pair = self.message(9)?;
        pair.is(1, key)?;
        let mut any = pair.message(2)?;
        pair.end()?;
        let value = any.bytes(1)?;
        any.end()?;
        Ok(value)
    }

    fn end(&self) -> Read<()> {
        self.0.is_empty().then_some(()).ok_or(Refused::Field)
    }
}

/// Eight bytes as a number, the least first.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Reads a body: nothing but what [`encode`] can write for a question of this plan, today or yesterday.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn decode(body: &[u8], plan: &Plan, today: Day) -> Result<Received, Refused> {
    if body.len() > LONGEST {
        return Err(Refused::TooLong);
    }
    let mut all = Fields(body);
    let mut resource = all.message(1)?;
    all.end()?;
    let mut scoped = resource.message(2)?;
    resource.end()?;
    let mut scope = scoped.message(1)?;
    scope.is(1, SCOPE)?;
    scope.is(2, VERSION)?;
    scope.end()?;
    let mut metric = scoped.message(2)?;
    scoped.end()?;
    metric.is(1, METRIC)?;
    metric.is(3, UNIT)?;
    let mut histogram = metric.message(9)?;
    metric.end()?;
    let mut point = histogram.message(1)?;
    histogram.field(2, VARINT)?;
    if histogram.varint()? != DELTA {
        return Err(Refused::Field);
    }
    histogram.end()?;

    let (start, end, count) = (point.eight(2)?, point.eight(3)?, point.eight(4)?);
    let (cells, halves) = (point.bytes(6)?, point.bytes(7)?);
    let name = point.attribute("q")?;
    let arm = if point.0.is_empty() { None } else { Some(point.attribute("arm")?) };
    point.end()?;

    let place = plan.asked().iter().position(|asked| asked.name().as_bytes() == name).ok_or(Refused::Question)?;
    let asked = plan.asked().get(place).ok_or(Refused::Question)?;
    let arm = match arm {
        Some(word) => Some(std::str::from_utf8(word).ok().and_then(Arm::from_word).ok_or(Refused::Arm)?),
        None => None,
    };
    if arm.is_some() != asked.has_arms() {
        return Err(Refused::Arm);
    }
    let domain = asked.domain();
    if cells.len() != 8 * usize::from(domain.size()) || halves != bounds(domain) {
        return Err(Refused::Size);
    }
    let mut ones = Vec::new();
    for (cell, bytes) in (0..).zip(cells.chunks(8)) {
        match number(bytes) {
            0 => {}
            1 => ones.push(cell),
            _ => return Err(Refused::Cell),
        }
    }
    let report = Report::showing(domain, ones).ok_or(Refused::Weight)?;
    if count != u64::from(domain.weight()) {
        return Err(Refused::Weight);
    }
    let day = u32::try_from(start / DAY).map(Day).map_err(|_| Refused::Time)?;
    if start != start_of(day) || end != start_of(day.plus(1)) {
        return Err(Refused::Time);
    }
    if day > today || today.since(day) > 1 {
        return Err(Refused::Day);
    }
    // What is left are numbers written longer than they need be.
    if encode(&report, asked.name(), arm, day) != body {
        return Err(Refused::Form);
    }
    Ok(Received { place, arm, day, report })
}
