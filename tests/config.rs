//! `nearside.json`: the published schema, and what Rust reads, say the same.
#![cfg(not(target_arch = "wasm32"))]
#![cfg(feature = "compiler")]

use nearside::declared::{check, SCHEMA};
use nearside::policy::{Config, Policy};
use nearside::rank::Weights;
use nearside::signal::{Source, MOST_DAYS};
use nearside::Code;
use serde_json::{json, Value};

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

fn corpus(part: &str) -> Vec<Value> {
    let corpus: Value = serde_json::from_str(include_str!("config/corpus.json")).unwrap();
    corpus[part].as_array().unwrap().clone()
}

fn names(object: &Value) -> Vec<String> {
    let mut names: Vec<String> = object.as_object().unwrap().keys().cloned().collect();
    names.sort();
    names
}

/// The names that an error lists behind a word.
fn listed(error: &str, behind: &str) -> Vec<String> {
    let list = error.rsplit(behind).next().unwrap();
    let mut names: Vec<String> = list.split([',', ' ']).map(str::to_owned).filter(|name| !name.is_empty()).collect();
    names.sort();
    names
}

#[test]
fn the_corpus_is_accepted_and_refused_as_it_says() {
    for config in corpus("accepted") {
        if let Err(error) = check(&config.to_string(), None) {
            panic!("{config}: {error}");
        }
    }
    for config in corpus("refused").iter().chain(&corpus("refusedByReadersOnly")) {
        let error = check(&config.to_string(), None).expect_err(&config.to_string());
        assert_eq!(error.code(), Code::BadConfig, "{error}");
    }
}

#[test]
fn what_the_whole_check_accepts_the_browser_reads() {
    for config in corpus("accepted") {
        Policy::from_json(&config.to_string()).unwrap();
    }
}

#[test]
fn the_schema_has_every_member_that_rust_knows_and_no_other() {
    let schema = schema();
    let refused = |text: &str| Config::from_json(text).and_then(Policy::new).unwrap_err().to_string();
    let mut known = listed(&refused(r#"{"no-such": 1}"#), "there are ");
    known.push("$schema".into());
    known.sort();
    assert_eq!(names(&schema["properties"]), known);
    let sources = listed(&refused(r#"{"sources": ["no-such"]}"#), "there are ");
    assert_eq!(names(&schema["properties"]["retention"]["properties"]), sources);
    for (name, source) in sources.iter().map(|name| (name, Source::from_word(name).unwrap())) {
        let one = &schema["properties"]["retention"]["properties"][name];
        let limits = (&one["minimum"], &one["maximum"], &one["default"]);
        assert_eq!(limits, (&json!(1), &json!(MOST_DAYS), &json!(source.days())), "{name}");
    }
    let mut of_schema: Vec<String> =
        schema["$defs"]["source"]["enum"].as_array().unwrap().iter().map(|s| s.as_str().unwrap().to_owned()).collect();
    of_schema.sort();
    assert_eq!(of_schema, sources);
    let rules = listed(&refused(r#"{"placements": {"home": {"no-such": 1}}}"#), "there are ");
    assert_eq!(names(&schema["$defs"]["rules"]["properties"]), rules);
    let placements = listed(&refused(r#"{"placements": {"no-such": 1}}"#), "members ");
    assert_eq!(names(&schema["properties"]["placements"]["properties"]), placements);
    let of = |counts: Value| check(&json!({ "counts": counts }).to_string(), None).unwrap_err().to_string();
    let plan = |counts: Value| {
        let text = json!({ "counts": counts }).to_string();
        nearside::counts::plan::Plan::from_config(&text, &["Tea".to_owned()]).unwrap_err().to_string()
    };
    let counts = &schema["properties"]["counts"];
    assert_eq!(names(&counts["properties"]), listed(&plan(json!({"no-such": 1})), "may have "));
    let questions = &counts["properties"]["questions"];
    let asked = plan(json!({"questions": {"no-such": {"purpose": "p"}}}));
    for name in names(&questions["properties"]) {
        assert!(asked.contains(&name), "{name} is no question: {asked}");
        let member = plan(json!({"questions": {name.clone(): {"no-such": 1}}}));
        assert_eq!(names(&questions["properties"][&name]["properties"]), listed(&member, "may have "), "{name}");
    }
    assert_eq!(asked.matches("category.").count(), 4);
    for (pattern, name) in [("^arm\\.[a-z0-9-]{1,32}$", "arm.x"), ("^paired\\.[a-z0-9-]{1,32}$", "paired.x")] {
        let member = plan(json!({"questions": {name: {"no-such": 1}}}));
        let of_schema = names(&questions["patternProperties"][pattern]["properties"]);
        assert_eq!(of_schema, listed(&member, "may have "), "{name}");
    }
    assert!(of(json!({"questions": {"funnel": {"purpose": "p", "no-such": 1}}})).contains("no-such"));
}

#[test]
fn constants_of_the_score_have_their_ranges_and_where_they_start() {
    let of_schema = &schema()["properties"]["ranking"]["properties"];
    assert_eq!(of_schema.as_object().unwrap().len(), Weights::all().count());
    for (name, [start, least, most]) in Weights::all() {
        let one = &of_schema[name];
        assert_eq!(
            (&one["default"], &one["minimum"], &one["maximum"]),
            (&json!(start), &json!(least), &json!(most)),
            "{name}"
        );
    }
}

/// Every member with its path, through lists, choices and references.
fn walk(root: &Value, of: &Value, path: &str, see: &mut dyn FnMut(&str, &Value)) {
    if let Some(name) = of["$ref"].as_str() {
        return walk(root, root.pointer(name.trim_start_matches('#')).unwrap(), path, see);
    }
    see(path, of);
    for (name, inner) in of["properties"].as_object().into_iter().flatten() {
        let target = inner["$ref"].as_str().map_or(inner, |name| root.pointer(name.trim_start_matches('#')).unwrap());
        let described = [inner, target].iter().any(|one| one["description"].is_string());
        assert!(described || target == &root["$defs"]["rules"], "{path}.{name} is not described");
        walk(root, inner, &format!("{path}.{name}"), see);
    }
    for inner in of["anyOf"].as_array().into_iter().flatten().chain(of.get("items")) {
        walk(root, inner, path, see);
    }
}

#[test]
fn every_member_is_described_and_what_it_says_by_default_or_example_is_accepted() {
    let root = schema();
    let mut seen = 0;
    walk(&root, &root, "", &mut |path, of| {
        let names: Vec<&str> = path.split('.').skip(1).collect();
        let is_rules = names.first() == Some(&"placements") && names.len() == 2;
        if path.is_empty() || is_rules {
            return;
        }
        seen += 1;
        // `category.view` is one name.
        if names.iter().any(|name| ["view", "click", "cart", "purchase", "category"].contains(name)) {
            return;
        }
        let examples = of["examples"].as_array().cloned().unwrap_or_default();
        for value in examples.into_iter().chain(of.get("default").cloned()) {
            let rest: &[(&str, Value)] = match names[..] {
                ["counts", ..] if names.len() > 1 && names[1] != "questions" => {
                    &[("questions", json!({"funnel": {"purpose": "p"}}))]
                }
                _ => &[],
            };
            let mut config = value.clone();
            for (depth, name) in names.iter().enumerate().rev() {
                config = json!({ *name: config });
                if depth == 1 {
                    for (name, value) in rest {
                        config[*name] = value.clone();
                    }
                }
            }
            // What is only whole with its neighbors is tried where it is.
            let parts =
                ["purpose", "outcome", "by", "where", "promoted", "at", "id", "group", "date", "text", "categories"];
            if !parts.contains(names.last().unwrap()) {
                if let Err(error) = check(&config.to_string(), None) {
                    panic!("{config}: {error}");
                }
            }
        }
    });
    assert!(seen > 100, "{seen}");
}

#[test]
fn a_fault_is_told_with_its_place() {
    for (config, words) in [
        (json!({"about": {"adress": "x"}}), "about has no member \"adress\"; there are address"),
        (json!({"changes": [{"date": "2026-02-30", "text": "x"}]}), "2026-02-30"),
        (
            json!({"placements": {"home": {"boost": {"where": "in_stock", "by": 2, "weight": 3}}}}),
            "placements.home.boost has no member \"weight\"",
        ),
        (json!({"placements": {"home": {"filter": "in_stock &&"}}}), "placements.home.filter at character"),
        (json!({"sensitive": ["!no theme"]}), "no theme"),
        (json!({"counts": {"questions": {"reach": {"purpose": "p", "categories": ["Tea"]}}}}), "names \"Tea\""),
    ] {
        let error = check(&config.to_string(), Some(&["Pots".to_owned()])).unwrap_err();
        assert!(error.to_string().contains(words), "{error}\ndoes not hold: {words}");
    }
    assert!(check("\u{feff}{\"shop\": \"Tea\"}", None).is_ok());
    for (text, line) in [("{", "line 1"), ("{\n \"shop\": \"Tea\",\n \"contact\"\n}", "line 4"), ("{\r\n]", "line 2")] {
        assert!(check(text, None).is_err_and(|error| error.to_string().ends_with(line)), "{text:?}");
    }
}
