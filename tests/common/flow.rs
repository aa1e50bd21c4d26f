//! The exact law of what leaves a device, over every coin: from the log, through the answer, the blur and the ledger, to
//! the body of the request and the question after it. And what must be true of it. For `tests/sharing_law.rs` and the
//! audit.
#![allow(dead_code)]

use super::common::{plan, shopper, Splitmix, TODAY};
use super::law::Ratio;
use nearside::counts::otlp::decode;
use nearside::counts::*;
use nearside::profile::Profile;
use nearside::store::MemoryStore;
use std::collections::BTreeMap;

/// Two questions, so that there is one to draw.
const ASKS: &str = r#"{"questions": {
    "funnel": {"purpose": "How far visitors get"},
    "arm.picks": {"purpose": "Whether picks help", "outcome": "carted"}
}}"#;

/// Words of two bits along one path of a tree; beyond its end the path grows by zeros.
struct Path {
    words: Vec<u32>,
    read: usize,
    most: usize,
}

impl Coins for Path {
    const BITS: u32 = 2;
    fn word(&mut self) -> Result<u32, NoCoins> {
        if self.read == self.most {
            return Err(NoCoins);
        }
        if self.read == self.words.len() {
            self.words.push(0);
        }
        self.read += 1;
        Ok(self.words[self.read - 1])
    }
}

/// Calls with every sequence of up to `most` words, and adds up how likely each outcome is. Only a call that met a
/// refused word asks for more; it is left out, which is exact, because a refusal tells nothing (`law`).
fn every_coin<T: Ord>(most: usize, mut call: impl FnMut(&mut Path) -> Option<T>) -> BTreeMap<T, Ratio> {
    let (mut path, mut law, mut all) = (Path { words: Vec::new(), read: 0, most }, BTreeMap::new(), Ratio(0, 1));
    loop {
        path.read = 0;
        let outcome = call(&mut path);
        path.words.truncate(path.read);
        if let Some(outcome) = outcome {
            let likely = Ratio(1, 1i128 << (2 * path.read));
            all = all.plus(likely);
            let place = law.entry(outcome).or_insert(Ratio(0, 1));
            *place = place.plus(likely);
        }
        while path.words.last() == Some(&3) {
            path.words.pop();
        }
        let Some(last) = path.words.last_mut() else { break };
        *last += 1;
    }
    law.into_values_over(all)
}

trait Over {
    fn into_values_over(self, all: Ratio) -> Self;
}

impl<T: Ord> Over for BTreeMap<T, Ratio> {
    fn into_values_over(mut self, all: Ratio) -> Self {
        self.values_mut().for_each(|likely| *likely = likely.over(all));
        self
    }
}

/// All that a server sees of one page load, and of the next one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// What left: the question and arm that stand in it in clear, and the cells.
    pub left: Option<(String, Option<&'static str>, Report)>,
    /// What is asked next: the server sees it in the next report.
    pub next: (String, Option<&'static str>),
}

/// What is wrong with the flow, by the check that finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong(pub &'static str);

/// What was proved.
#[derive(Debug)]
pub struct Flow {
    pub odds: Ratio,
    pub outcomes: usize,
}

/// Shoppers whose last days differ in every way that an answer can.
fn shoppers() -> Vec<Profile> {
    let day = TODAY.0 + 3;
    let logs: [&[(u32, &str, u32)]; 4] =
        [&[], &[(day, "view", 0)], &[(day, "view", 1), (day, "cart", 0)], &[(day, "cart", 1), (day, "purchase", 0)]];
    logs.iter().map(|log| shopper("share", log)).collect()
}

/// Browsers that reported once and are asked `question` now: they differ in nothing but what the first report showed.
fn browsers(question: &str) -> Vec<Sharing<MemoryStore>> {
    let quiet = shopper("share", &[]);
    let mut found: Vec<(Report, Sharing<MemoryStore>)> = Vec::new();
    for seed in 0..4_000 {
        let (mut one, mut coins) = (Sharing::new(plan(ASKS), MemoryStore::default()), Splitmix(seed));
        // An experiment's first report is about its first whole day, and waits to be seen.
        for day in [0, 1, 1] {
            let _ = one.leave(&quiet, TODAY.plus(day), &mut coins);
        }
        let Ok(book) = one.book() else { continue };
        let (Some(first), Some(next)) = (book.sent().first(), &book.next) else { continue };
        let new = !found.iter().any(|(report, _)| *report == first.report);
        if first.day == TODAY.plus(1) && first.question == question && next.question == question && new {
            if next.arm == Some(Arm::Without) {
                continue;
            }
            found.push((first.report, one));
        }
    }
    found.into_iter().map(|(_, one)| one).collect()
}

/// What a server sees when a page is opened a week later, for each shopper.
fn laws(browser: &mut Sharing<MemoryStore>, shoppers: &[Profile], words: usize) -> Vec<BTreeMap<Seen, Ratio>> {
    let store = MemoryStore::clone(browser.store_mut());
    let day = TODAY.plus(8);
    let all = shoppers.iter().map(|profile| {
        every_coin(words, |path| {
            let mut page = Sharing::new(plan(ASKS), store.clone());
            let left = page.leave(profile, day, path).ok()?;
            let left = left.map(|left| {
                let got = decode(&left.body, page.plan(), day).expect("a report that the collector takes");
                (page.plan().asked()[got.place].name().to_owned(), got.arm.map(Arm::word), got.report)
            });
            let next = page.book().ok()?.next?;
            Some(Seen { left, next: (next.question, next.arm.map(Arm::word)) })
        })
    });
    all.collect()
}

/// Proves that of a page load nothing depends on the shopper but the cells, these by the odds at most, and that nothing
/// depends on what was reported before.
pub fn prove() -> Result<Flow, Wrong> {
    let mut flow = Flow { odds: Ratio(0, 1), outcomes: 0 };
    // The blur takes as many words as there are cells; the next question three.
    for (question, cells) in [("funnel/1", 4), ("arm.picks/1", 2)] {
        let (mut browsers, shoppers) = (browsers(question), shoppers());
        let Some((one, others)) = browsers.split_first_mut().filter(|(_, others)| others.len() == cells - 1) else {
            return Err(Wrong("a browser where nothing was done reports too, and any report"));
        };
        let first = laws(one, &shoppers, cells + 3);
        for other in others {
            if laws(other, &shoppers[2..3], cells + 3) != first[2..3] {
                return Err(Wrong("a report does not depend on the one before"));
            }
        }
        one_page(&first, &mut flow)?;
    }
    Ok(flow)
}

fn one_page(laws: &[BTreeMap<Seen, Ratio>], flow: &mut Flow) -> Result<(), Wrong> {
    // The law of a part of what is seen.
    fn of<T: Ord>(law: &BTreeMap<Seen, Ratio>, part: impl Fn(&Seen) -> T) -> BTreeMap<T, Ratio> {
        let mut out = BTreeMap::new();
        for (seen, likely) in law {
            let place = out.entry(part(seen)).or_insert(Ratio(0, 1));
            *place = place.plus(*likely);
        }
        out
    }
    let same = |part: &dyn Fn(&Seen) -> String| laws.windows(2).all(|two| of(&two[0], part) == of(&two[1], part));
    if !same(&|seen| seen.left.is_some().to_string()) {
        return Err(Wrong("whether a report leaves tells nothing"));
    }
    let clear = |seen: &Seen| seen.left.as_ref().map(|(question, arm, _)| (question.clone(), *arm));
    if !same(&|seen| format!("{:?} {:?}", clear(seen), seen.next)) {
        return Err(Wrong("the question tells nothing"));
    }
    for (a, b) in laws.iter().flat_map(|a| laws.iter().map(move |b| (a, b))) {
        for (seen, likely) in a {
            let Some(other) = b.get(seen) else { return Err(Wrong("no report rules an answer out")) };
            let ratio = likely.over(*other);
            flow.odds = if ratio.0 * flow.odds.1 > flow.odds.0 * ratio.1 { ratio } else { flow.odds };
        }
    }
    flow.outcomes += laws.iter().map(BTreeMap::len).sum::<usize>();
    if flow.odds != Ratio(3, 1) {
        return Err(Wrong("no report exceeds the odds"));
    }
    Ok(())
}
