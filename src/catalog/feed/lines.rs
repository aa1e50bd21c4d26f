//! Lines of a text: counted, and read one by one with a limit.
//! Not here: encodings (`text`), cells (`table`).

use std::io::{self, BufRead};

/// Longer lines, and longer texts of one element, are skipped and never held in memory.
pub(in crate::catalog) const LIMIT: usize = 1 << 20;

/// Counts line ends: `\n`, `\r\n` and a `\r` alone.
#[derive(Default)]
pub(super) struct LineCounter {
    ends: u64,
    after_return: bool,
}

impl LineCounter {
    /// Counts the line ends of `bytes`, which follow what was counted before.
    pub fn pass(&mut self, bytes: &[u8]) {
        let Some(last) = bytes.last() else { return };
        if self.after_return && bytes[0] == b'\n' {
            self.ends -= 1;
        }
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                self.ends += 1;
            }
        }
        self.after_return = *last == b'\r';
    }

    /// The line of the next byte, counted from 1.
    pub fn line(&self) -> u64 {
        self.ends + 1
    }
}

/// One line, without its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::catalog) struct Line {
    pub number: u64,
    /// Empty when the line was too long.
    pub bytes: Vec<u8>,
    pub too_long: bool,
    /// Whether a line end follows, not the end of the file.
    pub ended: bool,
}

/// Lines of a text, none of them longer than [`LIMIT`].
pub(in crate::catalog) struct Lines<R> {
    inner: R,
    number: u64,
    after_return: bool,
}

impl<R: BufRead> Lines<R> {
    pub fn new(inner: R) -> Self {
        Lines { inner, number: 0, after_return: false }
    }

    pub fn get_ref(&self) -> &R {
        &self.inner
    }

    /// The next line; `None` at the end of the file.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Line { number: self.number + 1, ..Line::default() };
        let mut any = false;
        loop {
            let available = match self.inner.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if available.is_empty() {
                if !any {
                    return Ok(None);
                }
                self.number += 1;
                return Ok(Some(line));
            }
            if self.after_return {
                self.after_return = false;
                if available[0] == b'\n' {
                    self.inner.consume(1);
                    continue;
                }
            }
            any = true;
            let end = memchr::memchr2(b'\n', b'\r', available);
            let part = &available[..end.unwrap_or(available.len())];
            if line.bytes.len() + part.len() > LIMIT {
                line.too_long = true;
                line.bytes = Vec::new();
            } else if !line.too_long {
                line.bytes.extend_from_slice(part);
            }
            let length = part.len();
            if let Some(at) = end {
                self.after_return = available[at] == b'\r';
                self.inner.consume(length + 1);
                line.ended = true;
                self.number += 1;
                return Ok(Some(line));
            }
            self.inner.consume(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn lines_end_in_three_ways_and_long_ones_are_not_held() {
        let mut text = b"a\r\nb\rc\n\n".to_vec();
        text.extend(std::iter::repeat_n(b'x', LIMIT + 1));
        text.extend(b"\nlast");
        for chunk in [1, 2, 3, 64, 1 << 16] {
            let mut lines = Lines::new(BufReader::with_capacity(chunk, &text[..]));
            let mut got = Vec::new();
            while let Some(line) = lines.next().unwrap() {
                got.push((line.number, String::from_utf8(line.bytes).unwrap(), line.too_long, line.ended));
            }
            let line = |n, text: &str, long, ended| (n, text.to_string(), long, ended);
            assert_eq!(
                got,
                [
                    line(1, "a", false, true),
                    line(2, "b", false, true),
                    line(3, "c", false, true),
                    line(4, "", false, true),
                    line(5, "", true, true),
                    line(6, "last", false, false)
                ]
            );
        }
    }
}
