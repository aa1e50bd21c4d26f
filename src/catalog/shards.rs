//! A large catalog as several files: a head with the best of everything, and shards by branches of the category
//! tree. All are catalogs like any other, with priors on the scale of the whole shop.
//! Not here: the bytes of one file (`write`), and who loads which (`www/shards.ts`).

use super::facets::Facets;
use super::format::{HEADER, SLOTS, SLOT_CATEGORY};
use super::neighbors::Neighbors;
use super::view::Meta;
use super::write::{self, Parts};
use super::FacetKind;
use crate::error::{Code, Error, Result};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Items of one shard at most: a shard of this size opens in a fraction of what a browser calls a long task
/// (`docs/big-catalogs.md` has the measurement).
pub const MOST_IN_SHARD: usize = 50_000;
/// Items of the head at most: every page opens it.
pub const MOST_IN_HEAD: usize = 20_000;

/// How to cut a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// What the files of the shards are called, before their hash: `catalog`.
    pub stem: String,
    /// About how many shards; `None` makes as few as [`MOST_IN_SHARD`] allows, and none when one file will do.
    pub shards: Option<usize>,
}

/// One shard, as the head's section `shrd` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// Its file's name, with its checksum: whatever it holds, that name never means anything else.
    pub file: String,
    /// Items in it.
    pub items: u64,
    /// Its length.
    pub bytes: u64,
    /// Keys of the categories it covers, each with all below it that no other shard names. Empty text: items
    /// without a category.
    pub keys: Vec<String>,
}

/// Takes a file's name and bytes.
pub type Put<'p> = &'p mut dyn FnMut(&str, Vec<u8>) -> Result<()>;

/// Items of one branch, or of a piece of it, side by side.
struct Branch {
    /// The category's number; 0 for items without one.
    node: u16,
    rows: Range<usize>,
}

/// Writes the shards and gives the head's bytes, and what the shards are. One file, when that is enough.
pub(super) fn write(parts: &Parts<'_>, cut: &Cut, put: Put<'_>) -> Result<(Vec<u8>, Vec<Shard>)> {
    let n = parts.order.len();
    let most = match cut.shards {
        None if n <= MOST_IN_SHARD => return Ok((write::write(parts)?, Vec::new())),
        None => MOST_IN_SHARD,
        Some(shards) => n.div_ceil(shards.max(1)),
    };
    // Whose own order stands in for sales is on the scale of the whole feed, in every part of it.
    let baskets = if parts.meta.baskets == 0 { 10 * n as u64 } else { parts.meta.baskets };
    let meta = Meta { baskets, ..parts.meta.clone() };
    let part = Parts { meta: &meta, ..*parts };

    let mut shards = Vec::new();
    for branches in groups(branches(&part, most), most) {
        let rows = branches[0].rows.start..branches[branches.len() - 1].rows.end;
        let bytes = write_part(&part, &part.order[rows.clone()], false, None)?;
        let file = format!("{}.{:016x}.nsc", cut.stem, checksum_in(&bytes));
        let mut keys: Vec<String> = branches.iter().map(|branch| key(part.facets, branch.node)).collect();
        keys.dedup();
        let (items, length) = (rows.len() as u64, bytes.len() as u64);
        put(&file, bytes)?;
        shards.push(Shard { file, items, bytes: length, keys });
    }
    let list = serde_json::to_vec(&shards).map_err(|error| Error::new(Code::Internal, error.to_string()))?;
    let head = write_part(&part, &head(&part, MOST_IN_HEAD.min(most)), true, Some(&list))?;
    Ok((head, shards))
}

/// The checksum that a catalog says it has.
fn checksum_in(bytes: &[u8]) -> u64 {
    bytes.get(HEADER - 8..HEADER).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// A catalog of some rows, which stay in their order.
fn write_part(parts: &Parts<'_>, order: &[u32], all_categories: bool, shards: Option<&[u8]>) -> Result<Vec<u8>> {
    let (facets, facet_number) = facets_within(parts.facets, order, all_categories);
    let row_number = rows_within(parts.order, order);
    let within = |table: Option<&Neighbors>, number: &[u32]| {
        table.map(|table| pairs_within(table, number)).filter(|table| !table.rows.is_empty())
    };
    let neighbors = within(parts.neighbors, &row_number);
    let followers = within(parts.followers, &row_number);
    let lifts = within(parts.lifts, &facet_number);
    write::write(&Parts {
        facets: &facets,
        order,
        neighbors: neighbors.as_ref(),
        followers: followers.as_ref(),
        lifts: lifts.as_ref(),
        shards,
        ..*parts
    })
}

/// The branches in the order of their rows, each with at most `most` items: a node whose items are too many gives
/// way to its children, and a piece that has none is cut.
fn branches(parts: &Parts<'_>, most: usize) -> Vec<Branch> {
    let lines = &parts.facets.lines;
    let node_at = |row: usize| parts.facets.slots[parts.order[row] as usize][SLOT_CATEGORY];
    // Categories come first, each right before its children: a branch ends where a node begins that is not below it.
    let categories = lines.iter().take_while(|line| line.kind == FacetKind::Category).count();
    let mut ends: Vec<usize> = (1..=categories).collect();
    for at in (0..categories).rev() {
        let parent = usize::from(lines[at].parent);
        if parent > 0 {
            ends[parent - 1] = ends[parent - 1].max(ends[at]);
        }
    }
    let n = parts.order.len();
    let mut found = Vec::new();
    let mut row = 0;
    while row < n {
        // From the top: the largest branch that begins here and is small enough.
        let node = node_at(row);
        let mut path: Vec<u16> = std::iter::successors(Some(node).filter(|node| *node != 0), |node| {
            Some(lines[usize::from(*node) - 1].parent).filter(|parent| *parent != 0)
        })
        .collect();
        path.reverse();
        let begins = |node: u16| row == 0 || node_at(row - 1) < node;
        let end_of = |node: u16| {
            let last = ends[usize::from(node) - 1];
            row + parts.order[row..]
                .partition_point(|item| usize::from(parts.facets.slots[*item as usize][SLOT_CATEGORY]) <= last)
        };
        let whole = path.into_iter().filter(|node| begins(*node)).map(|node| (node, end_of(node)));
        let (node, end) = whole.into_iter().find(|(_, end)| end - row <= most).unwrap_or_else(|| {
            let own =
                parts.order[row..].partition_point(|item| parts.facets.slots[*item as usize][SLOT_CATEGORY] <= node);
            (node, row + own.min(most))
        });
        found.push(Branch { node, rows: row..end });
        row = end;
    }
    found
}

/// Neighboring branches together, as long as they fit.
fn groups(branches: Vec<Branch>, most: usize) -> Vec<Vec<Branch>> {
    let mut groups: Vec<Vec<Branch>> = Vec::new();
    for branch in branches {
        match groups.last_mut().filter(|group| branch.rows.end - group[0].rows.start <= most) {
            Some(group) => group.push(branch),
            None => groups.push(vec![branch]),
        }
    }
    groups
}

/// The rows of the head: half of it the shop's best sellers, the rest the best of each top category in turn.
fn head(parts: &Parts<'_>, most: usize) -> Vec<u32> {
    let top = |item: u32| {
        let mut node = parts.facets.slots[item as usize][SLOT_CATEGORY];
        while node != 0 && parts.facets.lines[usize::from(node) - 1].parent != 0 {
            node = parts.facets.lines[usize::from(node) - 1].parent;
        }
        node
    };
    let mut best: Vec<usize> = (0..parts.order.len()).collect();
    best.sort_by_key(|row| (Reverse(parts.popularity[parts.order[*row] as usize]), *row));
    let (sellers, others) = best.split_at(best.len().min(most / 2));
    // Each with its place in its own top category, so that taking the first places takes from all alike.
    let mut places = vec![0u32; parts.facets.lines.len() + 1];
    let mut in_turn: Vec<(u32, usize)> = others
        .iter()
        .map(|row| {
            let place = &mut places[usize::from(top(parts.order[*row]))];
            *place += 1;
            (*place, *row)
        })
        .collect();
    in_turn.sort_unstable();
    let mut rows: Vec<usize> = sellers.to_vec();
    rows.extend(in_turn.iter().take(most - sellers.len()).map(|(_, row)| *row));
    rows.sort_unstable();
    rows.into_iter().map(|row| parts.order[row]).collect()
}

/// The facets that these items carry (and all categories, if asked for), numbered anew in the same order, and the new
/// number of each. What they say of the shop stays: items and share.
fn facets_within(facets: &Facets, order: &[u32], all_categories: bool) -> (Facets, Vec<u32>) {
    let lines = &facets.lines;
    let mut used: Vec<bool> = lines.iter().map(|line| all_categories && line.kind == FacetKind::Category).collect();
    for item in order {
        for slot in facets.slots[*item as usize] {
            let mut facet = slot;
            while facet != 0 && !std::mem::replace(&mut used[usize::from(facet) - 1], true) {
                facet = lines[usize::from(facet) - 1].parent;
            }
        }
    }
    let mut number = vec![0u16; lines.len() + 1];
    let mut kept = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| used[*at]) {
        let mut line = line.clone();
        line.parent = number[usize::from(line.parent)];
        kept.push(line);
        number[at + 1] = kept.len() as u16;
    }
    let mut slots = vec![[0u16; SLOTS]; facets.slots.len()];
    for item in order {
        slots[*item as usize] = facets.slots[*item as usize].map(|facet| number[usize::from(facet)]);
    }
    let renumbered = number.iter().enumerate().map(|(old, new)| match (old, new) {
        (1.., 0) => NOT_HERE,
        _ => u32::from(*new),
    });
    (Facets { lines: kept, slots, report: Vec::new(), themes: BTreeMap::new() }, renumbered.collect())
}

/// What is not in a part has this for its new number.
const NOT_HERE: u32 = u32::MAX;

/// The new row of each old row: rows keep their order.
fn rows_within(all: &[u32], order: &[u32]) -> Vec<u32> {
    let mut new_row = vec![NOT_HERE; all.iter().map(|item| *item as usize + 1).max().unwrap_or_default()];
    for (row, item) in order.iter().enumerate() {
        new_row[*item as usize] = row as u32;
    }
    all.iter().map(|item| new_row[*item as usize]).collect()
}

/// The pairs whose both sides are here. New numbers rise with the old ones.
fn pairs_within(table: &Neighbors, number: &[u32]) -> Neighbors {
    let mut out = Neighbors { offsets: vec![0], top: table.top, ..Neighbors::default() };
    for (old, _) in number.iter().enumerate().filter(|(_, new)| **new != NOT_HERE) {
        for at in table.offsets[old] as usize..table.offsets[old + 1] as usize {
            let to = number[table.rows[at] as usize];
            if to != NOT_HERE {
                out.rows.push(to);
                out.weights.push(table.weights[at]);
            }
        }
        out.offsets.push(out.rows.len() as u32);
    }
    out
}

/// The key of a category, as `Catalog::facet_key` gives it; empty for none.
fn key(facets: &Facets, node: u16) -> String {
    let mut labels = Vec::new();
    let mut above = node;
    while above != 0 {
        let line = &facets.lines[usize::from(above) - 1];
        labels.push(line.label.as_str());
        above = line.parent;
    }
    labels.reverse();
    if labels.is_empty() {
        return String::new();
    }
    format!("{}:{}", FacetKind::Category.word(), labels.join(" > "))
}
