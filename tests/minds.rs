//! Several tabs of one shopper who changes their mind in some of them, at every level, with guests, ceilings, storage that
//! is full and pages that sleep: at last all show what the device keeps, and nobody writes for ever.
//! What tabs note at the same time: `tests/tabs.rs`.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::tabs::{seen, Browser};
use common::TODAY;
use nearside::calls::Call;
use nearside::consent::Level;
use nearside::profile::{without_tabs, write};
use nearside::store::{Shelf, Store, KEY};
use std::collections::BTreeMap;

#[test]
fn tabs_that_all_choose_at_once_agree_on_one_profile() {
    for seed in 1..=300 {
        let mut browser = Browser::empty(seed);
        for _ in 0..5 {
            browser.open();
        }
        for step in 0..40 {
            let tab = browser.chance.below(5);
            // As a consent manager does that speaks up in each tab.
            browser.heed(tab, Call::Decide, "level remember", "");
            browser.heed(tab, Call::Track, "view", &format!("p{step}\n"));
            for _ in 0..browser.chance.below(6) {
                let tab = browser.chance.below(5);
                browser.meanwhile(tab, true);
            }
        }
        assert_eq!(browser.agreed().level(), Some(Level::Remember), "seed {seed}");
    }
}

#[test]
fn a_tab_without_room_takes_over_what_others_decide_and_notes_its_own_when_there_is_room() {
    let mut browser = Browser::new(2, 1);
    browser.tabs[0].store_mut().full = true;
    assert!(browser.heed(0, Call::Track, "view", "p1\n"));
    assert!(!browser.tabs[0].is_kept());
    // What another tab notes is there with it, and once there is room both are kept.
    assert!(browser.heed(1, Call::Track, "view", "p2\n"));
    browser.settle();
    assert_eq!(seen(&mut browser.tabs[0]).0.len(), 2);
    browser.tabs[0].store_mut().full = false;
    assert!(browser.heed(0, Call::Track, "view", "p3\n"));
    assert_eq!(seen(browser.agreed()).0.len(), 3);
    // A refusal holds although there was no room.
    browser.tabs[0].store_mut().full = true;
    assert!(browser.heed(0, Call::Track, "view", "p1\n"));
    assert!(browser.heed(1, Call::Decide, "level off", ""));
    browser.settle();
    browser.tabs.pop();
    browser.tabs[0].store_mut().full = false;
    assert!(!browser.heed(0, Call::Track, "view", "p1\n"));
    assert_eq!(browser.agreed().level(), Some(Level::Off));
}

/// What one tab may do: something of each kind that changes where a profile lies, whose it is, or whether it can be written.
const ACTS: [(Call, &str, &str); 12] = [
    (Call::Decide, "guest 1", ""),
    (Call::Decide, "guest ", ""),
    (Call::Decide, "guest ", ""),
    (Call::Decide, "ceiling off", "gpc"),
    (Call::Decide, "ceiling visit", "gpc"),
    (Call::Decide, "ceiling ", "gpc"),
    (Call::Decide, "level off", ""),
    (Call::Decide, "level off", "keep"),
    (Call::Decide, "level visit", ""),
    (Call::Decide, "level remember", ""),
    (Call::Decide, "level remember", ""),
    (Call::Decide, "level remember", ""),
];

#[test]
fn whatever_five_tabs_do_each_shows_what_the_device_keeps() {
    for seed in 1..=400 {
        let mut browser = Browser::new(5, seed);
        let mut frozen = Vec::new();
        for step in 0..80 {
            let awake: Vec<_> = (0..browser.tabs.len()).filter(|tab| !frozen.contains(tab)).collect();
            let tab = awake[browser.chance.below(awake.len())];
            match browser.chance.below(40) {
                0 => browser.tabs[tab].erase(),
                1 => {
                    let file = browser.tabs[tab].export(TODAY);
                    // Refused where nothing may be kept.
                    let _ = browser.tabs[tab].heed(Call::Import, "", &file, TODAY);
                }
                2 => browser.tabs[tab].store_mut().full = true,
                3 | 4 => browser.tabs.iter_mut().for_each(|tab| tab.store_mut().full = false),
                5 if awake.len() > 2 => frozen.push(tab),
                6 => frozen.truncate(frozen.len().saturating_sub(1)),
                7 if browser.tabs.len() < 20 => browser.open(),
                act => match ACTS.get(act.wrapping_sub(8)) {
                    Some((call, word, given)) => drop(browser.heed(tab, *call, word, given)),
                    None => drop(browser.heed(tab, Call::Track, "view", &format!("p{step}\n"))),
                },
            }
            for _ in 0..browser.chance.below(6) {
                let tab = browser.chance.below(browser.tabs.len());
                if !frozen.contains(&tab) {
                    browser.meanwhile(tab, true);
                }
            }
        }
        browser.tabs.iter_mut().for_each(|tab| tab.store_mut().full = false);
        browser.settle();
        let text = browser.tabs[0].store().get(Shelf::Device, KEY);
        for (at, tab) in browser.tabs.iter_mut().enumerate() {
            assert_eq!(tab.store().get(Shelf::Device, KEY), text, "seed {seed}, tab {at}");
            tab.end_guest();
            if tab.chosen().is_some() && !tab.is_kept() {
                // There was no room, and nothing was done since.
                continue;
            }
            let own = write(tab.profile());
            match &text {
                Some(text) => assert_eq!(without_tabs(text).0, own, "seed {seed}, tab {at}"),
                None => assert!(tab.chosen().is_none() || tab.shelf() == Shelf::Tab, "seed {seed}, tab {at}: {own}"),
            }
        }
    }
}

#[test]
fn guests_full_storage_and_pages_that_sleep_lose_nothing_and_double_nothing() {
    for seed in 1..=300 {
        let mut browser = Browser::new(4, seed);
        let (mut views, mut frozen) = (BTreeMap::new(), Vec::new());
        for step in 0..80 {
            let awake: Vec<_> = (0..browser.tabs.len()).filter(|tab| !frozen.contains(tab)).collect();
            let tab = awake[browser.chance.below(awake.len())];
            match browser.chance.below(24) {
                0 => drop(browser.heed(tab, Call::Decide, "guest 1", "")),
                1 | 2 => drop(browser.heed(tab, Call::Decide, "guest ", "")),
                3 => browser.tabs[tab].store_mut().full = true,
                4 | 5 => browser.tabs.iter_mut().for_each(|tab| tab.store_mut().full = false),
                // Asleep with all that it wrote sent, as in the cache for "back".
                6 if awake.len() > 2 => {
                    while browser.tabs[tab].store_mut().flush() {}
                    frozen.push(tab);
                }
                7 => frozen.truncate(frozen.len().saturating_sub(1)),
                8 if browser.tabs.len() < 8 => browser.open(),
                _ => {
                    let (own, id) = (!browser.tabs[tab].is_guest(), format!("p{}", step % 9));
                    assert!(browser.heed(tab, Call::Track, "view", &format!("{id}\n")), "seed {seed}");
                    *views.entry(id).or_default() += u32::from(own);
                }
            }
            for _ in 0..browser.chance.below(6) {
                let tab = browser.chance.below(browser.tabs.len());
                if !frozen.contains(&tab) {
                    browser.meanwhile(tab, true);
                }
            }
        }
        for tab in 0..browser.tabs.len() {
            browser.tabs[tab].store_mut().full = false;
            browser.heed(tab, Call::Decide, "guest ", "");
            // What there was no room for is written with the next change.
            assert!(browser.heed(tab, Call::Track, "view", "p20\n"));
            *views.entry("p20".to_owned()).or_default() += 1;
        }
        views.retain(|_, times| *times > 0);
        assert_eq!(seen(browser.agreed()).0, views, "seed {seed}");
    }
}
