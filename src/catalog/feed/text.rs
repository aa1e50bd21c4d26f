//! Bytes of a feed as UTF-8, whatever they were, chunk by chunk.
//! Not here: lines (`lines`), and what the text says.

use super::lines::LineCounter;
use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE, UTF_8, WINDOWS_1252};
use std::io::{self, BufRead, Read};

/// What the first bytes of a file tell about the rest.
pub(super) struct Sniffed {
    /// `None`: UTF-8, or bytes that are not and then count as Windows-1252, one by one.
    pub encoding: Option<&'static Encoding>,
    /// Bytes of the byte order mark.
    pub mark: usize,
}

/// Looks at the first bytes.
///
/// # Errors
/// A sentence that says why this cannot be a text at all.
pub(super) fn sniff(head: &[u8]) -> Result<Sniffed, String> {
    let magic: [(&[u8], &str); 6] = [
        (b"\x1f\x8b", "it is compressed with gzip; decompress it, or give it a name that ends in .gz"),
        (b"PK\x03\x04", "it is a ZIP archive or an Excel workbook; export it as tab-separated text"),
        (b"\xd0\xcf\x11\xe0", "it is an Excel workbook; export it as tab-separated text"),
        (b"\x28\xb5\x2f\xfd", "it is compressed with zstd; decompress it first"),
        (b"BZh", "it is compressed with bzip2; decompress it first"),
        (b"\xfd7zXZ", "it is compressed with xz; decompress it first"),
    ];
    if let Some((_, why)) = magic.iter().find(|(start, _)| head.starts_with(start)) {
        return Err((*why).to_string());
    }
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        let encoding = Some(encoding).filter(|e| *e != UTF_8);
        return Ok(Sniffed { encoding, mark });
    }
    if let Some(encoding) = utf16_without_mark(head) {
        return Ok(Sniffed { encoding: Some(encoding), mark: 0 });
    }
    let control = head.iter().filter(|b| **b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 12)).count();
    if control >= 16 && control * 20 > head.len() {
        return Err("it is not a text file".to_string());
    }
    Ok(Sniffed { encoding: declared(head)?, mark: 0 })
}

/// UTF-16 shows as a zero in every other byte, as far as the text is Latin.
fn utf16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(256) & !1];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if pairs >= 2 && odd * 2 > pairs && even * 8 < pairs {
        Some(UTF_16LE)
    } else if pairs >= 2 && even * 2 > pairs && odd * 8 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding of an XML declaration; `None` for UTF-8 and when there is none.
fn declared(head: &[u8]) -> Result<Option<&'static Encoding>, String> {
    let text = String::from_utf8_lossy(head);
    let Some(end) = text.trim_start().strip_prefix("<?xml").and_then(|rest| rest.find("?>").map(|at| &rest[..at]))
    else {
        return Ok(None);
    };
    let Some((_, value)) = end.split_once("encoding") else { return Ok(None) };
    let name = value.trim_start().trim_start_matches('=').trim().trim_matches(|c| c == '"' || c == '\'');
    let name = name.split(['"', '\'']).next().unwrap_or_default();
    match Encoding::for_label(name.as_bytes()) {
        // A file that could be read this far is not UTF-16, whatever it says.
        Some(encoding) => Ok(Some(encoding).filter(|e| ![UTF_8, UTF_16LE, UTF_16BE].contains(e))),
        None => Err(format!("it says it is in the encoding `{name}`, which is not known")),
    }
}

/// Reads any encoding as UTF-8.
pub(in crate::catalog) struct Utf8<R> {
    inner: R,
    decoder: Option<Decoder>,
    /// Decoded bytes, and how many of them were handed out.
    out: Vec<u8>,
    at: usize,
    /// The start of a character whose end has not been read yet.
    carry: Vec<u8>,
    ended: bool,
    counter: LineCounter,
    /// Lines with bytes that the encoding does not have: how many, the first, the last.
    pub bad_lines: u64,
    pub first_bad: u64,
    last_bad: u64,
}

impl<R: BufRead> Utf8<R> {
    pub fn new(inner: R, encoding: Option<&'static Encoding>) -> Self {
        let decoder = encoding.map(Encoding::new_decoder_without_bom_handling);
        let counter = LineCounter::default();
        Utf8 {
            inner,
            decoder,
            out: Vec::new(),
            at: 0,
            carry: Vec::new(),
            ended: false,
            counter,
            bad_lines: 0,
            first_bad: 0,
            last_bad: 0,
        }
    }

    /// Whether bytes that are not UTF-8 count as Windows-1252.
    pub fn is_lenient(&self) -> bool {
        self.decoder.is_none()
    }

    fn refill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        while self.out.is_empty() && !self.ended {
            let chunk = match self.inner.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let (length, last) = (chunk.len(), chunk.is_empty());
            let before = self.out.len();
            let bad_at = match &mut self.decoder {
                Some(decoder) => decode(decoder, chunk, last, &mut self.out),
                None => {
                    self.carry.extend_from_slice(chunk);
                    lenient(&mut self.carry, last, &mut self.out)
                }
            };
            self.inner.consume(length);
            self.ended = last;
            self.count(before, &bad_at);
        }
        Ok(())
    }

    /// Counts the lines of what was just decoded, and those of them with bad bytes.
    fn count(&mut self, from: usize, bad_at: &[usize]) {
        let mut from = from;
        for &at in bad_at {
            self.counter.pass(&self.out[from..at]);
            from = at;
            let line = self.counter.line();
            if line != self.last_bad {
                self.bad_lines += 1;
                self.last_bad = line;
                if self.bad_lines == 1 {
                    self.first_bad = line;
                }
            }
        }
        self.counter.pass(&self.out[from..]);
    }
}

/// Decodes one chunk; returns where in `out` replacement characters begin (at most one per chunk is told).
fn decode(decoder: &mut Decoder, mut chunk: &[u8], last: bool, out: &mut Vec<u8>) -> Vec<usize> {
    let start = out.len();
    let mut bad = false;
    loop {
        let needed = decoder.max_utf8_buffer_length(chunk.len()).unwrap_or(chunk.len() * 4 + 16);
        let at = out.len();
        out.resize(at + needed, 0);
        let (result, read, written, errors) = decoder.decode_to_utf8(chunk, &mut out[at..], last);
        out.truncate(at + written);
        bad |= errors;
        chunk = &chunk[read..];
        if result == encoding_rs::CoderResult::InputEmpty {
            break;
        }
    }
    if !bad {
        return Vec::new();
    }
    let first = String::from_utf8_lossy(&out[start..]).find('\u{fffd}').unwrap_or(0);
    vec![start + first]
}

/// Moves `carry` to `out`, taking what is not UTF-8 for Windows-1252; an unfinished character stays.
fn lenient(carry: &mut Vec<u8>, last: bool, out: &mut Vec<u8>) -> Vec<usize> {
    let mut bad_at = Vec::new();
    let mut from = 0;
    loop {
        let Err(error) = std::str::from_utf8(&carry[from..]) else {
            out.extend_from_slice(&carry[from..]);
            from = carry.len();
            break;
        };
        out.extend_from_slice(&carry[from..from + error.valid_up_to()]);
        from += error.valid_up_to();
        if error.error_len().is_none() && !last {
            break;
        }
        let length = error.error_len().unwrap_or(carry.len() - from);
        bad_at.push(out.len());
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&carry[from..from + length]);
        out.extend_from_slice(text.as_bytes());
        from += length;
    }
    carry.drain(..from);
    bad_at
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(into.len());
        into[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.out.len() {
            self.refill()?;
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.out.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn read(bytes: &[u8], encoding: Option<&'static Encoding>, chunk: usize) -> (String, u64, u64) {
        let mut utf8 = Utf8::new(BufReader::with_capacity(chunk, bytes), encoding);
        let mut text = String::new();
        utf8.read_to_string(&mut text).unwrap();
        (text, utf8.bad_lines, utf8.first_bad)
    }

    #[test]
    fn chunks_may_cut_characters_anywhere() {
        let text = "naïve – 日本語 🎈\nx";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for chunk in 1..9 {
            assert_eq!(read(text.as_bytes(), None, chunk), (text.into(), 0, 0));
            assert_eq!(read(&wide, Some(UTF_16LE), chunk), (text.into(), 0, 0));
        }
    }

    #[test]
    fn stray_bytes_are_taken_for_windows_1252_one_by_one() {
        for chunk in 1..9 {
            let got = read(b"ok \xc3\xa9\r\ncaf\xe9 \x80\r\rna\xefve \xc3\xa9 \xe2\x82", None, chunk);
            assert_eq!(got, ("ok é\r\ncafé €\r\rnaïve é â‚".into(), 2, 2));
        }
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        assert!(sniff(b"\x1f\x8b\x08").is_err());
        assert!(sniff(b"PK\x03\x04abc").is_err());
        assert!(sniff(&(0..=255u8).cycle().take(4096).collect::<Vec<_>>()).is_err());
        assert!(sniff(b"<?xml version='1.0' encoding='klingon'?>").is_err());
        assert_eq!(
            sniff(b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>").unwrap_or_else(|e| panic!("{e}")).encoding,
            Some(WINDOWS_1252)
        );
        assert!(
            sniff(b"<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>").is_ok_and(|s| s.encoding.is_none())
        );
        assert!(sniff(b"i\0d\0\t\0t\0").is_ok_and(|s| s.encoding == Some(UTF_16LE)));
        assert!(sniff(b"\xef\xbb\xbfid").is_ok_and(|s| s.encoding.is_none() && s.mark == 3));
    }
}
