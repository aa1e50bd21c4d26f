//! `nearside check`: the report of `compile`, without the file.

use crate::compile::{print, read};
use crate::files;
use nearside::catalog::compile::Options;
use nearside::catalog::product::Currency;
use nearside::Result;
use std::path::PathBuf;

/// What `check` is asked for.
#[derive(clap::Args)]
pub struct Arguments {
    /// The product feed, of any kind that docs/feeds.md lists; may be compressed (.gz)
    feed: PathBuf,
    /// Anonymous orders, one a line: TSV with the columns buyer, day, items; may be compressed (.gz)
    #[arg(long)]
    baskets: Option<PathBuf>,
    /// Anonymous click sessions, one click a line: SessionId, ItemId, Time (with tabs or commas); may be compressed (.gz)
    #[arg(long)]
    sessions: Option<PathBuf>,
    /// The currency of prices that name none, such as EUR: exports of Shopify and WooCommerce do not say it
    #[arg(long, value_parser = files::currency)]
    currency: Option<Currency>,
    /// The merchant's nearside.json (its `sensitive` list is read)
    #[arg(long)]
    config: Option<PathBuf>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// Compiles in memory and prints the report.
pub fn run(arguments: &Arguments) -> Result<()> {
    let sensitive = files::sensitive(arguments.config.as_deref())?;
    let options = Options { sensitive, currency: arguments.currency, ..Options::default() };
    let (baskets, sessions) = (arguments.baskets.as_deref(), arguments.sessions.as_deref());
    let (_, report) = read(&arguments.feed, baskets, sessions, &options, None)?;
    print(&report, arguments.json)
}
