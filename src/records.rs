//! What is kept, as records that a person can read: the shapes of `SignalRecord`, `Interest`, `Statement` and
//! `Health` in `www/types.ts`, and their JSON. Not here: how it reaches JavaScript.

use crate::catalog::FacetId;
use crate::consent::Level;
use crate::day::Day;
use crate::engine::Engine;
use crate::fixed;
use crate::json::{number_text, write_list, Members};
use crate::letters::joined;
use crate::policy::{Facts, LevelFacts, SourceFacts};
use crate::profile::{interests, own_label, SignalRef, Subject};
use crate::signal::Signal;
use crate::store::Store;

/// One signal as the log keeps it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct SignalRecord {
    pub reference: String,
    pub signal: &'static str,
    pub day: String,
    pub times: u32,
    pub item: Option<String>,
    pub title: Option<String>,
    pub order: Option<String>,
    pub facets: Option<Vec<String>>,
    pub fades: String,
}

/// A facet with a weight, and the signals behind it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Interest {
    pub facet: String,
    pub kind: &'static str,
    pub label: String,
    pub strength: i32,
    pub points: i32,
    pub from: Vec<SignalRecord>,
    pub fades: String,
}

/// Something the shopper told us.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct StatementRecord {
    pub subject: String,
    pub label: String,
    pub stance: &'static str,
    pub day: String,
}

/// Where things stand.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Health {
    pub storage: &'static str,
    pub signals: usize,
    pub statements: usize,
    pub bytes: usize,
    pub aside: bool,
    pub items: u32,
    pub problems: Vec<Problem>,
}

/// An error, for a page.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Problem {
    pub code: &'static str,
    pub message: String,
}

/// A record that is written as JSON.
pub trait Record {
    /// Writes the members.
    fn members(&self, out: &mut Members<'_>);
}

fn write(out: &mut String, record: &dyn Record) {
    Members::write(out, |out| record.members(out));
}

fn write_all<R: Record>(out: &mut String, records: &[R]) {
    write_list(out, records, |out, record| write(out, record));
}

/// The JSON of a record.
pub fn json(record: &dyn Record) -> String {
    let mut out = String::new();
    write(&mut out, record);
    out
}

/// The JSON of some records.
pub fn json_all<R: Record>(records: &[R]) -> String {
    let mut out = String::new();
    write_all(&mut out, records);
    out
}

impl Record for SignalRecord {
    fn members(&self, out: &mut Members<'_>) {
        out.text("ref", &self.reference);
        out.text("signal", self.signal);
        out.text("day", &self.day);
        out.number("times", self.times);
        if let Some(item) = &self.item {
            out.text("item", item);
        }
        if let Some(title) = &self.title {
            out.text("title", title);
        }
        if let Some(order) = &self.order {
            out.text("order", order);
        }
        if let Some(facets) = &self.facets {
            out.texts("facets", facets);
        }
        out.text("fades", &self.fades);
    }
}

impl Record for Interest {
    fn members(&self, out: &mut Members<'_>) {
        out.text("facet", &self.facet);
        out.text("kind", self.kind);
        out.text("label", &self.label);
        // An interest is never negative.
        out.number("strength", self.strength as u32);
        out.number("points", self.points as u32);
        write_all(out.name("from"), &self.from);
        out.text("fades", &self.fades);
    }
}

impl Record for StatementRecord {
    fn members(&self, out: &mut Members<'_>) {
        out.text("subject", &self.subject);
        out.text("label", &self.label);
        out.text("stance", self.stance);
        out.text("day", &self.day);
    }
}

impl Record for Health {
    fn members(&self, out: &mut Members<'_>) {
        out.text("storage", self.storage);
        out.number("signals", self.signals as u32);
        out.number("statements", self.statements as u32);
        out.number("bytes", self.bytes as u32);
        out.flag("aside", self.aside);
        out.number("items", self.items);
        write_all(out.name("problems"), &self.problems);
    }
}

impl Record for Problem {
    fn members(&self, out: &mut Members<'_>) {
        out.text("code", self.code);
        out.text("message", &self.message);
    }
}

impl Record for Facts<'_> {
    fn members(&self, out: &mut Members<'_>) {
        out.text("shop", self.shop);
        out.text("contact", self.contact);
        out.text("policy", self.policy);
        out.texts("recipients", self.recipients);
        out.text("key", self.key);
        out.text("version", &self.version);
        write_list(out.name("changes"), self.changes, |out, (date, text)| {
            Members::write(out, |out| {
                out.text("date", date);
                out.text("text", text);
            });
        });
        write_all(out.name("levels"), self.levels);
        write_all(out.name("sources"), &self.sources);
        out.texts("never", self.never);
    }
}

impl Record for LevelFacts {
    fn members(&self, out: &mut Members<'_>) {
        out.text("name", self.name);
        out.text("keeps", self.keeps);
        out.text("sends", self.sends);
    }
}

impl Record for SourceFacts {
    fn members(&self, out: &mut Members<'_>) {
        out.text("name", self.name);
        out.text("purpose", self.purpose);
        out.number("days", self.days);
        out.texts("signals", &self.signals);
        out.flag("on", self.on);
        out.flag("off", self.off);
    }
}

fn record<S: Store>(engine: &Engine<S>, (signal, times): (SignalRef, u32)) -> SignalRecord {
    let fades = signal.day.plus(engine.policy().days(signal.signal.source())).text();
    let (day, word, reference) = (signal.day.text(), signal.signal.word(), signal.text());
    let log = &engine.profile().log;
    // A search, or something that goes by what it carries.
    let (title, facets) = if log.facets().contains(&signal.what) {
        (None, Some(vec![own_label(&signal.what).to_owned()]))
    } else {
        let found = engine.catalog().find(&signal.what);
        (found.map(|item| engine.catalog().card(item).title.to_owned()), None)
    };
    let of = |(at, on, number): (usize, Day, u32)| {
        let entry = &log.entries()[at];
        let holds = on == signal.day && entry.what.iter().any(|place| log.name(entry.signal, *place) == signal.what);
        holds.then(|| joined(&["order:", &day, "/", &number_text(number)], ""))
    };
    let order = if signal.signal == Signal::Purchase { log.orders().filter_map(of).last() } else { None };
    SignalRecord {
        reference,
        signal: word,
        item: (signal.signal != Signal::Search).then_some(signal.what),
        day,
        times,
        title,
        order,
        facets,
        fades,
    }
}

/// All that is noted, newest first.
pub fn signals<S: Store>(engine: &mut Engine<S>, today: Day) -> Vec<SignalRecord> {
    engine.refresh();
    let all = interests::signals(&engine.profile().log, engine.policy(), today, &|_, _| true);
    all.into_iter().map(|signal| record(engine, signal)).collect()
}

/// All interests, strongest first.
#[inline(never)]
pub fn interests<S: Store>(engine: &mut Engine<S>, today: Day) -> Vec<Interest> {
    engine.refresh();
    let taste = engine.taste(today);
    let mut keys = Vec::new();
    for number in 1..taste.facet_count() as u32 {
        let points = taste.facet(FacetId(number as u16)).interest;
        if points > 0 {
            keys.push(fixed::falling(points, number));
        }
    }
    fixed::sort(&mut keys);
    let most = keys.first().map_or(1, |key| fixed::unpack(*key).0);
    let (noted, behind) = engine.evidence(today);
    let noted: Vec<_> = noted.into_iter().map(|signal| record(engine, signal)).collect();
    let mut made = Vec::new();
    for key in keys {
        let (points, number) = fixed::unpack(key);
        let id = FacetId(number as u16);
        let key = engine.catalog().facet_key(id);
        let Some(facet) = engine.catalog().facet(id) else { continue };
        let mut from = Vec::<SignalRecord>::new();
        let mut last = u64::MAX;
        let first = behind.partition_point(|pair| pair >> 32 < u64::from(number));
        for pair in behind[first..].iter().take_while(|pair| **pair >> 32 == u64::from(number)) {
            if *pair != last {
                from.push(noted[*pair as u32 as usize].clone());
            }
            last = *pair;
        }
        made.push(Interest {
            kind: facet.kind.word(),
            label: facet.label.to_owned(),
            strength: (points * 100 / most).max(1),
            points,
            fades: from.iter().map(|signal| signal.fades.clone()).max().unwrap_or_default(),
            facet: key,
            from,
        });
    }
    made
}

/// All that was said, oldest first.
pub fn statements<S: Store>(engine: &Engine<S>) -> Vec<StatementRecord> {
    let all = engine.profile().stated.iter().map(|statement| StatementRecord {
        subject: statement.subject.text(),
        label: match &statement.subject {
            Subject::Item(id) => match engine.catalog().find(id) {
                Some(item) => engine.catalog().card(item).title.to_owned(),
                None => id.clone(),
            },
            Subject::Facet(key) => own_label(key).to_owned(),
        },
        stance: statement.stance.word(),
        day: statement.day.text(),
    });
    all.collect()
}

/// Where things stand.
pub fn health<S: Store>(engine: &Engine<S>) -> Health {
    let log = &engine.profile().log;
    Health {
        storage: match engine.chosen() {
            None => "none",
            Some(Level::Off) if engine.profile().is_blank() => "none",
            Some(_) if !engine.is_kept() => "memory",
            Some(_) => engine.shelf().word(),
        },
        signals: log.entries().iter().map(|entry| entry.what.len()).sum(),
        statements: engine.profile().stated.len(),
        bytes: engine.stored_bytes(),
        aside: engine.has_aside(),
        items: engine.catalog().len(),
        problems: engine
            .problems()
            .iter()
            .map(|problem| Problem { code: problem.code().as_str(), message: problem.message().to_owned() })
            .collect(),
    }
}

/// JSON: what the shopper decided and what others allow, as `Nearside` of `www/types.ts` has it. What there is not is
/// left out.
pub fn standing<S: Store>(engine: &Engine<S>) -> String {
    let mut out = String::new();
    Members::write(&mut out, |out| {
        let settings = &engine.profile().settings;
        let (most, by) = engine.ceiling().map_or((None, ""), |(by, level)| (Some(*level), by.as_str()));
        for (name, level) in [("level", engine.level()), ("chosen", engine.chosen()), ("most", most)] {
            if let Some(level) = level {
                out.text(name, level.word());
            }
        }
        out.text("by", by);
        out.flag("renewed", engine.is_renewed());
        out.flag("guest", engine.is_guest());
        out.flag("hidden", engine.is_hidden());
        out.flag("paused", settings.paused);
        out.number("days", settings.days.unwrap_or(0));
        out.texts("off", &settings.words_off());
        out.texts("choices", &settings.choices);
    });
    out
}
