//! `cargo run --release --features cli --example native -- NAME CATALOG VIEWED …`: the same code natively, and how quickly this
//! machine reads memory at all. VIEWED is a JSON list of ids. Prints one line of JSON. What it asks, how often and in
//! which order is what `measure.mjs` does. Not here: the same in WebAssembly (`measure.mjs`).

use nearside::catalog::Catalog;
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::Engine;
use nearside::policy::Policy;
use nearside::signal::Signal;
use nearside::store::MemoryStore;
use std::hint::black_box;
use std::time::Instant;

/// 2026-11-22, as in `ours.mjs`.
const TODAY: Day = Day(20_779);
/// The list that `ours.mjs` asks for.
const PLAIN: &str = r#"{"count":24,"diversity":0,"explore":false}"#;
/// The shop's configuration, as there.
const CONFIG: &str = r#"{"ranking":{"next_revisit":0}}"#;
/// Lists before an engine knows its catalog, as in `measure.mjs`.
const FIRST_LISTS: usize = 7;
/// Engines of which the quickest counts for a full scan.
const FULL_SCANS: usize = 4;

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Milliseconds of one call: of three runs the lowest median.
fn timed(mut call: impl FnMut()) -> f64 {
    let mut medians = [0f64; 3];
    for slot in &mut medians {
        let (begun, mut times) = (Instant::now(), Vec::new());
        while times.len() < 5 || times.len() < 4_000 && begun.elapsed().as_millis() < 700 {
            let start = Instant::now();
            call();
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        *slot = median(&mut times);
    }
    medians.into_iter().fold(f64::MAX, f64::min)
}

/// Gigabytes a second that are read and summed, the best of some passes over 256 MB.
fn stream() -> f64 {
    let words: Vec<u64> = (0..32 << 20).collect();
    let passes = (0..7).map(|_| {
        let start = Instant::now();
        let mut lanes = [0u64; 16];
        for chunk in black_box(&words).chunks_exact(16) {
            for (lane, word) in lanes.iter_mut().zip(chunk) {
                *lane = lane.wrapping_add(*word);
            }
        }
        black_box(lanes);
        (words.len() * 8) as f64 / start.elapsed().as_secs_f64() / 1e9
    });
    passes.fold(0.0, f64::max)
}

/// An engine with a shopper, on these bytes.
fn open(catalog: &[u8], viewed: &[String]) -> nearside::error::Result<Engine<MemoryStore>> {
    let policy = Policy::from_json(CONFIG)?;
    let mut engine = Engine::new(Catalog::open(catalog.to_vec())?, policy, MemoryStore::default());
    engine.set_level(Level::Remember, TODAY);
    for id in viewed {
        engine.track(Signal::View, &[id], TODAY);
    }
    Ok(engine)
}

/// The top 24.
fn list(engine: &mut Engine<MemoryStore>) -> nearside::error::Result<()> {
    black_box(engine.ask("category", PLAIN, false, TODAY)).map(drop)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut shops = serde_json::Map::new();
    for shop in arguments.chunks_exact(3) {
        let viewed: Vec<String> = serde_json::from_str(&std::fs::read_to_string(&shop[2])?)?;
        let catalog = std::fs::read(&shop[1])?;
        let mut full = f64::MAX;
        for _ in 0..FULL_SCANS {
            let mut engine = open(&catalog, &viewed)?;
            list(&mut engine)?; // what the profile is worth is found here
            let mut times = Vec::new();
            for _ in 1..FIRST_LISTS {
                let start = Instant::now();
                list(&mut engine)?;
                times.push(start.elapsed().as_secs_f64() * 1000.0);
            }
            full = full.min(median(&mut times));
        }
        let mut engine = open(&catalog, &viewed)?;
        for _ in 0..FIRST_LISTS * 2 {
            list(&mut engine)?;
        }
        let ms = timed(|| drop(list(&mut engine)));
        shops.insert(shop[0].clone(), serde_json::json!({ "ms": ms, "ms_full_scan": full }));
    }
    println!("{}", serde_json::json!({ "shops": shops, "stream_gb_per_s": stream() }));
    Ok(())
}
