//! How expressions are read: precedence, quoting, and errors that name the place.
use crate::{fitting, shelf, those, NONE};
use nearside::catalog::{Catalog, FacetKeys};
use nearside::rank::Filter;
use nearside::Code;
use proptest::prelude::*;

fn fault(expression: &str) -> String {
    let catalog = shelf();
    let error = Filter::parse(expression, &catalog, &FacetKeys::new(&catalog)).expect_err(expression);
    assert_eq!(error.code(), Code::BadOption);
    error.message().to_owned()
}

#[test]
fn and_binds_tighter_than_or_and_not_tightest() {
    let shop = shelf();
    let (red, sale, acme) = (|n: u32| n % 2 == 0, |n: u32| n % 6 == 0, |n: u32| n / 7 % 3 == 0);
    let expect = [
        ("color = \"Red\" || label = \"sale\" && brand = \"Acme\"", those(|n| red(n) || sale(n) && acme(n))),
        ("label = \"sale\" && brand = \"Acme\" || color = \"Red\"", those(|n| sale(n) && acme(n) || red(n))),
        ("(color = \"Red\" || label = \"sale\") && brand = \"Acme\"", those(|n| (red(n) || sale(n)) && acme(n))),
        ("!color = \"Red\" && brand = \"Acme\"", those(|n| !red(n) && acme(n))),
        ("!(color = \"Red\" && brand = \"Acme\")", those(|n| !(red(n) && acme(n)))),
        ("!!color = 'Red'", those(red)),
        ("not color='Red' AND brand='Acme' Or label='sale'", those(|n| !red(n) && acme(n) || sale(n))),
        ("color != \"Red\"", those(|n| !red(n))),
        ("!color != \"Red\"", those(red)),
        ("  ", those(|_| true)),
    ];
    for (expression, wanted) in expect {
        assert_eq!(fitting(&shop, expression), wanted, "{expression}");
    }
}

#[test]
fn texts_are_quoted_either_way_and_may_hold_any_sign() {
    let shop = shelf();
    assert_eq!(fitting(&shop, r#"brand = "Óbidos \"Fine\"""#), those(|n| n / 7 % 3 == 1));
    assert_eq!(fitting(&shop, r#"brand = 'Óbidos "Fine"'"#), those(|n| n / 7 % 3 == 1));
    assert_eq!(fitting(&shop, r#"brand = "O'Neil""#), those(|n| n / 7 % 3 == 2));
    assert_eq!(fitting(&shop, r"brand = 'O\'Neil'"), those(|n| n / 7 % 3 == 2));
    assert_eq!(fitting(&shop, "brand = \"&& || ) (\""), NONE);
}

#[test]
fn a_fault_names_the_character_and_what_may_stand_there() {
    for (expression, wanted) in [
        ("prize < 5", "at character 1: expected a field (in_stock, price, category, brand, color,"),
        ("in_stock && prize < 5", "at character 13: expected a field"),
        ("in_stock &&", "at character 12: expected a field"),
        ("brand = \"Ó\" && prize", "at character 16: expected a field"),
        ("brand ~ \"Acme\"", "at character 7: expected =, != or in"),
        ("brand < \"Acme\"", "at character 7: expected =, != or in"),
        ("price ~ 5", "at character 7: expected =, !=, <, <=, >, >= or in"),
        ("price < \"5\"", "at character 9: expected a number"),
        ("price < -5", "at character 9: expected a number"),
        ("brand = Acme", "at character 9: expected a text in quotes"),
        ("brand = \"Acme", "at character 9: expected a text in quotes, to its end"),
        ("brand = \"Acme\\", "at character 9: expected a text in quotes, to its end"),
        ("brand in \"Acme\"", "at character 10: expected ( after in"),
        ("brand in (\"Acme\" \"B\")", "at character 18: expected a comma or )"),
        ("price in (1, )", "at character 14: expected a number"),
        ("(in_stock", "at character 10: expected &&, || or )"),
        ("in_stock)", "at character 9: expected &&, || or the end"),
        ("in_stock in_stock", "at character 10: expected &&, || or the end"),
    ] {
        let fault = fault(expression);
        assert!(fault.starts_with(wanted), "{expression}: {fault}");
    }
}

#[test]
fn every_kind_of_facet_is_a_field_and_is_named_in_the_fault() {
    let fault = fault("x");
    for kind in nearside::catalog::FacetKind::ALL {
        assert!(fault.contains(kind.word()), "{} in {fault}", kind.word());
    }
    for field in ["in_stock", "tag"] {
        assert!(fault.contains(field));
    }
}

#[test]
fn depth_length_and_comparisons_have_bounds() {
    let nested = |depth: usize| format!("{}in_stock{}", "(".repeat(depth), ")".repeat(depth));
    let shop = shelf();
    assert_eq!(fitting(&shop, &nested(24)), those(|n| n % 5 != 0));
    assert!(fault(&nested(25)).contains("at most 24 brackets"));
    assert!(fault(&nested(2_000)).contains("at most 24 brackets"));
    assert!(fault(&" ".repeat(5_000)).contains("at most 4096 bytes"));
    let many = |count: usize| vec!["color = 'Red'"; count].join(" || ");
    assert_eq!(fitting(&shop, &many(64)), those(|n| n % 2 == 0));
    assert!(fault(&many(65)).contains("at most 64 comparisons"));
    // The deepest expression with the most open answers: as many as there is room for.
    let open = format!("{}in_stock{}", "in_stock || in_stock && (".repeat(24), ")".repeat(24));
    assert_eq!(fitting(&shop, &open), those(|n| n % 5 != 0));
    let closed = format!("{}in_stock{}", "!in_stock || in_stock && !(".repeat(24), ")".repeat(24));
    #[allow(clippy::nonminimal_bool)] // as the expression has it
    let naive = |in_stock: bool| (0..24).fold(in_stock, |inner, _| !in_stock || in_stock && !inner);
    let (yes, no) = (naive(true), naive(false));
    assert_eq!(fitting(&shop, &closed), those(|n| if n % 5 != 0 { yes } else { no }));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,60}") {
        let catalog = Catalog::empty();
        let _ = Filter::parse(&text, &catalog, &FacetKeys::default());
    }

    #[test]
    fn nor_does_what_looks_like_an_expression(parts in prop::collection::vec(prop::sample::select(vec![
        "in_stock", "price", "brand", "tag", "category", "=", "!=", "<", "<=", ">", ">=", "in", "(", ")", ",", "&&", "||",
        "!", "and", "or", "not", "\"Acme\"", "'Pets > Dogs'", "9.99", "0", "99999999999", "1.2.3", "é", "\\", "\"",
    ]), 0..14)) {
        let catalog = shelf();
        let keys = FacetKeys::new(&catalog);
        if let Ok(filter) = Filter::parse(&parts.join(" "), &catalog, &keys) {
            let _ = filter.fits(&catalog, nearside::catalog::ItemIx(0));
        }
    }
}
