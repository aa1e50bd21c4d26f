//! Which values are sensitive: those of themes that every shop has (`themes`), and those that the shop adds.
//! Not here: what follows from it (`facets` marks, `profile` obeys).

pub(super) mod themes;

use super::FacetKind;
use crate::error::{Code, Error, Result};

/// The bit of a mask that says that the shop's own list is why.
const OWN: u16 = 1 << 15;

/// What the reports call the shop's own list.
const OWN_NAME: &str = "own list";

/// The shop's list: words, phrases, or exact facet keys such as `category:Pharmacy > Pregnancy tests`; `!children`
/// takes a theme out.
pub(super) struct Sensitive {
    keys: Vec<String>,
    phrases: Vec<Vec<String>>,
    /// Themes that count.
    themes: u16,
}

impl Sensitive {
    /// Reads the list. `with_themes`: the themes that every shop has count too, but for those that it takes out.
    pub fn new(list: &[String], with_themes: bool) -> Result<Sensitive> {
        let mut sensitive = Sensitive { keys: Vec::new(), phrases: Vec::new(), themes: 0 };
        sensitive.themes = if with_themes { OWN - 1 } else { 0 };
        for entry in list.iter().map(|entry| entry.trim()) {
            if let Some(name) = entry.strip_prefix('!') {
                // A typing error must not look like an exception that was made.
                let bit = themes::bit(name.trim()).ok_or_else(|| no_theme(name))?;
                sensitive.themes &= !bit;
                continue;
            }
            sensitive.keys.push(entry.to_lowercase());
            sensitive.phrases.extend(Some(words(entry)).filter(|words| !words.is_empty()));
        }
        Ok(sensitive)
    }

    /// Whether no value can match.
    pub fn is_empty(&self) -> bool {
        self.themes == 0 && self.phrases.is_empty() && self.keys.iter().all(String::is_empty)
    }

    /// Why a value is sensitive, as a mask; 0 if it is not. Brands, colors and the like are only what the shop says:
    /// `Baby` may be a brand of guitars.
    pub fn mask(&self, kind: FacetKind, key: &str, label: &str) -> u16 {
        let own = if self.matches(key, label) { OWN } else { 0 };
        match kind {
            FacetKind::Category | FacetKind::Label | FacetKind::AgeGroup => own | self.counts(themes::of_name(label)),
            _ => own,
        }
    }

    /// The part of a mask that counts in this shop.
    pub fn counts(&self, mask: u16) -> u16 {
        mask & self.themes
    }

    /// Whether the label holds a listed word or phrase as whole words, or the key is listed. Case does not count.
    pub fn matches(&self, key: &str, label: &str) -> bool {
        let key = key.to_lowercase();
        if self.keys.contains(&key) {
            return true;
        }
        let label = words(label);
        self.phrases.iter().any(|phrase| label.windows(phrase.len()).any(|window| window == phrase))
    }
}

/// The names of what a mask says.
pub(super) fn names(mask: u16) -> impl Iterator<Item = &'static str> {
    let themes =
        themes::THEMES.iter().enumerate().filter(move |(at, _)| mask >> at & 1 == 1).map(|(_, theme)| theme.name);
    themes.chain(Some(OWN_NAME).filter(|_| mask & OWN != 0))
}

fn no_theme(name: &str) -> Error {
    let known: Vec<&str> = themes::THEMES.iter().map(|theme| theme.name).collect();
    let what = format!("nearside.json: \"sensitive\" takes out \"!{name}\", but there is no such theme; there are ");
    Error::new(Code::BadConfig, what + &known.join(", "))
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_phrases_and_keys_match() {
        let list = ["condoms", "pregnancy test", "brand:Acme", " "].map(String::from);
        let sensitive = Sensitive::new(&list, false).unwrap();
        assert!(sensitive.matches("category:Health > CONDOMS & more", "CONDOMS & more"));
        assert!(sensitive.matches("label:x", "Digital Pregnancy-Test, twin pack"));
        assert!(sensitive.matches("brand:ACME", "ACME"));
        assert!(!sensitive.matches("brand:Acme Foods", "Acme Foods"));
        assert!(!sensitive.matches("label:x", "condomsy"));
        assert!(!sensitive.matches("label:x", "test pregnancy"));
        assert!(!Sensitive::new(&[], true).unwrap().matches("label:x", ""));
    }
}
