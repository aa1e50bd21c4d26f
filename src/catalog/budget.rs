//! How many pairs the tables of an item's company may hold: bytes are few, so each item keeps its strongest.
//! Not here: which pairs are strongest (`neighbors`, `followers`).

use super::format as f;
use super::neighbors::Neighbors;

/// Cuts two tables so that together they take at most so many bytes of the file. Each has half; what one does not
/// need, the other may use. A table that cannot even hold its offsets is left out.
pub(super) fn fit(tables: [&mut Neighbors; 2], popularity_of_row: &[i16], bytes: u64) {
    let n = popularity_of_row.len();
    let [a, b] = tables;
    let need = [size(a, n), size(b, n)];
    let half = bytes / 2;
    for (table, other) in [(a, need[1]), (b, need[0])] {
        cut(table, popularity_of_row, bytes - other.min(half));
    }
}

/// Bytes of an item number.
pub(super) fn width(items: usize) -> usize {
    if items <= usize::from(u16::MAX) + 1 {
        2
    } else {
        4
    }
}

fn head(n: usize) -> u64 {
    (8 + f::padded((n + 1) * 4)) as u64
}

/// The bytes of a table in the file, 0 for one that is left out.
fn size(table: &Neighbors, n: usize) -> u64 {
    let pairs = table.rows.len();
    match pairs {
        0 => 0,
        _ => head(n) + (f::padded(pairs * width(n)) + pairs) as u64,
    }
}

/// Keeps the strongest k pairs of every row, with the largest k that fits, and one more of the most popular rows.
/// (With as many pairs, whole rows of popular items only find less: `docs/architecture.md`.)
fn cut(table: &mut Neighbors, popularity_of_row: &[i16], bytes: u64) {
    let n = popularity_of_row.len();
    if size(table, n) <= bytes {
        return;
    }
    // Up to 7 bytes of padding stand between numbers and weights.
    let room = (bytes.saturating_sub(head(n) + 7) / (width(n) as u64 + 1)) as usize;
    let length = |row: usize| (table.offsets[row + 1] - table.offsets[row]) as usize;
    let pairs = |k: usize| (0..n).map(|row| length(row).min(k)).sum::<usize>();
    let mut k = 0;
    while pairs(k + 1) <= room {
        k += 1; // ends, because the whole table does not fit
    }
    let mut kept: Vec<usize> = (0..n).map(|row| length(row).min(k)).collect();
    let mut order: Vec<u32> = (0..n as u32).filter(|row| length(*row as usize) > k).collect();
    order.sort_by_key(|row| (-i32::from(popularity_of_row[*row as usize]), *row));
    order.truncate(room - pairs(k));
    order.into_iter().for_each(|row| kept[row as usize] += 1);
    let mut out = Neighbors { top: table.top, offsets: vec![0], ..Neighbors::default() };
    for (row, kept) in kept.into_iter().enumerate() {
        let start = table.offsets[row] as usize;
        out.rows.extend_from_slice(&table.rows[start..start + kept]);
        out.weights.extend_from_slice(&table.weights[start..start + kept]);
        out.offsets.push(out.rows.len() as u32);
    }
    *table = out;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of rows with so many neighbors each.
    fn table(lengths: &[usize]) -> Neighbors {
        let mut out = Neighbors { offsets: vec![0], ..Neighbors::default() };
        for length in lengths {
            out.rows.extend(0..*length as u32);
            out.weights.extend((0..*length).map(|k| 255 - k as u8));
            out.offsets.push(out.rows.len() as u32);
        }
        out
    }

    fn lengths(table: &Neighbors) -> Vec<u32> {
        table.offsets.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    #[test]
    fn rows_are_cut_alike_popular_ones_last_and_the_bytes_are_kept() {
        let popularity = [-5, 9, 0, 9];
        for bytes in 0..400u64 {
            let (mut a, mut b) = (table(&[20, 20, 20, 20]), table(&[]));
            b.offsets = vec![0; 5];
            fit([&mut a, &mut b], &popularity, bytes);
            assert!(size(&a, 4) <= bytes && size(&b, 4) == 0, "{bytes}");
            let kept = lengths(&a);
            assert!(kept[1] >= kept[3] && kept[3] >= kept[2] && kept[2] >= kept[0], "{kept:?}");
            assert!(kept[1] - kept[0] <= 1, "{kept:?}");
            assert!(
                size(&a, 4) == 0 || size(&a, 4) + 10 > bytes.min(size(&table(&[20; 4]), 4)),
                "room is used: {bytes}"
            );
        }
    }

    #[test]
    fn two_tables_share_and_the_small_one_leaves_its_rest() {
        let popularity = [1, 2, 3];
        let (mut a, mut b) = (table(&[2, 2, 2]), table(&[100, 100, 100]));
        let (small, bytes) = (size(&a, 3), 600);
        fit([&mut a, &mut b], &popularity, bytes);
        assert_eq!((size(&a, 3), lengths(&a)), (small, vec![2, 2, 2]));
        assert!(size(&b, 3) > bytes / 2 && size(&a, 3) + size(&b, 3) <= bytes);
        let (mut a, mut b) = (table(&[100, 100, 100]), table(&[100, 100, 100]));
        fit([&mut a, &mut b], &popularity, bytes);
        assert_eq!(lengths(&a), lengths(&b));
    }
}
