//! A table: a header line, then one row a line, cells between tabs (or commas, semicolons, bars, when the header has
//! those). Not here: what columns and cells mean (`google_table`, `shopify_table`, `woo_table`).

use super::lines::{Line, Lines, LIMIT};
use super::{bad_feed, clean, unreadable, Seen};
use crate::catalog::problem::ProblemKind as Kind;
use crate::error::Result;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::BufRead;

/// A cell that opens with a quotation mark may go on for this many lines.
const QUOTED_LINES: usize = 200;

/// The same in exports of shop systems.
const LONG_QUOTED_LINES: usize = 20_000;

/// A table after its header.
pub(super) struct Table<R> {
    lines: Lines<R>,
    /// Lines that were read ahead for a quotation mark that never closed.
    ahead: VecDeque<Line>,
    delimiter: u8,
    header: Vec<String>,
    quoted: Reader,
    plain: Reader,
    /// The cells of the current row: their text, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    written: usize,
    quoted_lines: usize,
}

impl<R: BufRead> Table<R> {
    /// Reads the header, with the delimiter with which `knows` knows its columns: tab first, then the more frequent.
    pub fn open(source: R, knows: impl Fn(&[String]) -> bool) -> Result<Table<R>> {
        let mut lines = Lines::new(source);
        let header = loop {
            match lines.next().map_err(|error| unreadable("feed", &error))? {
                None => return Err(bad_feed("the feed has no line")),
                Some(line) if line.too_long => {
                    return Err(bad_feed("the first line is longer than 1 MB; it must name the columns"));
                }
                Some(line) if line.bytes.iter().all(u8::is_ascii_whitespace) => {}
                Some(line) => break line,
            }
        };
        let mut table = Table {
            lines,
            ahead: VecDeque::new(),
            delimiter: b'\t',
            header: Vec::new(),
            quoted: reader(b'\t', true),
            plain: reader(b'\t', false),
            cells: Vec::new(),
            ends: Vec::new(),
            count: 0,
            written: 0,
            quoted_lines: QUOTED_LINES,
        };
        // The more frequent first: by how often, and which.
        let mut others = [b',', b';', b'|'].map(|delimiter| {
            (memchr::memchr_iter(delimiter, &header.bytes).count() as u64) << 8 | u64::from(delimiter)
        });
        crate::fixed::sort(&mut others);
        for delimiter in [b'\t'].into_iter().chain(others.into_iter().rev().map(|other| other as u8)) {
            let single = delimiter == b'\t' && !header.bytes.contains(&b'\t');
            if !single && header.bytes.contains(&delimiter) && table.take_header(&header.bytes, delimiter, &knows) {
                return Ok(table);
            }
        }
        // One column alone.
        if table.take_header(&header.bytes, b'\t', &knows) {
            return Ok(table);
        }
        let text = String::from_utf8_lossy(&header.bytes);
        let short: String = text.chars().take(80).map(|c| if c.is_control() { ' ' } else { c }).collect();
        Err(bad_feed(&format!("line {} names no `id` column, nor those of an export of Shopify or WooCommerce; the first line must name the columns, such as `id⇥title⇥link`; it says `{short}`", header.number)))
    }

    fn take_header(&mut self, bytes: &[u8], delimiter: u8, knows: &impl Fn(&[String]) -> bool) -> bool {
        self.delimiter = delimiter;
        (self.quoted, self.plain) = (reader(delimiter, true), reader(delimiter, false));
        if !self.parse(bytes, true) {
            self.parse(bytes, false);
        }
        self.header = (0..self.count).map(|index| self.cell(index).trim().to_string()).collect();
        knows(&self.header)
    }

    /// The names of its columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// `tsv` or `csv`.
    pub fn kind(&self) -> &'static str {
        if self.delimiter == b'\t' {
            "tsv"
        } else {
            "csv"
        }
    }

    /// The decoder below, for what it noticed.
    pub fn get_ref(&self) -> &R {
        self.lines.get_ref()
    }

    /// Goes to the next sound row and says on which line it starts; `None` at the end.
    pub fn next(&mut self, seen: &mut Seen) -> Result<Option<u64>> {
        loop {
            let Some(line) = self.line()? else { return Ok(None) };
            if line.too_long {
                seen.rows += 1;
                seen.problems.note(Kind::TooLong, line.number, "");
                continue;
            }
            if line.bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            seen.rows += 1;
            let ended = self.record(&line, seen)?;
            if self.is_sound(line.number, ended, seen) {
                return Ok(Some(line.number));
            }
        }
    }

    /// The text of a cell of the current row; empty where the row has fewer.
    pub fn cell(&self, index: usize) -> Cow<'_, str> {
        if index >= self.count {
            return Cow::Borrowed("");
        }
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        String::from_utf8_lossy(&self.cells[start..self.ends[index]])
    }

    fn line(&mut self) -> Result<Option<Line>> {
        match self.ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next().map_err(|error| unreadable("feed", &error)),
        }
    }

    /// Splits the record that starts with this line into cells, reading on while a quoted cell is open.
    /// Returns whether a line end follows it.
    fn record(&mut self, first: &Line, seen: &mut Seen) -> Result<bool> {
        if self.parse(&first.bytes, true) {
            return Ok(first.ended);
        }
        let mut length = first.bytes.len();
        let mut more = Vec::new();
        while more.len() < self.quoted_lines && length < LIMIT {
            let Some(line) = self.line()? else { break };
            let (ended, too_long) = (line.ended, line.too_long);
            length += line.bytes.len() + 1;
            let closes = !too_long && self.go_on(&line.bytes, true);
            more.push(line);
            if too_long {
                break;
            }
            if closes {
                // Two stray marks on two lines look like one cell that spans both. In a table of tabs,
                // a real cell holds no tab.
                let spans_cells = self.delimiter == b'\t' && self.cells[..self.end()].contains(&b'\t');
                if spans_cells {
                    break;
                }
                return Ok(ended);
            }
        }
        seen.problems.note(Kind::StrayQuote, first.number, &String::from_utf8_lossy(&first.bytes));
        // A file that quotes badly is trusted less: else each of its rows might be read through to the last one.
        self.quoted_lines = (self.quoted_lines / 2).max(QUOTED_LINES);
        for line in more.into_iter().rev() {
            self.ahead.push_front(line);
        }
        self.parse(&first.bytes, false);
        Ok(first.ended)
    }

    /// Lets quoted cells go on for longer: exports of shop systems hold descriptions, and quote them well.
    pub fn expect_long_cells(&mut self) {
        self.quoted_lines = LONG_QUOTED_LINES;
    }

    /// Splits a record into cells; `false` when a quoted cell is still open at its end.
    fn parse(&mut self, record: &[u8], quoting: bool) -> bool {
        if quoting { &mut self.quoted } else { &mut self.plain }.reset();
        (self.count, self.written) = (0, 0);
        self.go_on(record, quoting)
    }

    /// The same with the next line of it: the line end before it was part of the open cell.
    fn go_on(&mut self, line: &[u8], quoting: bool) -> bool {
        let reader = if quoting { &mut self.quoted } else { &mut self.plain };
        let (mut input, mut terminated) = (line, false);
        loop {
            if self.cells.len() < self.written + input.len() + 1 {
                self.cells.resize((self.written + input.len() + 1).max(self.cells.len() * 2), 0);
            }
            if self.ends.len() < self.count + 64 {
                self.ends.resize(self.count + 128, 0);
            }
            let (result, read, wrote, ends) =
                reader.read_record(input, &mut self.cells[self.written..], &mut self.ends[self.count..]);
            input = &input[read..];
            self.written += wrote;
            self.count += ends;
            match result {
                ReadRecordResult::InputEmpty if terminated => return false,
                ReadRecordResult::InputEmpty => {
                    // A line end closes the record, unless a quoted cell is open.
                    terminated = true;
                    input = b"\n";
                }
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2 + 16, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2 + 16, 0),
                ReadRecordResult::Record | ReadRecordResult::End => return true,
            }
        }
    }

    /// Where the text of the cells ends.
    fn end(&self) -> usize {
        self.count.checked_sub(1).map_or(0, |last| self.ends[last])
    }

    /// Whether the current row has the cells that the header names; with a note where it has not.
    fn is_sound(&self, line: u64, ended: bool, seen: &mut Seen) -> bool {
        let columns = self.header.len();
        if self.count > columns && (columns..self.count).any(|index| !self.cell(index).trim().is_empty()) {
            seen.problems.note(Kind::ExtraCells, line, &format!("{} cells, {columns} columns", self.count));
            return false;
        }
        if self.count < columns {
            let kind = if ended { Kind::FewCells } else { Kind::CutRow };
            seen.problems.note(kind, line, &format!("{} cells, {columns} columns", self.count));
            if !ended {
                return false;
            }
        }
        true
    }
}

fn reader(delimiter: u8, quoting: bool) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build()
}

/// The text of a cell of a known column, trimmed and without entities; empty where there is no such column.
pub(super) fn cell<R: BufRead>(table: &Table<R>, column: Option<usize>) -> String {
    column.map_or(String::new(), |column| clean::entities(table.cell(column).trim()).into_owned())
}
