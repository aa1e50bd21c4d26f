//! JSON that is broken, cut or no feed, and names that mean the same.

use crate::{ids, read, read_with, refused, tells, title};
use nearside::catalog::compile::{compile, Options};
use nearside::catalog::problem::ProblemKind as Kind;
use nearside::catalog::Catalog;
use nearside::Code;
use proptest::prelude::*;
use std::io::BufReader;

#[test]
fn json_without_a_product_is_refused() {
    for none in ["{\"products\": []}", "[]", r#"{"@context":"https://schema.org","@type":"Organization"}"#] {
        refused(none, "no product could be read: the feed holds none; wanted: objects such as {\"id\": \"1\"");
    }
    for (list, found) in
        [("[1,2]", "a number"), ("[\"a\"]", "a text"), ("[null]", "null"), ("[[true]]", "true or false")]
    {
        refused(
            list,
            &format!("no product could be read; line 1: not understood as an item; skipped (found {found}; wanted:"),
        );
    }
    refused("[".repeat(1_000_000), "64 lists and objects lie in one another before any product; wanted:");
    let deep = format!(r#"{{"id":1,"a":{}{}}}"#, "[".repeat(200), "]".repeat(200));
    refused(deep, "more than 128 lists and objects lie in one another in it");
    refused(r#"{"errors":[{"message":"Not found"}]}"#, "one row, but no product could be read; line 1: no id");
    refused(r#"{"shop":{"articles":[{"id":1}]},"errors":0}"#, "what is there instead: `errors`, `shop`");
    refused("{\"id\": 1", "inside the object of line 1; it was cut");
    refused("{\"products\": [\n{\"id\": 1},\n", "line 3 before its list ends; it was cut");
    refused("}", "names no `id` column");
    refused("[}", "`}` makes no sense");
}

#[test]
fn a_list_is_read_past_what_is_no_product() {
    let (catalog, report) =
        read("[{\"id\": 1, \"title\": \"Tea\"},\n null, 7, \"x\", [{\"id\": 2}],\n{\"title\": \"No id\"}]");
    assert_eq!(ids(&catalog), ["1", "2"]);
    tells(&report, Kind::BrokenItem, 3, 2);
    tells(&report, Kind::NoId, 1, 3);
    assert_eq!((report.format.as_str(), report.rows), ("json", 3));
    let (catalog, report) = read("{\"id\": 1}}\n{\"id\": 2}\nlast line");
    assert_eq!(ids(&catalog), ["1", "2"]);
    tells(&report, Kind::BrokenItem, 2, 1);
}

#[test]
fn a_byte_order_mark_utf_16_and_windows_1252_are_read() {
    let text = "[{\"id\": 1, \"title\": \"Crème 日本 🎈\"}]";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = format!("\u{feff}{text}");
    for bytes in [text.as_bytes(), marked.as_bytes(), &wide, &[&b"\xff\xfe"[..], &wide].concat()] {
        assert_eq!(title(&read(bytes).0, "1"), "Crème 日本 🎈");
    }
    let (catalog, report) = read(b"[{\"id\": 1, \"title\": \"Cr\xe8me \\u00e9\"}]");
    assert_eq!(title(&catalog, "1"), "Crème é");
    tells(&report, Kind::NotUtf8, 1, 1);
}

#[test]
fn a_global_id_is_read_as_its_number() {
    let (catalog, _) =
        read("id\ttitle\titem_group_id\ngid://shopify/ProductVariant/42\tTee\tgid://shopify/Product/7\n");
    assert_eq!(ids(&catalog), ["42"]);
    assert_eq!(catalog.find("7"), catalog.find("42"));
}

#[test]
fn prices_take_a_currency_from_their_column_or_from_the_shop() {
    let prices = |feed: &str, currency: Option<&str>| {
        let currency = currency.and_then(nearside::catalog::product::Currency::parse);
        let (catalog, report) = read_with(feed.as_bytes(), None, &Options { currency, ..Options::default() }).unwrap();
        let price = |id: &str| catalog.price(catalog.find(id).unwrap());
        (["1", "2", "3"].map(price), report.currency.clone(), report)
    };
    let feed = "id,price,currency\n1,9.5,usd\n2,\"12,99\",USD\n3,$7,\n";
    assert_eq!(prices(feed, None).0, [Some(950), Some(1299), None]);
    assert_eq!(prices(feed, Some("USD")).0, [Some(950), Some(1299), Some(700)]);
    let (found, currency, report) = prices("id;price\n1;12,99 €\n2;USD 9.5\n3;4\n", Some("EUR"));
    assert_eq!((found, currency.as_str()), ([Some(1299), None, Some(400)], "EUR"));
    tells(&report, Kind::OtherCurrency, 1, 3);
    let (found, _, report) = prices("id;price\n1;12,99\n2;9\n3;4\n", None);
    assert_eq!(found, [None; 3]);
    tells(&report, Kind::NoCurrency, 3, 2);
}

/// Every platform's file, to be damaged.
const FILES: [&[u8]; 12] = [
    include_bytes!("platforms/shopify-products.json"),
    include_bytes!("platforms/shopify-storefront.json"),
    include_bytes!("platforms/shopify.csv"),
    include_bytes!("platforms/shopify-renamed.csv"),
    include_bytes!("platforms/woocommerce.csv"),
    include_bytes!("platforms/woocommerce-store.json"),
    include_bytes!("platforms/product-group.json"),
    include_bytes!("platforms/openai.csv"),
    include_bytes!("platforms/openai.jsonl"),
    include_bytes!("platforms/openai-api.json"),
    include_bytes!("platforms/google.jsonl"),
    include_bytes!("shop.rss.xml"),
];

/// A feed ends in a catalog that opens, or in a coded error; never in a panic.
fn survives(feed: &[u8], chunk: usize) -> Result<(), TestCaseError> {
    let baskets = None::<&[u8]>;
    match compile(BufReader::with_capacity(chunk, feed), baskets, &Options::default(), &mut |_| {}) {
        Ok((bytes, report)) => {
            let catalog = Catalog::open(bytes).expect("what the compiler writes can be opened");
            catalog.verify().expect("and is whole");
            prop_assert_eq!(u64::from(catalog.len()), report.items);
            prop_assert!(!report.text().is_empty());
        }
        Err(error) => prop_assert_eq!(error.code(), Code::BadFeed),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_damage_makes_it_panic(
        file in 0..FILES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4u8, any::<u8>()), 0..12),
        cut: prop::sample::Index,
        cuts: bool,
        chunk in 1..64usize,
    ) {
        let mut bytes = FILES[file].to_vec();
        for (at, how, byte) in changes {
            let at = at.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match how {
                _ if bytes.is_empty() => {}
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => { bytes.remove(at); }
                _ => bytes[at] = b"{}[]\",:\\\n\r\t;|"[usize::from(byte) % 13],
            }
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len() + 1));
        }
        survives(&bytes, chunk)?;
    }

    #[test]
    fn no_json_makes_it_panic(text in r#"(\{|\[|"id"|"variants"|"handle"|"@type"|"Product"|"products"|:|,|\}|\]|1|"x"|null|true|\n| ){0,40}"#) {
        survives(format!("[{text}").as_bytes(), 3)?;
        survives(text.as_bytes(), 3)?;
    }
}
