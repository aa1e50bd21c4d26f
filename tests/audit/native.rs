//! `cargo run --release --example audit -- PART …`: what the audit of the counts asks of the native build. Prints one line
//! of JSON. Not here: bounds, and what is asked of the browser's half (`scripts/audit`).
#![cfg(not(target_arch = "wasm32"))]

#[cfg(all(feature = "cli", unix))]
#[path = "../common/collector.rs"]
mod collector;
#[path = "../common/counts.rs"]
mod common;
#[path = "../common/estimates.rs"]
mod estimates;
#[path = "../common/flow.rs"]
mod flow;
#[path = "../common/fuzz.rs"]
mod fuzz;
#[path = "../common/law.rs"]
mod law;
#[cfg(all(feature = "cli", unix))]
#[path = "../common/load.rs"]
mod load;
#[cfg(all(feature = "cli", unix))]
mod sums;

use common::Splitmix;
use law::*;
use nearside::counts::Odds;
use serde_json::{json, Value};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse::<u64>().ok()).expect("a number");
    let answer = match arguments.first().map(String::as_str) {
        Some("enumeration") => enumeration(&[2, 4, 8, 12, 16]),
        Some("short-enumeration") => enumeration(&[2, 4, 8]),
        Some("flow") => whole_flow(),
        Some("ledger") => ledger(number(1), number(2)),
        Some("estimator") => estimator(number(1), number(2)),
        #[cfg(all(feature = "cli", unix))]
        Some("load") => sums::load(number(1)),
        #[cfg(all(feature = "cli", unix))]
        Some("killed") => sums::killed(number(1)),
        #[cfg(all(feature = "cli", unix))]
        Some("wire") => sums::wire(number(1), &arguments[2]),
        part => panic!("there is no part {part:?}"),
    };
    println!("{answer}");
}

/// The proof for these sizes at three to one. With a fault: the check that found it, and nothing else.
fn enumeration(sizes: &[u16]) -> Value {
    let failed = |size: u16, fault: Fault| json!({ "d": size, "check": fault.check(), "fault": format!("{fault:?}") });
    let mut domains = Vec::new();
    let mut faults = Vec::new();
    for &size in sizes {
        let domain = domain(size, Odds::Three);
        match laws(domain).and_then(|laws| prove(domain, &laws)) {
            Ok(proof) => domains.push(json!({
                "d": size, "max_ratio": proof.odds.to_string(), "tv": proof.apart.to_string(),
                "total": proof.total.to_string(), "weight": proof.weight, "reports": proof.reports,
            })),
            Err(fault) => faults.push(failed(size, fault)),
        }
    }
    faults.extend(below_is_uniform().err().map(|fault| failed(0, fault)));
    json!({ "domains": domains, "below": 255, "faults": faults })
}

/// How well estimates hit and intervals hold, over so many runs of so many reports.
fn estimator(runs: u64, reports: u64) -> Value {
    let domain = domain(32, Odds::Three);
    let found = estimates::estimates(domain, runs, reports, &mut Splitmix(1));
    let differences = estimates::differences(5 * runs, reports, &mut Splitmix(4));
    let (shares, contrasts) = estimates::ratios(5 * runs, reports, &mut Splitmix(5));
    json!({
        "runs": runs, "reports": reports, "intervals": runs * 32, "z_mean": found.mean, "z_sd": found.deviation,
        "coverage": found.coverage, "differences": differences, "contrasts": contrasts, "shares": shares,
    })
}

/// The proof of the whole flow, from the log to what a server sees.
fn whole_flow() -> Value {
    match flow::prove() {
        Ok(proof) => json!({ "max_ratio": proof.odds.to_string(), "outcomes": proof.outcomes, "faults": [] }),
        Err(flow::Wrong(check)) => json!({ "faults": [{ "check": check }] }),
    }
}

/// So many browsers for so many days.
fn ledger(browsers: u64, days: u64) -> Value {
    let found = fuzz::fuzz(browsers, days as u32, true);
    json!({
        "browsers": browsers, "days": days, "pages": found.pages, "sent": found.sent, "races": found.races,
        "crashes": found.crashes, "no_coins": found.no_coins, "most": found.most, "violations": found.violations,
        "faults": found.why.iter().map(|why| json!({ "check": why })).collect::<Vec<_>>(),
    })
}
