//! What the shopper told us: more, less or never of an item or a facet. It never fades by itself.
//! Not here: what was only observed (`log`).

use crate::catalog::{Catalog, FacetKind, ItemIx};
use crate::day::Day;
use crate::letters::{joined, parted, small};
use crate::signal::Stance;

/// What stands before a category's key when all that goes by its name is meant.
pub const THEME: &str = "theme:";

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
            Subject::Item(id) => joined(&["item:", id], ""),
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

    fn never(&self, is: &dyn Fn(&Subject) -> bool) -> bool {
        self.0.iter().any(|statement| statement.stance == Stance::Never && is(&statement.subject))
    }

    /// Whether the shopper never wants anything that carries this facet: nothing of it is noted, kept or shown.
    pub fn bars(&self, key: &str) -> bool {
        self.never(&|subject| matches!(subject, Subject::Facet(of) if covers(of, key)))
    }

    /// The same of the item with this id.
    pub fn bars_id(&self, id: &str) -> bool {
        self.never(&|subject| matches!(subject, Subject::Item(of) if of == id))
    }

    /// The same of an item of a catalog, by its id or by what it carries.
    pub fn bars_item(&self, catalog: &Catalog, item: ItemIx) -> bool {
        self.never(&|_| true)
            && (self.bars_id(catalog.id(item)) || catalog.places_of(item).any(|id| self.bars(&catalog.facet_key(id))))
    }

    /// Says something, in place of what was said before about the same subject; `None` takes it back.
    pub fn say(&mut self, subject: Subject, stance: Option<Stance>, day: Day) {
        self.0.retain(|statement| statement.subject != subject);
        if let Some(stance) = stance {
            self.0.push(Statement { subject, stance, day });
        }
    }
}

/// Whether what is said about one key holds for another: a category covers those below it; a theme covers these too, and
/// whatever goes by the category's name, or lies below something that does.
pub fn covers(of: &str, key: &str) -> bool {
    let theme = of.strip_prefix(THEME);
    let of = theme.unwrap_or(of);
    let tree = of.starts_with(FacetKind::Category.word());
    // Most keys begin alike, so the last letter is looked at first.
    let last = of.as_bytes().last();
    if key.as_bytes().get(of.len().saturating_sub(1)) == last
        && key.strip_prefix(of).is_some_and(|rest| rest.is_empty() || tree && rest.starts_with(" > "))
    {
        return true;
    }
    let mut path = if theme.is_some() { parted(key, b':').1 } else { "" };
    while !path.is_empty() {
        let label = last_part(path);
        if same_name(label, own_label(of)) {
            return true;
        }
        path = path.get(..path.len().saturating_sub(label.len() + 3)).unwrap_or_default();
    }
    false
}

/// Whether two labels are the same but for capitals.
pub fn same_name(one: &str, other: &str) -> bool {
    one.chars().map(small).eq(other.chars().map(small))
}

/// The last part of a facet's key, or of a theme's: its own label.
pub fn own_label(key: &str) -> &str {
    last_part(parted(key.strip_prefix(THEME).unwrap_or(key), b':').1)
}

pub(super) fn last_part(path: &str) -> &str {
    let between = b" > ";
    let at = path.as_bytes().windows(between.len()).rposition(|found| found == between);
    path.get(at.map_or(0, |at| at + between.len())..).unwrap_or_default()
}
