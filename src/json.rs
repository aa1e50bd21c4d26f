//! A small JSON reader and writer for the texts the browser module reads: profile, configuration, a catalog's
//! description, and what a page asks of a list. A general library would be a third of the module's bytes.
//! Not here: what the members mean.

/// A JSON value. Members keep their order; of two with one name, `get` finds the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction that is not negative, in millionths; what is smaller is cut off.
    Millionths(u64),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Map(Vec<(String, Json)>),
}

/// How many millionths make 1.
pub const MILLION: u64 = 1_000_000;

/// Reads a decimal number at the start of a text, without sign or exponent: in millionths, smaller parts cut off,
/// and its length in bytes. `None` where there is none, or one beyond 2⁴⁰.
///
/// ```
/// use nearside::json::decimal;
/// assert_eq!(decimal(b"12.5 USD"), Some((12_500_000, 4)));
/// assert_eq!(decimal(b".5"), None);
/// ```
pub fn decimal(text: &[u8]) -> Option<(u64, usize)> {
    let digit = |at: usize| text.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| u64::from(byte - b'0'));
    let (mut value, mut at) = (digit(0)?, 1);
    while let Some(next) = digit(at) {
        value = value * 10 + next;
        at += 1;
        if value >> 40 != 0 {
            return None;
        }
    }
    value *= MILLION;
    if text.get(at) == Some(&b'.') && digit(at + 1).is_some() {
        let mut unit = MILLION;
        at += 1;
        while let Some(next) = digit(at) {
            unit /= 10;
            value += next * unit;
            at += 1;
        }
    }
    Some((value, at))
}

/// Deeper nesting than any of our texts has; a bound for hostile ones.
const DEEPEST: u32 = 32;

impl Json {
    /// Reads one value with nothing after it. On failure, the byte where reading stopped.
    ///
    /// ```
    /// use nearside::json::Json;
    /// assert_eq!(Json::parse(" [1, \"a\"] "), Ok(Json::List(vec![Json::Whole(1), Json::Text("a".into())])));
    /// assert_eq!(Json::parse("[1,"), Err(3));
    /// ```
    pub fn parse(text: &str) -> Result<Json, usize> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0);
        reader.space();
        match value {
            Some(value) if reader.at == text.len() => Ok(value),
            _ => Err(reader.at),
        }
    }

    /// The member of an object with this name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Map(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The string, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Json::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The number, if it is a whole one from 0 to 2³²−1.
    pub fn number(&self) -> Option<u32> {
        if let Json::Whole(number) = self {
            u32::try_from(*number).ok()
        } else {
            None
        }
    }

    /// The number in millionths, if it is not negative.
    pub fn millionths(&self) -> Option<u64> {
        match self {
            Json::Whole(number) => u64::try_from(*number).ok()?.checked_mul(MILLION),
            Json::Millionths(number) => Some(*number),
            _ => None,
        }
    }

    /// The members of a list; none when it is no list.
    pub fn list(&self) -> Option<&[Json]> {
        if let Json::List(list) = self {
            Some(list)
        } else {
            None
        }
    }
}

impl Json {
    /// Reads the members of a list one by one, as long as `read` can. One loop for every list.
    pub fn each(&self, read: &mut dyn FnMut(&Json) -> Option<()>) -> Option<()> {
        for member in self.list()? {
            read(member)?;
        }
        Some(())
    }

    /// The members of a list of numbers.
    pub fn numbers(&self) -> Option<Vec<u32>> {
        let mut numbers = Vec::new();
        self.each(&mut |member| {
            numbers.push(member.number()?);
            Some(())
        })?;
        Some(numbers)
    }

    /// The members of a list of strings.
    pub fn texts(&self) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        self.each(&mut |member| {
            texts.push(member.text()?.to_owned());
            Some(())
        })?;
        Some(texts)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn eat(&mut self, word: &str) -> Option<()> {
        self.text.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }

    fn value(&mut self, depth: u32) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        self.space();
        match self.peek()? {
            b'n' => self.eat("null").map(|()| Json::Null),
            b't' => self.eat("true").map(|()| Json::Bool(true)),
            b'f' => self.eat("false").map(|()| Json::Bool(false)),
            b'"' => self.string().map(Json::Text),
            b'[' => {
                let mut list = Vec::new();
                self.members(b']', &mut |reader| {
                    list.push(reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Json::List(list))
            }
            b'{' => {
                let mut map = Vec::new();
                self.members(b'}', &mut |reader| {
                    reader.space();
                    let name = reader.string()?;
                    reader.space();
                    reader.eat(":")?;
                    map.push((name, reader.value(depth + 1)?));
                    Some(())
                })?;
                Some(Json::Map(map))
            }
            _ => self.whole(),
        }
    }

    /// What stands between an opening bracket and `close`, separated by commas.
    fn members(&mut self, close: u8, member: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.space();
        if self.peek()? == close {
            self.at += 1;
            return Some(());
        }
        loop {
            member(self)?;
            self.space();
            let next = self.peek()?;
            if next != close && next != b',' {
                return None;
            }
            self.at += 1;
            if next == close {
                return Some(());
            }
        }
    }

    fn whole(&mut self) -> Option<Json> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let digits = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        let leading_zero = self.at > digits + 1 && self.text.as_bytes()[digits] == b'0';
        let whole = self.at;
        if self.peek() == Some(b'.') && !leading_zero {
            let (value, length) = decimal(&self.text.as_bytes()[start..])?;
            self.at = start + length;
            return (self.at > whole && !matches!(self.peek(), Some(b'e' | b'E'))).then_some(Json::Millionths(value));
        }
        if leading_zero || matches!(self.peek(), Some(b'e' | b'E')) {
            return None;
        }
        self.text.get(start..self.at)?.parse().ok().map(Json::Whole)
    }

    fn string(&mut self) -> Option<String> {
        self.eat("\"")?;
        let mut out = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            out.push_str(self.text.get(start..self.at)?);
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(out);
                }
                b'\\' => {
                    self.at += 1;
                    let letter = self.peek()?;
                    self.at += 1;
                    out.push(match letter {
                        b'"' | b'\\' | b'/' => letter as char,
                        b'b' => '\u{8}',
                        b'f' => '\u{c}',
                        b'n' => '\n',
                        b'r' => '\r',
                        b't' => '\t',
                        b'u' => self.escaped()?,
                        _ => return None,
                    });
                }
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let high = self.hex4()?;
        if !(0xd800..0xdc00).contains(&high) {
            return char::from_u32(high);
        }
        self.eat("\\u")?;
        let low = self.hex4()?;
        if !(0xdc00..0xe000).contains(&low) {
            return None;
        }
        char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
    }

    fn hex4(&mut self) -> Option<u32> {
        let mut value = 0;
        for _ in 0..4 {
            value = value << 4 | (self.peek()? as char).to_digit(16)?;
            self.at += 1;
        }
        Some(value)
    }
}

/// The lowest four bits as a digit.
pub fn hex(bits: usize) -> char {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    DIGITS[bits & 15] as char
}

/// Writes a string with its quotes: what needs no escape in one piece.
pub fn write_text(out: &mut String, text: &str) {
    let mut from = 0;
    out.push('"');
    for (at, byte) in text.bytes().enumerate() {
        let letter = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            8 => b'b',
            12 => b'f',
            0..=0x1f => b'u',
            _ => continue,
        };
        out.push_str(text.get(from..at).unwrap_or_default());
        from = at + 1;
        out.push('\\');
        out.push(letter as char);
        if letter == b'u' {
            out.push_str("00");
            out.push(hex(usize::from(byte) >> 4));
            out.push(hex(byte.into()));
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out.push('"');
}

/// Writes a whole number.
pub fn write_number(out: &mut String, number: u32) {
    if number >= 10 {
        write_number(out, number / 10);
    }
    out.push((b'0' + (number % 10) as u8) as char);
}

/// A whole number as text.
pub fn number_text(number: u32) -> String {
    let mut out = String::new();
    write_number(&mut out, number);
    out
}

/// Writes a list, each member by `write`.
pub fn write_list<T>(out: &mut String, list: &[T], mut write: impl FnMut(&mut String, &T)) {
    write_places(out, list.len(), &mut |out, place| write(out, &list[place]));
}

/// One loop for the lists of every type.
#[inline(never)]
fn write_places(out: &mut String, count: usize, write: &mut dyn FnMut(&mut String, usize)) {
    out.push('[');
    for place in 0..count {
        if place > 0 {
            out.push(',');
        }
        write(out, place);
    }
    out.push(']');
}

/// Writes an object, member by member.
pub struct Members<'a>(&'a mut String);

impl Members<'_> {
    /// Writes an object whose members `write` names.
    pub fn write(out: &mut String, write: impl FnOnce(&mut Members<'_>)) {
        out.push('{');
        write(&mut Members(out));
        out.push('}');
    }

    /// Goes on with an object that has a member already.
    pub fn more(out: &mut String) -> Members<'_> {
        Members(out)
    }

    /// The text, after the name of the next member: its value goes there.
    pub fn name(&mut self, name: &str) -> &mut String {
        // No value ends like this, so only the first member follows the bracket.
        if self.0.as_bytes().last() != Some(&b'{') {
            self.0.push(',');
        }
        write_text(self.0, name);
        self.0.push(':');
        self.0
    }

    /// A string.
    pub fn text(&mut self, name: &str, text: &str) {
        write_text(self.name(name), text);
    }

    /// A whole number.
    pub fn number(&mut self, name: &str, number: u32) {
        write_number(self.name(name), number);
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &str, flag: bool) {
        self.name(name).push_str(if flag { "true" } else { "false" });
    }

    /// A list of strings.
    pub fn texts<T: AsRef<str>>(&mut self, name: &str, texts: &[T]) {
        write_list(self.name(name), texts, |out, text| write_text(out, text.as_ref()));
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(ours: &Json, theirs: &serde_json::Value) -> bool {
        use serde_json::Value as V;
        match (ours, theirs) {
            (Json::Null, V::Null) => true,
            (Json::Bool(a), V::Bool(b)) => a == b,
            (Json::Whole(a), V::Number(b)) => b.as_i64() == Some(*a),
            (Json::Millionths(a), V::Number(b)) => {
                b.as_f64().is_some_and(|b| (*a as f64 / 1e6 - b).abs() < 1.1e-6 + b * 1e-15)
            }
            (Json::Text(a), V::String(b)) => a == b,
            (Json::List(a), V::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
            (Json::Map(a), V::Object(b)) => a.iter().all(|(k, a)| b.get(k).is_some_and(|b| same(a, b))),
            _ => false,
        }
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        use serde_json::Value as V;
        let leaf = prop_oneof![
            Just(V::Null),
            any::<bool>().prop_map(V::from),
            any::<i64>().prop_map(V::from),
            (0..1u64 << 50, 0..7u32).prop_map(|(n, digits)| V::from(n as f64 / 10f64.powi(digits as i32) / 1e4)),
            any::<String>().prop_map(V::from)
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(V::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|m| V::Object(m.into_iter().collect()))
            ]
        })
    }

    proptest! {
        #[test]
        fn it_reads_what_serde_json_writes(v in value(), pretty: bool) {
            let text = if pretty { serde_json::to_string_pretty(&v) } else { serde_json::to_string(&v) }.unwrap();
            prop_assert!(same(&Json::parse(&text).unwrap(), &v));
        }

        #[test]
        fn it_reads_nothing_that_serde_json_refuses(text in r#"[\[\]{}",:0-9a-z\\ .eu+-]{0,24}"#) {
            if Json::parse(&text).is_ok() {
                prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
            }
        }

        #[test]
        fn it_writes_strings_as_serde_json_does(text: String) {
            let mut out = String::new();
            write_text(&mut out, &text);
            prop_assert_eq!(out, serde_json::to_string(&text).unwrap());
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = Json::parse(&text);
        }
    }

    #[test]
    fn nesting_has_a_bound() {
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
        assert!(Json::parse(&format!("{}1{}", "[".repeat(30), "]".repeat(30))).is_ok());
    }

    #[test]
    fn an_object_is_what_its_members_say() {
        let mut out = String::new();
        Members::write(&mut out, |o| {
            o.text("a{", "{");
            o.number("b", 7);
            o.flag("c", true);
            o.texts("d", &["x", "y"]);
            Members::write(o.name("e"), |_| {});
            o.flag("f", false);
        });
        let read: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(read, serde_json::json!({"a{": "{", "b": 7, "c": true, "d": ["x", "y"], "e": {}, "f": false}));
    }

    #[test]
    fn fractions_are_read_in_millionths() {
        let read = |text| Json::parse(text).ok().and_then(|json| json.millionths());
        assert_eq!(read("1.5"), Some(1_500_000));
        assert_eq!(read("7"), Some(7_000_000));
        assert_eq!(read("0.30000000000000004"), Some(300_000));
        for refused in ["1.", ".5", "01.5", "-1.5", "1.5e3", "1e3", "1099511627776.5"] {
            assert_eq!(read(refused), None, "{refused}");
        }
    }

    #[test]
    fn numbers_are_written_as_they_are() {
        for n in [0, 7, 10, 4_294_967_295] {
            let mut out = String::new();
            write_number(&mut out, n);
            assert_eq!(out, n.to_string());
        }
    }
}
