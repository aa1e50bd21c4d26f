//! What the shopper told us: more, less or never of an item or a facet. It never fades by itself.
//! Not here: what was only observed (`log`).

use crate::day::Day;
use crate::signal::Stance;

/// What a statement is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// One item, by its id.
    Item(String),
    /// A facet, by its key.
    Facet(String),
}

impl Subject {
    /// Reads `item:<id>` or a facet's key.
    pub fn parse(text: &str) -> Subject {
        match text.strip_prefix("item:") {
            Some(id) => Subject::Item(id.to_owned()),
            None => Subject::Facet(text.to_owned()),
        }
    }

    /// `item:<id>` or a facet's key.
    pub fn text(&self) -> String {
        match self {
            Subject::Item(id) => ["item:", id].concat(),
            Subject::Facet(key) => key.clone(),
        }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

/// One thing the shopper said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// About what.
    pub subject: Subject,
    /// What.
    pub stance: Stance,
    /// When.
    pub day: Day,
}

/// All statements, oldest first, at most one about each subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated(Vec<Statement>);

impl Stated {
    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Statement> {
        self.0.iter()
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Keeps what `keep` says.
    pub fn retain(&mut self, keep: impl FnMut(&Statement) -> bool) {
        self.0.retain(keep);
    }

    /// Says something, in place of what was said before about the same subject; `None` takes it back.
    pub fn say(&mut self, subject: Subject, stance: Option<Stance>, day: Day) {
        self.0.retain(|statement| statement.subject != subject);
        if let Some(stance) = stance {
            self.0.push(Statement { subject, stance, day });
        }
    }
}
