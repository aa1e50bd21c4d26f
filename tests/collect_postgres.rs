//! `nearside collect --store postgres://…`: the same promises as with a file, against a real PostgreSQL that the test
//! starts in a folder of its own. Where there is none, each test says so and ends.
#![cfg(all(feature = "cli", unix))]

#[path = "common/collector.rs"]
mod collector;
#[path = "common/counts.rs"]
mod common;
#[path = "common/postgres.rs"]
mod database;

use collector::{folder, nearside, today, Client, Collector};
use common::*;
use database::Postgres;
use nearside::counts::otlp::{encode, Received};
use nearside::counts::*;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const ASKS: &str = r#"{"counts": {"questions": {
    "funnel": {"purpose": "p"}, "arm.picks": {"purpose": "p", "outcome": "ordered"}, "paired.order": {"purpose": "p"}}}}"#;

fn asks() -> Plan {
    Plan::from_config(ASKS, &[]).unwrap().unwrap()
}

fn body(plan: &Plan, sent: &Received) -> Vec<u8> {
    encode(&sent.report, plan.asked()[sent.place].name(), sent.arm, sent.day)
}

/// Reports and ones in the tables.
fn held(database: &Postgres) -> (i64, i64) {
    let row = database
        .client()
        .query_one(
            "SELECT coalesce(sum(number) FILTER (WHERE cell < 0), 0)::bigint,
                    coalesce(sum(number) FILTER (WHERE cell >= 0), 0)::bigint FROM nearside_total",
            &[],
        )
        .unwrap();
    (row.get(0), row.get(1))
}

#[test]
fn what_is_sent_is_in_the_tables_and_shown_as_from_a_file() {
    let Some(database) = Postgres::start("sums") else { return };
    let folder = folder("postgres-sums", ASKS);
    let with = |store: &str| Collector::start(&folder, &["--store", store]);
    let (mut file, mut tables) = (with("counts.db"), with(&database.url));
    let (plan, today, mut coins) = (asks(), today(), Splitmix(3));
    let mut clients = [file.client(), tables.client()];
    for k in 0..4_000 {
        let one = body(&plan, &report(&plan, k % 3, coins.next() % 2 == 0, &mut coins, today));
        for client in &mut clients {
            assert_eq!(client.post(&one).unwrap().status, 200);
        }
    }
    for path in ["/counts.json", "/"] {
        assert_eq!(file.get(path).text(), tables.get(path).text());
    }
    assert_eq!(held(&database), (4_000, 4_000));
    assert_eq!([file.signal("-TERM").code(), tables.signal("-TERM").code()], [Some(0); 2]);
    // The same numbers, cell by cell, and nothing but texts that say what they are of.
    let mut rows: Vec<(String, String, u32, i64, i64)> = Vec::new();
    let all = "SELECT question, arm, day, cell, number FROM nearside_total ORDER BY question, arm, day, cell";
    for row in database.client().query(all, &[]).unwrap() {
        let (day, cell): (i32, i32) = (row.get(2), row.get(3));
        rows.push((row.get(0), row.get(1), day as u32, cell.into(), row.get(4)));
    }
    assert_eq!(rows, Collector::rows(&folder));
    let columns =
        "SELECT DISTINCT data_type::text FROM information_schema.columns WHERE table_name LIKE 'nearside%' ORDER BY 1";
    let kinds: Vec<String> = database.client().query(columns, &[]).unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(kinds, ["bigint", "integer", "text"]);
}

#[test]
fn killed_in_the_middle_it_has_every_acknowledged_report_and_none_that_was_not_sent() {
    let Some(mut database) = Postgres::start("killed") else { return };
    let folder = folder("postgres-killed", ASKS);
    let (plan, today) = (asks(), today());
    let [sent, kept] = [const { AtomicU64::new(0) }; 2];
    for round in 0..6 {
        let mut collector = Collector::start(&folder, &["--show", "off", "--store", &database.url]);
        let wanted = kept.load(Ordering::SeqCst) + 60 + 37 * round;
        std::thread::scope(|scope| {
            for seed in 0..16 {
                let (plan, sent, kept, address) = (&plan, &sent, &kept, collector.reports);
                scope.spawn(move || {
                    let mut coins = Splitmix(seed);
                    let Ok(mut client) = Client::try_to(address) else { return };
                    loop {
                        let one = report(plan, (coins.next() % 3) as usize, true, &mut coins, today);
                        sent.fetch_add(1, Ordering::SeqCst);
                        match client.post(&body(plan, &one)).map(|answer| answer.status) {
                            Ok(200) => kept.fetch_add(1, Ordering::SeqCst),
                            // The database was killed before the collector was.
                            Ok(500) => 0,
                            Ok(status) => panic!("{status}"),
                            Err(_) => return,
                        };
                    }
                });
            }
            while kept.load(Ordering::SeqCst) < wanted {
                std::thread::sleep(Duration::from_millis(1));
            }
            // By turns the collector, and the database with all that it had not yet written.
            if round % 2 == 1 {
                database.kill();
            }
            assert_eq!(collector.signal("-KILL").code(), None, "killed by a signal");
        });
        if round % 2 == 1 {
            database.again();
        }
        // A statement that the killed one had sent may still be at work; the next collector waits for its lock too.
        database.alone();
        let (reports, ones) = held(&database);
        let [sent, kept] = [&sent, &kept].map(|number| number.load(Ordering::SeqCst) as i64);
        assert_eq!(reports, ones, "half a report");
        assert!(kept <= reports && reports <= sent, "{kept} acknowledged, {reports} held, {sent} sent");
    }
}

#[test]
fn a_database_that_goes_is_told_and_used_again_when_it_is_back() {
    let Some(mut database) = Postgres::start("gone") else { return };
    let folder = folder("postgres-gone", ASKS);
    let mut collector = Collector::start(&folder, &["--store", &database.url]);
    let (plan, today, mut coins) = (asks(), today(), Splitmix(9));
    let mut client = collector.client();
    let mut send = || {
        let one = report(&plan, 0, false, &mut coins, today);
        let answer = client.post(&body(&plan, &one)).unwrap();
        (answer.status, answer.text())
    };
    assert_eq!(send(), (200, String::new()));
    database.kill();
    assert_eq!(send(), (500, "NOT_KEPT".to_owned()));
    assert_eq!(collector.get("/counts.json").status, 500);
    database.again();
    let start = Instant::now();
    while send().0 != 200 {
        assert!(start.elapsed() < Duration::from_secs(30), "it does not come back");
    }
    assert_eq!(held(&database), (2, 2));
    assert_eq!(collector.signal("-TERM").code(), Some(0));
    let told = std::fs::read_to_string(folder.join("err.log")).unwrap();
    assert!(told.lines().all(|line| line.starts_with("the sums could not be written")), "{told}");
}

#[test]
fn tables_have_one_master_and_what_is_acknowledged_is_on_disk() {
    let Some(database) = Postgres::start("master") else { return };
    let folder = folder("postgres-master", ASKS);
    database.client().batch_execute("ALTER DATABASE postgres SET synchronous_commit = off").unwrap();
    let collector = Collector::start(&folder, &["--show", "off", "--store", &database.url]);
    let second = nearside(&folder)
        .args(["collect", "--listen", "127.0.0.1:0", "--show", "off", "--store", &database.url])
        .output()
        .unwrap();
    let err = String::from_utf8(second.stderr).unwrap();
    assert!(second.status.code() == Some(1) && err == "BAD_OPTION: the store: another collector has it\n", "{err}");
    // Once it has begun to write, what its connection is set to can be seen in what it wrote: nothing is left unwritten.
    let (plan, today) = (asks(), today());
    let one = report(&plan, 0, false, &mut Splitmix(1), today);
    assert_eq!(collector.client().post(&body(&plan, &one)).unwrap().status, 200);
    let behind: i64 = database
        .client()
        .query_one("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), pg_current_wal_flush_lsn())::bigint", &[])
        .unwrap()
        .get(0);
    assert_eq!(behind, 0, "bytes that are acknowledged and not on disk");
    drop(collector);
    for (url, words) in [
        ("postgres://nearside@%2Fnowhere/postgres", "BAD_OPTION: the store: "),
        ("postgres://nearside:secret@127.0.0.1:1/postgres?connect_timeout=1", "BAD_OPTION: the store: "),
        ("postgres://nearside@127.0.0.1:port/postgres", "BAD_OPTION: the store: "),
    ] {
        let out = nearside(&folder).args(["collect", "--show", "off", "--store", url]).output().unwrap();
        let err = String::from_utf8(out.stderr).unwrap();
        assert!(out.status.code() == Some(1) && err.starts_with(words) && !err.contains("secret"), "{err}");
    }
}
