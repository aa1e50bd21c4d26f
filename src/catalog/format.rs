//! Names and numbers of the `catalog.nsc` format, version 1. `docs/catalog-format.md` says the same
//! in prose. Everything is little-endian; sections start at multiples of 8.

/// The first four bytes of every catalog.
pub const MAGIC: [u8; 4] = *b"nsc\n";
/// The version that this release writes, and the newest that it reads.
pub const VERSION: u16 = 1;
/// Bytes before the section table.
///
/// `magic [u8;4] · version u16 · sections u16 · items u32 · facets u32 · length u32 · 0 u32 · checksum u64`,
/// where `facets` counts facet 0 ("none") too, `length` is that of the whole file and `checksum` is
/// [`checksum`] of all bytes after the header.
pub const HEADER: usize = 32;
/// Bytes of one line of the section table: `kind [u8;4] · offset u32 · length u32 · 0 u32`.
pub const TABLE_LINE: usize = 16;
/// Where sections start: multiples of this.
pub const ALIGN: usize = 8;

/// Facet slots of one item: category leaf, brand, price band and five tags.
pub const SLOTS: usize = 8;
/// The slot of the category leaf.
pub const SLOT_CATEGORY: usize = 0;
/// The slot of the brand.
pub const SLOT_BRAND: usize = 1;
/// The slot of the price band.
pub const SLOT_PRICE: usize = 2;
/// The first slot of tags.
pub const SLOT_TAGS: usize = 3;

/// JSON: see [`Meta`](super::Meta). Required.
pub const META: [u8; 4] = *b"meta";
/// `SLOTS` columns of `u16[items]`: facet ids, 0 = none. Required.
pub const ROWS: [u8; 4] = *b"rows";
/// Facet table, columns over all facets: `kind u8[f] · flags u8[f] · parent u16[f] · items u32[f] · share u32[f]`,
/// each column padded to [`ALIGN`]. Facet 0 is all zero. Parents have lower numbers than their children. Required.
pub const FACETS: [u8; 4] = *b"fcts";
/// Labels of facets: a string list of `facets` entries (0 is empty). Required.
pub const FACET_NAMES: [u8; 4] = *b"fnam";
/// Item ids: a string list of `items` entries. Required.
pub const IDS: [u8; 4] = *b"ids ";
/// `u32[items]`: item numbers in rising order of their id's bytes. Required.
pub const ID_ORDER: [u8; 4] = *b"idix";
/// Other ids (variants, groups) of items: `count u32 · item u32[count] ·` a string list of `count`
/// entries in rising byte order. Optional.
pub const ALIASES: [u8; 4] = *b"alia";
/// `u32[items]`: price in minor units of the currency, [`NO_PRICE`] where there is none. Optional.
pub const PRICES: [u8; 4] = *b"pric";
/// `u8[items]`: see [`IN_STOCK`], [`SENSITIVE_ITEM`]. Required.
pub const FLAGS: [u8; 4] = *b"flag";
/// `u32[items]`: baskets that held the item. Required.
pub const SOLD: [u8; 4] = *b"sold";
/// `i16[items]`: popularity in 1/1024: ln(1 + sold) minus the same of the shop's 24th best seller. Required.
pub const POPULARITY: [u8; 4] = *b"popu";
/// `i8[items]`: trend in 1/32: ln(share in the last six weeks / share in all the time). Optional.
pub const TREND: [u8; 4] = *b"trnd";
/// `u8[items]`: breadth in 1/255: different buyers per sale. Optional.
pub const BREADTH: [u8; 4] = *b"brdt";
/// `u16[items]`: re-buy rate in 1/65536: how often a buyer's later basket holds the item again. Optional.
pub const REBUY: [u8; 4] = *b"rebu";
/// Neighbors by common baskets: `width u32 (2 or 4) · top i32 · offset u32[items + 1]`, padded, then item
/// numbers `u16|u32[offset[items]]`, padded, then weights `u8[offset[items]]`, strongest first.
/// A weight `w` stands for exp(top / 4096 + (w − 255) / 24); here `top` is 0 and that is a cosine. Optional.
pub const NEIGHBORS: [u8; 4] = *b"near";
/// `u16[items]`: the day since which it is in the shop, counted from 1970-01-01; 0 where that is unknown. Optional.
pub const SINCE: [u8; 4] = *b"sinc";
/// Followers, by clicks in the same session, laid out like [`NEIGHBORS`]. Optional.
pub const FOLLOWERS: [u8; 4] = *b"foll";
/// Categories bought together: laid out like [`NEIGHBORS`], over facets instead of items, with 64 · ln((lift + 20) / 21)
/// as weights, where lift is how much oftener than by chance a basket holds both. Optional.
pub const LIFTS: [u8; 4] = *b"lift";
/// Cards: a string list of `items` entries, each `title \n link \n image`. Optional.
pub const CARDS: [u8; 4] = *b"card";
/// JSON: the shards that a head stands for, `[{"file", "items", "bytes", "keys"}]`. Optional.
pub const SHARDS: [u8; 4] = *b"shrd";

/// The price of an item without a price.
pub const NO_PRICE: u32 = u32::MAX;
/// Bit of a facet's flags: the shop marks it sensitive.
pub const SENSITIVE_FACET: u8 = 1;
/// Bit of a facet's flags: it stands for the category above it, in the tag slots of items whose first category is
/// another. It has no label and no key of its own.
pub const FURTHER_FACET: u8 = 2;
/// Bit of an item's flags: it can be ordered now.
pub const IN_STOCK: u8 = 1;
/// Bit of an item's flags: one of its facets is sensitive.
pub const SENSITIVE_ITEM: u8 = 2;

/// A "string list" of n entries is `offset u32[n + 1]` (rising, from 0) and then the UTF-8 bytes,
/// entry k being the bytes from `offset[k]` up to `offset[k + 1]`. This is the length of its offsets.
pub const fn string_list_head(entries: usize) -> usize {
    (entries + 1) * 4
}

/// The next multiple of [`ALIGN`].
pub const fn padded(length: usize) -> usize {
    length.div_ceil(ALIGN) * ALIGN
}

/// FNV-1a, 64 bits wide, over little-endian `u64` words instead of bytes (the last word padded with
/// zeros), with a final shift-multiply so that every input bit reaches every output bit.
/// It finds damage, not malice: the file comes from the shop that also serves this code.
pub fn checksum(bytes: &[u8]) -> u64 {
    /// What a call takes: where the code is optimized meanwhile, the next call runs what came of it.
    const CALL: usize = 1 << 15;
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let whole = bytes.len() & !7;
    for part in bytes[..whole].chunks(CALL) {
        hash = mixed(hash, part);
    }
    let mut last = [0u8; 8];
    let rest = &bytes[whole..];
    last[..rest.len()].copy_from_slice(rest);
    hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(PRIME);
    hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29) ^ (bytes.len() as u64).wrapping_mul(PRIME)
}

const PRIME: u64 = 0x0000_0100_0000_01b3;

/// All full words of a part, four at a turn: this runs over a whole catalog before any browser has optimized it.
#[inline(never)]
fn mixed(mut hash: u64, mut part: &[u8]) -> u64 {
    while let Some((turn, rest)) = part.split_first_chunk::<32>() {
        hash = mix(mix(mix(mix(hash, word(turn)), word(&turn[8..])), word(&turn[16..])), word(&turn[24..]));
        part = rest;
    }
    for rest in part.chunks_exact(8) {
        hash = mix(hash, word(rest));
    }
    hash
}

#[inline(always)]
fn mix(hash: u64, word: u64) -> u64 {
    let hash = (hash ^ word).wrapping_mul(PRIME);
    hash ^ (hash >> 29)
}

/// The first eight bytes as a number: one instruction.
#[inline(always)]
pub(super) fn word(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |word| u64::from_le_bytes(*word))
}
