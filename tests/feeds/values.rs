//! Values that are absurd, dangerous or too long.

use crate::{ids, read, tells, title};
use nearside::catalog::problem::ProblemKind as Kind;
use nearside::catalog::Catalog;

fn price(catalog: &Catalog, id: &str) -> Option<u32> {
    catalog.price(catalog.find(id).expect(id))
}

#[test]
fn markup_in_a_title_is_text() {
    let (catalog, _) = read("id\ttitle\n1\t<b>Tea</b> &lt;i&gt; &amp;amp;\n2\t<script>alert(1)</script>\n");
    assert_eq!(title(&catalog, "1"), "<b>Tea</b> <i> &amp;");
    assert_eq!(title(&catalog, "2"), "<script>alert(1)</script>");
}

#[test]
fn markup_in_an_xml_title_is_text_too() {
    let feed = "<rss><item><id>1</id><title>&lt;script&gt;alert(1)&lt;/script&gt;</title></item>\
        <item><id>2</id><title><![CDATA[<img src=x onerror=alert(1)>]]></title></item>\
        <item><id>3</id><title>Green <b>Tea</b></title></item></rss>";
    let (catalog, _) = read(feed);
    assert_eq!(title(&catalog, "1"), "<script>alert(1)</script>");
    assert_eq!(title(&catalog, "2"), "<img src=x onerror=alert(1)>");
    assert_eq!(title(&catalog, "3"), "Green Tea");
}

#[test]
fn links_that_run_code_are_dropped() {
    let links = [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\u{1}script:x",
        "data:text/html,x",
        "javascript&colon;x",
        "vbscript:x",
    ];
    let mut feed = "id\ttitle\tlink\timage_link\n".to_string();
    for (k, link) in links.iter().enumerate() {
        feed += &format!("{k}\tTea\t{link}\thttps://cdn.example/{k}.png\n");
    }
    let (catalog, report) = read(feed);
    for k in 0..links.len() {
        let card = catalog.card(catalog.find(&k.to_string()).unwrap());
        assert_eq!((card.link, card.image), ("", format!("https://cdn.example/{k}.png").as_str()));
    }
    tells(&report, Kind::BadLink, links.len() as u64, 2);
}

#[test]
fn absurd_prices_are_dropped() {
    let absurd = ["-5 USD", "NaN USD", "1e9 USD", "99999999999 USD", "inf USD", "abc", "1.2.3,4,5- USD"];
    let mut feed = "id\ttitle\tprice\nok\tTea\t1.50 USD\n".to_string();
    for (k, price) in absurd.iter().enumerate() {
        feed += &format!("{k}\tTea\t{price}\n");
    }
    let (catalog, report) = read(feed);
    assert_eq!(price(&catalog, "ok"), Some(150));
    assert!((0..absurd.len()).all(|k| price(&catalog, &k.to_string()).is_none()));
    tells(&report, Kind::BadPrice, absurd.len() as u64, 3);
}

#[test]
fn prices_without_or_with_another_currency_are_dropped() {
    let (catalog, report) = read("id\tprice\n1\t5.00\n2\t2.00 USD\n3\t3.00 EUR\n4\t4.00 usd\n");
    let prices = ["1", "2", "3", "4"].map(|id| price(&catalog, id));
    assert_eq!(prices, [None, Some(200), None, Some(400)]);
    assert_eq!((report.currency.as_str(), report.missing["price"]), ("USD", 2));
    tells(&report, Kind::NoCurrency, 1, 2);
    tells(&report, Kind::OtherCurrency, 1, 4);
}

#[test]
fn the_sale_price_counts_where_it_is_lower() {
    let (catalog, _) = read("id\tprice\tsale_price\n1\t5 USD\t4 USD\n2\t5 USD\t6 USD\n3\t\t3 USD\n");
    assert_eq!(["1", "2", "3"].map(|id| price(&catalog, id)), [Some(400), Some(500), Some(300)]);
}

#[test]
fn a_feed_without_prices_has_none() {
    let (catalog, report) = read("id\ttitle\n1\tTea\n");
    assert_eq!((price(&catalog, "1"), report.currency.as_str()), (None, ""));
}

#[test]
fn a_million_spaces_are_one() {
    let (catalog, report) = read(format!("id\ttitle\n1\tGreen{}Tea\n", " ".repeat(1_000_000)));
    assert_eq!((title(&catalog, "1"), report.problems.total()), ("Green Tea".into(), 0));
}

#[test]
fn long_titles_are_clipped() {
    let (catalog, report) = read(format!("id\ttitle\n1\t{}\n", "ü".repeat(5_000)));
    assert_eq!(title(&catalog, "1").chars().count(), 300);
    tells(&report, Kind::Clipped, 1, 2);
}

#[test]
fn availability_is_read_and_odd_words_are_told() {
    let (catalog, report) = read("id\tavailability\na\tin stock\nb\tOUT_OF_STOCK\nc\tpreorder\nd\tvielleicht\ne\t\n");
    let stock: Vec<bool> =
        ["a", "b", "c", "d", "e"].iter().map(|id| catalog.in_stock(catalog.find(id).unwrap())).collect();
    assert_eq!(stock, [true, false, true, true, true]);
    tells(&report, Kind::UnknownAvailability, 1, 5);
    assert_eq!(report.missing["availability"], 1);
}

#[test]
fn groups_that_name_each_other_or_themselves_do_not_loop() {
    let (catalog, report) = read("id\titem_group_id\na\tb\nb\ta\nc\tc\nd\tb\n");
    assert_eq!(ids(&catalog), ["a", "b", "c"]);
    assert_eq!((report.items, report.variants), (3, 1));
    assert_eq!(catalog.find("d"), catalog.find("a"), "a and d share the group named b");
    assert_ne!(catalog.find("b"), catalog.find("a"), "the name b belongs to the product b");
}
