//! Values of JSON as feeds have them: the same thing as a text, a number, a list or an object.
//! Not here: finding objects in a file (`json`).

use super::price;
use serde_json::Value;

/// The value of the first of these members that says anything.
pub(super) fn get<'v>(of: &'v Value, names: &[&str]) -> &'v Value {
    names.iter().filter_map(|name| of.get(name)).find(|value| !value.is_null()).unwrap_or(&Value::Null)
}

/// A text, number or truth value as text; of an object what it is called; empty for anything else.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Object(_) => match get(value, &["name", "title", "value", "@value", "plain"]) {
            Value::String(text) => text.clone(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// The members of a list, of GraphQL's `nodes` and `edges` too; a single value is a list of one.
pub(super) fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(list) => list.iter().collect(),
        Value::Object(members) => match (members.get("nodes"), members.get("edges")) {
            (Some(Value::Array(nodes)), _) => nodes.iter().collect(),
            (_, Some(Value::Array(edges))) => edges.iter().filter_map(|edge| edge.get("node")).collect(),
            _ => vec![value],
        },
        other => vec![other],
    }
}

/// The address of a picture: a text, an object that has one, or the first of a list.
pub(super) fn picture(value: &Value) -> String {
    let first = list(value).first().copied().unwrap_or(&Value::Null);
    match first {
        Value::String(text) => text.clone(),
        Value::Object(_) => {
            let address = get(first, &["src", "url", "originalSrc", "transformedSrc", "contentUrl", "@id", "image"]);
            if address.is_object() {
                picture(address)
            } else {
                text(address)
            }
        }
        _ => String::new(),
    }
}

/// A price with its currency: `12.5`, `"12.50 USD"`, `{"amount": "12.5", "currencyCode": "USD"}`.
pub(super) fn money(value: &Value) -> String {
    match value {
        Value::Object(_) => {
            let amount = text(get(value, &["amount", "value", "price"]));
            let currency = text(get(value, &["currencyCode", "currency", "currency_code"]));
            [amount.trim(), " ", currency.trim()].concat()
        }
        other => text(other),
    }
}

/// The same where whole numbers count the smallest coin, of which two digits are written.
pub(super) fn money_in_cents(value: &Value) -> String {
    match value {
        Value::Number(number) if number.is_u64() => price::from_minor(&number.to_string(), ""),
        other => money(other),
    }
}

/// The same of an object in whose currency the amount counts the smallest coin.
pub(super) fn money_in_minor(value: &Value) -> String {
    let amount = get(value, &["amount"]);
    if amount.is_u64() {
        price::from_minor(&text(amount), &text(get(value, &["currency"])))
    } else {
        money(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_thing_in_many_shapes() {
        for value in [json!([1, 2]), json!({"nodes": [1, 2]}), json!({"edges": [{"node": 1}, {"node": 2}, {}]})] {
            assert_eq!(list(&value).into_iter().map(text).collect::<Vec<_>>(), ["1", "2"]);
        }
        for value in [
            json!("a.png"),
            json!(["a.png", "b.png"]),
            json!({"src": "a.png"}),
            json!({"nodes": [{"url": "a.png"}]}),
            json!({"image": {"url": "a.png"}}),
        ] {
            assert_eq!(picture(&value), "a.png", "{value}");
        }
        assert_eq!(picture(&json!([])), "");
        assert_eq!(money(&json!({"amount": "12.5", "currencyCode": "USD"})), "12.5 USD");
        assert_eq!((money_in_cents(&json!(1299)), money_in_cents(&json!("12.99"))), ("12.99 ".into(), "12.99".into()));
        assert_eq!(money_in_minor(&json!({"amount": 1200, "currency": "JPY"})), "1200. JPY");
        assert_eq!(text(&json!({"@type": "Brand", "name": "Acme"})), "Acme");
    }
}
