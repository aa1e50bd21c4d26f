//! The whole of a `nearside.json`, as strictly as all who read it together: by the published schema
//! (`www/nearside.schema.json`) and by the readers themselves. For the command line.
//! Not here: what the members mean (`policy`, `counts::plan`, `rank::ask`).

use crate::catalog::compile::check_sensitive;
use crate::counts::plan::{self, Plan};
use crate::day::Day;
use crate::policy::{Config, Policy};
use crate::{Code, Error, Result};
use serde_json::{Map, Value};

/// The schema, as it is published.
pub const SCHEMA: &str = include_str!("../www/nearside.schema.json");

fn bad(path: &str, what: &str) -> Error {
    let name = if path.is_empty() { "nearside.json" } else { path };
    Error::new(Code::BadConfig, format!("nearside.json: {name} {what}"))
}

/// Checks the text of a `nearside.json`. `categories` are those of the catalog that it goes with, when that is known.
///
/// # Errors
/// [`Code::BadConfig`], with the member and what may stand there.
pub fn check(text: &str, categories: Option<&[String]>) -> Result<Config> {
    let text = text.trim_start_matches('\u{feff}');
    // The readers first: they know the words for what they read.
    let config = Config::from_json(text)?;
    Policy::new(config.clone())?;
    let value: Value = serde_json::from_str(text).map_err(|error| bad("", &format!("is no JSON: {error}")))?;
    let schema: Value =
        serde_json::from_str(SCHEMA).map_err(|error| Error::new(Code::Internal, format!("the schema: {error}")))?;
    Walk { schema: &schema }.check(&schema, &value, "")?;
    check_sensitive(&config.sensitive)?;
    for (date, _) in &config.changes {
        Day::parse(date).ok_or_else(|| bad("changes", &format!("has the date \"{date}\", which is no YYYY-MM-DD")))?;
    }
    // Without a catalog, the categories that it names may be there.
    let named: Vec<String> = match categories {
        Some(categories) => categories.to_vec(),
        None => {
            let reach = value.pointer("/counts/questions/reach/categories").and_then(Value::as_array);
            let names = reach.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
            names.chain(["any".to_owned()]).collect()
        }
    };
    Plan::from_config(text, &named)?;
    Ok(config)
}

/// The categories that counts may ask about, of the catalog that a `nearside.json` goes with.
pub fn categories(catalog: &crate::catalog::Catalog) -> Vec<String> {
    plan::categories(catalog)
}

/// What of JSON Schema the schema uses, but for `pattern` and `patternProperties`: what those say, readers check.
struct Walk<'s> {
    schema: &'s Value,
}

impl Walk<'_> {
    fn check(&self, schema: &Value, value: &Value, path: &str) -> Result<()> {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let target = self.schema.pointer(name.trim_start_matches('#')).unwrap_or(&Value::Null);
            return self.check(target, value, path);
        }
        if let Some(wanted) = schema.get("type").and_then(Value::as_str) {
            if !is(value, wanted) {
                return Err(bad(path, &format!("must be {}", article(wanted))));
            }
        }
        if let Some(words) = schema.get("enum").and_then(Value::as_array) {
            if !words.contains(value) {
                let words: Vec<String> = words.iter().map(Value::to_string).collect();
                return Err(bad(path, &format!("must be one of {}", words.join(", "))));
            }
        }
        if let Some(ways) = schema.get("anyOf").and_then(Value::as_array) {
            let mut faults = ways.iter().filter_map(|way| self.check(way, value, path).err());
            let first = faults.next();
            // The fault of the way that has the same type says most.
            if let Some(first) = first.filter(|_| faults.count() + 1 == ways.len()) {
                let same =
                    ways.iter().find(|way| way.get("type").and_then(Value::as_str).is_some_and(|t| is(value, t)));
                return Err(same.and_then(|way| self.check(way, value, path).err()).unwrap_or(first));
            }
        }
        match value {
            Value::Object(members) => self.members(schema, members, path),
            Value::Array(list) => self.list(schema, list, path),
            Value::Number(number) => limits(schema, number.as_f64().unwrap_or_default(), path),
            Value::String(text) => {
                let length = text.chars().count() as u64;
                let limit = |name: &str| schema.get(name).and_then(Value::as_u64);
                if limit("minLength").is_some_and(|least| length < least) {
                    return Err(bad(path, "must not be empty"));
                }
                if let Some(most) = limit("maxLength").filter(|most| length > *most) {
                    return Err(bad(path, &format!("must not be longer than {most} characters")));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn members(&self, schema: &Value, members: &Map<String, Value>, path: &str) -> Result<()> {
        let known = schema.get("properties").and_then(Value::as_object);
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if !members.contains_key(name) {
                return Err(bad(path, &format!("lacks \"{name}\"")));
            }
        }
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        for (name, value) in members {
            let place = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let rest = schema.get("additionalProperties");
            match (known.and_then(|known| known.get(name)), rest) {
                (Some(of), _) => self.check(of, value, &place)?,
                (None, _) if patterns.is_some() => {}
                (None, Some(Value::Bool(false))) => {
                    let names: Vec<&str> = known.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
                    return Err(bad(path, &format!("has no member \"{name}\"; there are {}", names.join(", "))));
                }
                (None, Some(of)) => self.check(of, value, &place)?,
                (None, None) => {}
            }
        }
        Ok(())
    }

    fn list(&self, schema: &Value, list: &[Value], path: &str) -> Result<()> {
        let limit = |name: &str| schema.get(name).and_then(Value::as_u64);
        let length = list.len() as u64;
        if limit("minItems").is_some_and(|least| length < least) || limit("maxItems").is_some_and(|most| length > most)
        {
            return Err(bad(path, &format!("must not have {length} members")));
        }
        if schema.get("uniqueItems") == Some(&Value::Bool(true)) {
            if let Some((_, twice)) = list.iter().enumerate().find(|(at, one)| list[..*at].contains(one)) {
                return Err(bad(path, &format!("has {twice} twice")));
            }
        }
        let each = schema.get("items");
        for (at, (one, of)) in list.iter().zip(each.into_iter().cycle()).enumerate() {
            self.check(of, one, &format!("{path}[{at}]"))?;
        }
        Ok(())
    }
}

fn is(value: &Value, wanted: &str) -> bool {
    match wanted {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        _ => false,
    }
}

fn article(kind: &str) -> &'static str {
    match kind {
        "object" => "an object",
        "array" => "a list",
        "string" => "a text",
        "boolean" => "true or false",
        "integer" => "a whole number",
        _ => "a number",
    }
}

fn limits(schema: &Value, number: f64, path: &str) -> Result<()> {
    let limit = |name: &str| schema.get(name).and_then(Value::as_f64);
    let (least, most) = (limit("minimum"), limit("maximum"));
    let beyond = least.is_some_and(|least| number < least) || most.is_some_and(|most| number > most);
    match (beyond, least, most) {
        (true, Some(_), Some(_)) => {
            let text = |name: &str| schema.get(name).map(Value::to_string).unwrap_or_default();
            Err(bad(path, &format!("must be {} to {}", text("minimum"), text("maximum"))))
        }
        (true, ..) => Err(bad(path, "is too small or too large")),
        _ => Ok(()),
    }
}
