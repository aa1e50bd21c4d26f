//! What the compiler saw, kept and dropped, as numbers and as text for people.
//! Not here: errors that end the work.

use super::baskets::Orders;
use super::facets::Facets;
use super::feed::Seen;
use super::findings::Finding;
use super::fold::Shelf;
use super::format as f;
use super::neighbors::Neighbors;
use super::problem::Problems;
use super::sessions::Sessions;
use super::shards::Shard;
use super::view::Meta;
use crate::letters::thousands;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What became of a feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// What the feed is, by its content: `tsv`, `csv`, `xml`, `json`, `openai-csv`, `openai-tsv`, `openai-json`,
    /// `shopify-csv`, `shopify-json`, `woocommerce-csv`, `woocommerce-json` or
    /// `json-ld`.
    pub format: String,
    /// The encoding that the feed was read in.
    pub encoding: String,
    /// Rows of the feed, broken ones included.
    pub rows: u64,
    /// Products that were read: rows without the broken ones and without ids seen before.
    pub products: u64,
    /// Items in the catalog: products with variants folded in.
    pub items: u64,
    /// Products that became part of another product's item.
    pub variants: u64,
    /// Items that can be ordered now.
    pub in_stock: u64,
    /// Items that are sensitive: nothing is learned from them.
    pub sensitive: u64,
    /// The same by theme, and by the shop's own list; an item may have several.
    #[serde(default)]
    pub themes: BTreeMap<String, u64>,
    /// The currency of all prices; empty without prices.
    pub currency: String,
    /// Products without a value, by the attribute's name.
    pub missing: BTreeMap<String, u64>,
    /// Columns of a table that nothing is read from.
    pub unused_columns: Vec<String>,
    /// What was wrong with rows and values.
    pub problems: Problems,
    /// Facets by kind.
    pub facets: Vec<KindReport>,
    /// What the baskets told; `None` without them.
    pub baskets: Option<BasketReport>,
    /// What the sessions told; `None` without them.
    #[serde(default)]
    pub sessions: Option<SessionReport>,
    /// Bytes by section.
    pub sections: Vec<SectionReport>,
    /// The file, in bytes.
    pub bytes: u64,
    /// What ranking needs: the file without cards, neighbors, followers, ids and aliases.
    pub core: SizeReport,
    /// Ids and aliases.
    pub ids: SizeReport,
    /// The shards, when the file is the head of a large catalog.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shards: Vec<Shard>,
    /// What could be better in the feed; `None` when nobody asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub findings: Option<Vec<Finding>>,
}

/// Facets of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KindReport {
    /// `category`, `brand` …
    pub kind: String,
    /// Facets in the catalog.
    pub kept: u64,
    /// Items that carry at least one of them.
    pub items: u64,
    /// Left out because fewer than two items carry them.
    pub dropped_rare: u64,
    /// Left out because too few items carry them after tags were cut.
    pub dropped_cut: u64,
    /// Left out because a catalog holds 65,535 facets and others are carried more.
    pub dropped_full: u64,
    /// Spellings that differ from another one only by case.
    pub spellings_merged: u64,
    /// Times an item's tag was left out because the item has more than five.
    pub tags_cut: u64,
}

/// What the baskets told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BasketReport {
    /// Lines of the file.
    pub lines: u64,
    /// Baskets with at least one item of the feed.
    pub baskets: u64,
    /// Different buyers; 0 when the file names none.
    pub buyers: u64,
    /// Items that were sold at least once.
    pub items_sold: u64,
    /// Items with at least one neighbor, and pairs in the table.
    pub items_with_neighbors: u64,
    /// Pairs in the table.
    pub pairs: u64,
}

/// What the sessions told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionReport {
    /// Clicks in the file.
    pub lines: u64,
    /// Sessions with at least one item of the feed.
    pub sessions: u64,
    /// Clicks on items of the feed.
    pub clicks: u64,
    /// Items with at least one follower.
    pub items_with_followers: u64,
    /// Pairs in the table.
    pub pairs: u64,
    /// Whether popularity was counted from them, for want of baskets.
    pub popularity: bool,
}

/// One section of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionReport {
    /// Its name in the file.
    pub name: String,
    /// Its bytes.
    pub raw: u64,
    /// Its bytes when compressed by itself; `None` when nobody measured.
    pub gzip: Option<u64>,
}

/// A size, and per item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SizeReport {
    /// Bytes.
    pub raw: u64,
    /// Bytes when compressed; `None` when nobody measured.
    pub gzip: Option<u64>,
    /// Compressed bytes per item.
    pub gzip_per_item: Option<f64>,
}

/// Everything that was counted besides the feed.
#[derive(Clone, Copy)]
pub(super) struct Counted<'c> {
    pub orders: Option<&'c Orders>,
    pub neighbors: Option<&'c Neighbors>,
    pub sessions: Option<&'c Sessions>,
    pub followers: Option<&'c Neighbors>,
}

impl KindReport {
    pub(super) fn new(kind: &str) -> Self {
        KindReport { kind: kind.to_string(), ..KindReport::default() }
    }
}

/// Sections that are counted as ids, and ones that ranking can do without.
const IDS: [[u8; 4]; 2] = [f::IDS, f::ALIASES];
const EXTRAS: [[u8; 4]; 4] = [f::CARDS, f::NEIGHBORS, f::FOLLOWERS, f::LIFTS];

impl Report {
    pub(super) fn new(
        seen: Seen,
        shelf: &Shelf,
        facets: &Facets,
        meta: &Meta,
        counted: Counted<'_>,
        bytes: &[u8],
    ) -> Report {
        let with = |flag: u8| shelf.flags.iter().filter(|flags| **flags & flag != 0).count() as u64;
        let Counted { orders, neighbors, sessions, followers } = counted;
        let baskets = orders.map(|orders| {
            let mut sold = vec![false; shelf.len()];
            (0..orders.len()).flat_map(|k| orders.basket(k)).for_each(|item| sold[*item as usize] = true);
            BasketReport {
                lines: orders.lines,
                baskets: orders.len() as u64,
                buyers: orders.buyer_count() as u64,
                items_sold: sold.iter().filter(|sold| **sold).count() as u64,
                items_with_neighbors: neighbors.map_or(0, Neighbors::rows_with_any),
                pairs: neighbors.map_or(0, |table| table.rows.len() as u64),
            }
        });
        let sessions = sessions.map(|sessions| SessionReport {
            lines: sessions.lines,
            sessions: sessions.len() as u64,
            clicks: sessions.clicks().len() as u64,
            items_with_followers: followers.map_or(0, Neighbors::rows_with_any),
            pairs: followers.map_or(0, |table| table.rows.len() as u64),
            popularity: orders.is_none(),
        });
        let size = |kinds: fn(&[u8; 4]) -> bool| SizeReport {
            raw: sections(bytes).filter(|(kind, _)| kinds(kind)).map(|(_, part)| part.len() as u64).sum(),
            ..SizeReport::default()
        };
        Report {
            format: seen.format,
            encoding: seen.encoding,
            rows: seen.rows,
            products: shelf.len() as u64 + shelf.variants,
            items: shelf.len() as u64,
            variants: shelf.variants,
            in_stock: with(f::IN_STOCK),
            sensitive: with(f::SENSITIVE_ITEM),
            themes: facets.themes.clone(),
            currency: meta.currency.clone(),
            missing: seen.missing,
            unused_columns: seen.unused,
            problems: seen.problems,
            facets: facets.report.clone(),
            baskets,
            sessions,
            sections: sections(bytes)
                .map(|(kind, part)| SectionReport {
                    name: String::from_utf8_lossy(&kind).trim().to_string(),
                    raw: part.len() as u64,
                    gzip: None,
                })
                .collect(),
            bytes: bytes.len() as u64,
            core: size(is_core),
            ids: size(is_id),
            shards: Vec::new(),
            findings: None,
        }
    }

    /// Fills in compressed sizes, with a function that says how long something is when compressed.
    pub fn weigh(&mut self, catalog: &[u8], gzip: &mut dyn FnMut(&[u8]) -> u64) {
        for (line, (_, part)) in self.sections.iter_mut().zip(sections(catalog)) {
            line.gzip = Some(gzip(part));
        }
        // A head holds fewer items than the shop.
        let items = catalog.get(8..12).map_or(1, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]).max(1));
        let items = f64::from(items);
        for (size, kinds) in [(&mut self.core, is_core as fn(&[u8; 4]) -> bool), (&mut self.ids, is_id)] {
            let whole: Vec<u8> =
                sections(catalog).filter(|(kind, _)| kinds(kind)).flat_map(|(_, part)| part).copied().collect();
            let length = gzip(&whole);
            size.gzip = Some(length);
            size.gzip_per_item = Some((length as f64 / items * 100.0).round() / 100.0);
        }
    }

    /// The report as text for people.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out).unwrap_or_default(); // writing to a string cannot fail
        out
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "feed      {} rows ({}, {})", thousands(self.rows), self.format, self.encoding)?;
        let skipped = self.rows - self.products.min(self.rows);
        writeln!(out, "products  {} read, {} rows skipped", thousands(self.products), thousands(skipped))?;
        writeln!(
            out,
            "items     {} ({} variants folded in, {} in stock{})",
            thousands(self.items),
            thousands(self.variants),
            thousands(self.in_stock),
            if self.sensitive > 0 { format!(", {} sensitive", thousands(self.sensitive)) } else { String::new() }
        )?;
        if !self.themes.is_empty() {
            let list: Vec<String> =
                self.themes.iter().map(|(name, count)| format!("{name} {}", thousands(*count))).collect();
            writeln!(out, "sensitive {} (take a theme out: \"!name\" in `sensitive`)", list.join(", "))?;
        }
        if let Some(baskets) = &self.baskets {
            writeln!(
                out,
                "baskets   {} of {} lines, {} buyers, {} items sold, {} items with neighbors ({} pairs)",
                thousands(baskets.baskets),
                thousands(baskets.lines),
                thousands(baskets.buyers),
                thousands(baskets.items_sold),
                thousands(baskets.items_with_neighbors),
                thousands(baskets.pairs)
            )?;
        } else if self.sessions.is_some() {
            writeln!(out, "baskets   none; popularity is counted from the sessions")?;
        } else {
            writeln!(out, "baskets   none; the feed's own order stands in for popularity")?;
        }
        if let Some(sessions) = &self.sessions {
            writeln!(
                out,
                "sessions  {} with {} of {} clicks, {} items with followers ({} pairs)",
                thousands(sessions.sessions),
                thousands(sessions.clicks),
                thousands(sessions.lines),
                thousands(sessions.items_with_followers),
                thousands(sessions.pairs)
            )?;
        }
        if !self.missing.is_empty() {
            let list: Vec<String> =
                self.missing.iter().map(|(name, count)| format!("{name} {}", thousands(*count))).collect();
            writeln!(out, "missing   {}", list.join(", "))?;
        }
        if !self.unused_columns.is_empty() {
            writeln!(out, "unused    {}", self.unused_columns.join(", "))?;
        }
        self.write_facets(out)?;
        self.write_sections(out)?;
        self.write_shards(out)?;
        match self.findings {
            None => self.write_problems(out),
            // They say the same, and more.
            Some(_) => out.write_str(&self.advice()),
        }
    }

    fn write_facets(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\nfacets          kept    items   dropped")?;
        for line in &self.facets {
            let mut why = Vec::new();
            let reasons = [
                (line.dropped_rare, "carried by fewer than 2 items"),
                (line.dropped_cut, "only on items with more than 5 tags"),
                (line.dropped_full, "beyond 65,535 facets"),
                (line.spellings_merged, "spellings merged"),
                (line.tags_cut, "tags cut (more than 5 an item)"),
            ];
            for (count, reason) in reasons.into_iter().filter(|(count, _)| *count > 0) {
                why.push(format!("{} {reason}", thousands(count)));
            }
            if line.kept > 0 || !why.is_empty() {
                let row = format!(
                    "  {:<10}{:>8} {:>8}   {}",
                    line.kind,
                    thousands(line.kept),
                    thousands(line.items),
                    why.join(", ")
                );
                writeln!(out, "{}", row.trim_end())?;
            }
        }
        Ok(())
    }

    fn write_sections(&self, out: &mut String) -> std::fmt::Result {
        let gzip = |size: Option<u64>| size.map_or_else(|| "-".to_string(), thousands);
        writeln!(out, "\nsection          bytes       gzip")?;
        for line in &self.sections {
            writeln!(out, "  {:<8}{:>12} {:>10}", line.name, thousands(line.raw), gzip(line.gzip))?;
        }
        writeln!(out, "  {:<8}{:>12}", "file", thousands(self.bytes))?;
        if let (Some(core), Some(ids)) = (self.core.gzip_per_item, self.ids.gzip_per_item) {
            writeln!(out, "per item, gzip: {core:.2} bytes for ranking, {ids:.2} for ids (cards and tables apart)")?;
        }
        Ok(())
    }

    fn write_shards(&self, out: &mut String) -> std::fmt::Result {
        if self.shards.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nthe file is the head; shards     items      bytes   categories")?;
        for shard in &self.shards {
            let names = match &shard.keys[..] {
                [] => String::new(),
                [only] => only.clone(),
                [first, .., last] => format!("{first} … {last}"),
            };
            writeln!(
                out,
                "  {:<30}{:>7} {:>10}   {names}",
                shard.file,
                thousands(shard.items),
                thousands(shard.bytes)
            )?;
        }
        Ok(())
    }

    fn write_problems(&self, out: &mut String) -> std::fmt::Result {
        if self.problems.total() == 0 {
            return Ok(());
        }
        writeln!(out, "\nproblems")?;
        for (kind, count) in &self.problems.counts {
            writeln!(out, "  {:>8}  {}", thousands(*count), kind.text())?;
        }
        writeln!(out, "first of them")?;
        for problem in &self.problems.first {
            let file = problem.kind.file();
            let place = if problem.line > 0 { format!("{file} line {}", problem.line) } else { file.to_string() };
            let line = format!("  {place}: {}: {}", problem.kind.text(), problem.detail);
            writeln!(out, "{}", line.trim_end_matches([':', ' ']))?;
        }
        Ok(())
    }
}

fn is_id(kind: &[u8; 4]) -> bool {
    IDS.contains(kind)
}

fn is_core(kind: &[u8; 4]) -> bool {
    !IDS.contains(kind) && !EXTRAS.contains(kind)
}

/// The sections of a catalog that was just written.
fn sections(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let count = bytes.get(6..8).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]));
    let table = bytes.get(f::HEADER..).unwrap_or_default();
    table.chunks_exact(f::TABLE_LINE).take(count.into()).map(|line| {
        let number = |at: usize| u32::from_le_bytes([line[at], line[at + 1], line[at + 2], line[at + 3]]) as usize;
        let part = bytes.get(number(4)..number(4) + number(8)).unwrap_or_default();
        ([line[0], line[1], line[2], line[3]], part)
    })
}
