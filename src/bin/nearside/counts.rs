//! `nearside counts --explain`: what anonymous counts can tell a shop, and what they could tell about a shopper. Not here:
//! what it says (`nearside::counts::explain`), counting (`collect`).

use clap::ValueEnum;
use nearside::counts::explain::{self, Kind};
use nearside::Result;
use std::io::Write as _;

/// What `counts` is asked for.
#[derive(clap::Args)]
pub struct Arguments {
    /// Say how many reports a difference takes, and what repeated reports give away
    #[arg(long, required = true)]
    explain: bool,
    /// The question; with --from and --to
    #[arg(long, value_enum, default_value = "arm")]
    question: Question,
    /// The share before, or without, in percent (for "paired" 50)
    #[arg(long, requires = "to", value_parser = percent)]
    from: Option<f64>,
    /// The share after, or with, in percent
    #[arg(long, requires = "from", value_parser = percent)]
    to: Option<f64>,
    /// For "category": how many categories the shop counts
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..=509))]
    categories: u16,
}

/// A kind of question.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Question {
    /// The share of one step, in two periods
    Funnel,
    /// The share of one category, in two periods
    Category,
    /// The share of one step in one category, in two periods
    Reach,
    /// The share of "yes", with and without personal picks
    Arm,
    /// How often the second order wins, against even
    Paired,
}

impl From<Question> for Kind {
    fn from(question: Question) -> Kind {
        match question {
            Question::Funnel => Kind::Funnel,
            Question::Category => Kind::Category,
            Question::Reach => Kind::Reach,
            Question::Arm => Kind::Arm,
            Question::Paired => Kind::Paired,
        }
    }
}

fn percent(text: &str) -> std::result::Result<f64, String> {
    match text.trim_end_matches('%').parse::<f64>() {
        Ok(number) if (0.0..=100.0).contains(&number) => Ok(number / 100.0),
        _ => Err("it is a share in percent, 0 to 100".to_owned()),
    }
}

/// Prints the explanation.
pub fn run(arguments: &Arguments) -> Result<()> {
    let text = match (arguments.from, arguments.to) {
        (Some(from), Some(to)) => explain::difference(arguments.question.into(), from, to, arguments.categories)?,
        _ => explain::everything(),
    };
    debug_assert!(arguments.explain);
    // A reader that stops reading (`| head`) is no fault.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(())
}
