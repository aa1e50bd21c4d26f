//! Every known method on an example small enough to compute by hand.

use super::*;
use crate::eval::orders::Basket;
use crate::eval::sessions::Session;
use nearside::day::Day;

fn history(baskets: &[&[u32]]) -> Vec<Basket> {
    baskets.iter().map(|items| Basket { day: Day(1), items: items.to_vec() }).collect()
}

/// The scores of one buyer among these.
fn scores<S: Scorer>(scorer: &S, buyer: usize, items: usize) -> Vec<f64> {
    let mut scores = vec![0.0; items];
    scorer.score(buyer, &mut scores);
    scores
}

fn near(found: &[f64], expected: &[f64]) {
    let close = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
    assert!(close, "{found:?} is not {expected:?}");
}

fn shop() -> [Vec<Basket>; 2] {
    [history(&[&[0, 1], &[0]]), history(&[&[1], &[1, 2]])]
}

#[test]
fn popularity_counts_baskets() {
    let shop = shop();
    let train: Vec<History<'_>> = shop.iter().map(|h| &h[..]).collect();
    near(&scores(&popularity::Popularity::fit(&train, 4), 0, 4), &[2.0, 3.0, 1.0, 0.0]);
}

#[test]
fn top_freq_counts_the_buyers_own_and_breaks_ties_by_popularity() {
    let shop = shop();
    let train: Vec<History<'_>> = shop.iter().map(|h| &h[..]).collect();
    near(&scores(&topfreq::TopFreq::fit(&train, &train, 4), 0, 4), &[2.5, 1.75, 0.25, 0.0]);
    near(&scores(&topfreq::TopFreq::fit(&train, &train[..1], 4), 1, 4), &[2.0 / 3.0, 2.0 + 1.0 / 3.0, 1.0, 0.0]);
}

#[test]
fn recency_fades_by_a_twentieth_a_basket() {
    let shop = shop();
    let train: Vec<History<'_>> = shop.iter().map(|h| &h[..]).collect();
    let fill = |sold: f64| sold / 4.0 * 1e-3;
    near(&scores(&recency::Recency::fit(&train, &train, 3), 0, 3), &[1.95 + fill(2.0), 0.95 + fill(3.0), fill(1.0)]);
}

#[test]
fn up_cf_adds_the_habits_of_those_alike() {
    let shop = shop();
    let train: Vec<History<'_>> = shop.iter().map(|h| &h[..]).collect();
    // Each has two items, one of them in common: the cosine is 1/2 and its fifth power 1/32.
    near(&scores(&upcf::UpCf::fit(&train, 3, 5), 0, 3), &[1.0, 0.5 + 1.0 / 32.0, 0.5 / 32.0]);
    // One of the two has a single item: 1 / (2^.75 · 1^.25), and the other way round 1 / (1^.75 · 2^.25).
    let other = [history(&[&[0, 1]]), history(&[&[1]])];
    let train: Vec<History<'_>> = other.iter().map(|h| &h[..]).collect();
    let upcf = upcf::UpCf::fit(&train, 2, 1);
    near(&scores(&upcf, 0, 2), &[1.0, 1.0 + 2f64.powf(-0.75)]);
    near(&scores(&upcf, 1, 2), &[2f64.powf(-0.25), 1.0 + 2f64.powf(-0.25)]);
}

#[test]
fn tifu_knn_fades_in_groups_and_mixes_the_nearest_in() {
    let shop = shop();
    let train: Vec<History<'_>> = shop.iter().map(|h| &h[..]).collect();
    // Two baskets are two groups of one: the newer weighs 1/2, the older .7/2.
    let (new, old) = (0.5, 0.35);
    let expected = [0.7 * (new + old), 0.7 * old + 0.3 * (new + old), 0.3 * new];
    near(&scores(&tifuknn::TifuKnn::fit(&train, 3), 0, 3), &expected);
    // Eight baskets are four groups of two: the oldest weighs .9/2 · .7³/4.
    let long = [history(&[&[0], &[1], &[1], &[1], &[1], &[1], &[1], &[2]])];
    let train: Vec<History<'_>> = long.iter().map(|h| &h[..]).collect();
    let found = scores(&tifuknn::TifuKnn::fit(&train, 3), 0, 3);
    near(&[found[0], found[2]], &[0.7 * 0.45 * 0.343 / 4.0, 0.7 * 0.5 / 4.0]);
}

#[test]
fn item_knn_goes_by_common_buyers_and_carts_by_common_baskets() {
    let shop = shop();
    let train: Vec<History<'_>> = shop.iter().map(|h| &h[..]).collect();
    let knn = itemknn::ItemKnn::fit(&train, 3);
    // Item 1 has two buyers, 0 and 2 one each: one in common, 1 / (√2 + 20).
    let common = 1.0 / (2f64.sqrt() + 20.0);
    near(&scores(&knn, 0, 3), &[common, 2.0 * common, common]);
    // Item 1 is in three baskets, 0 in two and 2 in one.
    near(&knn.score_cart(&[1]).unwrap(), &[1.0 / (6f64.sqrt() + 10.0), 0.0, 1.0 / (3f64.sqrt() + 10.0)]);
}

#[test]
fn ease_is_the_same_by_buyers_and_by_items() {
    // Two items: x_j − (xP)_j / P_jj is x_i · G_ij / (G_ii + λ) for the other item i.
    let two = [history(&[&[0, 1], &[0]]), history(&[&[1]]), history(&[&[0, 1]])];
    let train: Vec<History<'_>> = two.iter().map(|h| &h[..]).collect();
    let (one, twice) = (2f64.ln(), 3f64.ln());
    let common = twice * one + one * one;
    let by_items = scores(&ease::Ease::fit(&train, 2), 0, 2);
    near(
        &by_items,
        &[one * common / (2.0 * one * one + one * one + 500.0), twice * common / (twice * twice + one * one + 500.0)],
    );
    // With more items than buyers the other side is inverted; items that nobody bought change nothing.
    let by_buyers = scores(&ease::Ease::fit(&train, 5), 0, 5);
    near(&by_buyers[..2], &by_items);
    near(&by_buyers[2..], &[0.0; 3]);
}

fn sessions(all: &[&[u32]]) -> Vec<Session> {
    all.iter().map(|clicks| Session { clicks: clicks.to_vec(), times: vec![0.0; clicks.len()] }).collect()
}

#[test]
fn v_sknn_lets_like_sessions_vote() {
    let train = sessions(&[&[0, 1, 2], &[1, 3], &[4, 5]]);
    let knn = sknn::Sknn::fit(sknn::V_SKNN, &train, 7);
    // After 0, 1: the first shares 0 (1/2) and 1 (2/2), the second 1 only. So 0 and 2 get 1.5 · (1 + ½ ln 3), 3 gets
    // 1 · (1 + ½ ln 3), and the open item 1 most of all, 2.5 · (1 + ½ ln 1.5), but only where it may be shown again.
    assert_eq!(knn.next(&[0, 1], true).0, [1, 0, 2, 3]);
    assert_eq!(knn.next(&[0, 1], false).0, [0, 2, 3]);
    assert_eq!(knn.next(&[6], false).0, [] as [u32; 0], "nobody else clicked it");
    assert_eq!(sknn::MostClicked::fit(&train, 7).next(&[1], false).0[0], 0);
}

#[test]
fn vstan_prefers_late_short_and_near() {
    let vstan = |train: &[Session], clicks: &[u32]| sknn::Sknn::fit(sknn::VSTAN, train, 8).next(clicks, false).0;
    // The later of two equal sessions; the shorter; the item nearer to the shared click.
    assert_eq!(vstan(&sessions(&[&[0, 1], &[0, 2]]), &[0]), [2, 1]);
    assert_eq!(vstan(&sessions(&[&[0, 1], &[0, 2, 3, 4, 5, 6]]), &[0])[0], 1);
    assert_eq!(vstan(&sessions(&[&[0, 2, 1]]), &[0]), [2, 1]);
    // The latest click counts most.
    assert_eq!(vstan(&sessions(&[&[3, 1], &[0, 2]]), &[3, 0])[0], 2);
    assert_eq!(vstan(&sessions(&[&[0, 2], &[3, 1]]), &[0, 3])[0], 1);
}
