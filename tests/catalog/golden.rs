//! One small shop whose catalog is kept, byte by byte. `tests/pack/cli.test.mjs` holds the compiler that runs in
//! Node to the same bytes. After a deliberate change: `NEARSIDE_BLESS=1 cargo test --features compiler --test catalog`.

use nearside::catalog::compile::{compile_all, Options};
use nearside::catalog::{format as f, Catalog};
use std::path::Path;

/// The sections but the description, which names the release.
fn sections(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let count = u16::from_le_bytes([bytes[6], bytes[7]]) as usize;
    let lines = bytes[f::HEADER..].chunks_exact(f::TABLE_LINE).take(count);
    let number = |line: &[u8], at: usize| u32::from_le_bytes(line[at..at + 4].try_into().unwrap()) as usize;
    let all = lines.map(|line| (line, &bytes[number(line, 4)..number(line, 4) + number(line, 8)]));
    all.filter(|(line, _)| line[..4] != f::META)
        .map(|(line, part)| (String::from_utf8_lossy(&line[..4]).into(), part))
        .collect()
}

#[test]
fn the_golden_shop_compiles_to_the_same_bytes() {
    let (feed, baskets) = (include_bytes!("golden.tsv"), include_bytes!("golden-baskets.tsv"));
    let sessions = include_bytes!("golden-sessions.csv");
    let options = Options { sensitive: vec!["vitamins".into()], ..Options::default() };
    let (bytes, _) =
        compile_all(&feed[..], Some(&baskets[..]), Some(&sessions[..]), &options, None, &mut |_| {}).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalog/golden.nsc");
    if std::env::var_os("NEARSIDE_BLESS").is_some() {
        std::fs::write(&path, &bytes).unwrap();
    }
    let golden = std::fs::read(&path).unwrap();
    for (got, kept) in sections(&bytes).into_iter().zip(sections(&golden)) {
        assert!(got == kept, "section `{}` is not what it was", got.0);
    }
    assert_eq!(sections(&bytes).len(), sections(&golden).len());
    // Every optional section is in it, so that each is compared.
    assert_eq!(sections(&golden).len(), 18);
    let catalog = Catalog::open(golden).unwrap();
    let day = |k: usize| u16::from_le_bytes([catalog.since_column()[k * 2], catalog.since_column()[k * 2 + 1]]);
    assert_eq!((0..72).filter(|k| day(*k) > 0).count(), 30);
    assert!(catalog.meta().baskets == 400 && catalog.facet_count() > 20 && catalog.len() == 72);
}
