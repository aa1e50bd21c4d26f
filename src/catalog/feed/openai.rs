//! Products of OpenAI's commerce API: an object with its variants inside, prices in minor units.
//! Not here: its flat feed, which names attributes as Google's does (`names`).

use super::draft::Draft;
use super::names::Attribute;
use super::values::{get, list, money_in_minor, picture, text};
use serde_json::Value;

/// Whether an object is such a product.
pub(super) fn is_product(object: &Value) -> bool {
    object.get("variants").is_some_and(Value::is_array)
}

/// What an object says of its product.
pub(super) fn product(object: &Value, line: u64) -> Draft {
    let mut draft = Draft::new(line);
    say(object, &mut draft);
    draft.set(Attribute::Id, text(get(object, &["id", "item_id", "product_id"])));
    for variant in list(get(object, &["variants"])) {
        draft.variants += 1;
        draft.set(Attribute::Also, text(get(variant, &["id", "item_id"])));
        draft.set(Attribute::Also, text(get(variant, &["sku"])));
        say(variant, &mut draft);
        for option in list(get(variant, &["variant_options", "options"])) {
            draft.option(&text(get(option, &["name"])), &text(get(option, &["value"])));
        }
    }
    draft
}

/// What product and variant may both say.
fn say(object: &Value, draft: &mut Draft) {
    draft.set(Attribute::Title, text(get(object, &["title", "name"])));
    draft.set(Attribute::Link, text(get(object, &["url", "link"])));
    draft.set(Attribute::Image, picture(get(object, &["media", "image_url", "image_link", "images"])));
    draft.set(Attribute::Brand, text(get(object, &["brand", "vendor"])));
    for category in list(get(object, &["categories", "product_category", "category"])) {
        draft.set(Attribute::ProductType, text(category));
    }
    draft.set(Attribute::Price, money_in_minor(get(object, &["price"])));
    let availability = get(object, &["availability"]);
    draft.stock(get(availability, &["available"]).as_bool());
    draft.set(Attribute::Availability, text(availability));
}
