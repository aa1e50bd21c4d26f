//! Load on a collector, and what its store must hold after it. For `tests/collect.rs` and the audit.
#![allow(dead_code)]

use super::collector::{today, Client, Collector};
use super::common::{report, Splitmix};
use nearside::counts::otlp::{encode, Received};
use nearside::counts::*;
use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Questions that need no catalog.
pub const ASKS: &str = r#"{"shop": "x", "counts": {"questions": {
    "funnel": {"purpose": "How far visitors get"},
    "arm.picks": {"purpose": "Whether <b>picks</b> & \"lists\" help", "outcome": "ordered"},
    "paired.order": {"purpose": "Which order is better"}
}}}"#;

pub fn asks() -> Plan {
    Plan::from_config(ASKS, &[]).unwrap().unwrap()
}

pub fn body(plan: &Plan, sent: &Received) -> Vec<u8> {
    encode(&sent.report, plan.asked()[sent.place].name(), sent.arm, sent.day)
}

pub type Rows = BTreeMap<(String, String, u32, i64), i64>;

/// What the store must hold after these reports.
pub fn add(rows: &mut Rows, plan: &Plan, sent: &Received) {
    let asked = &plan.asked()[sent.place];
    let arm = sent.arm.map_or("", Arm::word);
    let mut put = |cell: i64, more: i64| {
        *rows.entry((asked.name().to_owned(), arm.to_owned(), sent.day.0, cell)).or_default() += more;
    };
    put(-1, 1);
    (0..asked.domain().size()).for_each(|cell| put(cell.into(), sent.report.shows(cell).into()));
}

pub fn rows(folder: &Path) -> Rows {
    Collector::rows(folder).into_iter().map(|(q, arm, day, cell, number)| ((q, arm, day, cell), number)).collect()
}

/// What a request may carry that must stand nowhere afterwards.
pub const TRACES: &str =
    "user-agent: Agent-4711/9 (SECRET)\r\ncookie: session=COOKIE-4711\r\nx-forwarded-for: 203.0.113.77\r\n\
     referer: https://shop.example/REFERER-4711\r\nauthorization: Basic AUTH-4711\r\n\
     content-type: application/x-protobuf\r\n";

/// Looks for traces of requests in every file of a folder: `trace in file`.
pub fn traces_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        for trace in ["4711", "SECRET", "203.0.113", "referer", "Agent", "127.0.0.1:5", "nearside.report"] {
            if bytes.windows(trace.len()).any(|window| window.eq_ignore_ascii_case(trace.as_bytes())) {
                found.push(format!("{trace} in {}", path.display()));
            }
        }
    }
    found
}

/// Sends without end on some connections, until told to stop or the other side is gone. Says how many were sent, and
/// how many acknowledged.
pub fn flood<'a>(
    scope: &'a std::thread::Scope<'a, '_>,
    plan: &'a Plan,
    address: SocketAddr,
    connections: u64,
    counts: &'a [AtomicU64; 3],
    stop: &'a AtomicBool,
) {
    let today = today();
    for seed in 0..connections {
        scope.spawn(move || {
            let [sent, kept, later] = counts;
            let mut coins = Splitmix(seed);
            let Ok(mut client) = Client::try_to(address) else { return };
            while !stop.load(Ordering::Relaxed) {
                let one = report(plan, (coins.next() % 3) as usize, coins.next() % 2 == 0, &mut coins, today);
                sent.fetch_add(1, Ordering::SeqCst);
                match client.post_with(TRACES, &body(plan, &one)) {
                    Ok(answer) if answer.status == 200 => kept.fetch_add(1, Ordering::SeqCst),
                    Ok(answer) => {
                        assert!(answer.status == 503 && answer.head.contains("retry-after: 1"), "{}", answer.head);
                        later.fetch_add(1, Ordering::SeqCst)
                    }
                    Err(_) => return,
                };
            }
        });
    }
}

/// How many reports the store holds; and that what it holds can be sums of reports.
pub fn held(folder: &Path) -> u64 {
    let (mut reports, mut ones) = (0, 0);
    for ((.., cell), number) in rows(folder) {
        *(if cell < 0 { &mut reports } else { &mut ones }) += number;
    }
    // Every report of these questions shows one cell.
    assert_eq!(reports, ones, "half a report");
    reports as u64
}
