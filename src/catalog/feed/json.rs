//! JSON of any size, object by object: lists, JSON Lines, pages one after the other, answers of an API in which the
//! products lie deeper. Only one product's object is held at a time. Not here: bytes and lines (`json_bytes`), what its
//! members mean (`json_feed`).

use super::json_bytes::Bytes;
use super::{bad_feed, Seen};
use crate::catalog::problem::ProblemKind as Kind;
use crate::error::{Error, Result};
use serde_json::{Map, Value};
use std::io::BufRead;

/// What a file that holds something else is told.
pub(in crate::catalog) const WANTED: &str = r#"wanted: objects such as {"id": "1", "title": "Tea"}"#;

/// Longer objects are skipped: a product of Shopify's with 2,048 variants fits.
const LIMIT: usize = 4 << 20;

/// Lists and objects inside of one at most: in memory each takes some hundred times its two brackets. Each of 2,048
/// variants may have 48 of them.
const INSIDE: usize = 100_000;

/// Lists and objects around products at most.
const DEPTH: usize = 64;

/// Members whose lists and objects hold products, and not a part of one.
const AROUND: [&[u8]; 8] = [b"products", b"product", b"data", b"edges", b"nodes", b"node", b"@graph", b"collection"];

/// The same in an object that names nothing that is sold.
const PERHAPS: [&[u8]; 11] = [
    b"items",
    b"item",
    b"results",
    b"hits",
    b"entries",
    b"records",
    b"rows",
    b"docs",
    b"resources",
    b"mainEntity",
    b"itemListElement",
];

/// Members that say that an object is a product itself.
const OWN: [&[u8]; 5] = [b"id", b"item_id", b"title", b"sku", b"handle"];

/// A JSON text.
pub(super) struct Json<R> {
    bytes: Bytes<R>,
    /// The lists and objects around the next product.
    around: Vec<u8>,
    /// An object broke off, so that one which starts at the start of a line is a new one.
    strict: bool,
    /// Objects that were whole.
    whole: u64,
}

/// What became of one object.
enum Object {
    Whole(Map<String, Value>),
    /// Products lie inside of it.
    Around,
    Skipped,
}

/// Where in an object the reader is.
#[derive(Clone, Copy, PartialEq)]
enum At {
    /// Before the name of a member of the object itself, inside it, and between it and the value.
    Name,
    InName,
    Named,
    Value,
}

impl<R: BufRead> Json<R> {
    pub fn new(source: R) -> Json<R> {
        Json { bytes: Bytes::new(source), around: Vec::new(), strict: false, whole: 0 }
    }

    /// The decoder below, for what it noticed.
    pub fn get_ref(&self) -> &R {
        self.bytes.get_ref()
    }

    /// The next object that may be a product, and its line; `None` at the end. Broken ones are noted and passed over.
    pub fn next(&mut self, seen: &mut Seen) -> Result<Option<(u64, Map<String, Value>)>> {
        loop {
            let Some(byte) = self.bytes.peek_past_space()? else {
                return match self.around.last() {
                    None => Ok(None),
                    Some(b'[') => Err(self.bytes.cut("its list ends")),
                    Some(_) => Err(self.bytes.cut("its object ends")),
                };
            };
            match (byte, self.around.last()) {
                (b'[', _) => self.enter(b'[')?,
                (b'{', _) => {
                    let line = self.bytes.line;
                    match self.object(seen)? {
                        Object::Whole(map) => {
                            self.whole += 1;
                            return Ok(Some((line, map)));
                        }
                        Object::Around => {
                            if self.around.len() >= DEPTH {
                                return Err(self.too_deep());
                            }
                            self.around.push(b'{');
                        }
                        Object::Skipped => {}
                    }
                }
                (b']', Some(b'[')) | (b'}', Some(b'{')) => {
                    self.around.pop();
                    self.bytes.bump();
                }
                (b'"', Some(b'{')) => self.member()?,
                (0..=b'[' | b'^'..=b'z', Some(b'[')) => {
                    seen.problems.note(Kind::BrokenItem, self.bytes.line, &no_object(byte));
                    self.bytes.skip_value()?;
                }
                (_, None) if self.whole > 0 => {
                    seen.rows += 1;
                    seen.problems.note(Kind::BrokenItem, self.bytes.line, "a line that starts with no object");
                    self.bytes.skip_line()?;
                }
                _ => {
                    let what = String::from_utf8_lossy(&[byte]).into_owned();
                    return Err(bad_feed(&format!(
                        "line {}: `{what}` makes no sense here; the feed is no JSON; {WANTED}",
                        self.bytes.line
                    )));
                }
            }
        }
    }

    fn enter(&mut self, bracket: u8) -> Result<()> {
        if self.around.len() >= DEPTH {
            return Err(self.too_deep());
        }
        self.around.push(bracket);
        self.bytes.bump();
        Ok(())
    }

    fn too_deep(&self) -> Error {
        bad_feed(&format!(
            "line {}: {DEPTH} lists and objects lie in one another before any product; {WANTED}",
            self.bytes.line
        ))
    }

    /// A member of an object around products: goes to its value where that may hold some, else past it.
    fn member(&mut self) -> Result<()> {
        let name = self.bytes.string()?;
        if self.bytes.peek_past_space()? == Some(b':') {
            self.bytes.bump();
        }
        let opens = matches!(self.bytes.peek_past_space()?, Some(b'{' | b'['));
        if !(opens && is_around(&name, false)) {
            self.bytes.skip_value()?;
        }
        Ok(())
    }

    /// Reads the object that starts here.
    fn object(&mut self, seen: &mut Seen) -> Result<Object> {
        let line = self.bytes.line;
        let mut held: Vec<u8> = Vec::new();
        let (mut depth, mut inside, mut at, mut in_text, mut escaped, mut over, mut own) =
            (0usize, 0usize, At::Name, false, false, false, false);
        let mut name: Vec<u8> = Vec::new();
        loop {
            let Some(byte) = self.bytes.peek()? else {
                if let Some(broken) = self.begin_anew(&held, line, "the next one starts before it ends", seen) {
                    return Ok(broken);
                }
                if self.around.is_empty() && self.whole > 0 {
                    seen.rows += 1;
                    seen.problems.note(Kind::CutRow, line, "");
                    return Ok(Object::Skipped);
                }
                return Err(bad_feed(&format!("the feed ends inside the object of line {line}; it was cut")));
            };
            if self.strict && byte == b'{' && matches!(held.last(), Some(b'\n' | b'\r')) {
                seen.rows += 1;
                seen.problems.note(Kind::BrokenItem, line, "the next one starts before it ends");
                return Ok(Object::Skipped);
            }
            if !in_text && depth == 1 && at == At::Value && matches!(byte, b'{' | b'[') && is_around(&name, own) {
                return Ok(Object::Around);
            }
            self.bytes.bump();
            if !over {
                held.push(byte);
            }
            if held.len() > LIMIT || inside > INSIDE && !over {
                if let Some(broken) = self.begin_anew(&held, line, "the next one starts before it ends", seen) {
                    return Ok(broken);
                }
                (over, held) = (true, Vec::new());
            }
            if in_text {
                in_text = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
                if at == At::InName && depth == 1 {
                    if in_text && name.len() < 32 {
                        name.push(byte);
                    } else if !in_text {
                        at = At::Named;
                    }
                }
                continue;
            }
            match byte {
                b'"' => {
                    in_text = true;
                    if depth == 1 && at == At::Name {
                        at = At::InName;
                        name.clear();
                    }
                }
                b':' if depth == 1 && at == At::Named => {
                    at = At::Value;
                    own |= OWN.contains(&name.as_slice());
                }
                b',' if depth == 1 => at = At::Name,
                b'{' | b'[' => (depth, inside) = (depth + 1, inside + 1),
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        if over {
            seen.rows += 1;
            seen.problems.note(Kind::TooLong, line, "");
            return Ok(Object::Skipped);
        }
        match serde_json::from_slice::<Map<String, Value>>(&held) {
            Ok(map) => Ok(Object::Whole(map)),
            Err(error) => {
                // Its own line numbers start with the object.
                let why = error.to_string();
                let why = match why.split(" at line ").next().unwrap_or_default() {
                    "recursion limit exceeded" => "more than 128 lists and objects lie in one another in it",
                    why => why,
                };
                if let Some(broken) = self.begin_anew(&held, line, why, seen) {
                    return Ok(broken);
                }
                seen.rows += 1;
                seen.problems.note(Kind::BrokenItem, line, why);
                Ok(Object::Skipped)
            }
        }
    }

    /// After an object that makes no sense: goes back to the next one that starts at the start of a line inside of it.
    fn begin_anew(&mut self, held: &[u8], line: u64, why: &str, seen: &mut Seen) -> Option<Object> {
        let next = held.windows(2).position(|two| matches!(two, b"\n{" | b"\r{"))? + 1;
        seen.rows += 1;
        seen.problems.note(Kind::BrokenItem, line, why);
        self.bytes.give_back(held, next, line);
        self.strict = true;
        Some(Object::Skipped)
    }
}

/// What stands in a list instead of an object.
fn no_object(first: u8) -> String {
    let found = match first {
        b'"' => "a text",
        b'-' | b'0'..=b'9' => "a number",
        b't' | b'f' => "true or false",
        b'n' => "null",
        _ => "something else",
    };
    format!("found {found}; {WANTED}")
}

fn is_around(name: &[u8], own: bool) -> bool {
    AROUND.contains(&name) || (!own && PERHAPS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn read(text: &str) -> (Result<Vec<(u64, String)>>, Seen) {
        let mut last = None;
        for chunk in [1, 3, 7, 1 << 16] {
            let (mut seen, mut found) = (Seen::default(), Vec::new());
            let mut json = Json::new(BufReader::with_capacity(chunk, text.as_bytes()));
            let done = loop {
                match json.next(&mut seen) {
                    Ok(Some((line, map))) => found.push((line, Value::Object(map).to_string())),
                    Ok(None) => break Ok(found),
                    Err(error) => break Err(error),
                }
            };
            let told = format!("{done:?} {:?}", seen.problems);
            assert_eq!(*last.get_or_insert(told.clone()), told, "chunks of {chunk}");
            if chunk == 1 << 16 {
                return (done, seen);
            }
        }
        unreachable!()
    }

    fn found(text: &str) -> Vec<(u64, String)> {
        let (found, seen) = read(text);
        assert_eq!(seen.problems.total(), 0, "{:?}", seen.problems);
        found.unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn one(line: u64) -> Vec<(u64, String)> {
        vec![(line, r#"{"id":1}"#.to_string())]
    }

    #[test]
    fn products_are_found_wherever_they_lie() {
        for text in [
            r#"{"id":1}"#,
            r#"[{"id":1}]"#,
            r#"{"products":[{"id":1}]}"#,
            r#"[{"products":[]},{"products":[{"id":1}]}]"#,
            r#"{"products":[]}{"products":[{"id":1}]}"#,
            r#"{"data":{"products":{"edges":[{"node":{"id":1}}],"pageInfo":{"x":[1,{}]}}},"extensions":{}}"#,
            r#"{"data":{"collection":{"id":"c","title":"T","products":{"nodes":[{"id":1}]}}}}"#,
            r#"{"@context":"https://schema.org","@graph":[{"id":1}]}"#,
            r#"{"\u0070":["}",{"a":"]"}],"products" : [ {"id":1} , ]}"#,
        ] {
            assert_eq!(found(text), one(1), "{text}");
        }
        assert_eq!(found("\n[\r\n{\"id\":1}]"), one(3));
        assert_eq!(found(r#"{"id":1,"items":[{"id":2}],"variants":{"nodes":[{"id":3}]}}"#).len(), 1);
        assert_eq!(found("{\"id\":1}\n{\"id\":2}\r\n\u{1e}{\"id\":3}")[2].0, 3);
        assert!(found("[]").is_empty());
    }

    #[test]
    fn a_broken_line_takes_no_other_with_it() {
        for broken in [r#"{"id":1,"x":"#, r#"{"id":1,"x":"y}"#, "{'id':1}", r#"{"id":NaN}"#, "{\"a\":[}", "nonsense"] {
            let (found, seen) = read(&format!("{{\"id\":0}}\n{broken}\n{{\"id\":2}}\n{{\"id\":3}}"));
            let lines: Vec<u64> = found.unwrap().iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [1, 3, 4], "{broken}");
            assert_eq!((seen.problems.count(Kind::BrokenItem), seen.problems.first[0].line), (1, 2), "{broken}");
        }
    }

    #[test]
    fn a_cut_file_is_told() {
        for text in
            ["{", "[{\"id\":1}", "[{\"id\":1},{", "{\"products\":[{\"id\":1}]", "{\"products\":[],\"a\":\"", "{\"a\""]
        {
            assert!(read(text).0.is_err_and(|error| error.to_string().contains("cut")), "{text}");
        }
        let (found, seen) = read("{\"id\":1}\n{\"id\":");
        assert_eq!((found.unwrap(), seen.problems.count(Kind::CutRow)), (one(1), 1));
    }

    #[test]
    fn what_is_too_long_or_too_deep_is_not_held() {
        let (found, seen) = read(&format!("[{{\"id\":0,\"x\":\"{}\"}},\n{{\"id\":1}}]", "x".repeat(LIMIT)));
        assert_eq!((found.unwrap(), seen.problems.count(Kind::TooLong)), (one(2), 1));
        assert!(read(&"[".repeat(100_000)).0.is_err());
        assert!(read(&"{\"data\":".repeat(100_000)).0.is_err());
        let (found, seen) = read(&format!("{{\"id\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000)));
        assert_eq!((found.unwrap().len(), seen.problems.count(Kind::BrokenItem)), (0, 1));
    }

    #[test]
    fn lines_that_all_break_are_read_once_more_and_not_once_each() {
        let (found, seen) = read(&"{\n".repeat(20_000));
        assert!(found.is_err() || seen.problems.count(Kind::BrokenItem) > 19_000);
    }
}
