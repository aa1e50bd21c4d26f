//! Damaged, cut, foreign and newer files.

use crate::shop::shop;
use nearside::catalog::format as f;
use nearside::catalog::{Catalog, FacetId, FacetKeys, ItemIx, Table};
use nearside::Code;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

fn code(bytes: &[u8]) -> Option<Code> {
    Catalog::open(bytes.to_vec()).err().map(|error| error.code())
}

/// Reads everything there is to read. It must not panic, whatever the bytes.
fn read_all(catalog: &Catalog) {
    let index = FacetKeys::new(catalog);
    for k in 0..catalog.facet_count() {
        let id = FacetId(k as u16);
        let key = catalog.facet_key(id);
        let _ = (catalog.facet(id), index.find(catalog, &key), catalog.with_parents(id).count());
    }
    for item in (0..catalog.len() + 2).map(ItemIx) {
        let _ = (catalog.id(item), catalog.find(catalog.id(item)), catalog.card(item), catalog.price(item));
        let _ = (catalog.sold(item), catalog.rebuy(item), catalog.in_stock(item), catalog.is_sensitive(item));
        if item.0 < catalog.len() {
            let _ = (catalog.neighbors(Table::Carts, item).count(), catalog.facets_of(item).count());
            let _ = (catalog.neighbors(Table::Sessions, item).count(), catalog.table_top(Table::Sessions));
        }
    }
    let _ = (
        catalog.popularity_column(),
        catalog.trend_column(),
        catalog.breadth_column(),
        catalog.since_column(),
        catalog.flags_column(),
    );
    let names = (0..60).map(|k| format!("id{k}")).chain((0..14).map(|k| format!("g{k}"))).chain([String::new()]);
    for found in names.filter_map(|name| catalog.find(&name)) {
        assert!(found.0 < catalog.len(), "a name leads outside the catalog");
    }
}

fn seal(bytes: &mut [u8]) {
    let sum = f::checksum(&bytes[f::HEADER..]);
    bytes[24..32].copy_from_slice(&sum.to_le_bytes());
}

fn some_shop() -> Vec<u8> {
    let mut runner = TestRunner::deterministic();
    let shops = (0..20).map(|_| shop().new_tree(&mut runner).unwrap().current().compile());
    shops.max_by_key(Vec::len).unwrap()
}

#[test]
fn a_flip_of_any_byte_is_refused_or_harmless() {
    let whole = some_shop();
    for at in 0..whole.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= change;
            match Catalog::open(bytes) {
                Err(error) => assert!(matches!(error.code(), Code::CatalogCorrupt | Code::CatalogTooNew), "{error}"),
                // The header has four unused bytes, and an older version is read.
                Ok(catalog) => {
                    assert!((20..24).contains(&at) || at == 4, "byte {at} can change unseen");
                    read_all(&catalog);
                }
            }
        }
    }
}

#[test]
fn a_file_cut_at_any_length_is_refused() {
    let whole = some_shop();
    for length in 0..whole.len() {
        assert_eq!(code(&whole[..length]), Some(Code::CatalogCorrupt), "{length}");
    }
    assert_eq!(code(&[&whole[..], b"\0"].concat()), Some(Code::CatalogCorrupt), "one byte more");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// Someone who fixes the checksum gets refused or gets nonsense, but no panic.
    #[test]
    fn damage_under_a_right_checksum_is_refused_or_harmless(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        thread_local!(static WHOLE: Vec<u8> = some_shop());
        let mut bytes = WHOLE.with(Clone::clone);
        for (at, value) in changes {
            let at = f::HEADER + at.index(bytes.len() - f::HEADER);
            bytes[at] = value;
        }
        seal(&mut bytes);
        if let Ok(catalog) = Catalog::open(bytes) {
            read_all(&catalog);
        }
    }

    /// The same, aimed at the section table, where lengths and offsets are.
    #[test]
    fn wild_section_tables_are_refused_or_harmless(line in 0..16usize, field in 0..4usize, value in prop_oneof![any::<u32>(), 0..5_000u32, Just(u32::MAX), Just(u32::MAX - 7)]) {
        thread_local!(static WHOLE: Vec<u8> = some_shop());
        let mut bytes = WHOLE.with(Clone::clone);
        bytes[f::HEADER + line * f::TABLE_LINE + field * 4..][..4].copy_from_slice(&value.to_le_bytes());
        seal(&mut bytes);
        if let Ok(catalog) = Catalog::open(bytes) {
            read_all(&catalog);
        }
    }
}

/// Where a section starts, and its length.
fn section(bytes: &[u8], kind: [u8; 4]) -> (usize, usize) {
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let lines = (0..24).map(|line| f::HEADER + line * f::TABLE_LINE);
    let line = lines.clone().find(|line| bytes[*line..*line + 4] == kind).expect("the section");
    (number(line + 4), number(line + 8))
}

/// What opening does not look at does no harm when it is read, and whoever writes a file is told.
#[test]
fn what_is_checked_late_is_left_out_and_verified() {
    let golden = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/catalog/golden.nsc")).unwrap();
    let whole = Catalog::open(golden.clone()).unwrap();
    whole.verify().unwrap();
    let items = || (0..whole.len()).map(ItemIx);
    let members = |catalog: &Catalog, table| items().map(|item| catalog.neighbors(table, item).count()).sum::<usize>();
    let with = |at: usize, value: &[u8]| {
        let mut bytes = golden.clone();
        bytes[at..at + value.len()].copy_from_slice(value);
        seal(&mut bytes);
        let catalog = Catalog::open(bytes).unwrap();
        assert_eq!(catalog.verify().expect_err("something is wrong").code(), Code::CatalogCorrupt);
        read_all(&catalog);
        catalog
    };
    for (kind, table) in [(f::NEIGHBORS, Table::Carts), (f::FOLLOWERS, Table::Sessions)] {
        let (start, _) = section(&golden, kind);
        let head = 8 + f::padded((whole.len() as usize + 1) * 4);
        assert_eq!(members(&with(start + head, &[0xff; 2]), table) + 1, members(&whole, table));
        // An offset far behind the end ends no row there.
        assert!(members(&with(start + 8 + 40, &[0xff; 4]), table) < members(&whole, table) * 2);
    }
    let (order, _) = section(&golden, f::ID_ORDER);
    let last = u32::from_le_bytes(golden[order..order + 4].try_into().unwrap());
    assert_eq!(with(order, &[0xff; 4]).find(whole.id(ItemIx(last))), None);
    let (ids, _) = section(&golden, f::IDS);
    let cut = with(ids + 8, &[0xff; 4]);
    assert_eq!((cut.id(ItemIx(1)), cut.id(ItemIx(3))), ("", whole.id(ItemIx(3))));
    let (names, _) = section(&golden, f::FACET_NAMES);
    assert_eq!(with(names + 12, &[0xff; 4]).facet(FacetId(2)).unwrap().label, "");
}

#[test]
fn a_section_of_a_later_release_is_skipped() {
    let mut bytes = some_shop();
    let before = Catalog::open(bytes.clone()).unwrap();
    let sections = u16::from_le_bytes([bytes[6], bytes[7]]);
    // One more line in the table pushes everything behind it back by that line's length.
    let end_of_table = f::HEADER + sections as usize * f::TABLE_LINE;
    for line in (f::HEADER..end_of_table).step_by(f::TABLE_LINE) {
        let offset = u32::from_le_bytes(bytes[line + 4..line + 8].try_into().unwrap()) + f::TABLE_LINE as u32;
        bytes[line + 4..line + 8].copy_from_slice(&offset.to_le_bytes());
    }
    let mut line = *b"wxyz____________";
    line[4..8].copy_from_slice(&32u32.to_le_bytes());
    line[8..12].copy_from_slice(&8u32.to_le_bytes());
    bytes.splice(end_of_table..end_of_table, line);
    let length = bytes.len() as u32;
    bytes[16..20].copy_from_slice(&length.to_le_bytes());
    bytes[6..8].copy_from_slice(&(sections + 1).to_le_bytes());
    seal(&mut bytes);
    let catalog = Catalog::open(bytes).unwrap();
    assert_eq!(
        (catalog.len(), catalog.meta(), catalog.id(ItemIx(0))),
        (before.len(), before.meta(), before.id(ItemIx(0)))
    );
    read_all(&catalog);
}

#[test]
fn a_newer_version_is_refused_as_too_new() {
    let mut bytes = some_shop();
    bytes[4..6].copy_from_slice(&(f::VERSION + 1).to_le_bytes());
    assert_eq!(code(&bytes), Some(Code::CatalogTooNew));
}

#[test]
fn what_is_no_catalog_is_refused() {
    for bytes in
        [&b""[..], b"nsc", b"nsc\n", b"<!DOCTYPE html><html>Not found</html>...............", &[0; 64], &[0xff; 64]]
    {
        assert_eq!(code(bytes), Some(Code::CatalogCorrupt));
    }
    read_all(&Catalog::empty());
}
