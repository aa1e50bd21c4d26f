//! Several tabs that write one profile at the same time, each seeing late what the others wrote: nothing is lost, nothing
//! is there twice, and what was refused or erased in one stays so in all. In real browsers: `tests/e2e/tabs.e2e.mjs`.
#![cfg(all(feature = "compiler", not(target_arch = "wasm32")))]

mod common;

use common::tabs::{seen, Browser};
use common::TODAY;
use nearside::calls::Call;
use nearside::consent::Level;
use nearside::profile::{is_alike, read, with_tabs, without_tabs, write};
use nearside::store::{Shelf, Store, KEY};
use std::collections::BTreeMap;

/// Views, forgets and states something of its own five items; `views` and `said` are what must be there at last.
fn act(browser: &mut Browser, tab: usize, views: &mut BTreeMap<String, u32>, said: &mut Vec<String>) {
    let id = format!("p{}", tab * 5 + browser.chance.below(5));
    let subject = format!("item:{id}");
    match browser.chance.below(8) {
        0 => {
            browser.heed(tab, Call::Forget, "", &subject);
            views.remove(&id);
        }
        1 => {
            browser.heed(tab, Call::State, "like", &subject);
            if !said.contains(&subject) {
                said.push(subject);
            }
        }
        2 => {
            browser.heed(tab, Call::State, "", &subject);
            said.retain(|known| *known != subject);
        }
        _ => {
            assert!(browser.heed(tab, Call::Track, "view", &format!("{id}\n")));
            *views.entry(id).or_default() += 1;
        }
    }
}

#[test]
fn eight_tabs_at_once_lose_nothing_and_double_nothing() {
    let mut overwritten = 0;
    for seed in 1..=150 {
        let mut browser = Browser::new(8, seed);
        let (mut views, mut said) = (BTreeMap::new(), Vec::new());
        // From calm to hammering.
        let calm = browser.chance.below(12);
        for _ in 0..120 {
            let tab = browser.chance.below(8);
            act(&mut browser, tab, &mut views, &mut said);
            for _ in 0..browser.chance.below(calm + 1) {
                let tab = browser.chance.below(8);
                browser.meanwhile(tab, true);
            }
        }
        overwritten += browser.written.borrow().len();
        let (found, mut told) = seen(browser.agreed());
        told.sort();
        said.sort();
        assert_eq!(found, views, "seed {seed}");
        assert_eq!(told, said, "seed {seed}");
        assert!(browser.written.borrow().len() < 2_000, "seed {seed}: {}", browser.written.borrow().len());
    }
    assert!(overwritten > 0);
}

#[test]
fn pages_that_come_and_go_lose_nothing_that_they_had_written() {
    for seed in 1..=100 {
        let mut browser = Browser::new(3, seed);
        let (mut views, mut said) = (BTreeMap::new(), Vec::new());
        for _ in 0..12 {
            for _ in 0..browser.chance.below(6) {
                let tab = browser.tabs.len() - 1 - browser.chance.below(2);
                let tab = if browser.chance.below(3) == 0 { 0 } else { tab };
                act(&mut browser, tab, &mut views, &mut said);
                let tab = browser.chance.below(browser.tabs.len());
                browser.meanwhile(tab, true);
            }
            // A link is followed: the old page lives on in the cache for "back", and hears late.
            browser.settle();
            browser.open();
        }
        // Far back: a page that did something long ago, and does something again.
        act(&mut browser, 1, &mut views, &mut said);
        let (found, mut told) = seen(browser.agreed());
        told.sort();
        said.sort();
        assert_eq!((found, told), (views, said), "seed {seed}");
    }
}

#[test]
fn a_tab_that_is_killed_takes_only_its_last_moment_along() {
    for seed in 1..=100 {
        let mut browser = Browser::new(4, seed);
        let (mut views, mut said) = (BTreeMap::new(), Vec::new());
        let mut of_last = 0;
        for step in 0..60 {
            let tab = browser.chance.below(if step < 40 { 4 } else { 3 });
            if tab == 3 {
                assert!(browser.heed(3, Call::Track, "view", "p40\n"));
                of_last += 1;
            } else {
                act(&mut browser, tab, &mut views, &mut said);
            }
            for _ in 0..browser.chance.below(6) {
                let tab = browser.chance.below(browser.tabs.len());
                browser.meanwhile(tab, true);
            }
            if step == 39 {
                // Gone, with what it had not sent.
                browser.tabs.pop();
            }
        }
        let (mut found, mut told) = seen(browser.agreed());
        let kept = found.remove("p40").unwrap_or(0);
        assert!(kept <= of_last, "seed {seed}: {kept} of {of_last}");
        told.sort();
        said.sort();
        assert_eq!((found, told), (views, said), "seed {seed}");
    }
}

#[test]
fn a_refusal_in_one_tab_holds_in_all_whatever_others_are_writing() {
    for (seed, level) in (1..=150).zip(["level off", "level visit"].into_iter().cycle()) {
        let mut browser = Browser::new(5, seed);
        for step in 0..40 {
            let tab = browser.chance.below(5);
            browser.heed(tab, Call::Track, "view", &format!("p{step}\n"));
            if step == 20 {
                assert!(browser.heed(2, Call::Decide, level, ""));
            }
            for _ in 0..browser.chance.below(4) {
                let tab = browser.chance.below(5);
                browser.meanwhile(tab, true);
            }
        }
        browser.settle();
        for (at, tab) in browser.tabs.iter_mut().enumerate() {
            let text = tab.store().get(Shelf::Device, KEY);
            if level == "level visit" {
                assert_eq!(text, None, "seed {seed}: the device keeps something");
                let here = if at == 2 { Some(Level::Visit) } else { None };
                assert_eq!(tab.level(), here, "seed {seed}");
            } else {
                assert_eq!(tab.level(), Some(Level::Off), "seed {seed}");
                let text = text.expect("the refusal");
                assert!(
                    tab.profile().is_blank() && text.ends_with(r#""profile":{"level":"off"}}"#),
                    "seed {seed}: {text}"
                );
            }
        }
    }
}

#[test]
fn what_was_erased_in_one_tab_comes_back_from_none() {
    for seed in 1..=150 {
        let mut browser = Browser::new(5, seed);
        for step in 0..40 {
            let tab = browser.chance.below(5);
            browser.heed(tab, Call::Track, "view", &format!("p{step}\n"));
            if step == 20 {
                browser.tabs[2].erase();
            }
            for _ in 0..browser.chance.below(4) {
                let tab = browser.chance.below(5);
                browser.meanwhile(tab, true);
            }
        }
        browser.settle();
        for tab in &mut browser.tabs {
            assert_eq!(tab.store().get(Shelf::Device, KEY), None, "seed {seed}");
            assert!(tab.level().is_none() && tab.profile().is_blank(), "seed {seed}");
        }
    }
}

#[test]
fn what_is_made_again_and_does_nothing_is_not_made_a_third_time() {
    let mut browser = Browser::new(2, 1);
    let view = |browser: &mut Browser, tab| assert!(browser.heed(tab, Call::Track, "view", "p1\n"));
    view(&mut browser, 0);
    browser.settle();
    // Both forget the same; the second one writes over the first one.
    for tab in [0, 1] {
        assert!(browser.heed(tab, Call::Forget, "", "item:p1"));
        assert!(browser.tabs[tab].store_mut().flush());
    }
    browser.settle();
    view(&mut browser, 1);
    assert_eq!(seen(browser.agreed()).0.get("p1"), Some(&1));
}

#[test]
fn the_line_of_the_tabs_stands_behind_any_profile_and_leaves_it_alone() {
    let mut shop = common::known_shopper();
    shop.heed(Call::State, "never", r#"item:p3,"tabs":[1,2]}"#, TODAY).expect("a stance that there is");
    for alone in [write(shop.profile()), write(&Default::default())] {
        let stored = with_tabs(&alone, &[7, 1, 2]);
        assert_eq!(without_tabs(&stored), (alone.clone(), vec![7, 1, 2]));
        assert_eq!(without_tabs(&alone), (alone.clone(), vec![]));
        assert!(is_alike(&stored, &alone) && is_alike(&alone, &alone));
        assert!(!is_alike(&stored, &write(common::shop().profile()).replace("null", "\"off\"")));
        for cut in 1..stored.len() {
            let Some(cut) = stored.get(..cut) else { continue };
            assert!(read(&without_tabs(cut).0).is_err(), "{cut}");
        }
    }
}

#[test]
fn storage_that_the_browser_empties_leaves_a_working_shop_that_asks_again() {
    let mut browser = Browser::new(2, 1);
    assert!(browser.heed(0, Call::Track, "view", "p1\n"));
    browser.settle();
    let file = browser.tabs[0].export(TODAY);
    browser.written.borrow_mut().push((usize::MAX, None));
    browser.settle();
    for tab in &mut browser.tabs {
        assert!(tab.level().is_none() && tab.profile().is_blank() && tab.problems().is_empty());
        assert_eq!(common::home(tab, 12).items.len(), 12);
    }
    // A file that was saved before brings it back, in every tab.
    assert!(!browser.heed(1, Call::Import, "", &file));
    assert_eq!(browser.agreed().level(), Some(Level::Remember));
    assert_eq!(seen(&mut browser.tabs[0]).0.get("p1"), Some(&1));
}
