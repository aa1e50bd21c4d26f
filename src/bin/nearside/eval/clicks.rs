//! The question about sessions, put to our ranker, to its table in floats and to the known methods.
//! Not here: orders (`measure`), and printing.

use super::baselines;
use super::progress::Progress;
use super::reference::table::FloatTable;
use super::sessions::{ask, NextWorth, Sessions};
use super::shipped::Shipped;
use crate::files;
use nearside::policy::Policy;
use nearside::{Code, Error, Result};
use std::path::PathBuf;

/// What two files of sessions held and gave.
pub struct Clicks {
    pub train: usize,
    pub items: usize,
    pub repeats: bool,
    pub ours: NextWorth,
    pub baselines: Vec<(String, NextWorth)>,
    /// The session table in floats.
    pub float: NextWorth,
}

/// Reads the two files and asks everybody.
pub fn measure(
    paths: &[PathBuf],
    repeats: bool,
    policy: &Policy,
    methods: &[String],
    progress: &Progress,
) -> Result<Clicks> {
    let [train, test] = paths else {
        return Err(Error::new(Code::BadOption, "--sessions takes two files: to learn from, and to ask about"));
    };
    progress.say("reading sessions");
    let open = |path: &PathBuf| files::open(path, |file, _| file);
    let sessions = Sessions::read(open(train)?, open(test)?)?;
    let cases = sessions.cases();
    if cases.is_empty() {
        return Err(Error::new(Code::BadFeed, "no test session has two clicks: there is no next click to ask about"));
    }
    progress.say("sessions: nearside");
    let ours = ask(&Shipped::compile_sessions(&sessions, policy)?, &cases, repeats);
    let mut baselines = Vec::new();
    for name in methods {
        if let Some(method) = baselines::fit_sessions(name, &sessions.train, sessions.ids.len()) {
            progress.say(&format!("sessions: {name}"));
            baselines.push((name.clone(), ask(&*method, &cases, repeats)));
        }
    }
    progress.say("sessions: the table in floats");
    let float = ask(&FloatTable::fit(&sessions.train, sessions.ids.len()), &cases, repeats);
    Ok(Clicks { train: sessions.train.len(), items: sessions.ids.len(), repeats, ours, baselines, float })
}
