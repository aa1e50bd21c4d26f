//! Days: the finest time that a profile keeps. Not here: a clock. The day is always passed in.

use crate::json::write_number;
use crate::letters;
use std::fmt;

/// A UTC day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub u32);

impl Day {
    /// The first day that a clock can mean: 2000-01-01. An earlier one is a clock that was never set.
    pub const FIRST: Day = Day(10_957);

    /// The day that holds this moment, in milliseconds since 1970. Moments before 1970, and ones that are no
    /// number, give day 0.
    pub fn from_millis(millis: f64) -> Day {
        Day((millis / 86_400_000.0) as u32) // a cast of NaN or of a negative number gives 0
    }

    /// Days from `earlier` to this day; 0 when the clock ran back.
    pub fn since(self, earlier: Day) -> u32 {
        self.0.saturating_sub(earlier.0)
    }

    /// This many days later.
    pub fn plus(self, days: u32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Day> {
        let (year, rest) = letters::parted(text, b'-');
        let (month, day) = letters::parted(rest, b'-');
        let number = |part: &str| part.parse::<u32>().ok();
        let (year, month, day) = (number(year)?, number(month)?, number(day)?);
        if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let found = Day(days_before(year, month) + day - 1);
        (found.text() == text).then_some(found)
    }
}

/// Days from 1970-01-01 to the first of this month, in the Gregorian calendar.
fn days_before(year: u32, month: u32) -> u32 {
    // Years counted from March, so that the leap day comes last (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 - 719_468
}

impl Day {
    /// Writes `YYYY-MM-DD`.
    pub fn write(self, out: &mut String) {
        let shifted = u64::from(self.0) + 719_468;
        let era = shifted / 146_097;
        let of_era = shifted % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        // Four digits and more, two, and two.
        for (sign, number, least) in [("", year, 1000), ("-", month, 10), ("-", day, 10)] {
            out.push_str(sign);
            let mut least = least;
            while least > number.max(1) {
                out.push('0');
                least /= 10;
            }
            write_number(out, number as u32);
        }
    }

    /// `YYYY-MM-DD`.
    pub fn text(self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_a_century_reads_back() {
        for n in 0..40_000 {
            assert_eq!(Day::parse(&Day(n).to_string()), Some(Day(n)));
        }
        assert_eq!(Day(0).to_string(), "1970-01-01");
        assert_eq!(Day::parse("2026-11-22"), Some(Day(20_779)));
        assert_eq!(Day::parse("2024-02-29").map(|d| d.plus(1).to_string()), Some("2024-03-01".into()));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "2026", "2026-02-30", "2026-13-01", "1969-12-31", "2026-1-01", "2026-11-22x", "-1-1-1"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert_eq!(Day::from_millis(f64::NAN), Day(0));
        assert_eq!(Day::from_millis(-5.0), Day(0));
    }
}
