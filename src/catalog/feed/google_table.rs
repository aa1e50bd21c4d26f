//! Google product data as a table, or OpenAI's commerce feed, or any that names its columns like them: one product a row.
//! Not here: splitting rows (`table`), what values mean (`row`).

use super::names::Attribute;
use super::row::Row;
use super::table::Table;
use super::{clean, Seen};
use crate::catalog::product::Product;
use crate::error::Result;
use std::io::BufRead;

/// What each column is.
pub(super) struct Columns(Vec<Option<Attribute>>);

/// Whether a header names a column of ids.
pub(super) fn knows(header: &[String]) -> bool {
    Attribute::of_all(header.iter().map(String::as_str)).contains(&Some(Attribute::Id))
}

/// Columns that only OpenAI's feed has.
pub(super) fn is_openai<'n>(mut names: impl Iterator<Item = &'n str>) -> bool {
    names.any(|name| matches!(name, "item_id" | "is_eligible_search" | "enable_search" | "listing_has_variations"))
}

impl Columns {
    pub fn new(header: &[String], kind: &str, seen: &mut Seen) -> Columns {
        let is_openai = is_openai(header.iter().map(String::as_str));
        seen.format = if is_openai { format!("openai-{kind}") } else { kind.to_string() };
        let columns = Attribute::of_all(header.iter().map(String::as_str));
        for (name, attribute) in header.iter().zip(&columns) {
            if attribute.is_none() && seen.unused.len() < 40 && !name.is_empty() {
                seen.unused.push(clean::line(name, 60).text);
            }
        }
        Columns(columns)
    }

    pub fn next<R: BufRead>(&self, table: &mut Table<R>, seen: &mut Seen) -> Result<Option<Product>> {
        while let Some(line) = table.next(seen)? {
            let mut row = Row::new(line, seen);
            for (index, attribute) in self.0.iter().enumerate() {
                if let Some(attribute) = *attribute {
                    row.set(attribute, &clean::entities(&table.cell(index)));
                }
            }
            if let Some(product) = row.finish() {
                return Ok(Some(product));
            }
        }
        Ok(None)
    }
}
