//! What every method, ours or a known one, can be asked. Not here: the methods (`shipped`, `baselines`).

use super::metrics::top;
use super::orders::Basket;
use super::split::{Case, History};

/// Items of a list.
pub const LIST: usize = 20;

/// The lists of one method for one case.
pub struct Lists {
    /// Of all items.
    pub all: Vec<u32>,
    /// Of items that are not in the history.
    pub new: Vec<u32>,
    /// What completes the cart, without what is in it; empty when there is no cart.
    pub completing: Vec<u32>,
}

/// A way to make lists, fitted to training data.
pub trait Method: Sync {
    /// What it would show to this buyer, and what it would add to this cart of theirs.
    fn lists(&self, case: &Case<'_>, cart: Option<&[u32]>) -> Lists;
}

/// A way to give each item a number, for one buyer of the training data.
pub trait Scorer: Sync {
    /// Adds to `scores`, which come in as zeros. Minus infinity keeps an item out of every list.
    fn score(&self, buyer: usize, scores: &mut [f64]);
    /// Numbers by what is in a cart. Methods that know nothing of carts go by the buyer.
    fn score_cart(&self, _cart: &[u32]) -> Option<Vec<f64>> {
        None
    }
}

/// Lists by a [`Scorer`] over this many items.
pub struct ByScore<S> {
    pub items: usize,
    pub scorer: S,
}

impl<S: Scorer> Method for ByScore<S> {
    fn lists(&self, case: &Case<'_>, cart: Option<&[u32]>) -> Lists {
        let mut scores = vec![0.0; self.items];
        self.scorer.score(case.buyer, &mut scores);
        let all = top(&scores, LIST);
        let without = |mut scores: Vec<f64>, items: &mut dyn Iterator<Item = &u32>| {
            items.for_each(|item| scores[*item as usize] = f64::NEG_INFINITY);
            top(&scores, LIST)
        };
        let completing = cart.map_or_else(Vec::new, |cart| {
            let scores = self.scorer.score_cart(cart).unwrap_or_else(|| scores.clone());
            without(scores, &mut cart.iter())
        });
        let new = without(scores, &mut case.history.iter().flat_map(|basket| &basket.items));
        Lists { all, new, completing }
    }
}

/// A row for each buyer (or item): columns, rising, with a value each.
pub type Rows = Vec<Vec<(u32, f64)>>;

/// Buyers as rows over items: the sum of the weights of the baskets that held the item. `weigh` gives one weight
/// for each basket of a history.
pub fn rows(train: &[History<'_>], weigh: impl Fn(History<'_>) -> Vec<f64>) -> Rows {
    let row = |history: &History<'_>| {
        let mut cells: Vec<(u32, f64)> = Vec::new();
        for (basket, weight) in history.iter().zip(weigh(history)) {
            cells.extend(basket.items.iter().map(|item| (*item, weight)).filter(|_| weight != 0.0));
        }
        sum_up(cells)
    };
    train.iter().map(row).collect()
}

/// Each column once, with the sum of its values.
fn sum_up(mut cells: Vec<(u32, f64)>) -> Vec<(u32, f64)> {
    cells.sort_by_key(|(item, _)| *item);
    cells.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            kept.1 += later.1;
        }
        same
    });
    cells
}

/// How often each buyer bought each item.
pub fn counts(train: &[History<'_>]) -> Rows {
    rows(train, |history| vec![1.0; history.len()])
}

/// In how many baskets each item was.
pub fn popularity(train: &[History<'_>], items: usize) -> Vec<f64> {
    let mut sold = vec![0.0; items];
    let baskets = train.iter().flat_map(|history| history.iter());
    baskets.flat_map(|basket: &Basket| &basket.items).for_each(|item| sold[*item as usize] += 1.0);
    sold
}

/// Rows turned into columns: for each of `items`, who has it.
pub fn turn(rows: &Rows, items: usize) -> Rows {
    let mut columns = vec![Vec::new(); items];
    for (row, cells) in rows.iter().enumerate() {
        cells.iter().for_each(|(item, value)| columns[*item as usize].push((row as u32, *value)));
    }
    columns
}
