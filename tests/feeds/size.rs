//! Too much of something: read in one pass, and not held. Where a reader went over its input again for each row, these
//! would take minutes and more.

use crate::{ids, read, tells};
use nearside::catalog::problem::ProblemKind as Kind;
use std::fmt::Write;

#[test]
fn every_row_of_an_export_may_leave_a_quotation_mark_open() {
    let mut feed = "ID,Type,SKU,Name,Published,Regular price\n".to_string();
    for k in 0..30_000 {
        writeln!(feed, "{k},simple,s{k},a\"b,\"1").unwrap();
    }
    // Each mark is closed by the one on the next line, which opens another.
    let (catalog, report) = read(feed);
    assert_eq!(catalog.len(), 30_000);
    tells(&report, Kind::StrayQuote, 30_000, 2);
}

#[test]
fn one_product_may_have_every_row_of_a_table_with_tags_of_its_own() {
    let mut feed = "id\titem_group_id\tcolor\tsize\tmaterial\tcustom_label_0\tproduct_type\n".to_string();
    for k in 0..100_000 {
        writeln!(feed, "{k}\tg\tA {k}\tB {k}\tC {k}\tD {k}\tAll > Shelf {k}").unwrap();
    }
    let (catalog, report) = read(feed);
    assert_eq!((catalog.len(), report.variants), (1, 99_999));
}

#[test]
fn options_beyond_the_third_are_not_asked_of_each_variant() {
    let list = |one: &str| vec![one; 45_000].join(",");
    let (options, variants) = (list("\"Color\""), list(r#"{"option1":"Red","price":"1 EUR"}"#));
    let product = format!(r#"{{"id":1,"handle":"a","options":[{options}],"variants":[{variants}]}}"#);
    let (catalog, report) = read(format!("[{product},{}]", product.replacen("\"id\":1", "\"id\":2", 1)));
    assert_eq!(ids(&catalog), ["1", "2"]);
    assert_eq!(report.facets.iter().find(|line| line.kind == "color").map(|line| line.items), Some(2));
}

#[test]
fn an_object_of_many_small_ones_is_skipped_alone() {
    let feed = |count: usize| format!(r#"[{{"id":1,"x":[{}1]}},{{"id":2}}]"#, "{},".repeat(count));
    assert_eq!(ids(&read(feed(90_000)).0), ["1", "2"]);
    let (catalog, report) = read(feed(110_000));
    assert_eq!(ids(&catalog), ["2"]);
    tells(&report, Kind::TooLong, 1, 1);
}

#[test]
fn an_item_of_many_long_texts_is_skipped_alone() {
    let color = format!("<g:color>{}</g:color>", "x".repeat(900_000));
    let feed = |colors: usize| {
        let head = r#"<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>1</g:id>"#;
        format!("{head}{}</item><item><g:id>2</g:id></item></channel></rss>", color.repeat(colors))
    };
    assert_eq!(ids(&read(feed(4)).0), ["1", "2"]);
    let (catalog, report) = read(feed(5));
    assert_eq!(ids(&catalog), ["2"]);
    tells(&report, Kind::TooLong, 1, 1);
}

#[test]
fn of_a_product_in_endless_rows_the_first_four_megabytes_are_held() {
    let mut feed = "Handle,Title,Vendor,Variant SKU,Variant Price,Image Src\n".to_string();
    for k in 0..1_000 {
        writeln!(feed, "tea,Tea,Acme,s{k},3 EUR,/{}", "i".repeat(9_000)).unwrap();
    }
    let (catalog, report) = read(feed);
    assert_eq!((ids(&catalog), report.variants), (vec!["tea".to_string()], 999));
    assert!(catalog.find("s100").is_some() && catalog.find("s999").is_none());
}
