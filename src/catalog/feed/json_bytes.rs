//! The bytes of a JSON text one by one: their lines counted, strings and values read or passed by. Not here: which of
//! them are products (`json`).

use super::lines::LineCounter;
use super::{bad_feed, unreadable};
use crate::error::{Error, Result};
use std::io::BufRead;

/// A JSON text from where it was read to.
pub(super) struct Bytes<R> {
    source: R,
    /// What was taken from the source, and how much of it was read.
    chunk: Vec<u8>,
    at: usize,
    /// The line of the next byte.
    pub line: u64,
    after_return: bool,
}

impl<R: BufRead> Bytes<R> {
    pub fn new(source: R) -> Bytes<R> {
        Bytes { source, chunk: Vec::new(), at: 0, line: 1, after_return: false }
    }

    /// The decoder below, for what it noticed.
    pub fn get_ref(&self) -> &R {
        &self.source
    }

    /// The next byte; `None` at the end.
    pub fn peek(&mut self) -> Result<Option<u8>> {
        if self.at == self.chunk.len() {
            let more = self.source.fill_buf().map_err(|error| unreadable("feed", &error))?;
            self.chunk.clear();
            self.chunk.extend_from_slice(more);
            self.at = 0;
            let taken = self.chunk.len();
            self.source.consume(taken);
        }
        Ok(self.chunk.get(self.at).copied())
    }

    /// Goes past the next byte.
    pub fn bump(&mut self) {
        let Some(byte) = self.chunk.get(self.at) else { return };
        let ends = *byte == b'\r' || (*byte == b'\n' && !self.after_return);
        self.line += u64::from(ends);
        self.after_return = *byte == b'\r';
        self.at += 1;
    }

    /// The next byte that is neither space nor a comma. Commas are no more looked at than line ends.
    pub fn peek_past_space(&mut self) -> Result<Option<u8>> {
        loop {
            match self.peek()? {
                Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | 0x1e | 0x0c) => self.bump(),
                other => return Ok(other),
            }
        }
    }

    /// Reads a string and gives its first bytes, as they stand there.
    pub fn string(&mut self) -> Result<Vec<u8>> {
        let mut text = Vec::new();
        self.bump();
        let mut escaped = false;
        loop {
            let Some(byte) = self.peek()? else { return Err(self.cut("a string ends")) };
            self.bump();
            if !escaped && byte == b'"' {
                return Ok(text);
            }
            escaped = !escaped && byte == b'\\';
            if text.len() < 32 {
                text.push(byte);
            }
        }
    }

    /// Passes a value by.
    pub fn skip_value(&mut self) -> Result<()> {
        let mut depth = 0usize;
        loop {
            let Some(byte) = self.peek()? else { return Err(self.cut("a value ends")) };
            match byte {
                b'"' => {
                    self.string()?;
                    if depth == 0 {
                        return Ok(());
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return Ok(()),
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        self.bump();
                        return Ok(());
                    }
                }
                _ => {}
            }
            self.bump();
        }
    }

    /// Passes the rest of a line by.
    pub fn skip_line(&mut self) -> Result<()> {
        let line = self.line;
        while self.line == line && self.peek()?.is_some() {
            self.bump();
        }
        Ok(())
    }

    /// Goes back over bytes that were read, but for the first `past` of them; they began on this line.
    pub fn give_back(&mut self, read: &[u8], past: usize, line: u64) {
        let mut counter = LineCounter::default();
        counter.pass(&read[..past]);
        self.line = line + counter.line() - 1;
        let mut chunk = read[past..].to_vec();
        chunk.extend_from_slice(&self.chunk[self.at..]);
        (self.chunk, self.at, self.after_return) = (chunk, 0, false);
    }

    /// The text ends where it must not.
    pub fn cut(&self, before: &str) -> Error {
        bad_feed(&format!("the feed ends on line {} before {before}; it was cut", self.line))
    }
}
