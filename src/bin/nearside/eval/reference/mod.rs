//! Our own scores again, in floats and from their published formulas, to show what whole numbers cost: nothing that
//! can be measured. Not here: known methods of others (`baselines`).

pub mod rebuy;
pub mod table;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::method::Scorer;
    use crate::eval::orders::Basket;
    use crate::eval::sessions::{NextClick, Session};
    use crate::eval::split::History;
    use nearside::day::Day;

    #[test]
    fn the_rebuy_score_is_its_formula() {
        let baskets = |all: &[&[u32]]| -> Vec<Basket> {
            all.iter().map(|items| Basket { day: Day(1), items: items.to_vec() }).collect()
        };
        let shop = [baskets(&[&[0, 1], &[0], &[0]]), baskets(&[&[1], &[2]])];
        let train: Vec<History<'_>> = shop.iter().map(|history| &history[..]).collect();
        let mut scores = vec![0.0; 3];
        rebuy::FloatRebuy::fit(&train, &train, 3, 0.0).score(0, &mut scores);
        // Item 0 came back in both later baskets; item 1 never in 2 + 1 later ones: the mean is 2/5.
        let (pi0, pi1) = ((2.0 + 20.0 * 0.4) / 22.0, (20.0 * 0.4) / 23.0);
        let expected =
            [0.9025 + 0.95 + 1.0 + 8.0 * pi0 + 0.3 * 3.0 / 5.0, 0.9025 + 8.0 * pi1 + 0.3 * 2.0 / 5.0, 0.3 / 5.0];
        for (found, expected) in scores.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{scores:?}");
        }
    }

    #[test]
    fn the_table_weighs_forward_more_and_keeps_the_open_item_out() {
        let session = |clicks: &[u32]| Session { clicks: clicks.to_vec(), times: vec![0.0; clicks.len()] };
        let table = table::FloatTable::fit(&[session(&[0, 1, 2])], 4);
        assert_eq!(table.next(&[1], false).0, [2, 0]);
        assert_eq!(table.next(&[0], false).0, [1, 2], "the nearer first");
        assert_eq!(table.next(&[0], true).0, [0, 1, 2], "a revisit is likeliest where it is allowed");
        assert_eq!(table.next(&[3], false).0, [] as [u32; 0]);
        assert_eq!(table.next(&[0, 3], false).0[0], 0, "what was clicked before comes back");
    }
}
