//! Any bytes as a feed and a baskets file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nearside::catalog::compile::{compile, Options};
use nearside::catalog::product::Currency;
use nearside::catalog::Catalog;
use nearside::Code;
use std::io::BufReader;

fuzz_target!(|data: &[u8]| {
    let cut = data.windows(3).position(|window| window == [0, 0, 0]);
    let (feed, baskets) = match cut {
        Some(at) => (&data[..at], Some(&data[at + 3..])),
        None => (data, None),
    };
    let currency = Currency::parse("EUR").filter(|_| feed.len() % 2 > 0);
    // What `check` says of it is as good as the catalog: no feed may stop either.
    let sensitive = vec!["tea".into(), "brand:x".into()];
    let options = Options { sensitive, currency, advise: true, ..Options::default() };
    // A buffer of seven bytes cuts characters and tags everywhere.
    let source = |bytes| BufReader::with_capacity(7, bytes);
    match compile(source(feed), baskets.map(source), &options, &mut |_| {}) {
        Ok((bytes, report)) => {
            let catalog = Catalog::open(bytes).expect("what the compiler writes can be opened");
            assert_eq!(u64::from(catalog.len()), report.items);
            assert!(!report.text().is_empty());
        }
        Err(error) => assert_eq!(error.code(), Code::BadFeed),
    }
});
