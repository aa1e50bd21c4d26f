//! Sessions files: what they tell, and what is wrong with them.

use crate::tells;
use nearside::catalog::compile::{compile_all, from_all, Options};
use nearside::catalog::problem::ProblemKind as Kind;
use nearside::catalog::product::Product;
use nearside::catalog::report::Report;
use nearside::catalog::{Catalog, ItemIx, Table};
use nearside::{Code, Result};
use std::collections::BTreeMap;
use std::io::BufReader;

const FEED: &str = "id\titem_group_id\ttitle\na\t\tA\nb1\tb\tB\nb2\tb\tB\nc\t\tC\nd\t\tD\n";
const HEAD: &str = "SessionId\tItemId\tTime\n";

fn try_read(sessions: &str, options: &Options) -> Result<(Catalog, Report)> {
    let source = |text: &'static str| BufReader::with_capacity(997, text.as_bytes());
    let sessions = BufReader::with_capacity(61, sessions.as_bytes());
    let (bytes, report) = compile_all(source(FEED), None::<&[u8]>, Some(sessions), options, None, &mut |_| {})?;
    Ok((Catalog::open(bytes).expect("what the compiler writes can be opened"), report))
}

fn read(lines: &str) -> (Catalog, Report) {
    try_read(&[HEAD, lines].concat(), &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// The value of each follower, as the file says it.
fn values(catalog: &Catalog, table: Table, item: ItemIx) -> BTreeMap<String, f64> {
    let top = f64::from(catalog.table_top(table)) / 4096.0;
    let step = f64::from(catalog.table_step(table)) / 65_536.0;
    let value = |weight: u8| top.exp() * (-step * f64::from(255 - weight)).exp2();
    catalog.neighbors(table, item).map(|(to, weight)| (catalog.id(to).to_string(), value(weight))).collect()
}

fn followers(catalog: &Catalog, id: &str) -> BTreeMap<String, f64> {
    values(catalog, Table::Sessions, catalog.find(id).expect(id))
}

#[test]
fn a_sessions_file_without_a_header_is_refused() {
    for file in ["", "1\ta\t17\n2\tb1\t18\n", "session\n1\n", "SessionId\tTime\n", "ItemId,Time\n1,2\n"] {
        let error = try_read(file, &Options::default()).err().unwrap_or_else(|| panic!("{file:?} was read"));
        assert_eq!(error.code(), Code::BadFeed, "{file:?}");
    }
    let error = try_read("1\ta\t17\n", &Options::default()).err().unwrap();
    assert!(error.to_string().contains("SessionId, ItemId, Time"), "{error}");
}

#[test]
fn every_common_form_of_the_file_reads_alike() {
    let (wanted, _) = read("x\ta\t1592337718.0\nx\tb1\t1592337719.0\ny\tc\t1592337720.0\ny\ta\t1592337721.0\n");
    assert_eq!(followers(&wanted, "a").into_keys().collect::<Vec<_>>(), ["b1", "c"]);
    for file in [
        "session,item,time\nx,a,1\nx,b2,2\ny,c,3\ny,a,4\n",
        "SESSION_ID;ITEM_ID;TIMESTAMP;price\nx;a;1;9\nx;b;2;9\ny;c;3;9\ny;a;4;9\n",
        "time\tuser\titem\tsession\n1\t7\ta\tx\n2\t7\tb1\tx\n3\t7\tc\ty\n4\t7\ta\ty\n",
        "session,item\n\"x\",\"a\"\nx,b1\ny,c\ny,a\n",
        // Lines of a session need not stand together, nor in order.
        "session,item,time\ny,a,2014-04-07T10:51:10Z\nx,b1,2014-04-07T10:51:08.5Z\ny,c,2014-04-07 10:51:09\n\nx,a,2014-04-07\n",
    ] {
        let (catalog, report) = try_read(file, &Options::default()).unwrap_or_else(|error| panic!("{error}\n{file}"));
        assert_eq!(report.problems.total(), 0, "{}", report.text());
        for id in ["a", "b", "c", "d"] {
            assert_eq!(followers(&catalog, id), followers(&wanted, id), "{id} in {file}");
        }
    }
}

#[test]
fn the_table_is_the_formula() {
    let paths = ["a b1 c", "a c", "c a a b1", "d", "b1 c b1 a d"];
    let lines: String = paths
        .iter()
        .enumerate()
        .flat_map(|(session, path)| {
            path.split(' ').enumerate().map(move |(k, id)| format!("{session}\t{id}\t{}\n", session * 100 + k))
        })
        .collect();
    let (catalog, report) = read(&lines);
    let told = report.sessions.expect("there are sessions");
    assert_eq!((told.lines, told.sessions, told.clicks, told.items_with_followers), (15, 5, 15, 4));
    assert!(told.popularity && report.baskets.is_none());

    let all = paths.len() as f64;
    let fresh = |session: usize| (-(all - session as f64) / all).exp();
    let (mut pairs, mut clicks) = (BTreeMap::<(&str, &str), f64>::new(), BTreeMap::<&str, f64>::new());
    for (session, path) in paths.iter().enumerate() {
        let path: Vec<&str> = path.split(' ').collect();
        for (x, from) in path.iter().enumerate() {
            *clicks.entry(from).or_default() += fresh(session);
            for (y, to) in path.iter().enumerate().filter(|(_, to)| *to != from) {
                let order = if y > x { 1.0 } else { 0.7 };
                *pairs.entry((from, to)).or_default() += fresh(session) * order / x.abs_diff(y) as f64;
            }
        }
    }
    let direct = |from: &str, to: &str| -> f64 {
        let damped = |id: &str, power: f64| (clicks[id] + 5.0).powf(power);
        pairs.get(&(from, to)).map_or(0.0, |pair| pair / (damped(from, 0.75) * damped(to, 0.15)))
    };
    let all = ["a", "b1", "c", "d"];
    for from in all {
        let got = followers(&catalog, from);
        assert_eq!(got.len(), 3, "in two steps everything is reached");
        for to in all.into_iter().filter(|to| *to != from) {
            let middles: f64 = all.iter().map(|middle| direct(from, middle) * direct(middle, to)).sum();
            let real = direct(from, to) + 0.1 * middles;
            // Half a step of a twentieth of an octave, and the logarithm's own last digits.
            assert!((got[to] / real).ln().abs() < 0.0185, "{from} → {to}: {} not {real}", got[to]);
        }
    }
}

#[test]
fn what_is_wrong_with_a_line_is_told() {
    let (catalog, report) = read("1\ta\t10\n\tb1\t11\n1\tx\t12\n1\tc\tsoon\n1\tb1\t13\n1\n");
    tells(&report, Kind::NoSession, 1, 3);
    tells(&report, Kind::UnknownClick, 2, 4);
    tells(&report, Kind::BadTime, 1, 5);
    assert!(report.text().contains("sessions line 3: click without a session"), "{}", report.text());
    assert_eq!(followers(&catalog, "a").into_keys().collect::<Vec<_>>(), ["b1"]);
}

#[test]
fn a_robot_is_left_out() {
    let robot: String = (0..501).map(|k| format!("robot\t{}\t{k}\n", ["a", "d"][k % 2])).collect();
    let (catalog, report) = read(&format!("1\ta\t1\n1\tc\t2\n{robot}"));
    tells(&report, Kind::HugeSession, 1, 4);
    assert_eq!(followers(&catalog, "a").into_keys().collect::<Vec<_>>(), ["c"]);
    assert_eq!(catalog.sold(catalog.find("d").unwrap()), 0);
}

#[test]
fn sessions_stand_in_for_baskets_where_there_are_none() {
    let day = |day: u32, id: &str| format!("{day}{id}\t{id}\t{}\n", 1_592_337_718 + day * 86_400);
    let lines: String = (0..100).map(|d| day(d, "a") + &if d >= 58 { day(d, "c") } else { day(d, "d") }).collect();
    let (catalog, report) = read(&lines);
    let sold = |id: &str| catalog.sold(catalog.find(id).unwrap());
    assert_eq!((sold("a"), sold("c"), sold("d"), sold("b1")), (100, 42, 58, 0));
    assert_eq!(catalog.meta().baskets, 200);
    let trend = |id: &str| catalog.trend_column()[catalog.find(id).unwrap().0 as usize] as i8;
    assert!(trend("c") > 20 && trend("d") < -20, "clicks of the last six weeks against all");
    assert!(report.text().contains("popularity is counted from the sessions"));
    // Without times of day there is no trend, and no harm.
    assert!(read("1\ta\t1\n1\tc\t2\n").0.trend_column().is_empty());
}

#[test]
fn baskets_keep_their_say_where_there_are_both() {
    let (feed, baskets, sessions) =
        (FEED.as_bytes(), "items\na\na\nc\n".as_bytes(), "session,item\n1,d\n1,c\n2,d\n2,c\n");
    let (bytes, report) =
        compile_all(feed, Some(baskets), Some(sessions.as_bytes()), &Options::default(), None, &mut |_| {}).unwrap();
    let catalog = Catalog::open(bytes).unwrap();
    assert_eq!((catalog.sold(catalog.find("a").unwrap()), catalog.sold(catalog.find("d").unwrap())), (2, 0));
    assert_eq!(followers(&catalog, "d").len(), 1);
    assert!(!report.sessions.unwrap().popularity);
}

#[test]
fn clicks_on_unknown_things_only_leave_the_feeds_order() {
    let (catalog, report) = read("1\tx\t1\n1\ty\t2\n");
    assert_eq!((catalog.meta().baskets, report.sessions), (0, None));
    assert!(!catalog.has_table(Table::Sessions));
}

#[test]
fn bytes_and_neighbors_limit_the_table() {
    let products = |n: u32| (0..n).map(|k| Product { id: k.to_string(), ..Product::default() });
    let ids: Vec<String> = (0..300).map(|k| k.to_string()).collect();
    let visits: Vec<(u32, Vec<&str>)> =
        (0..900).map(|k| (20_000, (0..6).map(|j| ids[(k * k + j * 7) % 300].as_str()).collect())).collect();
    let length = |options: &Options| {
        let (bytes, report) = from_all(products(300), &[], &visits, options, None).unwrap();
        let section = report.sections.iter().find(|section| section.name == "foll").map_or(0, |section| section.raw);
        let catalog = Catalog::open(bytes).unwrap();
        let lengths = (0..300).map(|k| catalog.neighbors(Table::Sessions, ItemIx(k)).count());
        (section, lengths.collect::<Vec<_>>(), catalog)
    };
    let (whole, all, _) = length(&Options::default());
    assert_eq!(length(&Options { neighbors: 0, ..Options::default() }).0, 0);
    assert!(length(&Options { neighbors: 4, ..Options::default() }).1.iter().all(|count| *count <= 4));
    for bytes in [whole, whole - 1, whole / 2, 2_000, 1_000, 0] {
        let (section, lengths, catalog) = length(&Options { table_bytes: bytes, ..Options::default() });
        assert!(section <= bytes, "{section} of {bytes}");
        let k = lengths.iter().max().copied().unwrap_or_default();
        for (row, length) in lengths.iter().enumerate() {
            assert!(*length + 1 >= all[row].min(k), "rows are cut alike, but for one pair");
            let is_cut = *length < all[row].min(k);
            let sold = |row: usize| catalog.sold(ItemIx(row as u32));
            assert!(
                !is_cut || (0..300).all(|other| lengths[other] < k || sold(other) >= sold(row)),
                "popular ones last"
            );
        }
    }
    // Sessions before baskets or after, a table that fits stays whole.
    assert_eq!(length(&Options { table_bytes: whole, ..Options::default() }).1, all);
}
