//! A stream that gives at most so many bytes per event, and counts lines, so that an XML text of
//! any length is noticed before it is held in memory. Not here: XML.

use super::lines::{LineCounter, LIMIT};
use std::io::{self, BufRead, Read};

/// Wraps the text of an XML feed.
pub(super) struct Meter<R> {
    /// `None` only while the stream moves from one XML reader to the next.
    inner: Option<R>,
    left: usize,
    /// The current event is longer than the limit.
    over: bool,
    lines: LineCounter,
}

impl<R> Default for Meter<R> {
    fn default() -> Self {
        Meter { inner: None, left: LIMIT, over: false, lines: LineCounter::default() }
    }
}

impl<R: BufRead> Meter<R> {
    pub fn new(inner: R) -> Self {
        Meter { inner: Some(inner), ..Meter::default() }
    }

    pub fn inner(&self) -> Option<&R> {
        self.inner.as_ref()
    }

    /// Gives the next event its full allowance.
    pub fn refresh(&mut self) {
        (self.left, self.over) = (LIMIT, false);
    }

    /// Whether the last event was longer than the limit.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The line of the next byte.
    pub fn line(&self) -> u64 {
        self.lines.line()
    }

    /// Passes everything up to the end of `mark`; `false` when the stream ends before it.
    pub fn skip_past(&mut self, mark: &[u8]) -> io::Result<bool> {
        let mut tail: Vec<u8> = Vec::new();
        loop {
            self.refresh();
            let chunk = self.fill_buf()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            let (before, length) = (tail.len(), chunk.len());
            tail.extend_from_slice(chunk);
            if let Some(at) = memchr::memmem::find(&tail, mark) {
                self.consume(at + mark.len() - before);
                self.refresh();
                return Ok(true);
            }
            self.consume(length);
            let keep = tail.len().min(mark.len() - 1);
            tail.drain(..tail.len() - keep);
        }
    }
}

impl<R: BufRead> Read for Meter<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(into.len());
        into[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Meter<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let Some(inner) = &mut self.inner else { return Ok(&[]) };
        let available = inner.fill_buf()?;
        if self.left == 0 && !available.is_empty() {
            self.over = true;
            return Err(io::Error::other("longer than 1 MB"));
        }
        Ok(&available[..available.len().min(self.left)])
    }

    fn consume(&mut self, amount: usize) {
        let Some(inner) = &mut self.inner else { return };
        if let Ok(available) = inner.fill_buf() {
            self.lines.pass(&available[..amount.min(available.len())]);
        }
        inner.consume(amount);
        self.left = self.left.saturating_sub(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn a_mark_is_found_across_chunks() {
        let text = b"one\ntwo </ite </item>rest";
        for chunk in 1..text.len() {
            let mut meter = Meter::new(BufReader::with_capacity(chunk, &text[..]));
            assert!(meter.skip_past(b"</item").unwrap());
            let mut rest = String::new();
            meter.read_to_string(&mut rest).unwrap();
            assert_eq!((rest.as_str(), meter.line()), (">rest", 2));
            assert!(!meter.skip_past(b"</item").unwrap());
        }
    }

    #[test]
    fn an_event_has_its_allowance_and_no_more() {
        let text = vec![b'x'; LIMIT + 10];
        let mut meter = Meter::new(&text[..]);
        let mut sink = Vec::new();
        assert!(meter.read_to_end(&mut sink).is_err());
        assert_eq!((sink.len(), meter.is_over()), (LIMIT, true));
        meter.refresh();
        assert_eq!(meter.read_to_end(&mut sink).unwrap(), 10);
    }
}
