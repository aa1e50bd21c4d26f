//! From named values to a [`Product`]: the same rules for every feed format.
//! Not here: how values are found in a file.

use super::{clean, price, Seen};
use crate::catalog::problem::ProblemKind as Kind;
use crate::catalog::product::{Availability, Price, Product};
use crate::day::Day;

/// Attributes of Google's product data that a catalog has a use for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Attribute {
    Id,
    Group,
    Title,
    Link,
    Image,
    ProductType,
    GoogleCategory,
    Brand,
    Price,
    SalePrice,
    Availability,
    Since,
    Color,
    Size,
    Material,
    Gender,
    AgeGroup,
    Label,
}

/// Attribute names as the feed format spells them.
const NAMES: [(&str, Attribute); 25] = [
    ("id", Attribute::Id),
    ("item_group_id", Attribute::Group),
    ("title", Attribute::Title),
    ("link", Attribute::Link),
    ("image_link", Attribute::Image),
    ("product_type", Attribute::ProductType),
    ("google_product_category", Attribute::GoogleCategory),
    ("brand", Attribute::Brand),
    ("price", Attribute::Price),
    ("sale_price", Attribute::SalePrice),
    ("availability", Attribute::Availability),
    ("availability_date", Attribute::Since),
    // Not Google's, but what shop systems call it.
    ("created_at", Attribute::Since),
    ("published_at", Attribute::Since),
    ("date_added", Attribute::Since),
    ("color", Attribute::Color),
    ("size", Attribute::Size),
    ("material", Attribute::Material),
    ("gender", Attribute::Gender),
    ("age_group", Attribute::AgeGroup),
    ("custom_label_0", Attribute::Label),
    ("custom_label_1", Attribute::Label),
    ("custom_label_2", Attribute::Label),
    ("custom_label_3", Attribute::Label),
    ("custom_label_4", Attribute::Label),
];

impl Attribute {
    /// The attribute with this name, however it is spelled: `g:image_link`, `Image Link`, `image_link`.
    pub fn parse(name: &str) -> Option<Attribute> {
        let mut name = name.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        if let Some(rest) = name.strip_prefix("g:") {
            name = rest.to_string();
        }
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, attribute)| *attribute)
    }
}

const TITLE_LIMIT: usize = 300;
const ID_LIMIT: usize = 300;
const LABEL_LIMIT: usize = 100;
const LINK_LIMIT: usize = 2_000;
/// Levels of one category path.
const LEVELS: usize = 16;
/// Values of one kind.
const VALUES: usize = 16;

/// A product in the making.
pub(super) struct Row<'s> {
    seen: &'s mut Seen,
    product: Product,
    price: Option<Price>,
    sale: Option<Price>,
}

impl<'s> Row<'s> {
    pub fn new(line: u64, seen: &'s mut Seen) -> Self {
        let product = Product { line, ..Product::default() };
        Row { seen, product, price: None, sale: None }
    }

    /// Takes one value, entities already decoded. Of single-valued attributes the first one counts.
    pub fn set(&mut self, attribute: Attribute, raw: &str) {
        match attribute {
            Attribute::Id if self.product.id.is_empty() => self.product.id = self.text(raw, ID_LIMIT),
            Attribute::Group if self.product.group.is_empty() => self.product.group = self.text(raw, ID_LIMIT),
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
            Attribute::Price if self.price.is_none() => self.price = self.money(raw),
            Attribute::SalePrice if self.sale.is_none() => self.sale = self.money(raw),
            Attribute::Availability => self.product.availability = self.availability(raw),
            Attribute::Since if self.product.since.is_none() => self.product.since = self.day(raw),
            Attribute::Color => {
                for part in raw.split('/') {
                    let color = self.text(part, LABEL_LIMIT);
                    if !color.is_empty() && self.has_room(self.product.colors.len()) {
                        self.product.colors.push(color);
                    }
                }
            }
            Attribute::Material => {
                for part in raw.split('/') {
                    let material = self.text(part, LABEL_LIMIT);
                    if !material.is_empty() && self.has_room(self.product.materials.len()) {
                        self.product.materials.push(material);
                    }
                }
            }
            Attribute::Size => {
                let size = self.text(raw, LABEL_LIMIT);
                if !size.is_empty() && self.has_room(self.product.sizes.len()) {
                    self.product.sizes.push(size);
                }
            }
            Attribute::Label => {
                let label = self.text(raw, LABEL_LIMIT);
                if !label.is_empty() && self.has_room(self.product.labels.len()) {
                    self.product.labels.push(label);
                }
            }
            _ => {}
        }
    }

    /// The finished product; `None`, with a note, when it has no id.
    pub fn finish(mut self) -> Option<Product> {
        let product = &mut self.product;
        product.price = match (self.price, self.sale) {
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

    fn money(&mut self, raw: &str) -> Option<Price> {
        if raw.trim().is_empty() {
            return None;
        }
        let refused = match price::parse(raw) {
            Ok(price) if *self.seen.currency.get_or_insert(price.currency) == price.currency => return Some(price),
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
        let word = raw.trim().to_ascii_lowercase().replace(['_', '-'], " ");
        match word.as_str() {
            "" => self.product.availability,
            "in stock"
            | "available"
            | "available for order"
            | "limited availability"
            | "preorder"
            | "pre order"
            | "backorder"
            | "back order" => Availability::Orderable,
            "out of stock" | "sold out" | "discontinued" | "unavailable" => Availability::Out,
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
