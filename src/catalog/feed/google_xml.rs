//! Google product data as RSS or Atom: items with `g:` elements, whatever prefix the file gives them.
//! Not here: what values mean (`row`).

use super::lines::LIMIT;
use super::meter::Meter;
use super::names::Attribute;
use super::prefixes::Prefixes;
use super::row::Row;
use super::{bad_feed, clean, unreadable, Seen};
use crate::catalog::problem::ProblemKind as Kind;
use crate::catalog::product::Product;
use crate::error::{Error, Result};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error as XmlError, Reader};
use std::io::BufRead;

/// Elements deeper inside an item than this are taken for damage.
const DEPTH: usize = 64;

/// An item with more attributes than this is damaged, too.
const VALUES: usize = 1_000;

/// An item whose values are longer together is skipped.
const ITEM_LIMIT: usize = 4 * LIMIT;

/// An XML feed.
pub(super) struct Xml<R: BufRead> {
    reader: Reader<Meter<R>>,
    buffer: Vec<u8>,
    root: Option<String>,
    /// The end of the root element was met.
    closed: bool,
    prefixes: Prefixes,
}

/// What became of one item.
enum Item {
    Whole(Box<Product>),
    Skipped,
    /// Another item starts on this line, before this one ended.
    Unfinished(u64),
}

impl<R: BufRead> Xml<R> {
    pub fn new(source: R) -> Self {
        Xml {
            reader: reader(Meter::new(source)),
            buffer: Vec::new(),
            root: None,
            closed: false,
            prefixes: Prefixes::default(),
        }
    }

    /// The decoder below, for what it noticed.
    pub fn get_ref(&self) -> Option<&R> {
        self.reader.get_ref().inner()
    }

    /// The next product; `None` at the end.
    pub fn next(&mut self, seen: &mut Seen) -> Result<Option<Product>> {
        loop {
            let line = self.line();
            let (start, empty) = match self.event() {
                Ok(Event::Start(start)) => (start.into_owned(), false),
                Ok(Event::Empty(start)) => (start.into_owned(), true),
                Ok(Event::End(end)) => {
                    let ended = end.name().as_ref().to_string();
                    self.closed |= self.root.as_ref() == Some(&ended);
                    continue;
                }
                Ok(Event::DocType(text)) => {
                    seen.problems.note(Kind::DocType, line, &text);
                    continue;
                }
                Ok(Event::Eof) => return self.end().map(|()| None),
                Ok(_) | Err(XmlError::IllFormed(_)) => continue,
                Err(error) => return Err(self.broken(&error, line)),
            };
            let word = local(name(&start)).to_string();
            if self.root.is_none() {
                check_root(&word)?;
                self.root = Some(name(&start).to_string());
            }
            self.prefixes.declare(&start);
            if empty || !matches!(word.as_str(), "item" | "entry") {
                self.closed |= empty && self.root.as_deref() == Some(name(&start));
                continue;
            }
            let mut line = self.line_of(&start);
            loop {
                seen.rows += 1;
                match self.item(name(&start), line, seen)? {
                    Item::Whole(product) => return Ok(Some(*product)),
                    Item::Skipped => break,
                    Item::Unfinished(next) => {
                        seen.problems.note(Kind::BrokenItem, line, "the next item starts before this one ends");
                        line = next;
                    }
                }
            }
        }
    }

    /// Reads an item whose start tag was just read.
    fn item(&mut self, item_name: &str, line: u64, seen: &mut Seen) -> Result<Item> {
        let mut open: Vec<String> = Vec::new();
        let mut values: Vec<(Attribute, u8, String)> = Vec::new();
        let mut current: Option<(Attribute, u8, String)> = None;
        let mut damage: Option<&'static str> = None;
        let mut held = 0;
        loop {
            let at = self.line();
            // Borrowed events end before `self` is used again.
            let step = match self.event() {
                Ok(Event::Start(start)) => Step::Start(start.into_owned()),
                Ok(Event::Empty(start)) => Step::Empty(start.into_owned()),
                Ok(Event::End(end)) => Step::End(end.name().as_ref().to_string()),
                Ok(Event::Text(text)) => {
                    if let Some((_, _, value)) = &mut current {
                        value.push_str(&text);
                    }
                    Step::Nothing
                }
                // Inside CDATA, entities are those of HTML, if any.
                Ok(Event::CData(text)) => {
                    if let Some((_, _, value)) = &mut current {
                        value.push_str(&clean::entities(&text));
                    }
                    Step::Nothing
                }
                Ok(Event::GeneralRef(entity)) => Step::Entity(entity.into_inner().into_owned()),
                Ok(Event::Eof) => return self.end().map(|()| Item::Skipped),
                Ok(_) => Step::Nothing,
                Err(XmlError::IllFormed(_)) => Step::Damage("markup is not well formed"),
                Err(error) => {
                    if !self.reader.get_ref().is_over() {
                        return Err(self.broken(&error, at));
                    }
                    seen.problems.note(Kind::TooLong, line, "text of one element");
                    self.skip_item(item_name)?;
                    return Ok(Item::Skipped);
                }
            };
            match step {
                Step::Start(start) if name(&start) == item_name => {
                    return Ok(Item::Unfinished(self.line_of(&start)));
                }
                Step::Start(start) => {
                    if open.is_empty() {
                        let found = self.prefixes.attribute(name(&start), seen, line);
                        current = found.map(|(attribute, rank)| (attribute, rank, href(attribute, &start)));
                    }
                    if open.len() == DEPTH {
                        damage = Some("elements are nested too deeply");
                    } else {
                        open.push(name(&start).to_string());
                    }
                }
                Step::Empty(start) if open.is_empty() && values.len() < VALUES => {
                    if let Some((attribute, rank)) = self.prefixes.attribute(name(&start), seen, line) {
                        values.push((attribute, rank, href(attribute, &start)));
                    }
                }
                Step::End(end) if open.last() == Some(&end) => {
                    open.pop();
                    if open.is_empty() {
                        held += current.as_ref().map_or(0, |(_, _, value)| value.len());
                        values.extend(current.take());
                        if values.len() > VALUES {
                            damage = Some("too many elements");
                            values.clear();
                        }
                    }
                }
                Step::End(end) if end == item_name => {
                    let damage = damage.or(Some("a tag is not closed").filter(|_| !open.is_empty()));
                    if let Some(what) = damage {
                        seen.problems.note(Kind::BrokenItem, line, what);
                        return Ok(Item::Skipped);
                    }
                    return Ok(
                        product(values, line, seen).map_or(Item::Skipped, |product| Item::Whole(Box::new(product)))
                    );
                }
                Step::End(_) => damage = Some("tags do not match"),
                Step::Entity(entity) => {
                    if let Some((_, _, value)) = &mut current {
                        match clean::entity(&entity) {
                            Some(text) => value.push_str(&text),
                            None => {
                                seen.problems.note(Kind::UnknownEntity, at, &entity);
                                value.extend(["&", &entity, ";"]);
                            }
                        }
                    }
                }
                Step::Damage(what) => damage = Some(what),
                Step::Empty(_) | Step::Nothing => {}
            }
            if held > ITEM_LIMIT || current.as_ref().is_some_and(|(_, _, value)| value.len() > LIMIT) {
                let what = if held > ITEM_LIMIT { "texts of one item" } else { "text of one element" };
                seen.problems.note(Kind::TooLong, line, what);
                self.skip_item(item_name)?;
                return Ok(Item::Skipped);
            }
        }
    }

    /// The next event, of at most [`LIMIT`] bytes.
    fn event(&mut self) -> std::result::Result<Event<'_>, XmlError> {
        self.buffer.clear();
        self.reader.get_mut().refresh();
        self.reader.read_event_into(&mut self.buffer)
    }

    /// Goes on after the end tag of this item, without looking at what is between.
    fn skip_item(&mut self, item_name: &str) -> Result<()> {
        let line = self.line();
        let meter = self.reader.get_mut();
        let found = meter.skip_past(format!("</{item_name}").as_bytes());
        if !found.map_err(|error| unreadable("feed", &error))? {
            return Err(bad_feed(&format!("the feed ends inside the item of line {line}; it was cut")));
        }
        // A new reader, because the old one is still inside the text.
        self.reader = reader(std::mem::take(meter));
        Ok(())
    }

    fn end(&self) -> Result<()> {
        match &self.root {
            None => Err(bad_feed("the feed has no element")),
            Some(root) if !self.closed => {
                Err(bad_feed(&format!("the feed ends on line {} before </{root}>; it was cut", self.line())))
            }
            Some(_) => Ok(()),
        }
    }

    fn line(&self) -> u64 {
        self.reader.get_ref().line()
    }

    /// The line where a start tag that was just read begins.
    fn line_of(&self, start: &BytesStart<'_>) -> u64 {
        self.line().saturating_sub(memchr::memchr_iter(b'\n', start.as_bytes()).count() as u64)
    }

    fn broken(&self, error: &XmlError, line: u64) -> Error {
        let meter = self.reader.get_ref();
        if meter.is_over() {
            return bad_feed(&format!("line {line}: more than 1 MB outside of any item; this is no product feed"));
        }
        match error {
            XmlError::Io(error) => unreadable("feed", error),
            error => bad_feed(&format!("line {line}: {error}; the feed is cut or no XML")),
        }
    }
}

/// What an event inside an item asks for.
enum Step {
    Start(BytesStart<'static>),
    Empty(BytesStart<'static>),
    End(String),
    Entity(String),
    Damage(&'static str),
    Nothing,
}

/// A reader that bears what real feeds have: bare ampersands, tags that do not match.
fn reader<R: BufRead>(meter: Meter<R>) -> Reader<Meter<R>> {
    let mut reader = Reader::from_reader(meter);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

fn name<'s>(start: &'s BytesStart<'_>) -> &'s str {
    let text: &str = start;
    text.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default()
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}

fn check_root(word: &str) -> Result<()> {
    match word {
        "rss" | "feed" | "RDF" | "channel" => Ok(()),
        "html" | "HTML" => Err(bad_feed("the feed is an HTML page; is the address right, or does it need a login?")),
        other => Err(bad_feed(&format!("the feed's first element is <{other}>, not <rss> or <feed>"))),
    }
}

/// Atom puts a link's address into an attribute.
fn href(attribute: Attribute, start: &BytesStart<'_>) -> String {
    if attribute != Attribute::Link {
        return String::new();
    }
    let find = |wanted: &str| {
        let mut all = start.html_attributes().flatten();
        all.find(|a| a.key.as_ref() == wanted).map(|a| clean::entities(&a.value).into_owned())
    };
    match find("rel").as_deref() {
        None | Some("alternate") => find("href").unwrap_or_default(),
        Some(_) => String::new(),
    }
}

/// The product of an item's values. Of each attribute, the best prefix counts.
fn product(values: Vec<(Attribute, u8, String)>, line: u64, seen: &mut Seen) -> Option<Product> {
    let mut row = Row::new(line, seen);
    for (attribute, rank, value) in &values {
        if !values.iter().any(|(other, better, text)| other == attribute && better > rank && !text.trim().is_empty()) {
            row.set(*attribute, value);
        }
    }
    row.finish()
}
