//! `nearside collect`: exactly the sums, and nothing but the sums, whatever happens to it.
#![cfg(all(feature = "cli", unix))]

#[path = "common/collector.rs"]
mod collector;
#[path = "common/counts.rs"]
mod common;
#[path = "common/load.rs"]
mod load;

use collector::{folder, nearside, today, Client, Collector};
use common::*;
use load::*;
use nearside::catalog::Catalog;
use nearside::counts::otlp::{Received, LONGEST};
use nearside::counts::plan::categories as categories_of;
use nearside::counts::*;
use nearside::day::Day;
use std::fs;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

#[test]
fn ten_thousand_requests_are_exactly_their_sums_and_leave_no_other_trace() {
    let folder = folder("sums", ASKS);
    let mut collector = Collector::start(&folder, &[]);
    let (plan, today) = (asks(), today());
    let mut coins = Splitmix(11);
    let sent: Vec<Received> = (0..10_000)
        .map(|k| {
            let (place, with) = (k % 3, coins.next() % 2 == 0);
            let day = Day(today.0 - (coins.next() % 2) as u32);
            report(&plan, place, with, &mut coins, day)
        })
        .collect();
    std::thread::scope(|scope| {
        for part in sent.chunks(sent.len() / 20) {
            let (plan, collector) = (&plan, &collector);
            scope.spawn(move || {
                let mut client = collector.client();
                for (k, one) in part.iter().enumerate() {
                    let body = body(plan, one);
                    let answer = client.post_with(TRACES, &body).unwrap();
                    assert_eq!((answer.status, answer.body.len()), (200, 0), "{}", answer.text());
                    // One in a hundred is asked again with a fault in it, which changes nothing.
                    if k % 100 == 0 {
                        assert_eq!(client.post_with(TRACES, &body[1..]).unwrap().status, 400);
                    }
                }
            });
        }
    });
    let json = collector.json(&format!("/counts.json?from={}&to={}", Day(today.0 - 1), today));
    let counted: u64 = json["questions"].as_array().unwrap().iter().map(|q| q["reports"].as_u64().unwrap()).sum();
    assert_eq!(counted, 10_000);
    assert_eq!(collector.signal("-TERM").code(), Some(0));

    let mut wanted = Rows::new();
    sent.iter().for_each(|one| add(&mut wanted, &plan, one));
    assert_eq!(rows(&folder), wanted);
    // Two days of a funnel, two arms and a pair: d + 1 whole numbers each.
    assert_eq!(wanted.len(), 2 * (5 + 2 * 3 + 3));

    assert_eq!(traces_in(&folder), Vec::<String>::new());
    let mut looked_at = Vec::new();
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if fs::metadata(&path).unwrap().len() > 0 {
            looked_at.push(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    looked_at.sort();
    assert_eq!(looked_at, ["counts.db", "nearside.json", "out.log"], "an empty journal, and no word of a fault");
    assert_eq!(fs::read_to_string(folder.join("out.log")).unwrap().lines().count(), 2);
}

#[test]
fn what_is_no_report_is_refused_with_a_code_and_counts_nothing() {
    let folder = folder("refused", ASKS);
    let mut collector = Collector::start(&folder, &[]);
    let (plan, today) = (asks(), today());
    let good = report(&plan, 0, false, &mut Splitmix(1), today);
    let with = |change: &dyn Fn(&mut Message)| {
        let mut message = Message::of(&good, &plan);
        change(&mut message);
        message.bytes()
    };
    let day = 86_400_000_000_000u64;
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (b"{\"resourceMetrics\":[]}".to_vec(), "WRONG_FIELD"),
        (Vec::new(), "WRONG_FIELD"),
        (b"\x0a\x7f".to_vec(), "BROKEN"),
        (with(&|m| m.attributes[0].1 = "funnel/2".into()), "UNKNOWN_QUESTION"),
        (with(&|m| m.attributes.push(("shopper".into(), "4711".into()))), "WRONG_FIELD"),
        (with(&|m| m.attributes.push(("arm".into(), "with".into()))), "WRONG_ARM"),
        (with(&|m| m.resource = true), "WRONG_FIELD"),
        (with(&|m| m.cells.push(0)), "WRONG_SIZE"),
        (with(&|m| m.cells = vec![1, 1, 0, 0]), "WRONG_WEIGHT"),
        (with(&|m| m.cells = vec![3, 0, 0, 0]), "WRONG_CELL"),
        (with(&|m| m.start += 1_000_000_000), "WRONG_TIME"),
        (with(&|m| (m.start, m.end) = (m.start - 2 * day, m.end - 2 * day)), "WRONG_DAY"),
        (with(&|m| (m.start, m.end) = (m.start + 2 * day, m.end + 2 * day)), "WRONG_DAY"),
        (with(&|m| m.long = true), "NOT_CANONICAL"),
        (vec![0; LONGEST + 1], "TOO_LONG"),
        (vec![0; 20 << 20], "TOO_LONG"),
    ];
    for (body, code) in &cases {
        // A connection each: one that sent too much is closed.
        let Ok(answer) = collector.client().post(body) else {
            assert!(body.len() > 1 << 20, "{code}: no answer");
            continue;
        };
        let status = if *code == "TOO_LONG" { 413 } else { 400 };
        assert_eq!((answer.status, answer.text().as_str()), (status, *code));
        assert!(answer.head.contains("cache-control: no-store") && answer.head.contains("nosniff"));
    }
    // Too long, without saying so beforehand.
    let chunk = format!("{:x}\r\n{}\r\n0\r\n\r\n", 10_000, "x".repeat(10_000));
    let head = "POST /v1/metrics HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-protobuf\r\ntransfer-encoding: chunked\r\n\r\n";
    let answer = collector.client().ask(format!("{head}{chunk}").as_bytes()).unwrap();
    assert_eq!((answer.status, answer.text().as_str()), (413, "TOO_LONG"));
    let good = body(&plan, &good);
    for headers in
        ["", "content-type: application/json\r\n", "content-type: application/x-protobuf\r\ncontent-encoding: gzip\r\n"]
    {
        let answer = collector.client().post_with(headers, &good).unwrap();
        assert_eq!((answer.status, answer.text().as_str()), (415, "WRONG_TYPE"));
    }
    let plain = |address: SocketAddr, line: &str| {
        Client::to(address).ask(format!("{line} HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n").as_bytes()).unwrap()
    };
    for (line, status) in
        [("GET /v1/metrics", 405), ("POST /v1/traces", 404), ("GET /", 404), ("GET /counts.json", 404)]
    {
        assert_eq!(plain(collector.reports, line).status, status, "{line}");
    }
    let totals = collector.totals.unwrap();
    for (line, status) in
        [("POST /", 405), ("POST /v1/metrics", 405), ("GET /v1/metrics", 404), ("GET /../nearside.json", 404)]
    {
        assert_eq!(plain(totals, line).status, status, "{line}");
    }
    for query in
        ["from=2026-02-30", "from=2026-01-02&to=2026-01-01", "from=2026-01-01&from=2026-01-01", "q=funnel", "from"]
    {
        let answer = collector.get(&format!("/counts.json?{query}"));
        assert_eq!((answer.status, answer.text().as_str()), (400, "WRONG_DAYS"), "{query}");
    }
    assert_eq!(collector.client().ask(b"nonsense\r\n\r\n").unwrap().status, 400);
    assert_eq!(collector.signal("-INT").code(), Some(0));
    assert_eq!(rows(&folder), Rows::new());
}

#[test]
fn killed_in_the_middle_it_has_every_acknowledged_report_and_none_that_was_not_sent() {
    let folder = folder("killed", ASKS);
    let plan = asks();
    let counts = [const { AtomicU64::new(0) }; 3];
    let numbers = || [0, 1].map(|k: usize| counts[k].load(Ordering::SeqCst));
    for round in 0..6 {
        let mut collector = Collector::start(&folder, &["--show", "off"]);
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let before = numbers()[1];
            flood(scope, &plan, collector.reports, 16, &counts, &stop);
            while numbers()[1] < before + 50 + 37 * round {
                std::thread::sleep(Duration::from_millis(1));
            }
            assert_eq!(collector.signal("-KILL").code(), None, "killed by a signal");
        });
        let [sent, kept] = numbers();
        let held = held(&folder);
        assert!(kept <= held && held <= sent, "{kept} acknowledged, {held} held, {sent} sent");
        assert!(sent - kept <= 16 * (round + 1), "one on each connection may be lost, no more");
    }
}

#[test]
fn told_to_stop_it_answers_what_has_begun_and_ends_well() {
    let folder = folder("stopped", ASKS);
    let plan = asks();
    let mut all = 0;
    for signal in ["-TERM", "-INT"] {
        let mut collector = Collector::start(&folder, &[]);
        let json = collector.json("/counts.json");
        let shown = json["questions"].as_array().unwrap().iter().map(|q| q["reports"].as_u64().unwrap());
        assert_eq!(shown.sum::<u64>(), all, "it goes on where it stopped");
        let counts = [const { AtomicU64::new(0) }; 3];
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            flood(scope, &plan, collector.reports, 8, &counts, &stop);
            while counts[1].load(Ordering::SeqCst) < 200 {
                std::thread::sleep(Duration::from_millis(1));
            }
            assert_eq!(collector.signal(signal).code(), Some(0));
        });
        // No crash, no doubt: what is held was acknowledged.
        all += counts[1].load(Ordering::SeqCst);
        assert_eq!(held(&folder), all);
    }
    // A report whose head has come, and whose body comes after the signal.
    let mut collector = Collector::start(&folder, &[]);
    let mut client = collector.client();
    let body = body(&plan, &report(&plan, 0, false, &mut Splitmix(1), today()));
    let head = format!(
        "POST /v1/metrics HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-protobuf\r\nexpect: 100-continue\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    assert_eq!(client.ask(head.as_bytes()).unwrap().status, 100);
    collector.tell("-TERM");
    while Client::try_to(collector.reports).is_ok() {
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(client.ask(&body).unwrap().status, 200);
    assert_eq!(collector.ended().code(), Some(0));
    assert_eq!(held(&folder), all + 1);
}

#[test]
fn a_full_queue_is_told_and_nothing_is_lost_or_doubled() {
    let folder = folder("queue", ASKS);
    let plan = asks();
    let mut collector = Collector::start(&folder, &["--queue", "1", "--connections", "48"]);
    let counts = [const { AtomicU64::new(0) }; 3];
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // More connections than there are places: the others wait.
        flood(scope, &plan, collector.reports, 64, &counts, &stop);
        let number = |k: usize| counts[k].load(Ordering::SeqCst);
        while (number(1) < 500 || number(2) < 50) && number(0) < 300_000 {
            std::thread::sleep(Duration::from_millis(1));
        }
        stop.store(true, Ordering::Relaxed);
        // Who waits for a place gets one when the others are done.
    });
    let [sent, kept, later] = [0, 1, 2].map(|k: usize| counts[k].load(Ordering::SeqCst));
    assert_eq!(sent, kept + later);
    assert!(kept >= 500 && later >= 50, "{kept} kept, {later} told to come later");
    assert_eq!(collector.signal("-TERM").code(), Some(0));
    assert_eq!(held(&folder), kept);
}

#[test]
fn below_a_thousand_reports_nothing_is_shown_and_then_what_was_true() {
    let folder = folder("shown", ASKS);
    let plan = asks();
    let mut collector = Collector::start(&folder, &[]);
    let (today, mut coins) = (today(), Splitmix(5));
    let mut client = collector.client();
    let mut send = |place: usize, arm: Option<Arm>, cell: u16, coins: &mut Splitmix| {
        let symbol = Symbol::new(plan.asked()[place].domain(), cell).unwrap();
        let received = Received { place, arm, day: today, report: randomize(symbol, coins).unwrap() };
        assert_eq!(client.post(&body(&plan, &received)).unwrap().status, 200);
    };
    for k in 0..999 {
        send(0, None, u16::from(k % 2 == 0), &mut coins);
    }
    let shown = |collector: &Collector, question: &str, arm: Option<&str>| {
        let json = collector.json("/counts.json");
        let all = json["questions"].as_array().unwrap().clone();
        all.into_iter().find(|q| q["question"] == question && q["arm"].as_str() == arm).unwrap()
    };
    let funnel = shown(&collector, "funnel/1", None);
    assert_eq!(
        (&funnel["reports"], &funnel["enough"], &funnel["cells"]),
        (&999.into(), &false.into(), &serde_json::json!([]))
    );
    let page = collector.get("/").text();
    assert!(page.contains("Not enough yet: 999 of 1,000 reports.") && !page.contains("<svg"), "{page}");

    send(0, None, 0, &mut coins);
    for k in 0..4_000u16 {
        let arm = Arm::ALL[usize::from(k % 2)];
        // Without: none orders. With: all do.
        send(1, Some(arm), k % 2, &mut coins);
    }
    let cells = shown(&collector, "funnel/1", None)["cells"].as_array().unwrap().clone();
    let answers: Vec<&str> = cells.iter().map(|cell| cell["answer"].as_str().unwrap()).collect();
    assert_eq!(answers, ["nothing", "clicked", "carted", "ordered"]);
    for (cell, truth) in cells.iter().zip([0.5, 0.5, 0.0, 0.0]) {
        let number = |name: &str| cell[name].as_f64().unwrap();
        assert!(number("low") <= truth && truth <= number("high"), "{cell}");
        assert!(number("high") - number("low") < 0.25 && (number("share") - truth).abs() < 0.15, "{cell}");
        assert!((number("estimate") / 1_000.0 - number("share")).abs() < 1e-9);
    }
    let sum: f64 = cells.iter().map(|cell| cell["estimate"].as_f64().unwrap()).sum();
    assert!((sum - 1_000.0).abs() < 1e-6, "estimates add up to the reports");
    // Of yes and no only "yes" is shown, and how far the arms are apart.
    let yes = shown(&collector, "arm.picks/1", Some("with"))["cells"].clone();
    assert_eq!((yes.as_array().unwrap().len(), &yes[0]["answer"]), (1, &"yes".into()));
    assert!(yes[0]["low"].as_f64().unwrap() > 0.9);
    let json = collector.json("/counts.json");
    let apart = &json["differences"][0];
    assert!(apart["low"].as_f64().unwrap() > 0.9 && apart["high"].as_f64().unwrap() < 1.1, "{apart}");

    let page = collector.get("/");
    let text = page.text();
    assert!(text.contains("<svg") && text.contains("more with personal picks") && text.contains("Of 1,000 reports"));
    assert!(text.contains("Whether &#60;b&#62;picks&#60;/b&#62; &#38; &#34;lists&#34; help") && !text.contains("<b>"));
    assert!(!text.contains("<script") && !text.contains("style="));
    assert!(text.split_whitespace().all(|word| !(word.starts_with("on") && word.contains('='))), "nothing that runs");
    assert!(page.head.contains("content-security-policy: default-src 'none'; style-src 'self';"));
    assert!(collector.get("/style.css").head.contains("content-type: text/css"));
    // Other days have none of it.
    let before = collector.json(&format!("/counts.json?to={}", Day(today.0 - 1)));
    assert!(before["questions"].as_array().unwrap().iter().all(|q| q["reports"] == 0));
    assert_eq!(collector.signal("-TERM").code(), Some(0));
}

#[test]
fn the_totals_can_be_switched_off_and_a_store_has_one_master() {
    let folder = folder("master", ASKS);
    let collector = Collector::start(&folder, &["--show", "off"]);
    assert_eq!(collector.totals, None);
    let second = nearside(&folder).args(["collect", "--listen", "127.0.0.1:0", "--show", "off"]).output().unwrap();
    let err = String::from_utf8(second.stderr).unwrap();
    assert!(second.status.code() == Some(1) && err.starts_with("BAD_OPTION: the store: database is locked"), "{err}");
    drop(collector);
    for (config, words) in [
        (r#"{"shop": "x"}"#, "BAD_CONFIG: nearside.json has no member \"counts\""),
        (r#"{"counts": {"questions": {"reach": {"purpose": "p"}}}}"#, "needs a catalog"),
        (r#"{"counts": {"questions": {"funnel": {"purpose": ""}}}}"#, "counts.questions.funnel.purpose"),
        (r#"{"conuts": {}}"#, "there is no member \"conuts\""),
    ] {
        fs::write(folder.join("nearside.json"), config).unwrap();
        let out = nearside(&folder).args(["collect", "--listen", "127.0.0.1:0", "--show", "off"]).output().unwrap();
        let err = String::from_utf8(out.stderr).unwrap();
        assert!(out.status.code() == Some(1) && err.starts_with("BAD_CONFIG: ") && err.contains(words), "{err}");
    }
    fs::write(folder.join("nearside.json"), ASKS).unwrap();
    rusqlite::Connection::open(folder.join("other.db")).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    for (store, words) in [("other.db", "a database of something else"), ("nearside.json", "file is not a database")] {
        let arguments = ["collect", "--listen", "127.0.0.1:0", "--show", "off", "--store", store];
        let out = nearside(&folder).args(arguments).output().unwrap();
        let err = String::from_utf8(out.stderr).unwrap();
        assert!(out.status.code() == Some(1) && err.starts_with("BAD_OPTION: ") && err.contains(words), "{err}");
    }
    assert_eq!(fs::read_to_string(folder.join("nearside.json")).unwrap(), ASKS);
}

#[test]
fn categories_are_the_catalogs_top_ones_without_sensitive_ones_and_never_mixed_with_others() {
    let config = r#"{"shop": "x", "sensitive": ["love"], "counts": {"questions": {
        "category.view": {"purpose": "p"}, "reach": {"purpose": "p", "categories": ["Tea"]}}}}"#;
    let folder = folder("categories", config);
    let compile = |departments: &[&str]| {
        let mut feed = "id\ttitle\tproduct_type\n".to_owned();
        for (k, department) in departments.iter().enumerate() {
            for n in 0..3 {
                feed += &format!("{k}-{n}\tthing {k} {n}\t{department} > Shelf {n}\n");
            }
        }
        fs::write(folder.join("feed.tsv"), feed).unwrap();
        let out = nearside(&folder).args(["compile", "feed.tsv", "--config", "nearside.json"]).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let catalog = Catalog::open(fs::read(folder.join("catalog.nsc")).unwrap()).unwrap();
        categories_of(&catalog)
    };
    let today = today();
    let one = |plan: &Plan, collector: &Collector| {
        let sent = report(plan, 0, false, &mut Splitmix(1), today);
        collector.client().post(&body(plan, &sent)).unwrap().status
    };
    let reports = |collector: &Collector| {
        let question = collector.json("/counts.json")["questions"][0].clone();
        (question["reports"].as_u64().unwrap(), question["daysLeftOut"].as_u64().unwrap())
    };
    let first = compile(&["Tea", "Love", "Pots", "Jam"]);
    assert_eq!(first, ["Jam", "Pots", "Tea"]);
    let plan = Plan::from_config(config, &first).unwrap().unwrap();
    let start = || Collector::start(&folder, &["--catalog", "catalog.nsc"]);
    let mut collector = start();
    assert_eq!(one(&plan, &collector), 200);
    assert_eq!(reports(&collector), (1, 0));
    collector.signal("-TERM");
    // As many cells as before, but they mean something else: the sums start anew, and the day of the change is left out.
    let second = compile(&["Tea", "Salt", "Pots"]);
    assert_eq!(second, ["Pots", "Salt", "Tea"]);
    let plan = Plan::from_config(config, &second).unwrap().unwrap();
    let mut collector = start();
    assert_eq!(reports(&collector), (0, 0));
    assert_eq!(one(&plan, &collector), 200);
    assert_eq!(reports(&collector), (0, 1));
    collector.signal("-TERM");
    // Back again: what was counted first is still there, but for this day.
    compile(&["Tea", "Love", "Pots", "Jam"]);
    let mut collector = start();
    assert_eq!(reports(&collector), (0, 1));
    collector.signal("-TERM");
    let numbers: Vec<i64> = Collector::rows(&folder).into_iter().filter(|row| row.3 < 0).map(|row| row.4).collect();
    assert_eq!(numbers, [1, 1], "both are kept apart");
}
