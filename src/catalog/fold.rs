//! Products into items: variants of one group become one item, and every value gets a number.
//! Not here: which values become facets (`facets`), and what was sold (`baskets`).

use super::feed::clean::without_address;
use super::format::{IN_STOCK, NO_PRICE};
use super::problem::{ProblemKind, Problems};
use super::product::{Availability, Currency, Product};
use super::sensitive::themes;
use super::strings::{Interner, Strings};
use super::FacetKind;
use std::collections::BTreeMap;

/// No value.
pub(super) const NONE: u32 = u32::MAX;

/// Different attribute values by number. A category's number is higher than that of the one above it.
#[derive(Default)]
pub(super) struct Values(Interner);

impl Values {
    fn intern(&mut self, kind: FacetKind, parent: u32, label: &str) -> u32 {
        self.0.intern(&[&[kind as u8], &parent.to_le_bytes(), label.as_bytes()]).0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// What kind of attribute it is a value of.
    pub fn kind(&self, value: u32) -> FacetKind {
        FacetKind::from_byte(self.0.get(value)[0]).unwrap_or(FacetKind::Label)
    }

    /// The category above; [`NONE`] at the top and for other kinds.
    pub fn parent(&self, value: u32) -> u32 {
        let key = self.0.get(value);
        u32::from_le_bytes([key[1], key[2], key[3], key[4]])
    }

    /// Its own words.
    pub fn label(&self, value: u32) -> &str {
        std::str::from_utf8(&self.0.get(value)[5..]).unwrap_or_default()
    }
}

/// All items, in the order of the feed, in columns.
#[derive(Default)]
pub(super) struct Shelf {
    /// Every id that a product has, and the item it belongs to.
    pub ids: Interner,
    pub item_of_id: Vec<u32>,
    /// The id of each item: that of its first variant.
    pub first_id: Vec<u32>,
    /// Every group's name, and its item.
    pub groups: Interner,
    pub item_of_group: Vec<u32>,
    /// Other names of products, and their items.
    pub names: Interner,
    pub item_of_name: Vec<u32>,
    /// `title \n link \n image` of each item; empty when cards are not wanted.
    pub cards: Strings,
    pub prices: Vec<u32>,
    /// The day since which each item is in the shop, 0 where the feed does not say.
    pub since: Vec<u16>,
    pub flags: Vec<u8>,
    /// The themes of each item's `google_product_category`, as a mask.
    pub themes: Vec<u16>,
    themes_of: BTreeMap<String, u16>,
    /// The category leaf and the brand of each item, as values.
    pub categories: Vec<u32>,
    pub brands: Vec<u32>,
    /// Item and value, in the order of the feed: tags, and categories after the first. The same pair may appear twice.
    pub tags: Vec<(u32, u32)>,
    pub values: Values,
    pub currency: Option<Currency>,
    /// Products that became part of an item that was there already.
    pub variants: u64,
}

impl Shelf {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.first_id.len()
    }

    /// Adds a product: as a new item, or as a variant of the first product of its group.
    /// A group is only a name. It is never looked up as an id, so groups cannot form circles.
    pub fn add(&mut self, product: &Product, with_cards: bool, problems: &mut Problems) {
        let (id, is_new) = self.ids.intern(&[product.id.as_bytes()]);
        if !is_new {
            problems.note(ProblemKind::DuplicateId, product.line, &product.id);
            return;
        }
        let mut item = self.first_id.len() as u32;
        if !product.group.is_empty() {
            let (group, group_is_new) = self.groups.intern(&[product.group.as_bytes()]);
            if group_is_new {
                self.item_of_group.push(item);
            }
            item = self.item_of_group[group as usize];
        }
        self.item_of_id.push(item);
        if item as usize == self.first_id.len() {
            self.first_id.push(id);
            self.prices.push(NO_PRICE);
            self.since.push(0);
            self.flags.push(0);
            self.themes.push(0);
            self.categories.push(NONE);
            self.brands.push(NONE);
            if with_cards {
                let parts = [&product.title, "\n", &product.link, "\n", &product.image].map(str::as_bytes);
                self.cards.push(&parts);
            }
        } else {
            self.variants += 1;
        }
        self.variants += u64::from(product.variants.saturating_sub(1));
        for name in &product.also {
            // A name that two products have is the first one's.
            if self.names.intern(&[name.as_bytes()]).1 {
                self.item_of_name.push(item);
            }
        }
        self.describe(item, product, problems);
    }

    /// The first variant that has a price, category or brand gives it; tags and stock are those of all. An item is in
    /// the shop since its oldest variant.
    fn describe(&mut self, item: u32, product: &Product, problems: &mut Problems) {
        let k = item as usize;
        if product.availability != Availability::Out {
            self.flags[k] |= IN_STOCK;
        }
        if let Some(price) = product.price {
            if *self.currency.get_or_insert(price.currency) != price.currency {
                problems.note(ProblemKind::OtherCurrency, product.line, price.currency.code());
            } else if self.prices[k] == NO_PRICE {
                self.prices[k] = price.minor;
            }
        }
        if let Some(day) = product.since.map(|day| day.0.clamp(1, u16::MAX.into()) as u16) {
            let since = &mut self.since[k];
            *since = if *since == 0 { day } else { day.min(*since) };
        }
        if !product.google_category.is_empty() {
            let known = self.themes_of.get(&product.google_category).copied();
            self.themes[k] |= known.unwrap_or_else(|| {
                let mask = themes::of_google(&product.google_category);
                self.themes_of.insert(product.google_category.clone(), mask);
                mask
            });
        }
        let mut paths = product.categories.iter();
        if self.categories[k] == NONE {
            if let Some(path) = paths.next() {
                self.categories[k] = self.category(path);
            }
        } else {
            paths.next();
        }
        if self.brands[k] == NONE && !product.brand.is_empty() {
            self.brands[k] = self.values.intern(FacetKind::Brand, NONE, &product.brand);
        }
        for path in paths {
            let further = self.category(path);
            if further != NONE {
                self.tags.push((item, further));
            }
        }
        let lists = [
            (FacetKind::Label, &product.labels),
            (FacetKind::Color, &product.colors),
            (FacetKind::Material, &product.materials),
            (FacetKind::Size, &product.sizes),
        ];
        for (kind, labels) in lists {
            for label in labels {
                self.tag(item, kind, label);
            }
        }
        self.tag(item, FacetKind::Gender, &product.gender);
        self.tag(item, FacetKind::AgeGroup, &product.age_group);
    }

    fn tag(&mut self, item: u32, kind: FacetKind, label: &str) {
        if !label.is_empty() {
            let value = self.values.intern(kind, NONE, label);
            self.tags.push((item, value));
        }
    }

    fn category(&mut self, path: &str) -> u32 {
        let mut node = NONE;
        for part in path.split('>').map(str::trim).filter(|part| !part.is_empty()) {
            node = self.values.intern(FacetKind::Category, node, part);
        }
        node
    }

    /// The item that has this id, group name or other name; of `gid://shopify/Product/7` the end counts too.
    pub fn find(&self, id: &str) -> Option<u32> {
        let exact = |id: &str| {
            let by_id = self.ids.find(&[id.as_bytes()]).map(|n| self.item_of_id[n as usize]);
            let by_group = || self.groups.find(&[id.as_bytes()]).map(|n| self.item_of_group[n as usize]);
            by_id.or_else(by_group).or_else(|| self.names.find(&[id.as_bytes()]).map(|n| self.item_of_name[n as usize]))
        };
        exact(id).or_else(|| exact(without_address(id)))
    }

    /// The id of an item.
    pub fn id(&self, item: u32) -> &[u8] {
        self.ids.get(self.first_id[item as usize])
    }

    /// Other ids, group names and other names with their items, in rising byte order. What is also an id belongs to the
    /// id, and what is also a group's name to the group.
    pub fn aliases(&self) -> Vec<(&[u8], u32)> {
        let variants =
            (0..self.ids.len() as u32).filter(|n| self.first_id[self.item_of_id[*n as usize] as usize] != *n);
        let groups = (0..self.groups.len() as u32).filter(|n| self.ids.find(&[self.groups.get(*n)]).is_none());
        let is_free = |name: &[u8]| self.ids.find(&[name]).is_none() && self.groups.find(&[name]).is_none();
        let names = (0..self.names.len() as u32).filter(|n| is_free(self.names.get(*n)));
        let mut all: Vec<(&[u8], u32)> = variants
            .map(|n| (self.ids.get(n), self.item_of_id[n as usize]))
            .chain(groups.map(|n| (self.groups.get(n), self.item_of_group[n as usize])))
            .chain(names.map(|n| (self.names.get(n), self.item_of_name[n as usize])))
            .collect();
        all.sort_unstable();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(id: &str, group: &str) -> Product {
        Product { id: id.into(), group: group.into(), ..Product::default() }
    }

    fn shelf(products: &[(&str, &str)]) -> (Shelf, Problems) {
        let (mut shelf, mut problems) = (Shelf::default(), Problems::default());
        for (id, group) in products {
            shelf.add(&product(id, group), true, &mut problems);
        }
        (shelf, problems)
    }

    #[test]
    fn variants_fold_and_their_ids_still_lead_to_the_item() {
        let (shelf, problems) = shelf(&[("a-s", "a"), ("b", ""), ("a-m", "a"), ("b", "")]);
        assert_eq!((shelf.len(), shelf.variants, problems.count(ProblemKind::DuplicateId)), (2, 1, 1));
        assert_eq!((shelf.id(0), shelf.id(1)), (&b"a-s"[..], &b"b"[..]));
        assert_eq!(
            [shelf.find("a"), shelf.find("a-m"), shelf.find("b"), shelf.find("c")],
            [Some(0), Some(0), Some(1), None]
        );
        assert_eq!(shelf.aliases(), [(&b"a"[..], 0), (&b"a-m"[..], 0)]);
    }

    #[test]
    fn other_names_lead_to_the_item_and_never_take_an_id_away() {
        let (mut shelf, mut problems) = (Shelf::default(), Problems::default());
        for (id, group, also) in [("7", "", ["42", "tee"]), ("42", "", ["x", "tee"]), ("g1", "g", ["x", "g"])] {
            let also = also.map(str::to_owned).to_vec();
            shelf.add(&Product { also, ..product(id, group) }, true, &mut problems);
        }
        assert_eq!(["tee", "42", "x", "g"].map(|name| shelf.find(name)), [Some(0), Some(1), Some(1), Some(2)]);
        assert_eq!(shelf.aliases(), [(&b"g"[..], 2), (&b"tee"[..], 0), (&b"x"[..], 1)]);
        assert_eq!(shelf.find("gid://shopify/Product/7"), Some(0));
    }

    #[test]
    fn groups_that_name_each_other_are_only_names() {
        let (shelf, _) = shelf(&[("x", "y"), ("y", "x"), ("z", "z")]);
        assert_eq!(shelf.len(), 3);
        assert_eq!([shelf.find("x"), shelf.find("y"), shelf.find("z")], [Some(0), Some(1), Some(2)]);
        assert!(shelf.aliases().is_empty());
    }
}
