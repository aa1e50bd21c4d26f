//! The same profile, catalog and day give the same order everywhere: 1,000 real households, natively. The same
//! lists are made in Node and in Chromium by `tests/golden/run.mjs`, in Firefox and WebKit by `tests/engines/run.mjs`,
//! against the same hash.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

use flate2::read::GzDecoder;
use nearside::catalog::compile::{compile, Options};
use nearside::catalog::Catalog;
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::Engine;
use nearside::policy::Policy;
use nearside::rank::{Placement, Request};
use nearside::signal::Signal;
use nearside::store::MemoryStore;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};

/// Households, and the baskets of each that are replayed: the last ones.
const HOUSEHOLDS: usize = 1_000;
const BASKETS: usize = 10;
const FIRST_DAY: u32 = 17_167; // 2017-01-01

fn data(name: &str) -> String {
    let path = format!("{}/data/complete-journey/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(path).expect("the data are there")).read_to_string(&mut text).expect("text");
    text
}

/// A plain feed of the items: no titles made up, so that this test stands on the data alone. Kept in step with
/// `tests/golden/inputs.mjs`.
fn feed(items: &str) -> String {
    let mut feed = String::from("id\ttitle\tprice\tbrand\tproduct_type\tsize\n");
    for line in items.lines().skip(1) {
        let cell: Vec<&str> = line.split('\t').collect();
        let [_, id, department, category, kind, maker, _, size, price] = cell[..] else {
            panic!("nine columns: {line}")
        };
        writeln!(feed, "{id}\t{kind} {id}\t{price} USD\tMaker {maker}\t{department} > {category} > {kind}\t{size}")
            .expect("memory");
    }
    feed
}

#[test]
fn a_thousand_households_get_the_recorded_lists() {
    let items = data("items.tsv.gz");
    let ids: Vec<&str> = items.lines().skip(1).filter_map(|line| line.split('\t').nth(1)).collect();
    let mut households: Vec<Vec<(Day, Vec<&str>)>> = Vec::new();
    let (mut last, mut orders) = ("", String::from("buyer\tday\titems\n"));
    let baskets = data("baskets.tsv.gz");
    for line in BufReader::new(baskets.as_bytes()).lines().skip(1) {
        let line: &str = Box::leak(line.expect("text").into_boxed_str());
        let cell: Vec<&str> = line.split('\t').collect();
        let day = Day(FIRST_DAY + cell[1].parse::<u32>().expect("a minute") / 1_440);
        let mut at = 0;
        let bought = cell[2].split(' ').map(|step| {
            at += step.parse::<usize>().expect("a step");
            ids[at]
        });
        let bought: Vec<&str> = bought.collect();
        writeln!(orders, "{}\t{day}\t{}", cell[0], bought.join(" ")).expect("memory");
        if cell[0] != last {
            last = cell[0];
            households.push(Vec::new());
        }
        households.last_mut().expect("one was pushed").push((day, bought));
    }
    let (bytes, _) = compile(feed(&items).as_bytes(), Some(orders.as_bytes()), &Options::default(), &mut |_| {})
        .expect("it compiles");
    let catalog_sum = nearside::catalog::format::checksum(&bytes);

    let mut lists = String::new();
    let mut engine = Engine::new(Catalog::open(bytes).expect("it opens"), Policy::default(), MemoryStore::default());
    for household in &households[..HOUSEHOLDS] {
        engine.erase();
        let recent = &household[household.len().saturating_sub(BASKETS)..];
        let today = recent.last().expect("five baskets at least").0;
        engine.set_level(Level::Remember, today);
        for (day, bought) in recent {
            let open = |id: &&str| engine.catalog().find(id).is_some_and(|item| !engine.catalog().is_sensitive(item));
            let may = bought.iter().any(open);
            assert_eq!(engine.track(Signal::Purchase, bought, *day), may);
        }
        for (scored, _) in engine.recommend(&Request::new(Placement::Home, 24), today).items {
            write!(lists, "{}:{} ", engine.catalog().id(scored.item), scored.score).expect("memory");
        }
        lists.push('\n');
    }
    let made =
        format!("catalog {catalog_sum:016x}\nlists {:016x}\n", nearside::catalog::format::checksum(lists.as_bytes()));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/sums.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &made).expect("the sums can be written");
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        made,
        "run with UPDATE=1 if this change of order is meant"
    );
}
