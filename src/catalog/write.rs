//! The bytes of `catalog.nsc`, section by section, without a second copy of the large ones.
//! Not here: what goes into them.

use super::baskets::Priors;
use super::budget;
use super::facets::Facets;
use super::fold::Shelf;
use super::format as f;
use super::neighbors::Neighbors;
use super::view::Meta;
use crate::error::{Code, Error, Result};

/// Everything a catalog is made of. Columns are in the order of the feed; `order` says which item each row is, and
/// which items it holds.
#[derive(Clone, Copy)]
pub(super) struct Parts<'p> {
    pub meta: &'p Meta,
    pub shelf: &'p Shelf,
    pub facets: &'p Facets,
    pub priors: &'p Priors,
    pub popularity: &'p [i16],
    /// See `format::SINCE`.
    pub since: Option<&'p [u16]>,
    pub order: &'p [u32],
    /// In rows, not in items of the feed.
    pub neighbors: Option<&'p Neighbors>,
    /// Likewise.
    pub followers: Option<&'p Neighbors>,
    /// In facets.
    pub lifts: Option<&'p Neighbors>,
    pub cards: bool,
    /// The list of shards, in a head.
    pub shards: Option<&'p [u8]>,
}

/// A file in the making.
struct Writer {
    out: Vec<u8>,
    table: Vec<([u8; 4], usize, usize)>,
}

impl Writer {
    fn section(&mut self, kind: [u8; 4], write: impl FnOnce(&mut Vec<u8>)) {
        self.out.resize(f::padded(self.out.len()), 0);
        let start = self.out.len();
        write(&mut self.out);
        self.table.push((kind, start, self.out.len() - start));
    }

    fn finish(mut self, items: u32, facets: u32) -> Result<Vec<u8>> {
        let length = u32::try_from(self.out.len()).map_err(|_| {
            Error::new(Code::BadFeed, "the catalog would be larger than 4 GiB; leave out cards or split the feed")
        })?;
        for (line, (kind, start, size)) in self.table.iter().enumerate() {
            let at = f::HEADER + line * f::TABLE_LINE;
            self.out[at..at + 4].copy_from_slice(kind);
            self.out[at + 4..at + 8].copy_from_slice(&(*start as u32).to_le_bytes());
            self.out[at + 8..at + 12].copy_from_slice(&(*size as u32).to_le_bytes());
        }
        let sum = f::checksum(&self.out[f::HEADER..]);
        self.out[..4].copy_from_slice(&f::MAGIC);
        self.out[4..6].copy_from_slice(&f::VERSION.to_le_bytes());
        self.out[6..8].copy_from_slice(&(self.table.len() as u16).to_le_bytes());
        for (at, number) in [(8, items), (12, facets), (16, length)] {
            self.out[at..at + 4].copy_from_slice(&number.to_le_bytes());
        }
        self.out[24..32].copy_from_slice(&sum.to_le_bytes());
        Ok(self.out)
    }
}

/// Sections that a catalog may have.
const SECTIONS: usize = 24;

/// Writes the file.
pub(super) fn write(parts: &Parts<'_>) -> Result<Vec<u8>> {
    let (shelf, order) = (parts.shelf, parts.order);
    let n = order.len();
    const NOT_HERE: u32 = u32::MAX;
    let mut row_of = vec![NOT_HERE; shelf.len()];
    order.iter().enumerate().for_each(|(row, item)| row_of[*item as usize] = row as u32);
    let mut aliases = shelf.aliases();
    aliases.retain(|(_, item)| row_of[*item as usize] != NOT_HERE);
    let facets = parts.facets.lines.len() + 1;
    let tables =
        [(f::NEIGHBORS, parts.neighbors, n), (f::FOLLOWERS, parts.followers, n), (f::LIFTS, parts.lifts, facets)];
    let pairs: usize = tables.iter().filter_map(|(_, table, _)| *table).map(|table| table.rows.len()).sum();
    let fixed_part = n * 64 + parts.facets.lines.len() * 40 + pairs * 5 + 65_536;
    let text_part = if parts.cards { shelf.cards.bytes() } else { 0 } + shelf.ids.bytes() + shelf.groups.bytes();
    let mut writer =
        Writer { out: Vec::with_capacity(fixed_part + text_part as usize / shelf.len() * n), table: Vec::new() };
    writer.out.resize(f::HEADER + SECTIONS * f::TABLE_LINE, 0);

    let meta = serde_json::to_vec(parts.meta).map_err(|error| Error::new(Code::Internal, error.to_string()))?;
    writer.section(f::META, |out| out.extend(meta));
    writer.section(f::FACETS, |out| facet_table(out, parts.facets));
    let labels: Vec<&[u8]> =
        std::iter::once(&b""[..]).chain(parts.facets.lines.iter().map(|line| line.label.as_bytes())).collect();
    writer.section(f::FACET_NAMES, |out| string_list(out, labels.len(), |k| labels[k]));
    writer.section(f::ROWS, |out| {
        for slot in 0..f::SLOTS {
            out.extend(order.iter().flat_map(|item| parts.facets.slots[*item as usize][slot].to_le_bytes()));
        }
    });
    writer.section(f::POPULARITY, |out| column(out, order, |k| parts.popularity[k].to_le_bytes()));
    if let Some(trend) = &parts.priors.trend {
        writer.section(f::TREND, |out| column(out, order, |k| trend[k].to_le_bytes()));
    }
    if let Some(breadth) = &parts.priors.breadth {
        writer.section(f::BREADTH, |out| column(out, order, |k| [breadth[k]]));
    }
    if let Some(rebuy) = &parts.priors.rebuy {
        writer.section(f::REBUY, |out| column(out, order, |k| rebuy[k].to_le_bytes()));
    }
    if let Some(since) = parts.since {
        writer.section(f::SINCE, |out| column(out, order, |k| since[k].to_le_bytes()));
    }
    writer.section(f::SOLD, |out| column(out, order, |k| parts.priors.sold[k].to_le_bytes()));
    if shelf.prices.iter().any(|price| *price != f::NO_PRICE) {
        writer.section(f::PRICES, |out| column(out, order, |k| shelf.prices[k].to_le_bytes()));
    }
    writer.section(f::IDS, |out| string_list(out, n, |row| shelf.id(order[row])));
    writer.section(f::ID_ORDER, |out| {
        let mut rows: Vec<u32> = (0..n as u32).collect();
        rows.sort_unstable_by_key(|row| shelf.id(order[*row as usize]));
        out.extend(rows.iter().flat_map(|row| row.to_le_bytes()));
    });
    if !aliases.is_empty() {
        writer.section(f::ALIASES, |out| {
            out.extend((aliases.len() as u32).to_le_bytes());
            out.extend(aliases.iter().flat_map(|(_, item)| row_of[*item as usize].to_le_bytes()));
            string_list(out, aliases.len(), |k| aliases[k].0);
        });
    }
    for (kind, table, n) in tables {
        if let Some(table) = table {
            writer.section(kind, |out| neighbor_table(out, table, n));
        }
    }
    if parts.cards {
        writer.section(f::CARDS, |out| string_list(out, n, |row| shelf.cards.get(order[row])));
    }
    if let Some(shards) = parts.shards {
        writer.section(f::SHARDS, |out| out.extend(shards));
    }
    // Last, because a reader cannot do without it: a wrong number of sections is seen.
    writer.section(f::FLAGS, |out| out.extend(order.iter().map(|item| shelf.flags[*item as usize])));
    writer.finish(n as u32, labels.len() as u32)
}

fn column<const W: usize>(out: &mut Vec<u8>, order: &[u32], value: impl Fn(usize) -> [u8; W]) {
    out.extend(order.iter().flat_map(|item| value(*item as usize)));
}

fn string_list<'s>(out: &mut Vec<u8>, count: usize, entry: impl Fn(usize) -> &'s [u8]) {
    let mut offset = 0u32;
    out.extend(offset.to_le_bytes());
    for k in 0..count {
        // Beyond 4 GiB the offsets wrap; `finish` refuses such a file.
        offset = offset.wrapping_add(entry(k).len() as u32);
        out.extend(offset.to_le_bytes());
    }
    (0..count).for_each(|k| out.extend_from_slice(entry(k)));
}

fn pad(out: &mut Vec<u8>, start: usize) {
    let length = f::padded(out.len() - start);
    out.resize(start + length, 0);
}

fn facet_table(out: &mut Vec<u8>, facets: &Facets) {
    let start = out.len();
    let lines = &facets.lines;
    out.push(0);
    out.extend(lines.iter().map(|line| line.kind as u8));
    pad(out, start);
    out.push(0);
    out.extend(lines.iter().map(|line| line.flags));
    pad(out, start);
    out.extend([0; 2]);
    out.extend(lines.iter().flat_map(|line| line.parent.to_le_bytes()));
    pad(out, start);
    out.extend([0; 4]);
    out.extend(lines.iter().flat_map(|line| line.items.to_le_bytes()));
    pad(out, start);
    out.extend([0; 4]);
    out.extend(lines.iter().flat_map(|line| line.share.to_le_bytes()));
    pad(out, start);
}

fn neighbor_table(out: &mut Vec<u8>, table: &Neighbors, items: usize) {
    let start = out.len();
    let width = budget::width(items);
    out.extend((width as u32).to_le_bytes());
    out.extend(table.top.to_le_bytes());
    out.extend(table.offsets.iter().flat_map(|offset| offset.to_le_bytes()));
    pad(out, start);
    for row in &table.rows {
        if width == 2 {
            out.extend((*row as u16).to_le_bytes());
        } else {
            out.extend(row.to_le_bytes());
        }
    }
    pad(out, start);
    out.extend_from_slice(&table.weights);
}
