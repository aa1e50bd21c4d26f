//! What is checked of a file before it is read: where its sections lie, and that no number in it leads a reader astray.
//! Some checks are put off until something is read, see [`Catalog::open`]. Not here: reading (`view`).

use super::format as f;
use super::view::{facet_columns, u16_at, u32_at, Catalog, Meta};
use crate::error::{Code, Error};
use std::ops::Range;

/// Where each section lies, by its place in [`TAGS`]. An absent optional section is an empty range.
pub(super) type Sections = [Range<usize>; TAGS.len()];

/// The sections that are read. A table of them takes fewer bytes than a name for each.
pub(super) const TAGS: [[u8; 4]; 20] = [
    f::META,
    f::ROWS,
    f::FACETS,
    f::FACET_NAMES,
    f::IDS,
    f::ID_ORDER,
    f::ALIASES,
    f::PRICES,
    f::FLAGS,
    f::SOLD,
    f::POPULARITY,
    f::TREND,
    f::BREADTH,
    f::REBUY,
    f::NEIGHBORS,
    f::SINCE,
    f::FOLLOWERS,
    f::LIFTS,
    f::CARDS,
    f::SHARDS,
];
pub(super) const META: usize = 0;
pub(super) const ROWS: usize = 1;
pub(super) const FACETS: usize = 2;
pub(super) const FACET_NAMES: usize = 3;
pub(super) const IDS: usize = 4;
pub(super) const ID_ORDER: usize = 5;
pub(super) const ALIASES: usize = 6;
pub(super) const PRICES: usize = 7;
pub(super) const FLAGS: usize = 8;
pub(super) const SOLD: usize = 9;
pub(super) const POPULARITY: usize = 10;
pub(super) const TREND: usize = 11;
pub(super) const BREADTH: usize = 12;
pub(super) const REBUY: usize = 13;
pub(super) const NEIGHBORS: usize = 14;
pub(super) const SINCE: usize = 15;
pub(super) const FOLLOWERS: usize = 16;
pub(super) const LIFTS: usize = 17;
pub(super) const CARDS: usize = 18;
pub(super) const SHARDS: usize = 19;

/// What is wrong with a file, in words: an [`Error`] is made of them in one place.
pub(super) type Checked<T> = std::result::Result<T, &'static str>;

pub(super) fn corrupt(what: &str) -> Error {
    Error::new(Code::CatalogCorrupt, ["the catalog is damaged (", what, "); compile and upload it again"].concat())
}

/// Counts, description and sections of a file, or what is wrong with it.
pub(super) fn sections(bytes: &[u8]) -> Checked<(usize, usize, Meta, Sections)> {
    if bytes.len() < f::HEADER || bytes[..4] != f::MAGIC {
        return Err("it does not begin like one");
    }
    let sections = u16_at(bytes, 3) as usize;
    let (items, facets) = (u32_at(bytes, 2) as usize, u32_at(bytes, 3) as usize);
    if u32_at(bytes, 4) as usize != bytes.len() {
        return Err("it was cut short");
    }
    let told = u32_at(bytes, 6) as u64 | (u32_at(bytes, 7) as u64) << 32;
    if f::checksum(&bytes[f::HEADER..]) != told {
        return Err("its checksum is wrong");
    }
    // A row costs more than 16 bytes, so counts beyond the length are nonsense, not memory.
    if items > bytes.len() / 16 || facets > usize::from(u16::MAX) + 1 || facets == 0 {
        return Err("its counts are impossible");
    }

    let mut at = Sections::default();
    let mut last = 0;
    for line in 0..sections {
        let start = f::HEADER + line * f::TABLE_LINE;
        let entry = bytes.get(start..start + f::TABLE_LINE).ok_or("its table is cut")?;
        let offset = u32_at(entry, 1) as usize;
        // Checked, because a browser counts in 32 bits.
        let end = offset.checked_add(u32_at(entry, 2) as usize).filter(|end| *end <= bytes.len());
        let Some(end) = end.filter(|_| offset % f::ALIGN == 0) else {
            return Err("a section lies outside");
        };
        last = last.max(end);
        let tag = &entry[..4];
        if tag[0] == 0 {
            return Err("its table counts too many");
        }
        // Others are sections of a later release.
        if let Some(place) = TAGS.iter().position(|known| known == tag) {
            at[place] = offset..end;
        }
    }
    // The checksum does not see the header: a table that lost or gained a line shows here.
    if last != bytes.len() {
        return Err("its table is cut");
    }
    let meta = Meta::read(&bytes[at[META].clone()]).ok_or("its description is unreadable")?;
    Ok((items, facets, meta, at))
}

/// Whether a string list has room for the offsets of `n` entries.
fn has_offsets(list: &[u8], n: usize) -> bool {
    list.len() >= f::string_list_head(n)
}

/// The bits above each of two numbers of 16 bits, and those numbers.
const CARRIES: u64 = 0x0001_0000_0001_0000;
const PAIR: u64 = 0x0000_ffff_0000_ffff;

/// Whether every number of a column is below `limit`, which is at most 2¹⁶. Four at once: most of a start is spent in
/// code that no browser has optimized yet. Padding at the end counts too.
fn all_below(column: &[u8], limit: usize) -> bool {
    // What a number of `limit` or more carries over with.
    let add = (0x1_0000 - limit as u64) * 0x1_0000_0001;
    let mut seen = 0;
    let mut words = column.chunks_exact(8);
    for word in &mut words {
        let word = f::word(word);
        seen |= ((word & PAIR) + add) | (((word >> 16) & PAIR) + add);
    }
    seen & CARRIES == 0 && words.remainder().chunks_exact(2).all(|number| usize::from(u16_at(number, 0)) < limit)
}

impl Catalog {
    /// What every reader relies on: lengths, and all numbers that are used as places without another look.
    pub(super) fn check(&self) -> Checked<()> {
        let n = self.len() as usize;
        let required = [
            (ROWS, n * 2 * f::SLOTS, "rows"),
            (FLAGS, n, "flags"),
            (SOLD, n * 4, "sold"),
            (POPULARITY, n * 2, "popularity"),
            (ID_ORDER, n * 4, "id order"),
            (FACETS, facet_columns(self.facet_count())[5], "facets"),
        ];
        for (section, length, name) in required {
            if self.part(section).len() < length {
                return Err(name);
            }
        }
        let optional = [
            (PRICES, n * 4, "prices"),
            (TREND, n, "trend"),
            (BREADTH, n, "breadth"),
            (REBUY, n * 2, "re-buy rates"),
            (SINCE, n * 2, "days"),
            (CARDS, f::string_list_head(n), "cards"),
        ];
        for (section, length, name) in optional {
            if !self.part(section).is_empty() && self.part(section).len() < length {
                return Err(name);
            }
        }
        if !has_offsets(self.part(IDS), n) {
            return Err("ids");
        }
        if !has_offsets(self.part(FACET_NAMES), self.facet_count()) {
            return Err("facet names");
        }
        if !all_below(self.part(ROWS), self.facet_count()) {
            return Err("a row names a facet that is not there");
        }
        // Or the way up the categories would have no end.
        for (id, parent) in self.facet_parents().chunks_exact(2).enumerate().skip(1) {
            if usize::from(u16_at(parent, 0)) >= id {
                return Err("facets");
            }
        }
        let aliases = self.part(ALIASES);
        if !aliases.is_empty() {
            let count = u32_at(aliases, 0) as usize;
            if count > aliases.len() / 4 || !has_offsets(aliases.get(4 + count * 4..).unwrap_or_default(), count) {
                return Err("aliases");
            }
        }
        for (section, n) in [(NEIGHBORS, n), (FOLLOWERS, n), (LIFTS, self.facet_count())] {
            if !table_fits(self.part(section), n) {
                return Err("a table of neighbors");
            }
        }
        Ok(())
    }
}

/// Whether a table of `n` rows has room for its offsets, and for as many pairs as they say.
fn table_fits(part: &[u8], n: usize) -> bool {
    if part.is_empty() {
        return true;
    }
    let width = u32_at(part, 0) as usize;
    let head = 8 + f::padded((n + 1) * 4);
    if !matches!(width, 2 | 4) || part.len() < head {
        return false;
    }
    let pairs = u32_at(&part[8..], n) as usize;
    pairs <= part.len() && f::padded(pairs * width) + head + pairs <= part.len()
}

/// What opening puts off, because a wrong number only hides something there: for whoever writes a file.
#[cfg(feature = "compiler")]
impl Catalog {
    /// Checks all that [`Catalog::open`] leaves to the moment when something is read.
    ///
    /// # Errors
    /// [`Code::CatalogCorrupt`], with the section.
    pub fn verify(&self) -> crate::error::Result<()> {
        self.check_what_is_read_late().map_err(corrupt)
    }

    fn check_what_is_read_late(&self) -> Checked<()> {
        let n = self.len() as usize;
        let lists = [(IDS, n, "ids"), (FACET_NAMES, self.facet_count(), "facet names"), (CARDS, n, "cards")];
        for (section, entries, name) in lists {
            let list = self.part(section);
            if !list.is_empty() && !rises(list, entries, list.len() - f::string_list_head(entries)) {
                return Err(name);
            }
        }
        let below = |numbers: &[u8], count: usize| (0..count).all(|k| (u32_at(numbers, k) as usize) < n);
        if !below(self.part(ID_ORDER), n) {
            return Err("id order");
        }
        if (1..self.facet_count()).any(|id| self.facet(super::FacetId(id as u16)).is_none()) {
            return Err("facets");
        }
        let aliases = self.part(ALIASES);
        let count = u32_at(aliases, 0) as usize;
        if count > 0 {
            let list = &aliases[4 + count * 4..];
            if !below(&aliases[4..], count) || !rises(list, count, list.len() - f::string_list_head(count)) {
                return Err("aliases");
            }
        }
        for (section, n) in [(NEIGHBORS, n), (FOLLOWERS, n), (LIFTS, self.facet_count())] {
            let part = self.part(section);
            if part.is_empty() {
                continue;
            }
            let (width, pairs) = (u32_at(part, 0), u32_at(&part[8..], n) as usize);
            let ids = &part[8 + f::padded((n + 1) * 4)..];
            let id = |k: usize| if width == 2 { u16_at(ids, k).into() } else { u32_at(ids, k) };
            if !rises(&part[8..], n, pairs) || (0..pairs).any(|k| id(k) as usize >= n) {
                return Err("a table of neighbors");
            }
        }
        Ok(())
    }
}

/// Whether `n` + 1 offsets rise from 0 and end at or before `end`.
#[cfg(feature = "compiler")]
fn rises(offsets: &[u8], n: usize, end: usize) -> bool {
    u32_at(offsets, 0) == 0
        && (0..n).all(|k| u32_at(offsets, k) <= u32_at(offsets, k + 1))
        && u32_at(offsets, n) as usize <= end
}

#[cfg(test)]
mod tests {
    use super::all_below;

    #[test]
    fn a_number_at_the_limit_is_seen_wherever_it_stands() {
        for limit in [1usize, 2, 300, 0x7fff, 0x8000, 0xffff, 0x1_0000] {
            for length in 0..13 {
                let bytes = |numbers: &[u16]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
                let mut numbers = vec![(limit - 1) as u16; length];
                assert!(all_below(&bytes(&numbers), limit), "{limit} {length}");
                for at in 0..length {
                    for wrong in
                        [limit, limit + 1, 0xffff].into_iter().filter(|wrong| (limit..0x1_0000).contains(wrong))
                    {
                        numbers[at] = wrong as u16;
                        assert!(!all_below(&bytes(&numbers), limit), "{limit} {length} {at} {wrong}");
                    }
                    numbers[at] = 0;
                }
            }
        }
    }
}
