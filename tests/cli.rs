//! The native command: what it writes, prints and refuses.
#![cfg(feature = "cli")]

use nearside::catalog::Catalog;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for each test, with a feed in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("feed.tsv"), "id\ttitle\tproduct_type\n1\tTea\tDrinks\n2\tSalt\tFood\n").unwrap();
    folder
}

fn nearside(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_nearside")).current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn compile_writes_a_catalog_and_a_report() {
    let folder = folder("compile");
    let (status, out, err) = nearside(&folder, &["compile", "feed.tsv"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("items     2") && out.contains("catalog.nsc written in"), "{out}");
    assert!(err.contains("reading feed"), "plain lines where there is no terminal: {err}");
    assert_eq!(Catalog::open(fs::read(folder.join("catalog.nsc")).unwrap()).unwrap().len(), 2);
    assert_eq!(names(&folder), ["catalog.nsc", "feed.tsv"]);
}

#[test]
fn a_broken_feed_ends_with_a_code_and_leaves_the_old_file() {
    let folder = folder("broken");
    fs::write(folder.join("old.nsc"), "old").unwrap();
    fs::write(folder.join("cut.xml"), "<rss><item><id>1</id>").unwrap();
    for (feed, words) in [("cut.xml", "cut"), ("none.tsv", "cannot be opened"), (".", "folder")] {
        let (status, out, err) = nearside(&folder, &["compile", feed, "-o", "old.nsc"]);
        assert_eq!((status, out.as_str()), (1, ""));
        let last = err.lines().last().unwrap();
        assert!(last.starts_with("BAD_FEED: ") && last.contains(words), "{err}");
    }
    assert_eq!(fs::read(folder.join("old.nsc")).unwrap(), b"old");
    assert_eq!(names(&folder), ["cut.xml", "feed.tsv", "old.nsc"]);
}

#[test]
fn compressed_files_are_read_by_name_and_a_cut_one_is_refused() {
    let folder = folder("compressed");
    let gzip = |name: &str, text: &[u8]| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        out.write_all(text).unwrap();
        let bytes = out.finish().unwrap();
        fs::write(folder.join(name), &bytes).unwrap();
        bytes
    };
    let whole = gzip("feed.tsv.gz", &fs::read(folder.join("feed.tsv")).unwrap());
    gzip("baskets.tsv.gz", b"items\n1 2\n");
    fs::write(folder.join("cut.tsv.gz"), &whole[..whole.len() - 12]).unwrap();
    fs::write(folder.join("named-wrong.tsv"), &whole).unwrap();
    fs::write(folder.join("plain.tsv.gz"), "id\ttitle\n1\tTea\n").unwrap();
    let (status, out, err) = nearside(&folder, &["compile", "feed.tsv.gz", "--baskets", "baskets.tsv.gz"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("baskets   1 of 1 lines"), "{out}");
    for (name, words) in [
        ("cut.tsv.gz", "cannot be read to its end"),
        ("named-wrong.tsv", "ends in .gz"),
        ("plain.tsv.gz", "not compressed with gzip"),
    ] {
        let (status, _, err) = nearside(&folder, &["compile", name, "-o", "x.nsc"]);
        assert!(status == 1 && err.contains("BAD_FEED: ") && err.contains(words), "{err}");
    }
    assert!(!folder.join("x.nsc").exists());
}

#[test]
fn check_only_reports() {
    let folder = folder("check");
    let (status, out, _) = nearside(&folder, &["check", "feed.tsv", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, report["items"].as_u64(), report["missing"]["price"].as_u64()), (0, Some(2), Some(2)));
    assert!(report["core"]["gzipPerItem"].as_f64().unwrap() > 0.0);
    assert_eq!(names(&folder), ["feed.tsv"]);
}

#[test]
fn check_fails_for_what_is_lost_and_when_strict_for_what_is_poor() {
    let folder = folder("strict");
    let statuses = |feed: &str| {
        fs::write(folder.join("feed.csv"), feed).unwrap();
        [&["check", "feed.csv"][..], &["check", "feed.csv", "--strict"]].map(|asked| nearside(&folder, asked).0)
    };
    let good = "id,title,link,image_link,price,brand,product_type,availability\n\
        1,Tea,/1,/1.png,2 EUR,Acme,Food > Tea,in stock\n2,Salt,/2,/2.png,1 EUR,Acme,Food > Salt,in stock\n";
    assert_eq!(statuses(good), [0, 0]);
    assert_eq!(statuses(&good.replace("Acme", "")), [0, 1], "no brand");
    assert_eq!(statuses(&good.replace("2,Salt", "1,Salt")), [1, 1], "an id twice");
    assert_eq!(statuses("id,title\n1,\"Tea"), [0, 1]);
    fs::write(folder.join("feed.csv"), good.replace("Acme", "")).unwrap();
    let (status, out, _) = nearside(&folder, &["check", "feed.csv", "--strict", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, report["findings"][0]["code"].as_str()), (1, Some("no-brand")));
}

#[test]
fn check_reads_the_whole_of_nearside_json_with_a_feed_or_without() {
    let folder = folder("check-config");
    let check = |config: &str| {
        fs::write(folder.join("nearside.json"), config).unwrap();
        let alone = nearside(&folder, &["check", "--config", "nearside.json"]);
        (alone.0, alone.2, nearside(&folder, &["check", "feed.tsv", "--config", "nearside.json"]).0)
    };
    assert_eq!(check(r#"{"shop": "Tea"}"#), (0, String::new(), 0));
    let (alone, why, with_feed) = check(r#"{"about": {"adress": "x"}}"#);
    assert_eq!((alone, with_feed), (1, 1));
    assert!(why.starts_with("BAD_CONFIG: ") && why.contains("adress"), "{why}");
    // Only the catalog knows its categories.
    let reach = |name: &str| {
        format!(r#"{{"counts": {{"questions": {{"reach": {{"purpose": "p", "categories": ["{name}"]}}}}}}}}"#)
    };
    assert_eq!((check(&reach("Food")).2, check(&reach("Shoes")).0, check(&reach("Shoes")).2), (0, 0, 1));
    assert_eq!(nearside(&folder, &["check"]).0, 2);
}

#[test]
fn options_reach_the_compiler() {
    let folder = folder("options");
    fs::write(folder.join("nearside.json"), r#"{"shop": "Tea", "sensitive": ["drinks"]}"#).unwrap();
    let (status, _, err) =
        nearside(&folder, &["compile", "feed.tsv", "--no-cards", "--neighbors", "0", "--config", "nearside.json"]);
    assert_eq!(status, 0, "{err}");
    let catalog = Catalog::open(fs::read(folder.join("catalog.nsc")).unwrap()).unwrap();
    let item = catalog.find("1").unwrap();
    assert!(catalog.card(item).title.is_empty() && catalog.is_sensitive(item));
    fs::write(folder.join("nearside.json"), r#"{"sensitive": "drinks"}"#).unwrap();
    let (status, _, err) = nearside(&folder, &["compile", "feed.tsv", "--config", "nearside.json"]);
    assert!(status == 1 && err.starts_with("BAD_CONFIG: "), "{err}");
    assert_eq!(nearside(&folder, &["compile", "feed.tsv", "--neighbors", "1001"]).0, 2);
    assert_eq!(nearside(&folder, &["compile"]).0, 2);
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let folder = folder("unwritable");
    for (path, why) in [("no/such/folder/catalog.nsc", ""), (".", "it is a folder")] {
        let (status, _, err) = nearside(&folder, &["compile", "feed.tsv", "-o", path]);
        let last = err.lines().last().unwrap();
        assert!(status == 1 && last.starts_with("BAD_OPTION: ") && last.contains(why), "{err}");
    }
    assert_eq!(names(&folder), ["feed.tsv"]);
}

/// `tests/pack/cli.test.mjs` holds the command of npm to the same answers, byte for byte.
#[test]
fn counts_explains_what_is_written_down() {
    let folder = folder("explained");
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/counts/explained.json");
    let kept: serde_json::Value = serde_json::from_slice(&fs::read(kept).unwrap()).unwrap();
    let texts = |list: &serde_json::Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    for one in kept.as_array().unwrap() {
        let asked = texts(&one["asked"]);
        let arguments: Vec<&str> =
            ["counts", "--explain"].into_iter().chain(asked.iter().map(String::as_str)).collect();
        let (status, out, err) = nearside(&folder, &arguments);
        assert_eq!((i64::from(status), out + &err), (one["status"].as_i64().unwrap(), texts(&one["says"]).join("\n")));
    }
    assert!(kept.as_array().unwrap().len() > 5);
}

#[test]
fn counts_explains_how_many_reports_a_difference_takes_and_what_they_give_away() {
    let folder = folder("explain");
    let (status, out, _) = nearside(&folder, &["counts", "--explain"]);
    assert_eq!(status, 0);
    // The numbers for ln 3, ln 2 and no blur at all, and the share of right guesses after 1 and 13 reports.
    for numbers in [
        "arm in clear 977,000 2,550,000 36,500",
        "arm inside the answer 5,850,000 - 36,500",
        "20 -> 22 %, arm in clear 71,300 169,000 12,500",
        "52.5 : 47.5 12,500 28,200 3,140",
        "55 : 45 3,140 7,060 784",
        "1 63.1 % 3.1 %",
        "13 90.9 % 36.2 % the most in a year",
    ] {
        let words: Vec<&str> = out.split_whitespace().collect();
        assert!(words.join(" ").contains(numbers), "{numbers}: {out}");
    }
    let asked = |arguments: &[&str]| nearside(&folder, &[&["counts", "--explain"], arguments].concat());
    let (status, out, _) = asked(&["--from", "3", "--to", "3.5%"]);
    assert!(status == 0 && out.contains("977,000 reports in both arms together"), "{out}");
    let (_, out, _) = asked(&["--question", "category", "--categories", "15", "--from", "5", "--to", "6"]);
    assert!(out.contains("16 cells") && out.contains("819,000 reports in both periods"), "{out}");
    assert_eq!(asked(&["--from", "3", "--to", "3"]).0, 1);
    for wrong in [&["--from", "3"][..], &["--from", "3", "--to", "101"], &["--question", "like"]] {
        assert_eq!(asked(wrong).0, 2);
    }
    assert_eq!(nearside(&folder, &["counts"]).0, 2);
}
