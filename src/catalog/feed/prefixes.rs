//! Which XML prefix stands for Google's product data in a file, and which for something else.
//! Not here: reading elements (`google_xml`).

use super::names::Attribute;
use super::Seen;
use crate::catalog::problem::ProblemKind as Kind;
use quick_xml::events::BytesStart;

/// The prefixes that a file declares.
#[derive(Default)]
pub(super) struct Prefixes {
    google: Vec<String>,
    atom: Vec<String>,
    foreign: Vec<String>,
    told: bool,
}

impl Prefixes {
    /// Takes the `xmlns:` declarations of a start tag.
    pub fn declare(&mut self, start: &BytesStart<'_>) {
        for attribute in start.html_attributes().flatten() {
            let name: &str = attribute.key.as_ref();
            let Some(prefix) = name.strip_prefix("xmlns:") else { continue };
            let address: &str = &attribute.value;
            let list = if address.contains("base.google.com") {
                &mut self.google
            } else if address.contains("w3.org/2005/Atom") {
                &mut self.atom
            } else {
                &mut self.foreign
            };
            // A file that declares thousands of prefixes is up to no good.
            if list.len() < 64 && !list.iter().any(|known| known == prefix) {
                list.push(prefix.to_string());
            }
        }
    }

    /// The attribute that an element stands for, and how much it counts: where `g:title` and `title` are
    /// both there, `g:title` wins.
    pub fn attribute(&mut self, name: &str, seen: &mut Seen, line: u64) -> Option<(Attribute, u8)> {
        let Some((prefix, local)) = name.rsplit_once(':') else {
            return Attribute::parse(name).map(|attribute| (attribute, 1));
        };
        let is = |list: &[String]| list.iter().any(|known| known == prefix);
        if is(&self.foreign) {
            return None;
        }
        let attribute = Attribute::parse(local)?;
        if is(&self.google) {
            return Some((attribute, 2));
        }
        if is(&self.atom) {
            return Some((attribute, 1));
        }
        if !self.told {
            self.told = true;
            seen.problems.note(Kind::NoNamespace, line, name);
        }
        Some((attribute, if prefix == "g" { 2 } else { 1 }))
    }
}
