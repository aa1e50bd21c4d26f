//! From a facet's key to its number in one catalog.

use super::{Catalog, FacetId};
use crate::fixed;

/// Facets of one catalog, findable by key. Made once per catalog: one pass, without making the keys.
///
/// Each entry is 48 bits of the key's hash and the facet's number below them.
#[derive(Default)]
pub struct FacetKeys(Vec<u64>);

const START: u64 = 0xcbf2_9ce4_8422_2325;
const NUMBER: u64 = 0xffff;

fn feed(hash: u64, text: &str) -> u64 {
    // FNV-1a, 64 bits.
    text.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

impl FacetKeys {
    /// Looks at every facet once.
    pub fn new(catalog: &Catalog) -> FacetKeys {
        let mut hashes = vec![0u64; catalog.facet_count()];
        for number in 1..catalog.facet_count() {
            let Some(facet) = catalog.facet(FacetId(number as u16)) else { continue };
            hashes[number] = if facet.parent.0 == 0 {
                feed(feed(feed(START, facet.kind.word()), ":"), facet.label)
            } else {
                // Parents have lower numbers, so theirs is there already.
                feed(feed(hashes[usize::from(facet.parent.0)], " > "), facet.label)
            };
        }
        let mut table: Vec<u64> = (1..hashes.len()).map(|k| hashes[k] & !NUMBER | k as u64).collect();
        fixed::sort(&mut table);
        FacetKeys(table)
    }

    /// The facet with this key.
    pub fn find(&self, catalog: &Catalog, key: &str) -> Option<FacetId> {
        let hash = feed(START, key) & !NUMBER;
        let start = self.0.partition_point(|entry| *entry < hash);
        let same = self.0[start..].iter().take_while(|entry| *entry & !NUMBER == hash);
        same.map(|entry| FacetId((entry & NUMBER) as u16)).find(|id| catalog.facet_key(*id) == key)
    }
}
