//! Reading a catalog in place: sections are found once, then read where they lie.
//! Not here: what is checked before (`checks`), or writing one (`compile`).

use super::checks::*;
use super::{format as f, FacetId, FacetKind, ItemIx};
use crate::error::{Code, Error, Result};
use crate::json::{number_text, Json};
use crate::letters::{self, joined};
use std::ops::Range;

/// What the compiler knew about the whole shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Meta {
    /// ISO 4217 code of every price, such as `USD`; empty when the feed had no prices.
    pub currency: String,
    /// Digits after the decimal point of that currency.
    pub digits: u8,
    /// Baskets that the priors were counted from; 0 when the feed's own order stands in for them.
    pub baskets: u64,
    /// The shop's mean re-buy rate in 1/65536.
    pub rebuy: u32,
    /// Baskets that hold the shop's 24th best seller.
    pub bar: u32,
    /// What wrote the file, for people.
    pub generator: String,
}

impl Meta {
    pub(super) fn read(bytes: &[u8]) -> Option<Meta> {
        let json = Json::parse(std::str::from_utf8(bytes).ok()?).ok()?;
        let text = |name| json.get(name).and_then(Json::text).unwrap_or_default().to_owned();
        let number = |name| json.get(name).and_then(Json::number).unwrap_or_default();
        Some(Meta {
            currency: text("currency"),
            digits: number("digits").min(9) as u8,
            baskets: number("baskets").into(),
            rebuy: number("rebuy"),
            bar: number("bar"),
            generator: text("generator"),
        })
    }
}

/// One facet, as the catalog knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facet<'a> {
    /// Its kind.
    pub kind: FacetKind,
    /// The category above; 0 for other kinds and for the top.
    pub parent: FacetId,
    /// How many items carry it (of a category: or a category below it).
    pub items: u32,
    /// Its share of all that is sold (or, without baskets, of all items), in 1/2³².
    pub share: u32,
    /// The shop marks it sensitive: nothing is learned from it.
    pub sensitive: bool,
    /// Its own label: of a category, the last part of the path.
    pub label: &'a str,
}

/// What is needed to draw an item. All three are plain text; never markup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Card<'a> {
    /// The product's name.
    pub title: &'a str,
    /// Where its page is.
    pub link: &'a str,
    /// Where its picture is.
    pub image: &'a str,
}

/// A table of which items go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Bought together: the damped cosine of common baskets.
    Carts,
    /// Looked at one after another.
    Sessions,
}

/// An opened catalog. It owns the file's bytes and reads them in place.
pub struct Catalog {
    bytes: Vec<u8>,
    items: usize,
    facets: usize,
    meta: Meta,
    at: Sections,
    /// Where the columns of the facet table start in it.
    facet_at: [usize; 6],
}

pub(super) fn u16_at(bytes: &[u8], index: usize) -> u16 {
    match bytes.get(index * 2..index * 2 + 2) {
        Some(b) => u16::from_le_bytes([b[0], b[1]]),
        None => 0,
    }
}

pub(super) fn u32_at(bytes: &[u8], index: usize) -> u32 {
    match bytes.get(index * 4..index * 4 + 4) {
        Some(b) => u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
        None => 0,
    }
}

/// Entry `k` of a string list of `n` entries; empty when there is none, or when its offsets lead outside.
fn bytes_at(list: &[u8], n: usize, k: usize) -> &[u8] {
    let blob = list.get(f::string_list_head(n)..).unwrap_or_default();
    blob.get(u32_at(list, k) as usize..u32_at(list, k + 1) as usize).unwrap_or_default()
}

/// The same as text; empty when it is none.
fn string_at(list: &[u8], n: usize, k: usize) -> &str {
    std::str::from_utf8(bytes_at(list, n, k)).unwrap_or_default()
}

impl Catalog {
    /// Opens a catalog. What a reader relies on is checked here, once. Not looked at before they are read are texts, the
    /// order of ids, and the members of tables: a wrong number there, under a right checksum, is a text that is
    /// empty, an id that is not found, or a member that is left out.
    ///
    /// # Errors
    /// [`Code::CatalogCorrupt`] when the bytes are no catalog or fail their checksum,
    /// [`Code::CatalogTooNew`] when a newer release wrote them.
    pub fn open(bytes: Vec<u8>) -> Result<Catalog> {
        let version = u16_at(&bytes, 2);
        if bytes.len() >= f::HEADER && bytes[..4] == f::MAGIC && version > f::VERSION {
            return Err(Error::new(
                Code::CatalogTooNew,
                joined(
                    &[
                        "the catalog has format ",
                        &number_text(version.into()),
                        ", this release reads up to ",
                        &number_text(f::VERSION.into()),
                        "; update the package",
                    ],
                    "",
                ),
            ));
        }
        let (items, facets, meta, at) = sections(&bytes).map_err(corrupt)?;
        let catalog = Catalog { bytes, items, facets, meta, at, facet_at: facet_columns(facets) };
        catalog.check().map_err(corrupt)?;
        Ok(catalog)
    }

    /// A catalog of nothing, for a page whose catalog could not be had.
    pub fn empty() -> Catalog {
        Catalog {
            bytes: Vec::new(),
            items: 0,
            facets: 0,
            meta: Meta::default(),
            at: Default::default(),
            facet_at: Default::default(),
        }
    }

    pub(super) fn part(&self, section: usize) -> &[u8] {
        &self.bytes[self.at[section].clone()]
    }

    /// How many items it holds.
    pub fn len(&self) -> u32 {
        self.items as u32
    }

    /// Whether it holds no item.
    pub fn is_empty(&self) -> bool {
        self.items == 0
    }

    /// How many facets it knows, counting facet 0 ("none").
    pub fn facet_count(&self) -> usize {
        self.facets
    }

    /// What the compiler knew about the whole shop.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The list of shards, as JSON, when this is the head of a large catalog; else empty.
    pub fn shards(&self) -> &str {
        std::str::from_utf8(self.part(SHARDS)).unwrap_or_default()
    }

    /// One of the [`f::SLOTS`] facet columns, as little-endian `u16`s: the ranker's way in.
    pub fn column(&self, slot: usize) -> &[u8] {
        let rows = self.part(ROWS);
        &rows[slot * self.items * 2..(slot + 1) * self.items * 2]
    }

    /// Popularity of all items in 1/1024, as little-endian `i16`s.
    pub fn popularity_column(&self) -> &[u8] {
        &self.part(POPULARITY)[..self.items * 2]
    }

    /// Trend of all items in 1/32 as `i8`s; empty when the catalog has none.
    pub fn trend_column(&self) -> &[u8] {
        self.part(TREND)
    }

    /// Breadth of all items in 1/255; empty when the catalog has none.
    pub fn breadth_column(&self) -> &[u8] {
        self.part(BREADTH)
    }

    /// The day since which each item is in the shop, as little-endian `u16`s, 0 where unknown; empty when the
    /// catalog has none.
    pub fn since_column(&self) -> &[u8] {
        self.part(SINCE)
    }

    /// Flags of all items: [`f::IN_STOCK`], [`f::SENSITIVE_ITEM`].
    pub fn flags_column(&self) -> &[u8] {
        &self.part(FLAGS)[..self.items]
    }

    /// The facets that say what an item is: category leaf, brand, price band, tags; absent ones left out.
    pub fn facets_of(&self, item: ItemIx) -> impl Iterator<Item = FacetId> + '_ {
        self.places_of(item).filter(|id| !self.is_further(*id))
    }

    /// All that stands in an item's slots: its facets, and its further categories (see [`Catalog::is_further`]).
    pub fn places_of(&self, item: ItemIx) -> impl Iterator<Item = FacetId> + '_ {
        let rows = self.part(ROWS);
        (0..f::SLOTS).map(move |slot| FacetId(u16_at(rows, slot * self.items + item.0 as usize))).filter(|id| id.0 != 0)
    }

    /// Whether a facet stands for the category above it as a further one of an item that has another first. It says
    /// where an item is found too, not what it is: filters and "never" heed it; scores and interests do not.
    pub fn is_further(&self, id: FacetId) -> bool {
        self.facet_column(1, 1).get(usize::from(id.0)).is_some_and(|flags| flags & f::FURTHER_FACET != 0)
    }

    /// The rows whose first category has one of these numbers.
    pub fn rows_of_categories(&self, numbers: Range<usize>) -> Range<u32> {
        let rows = self.column(f::SLOT_CATEGORY);
        let start_of = |category: usize| {
            let (mut low, mut high) = (0, self.items);
            while low < high {
                let middle = low + (high - low) / 2;
                if usize::from(u16_at(rows, middle)) < category {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low as u32
        };
        start_of(numbers.start)..start_of(numbers.end)
    }

    /// The rows of a category and all below it, which have the numbers after its own.
    pub fn rows_below(&self, category: FacetId) -> Range<u32> {
        let below = |number: usize| self.with_parents(FacetId(number as u16)).any(|above| above == category);
        let first = usize::from(category.0);
        let mut past = first;
        while past < self.facets && below(past) {
            past += 1;
        }
        self.rows_of_categories(first..past)
    }

    /// The category of an item (the leaf), or facet 0.
    pub fn category_of(&self, item: ItemIx) -> FacetId {
        FacetId(u16_at(self.column(f::SLOT_CATEGORY), item.0 as usize))
    }

    /// The price in minor units of [`Meta::currency`].
    pub fn price(&self, item: ItemIx) -> Option<u32> {
        let column = self.part(PRICES);
        if column.is_empty() {
            return None;
        }
        Some(u32_at(column, item.0 as usize)).filter(|p| *p != f::NO_PRICE)
    }

    /// Whether it can be ordered now.
    pub fn in_stock(&self, item: ItemIx) -> bool {
        self.flags_column().get(item.0 as usize).is_some_and(|b| b & f::IN_STOCK != 0)
    }

    /// Whether one of its facets is sensitive.
    pub fn is_sensitive(&self, item: ItemIx) -> bool {
        self.flags_column().get(item.0 as usize).is_some_and(|b| b & f::SENSITIVE_ITEM != 0)
    }

    /// Baskets that the priors were counted from; without any the first item of the feed stands in for one that is in a
    /// tenth of them.
    pub fn baskets(&self) -> u64 {
        match self.meta.baskets {
            0 => 10 * self.items as u64,
            counted => counted,
        }
    }

    /// Baskets that held it.
    pub fn sold(&self, item: ItemIx) -> u32 {
        u32_at(self.part(SOLD), item.0 as usize)
    }

    /// Its re-buy rate in 1/65536; the shop's mean when the catalog has no rates.
    pub fn rebuy(&self, item: ItemIx) -> u32 {
        let column = self.part(REBUY);
        if column.is_empty() {
            self.meta.rebuy
        } else {
            u16_at(column, item.0 as usize).into()
        }
    }

    fn table(&self, table: Table) -> &[u8] {
        self.part(match table {
            Table::Carts => NEIGHBORS,
            Table::Sessions => FOLLOWERS,
        })
    }

    /// Whether the catalog has this table.
    pub fn has_table(&self, table: Table) -> bool {
        !self.table(table).is_empty()
    }

    /// ln of what a weight of 255 stands for in this table, in 1/4096.
    pub fn table_top(&self, table: Table) -> i32 {
        u32_at(self.table(table), 1) as i32
    }

    /// What one step of a weight's byte stands for in this table, in 1/65536 of log2.
    pub const fn table_step(&self, table: Table) -> u32 {
        match table {
            Table::Carts => 3_940,    // 24 steps are a factor of e
            Table::Sessions => 3_277, // 20 steps are a factor of 2
        }
    }

    /// What goes with an item by this table, strongest first, with weights: `w` stands for
    /// exp([`table_top`](Self::table_top) / 4096) · 2^−((255 − w) · [`table_step`](Self::table_step) / 65536). Empty when
    /// the catalog has no such table.
    pub fn neighbors(&self, table: Table, item: ItemIx) -> impl Iterator<Item = (ItemIx, u8)> + '_ {
        TableRow::new(self.table(table), self.items, item.0 as usize).map(|(row, weight)| (ItemIx(row), weight))
    }

    /// Categories that are bought together with this one, with 64 · ln((lift + 20) / 21) as weights, strongest first.
    pub fn lifts(&self, category: FacetId) -> impl Iterator<Item = (FacetId, u8)> + '_ {
        let row = TableRow::new(self.part(LIFTS), self.facets, category.0.into());
        row.map(|(row, weight)| (FacetId(row as u16), weight))
    }

    /// Its id in the shop.
    pub fn id(&self, item: ItemIx) -> &str {
        if (item.0 as usize) < self.items {
            string_at(self.part(IDS), self.items, item.0 as usize)
        } else {
            ""
        }
    }

    /// The item with this id, or of which this is a variant's or the group's id.
    pub fn find(&self, id: &str) -> Option<ItemIx> {
        let (order, ids, aliases) = (self.part(ID_ORDER), self.part(IDS), self.part(ALIASES));
        let at = |k: usize| u32_at(order, k);
        let found = search(self.items, |k| bytes_at(ids, self.items, at(k) as usize).cmp(id.as_bytes()));
        let found = found.map(at).or_else(|| {
            let count = u32_at(aliases, 0) as usize;
            let list = aliases.get(4 + count * 4..)?;
            let found = search(count, |k| bytes_at(list, count, k).cmp(id.as_bytes()));
            found.map(|k| u32_at(&aliases[4..], k))
        });
        found.filter(|item| *item < self.items as u32).map(ItemIx)
    }

    /// What is needed to draw it; empty strings where the catalog has no cards.
    pub fn card(&self, item: ItemIx) -> Card<'_> {
        let k = item.0 as usize;
        if self.at[CARDS].is_empty() || k >= self.items {
            return Card::default();
        }
        let (title, rest) = letters::parted(string_at(self.part(CARDS), self.items, k), b'\n');
        let (link, rest) = letters::parted(rest, b'\n');
        Card { title, link, image: letters::parted(rest, b'\n').0 }
    }

    fn facet_column(&self, column: usize, width: usize) -> &[u8] {
        let start = self.facet_at[column];
        &self.part(FACETS)[start..start + self.facets * width]
    }

    /// The category above each facet, as little-endian `u16`s.
    pub(super) fn facet_parents(&self) -> &[u8] {
        self.facet_column(2, 2)
    }

    /// A facet's own label, as bytes.
    pub(super) fn facet_label(&self, id: FacetId) -> &[u8] {
        bytes_at(self.part(FACET_NAMES), self.facets, id.0.into())
    }

    /// The category above a category; facet 0 at the top and for other kinds.
    pub fn facet_parent(&self, id: FacetId) -> FacetId {
        FacetId(u16_at(self.facet_parents(), id.0 as usize))
    }

    /// What the catalog knows of a facet; `None` for facet 0 and for numbers it does not have.
    pub fn facet(&self, id: FacetId) -> Option<Facet<'_>> {
        let k = id.0 as usize;
        if k == 0 || k >= self.facets {
            return None;
        }
        Some(Facet {
            kind: FacetKind::from_byte(self.facet_column(0, 1)[k])?,
            sensitive: self.facet_column(1, 1)[k] & f::SENSITIVE_FACET != 0,
            parent: self.facet_parent(id),
            items: u32_at(self.facet_column(3, 4), k),
            share: u32_at(self.facet_column(4, 4), k),
            label: string_at(self.part(FACET_NAMES), self.facets, k),
        })
    }

    /// The facet's key, which stays the same in every catalog of the shop: `brand:Acme`,
    /// `category:Pets > Dog food`. Empty for facet 0.
    pub fn facet_key(&self, id: FacetId) -> String {
        let Some(facet) = self.facet(id) else { return String::new() };
        let mut labels = vec![facet.label];
        let mut above = facet.parent;
        while let Some(parent) = self.facet(above) {
            labels.push(parent.label);
            above = parent.parent;
        }
        labels.reverse();
        joined(&[facet.kind.word(), ":", &joined(&labels, " > ")], "")
    }

    /// Whether this is the facet's key, without making it.
    pub(super) fn has_key(&self, id: FacetId, key: &str) -> bool {
        let Some(facet) = self.facet(id) else { return false };
        let mut left = key.strip_suffix(facet.label);
        let mut above = facet.parent;
        while let Some(parent) = self.facet(above) {
            left = left.and_then(|left| left.strip_suffix(" > ")).and_then(|left| left.strip_suffix(parent.label));
            above = parent.parent;
        }
        left.and_then(|left| left.strip_suffix(':')) == Some(facet.kind.word())
    }

    /// The facet and, of a category, all categories above it, from the leaf up.
    pub fn with_parents(&self, id: FacetId) -> impl Iterator<Item = FacetId> + '_ {
        std::iter::successors(Some(id).filter(|id| id.0 != 0), |id| Some(self.facet_parent(*id)).filter(|p| p.0 != 0))
    }
}

/// One row of a table: its members and their weights.
struct TableRow<'a> {
    ids: &'a [u8],
    weights: &'a [u8],
    width: usize,
    /// How many rows there are, and so members.
    rows: u32,
    left: Range<usize>,
}

impl<'a> TableRow<'a> {
    /// Row `k` of a table of `n` rows. Nothing where there is no such table or row.
    fn new(part: &'a [u8], n: usize, k: usize) -> Self {
        let (width, offsets) = (u32_at(part, 0) as usize, part.get(8..).unwrap_or_default());
        let pairs = u32_at(offsets, n) as usize;
        let end = (u32_at(offsets, k + 1) as usize).min(pairs);
        let left = if k < n { u32_at(offsets, k) as usize..end } else { 0..0 };
        let ids = part.get(8 + f::padded((n + 1) * 4)..).unwrap_or_default();
        let weights = ids.get(f::padded(pairs * width)..).unwrap_or_default();
        TableRow { ids, weights, width, rows: n as u32, left }
    }
}

impl Iterator for TableRow<'_> {
    type Item = (u32, u8);

    #[inline(never)] // one copy for every loop over it
    fn next(&mut self) -> Option<(u32, u8)> {
        loop {
            let j = self.left.next()?;
            let id = if self.width == 2 { u16_at(self.ids, j).into() } else { u32_at(self.ids, j) };
            if id < self.rows {
                return Some((id, self.weights.get(j).copied().unwrap_or_default()));
            }
        }
    }
}

/// Where the columns of the facet table start, and at last where the table ends.
pub(super) fn facet_columns(facets: usize) -> [usize; 6] {
    let mut starts = [0; 6];
    for (column, width) in [1, 1, 2, 4, 4].into_iter().enumerate() {
        starts[column + 1] = starts[column] + f::padded(facets * width);
    }
    starts
}

/// Binary search over `n` ordered places.
fn search(n: usize, compare: impl Fn(usize) -> std::cmp::Ordering) -> Option<usize> {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(middle) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(middle),
        }
    }
    None
}
