//! The questions about orders: the next basket, what is new in it, the rest of a cart, and the next basket of
//! someone who is hardly known. Not here: sessions.

use super::method::Method;
use super::metrics::Worth;
use super::parallel::map;
use super::split::{cut, Case};

/// What the lists of a method were worth; means over buyers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answers {
    /// For the next basket.
    pub next: Worth,
    /// A list of new items, for what is new in the next basket.
    pub new: Worth,
    /// For the other half of a cart.
    pub cart: Worth,
}

/// Puts the questions to a method. Carts cost a list more, so they are asked about on demand.
pub fn ask(method: &dyn Method, cases: &[Case<'_>], with_carts: bool) -> Answers {
    let worths = map(cases, |case| {
        let hidden = &case.hidden.items;
        let halves = if with_carts { cut(hidden) } else { None };
        let lists = method.lists(case, halves.as_ref().map(|(cart, _)| &cart[..]));
        let known = |item: &u32| case.history.iter().any(|basket| basket.items.binary_search(item).is_ok());
        let unknown: Vec<u32> = hidden.iter().copied().filter(|item| !known(item)).collect();
        let next = Worth::of(&lists.all, hidden);
        let new = (!unknown.is_empty()).then(|| Worth::of(&lists.new, &unknown));
        (next, new, halves.map(|(_, rest)| Worth::of(&lists.completing, &rest)))
    });
    Answers {
        next: Worth::mean(worths.iter().map(|(next, ..)| *next)),
        new: Worth::mean(worths.iter().filter_map(|(_, new, _)| *new)),
        cart: Worth::mean(worths.iter().filter_map(|(.., cart)| *cart)),
    }
}
