//! Reads filter expressions: a recursive descent, bounded in depth and length, straight into postfix steps.
//! Not here: what the steps mean (`filter`).

use super::{Filter, Step};
use crate::catalog::{Catalog, FacetId, FacetKeys, FacetKind};
use crate::json::{decimal, MILLION};
use crate::letters::joined;

/// Where reading stopped, in bytes, and what was expected there.
type Fault = (usize, &'static str);

/// So many brackets may stand inside each other. Each holds at most two open answers, of 64.
const DEEPEST: u32 = 24;
const LONGEST: usize = 4_096;

const FIELD: &str =
    "a field (in_stock, price, category, brand, color, size, material, gender, age, label, tag), ! or (";

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
    depth: u32,
    catalog: &'a Catalog,
    keys: &'a FacetKeys,
    made: Filter,
    /// The first fault. Beside the answers, so that these fit a register.
    fault: Fault,
}

pub(super) fn parse(text: &str, catalog: &Catalog, keys: &FacetKeys) -> Result<Filter, Fault> {
    let made = Filter::default();
    let mut parser = Parser { text: text.as_bytes(), at: 0, depth: 0, catalog, keys, made, fault: (0, "") };
    parser.whole().ok_or(parser.fault)?;
    parser.made.close(catalog);
    Ok(parser.made)
}

impl<'a> Parser<'a> {
    fn whole(&mut self) -> Option<()> {
        if self.text.len() > LONGEST {
            return self.stop(0, "at most 4096 bytes");
        }
        // No condition at all is one that everything fits.
        if !self.rest().is_empty() {
            self.any()?;
        }
        if self.at < self.text.len() {
            return self.stop(self.at, "&&, || or the end");
        }
        Some(())
    }

    #[inline(never)]
    fn stop<T>(&mut self, at: usize, expected: &'static str) -> Option<T> {
        self.fault = (at, expected);
        None
    }

    /// What is left, from the next byte that is no space.
    fn rest(&mut self) -> &'a [u8] {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes a sign.
    fn sign(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign.as_bytes());
        if found {
            self.at += sign.len();
        }
        found
    }

    /// The next word without taking it; empty when there is none.
    fn word(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// Takes a sign, or a word in any case.
    fn either(&mut self, sign: &str, word: &str) -> bool {
        if self.sign(sign) {
            return true;
        }
        let found = self.word().eq_ignore_ascii_case(word.as_bytes());
        if found {
            self.at += word.len();
        }
        found
    }

    fn expect(&mut self, sign: &str, expected: &'static str) -> Option<()> {
        if self.sign(sign) {
            Some(())
        } else {
            self.stop(self.at, expected)
        }
    }

    fn any(&mut self) -> Option<()> {
        self.all()?;
        while self.either("||", "or") {
            self.all()?;
            self.made.steps.push(Step::Or);
        }
        Some(())
    }

    fn all(&mut self) -> Option<()> {
        self.one()?;
        while self.either("&&", "and") {
            self.one()?;
            self.made.steps.push(Step::And);
        }
        Some(())
    }

    fn one(&mut self) -> Option<()> {
        let mut not = false;
        while self.either("!", "not") {
            not = !not;
        }
        if self.sign("(") {
            self.depth += 1;
            if self.depth > DEEPEST {
                return self.stop(self.at - 1, "at most 24 brackets inside each other");
            }
            self.any()?;
            self.expect(")", "&&, || or )")?;
            self.depth -= 1;
        } else {
            not ^= self.comparison()?;
        }
        if not {
            self.made.steps.push(Step::Not);
        }
        Some(())
    }

    /// Reads a comparison. Returns whether its opposite is meant.
    fn comparison(&mut self) -> Option<bool> {
        const KINDS: &[FacetKind] = &FacetKind::ALL;
        let field = self.word();
        let at = self.at;
        let is = |name: &str| field == name.as_bytes();
        let kinds = match KINDS.iter().position(|kind| is(kind.word())) {
            Some(at) => &KINDS[at..=at],
            None if is("tag") => &KINDS[FacetKind::Color as usize - 1..],
            None if is("price_band") => &[FacetKind::Price],
            None if is("in_stock") => &[],
            None => return self.stop(at, FIELD),
        };
        self.at += field.len();
        if kinds.is_empty() {
            self.made.steps.push(Step::InStock);
            return Some(false);
        }
        let by_price = is("price");
        // Two signs before their first alone.
        let signs: &[&str] = if by_price { &["!=", "<=", ">=", "=", "<", ">"] } else { &["!=", "="] };
        let sign = signs.iter().find(|sign| self.sign(sign)).copied();
        let many = sign.is_none();
        if many && !self.either("in", "in") {
            return self.stop(self.at, if by_price { "=, !=, <, <=, >, >= or in" } else { "=, != or in" });
        }
        if many {
            self.expect("(", "( after in")?;
        }
        let mut found = Vec::new();
        let mut first = true;
        loop {
            if by_price {
                self.price(sign.unwrap_or_default())?;
                if !first {
                    self.made.steps.push(Step::Or);
                }
            } else {
                self.value(kinds, &mut found)?;
            }
            first = false;
            if !many || !self.sign(",") {
                break;
            }
        }
        if many {
            self.expect(")", "a comma or )")?;
        }
        if !by_price {
            let Some(step) = self.made.compare(self.catalog, &found) else {
                return self.stop(at, "at most 64 comparisons besides those of price");
            };
            self.made.steps.push(step);
        }
        Some(sign == Some("!="))
    }

    /// Reads a price and compares with it. A price between two coins equals nothing, but has both sides.
    fn price(&mut self, sign: &str) -> Option<()> {
        let Some((millionths, length)) = decimal(self.rest()) else {
            return self.stop(self.at, "a number");
        };
        self.at += length;
        let coin = MILLION / 10u64.pow(u32::from(self.catalog.meta().digits).min(6));
        // The last is what items without a price have, and nothing costs as much as the one before.
        let most = u64::from(u32::MAX - 1);
        let floor = (millionths / coin).min(most) as u32;
        let ceiling = millionths.div_ceil(coin).min(most) as u32;
        let (low, high) = match sign {
            // Nothing is below nothing.
            "<" if ceiling == 0 => (1, 0),
            "<" => (0, ceiling - 1),
            "<=" => (0, floor),
            ">" => (floor + 1, u32::MAX),
            ">=" => (ceiling, u32::MAX),
            _ => (ceiling, floor),
        };
        self.made.steps.push(Step::Price(low, high));
        Some(())
    }

    /// Reads a text in quotes, and finds it among the facets of these kinds. One that the shop does not have is fitted
    /// by nothing: brands come and go.
    fn value(&mut self, kinds: &[FacetKind], found: &mut Vec<FacetId>) -> Option<()> {
        let mut bytes = self.rest().iter();
        let start = self.at;
        let Some(quote @ (b'"' | b'\'')) = bytes.next() else { return self.stop(start, "a text in quotes") };
        let mut value = Vec::new();
        loop {
            let mut byte = bytes.next();
            if byte == Some(quote) {
                break;
            }
            if byte == Some(&b'\\') {
                byte = bytes.next();
            }
            let Some(byte) = byte else { return self.stop(start, "a text in quotes, to its end") };
            value.push(*byte);
        }
        self.at = self.text.len() - bytes.as_slice().len();
        let value = std::str::from_utf8(&value).unwrap_or_default();
        for kind in kinds {
            found.extend(self.keys.find(self.catalog, &joined(&[kind.word(), ":", value], "")));
        }
        Some(())
    }
}
