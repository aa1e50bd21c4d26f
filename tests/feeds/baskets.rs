//! Baskets files: what they tell, and what is wrong with them.

use crate::{read_with, tells};
use nearside::catalog::compile::Options;
use nearside::catalog::problem::ProblemKind as Kind;
use nearside::catalog::report::Report;
use nearside::catalog::{Catalog, ItemIx, Table};
use nearside::{Code, Result};

const FEED: &str = "id\titem_group_id\ttitle\na\t\tA\nb1\tb\tB\nb2\tb\tB\nc\t\tC\nd\t\tD\n";

fn try_read(baskets: &str) -> Result<(Catalog, Report)> {
    read_with(FEED.as_bytes(), Some(baskets.as_bytes()), &Options::default())
}

fn read(baskets: &str) -> (Catalog, Report) {
    try_read(baskets).unwrap_or_else(|error| panic!("{error}"))
}

fn item(catalog: &Catalog, id: &str) -> ItemIx {
    catalog.find(id).expect(id)
}

#[test]
fn a_baskets_file_without_a_header_is_refused() {
    for file in ["", "1\t2017-01-01\ta b1\n", "a b c\n"] {
        assert_eq!(try_read(file).err().map(|error| error.code()), Some(Code::BadFeed), "{file:?}");
    }
    let error = try_read("1\t2017-01-01\ta b1\n").err().unwrap();
    assert!(error.to_string().contains("must name its columns: buyer, day, items"), "{error}");
}

#[test]
fn unknown_ids_are_told_and_left_out() {
    let (catalog, report) = read("items\na x b1\nx y\n\nb2\n");
    tells(&report, Kind::UnknownItem, 3, 2);
    tells(&report, Kind::EmptyBasket, 1, 3);
    assert_eq!(report.baskets.as_ref().unwrap().baskets, 2);
    assert_eq!((catalog.sold(item(&catalog, "a")), catalog.sold(item(&catalog, "b"))), (1, 2));
}

#[test]
fn variants_and_groups_count_for_their_item_once_a_basket() {
    let (catalog, _) = read("items\nb1 b2 b b1\nb2\n");
    assert_eq!(catalog.sold(item(&catalog, "b1")), 2);
}

#[test]
fn baskets_of_unknown_things_only_leave_the_feeds_order() {
    let (catalog, report) = read("items\nx\n");
    assert_eq!((catalog.meta().baskets, report.baskets), (0, None));
    let sold: Vec<u32> = ["a", "b", "c", "d"].iter().map(|id| catalog.sold(item(&catalog, id))).collect();
    assert_eq!(sold, [4, 2, 1, 1], "n / (k + 1)");
}

#[test]
fn odd_days_are_told() {
    let (_, report) = read("day\titems\n2017-01-01\ta\n2017-02-30\ta\nsoon\tb1\n17\tc\n");
    tells(&report, Kind::BadDay, 3, 3);
}

#[test]
fn rebuy_rates_follow_the_formula() {
    // Buyer 1: a, a b, c; buyer 2: a, a. Lines of one buyer need not be adjacent.
    let (catalog, _) = read("buyer\titems\n1\ta\n2\ta\n1\ta b1\n2\ta\n1\tc\n\tb1 d\n");
    // a: bought again 1 + 1 times in 2 + 1 later baskets; b: 0 in 1; c: 0 in 0. Mean 2 / 4.
    let g = 2.0 / 4.0;
    let pi = |again: f64, later: f64| ((again + 20.0 * g) / (later + 20.0) * 65_536.0) as u32;
    assert_eq!(catalog.meta().rebuy, 32_768);
    assert_eq!(catalog.rebuy(item(&catalog, "a")), pi(2.0, 3.0));
    assert_eq!(catalog.rebuy(item(&catalog, "b")), pi(0.0, 1.0));
    assert_eq!(catalog.rebuy(item(&catalog, "d")), pi(0.0, 0.0));
    let breadth = |id: &str| catalog.breadth_column()[item(&catalog, id).0 as usize];
    assert_eq!((breadth("a"), breadth("b")), ((2 * 255 / 4) as u8, 255));
}

#[test]
fn the_trend_is_the_share_of_the_last_six_weeks() {
    let mut file = "day\titems\n".to_string();
    for day in 0..100 {
        file += &format!("{day}\t{}\n", if day < 58 { "a" } else { "c" });
        file += &format!("{day}\td\n");
    }
    let (catalog, _) = read(&file);
    let trend = |id: &str| f64::from(catalog.trend_column()[item(&catalog, id).0 as usize] as i8) / 32.0;
    let expected = |late: f64, all: f64| (((late + 5.0 * 0.42) / (all + 5.0)) / 0.42f64).ln();
    for (id, late, all) in [("a", 0.0, 58.0), ("c", 42.0, 42.0), ("d", 42.0, 100.0)] {
        assert!((trend(id) - expected(late, all)).abs() < 0.04, "{id}: {} {}", trend(id), expected(late, all));
    }
}

#[test]
fn neighbors_are_damped_cosines_with_a_support_of_three() {
    let (catalog, report) =
        read(&("items\n".to_string() + &"a b1\n".repeat(6) + &"a c\n".repeat(3) + &"a d\n".repeat(2)));
    let near: Vec<(String, u8)> =
        catalog.neighbors(Table::Carts, item(&catalog, "a")).map(|(i, w)| (catalog.id(i).to_string(), w)).collect();
    let weight = |common: f64, a: f64, b: f64| (255.0 + 24.0 * (common / ((a * b).sqrt() + 10.0)).ln()).round() as u8;
    assert_eq!(near, [("b1".to_string(), weight(6.0, 11.0, 6.0)), ("c".to_string(), weight(3.0, 11.0, 3.0))]);
    assert_eq!(report.baskets.as_ref().unwrap().pairs, 4);
    let none = Options { neighbors: 0, ..Options::default() };
    let (catalog, _) = read_with(FEED.as_bytes(), Some(b"items\na c\na c\na c\n"), &none).unwrap();
    assert_eq!(catalog.neighbors(Table::Carts, item(&catalog, "a")).count(), 0);
}

#[test]
fn a_huge_basket_counts_as_sold_but_makes_no_neighbors() {
    let ids: Vec<String> = (0..600).map(|k| k.to_string()).collect();
    let feed = format!("id\n{}\n", ids.join("\n"));
    let baskets = "items\n".to_string() + &(ids.join(" ") + "\n").repeat(3);
    let (catalog, report) = read_with(feed.as_bytes(), Some(baskets.as_bytes()), &Options::default()).unwrap();
    tells(&report, Kind::HugeBasket, 3, 0);
    assert_eq!((catalog.sold(ItemIx(0)), catalog.neighbors(Table::Carts, ItemIx(0)).count()), (3, 0));
}

#[test]
fn a_line_of_two_megabytes_is_skipped() {
    let (_, report) = read(&format!("items\na\n{}\nc\n", "b1 ".repeat(1 << 20)));
    tells(&report, Kind::TooLong, 1, 3);
    assert_eq!(report.baskets.as_ref().unwrap().baskets, 2);
}
