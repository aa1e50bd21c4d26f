//! WooCommerce's products as JSON: its Store API, which needs no key, and its REST API.
//! Not here: WooCommerce's table (`woo_table`).

use super::draft::Draft;
use super::names::Attribute;
use super::values::{get, list, picture, text};
use super::{clean, price};
use serde_json::Value;

/// Whether an object is a product of WooCommerce's.
pub(super) fn is_product(object: &Value) -> bool {
    let has = |name: &str| object.get(name).is_some();
    has("permalink") && ["prices", "is_in_stock", "stock_status", "catalog_visibility"].into_iter().any(has)
}

/// What an object says of its product.
pub(super) fn product(object: &Value, line: u64) -> Draft {
    let mut draft = Draft::new(line);
    let mut say = |attribute, value: &Value| draft.set(attribute, clean::entities(&text(value)));
    say(Attribute::Id, get(object, &["id"]));
    say(Attribute::Also, get(object, &["sku"]));
    say(Attribute::Title, get(object, &["name"]));
    say(Attribute::Link, get(object, &["permalink"]));
    say(Attribute::Since, get(object, &["date_created"]));
    for (attribute, name) in
        [(Attribute::Brand, "brands"), (Attribute::ProductType, "categories"), (Attribute::Label, "tags")]
    {
        list(get(object, &[name])).into_iter().for_each(|one| say(attribute, one));
    }
    // A variation by itself: it is one of its parent's.
    let parent = get(object, &["parent", "parent_id"]);
    if parent.as_u64().is_some_and(|parent| parent > 0) {
        say(Attribute::Group, parent);
    } else {
        say(Attribute::Group, get(object, &["id"]));
    }
    draft.set(Attribute::Image, picture(get(object, &["images", "image"])));
    prices(object, &mut draft);
    for attribute in list(get(object, &["attributes"])) {
        let name = text(get(attribute, &["name"]));
        for value in list(get(attribute, &["terms", "options", "option", "value"])) {
            draft.option(&name, &clean::entities(&text(value)));
        }
    }
    for variation in list(get(object, &["variations"])) {
        draft.variants += 1;
        draft.set(Attribute::Also, text(if variation.is_object() { get(variation, &["id"]) } else { variation }));
    }
    draft.stock(match text(get(object, &["stock_status"])).as_str() {
        "" => get(object, &["is_in_stock"]).as_bool(),
        status => Some(status != "outofstock"),
    });
    draft.hidden = matches!(text(get(object, &["status"])).as_str(), "draft" | "pending" | "private" | "trash")
        || text(get(object, &["catalog_visibility"])) == "hidden";
    draft
}

/// The Store API counts the smallest coin and names the currency, the REST API writes amounts without one.
fn prices(object: &Value, draft: &mut Draft) {
    let store = get(object, &["prices"]);
    let (digits, currency) = (get(store, &["currency_minor_unit"]).as_u64(), text(get(store, &["currency_code"])));
    let amount = text(get(store, &["price"]));
    if !amount.is_empty() {
        draft.set(Attribute::Price, price::with_point(&amount, digits.unwrap_or(2).min(4) as usize, &currency));
    }
    draft.set(Attribute::Price, text(get(object, &["price", "regular_price"])));
}
