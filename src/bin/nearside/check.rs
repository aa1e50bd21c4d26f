//! `nearside check`: what could be better in a feed and in nearside.json, with the report of `compile`, without a catalog.

use crate::compile::{print, read};
use crate::files;
use nearside::catalog::compile::Options;
use nearside::catalog::findings::Weight;
use nearside::catalog::product::Currency;
use nearside::Result;
use std::path::PathBuf;

/// What `check` is asked for.
#[derive(clap::Args)]
pub struct Arguments {
    /// The product feed, of any kind that docs/feeds.md lists; may be compressed (.gz)
    #[arg(required_unless_present = "config")]
    feed: Option<PathBuf>,
    /// Anonymous orders, one a line: TSV with the columns buyer, day, items; may be compressed (.gz)
    #[arg(long, requires = "feed")]
    baskets: Option<PathBuf>,
    /// Anonymous click sessions, one click a line: SessionId, ItemId, Time (with tabs or commas); may be compressed (.gz)
    #[arg(long, requires = "feed")]
    sessions: Option<PathBuf>,
    /// The currency of prices that name none, such as EUR: exports of Shopify and WooCommerce do not say it
    #[arg(long, value_parser = files::currency, requires = "feed")]
    currency: Option<Currency>,
    /// The merchant's nearside.json: all of it is checked
    #[arg(long)]
    config: Option<PathBuf>,
    /// Warnings fail, too
    #[arg(long)]
    strict: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// Compiles in memory and prints report and findings; whether all is well.
pub fn run(arguments: &Arguments) -> Result<bool> {
    let config = arguments.config.as_deref().map(files::checked).transpose()?;
    let Some(feed) = &arguments.feed else {
        println!("{} says what it may say", arguments.config.as_deref().unwrap_or(std::path::Path::new("")).display());
        return Ok(true);
    };
    let sensitive = config.as_ref().map(|(config, _)| config.sensitive.clone()).unwrap_or_default();
    let options = Options { sensitive, currency: arguments.currency, advise: true, ..Options::default() };
    let (baskets, sessions) = (arguments.baskets.as_deref(), arguments.sessions.as_deref());
    let (catalog, report) = read(feed, baskets, sessions, &options, None)?;
    if let (Some((_, text)), Some(path)) = (&config, &arguments.config) {
        files::fits(path, text, catalog)?;
    }
    print(&report, arguments.json)?;
    let fails = report.weighing(Weight::Error) + if arguments.strict { report.weighing(Weight::Warning) } else { 0 };
    Ok(fails == 0)
}
