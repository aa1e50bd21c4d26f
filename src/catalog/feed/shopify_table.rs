//! Shopify's product export: a row for each variant and each further picture, those of one product under one handle.
//! Column names are those before and after Shopify renamed them; apps that add ids (Matrixify) are understood too.
//! Not here: splitting rows (`table`), Shopify's JSON (`shopify`).

use super::draft::Draft;
use super::names::Attribute;
use super::table::{cell, Table};
use super::Seen;
use crate::catalog::product::Product;
use crate::error::Result;
use std::collections::BTreeSet;
use std::io::BufRead;

columns! {
    id: "id" | "product id";
    handle: "handle" | "url handle";
    title: "title";
    vendor: "vendor";
    category: "product category" | "google shopping / google product category" | "standardized product type";
    kind: "type" | "custom product type";
    tags: "tags";
    published: "published" | "published on online store";
    status: "status";
    variant_id: "variant id";
    sku: "variant sku" | "sku";
    price: "variant price" | "price";
    tracker: "variant inventory tracker" | "inventory tracker";
    quantity: "variant inventory qty" | "inventory quantity";
    policy: "variant inventory policy" | "continue selling when out of stock";
    image: "image src" | "product image url";
    name1: "option1 name";
    value1: "option1 value";
    name2: "option2 name";
    value2: "option2 value";
    name3: "option3 name";
    value3: "option3 value";
    gender: "google shopping / gender";
    age: "google shopping / age group";
}

/// Whether a header is that of Shopify's export.
pub(super) fn knows(header: &[String]) -> bool {
    let columns = Columns::find(header);
    columns.handle.is_some()
        && columns.title.is_some()
        && [columns.vendor, columns.name1, columns.sku, columns.price, columns.image].iter().flatten().count() >= 2
}

/// The product whose rows are being read.
pub(super) struct Products {
    columns: Columns,
    current: Option<(String, Draft)>,
    /// The names of its options, which only its first row has.
    options: [String; 3],
    /// Handles that were met.
    handles: BTreeSet<String>,
}

impl Products {
    pub fn new(header: &[String], seen: &mut Seen) -> Products {
        seen.format = "shopify-csv".to_string();
        Products {
            columns: Columns::find(header),
            current: None,
            options: Default::default(),
            handles: BTreeSet::new(),
        }
    }

    pub fn next<R: BufRead>(&mut self, table: &mut Table<R>, seen: &mut Seen) -> Result<Option<Product>> {
        loop {
            let Some(line) = table.next(seen)? else {
                let last = self.current.take();
                return Ok(last.and_then(|(_, draft)| draft.finish(seen)));
            };
            let handle = cell(table, self.columns.handle);
            let ended = match &self.current {
                // Some tools leave the handle out where it is that of the row above.
                Some((current, _)) if *current == handle || handle.is_empty() => None,
                _ => self.current.take(),
            };
            if self.current.is_none() {
                self.begin(table, line, handle);
            }
            self.variant(table);
            if let Some(product) = ended.and_then(|(_, draft)| draft.finish(seen)) {
                return Ok(Some(product));
            }
        }
    }

    fn begin<R: BufRead>(&mut self, table: &Table<R>, line: u64, handle: String) {
        let c = &self.columns;
        let mut draft = Draft::new(line);
        self.options = [c.name1, c.name2, c.name3].map(|at| cell(table, at));
        let title = cell(table, c.title);
        // Rows of a product that was met before, in a file that somebody sorted: they are variants of it.
        let strays = title.is_empty() && self.handles.contains(&handle);
        if strays {
            draft.set(Attribute::Id, cell(table, c.sku));
        } else {
            for at in [c.id, c.handle] {
                draft.set(Attribute::Id, cell(table, at));
            }
            self.handles.insert(handle.clone());
        }
        draft.set(Attribute::Group, handle.as_str());
        draft.set(Attribute::Title, title);
        if !handle.is_empty() {
            draft.set(Attribute::Also, handle.as_str());
            draft.set(Attribute::Link, ["/products/", &handle].concat());
        }
        for (attribute, at) in [
            (Attribute::Brand, c.vendor),
            (Attribute::ProductType, c.kind),
            (Attribute::GoogleCategory, c.category),
            (Attribute::Gender, c.gender),
            (Attribute::AgeGroup, c.age),
        ] {
            draft.set(attribute, cell(table, at));
        }
        for tag in cell(table, c.tags).split(',') {
            draft.set(Attribute::Label, tag);
        }
        let status = cell(table, c.status).to_ascii_lowercase();
        draft.hidden = matches!(status.as_str(), "draft" | "archived" | "unlisted")
            || cell(table, c.published).eq_ignore_ascii_case("false");
        self.current = Some((handle, draft));
    }

    /// Takes what a row says of one variant; a row of a further picture says nothing but that.
    fn variant<R: BufRead>(&mut self, table: &Table<R>) {
        let Some((_, draft)) = &mut self.current else { return };
        let c = &self.columns;
        draft.set(Attribute::Image, cell(table, c.image));
        let price = cell(table, c.price);
        let values = [c.value1, c.value2, c.value3].map(|at| cell(table, at));
        if price.is_empty() && values.iter().all(String::is_empty) {
            return;
        }
        draft.variants += 1;
        draft.set(Attribute::Price, price);
        for at in [c.variant_id, c.sku] {
            // Excel's way to say that a number is a text.
            draft.set(Attribute::Also, cell(table, at).trim_start_matches('\''));
        }
        for (name, value) in self.options.iter().zip(&values) {
            draft.option(name, value);
        }
        let quantity: Option<i64> =
            cell(table, c.quantity).split(['.', ',']).next().and_then(|whole| whole.parse().ok());
        let sells_on = matches!(cell(table, c.policy).to_ascii_lowercase().as_str(), "continue" | "true");
        let untracked = c.tracker.is_some() && cell(table, c.tracker).is_empty();
        draft.stock(if sells_on || untracked { Some(true) } else { quantity.map(|quantity| quantity > 0) });
    }
}
