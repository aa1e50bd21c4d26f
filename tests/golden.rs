//! The same profile, catalog and day give the same order everywhere: 1,000 real households, natively. The same
//! lists are made in Node and in Chromium by `tests/golden/run.mjs`, in Firefox and WebKit by `tests/engines/run.mjs`,
//! against the same hash. So are reports from coins that can be had again.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

use flate2::read::GzDecoder;
use nearside::catalog::compile::{compile, Options};
use nearside::catalog::format::checksum;
use nearside::catalog::Catalog;
use nearside::consent::Level;
use nearside::counts::{otlp, randomize, Domain, Entropy, Odds, Symbol};
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
    let catalog_sum = checksum(&bytes);

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
    holds("catalog", catalog_sum);
    holds("lists", checksum(lists.as_bytes()));
}

/// Cells, and at most how many to one: as in `tests/golden/reports.js`.
const DOMAINS: [(u16, Odds); 10] = [
    (2, Odds::Three),
    (4, Odds::Three),
    (12, Odds::Three),
    (64, Odds::Three),
    (512, Odds::Three),
    (2, Odds::Two),
    (3, Odds::Two),
    (12, Odds::Two),
    (63, Odds::Two),
    (510, Odds::Two),
];

#[test]
fn reports_have_the_recorded_bytes() {
    let (mut word, mut text) = (1u32, String::new());
    for at in 0..2_000u32 {
        let (cells, odds) = DOMAINS[at as usize % DOMAINS.len()];
        let domain = if cells == 2 { Some(Domain::yes_no(odds)) } else { Domain::holding(cells.into(), odds) };
        let symbol =
            Symbol::new(domain.expect("a size that there is"), (at % u32::from(cells)) as u16).expect("a cell");
        let bytes: Vec<u8> = (0..4096)
            .map(|_| {
                word = word.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (word >> 24) as u8
            })
            .collect();
        let report = randomize(symbol, &mut Entropy::new(&bytes)).expect("coins enough");
        for byte in otlp::encode(&report, &format!("golden.{at}/1"), None, Day(20_000 + at)) {
            write!(text, "{byte:02x}").expect("memory");
        }
        text.push('\n');
    }
    holds("reports", checksum(text.as_bytes()));
}

/// Compares with the line of this name, or with UPDATE=1 writes it.
fn holds(name: &str, sum: u64) {
    static FILE: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one_at_a_time = FILE.lock();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/sums.txt");
    let there = std::fs::read_to_string(path).unwrap_or_default();
    let line = format!("{name} {sum:016x}");
    if std::env::var_os("UPDATE").is_some() {
        let mut lines: Vec<&str> = there.lines().filter(|line| !line.starts_with(&format!("{name} "))).collect();
        lines.push(&line);
        lines.sort_unstable();
        std::fs::write(path, lines.join("\n") + "\n").expect("the sums can be written");
        return;
    }
    assert!(there.lines().any(|known| known == line), "{line} is not recorded: UPDATE=1 if this change is meant");
}
