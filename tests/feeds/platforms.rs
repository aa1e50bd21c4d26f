//! What shop systems export, with what is ugly in it: markup, draft and sold-out products, handles that repeat.

use crate::{ids, read, read_with, tells, title};
use nearside::catalog::compile::Options;
use nearside::catalog::problem::ProblemKind as Kind;
use nearside::catalog::product::Currency;
use nearside::catalog::report::Report;
use nearside::catalog::Catalog;

/// Reads an export, with the currency that it does not name.
fn export(feed: &[u8], currency: &str) -> (Catalog, Report) {
    let options = Options { currency: Currency::parse(currency), ..Options::default() };
    read_with(feed, None, &options).unwrap_or_else(|error| panic!("{error}"))
}

/// Price, stock, link and picture of an item.
fn about(catalog: &Catalog, id: &str) -> (Option<u32>, bool, String, String) {
    let item = catalog.find(id).expect(id);
    let card = catalog.card(item);
    (catalog.price(item), catalog.in_stock(item), card.link.to_string(), card.image.to_string())
}

fn told(price: Option<u32>, stock: bool, link: &str, image: &str) -> (Option<u32>, bool, String, String) {
    (price, stock, link.to_string(), image.to_string())
}

/// Keys of facets. Only what two items have becomes one, so each export is read twice over with other ids.
fn facets(feed: &str, ids: &[(&str, &str)], id: &str) -> Vec<String> {
    let mut again = feed.to_string();
    for (from, to) in ids {
        again = again.replace(from, to);
    }
    // A table's second header would be a row.
    let again =
        if feed.starts_with(['{', '[', ' ', '\n']) { again } else { again.split_once('\n').unwrap().1.to_string() };
    let (catalog, _) = export([feed, "\n", &again].concat().as_bytes(), "EUR");
    catalog.facets_of(catalog.find(id).unwrap()).map(|id| catalog.facet_key(id)).collect()
}

/// All names lead to the item.
#[track_caller]
fn same(catalog: &Catalog, names: &[&str]) {
    let first = catalog.find(names[0]);
    assert!(first.is_some(), "{}", names[0]);
    for name in names {
        assert_eq!(catalog.find(name), first, "{name}");
    }
}

const PRODUCTS: &str = include_str!("platforms/shopify-products.json");

#[test]
fn shopify_pages_one_after_the_other() {
    let (catalog, report) = export(PRODUCTS.as_bytes(), "CAD");
    assert_eq!(ids(&catalog), ["7000000000001", "7000000000002", "7000000000003"]);
    assert_eq!((report.format.as_str(), report.currency.as_str(), report.variants), ("shopify-json", "CAD", 2));
    assert_eq!(title(&catalog, "7000000000001"), "Alpine Jacket ❄️");
    let jacket = told(Some(12_900), true, "/products/alpine-jacket", "https://cdn.shopify.example/jacket.jpg?v=1");
    assert_eq!(about(&catalog, "7000000000001"), jacket);
    assert_eq!(about(&catalog, "gift-wrap"), told(Some(0), true, "/products/gift-wrap", ""));
    assert_eq!(about(&catalog, "WS-1"), told(Some(950), false, "/products/wool-socks", ""));
    same(&catalog, &["7000000000001", "alpine-jacket", "42000000000001", "42000000000003", "AJ-B-M"]);
    tells(&report, Kind::NotPublished, 1, 15);
    tells(&report, Kind::DuplicateId, 1, 16);
    assert_eq!(report.problems.total(), 2, "{:?}", report.problems);
    assert_eq!(report.rows, 5);
}

#[test]
fn shopify_pages_as_lines_as_a_list_and_in_pieces_are_the_same() {
    let pages: Vec<String> = PRODUCTS.split("\n{\"products\"").map(|page| page.replace('\n', "")).collect();
    let pages: Vec<String> = pages
        .iter()
        .map(|page| if page.starts_with('{') { page.clone() } else { format!("{{\"products\"{page}") })
        .collect();
    let products =
        |page: &String| page.strip_prefix("{\"products\":[").unwrap().trim().strip_suffix("]}").unwrap().to_string();
    let forms = [
        pages.join("\n"),
        pages.concat(),
        format!("[{}]", pages.join(",")),
        format!("[{}]", pages.iter().take(2).map(products).collect::<Vec<_>>().join(",\r\n")),
    ];
    let bytes = |feed: &str| {
        let options = Options { currency: Currency::parse("CAD"), ..Options::default() };
        nearside::catalog::compile::compile(feed.as_bytes(), None::<&[u8]>, &options, &mut |_| {}).unwrap().0
    };
    for form in &forms {
        assert!(bytes(form) == bytes(PRODUCTS), "{form}");
    }
}

#[test]
fn shopify_options_tags_and_types_become_facets() {
    let more = [("70000", "80000"), ("42000", "52000"), ("alpine", "other")];
    let keys = facets(PRODUCTS, &more, "7000000000001");
    assert_eq!(keys[..2], ["category:Jackets", "brand:Peak & Co"]);
    // Five of its tags have room.
    let all = ["color:Black", "color:Red", "size:S", "size:M", "label:new", "label:winter", "label:_sync:1"];
    assert!(keys[2..].iter().all(|key| key.starts_with("price:") || all.contains(&key.as_str())), "{keys:?}");
    assert!(keys.contains(&"color:Black".to_string()), "{keys:?}");
}

#[test]
fn shopify_storefront_ids_are_numbers_and_money_names_its_currency() {
    let (catalog, report) = read(include_bytes!("platforms/shopify-storefront.json"));
    assert_eq!(ids(&catalog), ["7000000000001", "7000000000003"]);
    assert_eq!((report.format.as_str(), report.currency.as_str()), ("shopify-json", "CAD"));
    let link = "https://shop.example/products/alpine-jacket";
    let jacket = told(Some(13_900), true, link, "https://cdn.shopify.example/jacket.jpg");
    assert_eq!(about(&catalog, "7000000000001"), jacket);
    assert_eq!(about(&catalog, "wool-socks"), told(Some(950), false, "/products/wool-socks", ""));
    same(&catalog, &["7000000000001", "42000000000001", "AJ-B-S"]);
    assert_eq!(report.problems.total(), 0, "{:?}", report.problems);
}

#[test]
fn shopify_other_apis_are_read_too() {
    // AJAX: whole numbers are cents. Admin: stock by quantity. One product by itself.
    let (catalog, _) = export(
        br#"[{"id":1,"title":"A","handle":"a","vendor":"V","type":"T","url":"/products/a","price":1299,"available":true,
              "featured_image":"//cdn.example/a.jpg","options":["Size"],"variants":[{"id":11,"options":["S"],"price":1350,"available":true}]},
             {"product":{"id":2,"title":"B","handle":"b","vendor":"V","status":"active","variants":[
              {"id":21,"price":"5.00","inventory_management":"shopify","inventory_policy":"deny","inventory_quantity":0}]}},
             {"id":3,"title":"C","handle":"c","vendor":"V","status":"draft","variants":[]},
             {"id":4,"title":"D","handle":"d","vendor":"V","variants":[{"id":41,"price":"5.00","inventory_management":null}]}]"#,
        "EUR",
    );
    assert_eq!(ids(&catalog), ["1", "2", "4"]);
    assert_eq!(about(&catalog, "11"), told(Some(1350), true, "/products/a", "//cdn.example/a.jpg"));
    assert_eq!(["2", "4"].map(|id| about(&catalog, id).1), [false, true]);
}

#[test]
fn without_a_currency_an_export_has_no_prices_and_says_so() {
    let (catalog, report) = read(PRODUCTS);
    assert_eq!(about(&catalog, "7000000000001").0, None);
    tells(&report, Kind::NoCurrency, 5, 2);
    assert!(report.text().contains("--currency"));
}

#[test]
fn shopify_table_gathers_the_rows_of_a_handle() {
    let (catalog, report) = export(include_bytes!("platforms/shopify.csv"), "CAD");
    assert_eq!(ids(&catalog), ["alpine-jacket", "untracked", "wool-socks"]);
    assert_eq!((report.format.as_str(), report.encoding.as_str()), ("shopify-csv", "UTF-8"));
    let jacket = told(Some(12_900), true, "/products/alpine-jacket", "https://cdn.shopify.example/jacket.jpg");
    assert_eq!(about(&catalog, "alpine-jacket"), jacket);
    assert!(!about(&catalog, "wool-socks").1);
    assert!(about(&catalog, "untracked").1);
    // A variant of it stands far below, as after sorting in a spreadsheet.
    same(&catalog, &["alpine-jacket", "AJ-B-S", "AJ-B-M", "AJ-R-XL"]);
    tells(&report, Kind::NotPublished, 2, 8);
    tells(&report, Kind::DuplicateId, 1, 12);
    assert_eq!((report.problems.total(), report.variants), (3, 2), "{:?}", report.problems);
}

#[test]
fn shopify_table_facets_come_from_every_row() {
    let table = include_str!("platforms/shopify.csv").replace("\r\n", "\n").replace('\u{feff}', "");
    let keys = facets(&table, &[("alpine-jacket", "other-jacket"), ("AJ-", "OJ-")], "alpine-jacket");
    for key in ["category:Jackets", "brand:Peak & Co", "color:Black", "size:S", "gender:unisex"] {
        assert!(keys.contains(&key.to_string()), "{key} is not among {keys:?}");
    }
}

#[test]
fn shopify_table_descriptions_may_have_thousands_of_lines() {
    let body = "<li>\"\"one\"\"</li>\n".repeat(9_000);
    let feed = format!("Handle,Title,Body (HTML),Vendor,Variant Price\na,A,\"{body}\",V,1\nb,B,\"{body}\",V,2\n");
    let (catalog, report) = export(feed.as_bytes(), "EUR");
    assert_eq!((ids(&catalog), report.problems.total()), (vec!["a".to_string(), "b".to_string()], 0));
    assert_eq!(about(&catalog, "b").0, Some(200));
}

#[test]
fn names_may_be_left_out() {
    let options = Options { names: false, ..Options::default() };
    let (catalog, _) = read_with(PRODUCTS.as_bytes(), None, &options).unwrap();
    assert!(catalog.find("7000000000001").is_some());
    assert!(["alpine-jacket", "42000000000001", "AJ-B-M"].iter().all(|name| catalog.find(name).is_none()));
}

#[test]
fn shopify_table_with_its_new_names_and_semicolons() {
    let (catalog, report) = export(include_bytes!("platforms/shopify-renamed.csv"), "EUR");
    assert_eq!(ids(&catalog), ["alpine-jacket"]);
    let jacket = told(Some(12_900), true, "/products/alpine-jacket", "https://cdn.shopify.example/jacket.jpg");
    assert_eq!(about(&catalog, "AJ-M"), jacket);
    tells(&report, Kind::NotPublished, 1, 4);
}

const WOO: &str = include_str!("platforms/woocommerce.csv");

#[test]
fn woocommerce_variations_join_their_parents() {
    let (catalog, report) = export(WOO.as_bytes(), "EUR");
    assert_eq!(ids(&catalog), ["44", "45", "46", "48", "50", "80"]);
    assert_eq!((report.format.as_str(), report.variants, report.rows), ("woocommerce-csv", 3, 12));
    assert_eq!(title(&catalog, "44"), "V-Neck Tee & Friends");
    assert_eq!(about(&catalog, "tee-blue"), told(Some(2000), true, "/?p=44", "https://shop.example/tee.jpg"));
    same(&catalog, &["44", "tee", "76", "77", "tee-blue", "tee-green"]);
    same(&catalog, &["50", "79", "p-1"]);
    assert_eq!(about(&catalog, "album"), told(Some(250), true, "/?p=45", ""));
    assert_eq!(about(&catalog, "46"), told(Some(0), false, "/?p=46", ""));
    assert_eq!(about(&catalog, "lonely"), told(None, true, "/?p=48", ""));
    // A draft, a hidden product and its variation.
    tells(&report, Kind::NotPublished, 3, 6);
    assert_eq!(report.problems.total(), 3, "{:?}", report.problems);
}

#[test]
fn woocommerce_lists_hold_commas_and_paths() {
    let keys = facets(WOO, &[("\n44,", "\n144,"), (",tee,", ",other,"), ("id:44", "id:144")], "44");
    for key in ["category:Clothing > Tshirts", "brand:Acme", "color:Blue", "color:Green", "size:L"] {
        assert!(keys.contains(&key.to_string()), "{key} is not among {keys:?}");
    }
    let (catalog, _) =
        export(&[WOO, &WOO.split_once('\n').unwrap().1.replace("\n44,", "\n144,")].concat().into_bytes(), "EUR");
    let all: Vec<String> =
        (1..catalog.facet_count()).map(|id| catalog.facet_key(nearside::catalog::FacetId(id as u16))).collect();
    assert!(all.contains(&"category:New, and hot".to_string()), "{all:?}");
}

#[test]
fn woocommerce_apis_are_read_too() {
    let (catalog, report) = read(include_bytes!("platforms/woocommerce-store.json"));
    assert_eq!((ids(&catalog), report.format.as_str()), (vec!["44".to_string(), "45".to_string()], "woocommerce-json"));
    assert_eq!((title(&catalog, "44"), report.variants), ("V-Neck Tee – Blue & Green".to_string(), 1));
    let tee = told(Some(2000), true, "https://shop.example/product/tee/", "https://shop.example/tee.jpg");
    assert_eq!(about(&catalog, "tee"), tee);
    assert_eq!(about(&catalog, "45"), told(Some(0), false, "https://shop.example/product/album/", ""));
    same(&catalog, &["44", "tee", "76", "77"]);
    assert_eq!(report.problems.total(), 0, "{:?}", report.problems);
    let keys = facets(include_str!("platforms/woocommerce-store.json"), &[(": 44,", ": 144,")], "44");
    for key in ["category:T-Shirts & more", "brand:Acme", "color:Blue", "size:L", "label:summer"] {
        assert!(keys.contains(&key.to_string()), "{key} is not among {keys:?}");
    }
    // The REST API: amounts without a currency, a status, variations by number or as objects of their own.
    let (catalog, report) = export(
        br#"[{"id":1,"name":"A","permalink":"https://shop.example/a","status":"publish","catalog_visibility":"visible","sku":"a",
              "price":"12.50","regular_price":"15","stock_status":"onbackorder","variations":[2],"attributes":[{"name":"Size","options":["S"]}]},
             {"id":2,"name":"A, small","parent_id":1,"permalink":"https://shop.example/a?s","status":"publish","stock_status":"outofstock","price":"13"},
             {"id":3,"name":"B","permalink":"https://shop.example/b","status":"draft","stock_status":"instock"}]"#,
        "USD",
    );
    assert_eq!(ids(&catalog), ["1"]);
    assert_eq!(about(&catalog, "2"), told(Some(1250), true, "https://shop.example/a", ""));
    tells(&report, Kind::NotPublished, 1, 4);
}

#[test]
fn a_variation_before_its_parent_still_joins_it() {
    let header = "ID,Type,SKU,Name,Published,Regular price,Parent,Categories\n";
    let variation = "9,variation,v,\"Tee, blue\",1,5,tee,\n";
    for parent in ["3,variable,tee,Tee,1,,,Clothing\n", "12,variable,tee,Tee,1,,,Clothing\n"] {
        let (catalog, _) = export([header, variation, parent].concat().as_bytes(), "EUR");
        assert_eq!(catalog.len(), 1);
        same(&catalog, &["9", "v", "tee", parent.split(',').next().unwrap()]);
    }
}

#[test]
fn linked_data_of_products_and_groups() {
    let (catalog, report) = read(include_bytes!("platforms/product-group.json"));
    assert_eq!(ids(&catalog), ["44E01", "https://shop.example/p/vase#product", "mug-1", "plate-red"]);
    assert_eq!((report.format.as_str(), report.currency.as_str()), ("json-ld", "EUR"));
    assert_eq!(title(&catalog, "44E01"), "Wool winter coat & scarf");
    let coat = told(Some(3999), true, "https://shop.example/coat", "https://shop.example/coat.jpg");
    assert_eq!(about(&catalog, "44E01-K11000"), coat);
    assert_eq!(about(&catalog, "mug-1"), told(Some(700), false, "", ""));
    same(&catalog, &["44E01", "44E01-M11000"]);
    same(&catalog, &["plate", "plate-red", "plate-blue"]);
    assert_eq!((report.problems.total(), report.rows), (0, 5), "{:?}", report.problems);
}

#[test]
fn openai_feeds_read_alike_as_table_and_as_lines() {
    let table = read(include_bytes!("platforms/openai.csv"));
    let lines = read(include_bytes!("platforms/openai.jsonl"));
    assert_eq!((table.1.format.as_str(), lines.1.format.as_str()), ("openai-csv", "openai-json"));
    for (catalog, report) in [&table, &lines] {
        assert_eq!((ids(catalog), report.problems.total()), (vec!["cap-1".to_string(), "tee-1".to_string()], 0));
        let tee = told(Some(5999), true, "https://shop.example/p/tee?v=1", "https://shop.example/tee.jpg");
        assert_eq!(about(catalog, "tee-2"), tee);
        same(catalog, &["tee", "tee-1", "tee-2"]);
        assert!(about(catalog, "cap-1").1, "an unknown stock is taken as in stock");
    }
    let more = [("tee", "pot"), ("cap", "cup")];
    let keys = facets(include_str!("platforms/openai.jsonl"), &more, "tee-1");
    assert_eq!(keys, facets(include_str!("platforms/openai.csv"), &more, "tee-1"));
    for key in ["category:Apparel > Tops", "brand:Acme", "color:Black", "size:10"] {
        assert!(keys.contains(&key.to_string()), "{key} is not among {keys:?}");
    }
}

#[test]
fn openai_products_of_the_api_count_money_in_cents() {
    let (catalog, report) = read(include_bytes!("platforms/openai-api.json"));
    let tee = told(Some(7999), true, "https://shop.example/p/tee", "https://shop.example/tee.jpg");
    assert_eq!((ids(&catalog), about(&catalog, "tee-2")), (vec!["tee".to_string()], tee));
    assert_eq!((report.format.as_str(), report.variants, report.currency.as_str()), ("openai-json", 1, "USD"));
}

#[test]
fn google_names_as_json_give_the_bytes_of_the_table() {
    let bytes = |feed: &[u8]| {
        let compiled = nearside::catalog::compile::compile(feed, None::<&[u8]>, &Options::default(), &mut |_| {});
        compiled.unwrap().0
    };
    let lines = include_str!("platforms/google.jsonl");
    let list = format!("[{}]", lines.trim().replace("\n\n", "\n").replace('\n', ",\n"));
    let table = bytes(include_bytes!("shop.tsv"));
    assert!(bytes(lines.as_bytes()) == table && bytes(list.as_bytes()) == table);
}

/// The same files through the compiler as WebAssembly: `tests/pack/platforms.test.mjs` holds it to these sums, too.
#[test]
fn every_export_gives_the_bytes_that_are_written_down() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds/platforms");
    let kept: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("checksums.json")).unwrap()).unwrap();
    let mut got = serde_json::Map::new();
    for name in kept.as_object().unwrap().keys() {
        let feed = std::fs::read(folder.join(name)).unwrap();
        let options = Options { currency: Currency::parse("CAD"), ..Options::default() };
        let bytes = nearside::catalog::compile::compile(&feed[..], None::<&[u8]>, &options, &mut |_| {}).unwrap().0;
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        // All but its description, which names the release.
        let mut sections = Vec::new();
        for line in (0..usize::from(u16::from_le_bytes([bytes[6], bytes[7]]))).map(|k| 32 + 16 * k) {
            if &bytes[line..line + 4] != b"meta" {
                sections.extend_from_slice(&bytes[number(line + 4)..number(line + 4) + number(line + 8)]);
            }
        }
        let sum = nearside::catalog::format::checksum(&sections);
        got.insert(name.clone(), format!("{sum:016x}").into());
    }
    assert_eq!(serde_json::Value::Object(got), kept);
}
