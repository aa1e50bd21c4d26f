//! What a person sees while the compiler works: a bar where there is a terminal, a few plain lines elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use nearside::catalog::compile::Progress;
use std::fs::File;
use std::io::{IsTerminal, Read};
use std::time::{Duration, Instant};

/// Shows how far the work is, on standard error.
pub struct Show {
    bar: ProgressBar,
    terminal: bool,
    stage: &'static str,
    told: Instant,
}

impl Show {
    /// Shows nothing at all when `quiet`.
    pub fn new(quiet: bool) -> Show {
        let terminal = std::io::stderr().is_terminal() && !quiet;
        let bar = if terminal { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let style = "{prefix:<16} {wide_bar:.cyan/dim} {percent:>3} %  {msg}";
        // The template is ours and sound; without it the bar only looks plainer.
        bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Show { bar, terminal: terminal || quiet, stage: "", told: Instant::now() }
    }

    /// Lets the bar follow a file.
    pub fn watch(&self) -> impl Fn(File, u64) -> Box<dyn Read> {
        let bar = self.bar.clone();
        move |file, length| {
            bar.inc_length(length);
            Box::new(bar.wrap_read(file))
        }
    }

    /// Takes a step of the compiler.
    pub fn step(&mut self, progress: Progress) {
        let (stage, message) = match progress {
            Progress::Feed(rows) => ("reading feed", format!("{rows} rows")),
            Progress::Baskets(lines) => ("reading baskets", format!("{lines} lines")),
            Progress::Sessions(lines) => ("reading sessions", format!("{lines} lines")),
            Progress::Neighbors(done, all) | Progress::Followers(done, all) => {
                self.bar.set_length(all);
                self.bar.set_position(done);
                let stage = if matches!(progress, Progress::Neighbors(..)) { "neighbors" } else { "followers" };
                (stage, format!("{done} of {all} items"))
            }
            Progress::Writing => ("writing", String::new()),
        };
        let is_new = stage != self.stage;
        self.stage = stage;
        self.bar.set_prefix(stage);
        self.bar.set_message(message.clone());
        // Without a terminal: each stage once, and then a line every five seconds.
        if !self.terminal && (is_new || self.told.elapsed() > Duration::from_secs(5)) {
            eprintln!("{stage} {message}");
            self.told = Instant::now();
        }
    }

    /// Takes the bar away.
    pub fn done(&self) {
        self.bar.finish_and_clear();
    }
}
