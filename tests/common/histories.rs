//! Random shoppers: what they did, oldest first, the same every time. Not here: what is made of it.
#![allow(dead_code)]

use super::synthetic::Chance;
use super::{shop, Shop, TODAY};
use nearside::consent::Level;
use nearside::day::Day;
use nearside::signal::Signal;

/// One thing that a shopper did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    pub day: Day,
    pub signal: Signal,
    /// Ids; of a search, its words.
    pub what: Vec<String>,
}

const WORDS: [&str; 5] = ["pets 2", "kitchen 1", "brand", "care 0 pets 1", "kitchen"];

/// Up to `most` deeds of the last `days` days.
pub fn deeds(chance: &mut Chance, most: usize, days: u32) -> Vec<Deed> {
    let mut all: Vec<Deed> = (0..=chance.below(most))
        .map(|_| {
            let signal = Signal::ALL[chance.below(Signal::ALL.len())];
            let day = Day(TODAY.0 - chance.below(days as usize) as u32);
            let many = matches!(signal, Signal::Purchase | Signal::Impression);
            let what = match signal {
                Signal::Search => vec![WORDS[chance.below(WORDS.len())].to_owned()],
                _ => (0..=chance.below(if many { 4 } else { 1 })).map(|_| format!("p{}", chance.below(120))).collect(),
            };
            Deed { day, signal, what }
        })
        .collect();
    all.sort_by_key(|deed| deed.day);
    all
}

/// Does them, each on its day.
pub fn live(shop: &mut Shop, deeds: &[Deed]) {
    for Deed { day, signal, what } in deeds {
        let ids: Vec<&str> = what.iter().map(String::as_str).collect();
        match signal {
            Signal::Search => shop.track_search(ids[0], *day),
            _ => shop.track(*signal, &ids, *day),
        };
    }
}

/// A shopper who chose `remember` long ago and then lived like this.
pub fn lived(deeds: &[Deed]) -> Shop {
    let mut shop = shop();
    shop.set_level(Level::Remember, Day(TODAY.0 - 400));
    live(&mut shop, deeds);
    shop
}
