//! Which items a list may hold: conditions over fields, as a small program that is run on one item at a time.
//! Not here: how conditions are written (`filter::parse`), or what they are asked for (`rules`).

mod parse;

use crate::catalog::{Catalog, FacetId, FacetKeys, FacetKind, ItemIx};
use crate::error::{Code, Error, Result};
use crate::json::write_number;
use std::ops::Range;

/// Conditions that an item must fit. None at all fit every item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// In postfix order. It never holds more than 64 answers at once: `parse` bounds the nesting.
    steps: Vec<Step>,
    /// By facet number: bit k is set where an item with this facet fits the k-th comparison of facets. What a category
    /// fits, those below it fit too.
    fits: Vec<u64>,
    /// How many comparisons of facets there are.
    comparisons: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The item carries a facet that fits comparison k.
    Facet(usize),
    InStock,
    /// The price in minor units, both ends included. Nothing fits when the first is above the second.
    Price(u32, u32),
    And,
    Or,
    Not,
}

/// So many comparisons of facets, one bit each.
const MOST_COMPARISONS: usize = 64;

impl Filter {
    /// Reads an expression such as `in_stock && price < 100 && !(brand = "Acme")`: see `docs/rules.md`.
    ///
    /// # Errors
    /// [`Code::BadOption`], with the character where it stopped making sense and what was expected there.
    pub fn parse(text: &str, catalog: &Catalog, keys: &FacetKeys) -> Result<Filter> {
        parse::parse(text, catalog, keys).map_err(|(at, expected)| {
            // Every character begins with a byte that continues none.
            let before = text.bytes().take(at).filter(|byte| byte & 0xc0 != 0x80).count();
            let mut message = String::from("at character ");
            write_number(&mut message, before as u32 + 1);
            message.push_str(": expected ");
            message.push_str(expected);
            Error::new(Code::BadOption, message)
        })
    }

    /// A comparison that items with one of these facets fit. [`Filter::close`] completes it.
    fn compare(&mut self, catalog: &Catalog, facets: &[FacetId]) -> Option<Step> {
        let k = self.comparisons;
        if k == MOST_COMPARISONS {
            return None;
        }
        self.comparisons += 1;
        self.fits.resize(catalog.facet_count(), 0);
        for id in facets {
            if let Some(bits) = self.fits.get_mut(usize::from(id.0)) {
                *bits |= 1 << k;
            }
        }
        Some(Step::Facet(k))
    }

    /// Lets all below a category fit what it fits. Parents have lower numbers, so theirs is complete.
    fn close(&mut self, catalog: &Catalog) {
        for number in 1..self.fits.len() {
            self.fits[number] |= self.fits[usize::from(catalog.facet_parent(FacetId(number as u16)).0)];
        }
    }

    /// Whether an item fits.
    pub fn fits(&self, catalog: &Catalog, item: ItemIx) -> bool {
        let mut carried = 0;
        if self.comparisons > 0 {
            for id in catalog.places_of(item) {
                carried |= self.fits[usize::from(id.0)];
            }
        }
        // The answers so far, the latest in the lowest bit.
        let mut answers = 1u64;
        for step in &self.steps {
            let last = answers & 1;
            answers = match *step {
                Step::Facet(k) => answers << 1 | (carried >> k & 1),
                Step::InStock => answers << 1 | u64::from(catalog.in_stock(item)),
                Step::Price(low, high) => {
                    let inside = catalog.price(item).is_some_and(|price| (low..=high).contains(&price));
                    answers << 1 | u64::from(inside)
                }
                Step::And => answers >> 1 & (!1 | last),
                Step::Or => answers >> 1 | last,
                Step::Not => answers ^ 1,
            };
        }
        answers & 1 != 0
    }

    /// Rows outside of which nothing fits: those of a category that every item must be in.
    pub fn rows(&self, catalog: &Catalog) -> Range<u32> {
        let all = || 0..catalog.len();
        let mut answers: Vec<Range<u32>> = Vec::new();
        for step in &self.steps {
            let answer = match step {
                Step::Facet(k) => self.rows_of(catalog, *k).unwrap_or_else(all),
                // Both hold, so either may stand for them: the narrower one.
                Step::And => {
                    let (last, before) = (answers.pop().unwrap_or_else(all), answers.pop().unwrap_or_else(all));
                    if last.len() < before.len() {
                        last
                    } else {
                        before
                    }
                }
                Step::Or => {
                    answers.pop();
                    answers.pop();
                    all()
                }
                Step::Not => {
                    answers.pop();
                    all()
                }
                Step::InStock | Step::Price(..) => all(),
            };
            answers.push(answer);
        }
        answers.pop().unwrap_or_else(all)
    }

    /// The rows of the categories that fit comparison k, where they have one number after the other and are nobody's
    /// further category.
    fn rows_of(&self, catalog: &Catalog, k: usize) -> Option<Range<u32>> {
        let fitting = || (0..self.fits.len()).filter(|number| self.fits[*number] >> k & 1 != 0);
        let first = fitting().next()?;
        let mut end = first;
        for number in fitting() {
            let id = FacetId(number as u16);
            let is_category = catalog.facet(id).is_some_and(|facet| facet.kind == FacetKind::Category);
            if number != end || !is_category || catalog.is_further(id) {
                return None;
            }
            end += 1;
        }
        Some(catalog.rows_of_categories(first..end))
    }
}
