//! A collector under load from this machine, one that is killed again and again, and one whose sums others have to match.
//! Not here: bounds.

use crate::collector::{folder, nearside, today, Collector};
use crate::common::{report, Splitmix};
use crate::load::{add, asks, body, flood, held, rows, traces_in, Rows, ASKS};
use nearside::catalog::Catalog;
use nearside::counts::plan::{categories, Plan};
use serde_json::{json, Value};
use std::fs;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// Connections at once.
const CONNECTIONS: u64 = 256;

/// So many seconds on many connections.
pub fn load(seconds: u64) -> Value {
    let folder = folder("audit-load", ASKS);
    let plan = asks();
    let mut collector = Collector::start(&folder, &["--show", "off"]);
    let counts = [const { AtomicU64::new(0) }; 3];
    let stop = AtomicBool::new(false);
    let numbers = || [0, 1, 2].map(|k: usize| counts[k].load(Ordering::SeqCst));
    std::thread::scope(|scope| {
        flood(scope, &plan, collector.reports, CONNECTIONS, &counts, &stop);
        std::thread::sleep(Duration::from_secs(seconds));
        stop.store(true, Ordering::Relaxed);
    });
    let ended = collector.signal("-TERM").code();
    let [sent, acknowledged, later] = numbers();
    let files: u64 = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum();
    json!({
        "sent": sent, "acknowledged": acknowledged, "later": later, "counted": held(&folder), "ended": ended,
        "rows": Collector::rows(&folder).len(), "traces": traces_in(&folder), "bytes": files, "seconds": seconds,
    })
}

/// Killed so many times in the middle.
pub fn killed(rounds: u64) -> Value {
    let folder = folder("audit-killed", ASKS);
    let plan = asks();
    let counts = [const { AtomicU64::new(0) }; 3];
    let numbers = || [0, 1].map(|k: usize| counts[k].load(Ordering::SeqCst));
    let (mut inflated, mut lost) = (0, 0);
    for round in 0..rounds {
        let mut collector = Collector::start(&folder, &["--show", "off"]);
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let before = numbers()[1];
            flood(scope, &plan, collector.reports, 16, &counts, &stop);
            while numbers()[1] < before + 200 + 37 * round {
                std::thread::sleep(Duration::from_millis(1));
            }
            collector.signal("-KILL");
        });
        let [sent, kept] = numbers();
        let held = held(&folder);
        inflated = inflated.max(held.saturating_sub(sent));
        lost = lost.max(kept.saturating_sub(held));
    }
    let [sent, acknowledged] = numbers();
    json!({
        "rounds": rounds, "sent": sent, "acknowledged": acknowledged, "counted": held(&folder), "inflated": inflated,
        "lost": lost, "traces": traces_in(&folder),
    })
}

/// As many reports to questions of 2, 4 and 64 cells: their bodies go to this file, each behind its length, and to a
/// collector. Gives what was sent and what it counted, as question, arm, day, cell (−1: reports), number.
pub fn wire(reports: u64, bodies: &str) -> Value {
    let config = ASKS.replace("\"funnel\"", "\"category.purchase\": {\"purpose\": \"What is bought\"}, \"funnel\"");
    let folder = folder("audit-wire", &config);
    let mut feed = "id\ttitle\tproduct_type\n".to_owned();
    for category in 0..63 {
        feed += &format!("{category}\tthing {category}\tDepartment {category:02} > Shelf\n");
    }
    fs::write(folder.join("feed.tsv"), feed).unwrap();
    let compiled = nearside(&folder).args(["compile", "feed.tsv", "--config", "nearside.json"]).output().unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let catalog = Catalog::open(fs::read(folder.join("catalog.nsc")).unwrap()).unwrap();
    let plan = Plan::from_config(&config, &categories(&catalog)).unwrap().unwrap();

    let mut collector = Collector::start(&folder, &["--show", "off", "--catalog", "catalog.nsc"]);
    let (mut client, mut coins, today) = (collector.client(), Splitmix(17), today());
    let (mut wanted, mut all) = (Rows::new(), Vec::new());
    for at in 0..reports {
        let day = if at % 5 == 0 { nearside::day::Day(today.0 - 1) } else { today };
        let sent = report(&plan, (at % 4) as usize, at % 8 > 3, &mut coins, day);
        let bytes = body(&plan, &sent);
        assert_eq!(client.post(&bytes).unwrap().status, 200);
        all.extend((bytes.len() as u32).to_le_bytes());
        all.extend(bytes);
        add(&mut wanted, &plan, &sent);
    }
    assert_eq!(collector.signal("-TERM").code(), Some(0));
    fs::write(bodies, all).unwrap();
    let list = |rows: &Rows| {
        let rows = rows.iter().map(|((question, arm, day, cell), number)| json!([question, arm, day, cell, number]));
        rows.collect::<Vec<_>>()
    };
    json!({ "sent": list(&wanted), "collected": list(&rows(&folder)) })
}
