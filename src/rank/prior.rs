//! The terms that are the same for everybody: what the whole shop's sales say about an item, and how new it is.
//! Not here: what one shopper's profile says (`terms`).

use super::{Points, Weights};
use crate::catalog::Catalog;
use crate::day::Day;
use crate::fixed::decay_q16;

/// `breadth` is told against items half of whose sales went to different buyers; what that is worth for everything
/// is told with `popular`.
const HALF: Points = 128;

/// The columns behind these terms.
pub(super) struct Prior<'a> {
    popularity: &'a [u8],
    trend: &'a [u8],
    breadth: &'a [u8],
    since: &'a [u8],
    /// The term `fresh` by age in days; what is older has none.
    fresh: Vec<Points>,
    pub today: Day,
    weights: &'a Weights,
}

impl<'a> Prior<'a> {
    pub fn new(catalog: &'a Catalog, weights: &'a Weights, today: Day) -> Self {
        Prior {
            popularity: catalog.popularity_column(),
            trend: catalog.trend_column(),
            breadth: catalog.breadth_column(),
            since: catalog.since_column(),
            fresh: if catalog.since_column().is_empty() { Vec::new() } else { by_age(weights) },
            today,
            weights,
        }
    }

    /// All of these terms.
    pub fn of(&self, k: usize) -> Points {
        self.sales(k) + self.beyond_sales(k) + self.fresh(k)
    }

    /// ln(1 + sold) against the 24th best seller.
    pub fn sales(&self, k: usize) -> Points {
        let sales = Points::from(i16::from_le_bytes([self.popularity[k * 2], self.popularity[k * 2 + 1]]));
        (sales * self.weights.popular_weight()) >> 4
    }

    /// What trend and breadth add.
    pub fn beyond_sales(&self, k: usize) -> Points {
        self.trend(k) + self.breadth.get(k).map_or(0, |unit| Points::from(*unit) * self.weights.breadth_unit())
    }

    /// The term `trend`.
    pub fn trend(&self, k: usize) -> Points {
        self.trend.get(k).map_or(0, |unit| Points::from(*unit as i8) * self.weights.trend_unit())
    }

    /// The term `breadth`, as it is told.
    pub fn breadth(&self, k: usize) -> Points {
        self.breadth.get(k).map_or(0, |unit| (Points::from(*unit) - HALF) * self.weights.breadth_unit())
    }

    /// The term `popular`, as it is told: what the others leave.
    pub fn popular(&self, k: usize) -> Points {
        self.of(k) - self.trend(k) - self.breadth(k) - self.fresh(k)
    }

    /// The term `fresh`. An item that is yet to come counts as new today; one without a day has none.
    pub fn fresh(&self, k: usize) -> Points {
        match self.since.get(k * 2..k * 2 + 2).map(|day| u16::from_le_bytes([day[0], day[1]])) {
            None | Some(0) => 0,
            Some(day) => self.fresh.get(self.today.since(Day(day.into())) as usize).copied().unwrap_or_default(),
        }
    }
}

/// `fresh` of each age in days until nothing is left: points · ½^(age / days), each from the day before.
fn by_age(weights: &Weights) -> Vec<Points> {
    let (mut points, kept) =
        ((weights.fresh_points() as u64) << 32, u64::from(decay_q16(1, weights.fresh_days() as u32)));
    let mut by_age = Vec::new();
    while points >> 32 > 0 {
        by_age.push((points >> 32) as Points);
        points = (points >> 16) * kept;
    }
    by_age
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_starts_at_ln_one_and_a_half_halves_in_30_days_and_never_rises_with_age() {
        let by_age = by_age(&Weights::default());
        assert_eq!(by_age[..2], [1661, 1623]);
        assert_eq!((by_age[30], by_age[60]), (830, 415));
        assert!(by_age.windows(2).all(|pair| pair[0] >= pair[1]) && by_age.last() == Some(&1));
        let mut most = Weights::default();
        most.set("fresh_points", 8192).and(most.set("fresh_days", 365)).expect("in range");
        assert_eq!(super::by_age(&most)[0], 8192, "no overflow at the ends of the ranges");
        most.set("fresh_points", 0).expect("in range");
        assert!(super::by_age(&most).is_empty());
    }
}
