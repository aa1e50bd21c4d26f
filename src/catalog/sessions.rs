//! Anonymous click sessions: which items were looked at one after another, oldest session first.
//! Not here: which items follow which (`followers`).

use super::baskets::Orders;
use super::feed::lines::{Line, Lines};
use super::feed::{self, bad_feed, unreadable, Seen};
use super::fold::Shelf;
use super::problem::{ProblemKind, Problems};
use crate::day::Day;
use crate::error::Result;
use std::hash::{DefaultHasher, Hasher};
use std::io::BufRead;

/// Clicks that are kept in memory while a file is read, 24 bytes each.
const MOST_CLICKS: usize = 1 << 26;
/// Longer sessions are a robot's, or many shoppers behind one number.
const LONGEST: usize = 500;
const DAY_MILLIS: i64 = 86_400_000;
/// Smaller times are not counted from 1970, so they tell no day: 1973, in seconds.
const FIRST_TIME: i64 = 100_000_000;

/// Sessions, oldest first, their clicks in order.
#[derive(Default)]
pub(super) struct Sessions {
    /// Where each session's clicks end.
    ends: Vec<usize>,
    /// Days, [`i64::MIN`] when unknown.
    days: Vec<i64>,
    /// Items of all clicks.
    items: Vec<u32>,
    /// Lines read, whether or not they held a known item.
    pub lines: u64,
}

/// One line of the file. Ordered by session, time and place in the file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Click {
    session: u64,
    time: i64,
    line: u32,
    item: u32,
}

/// Which cell of a line is what.
struct Columns {
    separator: char,
    session: usize,
    item: usize,
    time: Option<usize>,
}

impl Columns {
    fn read(header: &str) -> Option<Columns> {
        let separator = ['\t', ',', ';'].into_iter().find(|separator| header.contains(*separator))?;
        let names: Vec<String> = header.split(separator).map(plain).collect();
        let column = |known: [&str; 2]| names.iter().position(|name| known.contains(&name.as_str()));
        Some(Columns {
            separator,
            session: column(["session", "sessionid"])?,
            item: column(["item", "itemid"])?,
            time: column(["time", "timestamp"]),
        })
    }
}

/// A column's name without case and signs.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

impl Sessions {
    /// Reads a sessions file: a header that names session, item and, if it likes, time; then one click a line.
    /// Lines of one session need not stand together. Without times, the order of the file counts.
    pub fn read(
        source: impl BufRead,
        shelf: &Shelf,
        problems: &mut Problems,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Sessions> {
        let mut seen = Seen::default();
        let mut lines = Lines::new(feed::open_text(source, "sessions file", &mut seen)?);
        let mut next = || lines.next().map_err(|error| unreadable("sessions file", &error));
        let header = next()?.filter(|line| !line.too_long).unwrap_or_default();
        let Some(columns) = Columns::read(&String::from_utf8_lossy(&header.bytes)) else {
            return Err(bad_feed("the first line of the sessions file must name its columns: SessionId, ItemId, Time (with tabs, commas or semicolons between them); `Time` may be absent"));
        };
        let mut clicks: Vec<Click> = Vec::new();
        let mut count = 0;
        while let Some(line) = next()? {
            if line.bytes.iter().all(u8::is_ascii_whitespace) && !line.too_long {
                continue;
            }
            count += 1;
            if let Some(click) = read_click(&columns, &line, shelf, problems) {
                if clicks.len() == MOST_CLICKS {
                    problems.note(ProblemKind::ManyClicks, line.number, "");
                    break;
                }
                clicks.push(click);
            }
            if count % 8192 == 0 {
                progress(count);
            }
        }
        feed::note_bad_bytes(lines.get_ref(), problems);
        let mut sessions = Sessions::grouped(clicks, columns.time.is_some(), problems);
        sessions.lines = count;
        Ok(sessions)
    }

    /// Clicks in any order into sessions.
    fn grouped(mut clicks: Vec<Click>, with_days: bool, problems: &mut Problems) -> Sessions {
        clicks.sort_unstable();
        // Each session by its last time, then by its first line: (time, line, start, length).
        let mut order: Vec<(i64, u32, usize, usize)> = Vec::new();
        let mut start = 0;
        for run in clicks.chunk_by(|a, b| a.session == b.session) {
            let first_line = run.iter().map(|click| click.line).min().unwrap_or_default();
            if run.len() > LONGEST {
                problems.note(ProblemKind::HugeSession, first_line.into(), &format!("{} clicks", run.len()));
            } else {
                order.push((run[run.len() - 1].time, first_line, start, run.len()));
            }
            start += run.len();
        }
        order.sort_unstable();
        let mut sessions = Sessions::default();
        for (time, _, start, length) in order {
            let day = if with_days && time >= FIRST_TIME * 1000 { time.div_euclid(DAY_MILLIS) } else { i64::MIN };
            sessions.push(day, clicks[start..start + length].iter().map(|click| click.item));
        }
        sessions
    }

    /// Adds a session that is younger than all before it.
    pub fn push(&mut self, day: i64, items: impl Iterator<Item = u32>) {
        self.items.extend(items);
        if self.ends.last().copied().unwrap_or_default() < self.items.len() {
            self.ends.push(self.items.len());
            self.days.push(day);
        }
    }

    /// The same sessions without clicks on some items.
    pub fn without(&self, left_out: &dyn Fn(u32) -> bool) -> Sessions {
        let mut sessions = Sessions::default();
        for (index, day) in self.days.iter().enumerate() {
            sessions.push(*day, self.items[self.range(index)].iter().copied().filter(|item| !left_out(*item)));
        }
        sessions
    }

    /// How many sessions hold a known item.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Items of all clicks, session after session.
    pub fn clicks(&self) -> &[u32] {
        &self.items
    }

    /// The clicks of a session, as places in [`Sessions::clicks`].
    pub fn range(&self, index: usize) -> std::ops::Range<usize> {
        index.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[index]
    }

    /// Each session as an order without a buyer: what popularity, trend and the facets' shares are counted from
    /// where a shop has no baskets.
    pub fn as_orders(&self, problems: &mut Problems) -> Orders {
        let mut orders = Orders::default();
        let mut items = Vec::new();
        for index in 0..self.len() {
            items.clear();
            items.extend_from_slice(&self.items[self.range(index)]);
            let day = Some(self.days[index]).filter(|day| *day != i64::MIN);
            orders.push(None, day, &mut items, 0, problems);
        }
        orders
    }
}

fn read_click(columns: &Columns, line: &Line, shelf: &Shelf, problems: &mut Problems) -> Option<Click> {
    if line.too_long {
        problems.note(ProblemKind::TooLong, line.number, "sessions file");
        return None;
    }
    let text = String::from_utf8_lossy(&line.bytes);
    let cell = |at: usize| text.split(columns.separator).nth(at).map_or("", |cell| cell.trim().trim_matches('"'));
    let session = cell(columns.session);
    if session.is_empty() {
        problems.note(ProblemKind::NoSession, line.number, "");
        return None;
    }
    let id = cell(columns.item);
    let Some(item) = shelf.find(id) else {
        problems.note(ProblemKind::UnknownClick, line.number, id);
        return None;
    };
    let time = match columns.time {
        None => line.number as i64,
        Some(at) => {
            let time = millis(cell(at));
            if time.is_none() {
                problems.note(ProblemKind::BadTime, line.number, cell(at));
            }
            time?
        }
    };
    let mut hasher = DefaultHasher::new();
    hasher.write(session.as_bytes());
    Some(Click { session: hasher.finish(), time, line: line.number.min(u32::MAX.into()) as u32, item })
}

/// A time in milliseconds: seconds (with a fraction, if it likes) or milliseconds since 1970, or ISO 8601 without a
/// zone or in UTC.
fn millis(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.strip_suffix('Z').unwrap_or(fraction);
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let thousandths = fraction.bytes().chain(*b"000").take(3).fold(0, |sum, b| sum * 10 + i64::from(b - b'0'));
    if let Ok(number) = whole.parse::<i64>() {
        // A number of twelve digits and more cannot be seconds.
        let in_millis = number >= 100_000_000_000;
        return if in_millis { Some(number) } else { number.checked_mul(1000)?.checked_add(thousandths) };
    }
    let whole = whole.strip_suffix('Z').unwrap_or(whole);
    let day = Day::parse(whole.get(..10)?)?;
    let clock = whole.get(10..)?;
    let mut millis = i64::from(day.0) * DAY_MILLIS + thousandths;
    if !clock.is_empty() {
        let mut parts = clock.strip_prefix(['T', ' '])?.split(':');
        for (unit, below) in [(3_600_000, 24), (60_000, 60), (1_000, 61)] {
            let part: i64 = parts.next().map_or(Some(0), |part| part.parse().ok())?;
            millis += Some(part).filter(|part| (0..below).contains(part))? * unit;
        }
        if parts.next().is_some() {
            return None;
        }
    }
    Some(millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_common_form() {
        for (text, wanted) in [
            ("1592337718.0", Some(1_592_337_718_000)),
            ("1592337718.25", Some(1_592_337_718_250)),
            ("1592337718", Some(1_592_337_718_000)),
            ("1592337718123", Some(1_592_337_718_123)),
            ("17", Some(17_000)),
            ("2014-04-07T10:51:09.277Z", Some(1_396_867_869_277)),
            ("2014-04-07 10:51:09", Some(1_396_867_869_000)),
            ("2014-04-07T10:51", Some(1_396_867_860_000)),
            ("2014-04-07", Some(1_396_828_800_000)),
            ("", None),
            ("soon", None),
            ("2014-02-30", None),
            ("2014-04-07T25:00", None),
            ("2014-04-07T10:51:09:01", None),
            ("1.5e9", None),
            ("12:5.x", None),
            ("99999999999999999999", None),
            ("ééééééééééé", None),
        ] {
            assert_eq!(millis(text), wanted, "{text}");
        }
    }
}
