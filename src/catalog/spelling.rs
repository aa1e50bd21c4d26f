//! One facet for `Red`, `red` and `RED`. Not here: categories, whose words belong to the shop's own tree.

use super::fold::{Shelf, NONE};
use super::FacetKind;
use std::collections::HashMap;

/// Gives brands and tags that differ only by case one value: the spelling that most items have (of equals,
/// the first by bytes). Returns, for each value, whether it gave way to another.
pub(super) fn merge(shelf: &mut Shelf) -> Vec<bool> {
    let count = shelf.values.len() as u32;
    let mut carried = vec![0u32; count as usize];
    for value in shelf.brands.iter().copied().filter(|value| *value != NONE).chain(shelf.tags.iter().map(|tag| tag.1)) {
        carried[value as usize] += 1;
    }
    let mut best: HashMap<(FacetKind, String), u32> = HashMap::new();
    let folded = |value: u32| (shelf.values.kind(value), shelf.values.label(value).to_lowercase());
    let others = (0..count).filter(|value| shelf.values.kind(*value) != FacetKind::Category);
    for value in others.clone() {
        best.entry(folded(value))
            .and_modify(|found| {
                let rank = |v: u32| (std::cmp::Reverse(carried[v as usize]), shelf.values.label(v));
                if rank(value) < rank(*found) {
                    *found = value;
                }
            })
            .or_insert(value);
    }
    let mut into: Vec<u32> = (0..count).collect();
    for value in others {
        into[value as usize] = best.get(&folded(value)).copied().unwrap_or(value);
    }
    for value in
        shelf.brands.iter_mut().filter(|value| **value != NONE).chain(shelf.tags.iter_mut().map(|tag| &mut tag.1))
    {
        *value = into[*value as usize];
    }
    into.iter().enumerate().map(|(value, kept)| value as u32 != *kept).collect()
}
