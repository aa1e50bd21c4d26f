//! What a shop's anonymous orders tell about its items: how often each was sold, lately and at all, to how
//! many buyers, and how often again. Not here: which items go together (`neighbors`).

use super::feed::lines::Lines;
use super::feed::{self, bad_feed, unreadable, Seen};
use super::fold::Shelf;
use super::problem::{ProblemKind, Problems};
use super::strings::Interner;
use crate::day::Day;
use crate::error::Result;
use crate::fixed;
use std::io::BufRead;

/// Days that count as "lately".
const LATELY: i64 = 42;
/// Baskets that the shop's mean weighs against an item's own re-buy rate.
const REBUY_PRIOR: u128 = 20;
/// Sales that the shop's mean weighs against an item's own trend.
const TREND_PRIOR: u64 = 5;
/// Days that baskets must span before a first sale says that an item is new.
const SPAN: i64 = 60;
/// No buyer, or no day.
const UNKNOWN: u32 = u32::MAX;

/// Orders, one basket each, in the order of the file.
#[derive(Default)]
pub(super) struct Orders {
    buyer_names: Interner,
    buyers: Vec<u32>,
    /// Days, [`i64::MIN`] when unknown.
    days: Vec<i64>,
    /// Where each basket's items end.
    ends: Vec<usize>,
    /// Items, rising inside a basket and never twice.
    items: Vec<u32>,
    /// Lines read, whether or not they held a known item.
    pub lines: u64,
    has_dates: Option<bool>,
}

/// What is known about each item, in the order of the feed.
pub(super) struct Priors {
    /// Baskets that were counted; 0 when the feed's order stands in for them.
    pub baskets: u64,
    pub sold: Vec<u32>,
    /// See `format::TREND`, `BREADTH` and `REBUY`; `None` when the baskets do not tell.
    pub trend: Option<Vec<i8>>,
    pub breadth: Option<Vec<u8>>,
    pub rebuy: Option<Vec<u16>>,
    /// The shop's mean re-buy rate in 1/65536.
    pub mean_rebuy: u32,
}

impl Orders {
    /// Reads a baskets file: a header that names `items` and, if it likes, `buyer` and `day`, then one order a line.
    pub fn read(
        source: impl BufRead,
        shelf: &Shelf,
        problems: &mut Problems,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Orders> {
        let mut seen = Seen::default();
        let mut lines = Lines::new(feed::open_text(source, "baskets file", &mut seen)?);
        let mut next = || lines.next().map_err(|error| unreadable("baskets file", &error));
        let header = match next()? {
            Some(line) if !line.too_long => String::from_utf8_lossy(&line.bytes).to_lowercase(),
            _ => String::new(),
        };
        let column = |name: &str| header.split('\t').position(|cell| cell.trim() == name);
        let Some(items_at) = column("items") else {
            return Err(bad_feed("the first line of the baskets file must name its columns: buyer, day, items (tabs between them); `items` is needed"));
        };
        let (buyer_at, day_at) = (column("buyer"), column("day"));
        let mut orders = Orders::default();
        let mut basket = Vec::new();
        while let Some(line) = next()? {
            if line.too_long {
                problems.note(ProblemKind::TooLong, line.number, "baskets file");
                continue;
            }
            if line.bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let text = String::from_utf8_lossy(&line.bytes);
            let cells: Vec<&str> = text.split('\t').collect();
            let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
            basket.clear();
            for id in cell(Some(items_at)).split_whitespace() {
                match shelf.find(id) {
                    Some(item) => basket.push(item),
                    None => problems.note(ProblemKind::UnknownItem, line.number, id),
                }
            }
            let day = orders.day(cell(day_at), line.number, problems);
            orders.push(
                Some(cell(buyer_at)).filter(|buyer| !buyer.is_empty()),
                day,
                &mut basket,
                line.number,
                problems,
            );
            if orders.lines % 1024 == 0 {
                progress(orders.lines);
            }
        }
        feed::note_bad_bytes(lines.get_ref(), problems);
        Ok(orders)
    }

    /// A date or a day's number; a file has the one or the other.
    fn day(&mut self, text: &str, line: u64, problems: &mut Problems) -> Option<i64> {
        if text.is_empty() {
            return None;
        }
        let (day, is_date) = match text.parse::<i32>() {
            Ok(number) => (Some(i64::from(number)), false),
            Err(_) => (Day::parse(text).map(|day| i64::from(day.0)), true),
        };
        if day.is_none() || *self.has_dates.get_or_insert(is_date) != is_date {
            problems.note(ProblemKind::BadDay, line, text);
            return None;
        }
        day
    }

    /// Adds one order. `items` is put in order and emptied of doubles.
    pub fn push(
        &mut self,
        buyer: Option<&str>,
        day: Option<i64>,
        items: &mut Vec<u32>,
        line: u64,
        problems: &mut Problems,
    ) {
        self.lines += 1;
        items.sort_unstable();
        items.dedup();
        if items.is_empty() {
            problems.note(ProblemKind::EmptyBasket, line, "");
            return;
        }
        let buyer = buyer.map_or(UNKNOWN, |name| self.buyer_names.intern(&[name.as_bytes()]).0);
        self.buyers.push(buyer);
        self.days.push(day.unwrap_or(i64::MIN));
        self.items.extend_from_slice(items);
        self.ends.push(self.items.len());
    }

    /// The same baskets without some items, for tables that must not know them. Buyers are left out.
    pub fn without(&self, left_out: &dyn Fn(u32) -> bool) -> Orders {
        let mut orders = Orders::default();
        for (index, day) in self.days.iter().enumerate() {
            let before = orders.items.len();
            orders.items.extend(self.basket(index).iter().filter(|item| !left_out(**item)));
            if orders.items.len() > before {
                orders.days.push(*day);
                orders.ends.push(orders.items.len());
            }
        }
        orders
    }

    /// How many baskets hold a known item.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many different buyers they name.
    pub fn buyer_count(&self) -> usize {
        self.buyer_names.len()
    }

    /// The items of a basket.
    pub fn basket(&self, index: usize) -> &[u32] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start..self.ends[index]]
    }

    /// Counts everything about `n` items.
    pub fn priors(&self, n: usize) -> Priors {
        let mut sold = vec![0u32; n];
        for item in &self.items {
            sold[*item as usize] += 1;
        }
        let trend = self.trend(&sold);
        let (breadth, rebuy, mean_rebuy) = match self.buyer_count() {
            0 => (None, None, 0),
            _ => self.by_buyer(n),
        };
        Priors { baskets: self.len() as u64, sold, trend, breadth, rebuy, mean_rebuy }
    }

    /// The day of each item's first sale, counted from 1970-01-01, where the baskets show that it was not sold before:
    /// with sales as even as the shop's, fewer than one item in a hundred would have none until then by chance. 0 for
    /// all others; `None` when the file has no dates, or spans too few days.
    pub fn first_sales(&self, n: usize) -> Option<Vec<u16>> {
        let dated = |index: &usize| self.days[*index] != i64::MIN;
        let known = || (0..self.len()).filter(dated);
        let (oldest, newest) = (known().map(|k| self.days[k]).min()?, known().map(|k| self.days[k]).max()?);
        if self.has_dates != Some(true) || newest - oldest <= SPAN {
            return None;
        }
        // Baskets of the whole shop by day, then up to and without each day.
        let mut before = vec![0u64; (newest - oldest + 2) as usize];
        known().for_each(|k| before[(self.days[k] - oldest + 1) as usize] += 1);
        (1..before.len()).for_each(|day| before[day] += before[day - 1]);
        let all = before[before.len() - 1];
        let (mut first, mut sales) = (vec![i64::MAX; n], vec![0u64; n]);
        for index in known() {
            for item in self.basket(index).iter().map(|item| *item as usize) {
                first[item] = first[item].min(self.days[index]);
                sales[item] += 1;
            }
        }
        let one = |(first, sales): (i64, u64)| {
            let new = sales > 0 && {
                let left = all - before[(first - oldest) as usize];
                // (left / all)^sales < 1/100
                u64::from(fixed::ln_ratio(all, left) as u32) * sales > u64::from(fixed::ln(100) as u32)
            };
            if new {
                first.clamp(1, u16::MAX.into()) as u16
            } else {
                0
            }
        };
        Some(first.into_iter().zip(sales).map(one).collect())
    }

    /// ln of the share of late sales among the item's, over the same of the shop; both with a little of the shop's mean.
    fn trend(&self, sold: &[u32]) -> Option<Vec<i8>> {
        let newest = *self.days.iter().max().filter(|day| **day != i64::MIN)?;
        let mut late = vec![0u64; sold.len()];
        let mut all = vec![0u64; sold.len()];
        for index in (0..self.len()).filter(|index| self.days[*index] != i64::MIN) {
            let is_late = self.days[index] > newest - LATELY;
            for item in self.basket(index) {
                all[*item as usize] += 1;
                late[*item as usize] += u64::from(is_late);
            }
        }
        let (q, p) = (late.iter().sum::<u64>(), all.iter().sum::<u64>());
        if q == p {
            return None; // the file is no longer than "lately"
        }
        let one = |(late, all): (&u64, &u64)| {
            // ((late + 5·q/p) / (all + 5)) / (q/p), with both sides multiplied out.
            let ln = fixed::ln_ratio(late * p + TREND_PRIOR * q, q * (all + TREND_PRIOR));
            (ln / 128).clamp(i8::MIN.into(), i8::MAX.into()) as i8
        };
        Some(late.iter().zip(&all).map(one).collect())
    }

    /// Breadth, re-buy rates and the shop's mean re-buy rate.
    fn by_buyer(&self, n: usize) -> (Option<Vec<u8>>, Option<Vec<u16>>, u32) {
        // Baskets of one buyer, in the order of the file.
        let mut order: Vec<u32> = (0..self.len() as u32).filter(|b| self.buyers[*b as usize] != UNKNOWN).collect();
        order.sort_by_key(|basket| self.buyers[*basket as usize]);
        let mut sales = vec![0u32; n];
        let mut buyers = vec![0u32; n];
        let mut later = vec![0u64; n];
        let mut again = vec![0u64; n];
        let mut last_buyer = vec![UNKNOWN; n];
        for baskets in order.chunk_by(|a, b| self.buyers[*a as usize] == self.buyers[*b as usize]) {
            for (k, basket) in baskets.iter().enumerate() {
                let buyer = self.buyers[*basket as usize];
                for item in self.basket(*basket as usize).iter().map(|item| *item as usize) {
                    sales[item] += 1;
                    if last_buyer[item] == buyer {
                        again[item] += 1;
                    } else {
                        last_buyer[item] = buyer;
                        buyers[item] += 1;
                        later[item] += (baskets.len() - 1 - k) as u64;
                    }
                }
            }
        }
        let all_again: u128 = again.iter().sum::<u64>().into();
        let all_later: u128 = later.iter().sum::<u64>().max(1).into();
        let rate = |again: u64, later: u64| -> u16 {
            // (again + 20 g) / (later + 20) with g = all_again / all_later.
            let above: u128 = u128::from(again) * all_later + REBUY_PRIOR * all_again;
            let below: u128 = all_later * (u128::from(later) + REBUY_PRIOR);
            ((above << 16) / below).min(u16::MAX.into()) as u16
        };
        let rebuy = again.iter().zip(&later).map(|(again, later)| rate(*again, *later)).collect();
        let breadth =
            sales.iter().zip(&buyers).map(|(s, b)| (u64::from(*b) * 255 / u64::from((*s).max(1))) as u8).collect();
        let mean: u128 = (all_again << 16) / all_later;
        (Some(breadth), Some(rebuy), mean.min(u16::MAX.into()) as u32)
    }
}

impl Priors {
    /// The feed's own order instead of baskets: the item at place k counts as sold n / (k + 1) times.
    pub fn stand_in(n: usize) -> Priors {
        let sold = (0..n).map(|k| (n / (k + 1)) as u32).collect();
        Priors { baskets: 0, sold, trend: None, breadth: None, rebuy: None, mean_rebuy: 0 }
    }

    /// What the shop's 24th best seller sold.
    pub fn bar(&self) -> u32 {
        let mut best = self.sold.clone();
        best.sort_unstable_by(|a, b| b.cmp(a));
        best.get(23).or(best.last()).copied().unwrap_or_default()
    }

    /// See `format::POPULARITY`.
    pub fn popularity(&self) -> Vec<i16> {
        let bar = self.bar();
        let ln = |sold: u32| fixed::ln(u64::from(sold) + 1);
        self.sold.iter().map(|sold| ((ln(*sold) - ln(bar)) >> 2) as i16).collect()
    }
}
