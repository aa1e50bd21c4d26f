//! What may be asked: a closed list of questions, the size of each answer, and the one true answer.
//! Not here: finding that answer in the log, and blurring it (`randomize`).

use crate::{Code, Error, Result};

/// How many different answers a question has: 2, or a multiple of 4 up to 512.
///
/// Multiples of 4 make the privacy proof one line: of d = 4ω cells a report shows ω, and
/// (d − ω) / ω = 3 exactly. A yes/no question has 2 cells and shows 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(u16);

impl Domain {
    /// A question that is answered with yes or no.
    pub const YES_NO: Domain = Domain(2);
    /// The largest domain.
    pub const MOST: Domain = Domain(512);

    /// The smallest multiple of 4 that holds this many answers; `None` above 512. Cells beyond
    /// `answers` are padding: never true, and shown only by the blur.
    pub fn holding(answers: usize) -> Option<Domain> {
        let size = answers.max(1).checked_next_multiple_of(4)?;
        u16::try_from(size).ok().map(Domain).filter(|domain| *domain <= Domain::MOST)
    }

    /// The number of cells, d.
    pub const fn size(self) -> u16 {
        self.0
    }

    /// The number of ones in every report, ω.
    pub const fn weight(self) -> u16 {
        if self.0 == 2 {
            1
        } else {
            self.0 / 4
        }
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
    /// Clicked an item.
    Clicked,
    /// Put an item in the cart.
    Carted,
    /// Ordered.
    Ordered,
}

impl Stage {
    /// The answer to [`Question::Funnel`].
    pub const fn symbol(self) -> Symbol {
        Symbol { domain: Domain(4), cell: self as u16 }
    }
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

/// How many categories a shop counts: 1 to 511. Sensitive ones are left out before counting, and a
/// signal in one of them answers as no category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Categories(u16);

impl Categories {
    /// Fails with `BAD_CONFIG` for 0 and above 511.
    pub fn new(number: usize) -> Result<Categories> {
        match u16::try_from(number) {
            Ok(n) if (1..Domain::MOST.size()).contains(&n) => Ok(Categories(n)),
            _ => Err(Error::new(
                Code::BadConfig,
                format!("Counts by category take 1 to 511 categories, not {number}: count a higher level of the tree."),
            )),
        }
    }

    /// The domain: these categories and "none", padded to a multiple of 4.
    pub const fn domain(self) -> Domain {
        Domain((self.0 + 1).next_multiple_of(4))
    }

    /// The answer to [`Question::Category`]: a category from 0, or none that day. `None` when there
    /// is no such category.
    pub fn symbol(self, category: Option<u16>) -> Option<Symbol> {
        let cell = match category {
            None => 0,
            Some(category) if category < self.0 => category + 1,
            Some(_) => return None,
        };
        Symbol::new(self.domain(), cell)
    }
}

/// A question. One report answers one question, chosen without looking at the shopper's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// How far did you get? Answered by a [`Stage`].
    Funnel,
    /// One signal of that kind, drawn uniformly: which category was it in? Everyone counts once.
    Category(Event, Categories),
}

impl Question {
    /// The stable name, with the version of its definition.
    pub const fn name(self) -> &'static str {
        match self {
            Question::Funnel => "funnel/1",
            Question::Category(Event::View, _) => "category.view/1",
            Question::Category(Event::Click, _) => "category.click/1",
            Question::Category(Event::Cart, _) => "category.cart/1",
            Question::Category(Event::Purchase, _) => "category.purchase/1",
        }
    }

    /// How many answers it has, padding included.
    pub const fn domain(self) -> Domain {
        match self {
            Question::Funnel => Stage::Nothing.symbol().domain(),
            Question::Category(_, categories) => categories.domain(),
        }
    }
}
