//! Shopify's products as JSON: `products.json`, the Admin, AJAX and Storefront API, and what Hydrogen makes of that.
//! Variants have no item of their own: their ids and SKUs are other names of the product.
//! Not here: Shopify's table (`shopify_table`).

use super::clean;
use super::draft::Draft;
use super::names::Attribute;
use super::values::{get, list, money_in_cents, picture, text};
use serde_json::Value;

/// Where a variant has the value of each of its product's options.
const OPTIONS: [&str; 3] = ["option1", "option2", "option3"];

/// Whether an object is a product of Shopify's.
pub(super) fn is_product(object: &Value) -> bool {
    let has = |names: &[&str]| names.iter().any(|name| object.get(name).is_some());
    let is_global = text(get(object, &["id", "admin_graphql_api_id"])).starts_with("gid://shopify/Product/");
    is_global
        || has(&["handle"])
            && has(&[
                "variants",
                "vendor",
                "product_type",
                "productType",
                "priceRange",
                "availableForSale",
                "body_html",
            ])
}

/// What an object says of its product.
pub(super) fn product(object: &Value, line: u64) -> Draft {
    let mut draft = Draft::new(line);
    let say = |draft: &mut Draft, attribute, names: &[&str]| draft.set(attribute, plain(get(object, names)));
    let handle = plain(get(object, &["handle"]));
    say(&mut draft, Attribute::Id, &["id", "admin_graphql_api_id", "legacyResourceId", "product_id"]);
    draft.set(Attribute::Id, handle.as_str());
    draft.set(Attribute::Also, handle.as_str());
    say(&mut draft, Attribute::Title, &["title"]);
    say(&mut draft, Attribute::Link, &["onlineStoreUrl", "url"]);
    if !handle.is_empty() {
        draft.set(Attribute::Link, ["/products/", &handle].concat());
    }
    for name in ["image", "featuredImage", "featured_image", "featuredMedia", "images", "media"] {
        draft.set(Attribute::Image, picture(get(object, &[name])));
    }
    say(&mut draft, Attribute::Brand, &["vendor"]);
    say(&mut draft, Attribute::ProductType, &["product_type", "productType", "type"]);
    for collection in list(get(object, &["collections"])) {
        draft.set(Attribute::ProductType, plain(collection));
    }
    let category = get(object, &["category", "product_category", "productCategory"]);
    draft.set(Attribute::GoogleCategory, plain(get(category, &["fullName", "full_name", "name"])));
    for tag in list(get(object, &["tags"])) {
        text(tag).split(',').for_each(|tag| draft.set(Attribute::Label, clean::entities(tag)));
    }
    say(&mut draft, Attribute::Since, &["published_at", "publishedAt", "created_at", "createdAt"]);
    let status = text(get(object, &["status"])).to_ascii_lowercase();
    let withdrawn = object.get("published_at").or_else(|| object.get("publishedAt")).is_some_and(Value::is_null);
    draft.hidden = withdrawn || matches!(status.as_str(), "draft" | "archived" | "unlisted");
    variants(object, &mut draft);
    draft
}

fn variants(object: &Value, draft: &mut Draft) {
    let options: Vec<String> = list(get(object, &["options"])).into_iter().take(OPTIONS.len()).map(text).collect();
    let variants = list(get(object, &["variants"]));
    for variant in variants.iter().filter(|variant| variant.is_object()) {
        draft.variants += 1;
        draft.set(Attribute::Also, text(get(variant, &["id", "admin_graphql_api_id"])));
        draft.set(Attribute::Also, plain(get(variant, &["sku"])));
        draft.set(Attribute::Price, money_in_cents(get(variant, &["price", "priceV2"])));
        draft.stock(stock(variant));
        for option in list(get(variant, &["selectedOptions"])) {
            draft.option(&text(get(option, &["name"])), &text(get(option, &["value"])));
        }
        let by_place = list(get(variant, &["options"]));
        for (place, (name, member)) in options.iter().zip(OPTIONS).enumerate() {
            let by_place = by_place.get(place).copied().filter(|one| one.is_string());
            draft.option(name, &text(by_place.unwrap_or(get(variant, &[member]))));
        }
    }
    if draft.variants == 0 {
        for option in list(get(object, &["options"])) {
            for value in list(get(option, &["values", "optionValues"])) {
                draft.option(&text(option), &text(value));
            }
        }
    }
    let range = get(object, &["priceRange", "priceRangeV2", "price_range"]);
    for price in [get(range, &["minVariantPrice", "min_variant_price"]), get(object, &["price", "price_min"])] {
        draft.set(Attribute::Price, money_in_cents(price));
    }
    if draft.variants == 0 {
        draft.stock(stock(object));
    }
}

/// Whether it can be ordered, where it says so.
fn stock(of: &Value) -> Option<bool> {
    if let Some(available) = get(of, &["available", "availableForSale"]).as_bool() {
        return Some(available);
    }
    // The Admin API: what nobody counts, or what sells on without stock, can be ordered.
    let untracked = of.get("inventory_management").is_some_and(Value::is_null);
    let policy = text(get(of, &["inventory_policy", "inventoryPolicy"])).to_ascii_lowercase();
    if untracked || policy == "continue" {
        return Some(true);
    }
    get(of, &["inventory_quantity", "inventoryQuantity", "totalInventory"]).as_i64().map(|quantity| quantity > 0)
}

/// Without entities, which templates leave in what they write as JSON.
fn plain(value: &Value) -> String {
    clean::entities(&text(value)).into_owned()
}
