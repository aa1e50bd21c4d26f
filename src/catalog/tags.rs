//! Which tags an item keeps when it has more than it has slots for. Not here: which tags are facets (`facets`).

use super::fold::Values;
use super::format::{SLOTS, SLOT_TAGS};
use super::FacetKind;

/// Tag slots of one item.
pub(super) const MOST: usize = SLOTS - SLOT_TAGS;

/// When an item has too many tags, kinds take turns in this order, each with its first-named tag first.
const TURNS: [FacetKind; 7] = [
    FacetKind::Category,
    FacetKind::Label,
    FacetKind::Color,
    FacetKind::Material,
    FacetKind::Gender,
    FacetKind::AgeGroup,
    FacetKind::Size,
];

/// Orders (item, value) pairs by item, first-named first, and leaves out pairs that come again.
pub(super) fn tidy(tags: &mut Vec<(u32, u32)>) {
    tags.sort_by_key(|tag| tag.0); // stable, so the feed's order stays
    let values = tags.iter().map(|tag| tag.1 as usize + 1).max().unwrap_or_default();
    // The last item that each value was met with: one item may have as many tags as the feed has rows.
    let mut met: Vec<Option<u32>> = vec![None; values];
    tags.retain(|(item, value)| met[*value as usize].replace(*item) != Some(*item));
}

/// At most [`MOST`] tags of each item; `tags` is tidy. Of too many, those go first that are `common` and say little.
/// Tells `cut` the kind of each one that goes.
pub(super) fn cap(
    tags: &[(u32, u32)],
    values: &Values,
    common: impl Fn(u32) -> bool,
    mut cut: impl FnMut(FacetKind),
) -> Vec<(u32, u32)> {
    let mut out = Vec::with_capacity(tags.len());
    for of_item in tags.chunk_by(|a, b| a.0 == b.0) {
        if of_item.len() <= MOST {
            out.extend_from_slice(of_item);
            continue;
        }
        let mut ranked: Vec<(bool, usize, usize, (u32, u32))> = Vec::with_capacity(of_item.len());
        let mut rounds = [0usize; TURNS.len()];
        for tag in of_item {
            let turn = TURNS.iter().position(|kind| *kind == values.kind(tag.1)).unwrap_or_default();
            ranked.push((common(tag.1), rounds[turn], turn, *tag));
            rounds[turn] += 1;
        }
        ranked.sort_by_key(|(common, round, turn, _)| (*common, *round, *turn));
        out.extend(ranked[..MOST].iter().map(|ranked| ranked.3));
        ranked[MOST..].iter().for_each(|ranked| cut(TURNS[ranked.2]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidy_orders_by_item_and_drops_doubles() {
        let mut tags = vec![(1, 5), (0, 9), (1, 5), (1, 3), (0, 9), (0, 1), (2, 5)];
        tidy(&mut tags);
        assert_eq!(tags, [(0, 9), (0, 1), (1, 5), (1, 3), (2, 5)]);
    }
}
