//! Next clicks: reading files of sessions, the cases, and what a method's lists are worth for them.
//! Not here: the methods (`shipped`, `baselines::sknn`), orders.

use super::method::LIST;
use super::orders::natural;
use nearside::{Code, Error, Result};
use std::collections::HashMap;
use std::io::BufRead;
use std::time::Duration;

/// One visit: what was clicked, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Item numbers.
    pub clicks: Vec<u32>,
    /// Seconds, as the file has them; one for each click.
    pub times: Vec<f64>,
}

/// Two files of sessions with items numbered in common, in the order of [`natural`].
#[derive(Debug)]
pub struct Sessions {
    /// The id of each item number.
    pub ids: Vec<String>,
    /// Both in the order of their last click.
    pub train: Vec<Session>,
    pub test: Vec<Session>,
}

/// Someone who can be asked what is clicked next.
pub trait NextClick {
    /// A list for someone who clicked these, the last of them open now, and how long it took to make. Unless
    /// `repeats`, the open item is not in it.
    fn next(&self, clicks: &[u32], repeats: bool) -> (Vec<u32>, Duration);
}

/// What lists of 20 were worth; means over all cases.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NextWorth {
    pub cases: usize,
    /// How often the next click was in the list.
    pub hr20: f64,
    /// 1 / its place, 0 when it was not there.
    pub mrr20: f64,
    /// Mean time of one list, on one thread.
    pub us_per_query: f64,
}

fn bad(what: &str) -> Error {
    Error::new(Code::BadFeed, format!("the file of sessions {what}"))
}

/// Clicks of one file by session, in the order of the file.
type Clicks = Vec<Vec<(f64, String)>>;

fn read_one(source: impl BufRead) -> Result<Clicks> {
    let mut lines = source.lines();
    let unreadable = |error: std::io::Error| bad(&format!("cannot be read to its end: {error}"));
    let header = lines.next().ok_or_else(|| bad("is empty"))?.map_err(unreadable)?;
    let header = header.trim_start_matches('\u{feff}').to_lowercase();
    let at = |name: &str| {
        let found = header.split('\t').position(|column| column.trim() == name.to_lowercase());
        found.ok_or_else(|| {
            bad(&format!(
                "has no column \"{name}\"; its first line must name SessionId, ItemId and Time, with tabs between"
            ))
        })
    };
    let (session, item, time) = (at("SessionId")?, at("ItemId")?, at("Time")?);
    let (mut place_of, mut sessions) = (HashMap::<String, usize>::new(), Clicks::new());
    for (number, line) in lines.enumerate() {
        let line = line.map_err(unreadable)?;
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let cell = |at: usize| cells.get(at).copied().filter(|cell| !cell.is_empty());
        let time = cell(time).and_then(|time| time.parse::<f64>().ok()).filter(|time| time.is_finite());
        let (Some(session), Some(item), Some(time)) = (cell(session), cell(item), time) else {
            return Err(bad(&format!(
                "holds no click on line {}: it needs a session, an item and a time in seconds",
                number + 2
            )));
        };
        let next = sessions.len();
        let place = *place_of.entry(session.to_owned()).or_insert(next);
        if place == next {
            sessions.push(Vec::new());
        }
        sessions[place].push((time, item.to_owned()));
    }
    if sessions.is_empty() {
        return Err(bad("holds no click"));
    }
    Ok(sessions)
}

impl Sessions {
    /// Reads both files.
    ///
    /// # Errors
    /// [`Code::BadFeed`] when one of them is empty, lacks a column, or holds a line that is no click.
    pub fn read(train: impl BufRead, test: impl BufRead) -> Result<Sessions> {
        let files = [read_one(train)?, read_one(test)?];
        let mut ids: Vec<String> = files.iter().flatten().flatten().map(|(_, item)| item.clone()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.sort_by(|a, b| natural(a).cmp(&natural(b)));
        let number_of: HashMap<&str, u32> = ids.iter().enumerate().map(|(k, id)| (id.as_str(), k as u32)).collect();
        let [train, test] = files.map(|file| {
            let mut sessions: Vec<Session> = file
                .into_iter()
                .map(|mut clicks| {
                    clicks.sort_by(|a, b| a.0.total_cmp(&b.0));
                    let (times, clicks) = clicks.iter().map(|(time, item)| (*time, number_of[item.as_str()])).unzip();
                    Session { clicks, times }
                })
                .collect();
            sessions.sort_by(|a, b| a.ended().total_cmp(&b.ended()));
            sessions
        });
        Ok(Sessions { ids, train, test })
    }

    /// Every beginning of every test session, with the click that came next.
    pub fn cases(&self) -> Vec<(&[u32], u32)> {
        let of =
            |session: &'_ Session| (1..session.clicks.len()).map(|at| (at, session.clicks[at])).collect::<Vec<_>>();
        self.test
            .iter()
            .flat_map(|session| of(session).into_iter().map(|(at, next)| (&session.clicks[..at], next)))
            .collect()
    }
}

impl Session {
    fn ended(&self) -> f64 {
        self.times.last().copied().unwrap_or_default()
    }
}

/// Asks for each case, one after another.
pub fn ask(method: &dyn NextClick, cases: &[(&[u32], u32)], repeats: bool) -> NextWorth {
    let mut worth = NextWorth { cases: cases.len(), ..Default::default() };
    let mut time = Duration::ZERO;
    for (clicks, target) in cases {
        let (list, took) = method.next(clicks, repeats);
        time += took;
        if let Some(place) = list.iter().take(LIST).position(|item| item == target) {
            worth.hr20 += 1.0;
            worth.mrr20 += 1.0 / (place as f64 + 1.0);
        }
    }
    let n = cases.len().max(1) as f64;
    worth.hr20 /= n;
    worth.mrr20 /= n;
    worth.us_per_query = time.as_secs_f64() * 1e6 / n;
    worth
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(train: &str, test: &str) -> Result<Sessions> {
        let header = |text: &str| format!("SessionId\tItemId\tTime\n{text}");
        Sessions::read(header(train).as_bytes(), header(test).as_bytes())
    }

    struct Always(Vec<u32>);
    impl NextClick for Always {
        fn next(&self, _: &[u32], _: bool) -> (Vec<u32>, Duration) {
            (self.0.clone(), Duration::from_micros(7))
        }
    }

    #[test]
    fn every_beginning_of_a_test_session_is_a_case() {
        let sessions = read("a\t3\t5.5\nb\t10\t2\na\t3\t1\n", "x\t10\t9\nx\t3\t7\nx\t4\t8\ny\t3\t1\n").unwrap();
        assert_eq!(sessions.ids, ["3", "4", "10"]);
        let clicks = |sessions: &[Session]| sessions.iter().map(|s| s.clicks.clone()).collect::<Vec<_>>();
        assert_eq!(clicks(&sessions.train), [vec![2], vec![0, 0]], "sessions by their last click, clicks by time");
        assert_eq!(sessions.cases(), [(&[0][..], 1), (&[0, 1][..], 2)]);
        let worth = ask(&Always(vec![0, 2]), &sessions.cases(), true);
        assert_eq!((worth.cases, worth.hr20, worth.mrr20), (2, 0.5, 0.25));
        assert!((worth.us_per_query - 7.0).abs() < 1e-9);
        // Place 21 is too late.
        let late = Always((100..120).chain([1, 2]).collect());
        assert_eq!(ask(&late, &sessions.cases(), true).hr20, 0.0);
    }

    #[test]
    fn files_that_are_no_sessions_are_refused() {
        let good = "SessionId\tItemId\tTime\n1\t1\t1\n";
        for (text, words) in [
            ("", "is empty"),
            ("SessionId\tItemId\n1\t1\n", "no column \"Time\""),
            ("SessionId\tItemId\tTime\n", "holds no click"),
            ("SessionId\tItemId\tTime\n1\t1\t1\n1\t1\tnoon\n", "on line 3"),
            ("SessionId\tItemId\tTime\n1\t1\tNaN\n", "on line 2"),
            ("SessionId\tItemId\tTime\n1\n", "on line 2"),
        ] {
            for error in
                [Sessions::read(text.as_bytes(), good.as_bytes()), Sessions::read(good.as_bytes(), text.as_bytes())]
            {
                let error = error.unwrap_err();
                assert!(error.code() == Code::BadFeed && error.message().contains(words), "{text:?}: {error}");
            }
        }
    }
}
