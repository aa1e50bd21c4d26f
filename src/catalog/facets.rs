//! Values into facets: which ones are worth one of 65,535 numbers, in which order they are numbered, and
//! which of them each item carries. Not here: folding products (`fold`), the file (`write`).

use super::bands;
use super::fold::{Shelf, NONE};
use super::format::{
    FURTHER_FACET, NO_PRICE, SENSITIVE_FACET, SENSITIVE_ITEM, SLOTS, SLOT_BRAND, SLOT_CATEGORY, SLOT_PRICE, SLOT_TAGS,
};
use super::report::KindReport;
use super::sensitive::{self, Sensitive};
use super::{spelling, tags, FacetKind};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A facet as the file holds it.
#[derive(Clone, Debug)]
pub(super) struct FacetLine {
    pub kind: FacetKind,
    pub flags: u8,
    pub parent: u16,
    pub label: String,
    pub items: u32,
    pub share: u32,
}

/// The chosen facets, and who carries which.
pub(super) struct Facets {
    /// Facet k + 1 is `lines[k]`.
    pub lines: Vec<FacetLine>,
    /// For each item, in the order of the feed.
    pub slots: Vec<[u16; SLOTS]>,
    pub report: Vec<KindReport>,
    /// Sensitive items by theme.
    pub themes: BTreeMap<String, u64>,
}

/// Facet numbers are 16 bits wide, and 0 is taken.
const MOST: usize = u16::MAX as usize;
/// Brands and tags that fewer items carry say nothing about a taste.
const FEWEST: u32 = 2;

/// Chooses the facets and marks sensitive items in the shelf. `weights` is what each item counts for in the
/// share of its facets.
pub(super) fn choose(shelf: &mut Shelf, sensitive: &Sensitive, weights: &[u32]) -> Facets {
    let mut report: Vec<KindReport> = FacetKind::ALL.map(|kind| KindReport::new(kind.word())).to_vec();
    let (mut marked, themes) = mark(shelf, sensitive);
    for (value, merged) in spelling::merge(shelf).into_iter().enumerate() {
        line(&mut report, shelf.values.kind(value as u32)).spellings_merged += u64::from(merged);
    }
    tags::tidy(&mut shelf.tags);
    drop_said_already(shelf);
    let before = carried(shelf, 0);
    mark_what_nothing_else_carries(shelf, &before, &mut marked);
    let is_category = |value: u32| shelf.values.kind(value) == FacetKind::Category;
    shelf.tags.retain(|tag| before[tag.1 as usize] >= FEWEST || is_category(tag.1));
    let common = |value: u32| before[value as usize] as usize * 2 > shelf.len();
    let cut = tags::cap(&shelf.tags, &shelf.values, common, |kind| line(&mut report, kind).tags_cut += 1);
    shelf.tags = cut;
    let mut counts = carried(shelf, 0);
    for value in 0..counts.len() {
        let kind = shelf.values.kind(value as u32);
        if kind == FacetKind::Category || counts[value] >= FEWEST || before[value] == 0 {
            continue;
        }
        counts[value] = 0;
        let kind = line(&mut report, kind);
        *(if before[value] < FEWEST { &mut kind.dropped_rare } else { &mut kind.dropped_cut }) += 1;
    }
    let mut further: Vec<u32> = shelf.tags.iter().map(|tag| tag.1).filter(|value| is_category(*value)).collect();
    further.sort_unstable();
    further.dedup();
    drop_beyond((MOST - bands::COUNT).saturating_sub(further.len()), shelf, &mut counts, &mut report);

    let (mut lines, number_of) = number(shelf, &counts, &marked);
    let slots = fill(shelf, &number_of, &mut lines, sensitive);
    weigh(&slots, weights, &mut lines);
    for facet in lines.iter().filter(|facet| facet.flags & FURTHER_FACET == 0) {
        line(&mut report, facet.kind).kept += 1;
    }
    for slots in &slots {
        let mut kinds: Vec<FacetKind> =
            slots.iter().filter(|f| **f != 0).map(|f| lines[*f as usize - 1].kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.into_iter().for_each(|kind| line(&mut report, kind).items += 1);
    }
    Facets { lines, slots, report, themes }
}

fn line(report: &mut [KindReport], kind: FacetKind) -> &mut KindReport {
    &mut report[kind as usize - 1]
}

/// The key of a value, as `Catalog::facet_key` will give it.
fn key(shelf: &Shelf, value: u32) -> String {
    let mut labels = vec![shelf.values.label(value)];
    let mut above = shelf.values.parent(value);
    while above != NONE {
        labels.push(shelf.values.label(above));
        above = shelf.values.parent(above);
    }
    labels.reverse();
    format!("{}:{}", shelf.values.kind(value).word(), labels.join(" > "))
}

/// Says of each value whether it is sensitive, and marks the items that carry one, also where the value
/// itself becomes no facet. Counts items by theme.
fn mark(shelf: &mut Shelf, sensitive: &Sensitive) -> (Vec<bool>, BTreeMap<String, u64>) {
    let mut masks = vec![0u16; shelf.values.len()];
    if sensitive.is_empty() {
        return (vec![false; masks.len()], BTreeMap::new());
    }
    for value in 0..masks.len() as u32 {
        let above = shelf.values.parent(value);
        let inherited = if above == NONE { 0 } else { masks[above as usize] };
        let own = sensitive.mask(shelf.values.kind(value), &key(shelf, value), shelf.values.label(value));
        masks[value as usize] = inherited | own;
    }
    let mut of_item: Vec<u16> = shelf.themes.iter().map(|mask| sensitive.counts(*mask)).collect();
    for (item, mask) in of_item.iter_mut().enumerate() {
        for value in [shelf.categories[item], shelf.brands[item]].into_iter().filter(|value| *value != NONE) {
            *mask |= masks[value as usize];
        }
    }
    for (item, value) in &shelf.tags {
        of_item[*item as usize] |= masks[*value as usize];
    }
    let mut themes: BTreeMap<String, u64> = BTreeMap::new();
    for (flags, mask) in shelf.flags.iter_mut().zip(of_item).filter(|(_, mask)| *mask != 0) {
        *flags |= SENSITIVE_ITEM;
        sensitive::names(mask).for_each(|name| *themes.entry(name.to_owned()).or_default() += 1);
    }
    (masks.iter().map(|mask| *mask != 0).collect(), themes)
}

/// A value that only sensitive items carry tells the same as they do: the one maker of pregnancy tests.
fn mark_what_nothing_else_carries(shelf: &Shelf, carried_by_all: &[u32], marked: &mut [bool]) {
    let by_sensitive = carried(shelf, SENSITIVE_ITEM);
    for (value, mark) in marked.iter_mut().enumerate() {
        *mark |= by_sensitive[value] > 0 && by_sensitive[value] == carried_by_all[value];
    }
}

/// Leaves out further categories that the first one or another one includes. `tags` is tidy.
fn drop_said_already(shelf: &mut Shelf) {
    let values = &shelf.values;
    // The last item of which each value was said.
    let mut said: Vec<u32> = vec![NONE; values.len()];
    let mut kept = Vec::with_capacity(shelf.tags.len());
    for of_item in shelf.tags.chunk_by(|a, b| a.0 == b.0) {
        let item = of_item[0].0;
        let above = of_item.iter().map(|(_, value)| values.parent(*value));
        for mut value in above.chain([shelf.categories[item as usize]]) {
            // What lies above a value that was said was said with it.
            while value != NONE && said[value as usize] != item {
                said[value as usize] = item;
                value = values.parent(value);
            }
        }
        kept.extend(of_item.iter().copied().filter(|(_, value)| said[*value as usize] != item));
    }
    shelf.tags = kept;
}

/// How many items with all these flags carry each value; of a category, or one below it.
fn carried(shelf: &Shelf, flags: u8) -> Vec<u32> {
    let mut counts = vec![0u32; shelf.values.len()];
    let of = |values: &[u32]| (0u32..).zip(values.to_vec()).filter(|(_, value)| *value != NONE);
    for (item, value) in of(&shelf.categories).chain(of(&shelf.brands)).chain(shelf.tags.iter().copied()) {
        counts[value as usize] += u32::from(shelf.flags[item as usize] & flags == flags);
    }
    for value in (0..counts.len()).rev() {
        let above = shelf.values.parent(value as u32);
        if above != NONE {
            counts[above as usize] += counts[value];
        }
    }
    counts
}

/// Sets the count of all but the `most` most carried values to 0. A category never outlives the one above it.
fn drop_beyond(most: usize, shelf: &Shelf, counts: &mut [u32], report: &mut [KindReport]) {
    let mut kept: Vec<u32> = (0..counts.len() as u32).filter(|value| counts[*value as usize] > 0).collect();
    if kept.len() <= most {
        return;
    }
    let depth = |value: u32| {
        std::iter::successors(Some(value), |v| Some(shelf.values.parent(*v)).filter(|p| *p != NONE)).count()
    };
    kept.sort_by_cached_key(|value| (Reverse(counts[*value as usize]), depth(*value), key(shelf, *value)));
    for value in kept.drain(most..) {
        counts[value as usize] = 0;
        line(report, shelf.values.kind(value)).dropped_full += 1;
    }
}

/// Numbers the values that have a count: the category tree from the top, siblings by bytes, then other kinds by
/// kind and bytes. Returns their lines (without price bands) and the number of each value; a category that was
/// dropped has that of the one above it.
fn number(shelf: &Shelf, counts: &[u32], marked: &[bool]) -> (Vec<FacetLine>, Vec<u16>) {
    let values = &shelf.values;
    let mut lines: Vec<FacetLine> = Vec::new();
    let mut number_of = vec![0u16; values.len()];
    let mut push = |value: u32, parent: u16| -> u16 {
        let flags = if marked[value as usize] { SENSITIVE_FACET } else { 0 };
        lines.push(FacetLine {
            kind: values.kind(value),
            flags,
            parent,
            label: values.label(value).to_string(),
            items: 0,
            share: 0,
        });
        lines.len() as u16
    };
    let mut kept: Vec<u32> = (0..values.len() as u32).filter(|value| counts[*value as usize] > 0).collect();
    let (mut tree, mut rest): (Vec<u32>, Vec<u32>) =
        kept.drain(..).partition(|v| values.kind(*v) == FacetKind::Category);
    // The children of one node lie side by side, the last by bytes first, ready for a stack.
    tree.sort_unstable_by(|a, b| {
        values.parent(*a).cmp(&values.parent(*b)).then_with(|| values.label(*b).cmp(values.label(*a)))
    });
    let children = |node: u32| {
        let start = tree.partition_point(|v| values.parent(*v) < node);
        let end = tree.partition_point(|v| values.parent(*v) <= node);
        &tree[start..end]
    };
    let mut stack: Vec<(u32, u16)> = children(NONE).iter().map(|node| (*node, 0)).collect();
    while let Some((node, parent)) = stack.pop() {
        let number = push(node, parent);
        number_of[node as usize] = number;
        stack.extend(children(node).iter().map(|child| (*child, number)));
    }
    rest.sort_unstable_by(|a, b| {
        values.kind(*a).cmp(&values.kind(*b)).then_with(|| values.label(*a).cmp(values.label(*b)))
    });
    for value in rest {
        number_of[value as usize] = push(value, 0);
    }
    for value in 0..values.len() {
        let above = values.parent(value as u32);
        if number_of[value] == 0 && above != NONE {
            number_of[value] = number_of[above as usize];
        }
    }
    (lines, number_of)
}

/// The facets of each item, price bands included, which get the last numbers.
fn fill(shelf: &mut Shelf, number_of: &[u16], lines: &mut Vec<FacetLine>, sensitive: &Sensitive) -> Vec<[u16; SLOTS]> {
    let number = |value: u32| if value == NONE { 0 } else { number_of[value as usize] };
    let mut slots = vec![[0u16; SLOTS]; shelf.len()];
    let band_of = |price: u32| if price == NO_PRICE { None } else { bands::band(price) };
    let mut bands_used: Vec<u8> = shelf.prices.iter().filter_map(|price| band_of(*price)).collect();
    bands_used.sort_unstable();
    bands_used.dedup();
    let first_band = lines.len() as u16 + 1;
    if let Some(currency) = shelf.currency {
        for band in &bands_used {
            let label = bands::label(*band, currency);
            let is_marked = !sensitive.is_empty() && sensitive.matches(&format!("price:{label}"), &label);
            let flags = if is_marked { SENSITIVE_FACET } else { 0 };
            lines.push(FacetLine { kind: FacetKind::Price, flags, parent: 0, label, items: 0, share: 0 });
        }
    }
    for (item, slots) in slots.iter_mut().enumerate() {
        slots[SLOT_CATEGORY] = number(shelf.categories[item]);
        slots[SLOT_BRAND] = number(shelf.brands[item]);
        if let Some(at) = band_of(shelf.prices[item]).and_then(|band| bands_used.binary_search(&band).ok()) {
            slots[SLOT_PRICE] = first_band + at as u16;
            if lines[slots[SLOT_PRICE] as usize - 1].flags & SENSITIVE_FACET != 0 {
                shelf.flags[item] |= SENSITIVE_ITEM;
            }
        }
    }
    let further_of = further_lines(shelf, number_of, lines);
    for of_item in shelf.tags.chunk_by(|a, b| a.0 == b.0) {
        let slots = &mut slots[of_item[0].0 as usize];
        let numbers = of_item.iter().map(|tag| match shelf.values.kind(tag.1) {
            FacetKind::Category => further_of.get(&number(tag.1)).copied().unwrap_or(0),
            _ => number(tag.1),
        });
        let mut numbers: Vec<u16> = numbers.filter(|number| *number != 0).collect();
        numbers.sort_unstable();
        numbers.dedup();
        slots[SLOT_TAGS..][..numbers.len()].copy_from_slice(&numbers);
    }
    slots
}

/// Adds a facet for each category that is a further one of some item. They come last of all.
fn further_lines(shelf: &Shelf, number_of: &[u16], lines: &mut Vec<FacetLine>) -> BTreeMap<u16, u16> {
    let is_category = |value: u32| shelf.values.kind(value) == FacetKind::Category;
    let tags = shelf.tags.iter().filter(|tag| is_category(tag.1));
    let mut further_of: BTreeMap<u16, u16> = tags.map(|tag| (number_of[tag.1 as usize], 0)).collect();
    further_of.remove(&0);
    for (category, further) in &mut further_of {
        let flags = lines[*category as usize - 1].flags | FURTHER_FACET;
        let (label, parent) = (String::new(), *category);
        lines.push(FacetLine { kind: FacetKind::Category, flags, parent, label, items: 0, share: 0 });
        *further = lines.len() as u16;
    }
    further_of
}

/// Counts items and shares of every facet from what the items carry.
fn weigh(slots: &[[u16; SLOTS]], weights: &[u32], lines: &mut [FacetLine]) {
    let mut sums = vec![0u64; lines.len()];
    for (slots, weight) in slots.iter().zip(weights) {
        for facet in slots {
            let mut facet = *facet;
            while facet != 0 {
                let at = facet as usize - 1;
                lines[at].items += 1;
                sums[at] += u64::from(*weight);
                // An item counts for its first category and those above it, once.
                facet = if lines[at].flags & FURTHER_FACET == 0 { lines[at].parent } else { 0 };
            }
        }
    }
    let total: u64 = weights.iter().copied().map(u64::from).sum::<u64>().max(1);
    for (line, sum) in lines.iter_mut().zip(sums) {
        line.share = ((u128::from(sum) << 32) / u128::from(total)).min(u32::MAX.into()) as u32;
    }
}
