//! How far a share may be from what was seen: Clopper and Pearson's interval, which never covers less often
//! than it says. Not here: what the share is of (`estimate`).
//!
//! Logarithms are not the machine's own, whose last digit differs from one to the next.

use libm::{exp, log, log1p};

/// ln Γ(x) for x > 0, to about 15 digits (Lanczos 1964, g = 7, nine coefficients by Godfrey).
fn ln_gamma(x: f64) -> f64 {
    const REST: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let (mut sum, mut at) = (0.999_999_999_999_809_9, x);
    for one in REST {
        sum += one / at;
        at += 1.0;
    }
    let t = x + 6.5;
    0.5 * log(std::f64::consts::TAU) + (x - 0.5) * log(t) - t + log(sum)
}

/// The density of the beta distribution at 0 < x < 1, as a logarithm.
fn ln_density(a: f64, b: f64, x: f64) -> f64 {
    ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + (a - 1.0) * log(x) + (b - 1.0) * log1p(-x)
}

/// The part of the beta distribution below x: the continued fraction of DLMF 8.17.22 by Lentz's method, on
/// the side where it converges fast.
fn below(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return f64::from(u8::from(x >= 1.0));
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - below(b, a, 1.0 - x);
    }
    let kept = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let (mut c, mut d) = (1.0, 1.0 / kept(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    // About √(a+b) steps are enough.
    for step in 1..100_000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        for term in [even, odd] {
            d = 1.0 / kept(1.0 + term * d);
            c = kept(1.0 + term / c);
            fraction *= c * d;
        }
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    exp(ln_density(a, b, x) + log(x) + log1p(-x)) / a * fraction
}

/// The x below which this part of the beta distribution lies: Newton's steps between ever closer bounds.
fn quantile(a: f64, b: f64, part: f64) -> f64 {
    let (mut low, mut high, mut x) = (0.0, 1.0, a / (a + b));
    for _ in 0..200 {
        let over = below(a, b, x) - part;
        if over > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let newton = x - over / exp(ln_density(a, b, x));
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - x).abs() <= 1e-14 * x {
            return next;
        }
        x = next;
    }
    x
}

/// Between which rates something lies that was seen `seen` times in `times`; the truth is below, or above,
/// each at most with probability `miss` / 2. Everything is possible where nothing was seen at all.
pub(super) fn clopper_pearson(seen: u64, times: u64, miss: f64) -> (f64, f64) {
    let (k, n) = (seen.min(times) as f64, times as f64);
    let low = if seen == 0 { 0.0 } else { quantile(k, n - k + 1.0, miss / 2.0) };
    let high = if seen >= times { 1.0 } else { quantile(k + 1.0, n - k, 1.0 - miss / 2.0) };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How likely at most `k` of `n` are, summed term by term.
    fn at_most(k: u64, n: u64, rate: f64) -> f64 {
        if rate > 0.5 {
            // From the other end, where the first term is no denormal number.
            return if k == n { 1.0 } else { 1.0 - at_most(n - k - 1, n, 1.0 - rate) };
        }
        let mut term = (n as f64 * (-rate).ln_1p()).exp();
        let mut sum = term;
        for seen in 1..=k {
            term *= (n - seen + 1) as f64 / seen as f64 * rate / (1.0 - rate);
            sum += term;
        }
        sum
    }

    #[test]
    fn both_ends_leave_exactly_what_may_be_missed() {
        for (n, miss) in [(1u64, 0.05), (2, 0.05), (10, 0.01), (57, 0.05), (400, 0.001)] {
            for k in 0..=n {
                let (low, high) = clopper_pearson(k, n, miss);
                assert!((k == 0) == (low == 0.0) && (k == n) == (high == 1.0));
                if k > 0 {
                    let tail = 1.0 - at_most(k - 1, n, low);
                    assert!((tail - miss / 2.0).abs() < 1e-10, "{k} of {n}: {low} leaves {tail}");
                }
                if k < n {
                    let tail = at_most(k, n, high);
                    assert!((tail - miss / 2.0).abs() < 1e-10, "{k} of {n}: {high} leaves {tail}");
                }
            }
        }
    }

    #[test]
    fn large_numbers_are_near_the_normal_ones() {
        for n in [100_000u64, 10_000_000, 1_000_000_000] {
            let (low, high) = clopper_pearson(n / 4, n, 0.05);
            let normal = 1.959_963_985 * (0.1875 / n as f64).sqrt();
            for (got, wanted) in [(0.25 - low, normal), (high - 0.25, normal)] {
                assert!((got / wanted - 1.0).abs() < 0.01, "{n}: {got} for {wanted}");
            }
        }
        assert_eq!(clopper_pearson(0, 0, 0.05), (0.0, 1.0));
        assert_eq!(clopper_pearson(7, 5, 0.05), clopper_pearson(5, 5, 0.05));
    }
}
