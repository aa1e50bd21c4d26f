//! schema.org's products as JSON-LD, as shops put them into their pages: `Product`, `ProductGroup` with its variants.
//! Ids are those that `www/listen/json-ld.ts` looks for in a page. Not here: finding objects in a file (`json`).

use super::clean;
use super::draft::Draft;
use super::names::Attribute;
use super::values::{get, list, picture, text};
use serde_json::Value;

/// Names of a product: of a group before those of one variant.
const IDS: [&str; 9] = ["productGroupID", "sku", "productID", "gtin", "gtin8", "gtin12", "gtin13", "gtin14", "@id"];

/// Whether an object is linked data.
pub(super) fn is_linked(object: &Value) -> bool {
    object.get("@type").is_some() || object.get("@context").is_some()
}

/// Whether it is a product.
pub(super) fn is_product(object: &Value) -> bool {
    list(get(object, &["@type"])).into_iter().map(text).any(|name| {
        let name = name.rsplit(['/', ':', '#']).next().unwrap_or_default();
        matches!(name, "Product" | "ProductGroup" | "ProductModel" | "IndividualProduct")
    })
}

/// What an object says of its product.
pub(super) fn product(object: &Value, line: u64) -> Draft {
    let mut draft = Draft::new(line);
    ids(object, Attribute::Id, &mut draft);
    let group = get(object, &["isVariantOf"]);
    draft.set(Attribute::Group, text(get(object, &["inProductGroupWithID"])));
    draft.set(Attribute::Group, text(get(group, &["productGroupID", "sku", "@id"])));
    say(object, &mut draft);
    for variant in list(get(object, &["hasVariant"])).into_iter().filter(|variant| variant.is_object()) {
        draft.variants += 1;
        ids(variant, Attribute::Also, &mut draft);
        say(variant, &mut draft);
    }
    draft
}

fn ids(object: &Value, as_what: Attribute, draft: &mut Draft) {
    for (place, name) in IDS.iter().enumerate() {
        let id = text(get(object, &[name]));
        draft.set(as_what, id.as_str());
        // A page may name it by any of the first three.
        if place < 3 {
            draft.set(Attribute::Also, id);
        }
    }
}

/// What a product and its variants may both say.
fn say(object: &Value, draft: &mut Draft) {
    let mut set = |attribute, value: &Value| draft.set(attribute, clean::entities(&text(value)));
    set(Attribute::Title, get(object, &["name"]));
    set(Attribute::Link, get(object, &["url"]));
    set(Attribute::Brand, get(object, &["brand", "manufacturer"]));
    set(Attribute::Since, get(object, &["releaseDate"]));
    let lists = [
        (Attribute::ProductType, "category"),
        (Attribute::Color, "color"),
        (Attribute::Size, "size"),
        (Attribute::Material, "material"),
    ];
    for (attribute, name) in lists {
        list(get(object, &[name])).into_iter().for_each(|value| set(attribute, value));
    }
    let audience = get(object, &["audience"]);
    set(Attribute::Gender, get(audience, &["suggestedGender"]));
    draft.set(Attribute::Image, picture(get(object, &["image"])));
    for property in list(get(object, &["additionalProperty"])) {
        draft.option(&text(get(property, &["name"])), &text(get(property, &["value"])));
    }
    for offer in list(get(object, &["offers"])) {
        let inner = list(get(offer, &["priceSpecification"])).first().copied().unwrap_or(&Value::Null);
        let (price, currency) = match get(offer, &["price", "lowPrice"]) {
            Value::Null => (get(inner, &["price", "minPrice"]), get(inner, &["priceCurrency"])),
            price => (price, get(offer, &["priceCurrency"])),
        };
        if !price.is_null() {
            draft.set(Attribute::Price, [&text(price), " ", text(currency).trim()].concat());
        }
        stock(offer, draft);
        list(get(offer, &["offers"])).into_iter().for_each(|offer| stock(offer, draft));
    }
}

/// Whether an offer can be ordered, where it says so.
fn stock(offer: &Value, draft: &mut Draft) {
    let word = text(get(offer, &["availability"])).rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    draft.stock(match word.as_str() {
        "" => None,
        "outofstock" | "soldout" | "discontinued" | "reserved" => Some(false),
        _ => Some(true),
    });
}
