//! Browsers over years, with everything going wrong that can: tabs that race, crashes between booking and sending, clocks
//! set back, storage that refuses, is full, forgets or is cleared, sources of chance that fail, shops that ask for more.
//! Not here: what a report says.
#![allow(dead_code)]

use super::common::{plan, shopper, Splitmix};
use nearside::counts::*;
use nearside::day::Day;
use nearside::error::{Code, Error, Result as Kept};
use nearside::profile::Profile;
use nearside::store::{Shelf, Store};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What shops ask: the most there is, some less, and another question, which begins the plan anew.
const ASKED: [&str; 5] = [
    r#"{"questions": {"funnel": {"purpose": "x"}}}"#,
    r#"{"questions": {"arm.picks": {"purpose": "x", "outcome": "carted"}, "funnel": {"purpose": "x"}}}"#,
    r#"{"questions": {"funnel": {"purpose": "x"}}, "budget": [1, 2, 5]}"#,
    r#"{"questions": {"funnel": {"purpose": "x"}}, "strict": true}"#,
    r#"{"questions": {"paired.order": {"purpose": "x"}}}"#,
];

/// How the disk behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Sound,
    ReadOnly,
    Full,
    /// Takes everything, keeps nothing of it.
    Forgetful,
    Denied,
}

struct Disk {
    kept: BTreeMap<String, String>,
    mood: Mood,
}

/// The storage as one tab sees it. In a race it read earlier than the others wrote, and writes when it is its turn.
#[derive(Clone)]
struct Tab {
    disk: Rc<RefCell<Disk>>,
    seen: BTreeMap<String, String>,
    changed: BTreeSet<String>,
    racing: bool,
}

impl Tab {
    fn open(disk: &Rc<RefCell<Disk>>, racing: bool) -> Tab {
        let seen = disk.borrow().kept.clone();
        Tab { disk: disk.clone(), seen, changed: BTreeSet::new(), racing }
    }

    fn land(&mut self) {
        let mut disk = self.disk.borrow_mut();
        for name in std::mem::take(&mut self.changed) {
            match self.seen.get(&name) {
                Some(text) => disk.kept.insert(name, text.clone()),
                None => disk.kept.remove(&name),
            };
        }
    }
}

impl Store for Tab {
    fn get(&self, _: Shelf, name: &str) -> Option<String> {
        self.seen.get(name).cloned()
    }
    fn set(&mut self, _: Shelf, name: &str, text: &str) -> Kept<()> {
        let mood = self.disk.borrow().mood;
        match mood {
            Mood::ReadOnly | Mood::Denied => return Err(Error::new(Code::StorageDenied, "x")),
            Mood::Full => return Err(Error::new(Code::StorageFull, "x")),
            Mood::Forgetful => return Ok(()),
            Mood::Sound => {}
        }
        self.seen.insert(name.to_owned(), text.to_owned());
        self.changed.insert(name.to_owned());
        if !self.racing {
            self.land();
        }
        Ok(())
    }
    fn remove(&mut self, _: Shelf, name: &str) {
        self.seen.remove(name);
        self.changed.insert(name.to_owned());
        if !self.racing {
            self.land();
        }
    }
    fn refused(&self, _: Shelf) -> bool {
        self.disk.borrow().mood == Mood::Denied
    }
}

/// Coins that end after some words, or never.
struct Flaky<'a> {
    coins: &'a mut Splitmix,
    left: u64,
    failed: bool,
}

impl Coins for Flaky<'_> {
    fn word(&mut self) -> Result<u32, NoCoins> {
        self.failed |= self.left == 0;
        self.left = self.left.saturating_sub(1);
        if self.failed {
            return Err(NoCoins);
        }
        self.coins.word()
    }
}

/// What happened, and what was wrong with it.
#[derive(Debug, Default)]
pub struct Found {
    pub pages: u64,
    pub sent: u64,
    pub races: u64,
    pub crashes: u64,
    pub no_coins: u64,
    /// The most reports in any 7, 28 and 365 days of one storage.
    pub most: [usize; 3],
    pub violations: u64,
    /// The checks that failed.
    pub why: BTreeSet<&'static str>,
}

impl Found {
    fn wrong(&mut self, why: &'static str) {
        self.violations += 1;
        self.why.insert(why);
    }
}

/// What a page finds.
struct Shop<'a> {
    disk: Rc<RefCell<Disk>>,
    plan: &'a Plan,
    profile: &'a Profile,
    locked: bool,
}

/// So many browsers for so many days each. `locked`: as it is shipped; without, to see that races are found.
pub fn fuzz(browsers: u64, days: u32, locked: bool) -> Found {
    let mut found = Found::default();
    for asked in [r#""budget": [2, 4, 13]"#, r#""budget": [1, 5, 13]"#, r#""budget": [1, 4, 14]"#] {
        let text = format!(r#"{{"counts": {{"questions": {{"funnel": {{"purpose": "x"}}}}, {asked}}}}}"#);
        if Plan::from_config(&text, &[]).is_ok() {
            found.wrong("a shop that asks for more is refused");
        }
    }
    for seed in 0..browsers {
        browser(seed, days, locked, &mut found);
    }
    found
}

/// One browser. Every fourth is spared all accidents, so that budgets are used up.
fn browser(seed: u64, days: u32, locked: bool, found: &mut Found) {
    let mut dice = Splitmix(seed);
    let unlucky = seed % 4 != 0;
    let mut chance = |one_in: u64| -> (bool, u64) {
        let drawn = dice.next();
        (unlucky && drawn % one_in == 0, drawn >> 32)
    };
    let disk = Rc::new(RefCell::new(Disk { kept: BTreeMap::new(), mood: Mood::Sound }));
    let plans = ASKED.map(plan);
    let (mut coins, mut clock, mut asked) = (Splitmix(!seed), 20_000i64, (seed % 5) as usize);
    let mut life = Life { sent: Vec::new(), found };
    for _ in 0..days {
        clock += 1;
        let (jumps, far) = chance(40);
        if jumps {
            clock = (clock + (far % 800) as i64 - 400).max(1);
        }
        let today = Day(clock as u32);
        if chance(90).0 {
            // Cleared, evicted, erased.
            disk.borrow_mut().kept.clear();
            life.end();
        }
        let (moody, mood) = chance(12);
        let moods = [Mood::ReadOnly, Mood::Full, Mood::Forgetful, Mood::Denied];
        disk.borrow_mut().mood = if moody { moods[(mood % 4) as usize] } else { Mood::Sound };
        let (other, which) = chance(60);
        if other {
            asked = (which % 5) as usize;
        }
        let log: &[(u32, &str, u32)] = if clock % 3 == 0 { &[(today.0 - 1, "cart", 0)] } else { &[] };
        let profile = shopper("share", log);
        for _ in 0..1 + chance(2).1 % 3 {
            let shop = Shop { disk: disk.clone(), plan: &plans[asked], profile: &profile, locked };
            load(&shop, today, &mut coins, &mut chance, &mut life);
        }
    }
    life.end();
}

/// A page is opened, or several at once: the one that gets the lock may send (`www/counts/send.ts`), in the others
/// somebody looks at what is next. Without a lock they all try.
fn load(
    shop: &Shop<'_>,
    today: Day,
    coins: &mut Splitmix,
    chance: &mut impl FnMut(u64) -> (bool, u64),
    life: &mut Life<'_>,
) {
    let (racing, number) = chance(6);
    let tabs = if racing { 2 + number % 3 } else { 1 };
    life.found.races += u64::from(racing);
    let mut pages: Vec<(Sharing<Tab>, Option<Leaving>)> = Vec::new();
    let views: Vec<Tab> = (0..tabs).map(|_| Tab::open(&shop.disk, racing)).collect();
    for (at, view) in views.into_iter().enumerate() {
        life.found.pages += 1;
        let mut page = Sharing::new(shop.plan.clone(), view);
        let (fails, after) = chance(15);
        let mut source = Flaky { coins: &mut *coins, left: if fails { after % 12 } else { u64::MAX }, failed: false };
        if chance(10).0 || shop.locked && at > 0 {
            let _ = page.next(shop.profile, today, &mut source);
            let _ = page.mix("order", [&["t", "p"], &["p", "t"]], shop.profile, today, &mut source);
        }
        if shop.locked && at > 0 {
            pages.push((page, None));
            continue;
        }
        source.failed = false;
        let left = page.leave(shop.profile, today, &mut source);
        life.found.no_coins += u64::from(source.failed);
        if source.failed && left.as_ref().is_ok_and(Option::is_some) {
            life.found.wrong("without coins nothing leaves");
        }
        pages.push((page, left.unwrap_or_default()));
    }
    // What was written lands in any order; a tab may be gone before.
    let mut waiting = Vec::new();
    while !pages.is_empty() {
        let at = (chance(2).1 % pages.len() as u64) as usize;
        pages.rotate_left(at);
        let (mut page, left) = pages.remove(0);
        if racing && chance(10).0 {
            life.found.crashes += 1;
            continue;
        }
        page.store_mut().land();
        let Some(left) = left else { continue };
        if chance(10).0 {
            life.found.crashes += 1; // Booked, and never sent.
            continue;
        }
        waiting.push(left);
    }
    for left in waiting {
        // As the page asks after a moment: of the storage as it is now.
        let there = Sharing::new(shop.plan.clone(), Tab::open(&shop.disk, false));
        if there.is_booked(&left.hash) {
            life.send(&left, shop.plan, today);
        }
    }
}

/// One storage, from empty to cleared, and what left in it: the day, by the browser's clock.
struct Life<'a> {
    sent: Vec<Day>,
    found: &'a mut Found,
}

impl Life<'_> {
    fn send(&mut self, left: &Leaving, plan: &Plan, today: Day) {
        match otlp::decode(&left.body, plan, today) {
            Ok(got) if got.day == today => {}
            _ => self.found.wrong("a report says the day it leaves on"),
        }
        for (window, most) in [7, 28, 365].into_iter().zip(plan.budget().reports()) {
            let spent = self.sent.iter().filter(|day| today >= **day && today.since(**day) < window).count();
            if spent >= most as usize {
                self.found.wrong("no more than the shop asks for");
            }
        }
        self.sent.push(today);
        self.found.sent += 1;
    }

    /// What left, against the budget.
    fn end(&mut self) {
        for (at, (window, most)) in [(7, 1), (28, 4), (365, 13)].into_iter().enumerate() {
            for start in &self.sent {
                let inside = self.sent.iter().filter(|day| *day >= start && day.since(*start) < window).count();
                self.found.most[at] = self.found.most[at].max(inside);
                if inside > most {
                    self.found.violations += 1;
                    self.found.why.insert("no more than the budget of a storage");
                }
            }
        }
        self.sent.clear();
    }
}
