//! docs/levels.md is what the engine does: every cell of its table is found out by doing it.
//! `UPDATE=1 cargo test --features cli --test levels` writes it.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::*;
use nearside::consent::Level;
use nearside::engine::Engine;
use nearside::profile::Subject;
use nearside::signal::{Signal, Stance};
use nearside::store::{MemoryStore, Shelf, Store, KEYS};
use nearside::{records, Result};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

type Log = Rc<RefCell<BTreeSet<String>>>;

/// A store that says what was asked of it.
struct Watched(MemoryStore, Log);

impl Watched {
    fn say(&self, done: &str, shelf: Shelf, name: &str) {
        self.1.borrow_mut().insert(format!("{done} `{name}` of the {}", shelf.word()));
    }
}

impl Store for Watched {
    fn get(&self, shelf: Shelf, name: &str) -> Option<String> {
        let found = self.0.get(shelf, name);
        if found.is_some() {
            self.say("reads", shelf, name);
        }
        found
    }
    fn set(&mut self, shelf: Shelf, name: &str, text: &str) -> Result<()> {
        self.say("writes", shelf, name);
        self.0.set(shelf, name, text)
    }
    fn remove(&mut self, shelf: Shelf, name: &str) {
        if self.0.get(shelf, name).is_some() {
            self.say("removes", shelf, name);
        }
        self.0.remove(shelf, name);
    }
    fn refused(&self, shelf: Shelf) -> bool {
        self.0.refused(shelf)
    }
}

/// How a shopper came to stand where they stand.
struct Case {
    name: &'static str,
    reach: fn(&mut Engine<Watched>),
}

const CASES: &[Case] = &[
    Case { name: "no choice yet", reach: |_| {} },
    Case {
        name: "`off`",
        reach: |shop| {
            shop.set_level(Level::Off, TODAY);
        },
    },
    Case {
        name: "`off`, kept",
        reach: |shop| {
            began(shop);
            shop.turn_off(TODAY);
        },
    },
    Case {
        name: "`visit`",
        reach: |shop| {
            shop.set_level(Level::Visit, TODAY);
        },
    },
    Case { name: "`remember`", reach: began },
    Case {
        name: "`remember`, paused",
        reach: |shop| {
            began(shop);
            drop(shop.decide("paused", "", "1", TODAY));
        },
    },
    Case {
        name: "`remember`, hidden",
        reach: |shop| {
            began(shop);
            shop.set_hidden(true);
        },
    },
    Case {
        name: "`remember`, ceiling `visit`",
        reach: |shop| {
            began(shop);
            shop.set_ceiling("shop", Some(Level::Visit));
        },
    },
    Case {
        name: "`remember`, ceiling `off`",
        reach: |shop| {
            began(shop);
            shop.set_ceiling("shop", Some(Level::Off));
        },
    },
    Case {
        name: "`share`, where the shop asks",
        reach: |shop| {
            shop.set_level(Level::Share, TODAY);
        },
    },
    Case {
        name: "`share`, ceiling `remember`",
        reach: |shop| {
            shop.set_level(Level::Share, TODAY);
            shop.set_ceiling("gpc", Some(Level::Remember));
        },
    },
    Case {
        name: "someone else",
        reach: |shop| {
            began(shop);
            shop.start_guest();
        },
    },
];

fn began(shop: &mut Engine<Watched>) {
    shop.set_level(Level::Remember, TODAY);
    assert!(shop.track(Signal::View, &["p47"], TODAY));
}

/// One row of the table.
fn row(case: &Case) -> String {
    let log = Log::default();
    let mut shop = Engine::new(catalog(), asking(), Watched(MemoryStore::default(), Rc::clone(&log)));
    (case.reach)(&mut shop);
    log.borrow_mut().clear();
    let heard = |shop: &mut Engine<Watched>| shop.state(&Subject::parse("item:p70"), Some(Stance::Like), TODAY);
    let noted: Vec<bool> = Signal::ALL
        .iter()
        .map(|signal| match signal {
            Signal::Search => shop.track_search("kitchen 1", TODAY),
            _ => shop.track(*signal, &["p99"], TODAY),
        })
        .collect();
    let said = heard(&mut shop);
    let list = home(&mut shop, 12);
    shop.rerank(&["p1", "p2"], TODAY);
    let level = shop.level().map_or("none", Level::word);
    let all = |ways: &[&str]| {
        let log = log.borrow();
        let lines: Vec<&str> =
            log.iter().filter(|line| ways.iter().any(|way| line.starts_with(way))).map(String::as_str).collect();
        if lines.is_empty() {
            "nothing".to_owned()
        } else {
            lines.join(", ")
        }
    };
    let noted = if noted.iter().all(|yes| *yes) {
        "yes"
    } else if noted.iter().any(|yes| *yes) {
        "some"
    } else {
        "no"
    };
    let sends: BTreeSet<&str> =
        shop.policy().facts().levels.iter().filter(|facts| facts.name == level).map(|facts| facts.sends).collect();
    let cells = [
        case.name.to_owned(),
        level.to_owned(),
        noted.to_owned(),
        if said { "yes" } else { "no" }.to_owned(),
        if list.personal { "personal" } else { "everybody's" }.to_owned(),
        all(&["reads"]),
        all(&["writes", "removes"]),
        records::health(&shop).storage.to_owned(),
        sends.into_iter().next().unwrap_or("nothing").to_owned(),
    ];
    format!("| {} |\n", cells.join(" | "))
}

#[test]
fn the_table_of_levels_is_what_the_engine_does() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/levels.md");
    let text = std::fs::read_to_string(path).expect("docs/levels.md is there");
    let (begin, end) = ("<!-- made by tests/levels.rs -->\n", "<!-- end -->");
    let (before, rest) = text.split_once(begin).expect("the place of the table");
    let (_, after) = rest.split_once(end).expect("its end");
    let mut table = String::from("| where the shopper stands | level that holds | signals noted | statements heard | lists | reads | writes | what is kept lies in | sends |\n|---|---|---|---|---|---|---|---|---|\n");
    table.extend(CASES.iter().map(row));
    let made = format!("{before}{begin}{table}{end}{after}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &made).expect("docs/levels.md can be written");
    }
    assert_eq!(
        std::fs::read_to_string(path).expect("there"),
        made,
        "run `UPDATE=1 cargo test --features cli --test levels`"
    );
    for key in KEYS {
        assert!(text.contains(&format!("`{key}`")), "{key} is not explained");
    }
}
