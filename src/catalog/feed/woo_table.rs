//! WooCommerce's product export: products and variations, each a row, a variation naming its parent.
//! Not here: splitting rows (`table`), what columns are called (`woo_columns`).

use super::draft::Draft;
use super::names::Attribute;
use super::table::{cell, Table};
use super::woo_columns::{self, Columns};
use super::Seen;
use crate::catalog::product::Product;
use crate::error::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

/// What is known of the products read so far.
pub(super) struct Products {
    columns: Columns,
    /// Columns of the names and the values of attributes.
    attributes: Vec<(usize, usize)>,
    /// What variations of a product are gathered under, by its SKU: they may name it by that or by its number.
    groups: BTreeMap<String, String>,
    /// Groups whose product is not for shoppers, so that no variation of it is.
    hidden: BTreeSet<String>,
}

impl Products {
    pub fn new(header: &[String], seen: &mut Seen) -> Products {
        seen.format = "woocommerce-csv".to_string();
        let (columns, attributes) = (Columns::find(header), woo_columns::attributes(header));
        Products { columns, attributes, groups: BTreeMap::new(), hidden: BTreeSet::new() }
    }

    pub fn next<R: BufRead>(&mut self, table: &mut Table<R>, seen: &mut Seen) -> Result<Option<Product>> {
        while let Some(line) = table.next(seen)? {
            if let Some(product) = self.product(table, line).finish(seen) {
                return Ok(Some(product));
            }
        }
        Ok(None)
    }

    fn product<R: BufRead>(&mut self, table: &Table<R>, line: u64) -> Draft {
        let c = &self.columns;
        let cell = |column| cell(table, column);
        let mut draft = Draft::new(line);
        let (id, sku, parent) = (cell(c.id), cell(c.sku), cell(c.parent));
        let is_variation = cell(c.kind).split(',').any(|kind| kind.trim().eq_ignore_ascii_case("variation"));
        draft.set(Attribute::Id, id.as_str());
        draft.set(Attribute::Id, sku.as_str());
        draft.set(Attribute::Also, sku.as_str());
        draft.set(Attribute::Title, cell(c.name));
        // WordPress leads on from there to the product's own address, which the export does not have.
        let number = if is_variation { parent.strip_prefix("id:").unwrap_or_default() } else { &id };
        if !number.is_empty() {
            draft.set(Attribute::Link, ["/?p=", number].concat());
        }
        let images = cell(c.images);
        draft.set(Attribute::Image, images.split(',').next().unwrap_or_default().trim());
        draft.set(Attribute::Brand, listed(&cell(c.brands)).into_iter().next().unwrap_or_default());
        for category in listed(&cell(c.categories)) {
            draft.set(Attribute::ProductType, category);
        }
        for tag in listed(&cell(c.tags)) {
            draft.set(Attribute::Label, tag);
        }
        draft.set(Attribute::Price, cell(c.price));
        draft.set(Attribute::SalePrice, cell(c.sale));
        draft.set(
            Attribute::Availability,
            match cell(c.stock).to_ascii_lowercase().as_str() {
                "0" | "no" | "false" | "outofstock" if cell(c.backorders) != "1" => "out of stock",
                "" => "",
                _ => "in stock",
            },
        );
        for (name, value) in &self.attributes {
            let name = cell(Some(*name));
            for value in listed(&cell(Some(*value))) {
                if matches!(
                    name.to_lowercase().as_str(),
                    "brand" | "marke" | "marque" | "marca" | "merk" | "marka" | "бренд"
                ) {
                    draft.set(Attribute::Brand, value);
                } else {
                    draft.option(&name, &value);
                }
            }
        }
        draft.hidden = matches!(cell(c.published).as_str(), "0" | "-1" | "no" | "false" | "draft" | "private")
            || cell(c.visibility).eq_ignore_ascii_case("hidden");
        self.gather(&mut draft, is_variation, &id, &sku, &parent);
        draft
    }

    /// Puts variations and their parent under one name: the parent's number, or its SKU where nothing else is known yet.
    fn gather(&mut self, draft: &mut Draft, is_variation: bool, id: &str, sku: &str, parent: &str) {
        let group = match (is_variation, parent.strip_prefix("id:")) {
            (true, Some(number)) => number.trim().to_string(),
            (true, None) => self.groups.entry(parent.to_string()).or_insert_with(|| parent.to_string()).clone(),
            (false, _) if sku.is_empty() => id.to_string(),
            (false, _) => {
                let own = if id.is_empty() { sku } else { id };
                self.groups.entry(sku.to_string()).or_insert_with(|| own.to_string()).clone()
            }
        };
        if draft.hidden && !is_variation {
            self.hidden.insert(group.clone());
        }
        draft.hidden |= is_variation && self.hidden.contains(&group);
        draft.set(Attribute::Group, group);
    }
}

/// The members of a list: `A, B\, or C` has two.
fn listed(text: &str) -> Vec<String> {
    let mut members = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        match c {
            ',' if !escaped => members.push(String::new()),
            '\\' if !escaped => {}
            other => members.last_mut().unwrap_or(&mut String::new()).push(other),
        }
        escaped = c == '\\' && !escaped;
    }
    members.retain(|member| !member.trim().is_empty());
    members
}
