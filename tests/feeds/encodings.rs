//! Encodings: declared, marked, guessed and wrong.

use crate::{read, refused, tells, title};
use nearside::catalog::problem::ProblemKind as Kind;

const FEED: &str = "id\ttitle\n1\tCrème brûlée 日本 🎈\n";

#[test]
fn a_byte_order_mark_is_not_part_of_the_first_column() {
    let (catalog, report) = read(format!("\u{feff}{FEED}"));
    assert_eq!((title(&catalog, "1"), report.problems.total()), ("Crème brûlée 日本 🎈".into(), 0));
}

#[test]
fn utf_16_is_read_with_and_without_its_mark() {
    let little: Vec<u8> = FEED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = FEED.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, name) in [
        ([&b"\xff\xfe"[..], &little].concat(), "UTF-16LE"),
        ([&b"\xfe\xff"[..], &big].concat(), "UTF-16BE"),
        (little, "UTF-16LE"),
        (big, "UTF-16BE"),
    ] {
        let (catalog, report) = read(bytes);
        assert_eq!((title(&catalog, "1"), report.encoding.as_str()), ("Crème brûlée 日本 🎈".into(), name));
    }
}

#[test]
fn utf_16_xml_is_read_whatever_it_declares() {
    let text = "<?xml version=\"1.0\" encoding=\"utf-16\"?><rss><channel><item><id>1</id><title>Crème 日本</title></item></channel></rss>";
    let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(title(&read(bytes).0, "1"), "Crème 日本");
    assert_eq!(title(&read(text).0, "1"), "Crème 日本", "it says UTF-16 and is UTF-8");
}

#[test]
fn a_declared_encoding_is_used() {
    let (catalog, report) = read(
        b"<?xml version='1.0' encoding='ISO-8859-15'?><rss><item><id>1</id><title>5 \xa4 caf\xe9</title></item></rss>",
    );
    assert_eq!((title(&catalog, "1"), report.encoding.as_str()), ("5 € café".into(), "ISO-8859-15"));
}

#[test]
fn an_unknown_encoding_is_refused() {
    refused("<?xml version='1.0' encoding='klingon'?><rss/>", "`klingon`");
}

#[test]
fn bytes_that_the_declared_encoding_lacks_are_told() {
    let (catalog, report) = read(
        b"<?xml version='1.0' encoding='Shift_JIS'?>\n<rss>\n<item><id>1</id><title>\x83e\xff\x80</title></item></rss>",
    );
    assert!(title(&catalog, "1").contains('\u{fffd}'));
    tells(&report, Kind::BadCharacters, 1, 3);
}

#[test]
fn bytes_that_are_not_utf_8_are_read_as_windows_1252() {
    let (catalog, report) = read(b"id\ttitle\n1\tCaf\xe9 \x80 5\n2\tna\xefve\n3\tcaf\xc3\xa9\n");
    assert_eq!(
        [title(&catalog, "1"), title(&catalog, "2"), title(&catalog, "3")],
        ["Café € 5", "naïve", "café"].map(String::from)
    );
    tells(&report, Kind::NotUtf8, 2, 2);
}

#[test]
fn a_file_cut_inside_a_character_keeps_the_rest() {
    let (catalog, report) = read(b"id\ttitle\n1\tTea\n2\tMilk \xe2\x82");
    assert_eq!((catalog.len(), title(&catalog, "2")), (2, "Milk â‚".into()));
    tells(&report, Kind::NotUtf8, 1, 3);
}

#[test]
fn nul_bytes_become_spaces() {
    let (catalog, report) = read(b"id\ttitle\n1\tGreen\0Tea\0\n");
    assert_eq!(title(&catalog, "1"), "Green Tea");
    tells(&report, Kind::ControlCharacters, 1, 2);
}

#[test]
fn emoji_and_right_to_left_marks_stay() {
    let name = "👩‍👩‍👧 \u{200f}שמן זית\u{200e} 🇩🇪";
    let (catalog, report) = read(format!("id\ttitle\n1\t{name}\n"));
    assert_eq!((title(&catalog, "1"), report.problems.total()), (name.to_string(), 0));
}
