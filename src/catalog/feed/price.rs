//! Prices as people write them, in whole minor units. Not here: which of two prices counts (`row`).

use crate::catalog::product::{Currency, Price};

/// Why a price was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// No number, more than one, negative, or beyond 10⁹.
    Absurd,
    /// A number, but no currency.
    NoCurrency,
}

/// Prices beyond this many major units are taken for mistakes.
const LIMIT: u64 = 1_000_000_000;

/// Reads `12.34 USD`, `USD 12.34`, `12,34 EUR`, `1.234,50 EUR`, `1,234.50 USD` and the like.
pub(super) fn parse(text: &str) -> Result<Price, Refused> {
    let text = text.trim();
    let (amount, code) = split_currency(text);
    let Some(currency) = code.and_then(Currency::parse) else {
        return Err(if number(amount, 2).is_some() { Refused::NoCurrency } else { Refused::Absurd });
    };
    let minor = number(amount, currency.digits()).ok_or(Refused::Absurd)?;
    Ok(Price { minor, currency })
}

/// The amount, and the three letters before or after it.
fn split_currency(text: &str) -> (&str, Option<&str>) {
    let letters = |c: char| c.is_ascii_alphabetic();
    let after = text.trim_end_matches(letters);
    if text.len() - after.len() == 3 {
        return (after.trim(), Some(&text[after.len()..]));
    }
    let before = text.trim_start_matches(letters);
    if text.len() - before.len() == 3 {
        return (before.trim(), Some(&text[..3]));
    }
    (text, None)
}

/// The number in minor units, rounded half up. The last `.` or `,` is the decimal point, unless it
/// groups thousands: when it appears more than once, or is a comma (with a point before it, or none) followed by three digits.
fn number(text: &str, digits: u8) -> Option<u32> {
    let text: String =
        text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’')).collect();
    if text.is_empty() || text.len() > 40 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return None;
    }
    let point = text.rfind(['.', ',']).filter(|&at| {
        let mark = &text[at..=at];
        let other = if mark == "." { "," } else { "." };
        let thousands = text.len() - at == 4 && mark == "," && digits != 3 && !text.contains(other);
        text.matches(mark).count() == 1 && !thousands
    });
    let (whole, fraction) = match point {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (&text[..], ""),
    };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let major: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    if major > LIMIT {
        return None;
    }
    let mut minor = major * 10u64.pow(digits.into());
    let mut unit = 10u64.pow(digits.into());
    for digit in fraction.bytes().take(digits.into()) {
        unit /= 10;
        minor += u64::from(digit - b'0') * unit;
    }
    if fraction.as_bytes().get(digits as usize).is_some_and(|digit| *digit >= b'5') {
        minor += 1;
    }
    u32::try_from(minor).ok().filter(|minor| *minor != u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(u32, String), Refused> {
        parse(text).map(|price| (price.minor, price.currency.code().to_string()))
    }

    #[test]
    fn prices_as_people_write_them() {
        for (text, minor, code) in [
            ("12.34 USD", 1234, "USD"),
            ("USD 12.34", 1234, "USD"),
            ("12,34 EUR", 1234, "EUR"),
            ("12.3eur", 1230, "EUR"),
            ("  7 GBP ", 700, "GBP"),
            ("1,234.50 USD", 123_450, "USD"),
            ("1.234,50 EUR", 123_450, "EUR"),
            ("1 234,5 EUR", 123_450, "EUR"),
            ("1'234.50 CHF", 123_450, "CHF"),
            ("1,234 USD", 123_400, "USD"),
            ("1.234.567 EUR", 123_456_700, "EUR"),
            ("1,234 KWD", 1_234, "KWD"),
            ("1200 JPY", 1_200, "JPY"),
            ("0.005 USD", 1, "USD"),
            (".99 USD", 99, "USD"),
            ("0 USD", 0, "USD"),
        ] {
            assert_eq!(read(text), Ok((minor, code.into())), "{text}");
        }
    }

    #[test]
    fn what_is_no_price_is_refused() {
        for text in [
            "",
            "USD",
            "-1 USD",
            "NaN USD",
            "inf USD",
            "1e5 USD",
            "free",
            "1000000001 USD",
            "99999999999999999999999 USD",
            ". USD",
            "12.34 USDX",
            "1.2 3,4,5x USD",
        ] {
            assert_eq!(read(text), Err(Refused::Absurd), "{text}");
        }
        assert_eq!(read("12.34"), Err(Refused::NoCurrency));
        assert_eq!(read("42949672.95 USD"), Err(Refused::Absurd), "the number that means none");
    }
}
