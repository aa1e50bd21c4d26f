//! `nearside eval`: what personal picks would have done for a shop, measured on its own orders and sessions with the
//! shipped scoring, beside known methods. See `docs/quality.md` for splits, measures and sources.
//!
//! - `orders`, `levels`, `shop`: reading. `split`: what is hidden. `method`, `shipped`, `baselines`: who is asked.
//! - `tasks`, `measure`, `metrics`: the questions about orders and what answers are worth; `sessions`, `clicks`: the same
//!   about clicks. `reference`: our scores again in floats.
//! - `report`: tables and JSON. `plot`: a picture.
//!
//! Not here: anything that the browser runs.

mod baselines;
mod clicks;
mod levels;
mod measure;
mod mersenne;
mod method;
mod metrics;
mod orders;
mod parallel;
mod plot;
mod progress;
mod reference;
mod report;
mod sessions;
mod shipped;
mod shop;
mod split;
mod tasks;

use crate::files;
use clap::Args;
use measure::Wanted;
use nearside::policy::Policy;
use nearside::{Code, Error, Result};
use progress::Progress;
use serde_json::{json, Map};
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
    /// What to measure of orders: all, or some of product, type, category, cart, short, floats with commas between
    #[arg(long, default_value = "all")]
    only: String,
    /// Move a constant of the score, as "ranking" in nearside.json does; may be given several times
    #[arg(long = "set", value_name = "NAME=VALUE")]
    sets: Vec<String>,
    /// Two files of sessions, to learn from and to ask about: TSV with the columns SessionId, ItemId, Time; may be
    /// compressed (.gz)
    #[arg(long, num_args = 2, value_names = ["TRAIN", "TEST"])]
    sessions: Option<Vec<PathBuf>>,
    /// Sessions: the open item may be recommended again
    #[arg(long)]
    repeats: bool,
    /// Draw the results as an SVG file
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
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
    let progress = Progress::new();
    let known: Vec<&str> = baselines::ORDERS.iter().chain(&baselines::SESSIONS[1..]).copied().collect();
    let policy = policy(&args.sets)?;
    let methods = names("baselines", &args.baselines, &known)?;
    let of_orders = args.baskets.as_ref().or(args.baskets_file.as_ref()).map(|orders| {
        let feed = args.feed.as_ref().or(args.feed_file.as_ref());
        let wanted = Wanted {
            policy: policy.clone(),
            validation: args.validation,
            methods: methods.iter().filter(|name| baselines::ORDERS.contains(&&***name)).cloned().collect(),
            parts: names("only", &args.only, &measure::PARTS)?,
        };
        let paths = shop::Paths { orders, feed: feed.map(|path| &**path), levels: args.levels.as_deref() };
        let levels = shop::read(&paths, args.at_least, &progress)?;
        measure::orders(&levels, &wanted, &progress)
    });
    let of_orders = of_orders.transpose()?;
    let of_sessions =
        args.sessions.as_ref().map(|paths| clicks::measure(paths, args.repeats, &policy, &methods, &progress));
    let of_sessions = of_sessions.transpose()?;
    progress.done();
    if of_orders.is_none() && of_sessions.is_none() {
        let why =
            "nothing to measure: give orders (--baskets FILE, and --feed FEED if you like) or --sessions TRAIN TEST";
        return Err(Error::new(Code::BadOption, why));
    }
    let text = if args.json {
        report::json(of_orders.as_ref(), of_sessions.as_ref()).to_string() + "\n"
    } else {
        report::text(of_orders.as_ref(), of_sessions.as_ref(), args.validation)
    };
    // A reader that stops reading (`| head`) is no fault.
    let _ = std::io::stdout().write_all(text.as_bytes());
    if let Some(path) = &args.plot {
        files::write_whole(path, plot::draw(of_orders.as_ref(), of_sessions.as_ref()).as_bytes())?;
    }
    Ok(())
}
