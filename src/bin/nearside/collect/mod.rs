//! `nearside collect`: receives anonymous reports and keeps nothing but sums; shows what they tell. Not here: what a
//! report is (`counts`).
//!
//! No address, header or body of a request is written anywhere, and there is no log of requests.

mod server;
mod store;

use crate::files;
use nearside::catalog::Catalog;
use nearside::counts::plan::{categories, Plan};
use nearside::day::Day;
use nearside::{Code, Error, Result};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// What `collect` is asked for.
#[derive(clap::Args)]
pub struct Arguments {
    /// The merchant's nearside.json, whose member "counts" says what is asked
    #[arg(long, default_value = "nearside.json")]
    config: PathBuf,
    /// The catalog that shoppers load; needed for questions by category
    #[arg(long)]
    catalog: Option<PathBuf>,
    /// Where the sums are kept: one file, or a PostgreSQL database as postgres://user@host/name (password in PGPASSWORD)
    #[arg(long, default_value = "counts.db")]
    store: String,
    /// Where reports are received; let the shop's own server pass the endpoint's path on to it
    #[arg(long, default_value = "127.0.0.1:4318")]
    listen: SocketAddr,
    /// Where the totals can be seen, as a page and as /counts.json; "off" for nowhere
    #[arg(long, default_value = "127.0.0.1:4319", value_parser = address)]
    show: Show,
    /// Connections at once, at most; more have to wait
    #[arg(long, default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    connections: u32,
    /// Reports that may wait to be written; more are answered 503
    #[arg(long, default_value_t = 4096, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    queue: u32,
}

/// An address, or nowhere.
#[derive(Clone, Copy)]
struct Show(Option<SocketAddr>);

fn address(text: &str) -> std::result::Result<Show, String> {
    if text == "off" {
        return Ok(Show(None));
    }
    text.parse().map(|address| Show(Some(address))).map_err(|_| "it is \"off\" or an address as 127.0.0.1:4319".into())
}

/// The UTC day by this machine's clock.
pub(crate) fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Day(u32::try_from(since.as_secs() / 86_400).unwrap_or(u32::MAX))
}

/// The plan in `nearside.json`, and the whole file checked as the browser will.
fn plan(config: &Path, catalog: Option<&Path>) -> Result<Plan> {
    let text = files::config(config)?;
    let catalog = catalog
        .map(|path| {
            let bytes = std::fs::read(path)
                .map_err(|error| Error::new(Code::CatalogMissing, format!("{}: {error}", path.display())))?;
            Catalog::open(bytes)
        })
        .transpose()?;
    let categories = catalog.as_ref().map(categories).unwrap_or_default();
    Plan::from_config(&text, &categories)?.ok_or_else(|| {
        Error::new(Code::BadConfig, format!("{} has no member \"counts\": nothing is asked", config.display()))
    })
}

/// Receives until it is told to stop.
pub fn run(arguments: &Arguments) -> Result<()> {
    if today() < Day::FIRST {
        return Err(Error::new(Code::BadOption, "this machine's clock is not set"));
    }
    let plan = plan(&arguments.config, arguments.catalog.as_deref())?;
    let (store, keeper) = store::open(&arguments.store, &plan, today(), arguments.queue as usize)?;
    let keeper = std::thread::spawn(move || keeper.work());
    let done = server::run(plan, store, arguments.listen, arguments.show.0, arguments.connections as usize);
    // Everything that was received is written before the end.
    keeper.join().map_err(|_| Error::new(Code::Internal, "the store stopped"))?;
    done
}
