//! Which values the shop calls sensitive. Not here: what follows from it (`facets` marks, `profile` obeys).

/// The shop's list: words, phrases, or exact facet keys such as `category:Pharmacy > Pregnancy tests`.
pub(super) struct Sensitive {
    keys: Vec<String>,
    phrases: Vec<Vec<String>>,
}

impl Sensitive {
    pub fn new(list: &[String]) -> Sensitive {
        Sensitive {
            keys: list.iter().map(|entry| entry.trim().to_lowercase()).collect(),
            phrases: list.iter().map(|entry| words(entry)).filter(|words| !words.is_empty()).collect(),
        }
    }

    /// Whether no value can match.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty() && self.keys.iter().all(String::is_empty)
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
        let sensitive = Sensitive::new(&list);
        assert!(sensitive.matches("category:Health > CONDOMS & more", "CONDOMS & more"));
        assert!(sensitive.matches("label:x", "Digital Pregnancy-Test, twin pack"));
        assert!(sensitive.matches("brand:ACME", "ACME"));
        assert!(!sensitive.matches("brand:Acme Foods", "Acme Foods"));
        assert!(!sensitive.matches("label:x", "condomsy"));
        assert!(!sensitive.matches("label:x", "test pregnancy"));
        assert!(!Sensitive::new(&[]).matches("label:x", ""));
    }
}
