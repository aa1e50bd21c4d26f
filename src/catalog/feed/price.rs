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

/// Signs that stand for one currency, and, without a code, those that several countries use. Longer ones first.
const SIGNS: [(&str, &str); 31] = [
    ("US$", "USD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("R$", "BRL"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("₪", "ILS"),
    ("₫", "VND"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₽", "RUB"),
    ("₸", "KZT"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("лв.", "BGN"),
    ("лв", "BGN"),
    ("Fr.", "CHF"),
    ("Ft", "HUF"),
    ("kr.", ""),
    ("kr", ""),
    ("$", ""),
    ("¥", ""),
    ("￥", ""),
];

/// Reads `12.34 USD`, `USD 12.34`, `12,34 €`, `1.234,50 EUR`, `1,234.50 USD` and the like. What names no currency, or one
/// by a sign that several countries use, is in the assumed one.
pub(super) fn parse(text: &str, assumed: Option<Currency>) -> Result<Price, Refused> {
    let text = text.trim();
    let (amount, code) = split_currency(text);
    // `12,-` and `12.–`: no cents.
    let short = amount.trim_end_matches(['-', '–', '—']);
    let amount = if short.ends_with([',', '.']) { &short[..short.len() - 1] } else { amount };
    let Some(currency) = code.and_then(Currency::parse).or(assumed.filter(|_| code.is_none())) else {
        return Err(if number(amount, 2).is_some() { Refused::NoCurrency } else { Refused::Absurd });
    };
    let minor = number(amount, currency.digits()).ok_or(Refused::Absurd)?;
    Ok(Price { minor, currency })
}

/// Whether the amount has one point, before exactly three digits: it is read as the decimal point, and some write
/// thousands so.
pub(super) fn may_be_thousands(text: &str, currency: Currency) -> bool {
    let (amount, _) = split_currency(text.trim());
    let (whole, fraction) = amount.split_once('.').unwrap_or_default();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    currency.digits() != 3 && fraction.len() == 3 && whole.len() <= 3 && digits(whole) && digits(fraction)
}

/// An amount in minor units as a text that `parse` reads.
pub(super) fn from_minor(minor: &str, currency: &str) -> String {
    with_point(minor, Currency::parse(currency.trim()).map_or(2, Currency::digits).into(), currency)
}

/// The same, the last so many digits of which stand behind the point.
pub(super) fn with_point(minor: &str, digits: usize, currency: &str) -> String {
    let minor = minor.trim();
    if minor.is_empty() || !minor.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{minor} {currency}");
    }
    let padded = format!("{minor:0>width$}", width = digits + 1);
    let (whole, part) = padded.split_at(padded.len() - digits);
    format!("{whole}.{part} {currency}")
}

/// The amount, and the three letters or the sign before or after it.
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
    for (sign, code) in SIGNS {
        if let Some(amount) = text.strip_suffix(sign).or_else(|| text.strip_prefix(sign)) {
            return (amount.trim(), Some(code).filter(|code| !code.is_empty()));
        }
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
        parse(text, None).map(|price| (price.minor, price.currency.code().to_string()))
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
            ("12,99 €", 1299, "EUR"),
            ("€12.99", 1299, "EUR"),
            ("£ 7", 700, "GBP"),
            ("US$9.5", 950, "USD"),
            ("1 299,90 zł", 129_990, "PLN"),
            ("12,- €", 1200, "EUR"),
            ("CHF 12.–", 1200, "CHF"),
        ] {
            assert_eq!(read(text), Ok((minor, code.into())), "{text}");
        }
    }

    #[test]
    fn a_price_without_a_currency_is_in_the_assumed_one() {
        let assumed = Currency::parse("AUD");
        for text in ["12.34", "$12.34", "12,34 kr", "¥12.34"] {
            assert_eq!(parse(text, assumed).map(|p| (p.minor, p.currency)), Ok((1234, assumed.unwrap())), "{text}");
            assert_eq!(parse(text, None), Err(Refused::NoCurrency), "{text}");
        }
        assert_eq!(parse("12.34 EUR", assumed).map(|p| p.currency), Ok(Currency::parse("EUR").unwrap()));
        assert_eq!(parse("12.34 stk.", assumed), Err(Refused::Absurd));
    }

    #[test]
    fn minor_units_are_read_as_they_are() {
        for (minor, code, price) in [("1999", "USD", 1999), ("5", "EUR", 5), ("0", "EUR", 0), ("1200", "JPY", 1200)] {
            assert_eq!(parse(&from_minor(minor, code), None).map(|p| p.minor), Ok(price), "{minor} {code}");
        }
        assert_eq!(parse(&from_minor("-3", "USD"), None), Err(Refused::Absurd));
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
