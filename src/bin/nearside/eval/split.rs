//! Who is asked about what: the hidden basket, the cart cut in two, and histories cut short.
//! The splits are those of `docs/quality.md`. Not here: reading (`orders`), scoring (`method`).

use super::mersenne::Mersenne;
use super::orders::Basket;

/// One buyer's earlier baskets, oldest first.
pub type History<'a> = &'a [Basket];

/// One question: what does this buyer order next?
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The buyer's place in the training data.
    pub buyer: usize,
    /// What is known: nothing later than the hidden basket.
    pub history: History<'a>,
    /// What is asked.
    pub hidden: &'a Basket,
}

/// Hides each buyer's last basket or, for choosing constants, the second last (and forgets the last).
/// Buyers without a basket before it are left out.
pub fn hide_last(buyers: &[Vec<Basket>], validation: bool) -> Vec<Case<'_>> {
    let all = buyers.iter().filter_map(|history| {
        let (hidden, history) = history[..history.len().checked_sub(usize::from(validation))?].split_last()?;
        (!history.is_empty()).then_some((history, hidden))
    });
    all.enumerate().map(|(buyer, (history, hidden))| Case { buyer, history, hidden }).collect()
}

/// Carts of fewer items than this are not cut.
const SMALLEST_CART: usize = 4;

/// Cuts a basket in two by a hash of the item numbers: what lies in the cart, and what is still to come.
pub fn cut(basket: &[u32]) -> Option<(Vec<u32>, Vec<u32>)> {
    if basket.len() < SMALLEST_CART {
        return None;
    }
    let hash = |item: &u32| u64::from(*item).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    let mut cart = basket.to_vec();
    cart.sort_by_key(hash);
    let mut hidden = cart.split_off(basket.len() / 2);
    hidden.sort_unstable();
    Some((cart, hidden))
}

/// How many baskets are left of a short history.
pub const SHORT: [usize; 4] = [1, 2, 5, 20];
/// How many buyers are held out for short histories; at most half of all.
const HELD_OUT: usize = 800;

/// The buyers held out for short histories, as places in `cases`: chosen once, the same for every length.
pub fn held_out(cases: usize) -> Vec<usize> {
    Mersenne::new(11).choose(cases, HELD_OUT.min(cases / 2))
}

/// The cases of the held-out buyers with only the last `keep` baskets known.
pub fn shorten<'a>(cases: &[Case<'a>], held_out: &[usize], keep: usize) -> Vec<Case<'a>> {
    let short = |at: &usize| {
        let case = cases[*at];
        Case { history: &case.history[case.history.len().saturating_sub(keep)..], ..case }
    };
    held_out.iter().map(short).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nearside::day::Day;

    fn history(days: &[u32]) -> Vec<Basket> {
        days.iter().map(|day| Basket { day: Day(*day), items: vec![*day] }).collect()
    }

    #[test]
    fn the_hidden_basket_is_the_last_or_the_second_last() {
        let buyers = [history(&[1, 2, 3]), history(&[7]), history(&[4, 5]), history(&[])];
        let told = |cases: Vec<Case<'_>>| -> Vec<(usize, usize, u32)> {
            cases.iter().map(|case| (case.buyer, case.history.len(), case.hidden.day.0)).collect()
        };
        assert_eq!(told(hide_last(&buyers, false)), [(0, 2, 3), (1, 1, 5)]);
        assert_eq!(told(hide_last(&buyers, true)), [(0, 1, 2)]);
    }

    #[test]
    fn a_cart_is_cut_in_halves_by_the_hash() {
        assert_eq!(cut(&[1, 2, 3]), None);
        let (cart, hidden) = cut(&[0, 1, 2, 3, 4]).unwrap();
        // Hashes rise in this order: 0, 2, 4, 1, 3 (golden ratio: .0, .236, .472, .618, .854).
        assert_eq!((cart, hidden), (vec![0, 2], vec![1, 3, 4]));
    }

    #[test]
    fn a_short_history_is_its_end() {
        let buyers = [history(&[1, 2, 3, 4]), history(&[5, 6])];
        let cases = hide_last(&buyers, false);
        assert_eq!(shorten(&cases, &[0, 1], 2)[0].history, &buyers[0][1..3]);
        assert_eq!(shorten(&cases, &[1], 2)[0].history, &buyers[1][..1]);
        assert_eq!(held_out(2_328).len(), 800);
        assert_eq!(held_out(10).len(), 5);
    }
}
