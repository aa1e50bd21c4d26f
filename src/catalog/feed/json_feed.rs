//! Products as JSON objects: whose shape an object has, and those that name attributes as Google and OpenAI do.
//! Not here: finding objects in a file (`json`), the other shapes (`shopify`, `woo`, `json_ld`, `openai`).

use super::json::Json;
use super::names::{plain, Attribute};
use super::row::Row;
use super::values::{list, money, picture, text};
use super::{clean, google_table, json_ld, openai, shopify, woo, Seen};
use crate::catalog::product::Product;
use crate::error::Result;
use serde_json::{Map, Value};
use std::io::BufRead;

/// The next product; `None` at the end.
pub(super) fn next<R: BufRead>(json: &mut Json<R>, seen: &mut Seen) -> Result<Option<Product>> {
    while let Some((line, map)) = json.next(seen)? {
        let object = Value::Object(map);
        // What else a page says of itself is no product, and not a broken one either.
        let is_else = json_ld::is_linked(&object) && !json_ld::is_product(&object);
        if is_else {
            continue;
        }
        seen.rows += 1;
        let (format, product) = if json_ld::is_linked(&object) {
            ("json-ld", json_ld::product(&object, line).finish(seen))
        } else if shopify::is_product(&object) {
            ("shopify-json", shopify::product(&object, line).finish(seen))
        } else if woo::is_product(&object) {
            ("woocommerce-json", woo::product(&object, line).finish(seen))
        } else if openai::is_product(&object) {
            ("openai-json", openai::product(&object, line).finish(seen))
        } else {
            let Value::Object(map) = object else { continue };
            let is_openai = google_table::is_openai(map.keys().map(String::as_str));
            (if is_openai { "openai-json" } else { "json" }, named(&map, line, seen))
        };
        if seen.format.is_empty() {
            seen.format = format.to_string();
        }
        if product.is_some() {
            return Ok(product);
        }
    }
    if seen.format.is_empty() {
        seen.format = "json".to_string();
    }
    Ok(None)
}

/// A product whose members have the names of attributes.
fn named(map: &Map<String, Value>, line: u64, seen: &mut Seen) -> Option<Product> {
    let attributes = Attribute::of_all(map.keys().map(String::as_str));
    for (name, attribute) in map.keys().zip(&attributes) {
        if attribute.is_none() && seen.unused.len() < 40 && !seen.unused.contains(name) {
            seen.unused.push(clean::line(&plain(name), 60).text);
        }
    }
    let mut row = Row::new(line, seen);
    for (value, attribute) in map.values().zip(attributes) {
        let Some(attribute) = attribute else { continue };
        match attribute {
            Attribute::Price | Attribute::SalePrice => row.set(attribute, &money(value)),
            Attribute::Image => row.set(attribute, &picture(value)),
            Attribute::Options if value.is_object() => row.set(attribute, &value.to_string()),
            _ => {
                for one in list(value) {
                    row.set(attribute, &clean::entities(&text(one)));
                }
            }
        }
    }
    row.finish()
}
