//! From a facet's key to its number in one catalog.

use super::{Catalog, FacetId};
use std::sync::OnceLock;

/// Facets of one catalog, findable by key. Made at the first question: one pass that makes no key.
#[derive(Default)]
pub struct FacetKeys(OnceLock<Table>);

/// Chains of facets by [`tail`], by rising number: the first of each, and behind each facet the next; 0 ends one.
struct Table {
    first: Vec<u16>,
    next: Vec<u16>,
}

/// What a label and every key that ends in it have in common: a hash of the last letters, before what may stand
/// between two labels. Only the label is read, because this runs for every facet of a shop before its first list.
fn tail(text: &[u8]) -> usize {
    const MOST: usize = 12;
    let mut hash: u32 = 0x811c_9dc5;
    for byte in text.iter().rev().take(MOST) {
        match byte {
            b':' | b'>' => break,
            b' ' => {}
            _ => hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193),
        }
    }
    (hash ^ hash >> 16) as usize
}

impl Table {
    fn new(catalog: &Catalog) -> Table {
        let count = catalog.facet_count();
        let mut table = Table { first: vec![0; count.next_power_of_two()], next: vec![0; count] };
        for number in (1..count).rev() {
            let place = table.place(catalog.facet_label(FacetId(number as u16)));
            table.next[number] = table.first[place];
            table.first[place] = number as u16;
        }
        table
    }

    fn place(&self, text: &[u8]) -> usize {
        tail(text) & (self.first.len() - 1)
    }
}

impl FacetKeys {
    /// Facets of this catalog.
    pub fn new(_catalog: &Catalog) -> FacetKeys {
        FacetKeys::default()
    }

    /// The facet with this key.
    pub fn find(&self, catalog: &Catalog, key: &str) -> Option<FacetId> {
        let table = self.0.get_or_init(|| Table::new(catalog));
        let mut number = table.first[table.place(key.as_bytes())];
        while number != 0 && !catalog.has_key(FacetId(number), key) {
            number = table.next[usize::from(number)];
        }
        Some(FacetId(number)).filter(|id| id.0 != 0)
    }
}
