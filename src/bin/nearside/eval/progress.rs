//! What a person sees while it is measured, on standard error. Not here: results (`report`).

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// A line that says what is being done now; plain lines where there is no terminal.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    pub fn new() -> Progress {
        if !std::io::stderr().is_terminal() {
            return Progress(None);
        }
        let bar = ProgressBar::new_spinner();
        let style = "{spinner:.cyan} {elapsed:>4} {msg}";
        // The template is ours and sound; without it the line only looks plainer.
        bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress(Some(bar))
    }

    /// Says what is done from now on.
    pub fn say(&self, what: &str) {
        match &self.0 {
            Some(bar) => bar.set_message(what.to_owned()),
            None => eprintln!("{what}"),
        }
    }

    /// Says something that stays.
    pub fn note(&self, what: &str) {
        match &self.0 {
            Some(bar) => bar.println(what),
            None => eprintln!("{what}"),
        }
    }

    /// Takes the line away.
    pub fn done(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
