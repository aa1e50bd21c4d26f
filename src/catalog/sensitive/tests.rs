use super::*;
use std::collections::BTreeMap;
use std::fmt::Write;

const LANGUAGES: [&str; 9] = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv"];

#[test]
fn tables_are_whole() {
    let [taxonomy, names] = tables();
    assert_eq!(taxonomy.len(), TAXONOMY.lines().count());
    assert_eq!(names.len(), THEMES.len() * LANGUAGES.len());
    assert!(taxonomy.iter().all(|[number, theme, _]| number.parse::<u32>().is_ok() && bit(theme).is_some()));
    for (line, at) in names.iter().zip(0..) {
        assert_eq!(line[0], THEMES[at / 9].name);
        assert_eq!(line[1], LANGUAGES[at % 9]);
    }
    assert_eq!(index().numbers.len(), taxonomy.len(), "a number stands once");
    assert_eq!(index().paths.len(), taxonomy.len(), "a path stands once");
}

#[test]
fn every_word_marks_its_theme_in_any_case_and_without_accents() {
    for [theme, language, list] in &tables()[1] {
        for entry in list.split(", ") {
            let bare = entry.trim_start_matches('=');
            for name in [bare.to_owned(), bare.to_uppercase(), words(bare).join(" ")] {
                assert_ne!(of_name(&name) & bit(theme).unwrap(), 0, "{theme} {language}: {name}");
            }
            if !entry.starts_with('=') {
                let longer = format!("Our {bare}, for you");
                assert_ne!(of_name(&longer) & bit(theme).unwrap(), 0, "{theme} {language}: {longer}");
            }
            let glued: String = words(bare).last().map(|word| format!("{word}xy")).unwrap_or_default();
            assert_eq!(of_name(&glued), 0, "{theme} {language}: {glued}");
        }
    }
}

#[test]
fn every_number_and_path_marks_its_theme_and_what_is_below_a_path_too() {
    for [number, theme, path] in &tables()[0] {
        let bit = bit(theme).unwrap();
        assert_eq!(of_google(&format!(" {number} ")), bit, "{number}");
        assert_ne!(of_google(path) & bit, 0, "{path}");
        assert_ne!(of_google(&path.to_uppercase().replace(" > ", ">")) & bit, 0, "{path}");
        assert_ne!(of_google(&format!("{path} > Something new")) & bit, 0, "{path}");
    }
}

#[test]
fn near_misses_stay_out() {
    let names = [
        "Babydoll",
        "Politeness",
        "Health bars",
        "Health & Beauty",
        "Baby spinach",
        "Baby corn",
        "Baby blue",
        "Sex",
        "Six-pack",
        "Medicine balls",
        "Dog diapers",
        "Depression glass",
        "Pride & Prejudice",
        "Barn doors",
        "Kinder",
        "Kinder Chocolate",
        "Mature cheddar",
        "Adult dog food",
        "Party supplies",
        "Mass storage",
        "Christian Dior",
        "Cigar-shaped",
        "Boyscout",
        "Girlfriend jeans",
        "Kidney beans",
        "Childproof",
        "Puros aceites",
        "Overgangsjas",
        "Beauty",
        "Toys",
        "Gift",
        "Salutes",
        "Wellness tea",
        "Faithful",
        "Gaming",
        "Gayle",
        "Rosary pea",
        "Mobility",
        "Walking shoes",
        "Sleepwear",
        "Wine",
        "Beer",
        "Pillows",
        "Massage",
        "Toothpaste",
        "Pet food",
    ];
    // A shelf called Kinder in German is children's.
    let marked: Vec<&str> = names.into_iter().filter(|name| *name != "Kinder" && of_name(name) != 0).collect();
    assert_eq!(marked, Vec::<&str>::new());
    for path in ["166", "469", "2915", "5605", "772", "780", "422", "1", "0", "4294967296", "", ">", "Mature > Weapons"]
    {
        assert_eq!(of_google(path), 0, "{path}");
    }
    assert_eq!(
        of_google("Religious & Ceremonial > Wedding Ceremony Supplies"),
        bit("religion").unwrap(),
        "by its word"
    );
}

#[test]
fn the_document_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sensitive.md");
    let there = std::fs::read_to_string(path).expect("docs/sensitive.md is there");
    let mark = "<!-- from here on: made by `UPDATE=1 cargo test --features compiler --lib sensitive` -->\n";
    let (before, _) = there.split_once(mark).expect("the mark is there");
    let made = [before, mark, &list()].concat();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &made).expect("docs/sensitive.md can be written");
    } else {
        assert_eq!(there, made, "run `UPDATE=1 cargo test --features compiler --lib sensitive`");
    }
}

/// Everything in the tables, for people.
fn list() -> String {
    let [taxonomy, names] = tables();
    let mut out = String::new();
    for theme in &THEMES {
        writeln!(out, "\n## {}\n\n{}\n", theme.name, theme.why).unwrap();
        for [_, language, list] in names.iter().filter(|line| line[0] == theme.name) {
            writeln!(out, "- {language}: {list}").unwrap();
        }
        let mine: BTreeMap<&str, &str> =
            taxonomy.iter().filter(|line| line[1] == theme.name).map(|[number, _, path]| (*path, *number)).collect();
        if !mine.is_empty() {
            out.push_str("\nGoogle's taxonomy, with all that is below:\n\n");
        }
        // What stands below another path of the same theme is only named by its number.
        let tops: Vec<&str> = mine.keys().copied().filter(|path| !mine.keys().any(|top| below(path, top))).collect();
        for top in tops {
            let numbers: Vec<&str> = mine.iter().filter(|(path, _)| below(path, top)).map(|(_, n)| *n).collect();
            let rest = if numbers.is_empty() { String::new() } else { format!(" ({})", numbers.join(", ")) };
            writeln!(out, "- {} {top}{rest}", mine[top]).unwrap();
        }
    }
    out
}

fn below(path: &str, top: &str) -> bool {
    path.strip_prefix(top).is_some_and(|rest| rest.starts_with(" >"))
}
