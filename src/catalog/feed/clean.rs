//! Values as shoppers may see them: plain text on one line, links that only lead to pages.
//! Not here: which value belongs to which attribute (`row`).

use std::borrow::Cow;

/// The names of HTML's characters, a line each, sorted: `eacute é`. All of the standard's that end in a semicolon, but
/// for `NewLine`, the line's own end. A table takes a tenth of the bytes of the parser's function, which is also wrong
/// beyond U+00FF (`Alpha` is 9 there).
const NAMED: &str = include_str!("entities.txt");

/// A cleaned text, and what had to be done to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned {
    pub text: String,
    pub had_control: bool,
    pub clipped: bool,
}

/// Runs of white space become one space, control characters become spaces, and what is beyond
/// `limit` characters is cut off. Markup is left as it is: it will be shown as text.
pub(super) fn line(raw: &str, limit: usize) -> Cleaned {
    let mut out = Cleaned { text: String::with_capacity(raw.len().min(limit * 4)), had_control: false, clipped: false };
    let mut length = 0;
    let mut gap = false;
    for c in raw.chars() {
        let control = c.is_control();
        out.had_control |= control && !matches!(c, '\t' | '\n' | '\r');
        if control || c.is_whitespace() || c == '\u{feff}' {
            gap = !out.text.is_empty();
            continue;
        }
        if length + usize::from(gap) >= limit {
            out.clipped = true;
            break;
        }
        if gap {
            out.text.push(' ');
            length += 1;
            gap = false;
        }
        out.text.push(c);
        length += 1;
    }
    out
}

/// The link as it may be put into a page, or `None` when it leads anywhere but to http, https or a
/// path of the shop. Browsers skip white space and control characters inside a scheme, so they go first.
pub(super) fn link(raw: &str) -> Option<String> {
    let text: String = raw.trim().chars().filter(|c| !c.is_control()).collect();
    let text = text.trim();
    let scheme_end = text.find([':', '/', '?', '#']).filter(|&at| text[at..].starts_with(':'));
    match scheme_end.map(|at| text[..at].to_ascii_lowercase()) {
        None => Some(text.to_string()),
        Some(scheme) if scheme == "http" || scheme == "https" => Some(text.to_string()),
        Some(_) => None,
    }
}

/// The end of a global id: `7` of `gid://shopify/Product/7`. Anything else stays as it is.
pub(in crate::catalog) fn without_address(id: &str) -> &str {
    match id.strip_prefix("gid://").and_then(|rest| rest.rsplit_once('/')) {
        Some((_, end)) => {
            let end = end.split(['?', '#']).next().unwrap_or_default();
            if end.is_empty() {
                id
            } else {
                end
            }
        }
        None => id,
    }
}

/// The character or characters that an entity's name stands for: `amp`, `eacute`, `#8364`, `#x20AC`.
pub(super) fn entity(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return named(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).map(|c| Cow::Owned(c.to_string()))
}

/// The characters of a name, by halving what is left of the table.
fn named(name: &str) -> Option<&'static str> {
    let mut rest = NAMED;
    while !rest.is_empty() {
        let mut middle = rest.len() / 2;
        while !rest.is_char_boundary(middle) {
            middle -= 1;
        }
        let start = rest[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = start + rest[start..].find('\n')?;
        let (found, text) = rest[start..end].split_once(' ')?;
        match found.cmp(name) {
            std::cmp::Ordering::Equal => return Some(text),
            std::cmp::Ordering::Less => rest = &rest[end + 1..],
            std::cmp::Ordering::Greater => rest = &rest[..start],
        }
    }
    None
}

/// Decodes entities once. What is no known entity stays as it is.
pub(super) fn entities(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // The longest name of HTML has 31 letters.
        let end = rest.bytes().take(34).position(|b| b == b';');
        match end.and_then(|end| entity(&rest[1..end]).map(|text| (end, text))) {
            Some((end, text)) => {
                out.push_str(&text);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        let cleaned = line("  a\r\n\tb\0c   d \u{feff}", 300);
        assert_eq!(cleaned, Cleaned { text: "a b c d".into(), had_control: true, clipped: false });
        assert_eq!(line(&" ".repeat(1_000_000), 300).text, "");
        let long = line(&"é".repeat(400), 300);
        assert_eq!((long.text.chars().count(), long.clipped), (300, true));
        assert!(!line(&("x".repeat(300) + "  "), 300).clipped);
    }

    #[test]
    fn only_links_to_pages_pass() {
        for good in
            ["https://a.example/x?y=1#z", "HTTP://a.example", "/p/1", "p/1", "?id=a:b", "//cdn.example/a.png", ""]
        {
            assert_eq!(link(good).as_deref(), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
            "a:b",
        ] {
            assert_eq!(link(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_name_of_the_table_is_found() {
        let lines: Vec<_> = NAMED.lines().map(|line| line.split_once(' ').unwrap()).collect();
        assert_eq!(lines.len(), 2124);
        assert!(lines.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (name, text) in lines {
            assert_eq!(named(name), Some(text));
            assert_eq!(named(&format!("{name}_")), None);
        }
        for (name, text) in [
            ("Alpha", "Α"),
            ("Afr", "𝔄"),
            ("Amacr", "Ā"),
            ("nbsp", "\u{a0}"),
            ("zwnj", "\u{200c}"),
            ("NotEqualTilde", "≂̸"),
        ] {
            assert_eq!(named(name), Some(text));
        }
        assert_eq!((named(""), named("a"), named("~"), named("A E")), (None, None, None, None));
    }

    #[test]
    fn a_global_id_is_its_end() {
        assert_eq!(without_address("gid://shopify/ProductVariant/42?x=1"), "42");
        for other in ["42", "https://shop.example/7", "gid://shopify/Product/", "gid://", "shopify_US_7_42"] {
            assert_eq!(without_address(other), other);
        }
    }

    #[test]
    fn entities_are_decoded_once() {
        assert_eq!(entities("Tom &amp; Jerry &lt;b&gt; &eacute;&#8364;&#x20AC;"), "Tom & Jerry <b> é€€");
        assert_eq!(entities("&amp;amp; &amp;lt;"), "&amp; &lt;");
        assert_eq!(entities("a & b &nosuch; &#xffffffff; &"), "a & b &nosuch; &#xffffffff; &");
        assert_eq!(entities("&é;&&amp"), "&é;&&amp");
    }
}
