//! Price bands in 1-2-5 steps. Not here: reading prices (`feed::price`).

use super::product::Currency;

/// How many bands there can be.
pub(super) const COUNT: usize = 30;

/// The number of the band that holds this price; `None` for a price of 0. Numbers rise with the price.
pub(super) fn band(minor: u32) -> Option<u8> {
    (minor > 0).then(|| (0..).take_while(|band| lower(*band) <= u64::from(minor)).count() as u8 - 1)
}

/// The least price of a band, in minor units: 1, 2, 5, 10, 20, 50 …
fn lower(band: u8) -> u64 {
    [1, 2, 5][band as usize % 3] * 10u64.pow(u32::from(band) / 3)
}

/// The band in words: `2–5 USD`, `0.50–1.00 USD`.
pub(super) fn label(band: u8, currency: Currency) -> String {
    let one = 10u64.pow(currency.digits().into());
    let (low, high) = (lower(band), lower(band + 1));
    let write = |minor: u64| {
        if low % one == 0 && high % one == 0 {
            (minor / one).to_string()
        } else {
            format!("{}.{:0width$}", minor / one, minor % one, width = currency.digits() as usize)
        }
    };
    format!("{}–{} {}", write(low), write(high), currency.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_hold_their_lower_end_and_not_their_upper() {
        let usd = Currency::parse("USD").unwrap();
        let jpy = Currency::parse("JPY").unwrap();
        let name = |minor, currency| label(band(minor).unwrap(), currency);
        assert_eq!(band(0), None);
        assert_eq!(name(1, usd), "0.01–0.02 USD");
        assert_eq!(name(50, usd), "0.50–1.00 USD");
        assert_eq!(
            [name(199, usd), name(200, usd), name(499, usd), name(500, usd)],
            ["1–2 USD", "2–5 USD", "2–5 USD", "5–10 USD"]
        );
        assert_eq!(name(1_500, jpy), "1000–2000 JPY");
        assert_eq!(name(u32::MAX - 1, usd), "20000000–50000000 USD");
    }
}
