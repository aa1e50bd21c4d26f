//! Integer logarithms, exponentials and decay, so that a score has the same bits natively,
//! in Node and in every browser engine. One unit is 1/4096.
//! Not here: anything that knows what is being scored.

/// How many units make 1.0.
pub const ONE: i32 = 4096;

/// ln 2 in 1/2³² units.
const LN_2_Q32: u64 = 2_977_044_472;

/// log2 of a positive number in 1/2²⁰ units, by repeated squaring of the mantissa.
fn log2_q20(n: u64) -> u64 {
    debug_assert!(n > 0);
    let whole = 63 - n.leading_zeros() as u64;
    // The mantissa in 1/2³¹ units: 1.0 ≤ m < 2.0.
    let mut m = if whole >= 31 { n >> (whole - 31) } else { n << (31 - whole) };
    let mut out = whole;
    for _ in 0..20 {
        m = (m * m) >> 31;
        out <<= 1;
        if m >= 1 << 32 {
            m >>= 1;
            out |= 1;
        }
    }
    out
}

/// ln(n) in units of 1/4096, at most one unit too low. `ln(0)` is taken as `ln(1)` = 0.
///
/// ```
/// assert_eq!(nearside::fixed::ln(1), 0);
/// assert_eq!(nearside::fixed::ln(1_000_000), 56_588); // 13.8155 × 4096
/// ```
pub fn ln(n: u64) -> i32 {
    if n <= 1 {
        return 0;
    }
    // Below 2²⁶ · 2³².
    ((log2_q20(n) * LN_2_Q32) >> (32 + 8)) as i32
}

/// ln(a / b) in units of 1/4096; either side counts as at least 1.
pub fn ln_ratio(a: u64, b: u64) -> i32 {
    ln(a) - ln(b)
}

/// ln(1 + a / b) in units of 1/4096, for a, b < 2⁶³; `b` counts as at least 1.
pub fn ln_1p_ratio(a: u64, b: u64) -> i32 {
    let b = b.max(1);
    // Scale up so that a small ratio keeps its digits.
    let shift = b.leading_zeros().min(a.max(1).leading_zeros()).saturating_sub(1).min(20);
    let (a, b) = (a << shift, b << shift);
    ln(a.saturating_add(b)) - ln(b)
}

/// The whole part of a square root, bit by bit: the library's is quicker and much longer.
#[inline(never)]
pub fn root(mut rest: u64) -> u64 {
    let (mut root, mut bit) = (0, 1u64 << ((rest | 1).ilog2() & !1));
    while bit > 0 {
        let with = root + bit;
        root >>= 1;
        if rest >= with {
            rest -= with;
            root += bit;
        }
        bit >>= 2;
    }
    root
}

/// 2^(-age / half_life) as a fraction of 65536. An age of 0 gives 65536; beyond 24 half-lives, 0.
pub fn decay_q16(age: u32, half_life: u32) -> u32 {
    let half_life = half_life.max(1) as u64;
    let age = age as u64;
    let halvings = age / half_life;
    if halvings >= 24 {
        return 0;
    }
    let fraction = ((age % half_life) << 16) / half_life;
    ((power_q32(fraction) >> 16) >> halvings) as u32
}

/// e^(points / 4096) in 1/65536, for up to 16 × 4096 points; more counts as that many.
///
/// ```
/// assert_eq!(nearside::fixed::exp_q16(0), 65_536);
/// assert_eq!(nearside::fixed::exp_q16(4096), 178_144); // 2.71828 × 65536, one too low
/// ```
pub fn exp_q16(points: i32) -> u64 {
    /// log2 e in 1/65536.
    const LOG2_E_Q16: i64 = 94_548;
    let power = (i64::from(points.clamp(-16 * ONE, 16 * ONE)) * LOG2_E_Q16) >> 12;
    let (whole, fraction) = (power >> 16, (power & 0xffff) as u64);
    // 2^(w + f) is 2^(w + 1) · 2^-(1 - f).
    let (mantissa, shift) = if fraction == 0 { (1 << 32, whole) } else { (power_q32((1 << 16) - fraction), whole + 1) };
    if shift >= 0 {
        (mantissa >> 16) << shift | (mantissa & 0xffff) << shift >> 16
    } else {
        mantissa >> (16 - shift)
    }
}

/// 2^-f in 1/2³², for f below 1 in 1/65536: by factors 2^(-1/2), 2^(-1/4), …
fn power_q32(fraction: u64) -> u64 {
    const ROOTS: [u64; 16] = [
        3_037_000_500,
        3_611_622_603,
        3_938_502_376,
        4_112_874_773,
        4_202_935_003,
        4_248_701_965,
        4_271_771_996,
        4_283_353_945,
        4_289_156_690,
        4_292_061_010,
        4_293_513_907,
        4_294_240_540,
        4_294_603_903,
        4_294_785_595,
        4_294_876_445,
        4_294_921_870,
    ];
    let mut x: u64 = 1 << 32;
    for (k, root) in ROOTS.iter().enumerate() {
        if fraction & (1 << (15 - k)) != 0 {
            x = (x * root) >> 32;
        }
    }
    x
}

/// Sorts keys upwards. Every order in the engine is packed into a `u64`, so that one sort serves all: the module
/// would otherwise carry one for each type. Shell's sort, with gaps that grow by 9/4 (Tokuda): a thirtieth of the
/// bytes of the library's sort, and as quick for the few hundred keys of a list.
#[inline(never)]
pub fn sort(keys: &mut [u64]) {
    let mut gap = 1;
    while gap < keys.len() / 4 {
        gap = gap * 9 / 4 + 1;
    }
    while gap > 0 {
        for end in gap..keys.len() {
            let key = keys[end];
            let mut at = end;
            while at >= gap && keys[at - gap] > key {
                keys[at] = keys[at - gap];
                at -= gap;
            }
            keys[at] = key;
        }
        gap = gap * 4 / 9;
    }
}

/// A key that sorts by falling `points`, then by rising `place`.
pub fn falling(points: i32, place: u32) -> u64 {
    u64::from(!(points as u32 ^ 0x8000_0000)) << 32 | u64::from(place)
}

/// The two parts of a key made by [`falling`].
pub fn unpack(key: u64) -> (i32, u32) {
    ((!((key >> 32) as u32) ^ 0x8000_0000) as i32, key as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ln_is_within_one_unit_of_the_real_logarithm() {
        for n in (1..5_000u64).chain((0..40).map(|k| (1u64 << k) + 12_345)).chain([u64::MAX / 2]) {
            let real = (n as f64).ln() * 4096.0;
            assert!((ln(n) as f64 - real).abs() <= 1.01, "ln({n}) = {} not {real}", ln(n));
        }
    }

    #[test]
    fn keys_sort_by_falling_points_then_rising_place() {
        let mut keys: Vec<u64> = [(5, 1), (-7, 0), (5, 0), (i32::MIN, 9), (i32::MAX, 3), (0, 2)]
            .map(|(points, place)| falling(points, place))
            .to_vec();
        sort(&mut keys);
        let order: Vec<_> = keys.into_iter().map(unpack).collect();
        assert_eq!(order, [(i32::MAX, 3), (5, 0), (5, 1), (0, 2), (-7, 0), (i32::MIN, 9)]);
    }

    #[test]
    fn keys_sort_as_the_library_sorts_them() {
        let mut state = 1u64;
        for n in (0..300).chain([1_000, 65_536]) {
            let mut noise = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state >> 20
            };
            let random: Vec<u64> = (0..n).map(|_| noise()).collect();
            let few: Vec<u64> = random.iter().map(|key| key % 7).collect();
            let pipe: Vec<u64> = (0..n as u64).map(|k| k.min(n as u64 - k)).collect();
            for keys in [random, few, pipe, (0..n as u64).collect(), (0..n as u64).rev().collect()] {
                let (mut ours, mut theirs) = (keys.clone(), keys);
                sort(&mut ours);
                theirs.sort_unstable();
                assert_eq!(ours, theirs);
            }
        }
    }

    #[test]
    fn the_root_is_the_whole_part_of_the_real_one() {
        for n in (0..10_000).chain((0..64).flat_map(|k| [(1 << k) - 1, 1 << k, u64::MAX >> k])) {
            assert_eq!(root(n), n.isqrt(), "{n}");
        }
    }

    #[test]
    fn ln_never_falls_as_its_argument_rises() {
        let mut last = -1;
        for n in 1..200_000u64 {
            assert!(ln(n) >= last);
            last = ln(n);
        }
    }

    #[test]
    fn ln_1p_of_a_small_ratio_keeps_its_digits() {
        for (a, b) in [(1u64, 1000u64), (3, 7), (5_000_000, 3), (0, 9), (1, 1 << 40)] {
            let real = (1.0 + a as f64 / b as f64).ln() * 4096.0;
            assert!((ln_1p_ratio(a, b) as f64 - real).abs() <= 2.01, "{a}/{b}");
        }
    }

    #[test]
    fn exp_is_the_real_exponential_and_never_falls() {
        let mut last = 0;
        for points in (-16 * ONE..=16 * ONE).step_by(37) {
            let (ours, real) = (exp_q16(points), (f64::from(points) / 4096.0).exp() * 65_536.0);
            assert!((ours as f64 - real).abs() <= 2.0 + real / 5_000.0, "{points}: {ours} not {real}");
            assert!(ours >= last);
            last = ours;
        }
    }

    #[test]
    fn decay_halves_at_each_half_life_and_never_rises() {
        assert_eq!(decay_q16(0, 60), 65_536);
        assert_eq!(decay_q16(60, 60), 32_768);
        assert_eq!(decay_q16(120, 60), 16_384);
        assert_eq!(decay_q16(60 * 24, 60), 0);
        let mut last = u32::MAX;
        for age in 0..2_000 {
            let w = decay_q16(age, 60);
            assert!(w <= last);
            let real = 65_536.0 * 0.5f64.powf(age as f64 / 60.0);
            assert!((w as f64 - real).abs() <= 2.0, "{age}: {w} not {real}");
            last = w;
        }
    }
}
