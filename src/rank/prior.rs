//! The terms that are the same for everybody: what the whole shop's sales say about an item.
//! Not here: what one shopper's profile says (`terms`).

use super::{Points, Weights};
use crate::catalog::Catalog;

/// The columns behind the term `popular`.
pub(super) struct Prior<'a> {
    popularity: &'a [u8],
    trend: &'a [u8],
    breadth: &'a [u8],
    weights: &'a Weights,
}

impl<'a> Prior<'a> {
    pub fn new(catalog: &'a Catalog, weights: &'a Weights) -> Self {
        Prior {
            popularity: catalog.popularity_column(),
            trend: catalog.trend_column(),
            breadth: catalog.breadth_column(),
            weights,
        }
    }

    /// ln(1 + sold) against the 24th best seller, and what trend and breadth add.
    pub fn of(&self, k: usize) -> Points {
        let sales = Points::from(i16::from_le_bytes([self.popularity[k * 2], self.popularity[k * 2 + 1]]));
        ((sales * self.weights.popular_weight()) >> 4) + self.beyond_sales(k)
    }

    /// What trend and breadth add.
    pub fn beyond_sales(&self, k: usize) -> Points {
        let trend = self.trend.get(k).map_or(0, |unit| Points::from(*unit as i8) * self.weights.trend_unit());
        let breadth = self.breadth.get(k).map_or(0, |unit| Points::from(*unit) * self.weights.breadth_unit());
        trend + breadth
    }
}
