//! What `nearside check` says of a feed: each finding with its code, how often, where first and why.

use nearside::catalog::compile::{compile, Options};
use nearside::catalog::findings::{Finding, Weight};
use nearside::catalog::report::Report;

fn report(feed: &str) -> Report {
    let options = Options { advise: true, ..Options::default() };
    compile(feed.as_bytes(), None::<&[u8]>, &options, &mut |_| {}).unwrap_or_else(|error| panic!("{error}")).1
}

fn findings(feed: &str) -> Vec<Finding> {
    report(feed).findings.expect("it was asked")
}

/// A feed of five good products, with other values in some columns of some lines.
fn feed(changes: &[(usize, &str, &str)]) -> String {
    let columns = [
        "id",
        "title",
        "link",
        "image_link",
        "price",
        "brand",
        "product_type",
        "availability",
        "size",
        "item_group_id",
    ];
    let mut text = columns.join("\t") + "\n";
    for line in 2..7 {
        let usual = |column: &str| match column {
            "title" => format!("Tea {line}"),
            "id" => format!("t{line}"),
            "link" | "image_link" => format!("https://shop.example/{line}"),
            "price" => format!("{line}.50 EUR"),
            "brand" => "Acme".to_owned(),
            "product_type" => "Food > Tea".to_owned(),
            "availability" => "in stock".to_owned(),
            _ => String::new(),
        };
        let cells = columns.map(|column| {
            let change = changes.iter().find(|(at, name, _)| *at == line && *name == column);
            change.map_or_else(|| usual(column), |(_, _, value)| (*value).to_owned())
        });
        text += &(cells.join("\t") + "\n");
    }
    text
}

/// There is this one finding, of this weight, so often, first on this line.
#[track_caller]
fn finds(changes: &[(usize, &str, &str)], code: &str, weight: Weight, count: u64, line: u64) {
    let found = findings(&feed(changes));
    let codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, [code], "{found:?}");
    assert_eq!((found[0].weight, found[0].count, found[0].line), (weight, count, line), "{found:?}");
    assert!(!found[0].why.is_empty() && !found[0].fix.is_empty());
}

#[test]
fn a_good_feed_has_none_and_says_so() {
    let report = report(&feed(&[]));
    assert_eq!(report.findings, Some(Vec::new()));
    assert!(report.text().contains("findings  none"));
}

#[test]
fn nobody_is_told_who_did_not_ask() {
    let (_, report) = compile(feed(&[]).as_bytes(), None::<&[u8]>, &Options::default(), &mut |_| {}).unwrap();
    assert!(report.findings.is_none() && !report.text().contains("findings"));
}

#[test]
fn what_products_lack_is_told_with_the_first_of_them() {
    for (column, code, weight) in [
        ("brand", "no-brand", Weight::Warning),
        ("image_link", "no-image", Weight::Warning),
        ("link", "no-link", Weight::Warning),
        ("price", "no-price", Weight::Warning),
        ("product_type", "no-category", Weight::Warning),
        ("title", "no-title", Weight::Warning),
        ("availability", "no-availability", Weight::Note),
    ] {
        finds(&[(4, column, ""), (6, column, "")], code, weight, 2, 4);
    }
}

#[test]
fn lost_products_and_prices_are_errors() {
    finds(&[(4, "id", "t2")], "ids-repeat", Weight::Error, 1, 4);
    finds(&[(4, "id", "")], "no-id", Weight::Error, 1, 4);
    finds(&[(3, "id", "7.89012E+12")], "mangled-ids", Weight::Error, 1, 3);
    finds(&[(3, "id", "7000000000001.0")], "mangled-ids", Weight::Error, 1, 3);
    // Some prices: a warning. Half of the five and more: nobody can filter by price.
    finds(&[(3, "price", "3.50")], "prices-without-currency", Weight::Warning, 1, 3);
    finds(&[(3, "price", "-3 EUR"), (4, "price", "x EUR")], "bad-prices", Weight::Warning, 2, 3);
    finds(&[(3, "price", "-3 EUR"), (4, "price", "x EUR"), (5, "price", "- EUR")], "bad-prices", Weight::Error, 3, 3);
    let all: Vec<(usize, &str, &str)> = (2..7).map(|line| (line, "price", "3.50")).collect();
    finds(&all, "prices-without-currency", Weight::Error, 5, 2);
    let sold: Vec<(usize, &str, &str)> = (2..7).map(|line| (line, "availability", "out of stock")).collect();
    finds(&sold, "sold-out", Weight::Error, 5, 2);
}

#[test]
fn what_makes_lists_poorer_is_a_warning() {
    finds(&[(3, "availability", "sold out"), (4, "availability", "sold out")], "sold-out", Weight::Warning, 2, 3);
    let flat: Vec<(usize, &str, &str)> = (2..7).map(|line| (line, "product_type", "Tea")).collect();
    finds(&flat, "flat-categories", Weight::Warning, 5, 2);
    finds(&[(3, "image_link", "http://shop.example/3.png")], "insecure-images", Weight::Warning, 1, 3);
    finds(&[(3, "title", "<b>Tea</b> 3")], "markup-in-titles", Weight::Warning, 1, 3);
    finds(&[(3, "price", "0 EUR")], "zero-price", Weight::Note, 1, 3);
    finds(&[(3, "price", "1.234 EUR"), (4, "price", "€ 12.990")], "odd-prices", Weight::Warning, 2, 3);
    finds(&[(3, "price", "3 USD")], "other-currencies", Weight::Warning, 1, 3);
    finds(&[(3, "id", "t 3")], "ids-with-spaces", Weight::Note, 1, 3);
}

#[test]
fn sizes_that_nobody_gathered_are_told_and_gathered_ones_are_not() {
    finds(&[(3, "title", "Tea 2"), (4, "title", "Tea 2")], "titles-repeat", Weight::Note, 2, 3);
    let apart = [(2, "size", "S"), (3, "size", "M"), (3, "title", "Tea 2")];
    finds(&apart, "variants-apart", Weight::Warning, 1, 3);
    let together = [
        (2, "item_group_id", "g"),
        (3, "item_group_id", "g"),
        (3, "title", "Tea 2"),
        (2, "size", "S"),
        (3, "size", "M"),
    ];
    assert_eq!(findings(&feed(&together)), []);
}

#[test]
fn exports_are_told_what_their_kind_lacks() {
    let codes = |feed: &str| findings(feed).iter().map(|finding| finding.code.clone()).collect::<Vec<_>>();
    let table = codes(include_str!("platforms/shopify.csv"));
    for code in ["ids-are-handles", "prices-without-currency", "not-published", "ids-repeat"] {
        assert!(table.contains(&code.to_owned()), "{code} is not among {table:?}");
    }
    assert!(!codes(include_str!("platforms/shopify-products.json")).contains(&"ids-are-handles".to_owned()));
    // An export in a language whose words nobody knows here.
    let danish = "ID,Varetype,Varenummer,Navn,Udgivet,Fremhævet,Synlighed,Kort,Beskrivelse,På lager,Lager,Tilbudspris,\
        Normalpris,Kategorier,Mærker,Forsendelse,Billeder\n1,simple,tee,Te,1,0,visible,,,1,,,5,Drikke,,,\n";
    let found = findings(danish);
    let unknown = found.iter().find(|finding| finding.code == "unknown-columns").expect("it is told");
    assert!(unknown.example.contains("Varenummer") && unknown.fix.contains("English"));
}

#[test]
fn what_weighs_most_comes_first() {
    let found =
        findings(&feed(&[(2, "brand", ""), (3, "brand", ""), (4, "id", "t2"), (5, "price", "0 EUR"), (6, "link", "")]));
    let codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["ids-repeat", "no-brand", "no-link", "zero-price"]);
    let text = report(&feed(&[(2, "brand", "")])).text();
    assert!(text.contains("findings  0 errors, 1 warnings, 0 notes"), "{text}");
    assert!(text.contains("warning  no-brand: 1 of 5; feed line 2: t2"), "{text}");
}
