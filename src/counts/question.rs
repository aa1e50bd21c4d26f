//! What may be asked: a closed list of questions, the size of each answer, and the one true answer.
//! Not here: finding that answer in the log, and blurring it (`randomize`).

use super::{below, Coins, NoCoins};
use crate::letters::joined;
use crate::{Code, Error, Result};

/// How much one report may tell: it shifts the odds between any two answers at most by this factor, e^ε.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Odds {
    /// At most 3 to 1, ε = ln 3: the usual one.
    #[default]
    Three,
    /// At most 2 to 1, ε = ln 2: the strict one, which takes about twice as many reports.
    Two,
}

impl Odds {
    /// The factor, m.
    pub const fn most(self) -> u16 {
        match self {
            Odds::Three => 3,
            Odds::Two => 2,
        }
    }
}

/// How many different answers a question has: 2, or a multiple of m + 1 up to 512.
///
/// Multiples of m + 1 make the privacy proof one line: of d = (m+1)ω cells a report shows ω, and
/// (d − ω) / ω = m exactly. A yes/no question has 2 cells and shows 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain {
    size: u16,
    odds: Odds,
}

impl Domain {
    /// The most cells there can be.
    pub const MOST: u16 = 512;

    /// A question that is answered with yes or no.
    pub const fn yes_no(odds: Odds) -> Domain {
        Domain { size: 2, odds }
    }

    /// The smallest multiple of m + 1 that holds this many answers; `None` above 512. Cells beyond
    /// `answers` are padding: never true, and shown only by the blur.
    pub fn holding(answers: usize, odds: Odds) -> Option<Domain> {
        let size = answers.max(1).checked_next_multiple_of(usize::from(odds.most()) + 1)?;
        u16::try_from(size).ok().filter(|size| *size <= Domain::MOST).map(|size| Domain { size, odds })
    }

    /// The number of cells, d.
    pub const fn size(self) -> u16 {
        self.size
    }

    /// How much one report may tell.
    pub const fn odds(self) -> Odds {
        self.odds
    }

    /// The number of ones in every report, ω.
    pub const fn weight(self) -> u16 {
        if self.size == 2 {
            1
        } else {
            self.size / (self.odds.most() + 1)
        }
    }

    /// For a fixed number of answers, which is small.
    const fn of(answers: u16, odds: Odds) -> Domain {
        Domain { size: answers.next_multiple_of(odds.most() + 1), odds }
    }
}

/// One true answer: a cell of a domain. It never leaves the device; only its [`Report`](super::Report) may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol {
    domain: Domain,
    cell: u16,
}

impl Symbol {
    /// This cell of this domain; `None` when the domain has no such cell.
    pub fn new(domain: Domain, cell: u16) -> Option<Symbol> {
        (cell < domain.size()).then_some(Symbol { domain, cell })
    }

    /// The answer to a question of yes or no.
    pub const fn yes_no(yes: bool, odds: Odds) -> Symbol {
        Symbol { domain: Domain::yes_no(odds), cell: yes as u16 }
    }

    /// The domain it is a cell of.
    pub const fn domain(self) -> Domain {
        self.domain
    }
    /// The cell, from 0.
    pub const fn cell(self) -> u16 {
        self.cell
    }
}

/// The deepest step a shopper took on one day. A day without any is [`Stage::Nothing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// No step at all; also the answer of a browser that was never here before.
    Nothing,
    /// Clicked an item, or opened its page.
    Clicked,
    /// Put an item in the cart.
    Carted,
    /// Ordered.
    Ordered,
}

impl Stage {
    /// All of them, by depth.
    pub const ALL: [Stage; 4] = [Stage::Nothing, Stage::Clicked, Stage::Carted, Stage::Ordered];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Stage::Nothing => "nothing",
            Stage::Clicked => "clicked",
            Stage::Carted => "carted",
            Stage::Ordered => "ordered",
        }
    }

    /// The answer to [`Question::Funnel`].
    pub const fn symbol(self, odds: Odds) -> Symbol {
        Symbol { domain: Domain::of(4, odds), cell: self as u16 }
    }

    /// The answer to [`Question::Arm`]: whether the day went at least as far as the outcome.
    pub const fn reaches(self, outcome: Stage, odds: Odds) -> Symbol {
        Symbol::yes_no(self as u16 >= outcome as u16, odds)
    }
}

/// How far a shopper went in one category on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reached {
    /// Saw nothing of it; also the answer of a browser that was never here before.
    Unseen,
    /// Looked at an item.
    Seen,
    /// Clicked an item.
    Clicked,
    /// Put an item in the cart, or bought one.
    Carted,
}

impl Reached {
    /// All of them, by depth.
    pub const ALL: [Reached; 4] = [Reached::Unseen, Reached::Seen, Reached::Clicked, Reached::Carted];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Reached::Unseen => "unseen",
            Reached::Seen => "seen",
            Reached::Clicked => "clicked",
            Reached::Carted => "carted",
        }
    }

    /// The answer to [`Question::Reach`].
    pub const fn symbol(self, odds: Odds) -> Symbol {
        Symbol { domain: Domain::of(4, odds), cell: self as u16 }
    }
}

/// The two ways of an experiment. Which one a browser takes is drawn anew for every report and without
/// looking at any data, so that it may stand in the report in clear: one that stayed would be a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arm {
    /// Without personal picks.
    Without,
    /// With personal picks.
    With,
}

impl Arm {
    /// Both.
    pub const ALL: [Arm; 2] = [Arm::Without, Arm::With];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Arm::Without => "without",
            Arm::With => "with",
        }
    }

    /// The arm with this word.
    pub fn from_word(word: &str) -> Option<Arm> {
        Arm::ALL.into_iter().find(|arm| arm.word() == word)
    }

    /// One of the two by a fair coin.
    pub fn draw<C: Coins>(coins: &mut C) -> std::result::Result<Arm, NoCoins> {
        Ok(Arm::ALL[below(coins, 2)? as usize])
    }
}

/// The answer to [`Question::Paired`]: which of two orders got more of what this shopper did that day, when
/// both were mixed into one list by team draft. Even is decided by a fair coin, which is drawn in any case.
pub fn paired<C: Coins>(a: u32, b: u32, odds: Odds, coins: &mut C) -> std::result::Result<Symbol, NoCoins> {
    let coin = below(coins, 2)? == 1;
    Ok(Symbol::yes_no(if a == b { coin } else { b > a }, odds))
}

/// The kind of signal that [`Question::Category`] draws one of, uniformly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// Looked at an item.
    View,
    /// Clicked an item.
    Click,
    /// Put an item in the cart.
    Cart,
    /// Bought an item.
    Purchase,
}

impl Event {
    /// All of them.
    pub const ALL: [Event; 4] = [Event::View, Event::Click, Event::Cart, Event::Purchase];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Event::View => "view",
            Event::Click => "click",
            Event::Cart => "cart",
            Event::Purchase => "purchase",
        }
    }
}

/// How many categories a shop counts: 1 to 509. Sensitive ones are left out before counting, and a
/// signal in one of them answers as no category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Categories(u16);

impl Categories {
    /// So many, and "none", fit into 512 cells for any [`Odds`].
    pub const MOST: u16 = 509;

    /// Fails with `BAD_CONFIG` for 0 and above 509.
    pub fn new(number: usize) -> Result<Categories> {
        match u16::try_from(number) {
            Ok(n) if (1..=Categories::MOST).contains(&n) => Ok(Categories(n)),
            _ => Err(Error::new(
                Code::BadConfig,
                "Counts by category take 1 to 509 categories: count a higher level of the tree.",
            )),
        }
    }

    /// The domain: these categories and "none", padded.
    pub const fn domain(self, odds: Odds) -> Domain {
        Domain::of(self.0 + 1, odds)
    }

    /// The answer to [`Question::Category`]: a category from 0, or none that day. `None` when there
    /// is no such category.
    pub fn symbol(self, category: Option<u16>, odds: Odds) -> Option<Symbol> {
        let cell = match category {
            None => 0,
            Some(category) if category < self.0 => category + 1,
            Some(_) => return None,
        };
        Symbol::new(self.domain(odds), cell)
    }
}

/// A question. One report answers one question, chosen without looking at the shopper's data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// How far did you get? Answered by a [`Stage`].
    Funnel,
    /// One signal of that kind, drawn uniformly: which category was it in? Everyone counts once.
    Category(Event, Categories),
    /// How far did you get in this category, which a public coin drew? Answered by a [`Reached`].
    Reach(String),
    /// Did you get at least this far, in the arm of this experiment that a public coin drew? Yes or no.
    Arm(String, Stage),
    /// Which of this experiment's two orders did you take more from? Answered by [`paired`].
    Paired(String),
}

impl Question {
    /// The stable name, with the version of its definition.
    pub fn name(&self) -> String {
        let parts = match self {
            Question::Funnel => return "funnel/1".to_owned(),
            Question::Category(event, _) => ["category.", event.word(), "/1"],
            Question::Reach(category) => ["reach.", category, "/1"],
            Question::Arm(experiment, _) => ["arm.", experiment, "/1"],
            Question::Paired(experiment) => ["paired.", experiment, "/1"],
        };
        joined(&parts, "")
    }

    /// How many answers it has, padding included.
    pub const fn domain(&self, odds: Odds) -> Domain {
        match self {
            Question::Funnel | Question::Reach(_) => Domain::of(4, odds),
            Question::Category(_, categories) => categories.domain(odds),
            Question::Arm(..) | Question::Paired(_) => Domain::yes_no(odds),
        }
    }
}
