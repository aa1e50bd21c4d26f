//! `nearside eval` on small made-up files, and on the counts of the real ones.
#![cfg(feature = "cli")]

use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("eval").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn eval(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_nearside")).arg("eval").current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let (status, out, err) = eval(folder, &[arguments, &["--json"]].concat());
    assert_eq!(status, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

/// Sixty buyers of five products each and nothing else, six times over, and one popular product among all.
fn habits(folder: &Path) {
    let (mut feed, mut orders) =
        ("id\ttitle\tproduct_type\nbag\tBag\tBags\n".to_owned(), "buyer\tday\titems\n".to_owned());
    for buyer in 0..60 {
        let own: Vec<String> = (0..5).map(|k| format!("p{buyer}-{k}")).collect();
        own.iter().for_each(|id| feed += &format!("{id}\tThing {id}\tThings > Of {}\n", buyer % 7));
        for week in 0..6 {
            orders += &format!("b{buyer}\t2026-01-{:02}\tbag {}\n", week * 4 + 1, own.join(" "));
        }
    }
    fs::write(folder.join("feed.tsv"), feed).unwrap();
    fs::write(folder.join("orders.tsv"), orders).unwrap();
}

#[test]
fn habits_are_found_and_told_against_popularity() {
    let folder = folder("habits");
    habits(&folder);
    let found = json(&folder, &["feed.tsv", "orders.tsv"]);
    let recall = |value: &Value| value["product"]["recall10"].as_f64().unwrap();
    assert_eq!(recall(&found["cj"]), 1.0, "six things that come back every time");
    let popularity = recall(&found["baselines"]["popularity"]["cj"]);
    // The bag is a sixth of every order; the other nine best sellers belong to two buyers of sixty.
    assert!((0.16..0.21).contains(&popularity), "{popularity}");
    for method in ["gp-topfreq", "recency", "up-cf", "tifu-knn"] {
        assert_eq!(recall(&found["baselines"][method]["cj"]), 1.0, "{method}");
    }
    assert_eq!(found["cj"]["discovery"]["recall20"], 0.0, "nothing new was ever bought");
    assert_eq!(found["cj"]["cart"]["recall10"], 1.0);
    for keep in ["1", "2", "5", "20"] {
        assert_eq!(found["cj"]["short"][keep]["recall10"], 1.0, "{keep}");
    }
    assert!(found.get("sessions").is_none() && found["cj"].get("type").is_none());

    let (status, out, err) = eval(&folder, &["--baskets", "orders.tsv", "--feed", "feed.tsv", "--plot", "q.svg"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("60 buyers, 301 items, 360 baskets; the last basket"), "{out}");
    assert!(out.contains("ten personal picks would have held 100.0 % of what a shopper ordered next"), "{out}");
    assert!(out.contains("whole numbers and floats are 0.00000 apart"), "{out}");
    assert!(err.contains("product: nearside"), "it says what it does: {err}");
    assert!(fs::read_to_string(folder.join("q.svg")).unwrap().contains("Next order, products"));
}

#[test]
fn the_validation_split_never_sees_the_last_basket() {
    let folder = folder("validation");
    habits(&folder);
    let mut orders = fs::read_to_string(folder.join("orders.tsv")).unwrap();
    (0..60).for_each(|buyer| orders += &format!("b{buyer}\t2026-03-01\tbag\n"));
    fs::write(folder.join("orders.tsv"), orders).unwrap();
    let ndcg = |arguments: &[&str]| {
        let shared = ["--baskets", "orders.tsv", "--baselines", "none", "--only", "cart"];
        json(&folder, &[&shared[..], arguments].concat())["cj"]["product"]["recall10"].as_f64().unwrap()
    };
    assert_eq!((ndcg(&[]), ndcg(&["--validation"])), (1.0, 1.0));
    // The hidden basket holds a bag, or six things: a list of one kind of them tells which it was.
    let (_, out, _) = eval(&folder, &["--baskets", "orders.tsv", "--only", "none", "--baselines", "popularity"]);
    assert!(out.contains("the last basket of each buyer hidden"), "{out}");
    let popular = |arguments: &[&str]| {
        let shared = ["--baskets", "orders.tsv", "--baselines", "popularity", "--only", "none"];
        let found = json(&folder, &[&shared[..], arguments].concat());
        found["baselines"]["popularity"]["cj"]["product"]["recall10"].as_f64().unwrap()
    };
    assert_eq!(popular(&[]), 1.0, "the bag alone");
    assert!(popular(&["--validation"]) < 0.21, "the bag and five more");
}

#[test]
fn ids_need_no_feed_and_levels_merge_them() {
    let folder = folder("levels");
    habits(&folder);
    let mut table = "product_id\tdepartment\tproduct_category\tproduct_type\nbag\tBAGS\tBAGS\tBAG\n".to_owned();
    for buyer in 0..60 {
        (0..5).for_each(|k| table += &format!("p{buyer}-{k}\tTHINGS\tOF {}\tT{}\n", buyer % 7, buyer % 20));
    }
    fs::write(folder.join("levels.tsv"), table).unwrap();
    let found = json(&folder, &["--baskets", "orders.tsv", "--levels", "levels.tsv", "--only", "type,category"]);
    for level in ["product", "type", "category"] {
        assert_eq!(found["cj"][level]["recall10"], 1.0, "{level}");
    }
    assert!(found["cj"].get("cart").is_none() && found["cj"].get("short").is_none());
    // 21 types: the ten most sold are the bag and nine that belong to three buyers each.
    let types = found["baselines"]["popularity"]["cj"]["type"]["recall10"].as_f64().unwrap();
    assert!((0.7..0.75).contains(&types), "{types}");
}

#[test]
fn next_clicks_of_sessions() {
    let folder = folder("sessions");
    let file = |name: &str, sessions: &[(u32, &str)]| {
        let mut text = "SessionId\tItemId\tTime\n".to_owned();
        for (id, clicks) in sessions {
            clicks
                .split(' ')
                .enumerate()
                .for_each(|(k, item)| text += &format!("{id}\t{item}\t{}.0\n", id * 1_000 + k as u32));
        }
        fs::write(folder.join(name), text).unwrap();
    };
    let train: Vec<(u32, &str)> = (0..30).map(|id| (id, ["a b", "c d", "e f"][id as usize % 3])).collect();
    file("train.tsv", &train);
    file("test.tsv", &[(900, "a b"), (901, "c d d"), (902, "f")]);
    let found = json(&folder, &["--sessions", "train.tsv", "test.tsv"]);
    for method in ["v-sknn", "vstan"] {
        // Of three cases (a→b, c→d, d→d) the last repeats the open item.
        let of_method = &found["baselines"][method]["sessions"];
        assert_eq!((&of_method["hr20"], &of_method["mrr20"]), (&0.66667.into(), &0.66667.into()), "{method}");
    }
    assert_eq!(found["sessions"]["hr20"], 0.66667);
    assert!(found["sessions"]["us_per_query"].as_f64().unwrap() > 0.0);
    assert!(found.get("cj").is_none());
    let again = json(&folder, &["--sessions", "train.tsv", "test.tsv", "--repeats"]);
    assert_eq!(again["baselines"]["v-sknn"]["sessions"]["hr20"], 1.0);
    let (_, out, _) = eval(&folder, &["--sessions", "train.tsv", "test.tsv"]);
    assert!(out.contains("30 sessions to learn from, 6 items, 3 cases; the open item is never shown"), "{out}");
}

#[test]
fn what_cannot_be_measured_is_told_with_a_code() {
    let folder = folder("refused");
    habits(&folder);
    fs::write(folder.join("empty.tsv"), "").unwrap();
    fs::write(folder.join("columns.tsv"), "who\twhen\twhat\n1\t2\t3\n").unwrap();
    fs::write(folder.join("strange.tsv"), "buyer\tday\titems\na\t1\tx\na\t2\ty\n").unwrap();
    fs::write(folder.join("sessions.tsv"), "SessionId\tItemId\tTime\n1\t1\t1\n").unwrap();
    for (arguments, code, words) in [
        (&[][..], "BAD_OPTION", "nothing to measure"),
        (&["feed.tsv"], "BAD_OPTION", "nothing to measure"),
        (&["--baskets", "none.tsv"], "BAD_FEED", "cannot be opened"),
        (&["--baskets", "empty.tsv"], "BAD_FEED", "is empty"),
        (&["--baskets", "columns.tsv"], "BAD_FEED", "no column \"buyer\""),
        (&["--baskets", "strange.tsv"], "BAD_FEED", "no buyer has 5 baskets"),
        (&["--baskets", "strange.tsv", "--feed", "feed.tsv", "--at-least", "1"], "BAD_FEED", "no buyer has 1 baskets"),
        (&["--baskets", "strange.tsv", "--at-least", "1", "--validation"], "BAD_FEED", "nothing is left to hide"),
        (&["--baskets", "orders.tsv", "--feed", "empty.tsv"], "BAD_FEED", "the feed is empty"),
        (&["--baskets", "orders.tsv", "--levels", "columns.tsv"], "BAD_FEED", "no column \"product_id\""),
        (&["--baskets", "orders.tsv", "--baselines", "magic"], "BAD_OPTION", "there is no \"magic\""),
        (&["--baskets", "orders.tsv", "--only", "carts"], "BAD_OPTION", "there is no \"carts\""),
        (&["--baskets", "orders.tsv", "--set", "trend_unit"], "BAD_OPTION", "NAME=VALUE"),
        (&["--baskets", "orders.tsv", "--set", "trend_units=1"], "BAD_CONFIG", "trend_units is unknown"),
        (&["--sessions", "empty.tsv", "sessions.tsv"], "BAD_FEED", "is empty"),
        (&["--sessions", "sessions.tsv", "columns.tsv"], "BAD_FEED", "no column \"SessionId\""),
        (&["--sessions", "sessions.tsv", "sessions.tsv"], "BAD_FEED", "no test session has two clicks"),
    ] {
        let (status, out, err) = eval(&folder, arguments);
        let last = err.lines().last().unwrap_or_default();
        assert_eq!((status, out.as_str()), (1, ""), "{arguments:?}");
        assert!(last.starts_with(&format!("{code}: ")) && last.contains(words), "{arguments:?}: {err}");
    }
    assert_eq!(eval(&folder, &["--sessions", "sessions.tsv"]).0, 2, "two files or none");
}

/// The data of the published figures: 2,328 households, 25,483 products, 136,530 baskets.
#[test]
fn the_real_orders_are_whole() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/complete-journey/baskets.tsv.gz");
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    // The first baskets of every household are enough to count them, and quick to measure.
    let (mut households, mut baskets, mut products, mut short) =
        (0, 0, std::collections::BTreeSet::new(), String::new());
    let (mut before, mut of_this) = ("", 0);
    for (at, line) in text.lines().enumerate() {
        let household = line.split('\t').next().unwrap();
        if at == 0 {
            short = format!("{line}\n");
            continue;
        }
        if household != before {
            (before, of_this) = (household, 0);
            households += 1;
        }
        (baskets, of_this) = (baskets + 1, of_this + 1);
        let mut place = 0u32;
        line.split('\t').nth(2).unwrap().split(' ').for_each(|step| {
            place += step.parse::<u32>().unwrap();
            products.insert(place);
        });
        if of_this <= 6 && households <= 400 {
            short += &format!("{line}\n");
        }
    }
    assert_eq!((households, products.len(), baskets), (2_328, 25_483, 136_530));
    let folder = folder("real");
    fs::write(folder.join("short.tsv"), short).unwrap();
    let (status, out, err) =
        eval(&folder, &["--baskets", "short.tsv", "--only", "none", "--baselines", "popularity,recency"]);
    assert!(status == 0 && out.contains("400 buyers, "), "{err}{out}");
    let found = json(&folder, &["--baskets", "short.tsv", "--only", "none", "--baselines", "popularity,recency"]);
    let recall = |quality: &Value| quality["product"]["recall10"].as_f64().unwrap();
    let (ours, known) = (recall(&found["cj"]), recall(&found["baselines"]["recency"]["cj"]));
    assert!(ours > known && known > 1.5 * recall(&found["baselines"]["popularity"]["cj"]), "{ours} {known}");
}
