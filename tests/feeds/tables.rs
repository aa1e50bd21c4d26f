//! Tables that are cut, shifted, quoted or no tables.

use crate::{ids, read, refused, tells, title};
use nearside::catalog::problem::ProblemKind as Kind;

#[test]
fn an_empty_file_is_refused() {
    refused("", "the feed is empty");
    refused("\n\n  \n", "the feed has no line");
    refused("\u{feff}", "the feed has no line");
}

#[test]
fn a_table_without_a_header_is_refused() {
    refused("1\tTea\t/p/1\n2\tMilk\t/p/2\n", "names no `id` column");
}

#[test]
fn a_header_without_an_id_is_refused() {
    refused("title\tlink\nTea\t/p/1\n", "names no `id` column");
}

#[test]
fn a_header_alone_is_refused() {
    refused("id\ttitle\tlink\n", "no product could be read");
}

#[test]
fn rows_that_are_all_broken_are_refused_with_the_first_reason() {
    refused("id\ttitle\n\tTea\n\tMilk\n", "no product could be read; line 2: no id");
}

#[test]
fn binary_junk_is_refused() {
    let junk: Vec<u8> = (0..50_000u32).map(|k| (k.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    refused(junk, "not a text file");
}

#[test]
fn compressed_files_under_a_plain_name_are_refused() {
    refused(b"\x1f\x8b\x08\0\0\0\0\0\0\x03", "gzip");
    refused(b"PK\x03\x04\x14\0\x06\0", "Excel");
}

#[test]
fn a_row_that_the_file_cuts_off_is_skipped() {
    let (catalog, report) = read("id\ttitle\tlink\n1\tTea\t/p/1\n2\tMil");
    assert_eq!(ids(&catalog), ["1"]);
    tells(&report, Kind::CutRow, 1, 3);
}

#[test]
fn a_short_row_in_the_middle_stays() {
    let (catalog, report) = read("id\ttitle\tlink\n1\tTea\n2\tMilk\t/p/2\n");
    assert_eq!(ids(&catalog), ["1", "2"]);
    tells(&report, Kind::FewCells, 1, 2);
}

#[test]
fn a_shifted_row_is_skipped_and_trailing_tabs_are_not_a_shift() {
    let (catalog, report) = read("id\ttitle\tlink\n1\tTea\tgreen\t/p/1\n2\tMilk\t/p/2\t\t\n");
    assert_eq!(ids(&catalog), ["2"]);
    tells(&report, Kind::ExtraCells, 1, 2);
}

#[test]
fn a_line_of_ten_megabytes_is_skipped_and_the_next_is_read() {
    let feed = format!("id\ttitle\n1\t{}\n2\tMilk\n", "x".repeat(10 << 20));
    let (catalog, report) = read(feed);
    assert_eq!(ids(&catalog), ["2"]);
    tells(&report, Kind::TooLong, 1, 2);
}

#[test]
fn a_header_of_ten_megabytes_is_refused() {
    refused("id\t".to_string() + &"x".repeat(10 << 20), "longer than 1 MB");
}

#[test]
fn the_first_of_two_equal_ids_stays() {
    let (catalog, report) = read("id\ttitle\n1\tTea\n1\tCoffee\n");
    assert_eq!((ids(&catalog), title(&catalog, "1")), (vec!["1".to_string()], "Tea".to_string()));
    tells(&report, Kind::DuplicateId, 1, 3);
}

#[test]
fn rows_without_an_id_are_skipped() {
    let (catalog, report) = read("id\ttitle\n\tTea\n  \tCoffee\n3\tMilk\n");
    assert_eq!(ids(&catalog), ["3"]);
    tells(&report, Kind::NoId, 2, 2);
}

#[test]
fn a_product_without_a_title_shows_its_id() {
    let (catalog, report) = read("id\ttitle\n1\t\n");
    assert_eq!(title(&catalog, "1"), "1");
    assert_eq!(report.missing["title"], 1);
    assert!(report.text().contains("title 1"));
}

#[test]
fn every_kind_of_line_end_is_one() {
    for end in ["\n", "\r\n", "\r"] {
        let (catalog, report) = read(["id\ttitle", "1\tTea", "", "2\tMilk", ""].join(end));
        assert_eq!((ids(&catalog).len(), report.problems.total()), (2, 0), "{end:?}");
        assert_eq!(title(&catalog, "2"), "Milk");
    }
}

#[test]
fn quotation_marks_may_hold_tabs_lines_and_marks() {
    let (catalog, report) = read("id\ttitle\n1\t\"Tea \"\"Earl\"\"\nGrey\"\n2\t5\" pipe\n");
    assert_eq!((title(&catalog, "1"), title(&catalog, "2")), ("Tea \"Earl\" Grey".into(), "5\" pipe".into()));
    assert_eq!(report.problems.total(), 0);
}

#[test]
fn a_mark_that_never_closes_swallows_nothing() {
    let (catalog, report) = read("id\ttitle\n1\t\"Tea\n2\tMilk\n3\tSalt\n");
    assert_eq!(ids(&catalog), ["1", "2", "3"]);
    assert_eq!(title(&catalog, "1"), "\"Tea");
    tells(&report, Kind::StrayQuote, 1, 2);
}

#[test]
fn two_stray_marks_do_not_join_two_rows() {
    let (catalog, report) = read("id\ttitle\tlink\n1\t\"Tea\t/p/1\n2\t\"Milk\t/p/2\n3\tSalt\t/p/3\n");
    assert_eq!(ids(&catalog), ["1", "2", "3"]);
    tells(&report, Kind::StrayQuote, 2, 2);
}

#[test]
fn columns_that_nothing_reads_are_named() {
    let (_, report) = read("id\ttitle\tcolour\tshipping weight\n1\tTea\tred\t5\n");
    assert_eq!(report.unused_columns, ["colour", "shipping weight"]);
}

#[test]
fn a_semicolon_table_is_a_table() {
    let (catalog, report) = read("Title;ID;Price\nTee;1;\"2,50 EUR\"\n");
    assert_eq!((title(&catalog, "1"), report.format.as_str(), report.problems.total()), ("Tee".into(), "csv", 0));
}
