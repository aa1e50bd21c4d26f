//! Known methods, each in a file of its own, with its source and the constants it is known to do best with on these
//! data. They see every buyer's whole history, as a server would; ours sees the shopper's own and the shop's totals.
//! Not here: our own score (`shipped`) and its check in floats (`reference`).

mod ease;
mod itemknn;
mod popularity;
pub mod recency;
pub mod sknn;
mod tifuknn;
mod topfreq;
mod upcf;

use super::method::{ByScore, Method, Scorer};
use super::sessions::{NextClick, Session};
use super::split::History;

/// The methods for orders, in the order of tables.
pub const ORDERS: [&str; 7] = ["popularity", "gp-topfreq", "recency", "item-knn", "up-cf", "tifu-knn", "ease"];
/// The methods for sessions.
pub const SESSIONS: [&str; 3] = ["popularity", "v-sknn", "vstan"];
/// Those that make sense when most of a history is cut off.
pub const SHORT: [&str; 5] = ["popularity", "gp-topfreq", "recency", "up-cf", "tifu-knn"];

/// Fits a method for sessions.
pub fn fit_sessions<'s>(name: &str, sessions: &'s [Session], items: usize) -> Option<Box<dyn NextClick + 's>> {
    match name {
        "popularity" => Some(Box::new(sknn::MostClicked::fit(sessions, items))),
        "v-sknn" => Some(Box::new(sknn::Sknn::fit(sknn::V_SKNN, sessions, items))),
        "vstan" => Some(Box::new(sknn::Sknn::fit(sknn::VSTAN, sessions, items))),
        _ => None,
    }
}

/// What a method is fitted to.
pub struct Data<'a> {
    /// Everybody's history, as far as it is known.
    pub train: &'a [History<'a>],
    /// What popularity is counted from: all of `train`, or only those whose whole history is known.
    pub shop: &'a [History<'a>],
    /// How many items there are.
    pub items: usize,
    /// What the items are: `product`, `type` or `category`.
    pub level: &'a str,
}

/// Fits a method.
pub fn fit(name: &str, data: &Data<'_>) -> Option<Box<dyn Method>> {
    let &Data { train, shop, items, level } = data;
    fn boxed<S: Scorer + 'static>(items: usize, scorer: S) -> Option<Box<dyn Method>> {
        Some(Box::new(ByScore { items, scorer }))
    }
    match name {
        "popularity" => boxed(items, popularity::Popularity::fit(shop, items)),
        "gp-topfreq" => boxed(items, topfreq::TopFreq::fit(train, shop, items)),
        "recency" => boxed(items, recency::Recency::fit(train, shop, items)),
        "up-cf" => boxed(items, upcf::UpCf::fit(train, items, upcf::locality(level))),
        "item-knn" => boxed(items, itemknn::ItemKnn::fit(train, items)),
        "ease" => boxed(items, ease::Ease::fit(train, items)),
        "tifu-knn" => boxed(items, tifuknn::TifuKnn::fit(train, items)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
