//! The one JSON text of a profile: what is stored, and the heart of an export. Readable, versioned, checksummed.
//!
//! `{"nearside":1,"sum":"<16 hex digits>","profile":{"level":…,"facets":[…],"items":[[id,[facet…]]…],
//! "log":[[day,signal,[place…]]…],"stated":[[stance,subject,day]…],…settings}}`, where `sum` is
//! [`checksum`] of the text of `profile`. In storage, a line of the tabs that wrote it stands behind: `…},"tabs":[…]}`.

use super::log::{Entry, Known};
use super::{Log, Profile, Settings, Stated, Subject};
use crate::catalog::format::checksum;
use crate::consent::Level;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::json::{hex, write_list, write_number, write_text, Json, Members};
use crate::letters::joined;
use crate::signal::{Signal, Stance};
use std::cell::Cell;
use std::fmt;

/// The version that this release writes, and the newest that it reads.
const VERSION: u32 = 1;

/// No profile is written longer than this, in bytes: the oldest signals go first.
pub const MOST_BYTES: usize = 32 * 1024;

/// The text of a log's tables as far as it is written: what is noted is put at their ends, so that the next text needs
/// only what is new. It is no part of a log's value: a log without is the same, and a copy starts without.
#[derive(Default)]
pub(crate) struct Written(Cell<[Piece; 3]>);

/// The text of the first members of a table, and how many they are.
#[derive(Default)]
struct Piece {
    text: String,
    members: usize,
}

impl Written {
    /// Something changed that was not put at the end.
    pub(super) fn forget(&self) {
        self.0.take();
    }
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Written")
    }
}

impl Clone for Written {
    fn clone(&self) -> Written {
        Written::default()
    }
}

impl PartialEq for Written {
    fn eq(&self, _: &Written) -> bool {
        true
    }
}

impl Eq for Written {}

/// The text of a profile. The same profile always gives the same bytes.
pub fn write(profile: &Profile) -> String {
    let (log, mut body) = (&profile.log, String::new());
    body.push_str("{\"level\":");
    match profile.level {
        Some(level) => write_text(&mut body, level.word()),
        None => body.push_str("null"),
    }
    if !log.entries().is_empty() {
        let mut pieces = log.written.0.take();
        let tables = [("facets", log.facets().len()), ("items", log.items().len()), ("log", log.entries().len())];
        for (table, ((name, members), piece)) in tables.into_iter().zip(&mut pieces).enumerate() {
            while piece.members < members {
                if piece.members > 0 {
                    piece.text.push(',');
                }
                write_member(&mut piece.text, log, table, piece.members);
                piece.members += 1;
            }
            for text in [",\"", name, "\":[", &piece.text, "]"] {
                body.push_str(text);
            }
        }
        log.written.0.set(pieces);
    }
    if !profile.stated.is_empty() {
        body.push_str(",\"stated\":");
        write_list(&mut body, profile.stated.iter().as_slice(), |out, statement| {
            out.push('[');
            write_text(out, statement.stance.word());
            out.push(',');
            write_text(out, &statement.subject.text());
            out.push(',');
            write_number(out, statement.day.0);
            out.push(']');
        });
    }
    let mut members = Members::more(&mut body);
    profile.settings.write(&mut members);
    body.push('}');
    joined(&[head(&body).as_str(), &body, "}"], "")
}

/// What stands before the line that tabs write behind a stored profile: `…},"tabs":[…]}`. Within a text of JSON it would
/// have other quotes.
const TABS: &str = ",\"tabs\":";

/// A profile's text as it is stored, with the line of the tabs that wrote it.
#[inline(never)]
pub fn with_tabs(text: &str, line: &[u32]) -> String {
    let mut out = joined(&[text.strip_suffix('}').unwrap_or(text), TABS], "");
    write_list(&mut out, line, |out, number| write_number(out, *number));
    out.push('}');
    out
}

/// A stored text as the profile's text and that line; without one the line is empty.
#[inline(never)]
pub fn without_tabs(stored: &str) -> (String, Vec<u32>) {
    let at = stored.bytes().rposition(|sign| sign == b'[').unwrap_or(0);
    let line = stored.get(at..).and_then(|line| Json::parse(line.strip_suffix('}')?).ok()?.numbers());
    match (stored.get(..at).and_then(|text| text.strip_suffix(TABS)), line) {
        (Some(text), Some(line)) => (joined(&[text, "}"], ""), line),
        _ => (stored.to_owned(), Vec::new()),
    }
}

/// Whether a stored text is this profile's, whichever tabs wrote it.
#[inline(never)]
pub fn is_alike(stored: &str, text: &str) -> bool {
    let rest = text.strip_suffix('}').and_then(|text| stored.strip_prefix(text));
    rest.is_some_and(|rest| rest == "}" || rest.starts_with(TABS))
}

/// A facet, an item or a signal.
fn write_member(out: &mut String, log: &Log, table: usize, member: usize) {
    let (text, places) = match table {
        0 => return write_text(out, &log.facets()[member]),
        1 => (log.items()[member].id.as_str(), &log.items()[member].facets),
        _ => (log.entries()[member].signal.word(), &log.entries()[member].what),
    };
    out.push('[');
    if table > 1 {
        write_number(out, log.entries()[member].day.0);
        out.push(',');
    }
    write_text(out, text);
    out.push(',');
    write_list(out, places, |out, place| write_number(out, *place));
    out.push(']');
}

fn head(body: &str) -> String {
    let mut head = String::from("{\"nearside\":");
    write_number(&mut head, VERSION);
    head.push_str(",\"sum\":\"");
    let sum = checksum(body.as_bytes());
    head.extend((0..16).map(|digit| hex((sum >> (60 - digit * 4)) as usize)));
    head.push_str("\",\"profile\":");
    head
}

/// Reads a profile's text.
///
/// # Errors
/// [`Code::ProfileTooNew`] when a later release wrote it, [`Code::ProfileCorrupt`] when it is damaged or is no
/// profile. The text itself is never changed here.
pub fn read(text: &str) -> Result<Profile> {
    let corrupt = || Error::new(Code::ProfileCorrupt, "what was stored is damaged; it was set aside");
    let outer = Json::parse(text).map_err(|_| corrupt())?;
    let version = outer.get("nearside").and_then(Json::number).ok_or_else(corrupt)?;
    if version > VERSION {
        return Err(Error::new(
            Code::ProfileTooNew,
            "a newer release of this shop wrote the profile; it was left alone",
        ));
    }
    // The sum is over the text as it stands, so the text must have exactly the shape that `write` gives it.
    let body_at = head("").len();
    let body = text.get(body_at..).and_then(|body| body.strip_suffix('}')).ok_or_else(corrupt)?;
    if text.get(..body_at) != Some(&head(body)) {
        return Err(corrupt());
    }
    outer.get("profile").and_then(from_body).ok_or_else(corrupt)
}

fn from_body(body: &Json) -> Option<Profile> {
    let none = Json::List(Vec::new());
    let list = |name: &str| body.get(name).unwrap_or(&none);
    let level = match body.get("level")? {
        Json::Null => None,
        word => Some(Level::from_word(word.text()?)?),
    };
    let (mut items, mut entries, mut stated) = (Vec::new(), Vec::new(), Stated::default());
    list("items").each(&mut |item| {
        let [id, facets] = item.list()? else { return None };
        items.push(Known { id: id.text()?.to_owned(), facets: facets.numbers()? });
        Some(())
    })?;
    list("log").each(&mut |entry| {
        let [day, word, what] = entry.list()? else { return None };
        let signal = Signal::from_word(word.text()?)?;
        entries.push(Entry { day: Day(day.number()?), signal, what: what.numbers()? });
        Some(())
    })?;
    list("stated").each(&mut |statement| {
        let [word, subject, day] = statement.list()? else { return None };
        let stance = Stance::from_word(word.text()?)?;
        stated.say(Subject::parse(subject.text()?), Some(stance), Day(day.number()?));
        Some(())
    })?;
    let log = Log::from_parts(list("facets").texts()?, items, entries)?;
    Some(Profile { level, log, stated, settings: Settings::read(body)? })
}
