//! XML that is cut, wild or hostile.

use crate::{ids, read, refused, tells, title};
use nearside::catalog::problem::ProblemKind as Kind;

const NS: &str = "xmlns:g=\"http://base.google.com/ns/1.0\"";

fn rss(items: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<rss {NS}><channel><title>Shop</title>\n{items}\n</channel></rss>\n")
}

fn item(id: &str) -> String {
    format!("<item><g:id>{id}</g:id><title>Item {id}</title></item>")
}

#[test]
fn a_feed_cut_anywhere_is_refused() {
    let whole = rss(&(item("1") + &item("2")));
    read(&whole);
    let end = whole.find("</rss>").unwrap();
    for cut in whole.find("<rss").unwrap() + 5..end + 5 {
        let error = super::read_with(&whole.as_bytes()[..cut], None, &Default::default()).err();
        let text = error.unwrap_or_else(|| panic!("cut at {cut} was taken")).to_string();
        assert!(text.starts_with("BAD_FEED: ") && text.contains("cut"), "{cut}: {text}");
    }
}

#[test]
fn an_unclosed_cdata_is_refused() {
    refused(rss("<item><g:id>1</g:id><title><![CDATA[Tea</title></item>"), "CDATA");
}

#[test]
fn a_page_or_another_root_is_refused() {
    refused("<!DOCTYPE html><html><body>Log in</body></html>", "HTML page");
    refused("<products><product><id>1</id></product></products>", "<products>");
    refused("<?xml version=\"1.0\"?><!-- nothing -->", "no element");
    refused("<rss><channel/></rss>", "no product could be read");
}

#[test]
fn an_entity_bomb_is_not_expanded() {
    let mut bomb = "<!DOCTYPE lolz [<!ENTITY lol \"lol\">".to_string();
    for k in 1..10 {
        bomb += &format!("<!ENTITY lol{k} \"{}\">", format!("&lol{};", k - 1).repeat(10));
    }
    bomb += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>";
    let feed = format!(
        "<?xml version=\"1.0\"?>\n{bomb}\n<rss {NS}><item><g:id>1</g:id><title>&lol9;&file;</title></item></rss>"
    );
    let (catalog, report) = read(feed);
    assert_eq!(title(&catalog, "1"), "&lol9;&file;");
    tells(&report, Kind::DocType, 1, 2);
    tells(&report, Kind::UnknownEntity, 2, 3);
}

#[test]
fn a_missing_namespace_is_told_and_borne() {
    let (catalog, report) = read("<rss>\n<item><g:id>1</g:id><g:title>Tea</g:title></item></rss>");
    assert_eq!(title(&catalog, "1"), "Tea");
    tells(&report, Kind::NoNamespace, 1, 2);
}

#[test]
fn no_prefix_at_all_is_fine() {
    let (catalog, report) = read("<rss><channel><item><id>1</id><title>Tea</title></item></channel></rss>");
    assert_eq!((title(&catalog, "1"), report.problems.total()), ("Tea".into(), 0));
}

#[test]
fn an_item_with_crossed_tags_is_skipped_alone() {
    let (catalog, report) =
        read(rss(&[&item("1"), "<item><g:id>2</g:id><title>Tea</g:id></title></item>", &item("3")].join("\n")));
    assert_eq!(ids(&catalog), ["1", "3"]);
    tells(&report, Kind::BrokenItem, 1, 4);
}

#[test]
fn an_item_without_its_end_is_skipped_alone() {
    let (catalog, report) = read(rss(&[&item("1"), "<item><g:id>2</g:id>", &item("3")].join("\n")));
    assert_eq!(ids(&catalog), ["1", "3"]);
    tells(&report, Kind::BrokenItem, 1, 4);
}

#[test]
fn bare_ampersands_and_html_entities_are_borne() {
    let (catalog, _) = read(rss("<item><g:id>1</g:id><title>Salt & Pepper &eacute;&#8364;&#x41; AT&T</title></item>"));
    assert_eq!(title(&catalog, "1"), "Salt & Pepper é€A AT&T");
}

#[test]
fn a_text_of_ten_megabytes_skips_its_item() {
    let long = format!("<item><g:id>2</g:id><description>{}</description></item>", "x".repeat(10 << 20));
    let cdata = format!("<item><g:id>3</g:id><title><![CDATA[{}]]></title></item>", "<p>y</p>\n".repeat(1 << 20));
    let comment = format!("<item><g:id>4</g:id><!--{}--></item>", "z".repeat(2 << 20));
    let pieces = format!("<item><g:id>5</g:id><title>{}</title></item>", "&amp;x".repeat(1 << 20));
    let (catalog, report) =
        read(rss(&[&item("1"), &long, &cdata, &comment, &pieces, &item("6")].map(String::as_str).join("\n")));
    assert_eq!(ids(&catalog), ["1", "6"]);
    tells(&report, Kind::TooLong, 4, 4);
}

#[test]
fn a_cut_inside_a_long_text_is_refused() {
    refused(format!("<rss><item><id>1</id><title>{}", "x".repeat(3 << 20)), "cut");
}

#[test]
fn elements_nested_a_million_deep_skip_their_item() {
    let deep = format!("<item><g:id>2</g:id>{}{}</item>", "<a>".repeat(1_000_000), "</a>".repeat(1_000_000));
    let (catalog, report) = read(rss(&[item("1"), deep, item("3")].join("\n")));
    assert_eq!(ids(&catalog), ["1", "3"]);
    tells(&report, Kind::BrokenItem, 1, 4);
}

#[test]
fn an_item_of_a_million_colors_is_skipped_alone() {
    let many = format!("<item><g:id>2</g:id>{}</item>", "<g:color>red</g:color>".repeat(1_000_000));
    let (catalog, report) = read(rss(&[item("1"), many, item("3")].join("\n")));
    assert_eq!(ids(&catalog), ["1", "3"]);
    tells(&report, Kind::BrokenItem, 1, 4);
}

#[test]
fn old_line_ends_count_as_lines() {
    let feed = rss(&[item("1"), "<item><g:id></g:id></item>".to_string()].join("\n")).replace('\n', "\r");
    let (_, report) = read(feed);
    tells(&report, Kind::NoId, 1, 4);
}

#[test]
fn markup_that_is_no_xml_is_refused_or_borne() {
    refused("<rss><item><id>1</id><!oops></item></rss>", "line 1");
    refused("<", "cut");
    refused("<rss", "cut");
    let (catalog, _) = read("<rss><item/><item><id>1</id><title a=b c>Tea</title></item></rss>");
    assert_eq!(title(&catalog, "1"), "Tea");
}
