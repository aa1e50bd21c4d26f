//! `nearside eval`: what personal picks would have done for a shop, measured on its own orders and sessions with the
//! shipped scoring, beside known methods. See `docs/quality.md` for splits, measures and sources.
//!
//! - `orders`, `levels`, `shop`: reading. `split`: what is hidden. `method`, `shipped`, `baselines`: who is asked.
//! - `tasks`, `measure`, `metrics`: the questions and what answers are worth. `report`: tables and JSON.
//!
//! Not here: anything that the browser runs.

mod baselines;
mod levels;
mod measure;
mod mersenne;
mod method;
mod metrics;
mod orders;
mod parallel;
mod progress;
mod report;
mod shipped;
mod shop;
mod split;
mod tasks;

use clap::Args;
use nearside::policy::Policy;
use nearside::{Code, Error, Result};
use serde_json::{json, Map, Value};
use std::io::Write;
use std::path::PathBuf;

/// What `eval` is asked for.
#[derive(Args)]
pub struct Arguments {
    /// The product feed (the same as --feed)
    feed: Option<PathBuf>,
    /// The file of orders (the same as --baskets)
    baskets: Option<PathBuf>,
    /// Orders, one a line: TSV with the columns buyer, day, items; may be compressed (.gz)
    #[arg(long = "baskets", value_name = "FILE", conflicts_with = "baskets")]
    baskets_file: Option<PathBuf>,
    /// The product feed; without one, items are only ids
    #[arg(long = "feed", value_name = "FEED", conflicts_with = "feed")]
    feed_file: Option<PathBuf>,
    /// A table with the columns product_id, department, product_category and product_type: measures types and
    /// categories too
    #[arg(long, value_name = "FILE")]
    levels: Option<PathBuf>,
    /// Count only buyers with at least this many baskets
    #[arg(long, default_value_t = 5)]
    at_least: usize,
    /// Hide the second last basket and leave the last one out: for choosing constants
    #[arg(long)]
    validation: bool,
    /// Known methods to measure beside ours: all, none, or names with commas between
    #[arg(long, default_value = "all")]
    baselines: String,
    /// What to measure of orders: all, or some of product, type, category, cart, short with commas between
    #[arg(long, default_value = "all")]
    only: String,
    /// Move a constant of the score, as "ranking" in nearside.json does; may be given several times
    #[arg(long = "set", value_name = "NAME=VALUE")]
    sets: Vec<String>,
    /// Print one JSON object instead of a table
    #[arg(long)]
    json: bool,
}

/// The names in a list such as `a,b`; `all` and `none` are words for lists too.
fn names(option: &str, given: &str, known: &[&str]) -> Result<Vec<String>> {
    let wanted: Vec<&str> = match given {
        "all" => known.to_vec(),
        "none" => Vec::new(),
        names => names.split(',').map(str::trim).collect(),
    };
    match wanted.iter().find(|name| !known.contains(name)) {
        None => Ok(wanted.into_iter().map(str::to_owned).collect()),
        Some(name) => {
            let why = format!("--{option}: there is no \"{name}\"; there are all, none, {}", known.join(", "));
            Err(Error::new(Code::BadOption, why))
        }
    }
}

/// The default policy with some constants of the score moved.
fn policy(sets: &[String]) -> Result<Policy> {
    let mut ranking = Map::new();
    for set in sets {
        let moved = set.split_once('=').and_then(|(name, value)| Some((name, value.parse::<u32>().ok()?)));
        let Some((name, value)) = moved else {
            return Err(Error::new(Code::BadOption, format!("--set {set}: it must be NAME=VALUE, a whole number")));
        };
        ranking.insert(name.to_owned(), value.into());
    }
    Policy::from_json(&json!({ "ranking": ranking }).to_string())
}

/// Measures what files are given for, and prints it.
pub fn run(args: &Arguments) -> Result<()> {
    let wanted = measure::Wanted {
        policy: policy(&args.sets)?,
        validation: args.validation,
        methods: names("baselines", &args.baselines, &baselines::ORDERS)?,
        parts: names("only", &args.only, &measure::PARTS)?,
    };
    let baskets = args.baskets.as_ref().or(args.baskets_file.as_ref());
    let feed = args.feed.as_ref().or(args.feed_file.as_ref());
    let Some(baskets) = baskets else {
        return Err(Error::new(Code::BadOption, "nothing to measure: give --baskets FILE"));
    };
    let progress = progress::Progress::new();
    let paths = shop::Paths { orders: baskets, feed: feed.map(|p| &**p), levels: args.levels.as_deref() };
    let levels = shop::read(&paths, args.at_least, &progress)?;
    let measured = measure::orders(&levels, &wanted, &progress)?;
    progress.done();
    let text = if args.json {
        let mut all = Map::new();
        all.insert("cj".to_owned(), report::orders_json(&measured.ours));
        let known = measured
            .baselines
            .iter()
            .map(|(name, quality)| (name.clone(), json!({"cj": report::orders_json(quality)})));
        all.insert("baselines".to_owned(), Value::Object(known.collect()));
        Value::Object(all).to_string() + "\n"
    } else {
        report::orders_text(&measured, args.validation)
    };
    // A reader that stops reading (`| head`) is no fault.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(())
}
