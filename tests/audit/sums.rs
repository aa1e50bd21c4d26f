//! A collector under load from this machine, and one that is killed again and again. Not here: bounds.

use crate::collector::{folder, Collector};
use crate::load::{asks, flood, held, traces_in, ASKS};
use serde_json::{json, Value};
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
    let files: u64 = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum();
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
