//! `nearside compile`: a feed into catalog.nsc.

use crate::files;
use crate::show::Show;
use flate2::{write::GzEncoder, Compression};
use nearside::catalog::compile::{compile_all, Options};
use nearside::catalog::product::Currency;
use nearside::catalog::report::Report;
use nearside::catalog::shards::{Cut, Put};
use nearside::{Code, Error, Result};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What `compile` is asked for.
#[derive(clap::Args)]
pub struct Arguments {
    /// The product feed, of any kind that docs/feeds.md lists; may be compressed (.gz)
    feed: PathBuf,
    /// Where the catalog goes
    #[arg(short, long, default_value = "catalog.nsc")]
    output: PathBuf,
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
    /// Neighbors of each item at most, by baskets and by sessions; 0 leaves both tables out
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(0..=1000))]
    neighbors: u16,
    /// Bytes that both tables together may take; each item keeps its strongest
    #[arg(long)]
    table_bytes: Option<u64>,
    /// Leave titles, links and images out
    #[arg(long)]
    no_cards: bool,
    /// Leave handles, SKUs and variants' numbers out: pages must name products by the catalog's own ids
    #[arg(long)]
    no_names: bool,
    /// Cut a large catalog into a head and about so many shards, beside it; "auto" cuts only what is too large
    #[arg(long, value_name = "N|auto", value_parser = shards)]
    shards: Option<Shards>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// How many shards; `None` as many as it takes.
#[derive(Clone, Copy)]
struct Shards(Option<usize>);

fn shards(text: &str) -> std::result::Result<Shards, String> {
    match text.parse() {
        _ if text == "auto" => Ok(Shards(None)),
        Ok(number @ 1..=10_000) => Ok(Shards(Some(number))),
        _ => Err("it is \"auto\" or a whole number from 1 to 10000".to_owned()),
    }
}

/// Compiles, writes the file, prints the report.
pub fn run(arguments: &Arguments) -> Result<()> {
    let start = Instant::now();
    let options = Options {
        neighbors: arguments.neighbors.into(),
        table_bytes: arguments.table_bytes.unwrap_or(u64::MAX),
        cards: !arguments.no_cards,
        sensitive: files::sensitive(arguments.config.as_deref())?,
        themes: true,
        currency: arguments.currency,
        names: !arguments.no_names,
        advise: false,
    };
    let cut = arguments.shards.map(|Shards(shards)| {
        let stem = arguments.output.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Cut { stem, shards }
    });
    // Shards first: a head must never be met without them.
    let mut put = |name: &str, bytes: Vec<u8>| files::write_whole(&arguments.output.with_file_name(name), &bytes);
    let cut: Option<(&Cut, Put<'_>)> = match &cut {
        Some(cut) => Some((cut, &mut put)),
        None => None,
    };
    let (baskets, sessions) = (arguments.baskets.as_deref(), arguments.sessions.as_deref());
    let (bytes, report) = read(&arguments.feed, baskets, sessions, &options, cut)?;
    files::write_whole(&arguments.output, &bytes)?;
    print(&report, arguments.json)?;
    if !arguments.json {
        println!("\n{} written in {:.1} s", arguments.output.display(), start.elapsed().as_secs_f64());
    }
    Ok(())
}

/// Compiles in memory, with a progress bar, and measures the sections.
pub fn read(
    feed: &Path,
    baskets: Option<&Path>,
    sessions: Option<&Path>,
    options: &Options,
    cut: Option<(&Cut, Put<'_>)>,
) -> Result<(Vec<u8>, Report)> {
    let mut show = Show::new(false);
    let watch = show.watch();
    let baskets = baskets.map(|path| files::open(path, &watch)).transpose()?;
    let sessions = sessions.map(|path| files::open(path, &watch)).transpose()?;
    let feed = files::open(feed, &watch)?;
    let compiled = compile_all(feed, baskets, sessions, options, cut, &mut |progress| show.step(progress));
    show.done();
    let (bytes, mut report) = compiled?;
    report.weigh(&bytes, &mut gzip);
    Ok((bytes, report))
}

/// Prints a report on standard output.
pub fn print(report: &Report, json: bool) -> Result<()> {
    let text = if json {
        serde_json::to_string_pretty(report).map_err(|error| Error::new(Code::Internal, error.to_string()))? + "\n"
    } else {
        report.text()
    };
    // A reader that stops reading (`| head`) is no fault.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(())
}

fn gzip(bytes: &[u8]) -> u64 {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).and_then(|()| out.finish()).map_or(0, |out| out.len() as u64)
}
