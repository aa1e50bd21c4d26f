//! Google product data as a table: a header line, then one product a line, cells between tabs
//! (or commas, semicolons, bars, when the header has those). Not here: what cells mean (`row`).

use super::lines::{Line, Lines, LIMIT};
use super::row::{Attribute, Row};
use super::{bad_feed, clean, unreadable, Seen};
use crate::catalog::problem::ProblemKind as Kind;
use crate::catalog::product::Product;
use crate::error::Result;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::collections::VecDeque;
use std::io::BufRead;

/// A cell that opens with a quotation mark may go on for this many lines.
const QUOTED_LINES: usize = 200;

/// A table after its header.
pub(super) struct Table<R> {
    lines: Lines<R>,
    /// Lines that were read ahead for a quotation mark that never closed.
    ahead: VecDeque<Line>,
    delimiter: u8,
    columns: Vec<Option<Attribute>>,
    quoted: Reader,
    plain: Reader,
    /// The cells of the current row: their text, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl<R: BufRead> Table<R> {
    /// Reads the header.
    pub fn open(source: R, seen: &mut Seen) -> Result<Table<R>> {
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
        let text = String::from_utf8_lossy(&header.bytes).into_owned();
        let delimiter = choose_delimiter(&text).ok_or_else(|| {
            let short: String = text.chars().take(80).map(|c| if c.is_control() { ' ' } else { c }).collect();
            bad_feed(&format!("line {} names no `id` column; the first line must name the columns, such as `id⇥title⇥link`; it says `{short}`", header.number))
        })?;
        seen.format = if delimiter == b'\t' { "tsv" } else { "csv" }.to_string();
        let reader = |quoting| ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
        let mut table = Table {
            lines,
            ahead: VecDeque::new(),
            delimiter,
            columns: Vec::new(),
            quoted: reader(true),
            plain: reader(false),
            cells: Vec::new(),
            ends: Vec::new(),
            count: 0,
        };
        if !table.parse(&header.bytes, true) {
            table.parse(&header.bytes, false);
        }
        for index in 0..table.count {
            let name = table.cell(index);
            let attribute = Attribute::parse(&name);
            if attribute.is_none() && seen.unused.len() < 40 && !name.trim().is_empty() {
                seen.unused.push(clean::line(&name, 60).text);
            }
            table.columns.push(attribute);
        }
        Ok(table)
    }

    /// The decoder below, for what it noticed.
    pub fn get_ref(&self) -> &R {
        self.lines.get_ref()
    }

    /// The next product; `None` at the end.
    pub fn next(&mut self, seen: &mut Seen) -> Result<Option<Product>> {
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
            if let Some(product) = self.product(line.number, ended, seen) {
                return Ok(Some(product));
            }
        }
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
        let mut joined = first.bytes.clone();
        let mut more = Vec::new();
        while more.len() < QUOTED_LINES && joined.len() < LIMIT {
            let Some(line) = self.line()? else { break };
            let (ended, too_long) = (line.ended, line.too_long);
            joined.push(b'\n');
            joined.extend_from_slice(&line.bytes);
            more.push(line);
            if too_long {
                break;
            }
            if self.parse(&joined, true) {
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
        for line in more.into_iter().rev() {
            self.ahead.push_front(line);
        }
        self.parse(&first.bytes, false);
        Ok(first.ended)
    }

    /// Splits a record into cells; `false` when a quoted cell is still open at its end.
    fn parse(&mut self, record: &[u8], quoting: bool) -> bool {
        let reader = if quoting { &mut self.quoted } else { &mut self.plain };
        reader.reset();
        self.cells.resize(record.len() + 1, 0);
        let (mut input, mut written, mut count, mut terminated) = (record, 0, 0, false);
        loop {
            if self.ends.len() < count + 64 {
                self.ends.resize(count + 128, 0);
            }
            let (result, read, wrote, ends) =
                reader.read_record(input, &mut self.cells[written..], &mut self.ends[count..]);
            input = &input[read..];
            written += wrote;
            count += ends;
            match result {
                ReadRecordResult::InputEmpty if terminated => return false,
                ReadRecordResult::InputEmpty => {
                    // A line end closes the record, unless a quoted cell is open.
                    terminated = true;
                    input = b"\n";
                }
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2 + 16, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2 + 16, 0),
                ReadRecordResult::Record | ReadRecordResult::End => {
                    self.count = count;
                    return true;
                }
            }
        }
    }

    /// Where the text of the cells ends.
    fn end(&self) -> usize {
        self.count.checked_sub(1).map_or(0, |last| self.ends[last])
    }

    fn cell(&self, index: usize) -> std::borrow::Cow<'_, str> {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        String::from_utf8_lossy(&self.cells[start..self.ends[index]])
    }

    /// The product of the current row; `None`, with a note, when it is broken.
    fn product(&self, line: u64, ended: bool, seen: &mut Seen) -> Option<Product> {
        let columns = self.columns.len();
        if self.count > columns && (columns..self.count).any(|index| !self.cell(index).trim().is_empty()) {
            seen.problems.note(Kind::ExtraCells, line, &format!("{} cells, {columns} columns", self.count));
            return None;
        }
        if self.count < columns {
            let kind = if ended { Kind::FewCells } else { Kind::CutRow };
            seen.problems.note(kind, line, &format!("{} cells, {columns} columns", self.count));
            if !ended {
                return None;
            }
        }
        let mut row = Row::new(line, seen);
        for (index, attribute) in self.columns.iter().enumerate().take(self.count) {
            if let Some(attribute) = *attribute {
                row.set(attribute, &clean::entities(&self.cell(index)));
            }
        }
        row.finish()
    }
}

/// The delimiter with which the header names an `id` column: tab first, then the more frequent.
fn choose_delimiter(header: &str) -> Option<u8> {
    let names_id = |delimiter: char| {
        header.split(delimiter).any(|name| Attribute::parse(name.trim().trim_matches('"')) == Some(Attribute::Id))
    };
    if names_id('\t') && header.contains('\t') {
        return Some(b'\t');
    }
    let mut others = [',', ';', '|'].map(|d| (std::cmp::Reverse(header.matches(d).count()), d));
    others.sort_unstable();
    let found = others.into_iter().find(|(count, d)| count.0 > 0 && names_id(*d)).map(|(_, d)| d as u8);
    found.or_else(|| names_id('\t').then_some(b'\t'))
}
