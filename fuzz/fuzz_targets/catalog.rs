//! Any bytes as a catalog, under a right length and checksum.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nearside::catalog::{format as f, Catalog, FacetId, FacetKeys, ItemIx, Table};

fuzz_target!(|data: &[u8]| {
    let mut bytes = data.to_vec();
    if bytes.len() >= f::HEADER {
        bytes[..4].copy_from_slice(&f::MAGIC);
        bytes[4..6].copy_from_slice(&f::VERSION.to_le_bytes());
        let length = bytes.len() as u32;
        bytes[16..20].copy_from_slice(&length.to_le_bytes());
        let sum = f::checksum(&bytes[f::HEADER..]);
        bytes[24..32].copy_from_slice(&sum.to_le_bytes());
    }
    let Ok(catalog) = Catalog::open(bytes) else { return };
    let index = FacetKeys::new(&catalog);
    for id in (0..catalog.facet_count()).map(|k| FacetId(k as u16)) {
        let key = catalog.facet_key(id);
        let _ = (catalog.facet(id), index.find(&catalog, &key), catalog.with_parents(id).count());
    }
    for item in (0..catalog.len()).map(ItemIx) {
        let _ = (catalog.find(catalog.id(item)), catalog.card(item), catalog.price(item), catalog.sold(item));
        let _ = (catalog.rebuy(item), catalog.in_stock(item), catalog.is_sensitive(item));
        for table in [Table::Carts, Table::Sessions] {
            let _ = (catalog.neighbors(table, item).count(), catalog.has_table(table));
        }
        let _ = catalog.facets_of(item).count();
    }
});
