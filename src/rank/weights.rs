//! Every constant of the score, with what it does, where it starts and how far a shop may move it
//! (`"ranking": { … }` in `nearside.json`; `nearside eval --set name=value`). They were chosen on Complete Journey
//! with `npm run eval`, which prints what they reach. `docs/ranking.md` has the formulas that they stand in.
//! Not here: the formulas.

use crate::catalog::{Facet, FacetKind};
use crate::error::{Code, Error, Result};
use crate::json::write_number;
use crate::letters::joined;

macro_rules! weights {
    ($($(#[doc = $doc:literal])* $name:ident: $start:literal, $least:literal..=$most:literal;)*) => {
        #[allow(non_camel_case_types)]
        enum At { $($name,)* }

        /// Their names, in order, each with a space behind it.
        const NAMES: &str = concat!($(stringify!($name), " ",)*);

        /// Where each starts, and the least and the most that a shop may set.
        const RANGES: &[[u16; 3]] = &[$([$start, $least, $most],)*];

        impl Weights {
            $($(#[doc = $doc])* pub fn $name(&self) -> i32 { self.0[At::$name as usize].into() })*
        }
    };
}

weights! {
    /// `again`: percent of a purchase that is left after each later basket. Lower forgets quicker.
    again_kept: 95, 50..=100;
    /// `again`: how many baskets' worth the shop's re-buy rate counts. Higher trusts the shop more than the shopper.
    again_baskets: 8, 0..=100;
    /// `again`: what popularity is worth for an item never bought, in percent. Lower lifts everything bought before.
    again_stranger: 30, 1..=100;

    /// `again`: what is re-bought at less than one part in so many of the shop's mean rate lasts, and sinks once bought.
    again_lasting_part: 8, 1..=1000;
    /// `again`: what is re-bought at less than this rate lasts in any shop, in 1/65536. Higher lets more things sink.
    again_lasting: 128, 0..=8192;

    /// `next`: how many of the latest signals with items are looked at.
    next_recent: 20, 0..=50;
    /// `next`: what an item put into the cart counts, in 1/64 of a view.
    next_cart_vote: 96, 0..=1024;
    /// `next`: what the items of one basket count together, in 1/64 of a view. What was bought is done with: it says
    /// little of what comes next.
    next_purchase_vote: 16, 0..=1024;
    /// `next`: what an item looked at counts itself, in 1/65536: .6. Higher shows again what was seen.
    next_revisit: 39_322, 0..=65_535;
    /// `next`: what is left of that after each later step, in 1/65536: .7.
    next_revisit_kept: 45_875, 0..=65_535;
    /// `next`: on an item's page, how loud the tables are against everything else, as ln β in points. At 14 they rank as
    /// if alone.
    next_product: 57_344, 0..=65_535;
    /// `next`: on other pages, how loud the tables are against what is in so many baskets, in 1/64: λ of β = λ / p, with p
    /// the share of baskets that hold the shop's 24th best seller.
    next_elsewhere: 128, 1..=65_535;
    /// `next`: what the second table counts where there are two, in 1/65536: the carts' but on the cart's page.
    next_other: 8192, 0..=65_535;
    /// `next` on the cart's page: how sharply a common basket counts: ln(1 + 50 · N).
    next_cart_sharpness: 50, 1..=1000;
    /// `next` on the cart's page: its share of the score, in 1/64.
    next_cart_weight: 32, 0..=256;
    /// `next` on the cart's page: points for 1/64 of a category's ln((lift + 20) / 21): it counts twice.
    next_lift: 128, 0..=1024;

    /// `interest`: pseudo-purchases against which interest is weighed. Higher needs more signals for the same lift.
    interest_caution: 25, 1..=1000;
    /// `interest`: days after which the quick half of a signal has halved.
    interest_quick: 60, 1..=3650;
    /// `interest`: days after which the slow half of a signal has halved.
    interest_slow: 250, 1..=3650;
    /// `interest`: the share of the lift that counts for a top category, in 1/64.
    interest_top: 8, 0..=256;
    /// `interest`: the same of a category of the second depth.
    interest_second: 16, 0..=256;
    /// `interest`: the same of deeper categories.
    interest_deep: 22, 0..=256;
    /// `interest`: the same of a brand.
    interest_brand: 19, 0..=256;
    /// `interest`: the same of a price band. A band over the whole shop says little about taste, and makes a poor
    /// reason.
    interest_price: 0, 0..=256;
    /// `interest`: the same of color, size, material, gender, age and label.
    interest_tag: 3, 0..=256;

    /// `stated`: what a liked item gains, in points.
    stated_like: 4096, 0..=16_384;
    /// `stated`: what "less" takes from the item, or from each item with the facet, in points: to a twentieth.
    stated_less: 12_288, 8192..=32_768;

    /// `popular`: its share of the score, in 1/64.
    popular_weight: 64, 0..=256;
    /// `trend`: what one unit of the six-week trend (1/32) adds, in points.
    trend_unit: 96, 0..=512;
    /// `breadth`: what one unit of the breadth of buyers (1/255) adds, in points.
    breadth_unit: 8, 0..=64;

    /// `fresh`: what an item gains on its first day in the shop, in points: ln 1.5.
    fresh_points: 1661, 0..=8192;
    /// `fresh`: days after which that has halved.
    fresh_days: 30, 1..=365;

    /// `seen`: what an item loses for each earlier day on which it was shown and left alone, in points: .1.
    seen_points: 410, 0..=4096;
    /// `seen`: days after which such a day counts half.
    seen_days: 14, 1..=365;
    /// `seen`: at how many such days it stops growing.
    seen_most: 8, 0..=50;

    /// `explore`: at each how many places something new is tried.
    explore_every: 10, 5..=1000;

    /// `variety`: what each earlier item of the same category takes off, in points: −ln .85.
    variety: 666, 0..=8192;

    /// Re-ranking: the share of ln(1 + place) that the shop's own order keeps, in 1/64.
    order_weight: 64, 0..=256;
}

/// The constants of the score: whole numbers, each in its own unit. See the module's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights([u16; RANGES.len()]);

impl Default for Weights {
    fn default() -> Weights {
        let mut weights = Weights([0; RANGES.len()]);
        for (slot, [start, ..]) in weights.0.iter_mut().zip(RANGES) {
            *slot = *start;
        }
        weights
    }
}

impl Weights {
    /// All of them: name, where it starts, the least and the most that a shop may set.
    pub fn all() -> impl Iterator<Item = (&'static str, [u16; 3])> {
        NAMES.split_ascii_whitespace().zip(RANGES.iter().copied())
    }

    /// Sets one of them.
    ///
    /// # Errors
    /// [`Code::BadConfig`] for a name that is not in the list, or a value outside its range.
    pub fn set(&mut self, name: &str, value: u32) -> Result<()> {
        let mut wrong = joined(&["nearside.json: ranking.", name, " "], "");
        match Weights::all().zip(&mut self.0).find(|((known, _), _)| *known == name) {
            Some(((_, [_, least, most]), slot)) => match u16::try_from(value) {
                Ok(value) if (least..=most).contains(&value) => {
                    *slot = value;
                    return Ok(());
                }
                _ => {
                    wrong.push_str("must be ");
                    write_number(&mut wrong, least.into());
                    wrong.push_str(" to ");
                    write_number(&mut wrong, most.into());
                }
            },
            None => {
                wrong.push_str("is unknown; there are ");
                wrong.push_str(NAMES);
            }
        }
        Err(Error::new(Code::BadConfig, wrong))
    }

    /// `interest`: the share of the facet's lift that counts, in 1/64, by kind and by depth in the category tree.
    pub fn interest(&self, facet: &Facet<'_>, depth: usize) -> i32 {
        match facet.kind {
            FacetKind::Category => match depth {
                1 => self.interest_top(),
                2 => self.interest_second(),
                _ => self.interest_deep(),
            },
            FacetKind::Brand => self.interest_brand(),
            FacetKind::Price => self.interest_price(),
            _ => self.interest_tag(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_weight_can_be_set_within_its_range_and_no_further() {
        for (at, (name, [start, least, most])) in Weights::all().enumerate() {
            assert!(least <= start && start <= most, "{name}");
            let mut weights = Weights::default();
            for value in [least, most] {
                weights.set(name, value.into()).expect("an end of its range");
                let mut expected = Weights::default();
                expected.0[at] = value;
                assert_eq!(weights, expected, "{name}");
            }
            let below = least.checked_sub(1).map(u32::from);
            for value in [u32::from(most) + 1, u32::MAX].into_iter().chain(below) {
                let error = weights.set(name, value).expect_err("outside");
                assert!(error.code() == Code::BadConfig && error.message().contains(name), "{error}");
            }
        }
        assert_eq!(Weights::all().count(), RANGES.len());
        let error = Weights::default().set("popularity", 1).expect_err("no such weight");
        assert!(error.message().contains("popularity is unknown; there are again_kept "), "{error}");
    }
}
