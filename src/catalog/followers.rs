//! Which items are looked at after (and before) which: the table behind the term `next` of a browsing shopper.
//! Not here: what a shopper's own items make of it (`rank`), or what is bought together (`neighbors`).

use super::neighbors::Neighbors;
use super::sessions::Sessions;
use crate::fixed;

/// Clicks further apart than this say nothing of each other.
const FURTHEST: usize = 20;
/// What a pair counts in the order in which it was clicked, in 1/65536: 1 / distance.
const FORWARD: u64 = 1 << 16;
/// What it counts in the opposite order: .7 / distance.
const BACKWARD: u64 = 45_875;
/// Clicks that are added to each item's own, in 1/65536, so that rare items do not count for much.
const SHRINK: u64 = 5 << 16;
/// The value of a pair is pairs / (source^.75 · target^.15): its logarithm is counted in twentieths.
const SOURCE: i64 = 15;
const TARGET: i64 = 3;
const WHOLE: i64 = 20;
/// Direct followers of an item that two steps are taken over.
const FIRST: usize = 32;
/// Values are held in 1/2¹⁶ of e^-8, so that small ones keep their digits: this is 8, in 1/4096.
const FINER: i32 = 8 * fixed::ONE;
/// A tenth of e^-8, in 1/2³²: what two steps count, once both are held in that unit.
const TENTH: u128 = 144_080;

/// Computes the table, in rows of the catalog. Everything is whole numbers, so every machine gets the same bytes.
pub(super) fn table(sessions: &Sessions, row_of: &[u32], most: usize, progress: &mut dyn FnMut(u64)) -> Neighbors {
    let n = row_of.len();
    let clicks: Vec<u32> = sessions.clicks().iter().map(|item| row_of[*item as usize]).collect();
    let (session_of, fresh) = ages(sessions);
    let mut counted = vec![SHRINK; n];
    for (click, row) in clicks.iter().enumerate() {
        counted[*row as usize] += fresh[session_of[click] as usize];
    }
    let damping: Vec<i64> = counted.iter().map(|count| i64::from(fixed::ln(*count))).collect();
    let (starts, places) = places(&clicks, n);

    let (mut offsets, mut direct) = (vec![0usize], Vec::<(u32, u64)>::new());
    let mut pairs = vec![0u64; n];
    let mut met: Vec<u32> = Vec::new();
    let mut found: Vec<(i64, u32)> = Vec::new();
    for row in 0..n {
        for place in &places[starts[row]..starts[row + 1]] {
            let place = *place as usize;
            let session = session_of[place] as usize;
            let range = sessions.range(session);
            let first = range.start.max(place.saturating_sub(FURTHEST));
            let near = &clicks[first..range.end.min(place + FURTHEST + 1)];
            for (other, target) in (first..).zip(near).map(|(other, target)| (other, *target as usize)) {
                if target == row {
                    continue;
                }
                if pairs[target] == 0 {
                    met.push(target as u32);
                }
                let weight = if other > place { FORWARD } else { BACKWARD };
                pairs[target] += fresh[session] * (weight / other.abs_diff(place) as u64);
            }
        }
        for target in met.drain(..) {
            let sum = std::mem::take(&mut pairs[target as usize]);
            let value = WHOLE * i64::from(fixed::ln(sum)) - SOURCE * damping[row] - TARGET * damping[target as usize];
            found.push((-value, target));
        }
        // Of equals, the lower row.
        found.sort_unstable();
        direct.extend(found.drain(..).take(most.max(FIRST)).map(|(value, target)| (target, amount(-value))));
        offsets.push(direct.len());
        if row % 256 == 0 {
            progress(row as u64);
        }
    }
    two_steps(&offsets, &direct, most)
}

/// The value of a pair, given its logarithm, in 1/2¹⁶ of e^-8.
fn amount(value: i64) -> u64 {
    // Pairs are counted in 1/2³², clicks in 1/2¹⁶ to the power of .75 + .15.
    let unit = WHOLE * i64::from(fixed::ln(1 << 32)) - (SOURCE + TARGET) * i64::from(fixed::ln(1 << 16));
    fixed::exp_q16(((value - unit) / WHOLE) as i32 + FINER)
}

/// Adds to each pair a tenth of what leads there in two steps, and keeps the strongest. So an item with few clicks
/// has followers too.
fn two_steps(offsets: &[usize], direct: &[(u32, u64)], most: usize) -> Neighbors {
    let n = offsets.len() - 1;
    let mut out = Neighbors { offsets: vec![0], ..Neighbors::default() };
    let mut amounts: Vec<u64> = Vec::new();
    let mut sums = vec![0u64; n];
    let mut met: Vec<u32> = Vec::new();
    let mut found: Vec<(u64, u32)> = Vec::new();
    let row = |row: usize| &direct[offsets[row]..offsets[row + 1]];
    for from in 0..n {
        let mut add = |target: u32, amount: u64| {
            if sums[target as usize] == 0 {
                met.push(target);
            }
            sums[target as usize] += amount;
        };
        for (middle, first) in row(from) {
            add(*middle, *first);
            for (to, second) in row(*middle as usize).iter().filter(|(to, _)| *to as usize != from) {
                add(*to, ((u128::from(*first) * u128::from(*second) * TENTH) >> 48) as u64);
            }
        }
        found.extend(met.drain(..).map(|target| (!std::mem::take(&mut sums[target as usize]), target)));
        found.retain(|(sum, _)| *sum != !0);
        found.sort_unstable();
        for (sum, target) in found.drain(..).take(most) {
            out.rows.push(target);
            amounts.push(!sum);
        }
        out.offsets.push(out.rows.len() as u32);
    }
    let top = amounts.iter().max().map_or(0, |most| fixed::ln(*most));
    out.top = top - fixed::ln(1 << 16) - FINER;
    out.weights = amounts.into_iter().map(|amount| byte((top - fixed::ln(amount)).into())).collect();
    out
}

/// The byte of a value that lies this far below the highest: 20 steps are a factor of 2.
fn byte(below: i64) -> u8 {
    let octave = i64::from(fixed::ln(2));
    let steps = (below * 20 + octave / 2) / octave;
    (255 - steps).clamp(1, 255) as u8
}

/// The session of each click, and what a click of each session counts, in 1/65536: e^-age, the whole file being 1.
fn ages(sessions: &Sessions) -> (Vec<u32>, Vec<u64>) {
    let count = sessions.len();
    let mut session_of = Vec::with_capacity(sessions.clicks().len());
    let mut fresh = Vec::with_capacity(count);
    for session in 0..count {
        session_of.resize(sessions.range(session).end, session as u32);
        let age = (count - session) as u64 * fixed::ONE as u64 / count as u64;
        fresh.push(fixed::exp_q16(-(age as i32)));
    }
    (session_of, fresh)
}

/// The places of each row's clicks: `places[starts[row]..starts[row + 1]]`.
fn places(clicks: &[u32], n: usize) -> (Vec<usize>, Vec<u32>) {
    let mut starts = vec![0usize; n + 1];
    for row in clicks {
        starts[*row as usize + 1] += 1;
    }
    for row in 0..n {
        starts[row + 1] += starts[row];
    }
    let mut next = starts.clone();
    let mut places = vec![0u32; clicks.len()];
    for (place, row) in clicks.iter().enumerate() {
        places[next[*row as usize]] = place as u32;
        next[*row as usize] += 1;
    }
    (starts, places)
}
