//! A product that a shop system's export tells in several parts: itself, and variants that have no item of their own.
//! Not here: which part says what (`shopify`, `shopify_table`, `woo`, `woo_table`, `json_ld`, `openai`).

use super::names::Attribute;
use super::row::Row;
use super::Seen;
use crate::catalog::problem::ProblemKind as Kind;
use crate::catalog::product::Product;

/// Values of one product at most, and bytes of them: a file of one product must not fill the memory.
const VALUES: usize = 50_000;
const BYTES: usize = 4 << 20;

/// What was read of a product so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The line where it starts.
    pub line: u64,
    /// Draft, archived, hidden: not for shoppers.
    pub hidden: bool,
    /// How many variants it has.
    pub variants: u32,
    /// Whether any variant can be ordered, as far as one says.
    stock: Option<bool>,
    values: Vec<(Attribute, String)>,
    bytes: usize,
}

impl Draft {
    pub fn new(line: u64) -> Draft {
        Draft { line, ..Draft::default() }
    }

    /// Takes a value. Of single-valued attributes the first one that is not empty counts.
    pub fn set(&mut self, attribute: Attribute, text: impl Into<String>) {
        let text = text.into();
        let has_room = self.values.len() < VALUES && self.bytes + text.len() <= BYTES;
        if has_room && !text.trim().is_empty() {
            self.bytes += text.len();
            self.values.push((attribute, text));
        }
    }

    /// Takes the value of an option, where it is one that a catalog has a use for.
    pub fn option(&mut self, name: &str, value: &str) {
        if let Some(attribute) = Attribute::of_option(name) {
            self.set(attribute, value);
        }
    }

    /// Takes whether it, or one of its variants, can be ordered.
    pub fn stock(&mut self, can: Option<bool>) {
        self.stock = match (self.stock, can) {
            (Some(before), Some(now)) => Some(before || now),
            (before, now) => before.or(now),
        };
    }

    /// The product; `None`, with a note, when it is not for shoppers or has no id.
    pub fn finish(self, seen: &mut Seen) -> Option<Product> {
        if self.hidden {
            let is_name = |(attribute, _): &&(Attribute, String)| *attribute == Attribute::Title;
            let name = self.values.iter().find(is_name).map_or("", |(_, text)| text);
            seen.problems.note(Kind::NotPublished, self.line, name);
            return None;
        }
        let mut row = Row::new(self.line, seen);
        for (attribute, text) in &self.values {
            row.set(*attribute, text);
        }
        if let Some(can) = self.stock {
            row.set(Attribute::Availability, if can { "in stock" } else { "out of stock" });
        }
        row.holds(self.variants);
        row.finish()
    }
}
