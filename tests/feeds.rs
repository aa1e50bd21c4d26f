//! Broken feeds: each ends in a coded error or a line of the report, and none in a panic.
#![cfg(not(target_arch = "wasm32"))]
#![cfg(feature = "compiler")]

#[path = "feeds/baskets.rs"]
mod baskets;
#[path = "feeds/encodings.rs"]
mod encodings;
#[path = "feeds/facets.rs"]
mod facets;
#[path = "feeds/findings.rs"]
mod findings;
#[path = "feeds/json.rs"]
mod json;
#[path = "feeds/languages.rs"]
mod languages;
#[path = "feeds/platforms.rs"]
mod platforms;
#[path = "feeds/sessions.rs"]
mod sessions;
#[path = "feeds/size.rs"]
mod size;
#[path = "feeds/tables.rs"]
mod tables;
#[path = "feeds/values.rs"]
mod values;
#[path = "feeds/xml.rs"]
mod xml;

use nearside::catalog::compile::{compile, Options};
use nearside::catalog::problem::ProblemKind;
use nearside::catalog::report::Report;
use nearside::catalog::{Catalog, ItemIx};
use nearside::{Code, Result};
use std::io::BufReader;

/// Compiles a feed (with a buffer of an odd, small size, so that every cut through a character or a tag happens)
/// and opens what came out.
fn read_with(feed: &[u8], baskets: Option<&[u8]>, options: &Options) -> Result<(Catalog, Report)> {
    let source = |bytes| BufReader::with_capacity(997, bytes);
    let (bytes, report) = compile(source(feed), baskets.map(source), options, &mut |_| {})?;
    let catalog = Catalog::open(bytes).expect("what the compiler writes can be opened");
    assert_eq!(u64::from(catalog.len()), report.items);
    Ok((catalog, report))
}

fn read(feed: impl AsRef<[u8]>) -> (Catalog, Report) {
    read_with(feed.as_ref(), None, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// The feed is refused with `BAD_FEED` and a sentence that holds these words.
#[track_caller]
fn refused(feed: impl AsRef<[u8]>, words: &str) {
    match read_with(feed.as_ref(), None, &Options::default()) {
        Ok((_, report)) => panic!("not refused:\n{}", report.text()),
        Err(error) => {
            assert_eq!(error.code(), Code::BadFeed, "{error}");
            assert!(error.to_string().contains(words), "{error}\ndoes not hold: {words}");
        }
    }
}

/// The report counts this problem so often, first on this line, and says so in its text.
#[track_caller]
fn tells(report: &Report, kind: ProblemKind, count: u64, line: u64) {
    assert_eq!(report.problems.count(kind), count, "{:?}", report.problems);
    let first = report.problems.first.iter().find(|problem| problem.kind == kind).map(|problem| problem.line);
    assert_eq!(first, Some(line), "{:?}", report.problems);
    assert!(report.text().contains(kind.text()));
}

fn ids(catalog: &Catalog) -> Vec<String> {
    let mut ids: Vec<String> = (0..catalog.len()).map(|k| catalog.id(ItemIx(k)).to_string()).collect();
    ids.sort();
    ids
}

fn title(catalog: &Catalog, id: &str) -> String {
    catalog.card(catalog.find(id).expect(id)).title.to_string()
}

/// The feeds that ought to work: the same three products in four forms.
#[test]
fn the_same_products_read_alike_from_every_format() {
    let tsv = include_str!("feeds/shop.tsv");
    let forms: [&[u8]; 4] = [
        tsv.as_bytes(),
        include_bytes!("feeds/shop.csv"),
        include_bytes!("feeds/shop.rss.xml"),
        include_bytes!("feeds/shop.atom.xml"),
    ];
    let seen: Vec<String> = forms
        .iter()
        .map(|form| {
            let (catalog, report) = read(form);
            assert_eq!(report.problems.total(), 0, "{}", report.text());
            let items = (0..catalog.len()).map(ItemIx).map(|item| {
                let facets: Vec<String> = catalog.facets_of(item).map(|id| catalog.facet_key(id)).collect();
                let card = catalog.card(item);
                format!(
                    "{} {card:?} {:?} {} {facets:?}\n",
                    catalog.id(item),
                    catalog.price(item),
                    catalog.in_stock(item)
                )
            });
            items.collect()
        })
        .collect();
    assert_eq!(title(&read(tsv).0, "1"), "Tomatoes & \"Basil\" <fresh>");
    for other in &seen[1..] {
        assert_eq!(*other, seen[0]);
    }
}
