//! The one JSON text of a profile: what is stored, and the heart of an export. Readable, versioned, checksummed.
//!
//! `{"nearside":1,"sum":"<16 hex digits>","profile":{"level":…,"facets":[…],"items":[[id,[facet…]]…],
//! "log":[[day,signal,[place…]]…],"stated":[[stance,subject,day]…]}}`, where `sum` is
//! [`checksum`] of the text of `profile`.

use super::log::{Entry, Known};
use super::{Log, Profile, Stated, Subject};
use crate::catalog::format::checksum;
use crate::consent::Level;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::json::{hex, write_list, write_number, write_text, Json};
use crate::signal::{Signal, Stance};

/// The version that this release writes, and the newest that it reads.
const VERSION: u32 = 1;

/// No profile is written longer than this, in bytes: the oldest signals go first.
pub const MOST_BYTES: usize = 32 * 1024;

/// The text of a profile. The same profile always gives the same bytes.
pub fn write(profile: &Profile) -> String {
    let (log, mut body) = (&profile.log, String::new());
    body.push_str("{\"level\":");
    match profile.level {
        Some(level) => write_text(&mut body, level.word()),
        None => body.push_str("null"),
    }
    if !log.entries().is_empty() {
        body.push_str(",\"facets\":");
        write_list(&mut body, log.facets(), |out, key| write_text(out, key));
        body.push_str(",\"items\":");
        write_list(&mut body, log.items(), |out, item| {
            out.push('[');
            write_text(out, &item.id);
            out.push(',');
            write_places(out, &item.facets);
            out.push(']');
        });
        body.push_str(",\"log\":");
        write_list(&mut body, log.entries(), |out, entry| {
            out.push('[');
            write_number(out, entry.day.0);
            out.push(',');
            write_text(out, entry.signal.word());
            out.push(',');
            write_places(out, &entry.what);
            out.push(']');
        });
    }
    if !profile.stated.is_empty() {
        body.push_str(",\"stated\":");
        write_list(&mut body, profile.stated.iter(), |out, statement| {
            out.push('[');
            write_text(out, statement.stance.word());
            out.push(',');
            write_text(out, &statement.subject.text());
            out.push(',');
            write_number(out, statement.day.0);
            out.push(']');
        });
    }
    body.push('}');
    [head(&body).as_str(), &body, "}"].concat()
}

fn write_places(out: &mut String, places: &[u32]) {
    write_list(out, places, |out, place| write_number(out, *place));
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
        items.push(Known { id: id.text()?.to_owned(), facets: places(facets)? });
        Some(())
    })?;
    list("log").each(&mut |entry| {
        let [day, word, what] = entry.list()? else { return None };
        let signal = Signal::from_word(word.text()?)?;
        entries.push(Entry { day: Day(day.number()?), signal, what: places(what)? });
        Some(())
    })?;
    list("stated").each(&mut |statement| {
        let [word, subject, day] = statement.list()? else { return None };
        let stance = Stance::from_word(word.text()?)?;
        stated.say(Subject::parse(subject.text()?), Some(stance), Day(day.number()?));
        Some(())
    })?;
    let log = Log::from_parts(list("facets").texts()?, items, entries)?;
    Some(Profile { level, log, stated })
}

fn places(list: &Json) -> Option<Vec<u32>> {
    let mut places = Vec::new();
    list.each(&mut |place| {
        places.push(place.number()?);
        Some(())
    })?;
    Some(places)
}
