//! What a list is worth, and means of it. Not here: who is asked for a list (`tasks`, `sessions`).

/// The worth of one list of at most 20 against the items that were hidden; or the mean of many.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Worth {
    /// Hidden items found in the first 10, over all hidden ones.
    pub recall10: f64,
    /// The same for 20.
    pub recall20: f64,
    /// Gain of the first 10, where a hit at place k counts 1 / log2(k + 1), over the best that is possible.
    pub ndcg10: f64,
    /// 1 when one of the first 10 was hidden.
    pub hr10: f64,
}

impl Worth {
    /// `hidden` is not empty and in rising order.
    pub fn of(list: &[u32], hidden: &[u32]) -> Worth {
        let hit = |item: &u32| hidden.binary_search(item).is_ok();
        let found = |k: usize| list.iter().take(k).filter(|item| hit(item)).count() as f64;
        let gain = |place: usize| 1.0 / (place as f64 + 2.0).log2();
        let ideal: f64 = (0..hidden.len().min(10)).map(gain).sum();
        let gained: f64 = list.iter().take(10).enumerate().filter(|(_, item)| hit(item)).map(|(k, _)| gain(k)).sum();
        let all = hidden.len() as f64;
        let hr10 = f64::from(found(10) > 0.0);
        Worth { recall10: found(10) / all, recall20: found(20) / all, ndcg10: gained / ideal, hr10 }
    }

    /// The mean of all; zeros when there is none.
    pub fn mean(all: impl IntoIterator<Item = Worth>) -> Worth {
        let (mut sum, mut n) = (Worth::default(), 0.0);
        for one in all {
            sum.recall10 += one.recall10;
            sum.recall20 += one.recall20;
            sum.ndcg10 += one.ndcg10;
            sum.hr10 += one.hr10;
            n += 1.0;
        }
        let n = f64::max(n, 1.0);
        Worth { recall10: sum.recall10 / n, recall20: sum.recall20 / n, ndcg10: sum.ndcg10 / n, hr10: sum.hr10 / n }
    }
}

/// The `count` items with the highest scores, best first; of equals the lower number. Items at minus infinity
/// never appear.
pub fn top(scores: &[f64], count: usize) -> Vec<u32> {
    let mut best: Vec<(f64, u32)> = Vec::with_capacity(count + 1);
    for (item, score) in scores.iter().enumerate() {
        // A later item loses ties, so it must be strictly better than the last.
        if *score == f64::NEG_INFINITY || (best.len() == count && *score <= best[count - 1].0) {
            continue;
        }
        let at = best.partition_point(|(other, _)| *other >= *score);
        best.insert(at, (*score, item as u32));
        best.truncate(count);
    }
    best.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_worth_what_a_person_computes() {
        // Hits at places 1 and 3 of three hidden items: 1/log2(2) + 1/log2(4) over 1 + 1/log2(3) + 1/log2(4).
        let worth = Worth::of(&[7, 1, 4, 2], &[4, 7, 9]);
        assert!((worth.recall10 - 2.0 / 3.0).abs() < 1e-12);
        assert!((worth.ndcg10 - 1.5 / (1.5 + 1.0 / 3f64.log2())).abs() < 1e-12);
        assert_eq!(worth.hr10, 1.0);
        // A hit at place 11 counts for 20, not for 10.
        let late = Worth::of(&[20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 5], &[5]);
        assert_eq!((late.recall10, late.recall20, late.ndcg10, late.hr10), (0.0, 1.0, 0.0, 0.0));
        let half = Worth::mean([Worth::of(&[1], &[1]), Worth::of(&[1], &[2])]);
        assert_eq!((half.recall10, half.ndcg10, half.hr10), (0.5, 0.5, 0.5));
        assert_eq!(Worth::mean([]), Worth::default());
    }

    #[test]
    fn the_top_breaks_ties_by_the_lower_number() {
        assert_eq!(top(&[1.0, 3.0, 2.0, 3.0, f64::NEG_INFINITY], 3), [1, 3, 2]);
        assert_eq!(top(&[0.0, 0.0, 0.0], 2), [0, 1]);
        assert_eq!(top(&[f64::NEG_INFINITY], 2), [] as [u32; 0]);
        assert_eq!(top(&[1.0, 2.0, 3.0, 4.0], 2), [3, 2]);
    }
}
