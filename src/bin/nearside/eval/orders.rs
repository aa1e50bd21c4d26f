//! Reading a file of orders, in either of two shapes, into histories: each buyer's baskets in order of time.
//! Not here: what is hidden from whom (`split`), and sessions (`sessions`).

use nearside::day::Day;
use nearside::{Code, Error, Result};
use std::collections::HashMap;
use std::io::BufRead;

/// One order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basket {
    /// When, as far as a profile knows.
    pub day: Day,
    /// Item numbers, rising, never twice.
    pub items: Vec<u32>,
}

/// Orders of one shop. Buyers and items are numbered in the order of [`natural`].
#[derive(Debug)]
pub struct Orders {
    /// The id of each item number.
    pub ids: Vec<String>,
    /// Each buyer's baskets, oldest first.
    pub buyers: Vec<Vec<Basket>>,
    /// Lines that held no order: no buyer, no readable day, or no item.
    pub left_out: usize,
    /// The items are places in a table of products, not ids.
    pub by_place: bool,
}

/// One line of the file, with names for numbers. `minute` orders baskets; it is not kept.
struct Line {
    buyer: String,
    minute: i64,
    day: Day,
    ids: Vec<String>,
}

/// Numbers before other names, by size; names by their bytes.
pub fn natural(name: &str) -> (u64, &str) {
    (name.parse().unwrap_or(u64::MAX), name)
}

fn bad(what: &str) -> Error {
    Error::new(Code::BadFeed, format!("the file of orders {what}"))
}

/// Which shape the file has, by the columns of its first line.
enum Shape {
    /// `buyer`, `items` and, if there is one, `day`: ids between spaces.
    Ids { buyer: usize, day: Option<usize>, items: usize },
    /// `household`, `minute_since_2017`, `items_delta_coded_ascending`: places of products, as steps.
    Steps { buyer: usize, minute: usize, items: usize },
}

impl Shape {
    fn of(header: &str) -> Result<Shape> {
        let columns: Vec<String> = header.split('\t').map(|cell| cell.trim().to_lowercase()).collect();
        let at = |name: &str| columns.iter().position(|column| column == name);
        let steps = (at("household"), at("minute_since_2017"), at("items_delta_coded_ascending"));
        if let (Some(buyer), Some(minute), Some(items)) = steps {
            return Ok(Shape::Steps { buyer, minute, items });
        }
        match (at("buyer"), at("items")) {
            (Some(buyer), Some(items)) => Ok(Shape::Ids { buyer, day: at("day"), items }),
            (None, _) => {
                Err(bad("has no column \"buyer\"; its first line must name buyer, day and items, with tabs between"))
            }
            _ => Err(bad("has no column \"items\"; its first line must name buyer, day and items, with tabs between")),
        }
    }

    /// One line, or `None` when it holds no order.
    fn read(&self, text: &str) -> Option<Line> {
        let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
        let cell = |at: usize| cells.get(at).copied().filter(|cell| !cell.is_empty());
        match *self {
            Shape::Ids { buyer, day, items } => {
                let day = match day {
                    Some(at) => read_day(cell(at)?)?,
                    None => NO_DAY,
                };
                let ids = cell(items)?.split_whitespace().map(str::to_owned).collect();
                Some(Line { buyer: cell(buyer)?.to_owned(), minute: i64::from(day.0) * 1440, day, ids })
            }
            Shape::Steps { buyer, minute, items } => {
                let minute: i64 = cell(minute)?.parse().ok()?;
                let mut place = 0u32;
                let mut ids = Vec::new();
                for step in cell(items)?.split_whitespace() {
                    place = place.checked_add(step.parse().ok()?)?;
                    ids.push(place.to_string());
                }
                let day = FIRST_OF_2017.plus(u32::try_from(minute.div_euclid(1440)).ok()?);
                Some(Line { buyer: cell(buyer)?.to_owned(), minute, day, ids })
            }
        }
    }
}

/// The day of every order in a file without days: then the order of the lines is the order of time.
const NO_DAY: Day = Day(20_000);
/// 2017-01-01.
const FIRST_OF_2017: Day = Day(17_167);

/// A date, with or without a time behind it, or a day's number.
fn read_day(text: &str) -> Option<Day> {
    text.parse().ok().map(Day).or_else(|| text.get(..10).and_then(Day::parse))
}

impl Orders {
    /// Reads a whole file.
    ///
    /// # Errors
    /// [`Code::BadFeed`] when it is empty, lacks a column, cannot be read to its end, or holds no order.
    pub fn read(source: impl BufRead) -> Result<Orders> {
        let mut lines = source.lines();
        let unreadable = |error: std::io::Error| bad(&format!("cannot be read to its end: {error}"));
        let header = lines.next().ok_or_else(|| bad("is empty"))?.map_err(unreadable)?;
        let shape = Shape::of(header.trim_start_matches('\u{feff}'))?;
        let mut read = Vec::new();
        let mut left_out = 0;
        for line in lines {
            let line = line.map_err(unreadable)?;
            match shape.read(&line) {
                Some(order) => read.push(order),
                None => left_out += usize::from(!line.trim().is_empty()),
            }
        }
        if read.is_empty() {
            return Err(bad("holds no order: each line needs a buyer, a day (2026-11-22, or a number) and items"));
        }
        let mut orders = number(read);
        orders.left_out = left_out;
        orders.by_place = matches!(shape, Shape::Steps { .. });
        Ok(orders)
    }

    /// The same orders with items renamed, and without those that `rename` does not know. Also says how many
    /// ordered items were lost.
    pub fn renamed(self, rename: impl Fn(&str) -> Option<String>) -> (Orders, usize) {
        let names: Vec<Option<String>> = self.ids.iter().map(|id| rename(id)).collect();
        let mut ids: Vec<String> = names.iter().flatten().cloned().collect();
        ids.sort_by(|a, b| natural(a).cmp(&natural(b)));
        ids.dedup();
        let number_of: HashMap<&str, u32> = ids.iter().enumerate().map(|(k, id)| (id.as_str(), k as u32)).collect();
        let numbers: Vec<Option<u32>> = names.iter().map(|name| name.as_deref().map(|name| number_of[name])).collect();
        let mut lost = 0;
        let mut rename_basket = |basket: Basket| {
            let known: Vec<u32> = basket.items.iter().filter_map(|item| numbers[*item as usize]).collect();
            lost += basket.items.len() - known.len();
            (!known.is_empty()).then(|| Basket { items: tidy(known), ..basket })
        };
        let buyers = self.buyers.into_iter().map(|b| b.into_iter().filter_map(&mut rename_basket).collect()).collect();
        (Orders { ids, buyers, ..self }, lost)
    }

    /// The same orders without buyers who have fewer baskets than this.
    pub fn at_least(mut self, baskets: usize) -> Orders {
        self.buyers.retain(|history| history.len() >= baskets);
        self
    }
}

fn tidy(mut items: Vec<u32>) -> Vec<u32> {
    items.sort_unstable();
    items.dedup();
    items
}

fn number(mut lines: Vec<Line>) -> Orders {
    let mut ids: Vec<String> = lines.iter().flat_map(|line| line.ids.iter().cloned()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.sort_by(|a, b| natural(a).cmp(&natural(b)));
    let number_of: HashMap<&str, u32> = ids.iter().enumerate().map(|(k, id)| (id.as_str(), k as u32)).collect();
    // A stable sort: of baskets at the same time, the one that stands first in the file is the earlier.
    lines.sort_by(|a, b| (natural(&a.buyer), a.minute).cmp(&(natural(&b.buyer), b.minute)));
    let mut buyers = Vec::new();
    for of_buyer in lines.chunk_by(|a, b| a.buyer == b.buyer) {
        let basket = |line: &Line| Basket {
            day: line.day,
            items: tidy(line.ids.iter().map(|id| number_of[id.as_str()]).collect()),
        };
        buyers.push(of_buyer.iter().map(basket).collect());
    }
    Orders { ids, buyers, left_out: 0, by_place: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Orders {
        Orders::read(text.as_bytes()).unwrap()
    }

    fn told(orders: &Orders) -> Vec<Vec<(u32, Vec<&str>)>> {
        let id = |item: &u32| orders.ids[*item as usize].as_str();
        let told = |basket: &Basket| (basket.day.0, basket.items.iter().map(id).collect());
        orders.buyers.iter().map(|history| history.iter().map(told).collect()).collect()
    }

    #[test]
    fn ids_and_steps_give_the_same_orders() {
        let ids = read("items\tbuyer\tday\n7 5\t10\t2017-01-02\n265 5 5\t9\t2017-01-01\n9\t10\t2017-01-01\n");
        let steps = "household\tminute_since_2017\titems_delta_coded_ascending\n10\t1441\t5 2\n9\t3\t5 260\n10\t7\t9\n";
        let steps = read(steps);
        assert_eq!(ids.ids, ["5", "7", "9", "265"], "numbers by size, not by their digits");
        let expected = vec![vec![(17_167, vec!["5", "265"])], vec![(17_167, vec!["9"]), (17_168, vec!["5", "7"])]];
        assert_eq!(told(&ids), expected);
        assert_eq!(told(&steps), expected);
        assert!(steps.by_place && !ids.by_place);
    }

    #[test]
    fn without_days_the_lines_are_in_order() {
        let orders = read("buyer\titems\nb\t2\na\t9\nb\t1\n");
        assert_eq!(told(&orders), [vec![(20_000, vec!["9"])], vec![(20_000, vec!["2"]), (20_000, vec!["1"])]]);
    }

    #[test]
    fn lines_without_an_order_are_counted_and_files_without_any_are_refused() {
        let orders = read("buyer\tday\titems\na\t3\tx\n\na\tsoon\tx\n\t3\tx\na\t4\t \na\t2017-01-01T10:00\ty\n");
        assert_eq!((orders.left_out, told(&orders)), (3, vec![vec![(3, vec!["x"]), (17_167, vec!["y"])]]));
        let minutes = "household\tminute_since_2017\titems_delta_coded_ascending\n";
        for (text, words) in [
            ("", "is empty"),
            ("day\titems\n1\tx\n", "no column \"buyer\""),
            ("buyer\tthings\n1\tx\n", "no column \"items\""),
            ("buyer\tday\titems\n", "holds no order"),
            ("buyer\tday\titems\na\t1\t\n", "holds no order"),
            (&format!("{minutes}1\t-1500\t4\n"), "holds no order"),
            (&format!("{minutes}1\t0\t4294967295 1\n"), "holds no order"),
        ] {
            let error = Orders::read(text.as_bytes()).unwrap_err();
            assert!(error.code() == Code::BadFeed && error.message().contains(words), "{text:?}: {error}");
        }
        assert!(Orders::read(&b"buyer\titems\n\xff\t1\n"[..]).is_err());
    }

    #[test]
    fn renaming_merges_variants_and_loses_what_is_unknown() {
        let orders = read("buyer\tday\titems\na\t1\tred blue cup\na\t2\tcup\na\t3\tblue pot\n");
        let (orders, lost) = orders.renamed(|id| match id {
            "cup" => None,
            "red" | "blue" => Some("shirt".to_owned()),
            other => Some(other.to_owned()),
        });
        assert_eq!((lost, told(&orders)), (2, vec![vec![(1, vec!["shirt"]), (3, vec!["pot", "shirt"])]]));
        assert!(orders.at_least(3).buyers.is_empty(), "an order of nothing known is none");
    }
}
