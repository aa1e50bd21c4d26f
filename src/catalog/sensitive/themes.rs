//! What is sensitive in every shop: themes, each with numbers and paths of Google's product taxonomy and with words in
//! nine languages. Not here: the shop's own list, and what follows from being sensitive.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A theme's name, by which a shop can take it out, and why it is in.
pub(super) struct Theme {
    pub name: &'static str,
    #[cfg_attr(not(test), allow(dead_code))]
    pub why: &'static str,
}

const fn theme(name: &'static str, why: &'static str) -> Theme {
    Theme { name, why }
}

/// Theme k has bit k of a mask.
pub(super) const THEMES: [Theme; 10] = [
    theme("health", "Medicines, vitamins, medical aids and tests: data about health (GDPR, article 9)."),
    theme("mind", "Mental health and sleep: data about health that people tell nobody."),
    theme("intimacy", "Sexual wellness, contraception, intimate hygiene: data about sex life (article 9)."),
    theme("orientation", "Sexual orientation and gender identity (article 9)."),
    theme("pregnancy", "Pregnancy, fertility, breastfeeding: known to a shop before it is told to a family."),
    theme("disability", "Mobility, hearing and incontinence aids: data about health (article 9)."),
    theme("addiction", "Tobacco, nicotine, cannabis, gambling, and getting away from them or from alcohol."),
    theme("religion", "Faith and its food and objects (article 9)."),
    theme("politics", "Political opinions and trade unions (article 9)."),
    theme("children", "Babies and children: says who lives in a household, and children cannot agree to anything."),
];

/// Number, theme and path, one a line, from version 2021-09-21 of the taxonomy.
const TAXONOMY: &str = include_str!("taxonomy.tsv");
/// Theme, language and words, one a line. A `=` means the whole name, not words in it.
const WORDS: &str = include_str!("words.tsv");

/// The bit of the theme with this name.
pub(super) fn bit(name: &str) -> Option<u16> {
    THEMES.iter().position(|theme| theme.name == name).map(|at| 1 << at)
}

/// A line's cells.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

/// All lines of the taxonomy, and all of words.
pub(super) fn tables() -> [Vec<[&'static str; 3]>; 2] {
    [lines(TAXONOMY).collect(), lines(WORDS).collect()]
}

/// The tables, made ready for looking things up.
struct Index {
    numbers: HashMap<u32, u16>,
    paths: HashMap<String, u16>,
    /// Phrases by their first word: all words, whether they must be the whole name, themes.
    phrases: HashMap<String, Vec<(Vec<String>, bool, u16)>>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let (mut numbers, mut paths, mut phrases) = (HashMap::new(), HashMap::new(), HashMap::<_, Vec<_>>::new());
        let [taxonomy, names] = tables();
        for [number, theme, path] in taxonomy {
            let bit = bit(theme).unwrap_or_default();
            numbers.insert(number.parse().unwrap_or_default(), bit);
            paths.insert(plain_path(path), bit);
        }
        for [theme, _, list] in names {
            let bit = bit(theme).unwrap_or_default();
            for entry in list.split(", ") {
                let words = words(entry);
                let Some(first) = words.first().cloned() else { continue };
                phrases.entry(first).or_default().push((words, entry.starts_with('='), bit));
            }
        }
        Index { numbers, paths, phrases }
    })
}

/// The themes of one name: a category, a tag.
pub(super) fn of_name(name: &str) -> u16 {
    let words = words(name);
    let mut mask = 0;
    for at in 0..words.len() {
        for (phrase, whole, bit) in index().phrases.get(&words[at]).into_iter().flatten() {
            let fits = if *whole { words == *phrase } else { words[at..].starts_with(phrase) };
            mask |= if fits { *bit } else { 0 };
        }
    }
    mask
}

/// The themes of a `google_product_category`: a number, or a path, also one in another language than English.
pub(in crate::catalog) fn of_google(category: &str) -> u16 {
    let category = category.trim();
    if let Ok(number) = category.parse::<u32>() {
        return index().numbers.get(&number).copied().unwrap_or_default();
    }
    let mut path = plain_path(category);
    let mut mask = category.split('>').fold(0, |mask, name| mask | of_name(name));
    // The deepest known part of the path counts: what is below it is the same.
    while !path.is_empty() {
        if let Some(bit) = index().paths.get(&path) {
            mask |= bit;
            break;
        }
        path.truncate(path.rfind('>').unwrap_or_default());
    }
    mask
}

fn plain_path(path: &str) -> String {
    path.split('>').map(|name| words(name).join(" ")).collect::<Vec<_>>().join(">")
}

/// Words in lower case and without accents, which many feeds have lost.
fn words(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for c in text.chars().flat_map(char::to_lowercase) {
        if ('\u{300}'..'\u{370}').contains(&c) {
            continue; // an accent by itself
        }
        if !c.is_alphanumeric() {
            out.push(String::new());
            continue;
        }
        let word = out.last_mut().expect("there is always one");
        match c {
            'à'..='å' | 'ą' => word.push('a'),
            'ç' | 'ć' => word.push('c'),
            'è'..='ë' | 'ę' => word.push('e'),
            'ì'..='ï' => word.push('i'),
            'ł' => word.push('l'),
            'ñ' | 'ń' => word.push('n'),
            'ò'..='ö' | 'ø' => word.push('o'),
            'ś' => word.push('s'),
            'ù'..='ü' => word.push('u'),
            'ý' | 'ÿ' => word.push('y'),
            'ź' | 'ż' => word.push('z'),
            'ß' => word.push_str("ss"),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            other => word.push(other),
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
