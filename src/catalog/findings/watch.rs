//! Looks at every product of a feed as it is read, and says in the end what could be better.
//! Not here: the words (`advice`).

use super::advice;
use super::{Finding, Weight};
use crate::catalog::problem::ProblemKind as Kind;
use crate::catalog::product::{Availability, Product};
use crate::catalog::report::Report;
use crate::catalog::strings::Interner;
use std::collections::BTreeMap;

/// Shares of products above which something is told, in percent.
const FLAT: u64 = 80;
const SOLD_OUT: u64 = 30;

/// How often something was seen, and where first.
#[derive(Default)]
struct Seen {
    count: u64,
    line: u64,
    example: String,
}

/// What was seen so far.
#[derive(Default)]
pub(in crate::catalog) struct Watch {
    products: u64,
    categorized: u64,
    seen: BTreeMap<&'static str, Seen>,
    /// Every title, and the product that had it first: its group, or its id.
    titles: Interner,
    first: Vec<String>,
    /// Whether any id is a number, as shop systems count their products.
    numbers: bool,
}

impl Watch {
    /// Looks at a product that was read.
    pub fn see(&mut self, product: &Product) {
        self.products += 1;
        self.numbers |= product.id.bytes().all(|b| b.is_ascii_digit());
        let is_mangled = is_mangled(&product.id);
        let title_is_id = product.title == product.id;
        let flat = !product.categories.is_empty() && product.categories.iter().all(|path| !path.contains('>'));
        self.categorized += u64::from(!product.categories.is_empty());
        let checks = [
            ("no-title", title_is_id),
            ("no-link", product.link.is_empty()),
            ("no-image", product.image.is_empty()),
            ("no-price", product.price.is_none()),
            ("zero-price", product.price.is_some_and(|price| price.minor == 0)),
            ("no-brand", product.brand.is_empty()),
            ("no-category", product.categories.is_empty()),
            ("flat-categories", flat),
            ("no-availability", product.availability == Availability::Unknown),
            ("sold-out", product.availability == Availability::Out),
            ("mangled-ids", is_mangled),
            ("ids-with-spaces", product.id.contains(' ')),
            ("insecure-images", product.image.starts_with("http://")),
            ("markup-in-titles", product.title.contains("</") || product.title.contains("/>")),
        ];
        for (code, _) in checks.into_iter().filter(|(_, is_so)| *is_so) {
            let example = match code {
                "insecure-images" => &product.image,
                "markup-in-titles" => &product.title,
                "flat-categories" => &product.categories[0],
                _ => &product.id,
            };
            self.note(code, product.line, example);
        }
        if !title_is_id {
            self.title(product);
        }
    }

    /// Two products with one title are one product in two sizes that nobody said belong together, or look like it.
    fn title(&mut self, product: &Product) {
        let own = if product.group.is_empty() { &product.id } else { &product.group };
        let (number, is_new) = self.titles.intern(&[product.title.as_bytes()]);
        if is_new {
            self.first.push(own.clone());
        } else if self.first[number as usize] != *own {
            let is_variant = product.group.is_empty() && !(product.sizes.is_empty() && product.colors.is_empty());
            let code = if is_variant { "variants-apart" } else { "titles-repeat" };
            let example = format!("{}, as {}: {}", product.id, self.first[number as usize], product.title);
            self.note(code, product.line, &example);
        }
    }

    fn note(&mut self, code: &'static str, line: u64, example: &str) {
        let seen = self.seen.entry(code).or_default();
        if seen.count == 0 {
            (seen.line, seen.example) = (line, example.chars().take(120).collect());
        }
        seen.count += 1;
    }

    /// All findings, those that matter most first.
    pub fn findings(self, report: &Report) -> Vec<Finding> {
        let mut findings = Vec::new();
        let prices = [Kind::NoCurrency, Kind::OtherCurrency, Kind::BadPrice];
        let dropped: u64 = prices.into_iter().map(|kind| report.problems.count(kind)).sum();
        for (kind, count) in &report.problems.counts {
            let first = report.problems.first.iter().find(|problem| problem.kind == *kind);
            let (code, mut weight, why, fix) = advice::of_problem(*kind);
            // A price that is lost here and there is one thing; without most of them nobody can filter by price.
            if prices.contains(kind) && (report.currency.is_empty() || dropped * 2 >= self.products) {
                weight = Weight::Error;
            }
            findings.push(Finding {
                code: code.to_owned(),
                weight,
                count: *count,
                of: 0,
                file: kind.file().to_owned(),
                line: first.map_or(0, |problem| problem.line),
                example: first.map_or(String::new(), |problem| problem.detail.clone()),
                why: why.to_owned(),
                fix: fix.to_owned(),
            });
        }
        let share = |count: u64, of: u64| count * 100 / of.max(1);
        for (code, Seen { count, line, example }) in &self.seen {
            let (mut weight, why, fix) = advice::of_products(code);
            let of = if *code == "flat-categories" { self.categorized } else { self.products };
            let all = *count == self.products;
            match *code {
                "flat-categories" if share(*count, of) < FLAT => continue,
                "sold-out" if all => weight = Weight::Error,
                "sold-out" if share(*count, of) < SOLD_OUT => continue,
                // Told as prices that were dropped already.
                "no-price" if dropped >= *count => continue,
                _ => {}
            }
            findings.push(Finding {
                code: (*code).to_owned(),
                weight,
                count: *count,
                of,
                file: "feed".to_owned(),
                line: *line,
                example: example.clone(),
                why: why.to_owned(),
                fix: fix.to_owned(),
            });
        }
        let whole = [
            ("ids-are-handles", report.format == "shopify-csv" && !self.numbers, String::new()),
            (
                "unknown-columns",
                report.unused_columns.len() > report.missing.len() + 8,
                report.unused_columns.join(", "),
            ),
        ];
        for (code, _, example) in whole.into_iter().filter(|(_, is_so, _)| *is_so) {
            let (weight, why, fix) = advice::of_products(code);
            let count = if code == "unknown-columns" { report.unused_columns.len() as u64 } else { report.items };
            findings.push(Finding {
                code: code.to_owned(),
                weight,
                count,
                of: 0,
                file: "feed".to_owned(),
                line: 0,
                example: example.chars().take(120).collect(),
                why: why.to_owned(),
                fix: fix.to_owned(),
            });
        }
        // What weighs most first, and of the same weight what is there more often.
        let mut order: Vec<u64> = (0u64..)
            .zip(&findings)
            .map(|(at, finding)| {
                (finding.weight as u64) << 60 | (u64::from(u32::MAX) - finding.count.min(u32::MAX.into())) << 16 | at
            })
            .collect();
        crate::fixed::sort(&mut order);
        order.into_iter().map(|key| findings[(key & 0xffff) as usize].clone()).collect()
    }
}

/// A number that a spreadsheet wrote its own way: `7.89E+12`, `7000000000001.0`.
fn is_mangled(id: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    match id.split_once(['E', 'e']) {
        Some((head, tail)) => number(head) && tail.strip_prefix('+').is_some_and(number),
        None => id.strip_suffix(".0").is_some_and(|head| head.len() > 3 && number(head)),
    }
}
