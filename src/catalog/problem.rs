//! What was wrong with a row or a value: the closed list, and a collector that keeps the first few
//! of them with their lines and counts the rest. Not here: errors that end the work (`crate::error`).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident => $text:literal,)*) => {
        /// What was wrong with a row or a value of it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum ProblemKind { $($(#[$doc])* $name,)* }
        impl ProblemKind {
            /// Every kind, in order of declaration.
            pub const ALL: &'static [ProblemKind] = &[$(ProblemKind::$name,)*];
            /// What happened and what was done about it, for people.
            pub const fn text(self) -> &'static str { match self { $(ProblemKind::$name => $text,)* } }
        }
    };
}

kinds! {
    /// A row, or the text of an element, is longer than 1 MB, an item of XML or an object of JSON longer than 4 MB, or such
    /// an object holds more than 100,000 others.
    TooLong => "too long (a row 1 MB; an item or object 4 MB, or 100,000 brackets); skipped",
    /// A row has no id.
    NoId => "no id; row skipped",
    /// An id appears twice.
    DuplicateId => "id seen before; the first row stays",
    /// A row has more cells than the header.
    ExtraCells => "more cells than the header; row skipped",
    /// The last row ends early and without a line end.
    CutRow => "the file ends inside this row; row skipped",
    /// An XML item whose tags do not match, or something in JSON that is no object.
    BrokenItem => "not understood as an item; skipped",
    /// A draft, or what the shop hid or archived.
    NotPublished => "not published in the shop; left out",
    /// A row has fewer cells than the header.
    FewCells => "fewer cells than the header; the rest counts as empty",
    /// A quotation mark that opens a cell and never closes.
    StrayQuote => "a quotation mark that never closes; read as text",
    /// Bytes that are not UTF-8 in a file that does not say it is anything else.
    NotUtf8 => "bytes that are not UTF-8; read as Windows-1252",
    /// Characters that the declared encoding does not have.
    BadCharacters => "bytes that the file's encoding does not have; shown as �",
    /// NUL and other control characters inside a value.
    ControlCharacters => "control characters; replaced by spaces",
    /// An entity that nothing defines.
    UnknownEntity => "unknown entity; kept as text",
    /// A document type declaration.
    DocType => "document type declaration; ignored, its entities are not expanded",
    /// A `g:` prefix that the file never declares.
    NoNamespace => "the g: prefix is not declared; read all the same",
    /// A price that is no number, negative or beyond 10⁹.
    BadPrice => "price not understood or absurd; dropped",
    /// A price with a point before exactly three digits.
    OddPrice => "a point before three digits; read as the decimal point, not as thousands",
    /// A price without a currency.
    NoCurrency => "price without a currency (write 12.34 USD, or say --currency USD); dropped",
    /// A price in another currency than the first one in the feed.
    OtherCurrency => "price in another currency than the first one; dropped",
    /// A link that is neither `http`, `https` nor a path of the shop.
    BadLink => "link that is neither http(s) nor a path; dropped",
    /// A text longer than its limit.
    Clipped => "text longer than its limit; clipped",
    /// A category path with too many levels.
    DeepCategory => "category path with more than 16 levels; the rest dropped",
    /// An availability that is not one of the feed format's words.
    UnknownAvailability => "unknown availability; taken as in stock",
    /// A day that a feed gives for an item is not understood.
    BadDate => "date that does not start with YYYY-MM-DD; dropped",
    /// More values of one kind than an item may have.
    ManyValues => "more values than one product may have; the rest dropped",
    /// A basket names an id that the feed does not have.
    UnknownItem => "basket names an id that is not in the feed; left out",
    /// A basket's day is neither `YYYY-MM-DD` nor a whole number.
    BadDay => "day that is neither YYYY-MM-DD nor a whole number; taken as unknown",
    /// A basket too large to say which items belong together.
    HugeBasket => "basket of more than 400 items; not used for neighbors",
    /// A basket without any item of the feed.
    EmptyBasket => "basket without any item of the feed; skipped",
    /// A click without the number of its session.
    NoSession => "click without a session; skipped",
    /// A click on an id that the feed does not have.
    UnknownClick => "click on an id that is not in the feed; skipped",
    /// A click's time is neither a number nor ISO 8601.
    BadTime => "time that is neither a number nor like 2026-11-22T09:30:00Z; click skipped",
    /// A session too long to be one shopper's.
    HugeSession => "session of more than 500 clicks; skipped",
    /// More clicks than fit.
    ManyClicks => "more than 67 million clicks; the rest of the file is not read",
}

impl ProblemKind {
    /// Whether lines of this kind are those of the feed, of the baskets file or of the sessions file.
    pub const fn file(self) -> &'static str {
        use ProblemKind::{BadDay, BadTime, EmptyBasket, HugeBasket, HugeSession, ManyClicks, NoSession};
        use ProblemKind::{UnknownClick, UnknownItem};
        match self {
            UnknownItem | BadDay | HugeBasket | EmptyBasket => "baskets",
            NoSession | UnknownClick | BadTime | HugeSession | ManyClicks => "sessions",
            _ => "feed",
        }
    }
}

/// How many problems are kept with their lines.
pub const KEPT: usize = 20;

/// One problem, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// The line where the row starts, counted from 1; 0 where it is not known.
    pub line: u64,
    /// What was wrong.
    pub kind: ProblemKind,
    /// The value in question, shortened.
    pub detail: String,
}

/// The first [`KEPT`] problems, the first of every kind, and how many there were of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    /// The first ones, in the order in which they were met.
    pub first: Vec<RowProblem>,
    /// How many of each kind.
    pub counts: BTreeMap<ProblemKind, u64>,
}

impl Problems {
    /// Notes a problem. `detail` is shortened to 80 characters.
    pub fn note(&mut self, kind: ProblemKind, line: u64, detail: &str) {
        self.note_many(kind, line, detail, 1);
    }

    /// Notes `times` problems of one kind, of which only the first has its place told.
    pub fn note_many(&mut self, kind: ProblemKind, line: u64, detail: &str, times: u64) {
        let count = self.counts.entry(kind).or_default();
        let is_first = *count == 0;
        *count += times;
        if is_first || self.first.len() < KEPT {
            let mut short: String = detail.chars().take(80).map(|c| if c.is_control() { ' ' } else { c }).collect();
            if short.len() < detail.len() && detail.chars().count() > 80 {
                short.push('…');
            }
            self.first.push(RowProblem { line, kind, detail: short });
        }
    }

    /// How many of this kind there were.
    pub fn count(&self, kind: ProblemKind) -> u64 {
        self.counts.get(&kind).copied().unwrap_or_default()
    }

    /// How many there were of any kind.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_kind_is_kept_even_after_many_others() {
        let mut problems = Problems::default();
        for line in 1..=1_000 {
            problems.note(ProblemKind::NoId, line, "");
        }
        problems.note(ProblemKind::BadPrice, 1_001, &"9".repeat(500));
        assert_eq!(problems.first.len(), KEPT + 1);
        assert_eq!(problems.first[KEPT].detail.chars().count(), 81);
        assert_eq!((problems.count(ProblemKind::NoId), problems.total()), (1_000, 1_001));
    }
}
