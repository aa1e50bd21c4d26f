//! Reading product feeds, one product at a time, in constant memory.
//!
//! - `text`, `lines`: any encoding as UTF-8, and lines with a limit.
//! - `table`: rows of cells; `google_table`, `shopify_table`, `woo_table` (with `woo_columns`): what columns are called and
//!   how rows belong together.
//! - `google_xml` (with `meter` and `prefixes`): Google product data as RSS or Atom.
//! - `json` (with `json_bytes`): objects in JSON of any size; `json_feed` (names like Google's), `shopify`, `woo`, `openai`, `json_ld`: their shapes,
//!   with `values`.
//! - `names`, `row`, `price`, `clean`: the rules for values, the same for every format; `draft` for products that a format
//!   tells in several parts.
//!
//! What a format is shows in its content, never in its file's name. docs/feeds.md has what each one is read as.
//!
//! Not here: what becomes of the products (`fold`).

/// Where each column of a known export is, by its names as `names::spoken` has them.
macro_rules! columns {
    ($($name:ident: $($text:literal)|+;)*) => {
        #[derive(Debug)]
        pub(super) struct Columns { $(pub $name: Option<usize>,)* }
        impl Columns {
            pub fn find(header: &[String]) -> Columns {
                let names: Vec<String> = header.iter().map(|name| super::names::spoken(name)).collect();
                Columns { $($name: super::names::place(&names, &[$($text),+]),)* }
            }
        }
    };
}

pub(super) mod clean;
mod draft;
mod google_table;
mod google_xml;
pub(super) mod json;
mod json_bytes;
mod json_feed;
mod json_ld;
pub(super) mod lines;
mod meter;
mod names;
mod openai;
mod prefixes;
mod price;
mod row;
mod shopify;
mod shopify_table;
mod table;
mod text;
mod values;
mod woo;
mod woo_columns;
mod woo_table;

use super::problem::{ProblemKind, Problems};
use super::product::{Currency, Product};
use crate::error::{Code, Error, Result};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Chain, Cursor, Read};
use text::Utf8;

/// What a reader met besides products.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// `tsv`, `csv`, `xml`, `json`, or with who makes such a file: `openai-csv`, `openai-tsv`, `openai-json`,
    /// `shopify-csv`, `shopify-json`, `woocommerce-csv`, `woocommerce-json`, `json-ld`.
    pub format: String,
    /// The currency of prices that name none, where the shop says so. Set before reading.
    pub assumed: Option<Currency>,
    /// The encoding that the file was read in.
    pub encoding: String,
    /// Rows or items, broken ones included.
    pub rows: u64,
    /// The currency of the first price.
    pub currency: Option<Currency>,
    /// How many products lack a value, by the attribute's name.
    pub missing: BTreeMap<String, u64>,
    /// Columns that no attribute is read from.
    pub unused: Vec<String>,
    /// What was wrong with rows and values.
    pub problems: Problems,
}

/// How much of a file is looked at before reading it.
const HEAD: usize = 4096;

/// The file from its first byte, after its head was looked at.
type Whole<R> = Chain<Cursor<Vec<u8>>, R>;

/// A product feed of any supported format.
pub struct Feed<R: BufRead>(Format<R>);

enum Format<R: BufRead> {
    Google(Box<table::Table<Utf8<Whole<R>>>>, google_table::Columns),
    Shopify(Box<table::Table<Utf8<Whole<R>>>>, Box<shopify_table::Products>),
    Woo(Box<table::Table<Utf8<Whole<R>>>>, Box<woo_table::Products>),
    Xml(Box<google_xml::Xml<Utf8<Whole<R>>>>),
    Json(Box<json::Json<Utf8<Whole<R>>>>),
}

impl<R: BufRead> Feed<R> {
    /// Looks at the first bytes and chooses the format.
    ///
    /// # Errors
    /// [`Code::BadFeed`] when the file is empty, no text, or in a format that is not supported.
    pub fn open(source: R, seen: &mut Seen) -> Result<Feed<R>> {
        let mut utf8 = open_text(source, "feed", seen)?;
        let head = utf8.fill_buf().map_err(|error| unreadable("feed", &error))?;
        let first = String::from_utf8_lossy(&head[..head.len().min(HEAD)]).trim_start().chars().next();
        Ok(Feed(match first {
            Some('<') => {
                seen.format = "xml".to_string();
                Format::Xml(Box::new(google_xml::Xml::new(utf8)))
            }
            Some('{' | '[') => Format::Json(Box::new(json::Json::new(utf8))),
            _ => {
                let is_known = |header: &[String]| {
                    shopify_table::knows(header) || woo_columns::knows(header) || google_table::knows(header)
                };
                let knows = |header: &[String]| is_known(header) || woo_columns::may_be_another_language(header);
                let mut table = Box::new(table::Table::open(utf8, knows)?);
                if woo_columns::may_be_another_language(table.header()) {
                    return Err(bad_feed(woo_columns::ANOTHER_LANGUAGE));
                }
                if shopify_table::knows(table.header()) {
                    table.expect_long_cells();
                    let products = shopify_table::Products::new(table.header(), seen);
                    Format::Shopify(table, Box::new(products))
                } else if woo_columns::knows(table.header()) {
                    table.expect_long_cells();
                    let products = woo_table::Products::new(table.header(), seen);
                    Format::Woo(table, Box::new(products))
                } else {
                    let columns = google_table::Columns::new(table.header(), table.kind(), seen);
                    Format::Google(table, columns)
                }
            }
        }))
    }

    /// The next product; `None` at the end. Broken rows are noted and passed over.
    ///
    /// # Errors
    /// [`Code::BadFeed`] when the rest of the file cannot be read.
    pub fn next(&mut self, seen: &mut Seen) -> Result<Option<Product>> {
        let product = match &mut self.0 {
            Format::Google(table, columns) => columns.next(table, seen)?,
            Format::Shopify(table, products) => products.next(table, seen)?,
            Format::Woo(table, products) => products.next(table, seen)?,
            Format::Xml(xml) => xml.next(seen)?,
            Format::Json(json) => json_feed::next(json, seen)?,
        };
        if product.is_none() {
            let utf8 = match &self.0 {
                Format::Google(table, _) | Format::Shopify(table, _) | Format::Woo(table, _) => Some(table.get_ref()),
                Format::Xml(xml) => xml.get_ref(),
                Format::Json(json) => Some(json.get_ref()),
            };
            if let Some(utf8) = utf8 {
                note_bad_bytes(utf8, &mut seen.problems);
            }
        }
        Ok(product)
    }
}

/// Opens a text in any encoding.
pub(super) fn open_text<R: BufRead>(mut source: R, what: &str, seen: &mut Seen) -> Result<Utf8<Whole<R>>> {
    let mut head = Vec::with_capacity(HEAD);
    source.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|error| unreadable(what, &error))?;
    if head.is_empty() {
        return Err(bad_feed(&format!("the {what} is empty")));
    }
    let sniffed = text::sniff(&head).map_err(|why| bad_feed(&format!("the {what} cannot be read: {why}")))?;
    seen.encoding = sniffed.encoding.map_or("UTF-8", |encoding| encoding.name()).to_string();
    let mut whole = Cursor::new(head);
    whole.set_position(sniffed.mark as u64);
    Ok(Utf8::new(whole.chain(source), sniffed.encoding))
}

/// Tells of bytes that the encoding does not have, once per line.
pub(super) fn note_bad_bytes<R: BufRead>(utf8: &Utf8<R>, problems: &mut Problems) {
    let kind = if utf8.is_lenient() { ProblemKind::NotUtf8 } else { ProblemKind::BadCharacters };
    if utf8.bad_lines > 0 && problems.count(kind) == 0 {
        problems.note_many(kind, utf8.first_bad, "first such line", utf8.bad_lines);
    }
}

pub(super) fn bad_feed(message: &str) -> Error {
    Error::new(Code::BadFeed, message)
}

pub(super) fn unreadable(what: &str, error: &io::Error) -> Error {
    bad_feed(&format!("the {what} cannot be read to its end: {error}"))
}
