//! The engine in a real browser: the store that is gloo-storage, and the seam to JavaScript.
//! `wasm-pack test --headless --chrome -- --features compiler --test browser`
#![cfg(all(target_arch = "wasm32", feature = "compiler"))]

mod common;

use common::{catalog, home, ids, HISTORY, TODAY};
use nearside::browser::Shop;
use nearside::calls::Call;
use nearside::consent::Level;
use nearside::day::Day;
use nearside::engine::Engine;
use nearside::policy::Policy;
use nearside::signal::Signal;
use nearside::store::{BrowserStore, MemoryStore, Shelf, Store, ASIDE, KEY};
use nearside::Code;
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

fn storage(shelf: Shelf) -> web_sys::Storage {
    let window = web_sys::window().expect("a page");
    match shelf {
        Shelf::Device => window.local_storage(),
        Shelf::Tab => window.session_storage(),
    }
    .expect("it is allowed")
    .expect("it is there")
}

fn clear() {
    storage(Shelf::Device).clear().expect("it can be emptied");
    storage(Shelf::Tab).clear().expect("it can be emptied");
}

fn keys() -> u32 {
    storage(Shelf::Device).length().expect("a number") + storage(Shelf::Tab).length().expect("a number")
}

fn shop() -> Engine<BrowserStore> {
    Engine::new(catalog(), Policy::default(), BrowserStore)
}

fn with_history() -> Engine<BrowserStore> {
    let mut shop = shop();
    shop.set_level(Level::Remember, TODAY);
    for (signal, ids, ago) in HISTORY {
        assert!(shop.track(*signal, ids, Day(TODAY.0 - ago)));
    }
    shop
}

#[wasm_bindgen_test]
fn nothing_is_written_before_a_choice() {
    clear();
    let mut shop = shop();
    for signal in Signal::ALL {
        shop.track(*signal, &["p1"], TODAY);
    }
    shop.track_search("pets", TODAY);
    assert_eq!(keys(), 0);
}

#[wasm_bindgen_test]
fn what_is_remembered_is_there_after_a_reload() {
    clear();
    let before = with_history().export(TODAY);
    assert_eq!(keys(), 1);
    assert_eq!(storage(Shelf::Device).get_item(KEY).expect("allowed").as_deref(), Some(before.as_str()));
    assert_eq!(shop().export(TODAY), before);
}

#[wasm_bindgen_test]
fn each_level_keeps_where_it_says() {
    clear();
    let mut shop = with_history();
    shop.set_level(Level::Visit, TODAY);
    assert_eq!(storage(Shelf::Device).length().expect("a number"), 0);
    assert_eq!(storage(Shelf::Tab).length().expect("a number"), 1);
    shop.set_level(Level::Off, TODAY);
    assert_eq!(keys(), 1);
    let refusal = storage(Shelf::Device).get_item(KEY).expect("allowed").expect("remembered");
    assert!(refusal.len() < 90 && refusal.contains("off"), "{refusal}");
}

#[wasm_bindgen_test]
fn erasing_leaves_no_key() {
    clear();
    let mut shop = with_history();
    BrowserStore.set(Shelf::Device, ASIDE, "damaged").expect("there is room");
    shop.erase();
    assert_eq!(keys(), 0);
}

#[wasm_bindgen_test]
fn a_damaged_text_is_set_aside() {
    clear();
    storage(Shelf::Device).set_item(KEY, "{\"nearside\":1,").expect("there is room");
    let shop = shop();
    assert_eq!(shop.problems()[0].code(), Code::ProfileCorrupt);
    assert_eq!(storage(Shelf::Device).get_item(ASIDE).expect("allowed").as_deref(), Some("{\"nearside\":1,"));
    clear();
}

#[wasm_bindgen_test]
fn full_storage_is_told_and_what_was_there_stays() {
    clear();
    let mut shop = with_history();
    let before = storage(Shelf::Device).get_item(KEY).expect("allowed").expect("kept");
    let mut filler = "x".repeat(4 << 20);
    while !filler.is_empty() {
        let name = format!("filler{}", filler.len());
        if storage(Shelf::Device).set_item(&name, &filler).is_err() {
            filler.truncate(filler.len() / 2);
        } else if filler.len() < 8 {
            break;
        }
        if filler.len() >= 8 && storage(Shelf::Device).get_item(&name).expect("allowed").is_some() {
            filler.truncate(filler.len() / 2);
        }
    }
    for n in 0..60 {
        assert!(shop.track(Signal::View, &[&format!("p{n}")], TODAY), "the page itself goes on");
    }
    assert!(shop.problems().iter().any(|problem| problem.code() == Code::StorageFull), "{:?}", shop.problems());
    assert!(storage(Shelf::Device).get_item(KEY).expect("allowed").expect("kept").len() >= before.len());
    clear();
}

#[wasm_bindgen_test]
fn the_browser_and_memory_give_the_same_lists() {
    clear();
    let mut here = with_history();
    let mut memory = Engine::new(catalog(), Policy::default(), MemoryStore::default());
    memory.import(&here.export(TODAY), TODAY).expect("our own export");
    let (a, b) = (home(&mut here, 40), home(&mut memory, 40));
    assert_eq!(ids(&here, &a), ids(&memory, &b));
    clear();
}

#[wasm_bindgen_test]
fn the_seam_answers_with_coded_errors() {
    clear();
    let code = |answer: Vec<u8>| match answer.split_last() {
        Some((1, said)) => String::from_utf8_lossy(said).split(' ').next().unwrap_or_default().to_owned(),
        _ => "none".to_owned(),
    };
    let ask = |shop: &mut Shop, what: Call, given: &str| code(shop.call(what as usize, 1.0, given.into()));
    let mut shop = Shop::new();
    assert_eq!(ask(&mut shop, Call::Items, "\n"), "INTERNAL");
    assert_eq!(ask(&mut shop, Call::Add, "<html>not found</html>"), "none");
    assert_eq!(ask(&mut shop, Call::Open, "\n"), "CATALOG_CORRUPT");
    assert_eq!(ask(&mut shop, Call::Items, "\n"), "CATALOG_CORRUPT");
    assert_eq!(ask(&mut shop, Call::Open, "\n{\"shpo\":\"x\"}"), "BAD_CONFIG");
    assert_eq!(ask(&mut shop, Call::Open, "\n"), "none");
    assert_eq!(ask(&mut shop, Call::Decide, "level everything\n"), "BAD_OPTION");
    assert_eq!(ask(&mut shop, Call::Track, "stare\nsku-1\n"), "BAD_SIGNAL");
    assert_eq!(ask(&mut shop, Call::Import, "\n[]"), "BAD_OPTION");
}
