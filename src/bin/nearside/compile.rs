//! `nearside compile`: a feed into catalog.nsc.

use crate::files;
use crate::show::Show;
use flate2::{write::GzEncoder, Compression};
use nearside::catalog::compile::{compile, Options};
use nearside::catalog::report::Report;
use nearside::{Code, Error, Result};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What `compile` is asked for.
#[derive(clap::Args)]
pub struct Arguments {
    /// The product feed: Google product data as TSV or as RSS or Atom XML; may be compressed (.gz)
    feed: PathBuf,
    /// Where the catalog goes
    #[arg(short, long, default_value = "catalog.nsc")]
    output: PathBuf,
    /// Anonymous orders, one a line: TSV with the columns buyer, day, items; may be compressed (.gz)
    #[arg(long)]
    baskets: Option<PathBuf>,
    /// The merchant's nearside.json (its `sensitive` list is read)
    #[arg(long)]
    config: Option<PathBuf>,
    /// Neighbors of each item at most; 0 leaves the table out
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(0..=1000))]
    neighbors: u16,
    /// Leave titles, links and images out
    #[arg(long)]
    no_cards: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// Compiles, writes the file, prints the report.
pub fn run(arguments: &Arguments) -> Result<()> {
    let start = Instant::now();
    let options = Options {
        neighbors: arguments.neighbors.into(),
        cards: !arguments.no_cards,
        sensitive: files::sensitive(arguments.config.as_deref())?,
    };
    let (bytes, report) = read(&arguments.feed, arguments.baskets.as_deref(), &options)?;
    files::write_whole(&arguments.output, &bytes)?;
    print(&report, arguments.json)?;
    if !arguments.json {
        println!("\n{} written in {:.1} s", arguments.output.display(), start.elapsed().as_secs_f64());
    }
    Ok(())
}

/// Compiles in memory, with a progress bar, and measures the sections.
pub fn read(feed: &Path, baskets: Option<&Path>, options: &Options) -> Result<(Vec<u8>, Report)> {
    let mut show = Show::new(false);
    let watch = show.watch();
    let baskets = baskets.map(|path| files::open(path, &watch)).transpose()?;
    let feed = files::open(feed, &watch)?;
    let compiled = compile(feed, baskets, options, &mut |progress| show.step(progress));
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
