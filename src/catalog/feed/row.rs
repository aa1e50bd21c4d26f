//! From named values to a [`Product`]: the same rules for every feed format.
//! Not here: how values are found in a file.

use super::names::Attribute;
use super::{clean, price, Seen};
use crate::catalog::problem::ProblemKind as Kind;
use crate::catalog::product::{Availability, Currency, Price, Product};
use crate::day::Day;

const TITLE_LIMIT: usize = 300;
const ID_LIMIT: usize = 300;
const LABEL_LIMIT: usize = 100;
const LINK_LIMIT: usize = 2_000;
/// Levels of one category path.
const LEVELS: usize = 16;
/// Values of one kind.
const VALUES: usize = 16;
/// Other names of one product: as many as Shopify lets it have variants, each with an id and a SKU.
const NAMES: usize = 4_200;

/// A product in the making.
pub(super) struct Row<'s> {
    seen: &'s mut Seen,
    product: Product,
    /// Prices as they were written: their currency may stand further on.
    prices: Vec<String>,
    sales: Vec<String>,
    currency: Option<Currency>,
}

impl<'s> Row<'s> {
    pub fn new(line: u64, seen: &'s mut Seen) -> Self {
        let product = Product { line, ..Product::default() };
        Row { seen, product, prices: Vec::new(), sales: Vec::new(), currency: None }
    }

    /// Takes one value, entities already decoded. Of single-valued attributes the first one counts.
    pub fn set(&mut self, attribute: Attribute, raw: &str) {
        match attribute {
            Attribute::Id if self.product.id.is_empty() => self.product.id = self.id(raw),
            Attribute::Group if self.product.group.is_empty() => self.product.group = self.id(raw),
            Attribute::Also => {
                let name = self.id(raw);
                if !name.is_empty() && self.product.also.len() < NAMES {
                    self.product.also.push(name);
                }
            }
            Attribute::Title if self.product.title.is_empty() => self.product.title = self.text(raw, TITLE_LIMIT),
            Attribute::Link if self.product.link.is_empty() => self.product.link = self.link(raw),
            Attribute::Image if self.product.image.is_empty() => self.product.image = self.link(raw),
            Attribute::Brand if self.product.brand.is_empty() => self.product.brand = self.text(raw, LABEL_LIMIT),
            Attribute::Gender if self.product.gender.is_empty() => {
                self.product.gender = self.text(raw, LABEL_LIMIT).to_lowercase();
            }
            Attribute::AgeGroup if self.product.age_group.is_empty() => {
                self.product.age_group = self.text(raw, LABEL_LIMIT).to_lowercase();
            }
            Attribute::ProductType => {
                let path = self.path(raw);
                if !path.is_empty() && self.has_room(self.product.categories.len()) {
                    self.product.categories.push(path);
                }
            }
            Attribute::GoogleCategory => self.product.google_category = self.path(raw),
            Attribute::Price => keep(&mut self.prices, raw),
            Attribute::SalePrice => keep(&mut self.sales, raw),
            Attribute::Currency if self.currency.is_none() => self.currency = Currency::parse(raw.trim()),
            Attribute::Availability => self.product.availability = self.availability(raw),
            Attribute::Since if self.product.since.is_none() => self.product.since = self.day(raw),
            Attribute::Color | Attribute::Material => {
                for part in raw.split('/') {
                    self.tag(attribute, part);
                }
            }
            Attribute::Size => self.tag(attribute, raw),
            Attribute::Options => self.options(raw),
            Attribute::Label => {
                let label = self.text(raw, LABEL_LIMIT);
                if !label.is_empty() && self.has_room(self.product.labels.len()) {
                    self.product.labels.push(label);
                }
            }
            _ => {}
        }
    }

    /// A color, size or material, once.
    fn tag(&mut self, attribute: Attribute, raw: &str) {
        let label = self.text(raw, LABEL_LIMIT);
        let list = |product: &mut Product| match attribute {
            Attribute::Color => std::mem::take(&mut product.colors),
            Attribute::Material => std::mem::take(&mut product.materials),
            _ => std::mem::take(&mut product.sizes),
        };
        let mut labels = list(&mut self.product);
        if !label.is_empty() && !labels.contains(&label) && self.has_room(labels.len()) {
            labels.push(label);
        }
        match attribute {
            Attribute::Color => self.product.colors = labels,
            Attribute::Material => self.product.materials = labels,
            _ => self.product.sizes = labels,
        }
    }

    /// `{"Color": "Black", "Size": "10"}`
    fn options(&mut self, raw: &str) {
        let Ok(serde_json::Value::Object(options)) = serde_json::from_str(raw) else { return };
        for (name, value) in options {
            if let (Some(attribute), Some(value)) = (Attribute::of_option(&name), value.as_str()) {
                self.set(attribute, value);
            }
        }
    }

    /// Takes over how many variants the feed names inside of this product.
    pub fn holds(&mut self, variants: u32) {
        self.product.variants = variants;
    }

    /// The finished product; `None`, with a note, when it has no id.
    pub fn finish(mut self) -> Option<Product> {
        let (price, sale) = (self.first_price(true), self.first_price(false));
        let product = &mut self.product;
        let id = std::mem::take(&mut product.id);
        product.also.retain(|name| *name != id);
        product.id = id;
        product.price = match (price, sale) {
            (Some(price), Some(sale)) if sale.currency == price.currency && sale.minor < price.minor => Some(sale),
            (None, sale) => sale,
            (price, _) => price,
        };
        // Google allows its own numbers here, which say nothing to a shopper.
        if product.categories.is_empty() && !product.google_category.bytes().all(|b| b.is_ascii_digit()) {
            product.categories.push(product.google_category.clone());
        }
        if product.id.is_empty() {
            self.seen.problems.note(Kind::NoId, product.line, &product.title);
            return None;
        }
        let missing = [
            ("title", product.title.is_empty()),
            ("link", product.link.is_empty()),
            ("image_link", product.image.is_empty()),
            ("price", product.price.is_none()),
            ("brand", product.brand.is_empty()),
            ("product_type", product.categories.is_empty()),
            ("availability", product.availability == Availability::Unknown),
        ];
        for (name, _) in missing.into_iter().filter(|(_, absent)| *absent) {
            *self.seen.missing.entry(name.to_string()).or_default() += 1;
        }
        if product.title.is_empty() {
            product.title = product.id.clone();
        }
        Some(self.product)
    }

    fn note(&mut self, kind: Kind, detail: &str) {
        self.seen.problems.note(kind, self.product.line, detail);
    }

    fn has_room(&mut self, count: usize) -> bool {
        if count >= VALUES {
            self.note(Kind::ManyValues, "");
        }
        count < VALUES
    }

    fn text(&mut self, raw: &str, limit: usize) -> String {
        let cleaned = clean::line(raw, limit);
        if cleaned.had_control {
            self.note(Kind::ControlCharacters, &cleaned.text);
        }
        if cleaned.clipped {
            self.note(Kind::Clipped, &cleaned.text);
        }
        cleaned.text
    }

    fn link(&mut self, raw: &str) -> String {
        match clean::link(raw) {
            Some(link) if link.len() <= LINK_LIMIT => link,
            _ => {
                self.note(Kind::BadLink, raw.trim());
                String::new()
            }
        }
    }

    /// An id, in one form for all that name it: of `gid://shopify/Product/7` it is `7`.
    fn id(&mut self, raw: &str) -> String {
        let id = self.text(raw, ID_LIMIT);
        match clean::without_address(&id) {
            short if short.len() < id.len() => short.to_string(),
            _ => id,
        }
    }

    fn first_price(&mut self, usual: bool) -> Option<Price> {
        let texts = std::mem::take(if usual { &mut self.prices } else { &mut self.sales });
        texts.iter().find_map(|text| self.money(text))
    }

    fn money(&mut self, raw: &str) -> Option<Price> {
        let refused = match price::parse(raw, self.currency.or(self.seen.assumed)) {
            Ok(price) if *self.seen.currency.get_or_insert(price.currency) == price.currency => {
                if price::may_be_thousands(raw, price.currency) {
                    self.note(Kind::OddPrice, raw.trim());
                }
                return Some(price);
            }
            Ok(_) => Kind::OtherCurrency,
            Err(price::Refused::Absurd) => Kind::BadPrice,
            Err(price::Refused::NoCurrency) => Kind::NoCurrency,
        };
        self.note(refused, raw.trim());
        None
    }

    /// The day of `2026-11-22`, `2026-11-22T09:30:00Z`, `2026-11-22 09:30`.
    fn day(&mut self, raw: &str) -> Option<Day> {
        let raw = raw.trim();
        let (date, time) = (raw.get(..10).unwrap_or(raw), raw.get(10..).unwrap_or_default());
        let day = Day::parse(date).filter(|_| time.is_empty() || time.starts_with(['T', ' ']));
        if day.is_none() && !raw.is_empty() {
            self.note(Kind::BadDate, raw);
        }
        day
    }

    fn availability(&mut self, raw: &str) -> Availability {
        // `in_stock`, `In stock` and `https://schema.org/InStock` are one word.
        let word = raw.trim().rsplit('/').next().unwrap_or_default().to_ascii_lowercase().replace(['_', '-', ' '], "");
        match word.as_str() {
            "" | "unknown" => self.product.availability,
            "instock"
            | "available"
            | "availablefororder"
            | "limitedavailability"
            | "preorder"
            | "presale"
            | "backorder"
            | "onlineonly"
            | "instoreonly"
            | "madetoorder"
            | "true"
            | "1" => Availability::Orderable,
            "outofstock" | "soldout" | "discontinued" | "unavailable" | "reserved" | "false" | "0" => Availability::Out,
            _ => {
                self.note(Kind::UnknownAvailability, raw.trim());
                Availability::Orderable
            }
        }
    }

    /// A category path with clean parts: `A > B`.
    fn path(&mut self, raw: &str) -> String {
        let mut path = String::new();
        let mut levels = 0;
        for part in raw.split('>') {
            let part = self.text(part, LABEL_LIMIT);
            if part.is_empty() {
                continue;
            }
            if levels == LEVELS {
                self.note(Kind::DeepCategory, raw.trim());
                break;
            }
            if levels > 0 {
                path.push_str(" > ");
            }
            path.push_str(&part);
            levels += 1;
        }
        path
    }
}

/// Keeps the text of a price.
fn keep(texts: &mut Vec<String>, raw: &str) {
    let raw = raw.trim();
    if !raw.is_empty() && texts.len() < VALUES {
        texts.push(raw.chars().take(80).collect());
    }
}
