//! Why a finding matters and what to change, in words. Not here: finding it (`watch`).

use super::Weight::{self, Error, Note, Warning};
use crate::catalog::problem::ProblemKind as Kind;

/// Code, weight, reason and remedy of what the compiler had to drop or to mend.
pub(super) fn of_problem(kind: Kind) -> (&'static str, Weight, &'static str, &'static str) {
    match kind {
        Kind::TooLong => (
            "too-long",
            Error,
            "The row was left out: it is longer than any product is.",
            "look at this line for a quotation mark or bracket that never closes",
        ),
        Kind::NoId => (
            "no-id",
            Error,
            "The product was left out: nothing could name it.",
            "give every row the id that the shop's pages and data layer use",
        ),
        Kind::DuplicateId => (
            "ids-repeat",
            Error,
            "Only the first product with this id is in the catalog.",
            "give each variant an id of its own, and all variants of one product the same item_group_id",
        ),
        Kind::ExtraCells => (
            "shifted-rows",
            Error,
            "The row was left out: its cells do not fit the header.",
            "quote cells that hold the delimiter",
        ),
        Kind::CutRow => (
            "cut-file",
            Error,
            "The file ends in the middle; what would follow is missing.",
            "export again, and wait for the download to end",
        ),
        Kind::BrokenItem => (
            "broken-items",
            Error,
            "The product was left out: its markup or its JSON is broken.",
            "let a library write XML or JSON, and never put it together from texts",
        ),
        Kind::NotPublished => (
            "not-published",
            Note,
            "Drafts, hidden and archived products are not for shoppers.",
            "nothing, if that is meant; publish them in the shop otherwise",
        ),
        Kind::FewCells => (
            "short-rows",
            Warning,
            "The cells that lack count as empty.",
            "write all delimiters of a row, also behind its last value",
        ),
        Kind::StrayQuote => (
            "stray-quotes",
            Warning,
            "A quotation mark that never closes may hide where a cell ends.",
            "write a mark inside of a quoted cell twice",
        ),
        Kind::NotUtf8 => (
            "encoding-repaired",
            Warning,
            "Bytes that are no UTF-8 were read as Windows-1252; other encodings would come out wrong.",
            "export as UTF-8",
        ),
        Kind::BadCharacters => ("encoding-broken", Warning, "Characters are lost and shown as �.", "export as UTF-8"),
        Kind::ControlCharacters => {
            ("control-characters", Note, "They were replaced by spaces.", "take them out of the product data")
        }
        Kind::UnknownEntity => (
            "unknown-entities",
            Note,
            "Shoppers would see the name of the entity.",
            "write the character itself, in UTF-8",
        ),
        Kind::DocType => {
            ("document-type", Note, "It is ignored; entities of its own are not expanded.", "leave it out")
        }
        Kind::NoNamespace => (
            "no-namespace",
            Note,
            "The g: prefix was read all the same; other readers refuse it.",
            "declare xmlns:g=\"http://base.google.com/ns/1.0\" in the first element",
        ),
        Kind::BadPrice => (
            "bad-prices",
            Warning,
            "The product has no price in lists, filters and price bands.",
            "write the amount with a point and the currency's code: 12.34 EUR",
        ),
        Kind::OddPrice => (
            "odd-prices",
            Warning,
            "A point before three digits is the decimal point: 1.234 EUR is read as 1.23.",
            "write 1234.00 EUR for thousands, and two digits behind the point",
        ),
        Kind::NoCurrency => (
            "prices-without-currency",
            Warning,
            "The product has no price in lists, filters and price bands.",
            "say --currency EUR (or yours), or write the code behind the amount: 12.34 EUR",
        ),
        Kind::OtherCurrency => (
            "other-currencies",
            Warning,
            "A catalog has one currency; prices in another one were dropped.",
            "make one feed, and one catalog, for each currency",
        ),
        Kind::BadLink => (
            "bad-links",
            Warning,
            "Cards of these products lead nowhere or have no picture.",
            "write addresses that begin with https:// or with /",
        ),
        Kind::Clipped => (
            "long-texts",
            Note,
            "The text was cut at its limit.",
            "shorten it: titles have room for 300 characters, labels for 100",
        ),
        Kind::DeepCategory => ("deep-categories", Note, "Levels below the 16th were left out.", "shorten the path"),
        Kind::UnknownAvailability => (
            "unknown-availability",
            Warning,
            "The product counts as in stock, whatever was meant.",
            "write in_stock, out_of_stock, preorder or backorder",
        ),
        Kind::BadDate => (
            "bad-dates",
            Note,
            "Nobody knows since when the product is in the shop, so nothing lifts what is new.",
            "write YYYY-MM-DD",
        ),
        Kind::ManyValues => (
            "many-values",
            Note,
            "An item keeps 16 values of a kind, and five tags in all.",
            "name the most telling ones first",
        ),
        Kind::UnknownItem => (
            "unknown-in-baskets",
            Warning,
            "What was bought counts for no item.",
            "name products in orders by the feed's ids, or by item_group_id; keep sold-out products in the feed",
        ),
        Kind::BadDay => {
            ("bad-days-in-baskets", Warning, "Without days there is no trend.", "write YYYY-MM-DD or a whole number")
        }
        Kind::HugeBasket => (
            "huge-baskets",
            Note,
            "More than 400 items say nothing about what goes together.",
            "leave orders of resellers out",
        ),
        Kind::EmptyBasket => ("empty-baskets", Note, "The basket was left out.", "name products by the feed's ids"),
        Kind::NoSession => {
            ("clicks-without-session", Warning, "The click was left out.", "fill SessionId in every line")
        }
        Kind::UnknownClick => (
            "unknown-in-sessions",
            Warning,
            "The click counts for no item.",
            "name products by the feed's ids; keep sold-out products in the feed",
        ),
        Kind::BadTime => {
            ("bad-times-in-sessions", Warning, "The click was left out.", "write a number or 2026-11-22T09:30:00Z")
        }
        Kind::HugeSession => {
            ("huge-sessions", Note, "More than 500 clicks are not one shopper's.", "leave crawlers out")
        }
        Kind::ManyClicks => {
            ("many-clicks", Warning, "The rest of the file was not read.", "give the last few months only")
        }
    }
}

/// Weight, reason and remedy of what was seen in the products themselves.
pub(super) fn of_products(code: &str) -> (Weight, &'static str, &'static str) {
    match code {
        "no-title" => (Warning, "The card shows the id instead.", "fill `title`"),
        "no-link" => (Warning, "The card leads nowhere.", "fill `link` with the page's address or path"),
        "no-image" => (Warning, "The card has no picture.", "fill `image_link`"),
        "no-price" => (
            Warning,
            "The product is in no price band, and no filter by price finds it.",
            "fill `price`, as in 12.34 EUR",
        ),
        "zero-price" => (
            Note,
            "Gifts and samples would be among the picks.",
            "leave them out of the feed, or out of lists with a rule: filter \"price > 0\"",
        ),
        "no-brand" => {
            (Warning, "Interest in a maker cannot be learned, nor told as a reason.", "fill `brand` (Shopify: vendor)")
        }
        "no-category" => (
            Warning,
            "Interests are learned by category first; without one a product is found by popularity alone.",
            "fill `product_type` with the shop's own path, as in Clothing > Jackets",
        ),
        "flat-categories" => (
            Warning,
            "With one level only, an interest is either the whole department or nothing.",
            "write whole paths: Clothing > Jackets > Rain jackets",
        ),
        "no-availability" => {
            (Note, "The product counts as in stock, so sold-out ones would be shown.", "fill `availability`")
        }
        "sold-out" => (
            Warning,
            "What cannot be ordered is left out of lists that ask for stock.",
            "look whether the export's stock is up to date",
        ),
        "mangled-ids" => (
            Error,
            "A spreadsheet rewrote the number; no page names the product like that.",
            "export again, and do not save the file in a spreadsheet (or make the id's column text)",
        ),
        "ids-with-spaces" => {
            (Note, "Baskets separate ids by spaces, so these cannot be named in them.", "use ids without spaces")
        }
        "insecure-images" => {
            (Warning, "Browsers load no pictures over http into pages over https.", "write https:// addresses")
        }
        "markup-in-titles" => {
            (Warning, "Titles are shown as text, so shoppers would see the tags.", "write titles without markup")
        }
        "variants-apart" => (
            Warning,
            "One product in several sizes or colors fills several places of a list.",
            "give them the same item_group_id",
        ),
        "titles-repeat" => (
            Note,
            "Shoppers cannot tell these products apart in a list.",
            "say in the title what is different; for variants of one product, give them the same item_group_id",
        ),
        "ids-are-handles" => (
            Warning,
            "Shopify's CSV has no product numbers, by which themes, pixels and data layers name products.",
            "compile products.json instead, or see that your pages name products by handle or SKU (docs/feeds.md)",
        ),
        "unknown-columns" => (
            Warning,
            "Nothing is read from these columns.",
            "name columns as Google does (docs/feeds.md), or export from an admin whose language is English",
        ),
        _ => (Note, "", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_problem_has_a_code_of_its_own_and_something_to_do() {
        let codes: BTreeSet<&str> = Kind::ALL.iter().map(|kind| of_problem(*kind).0).collect();
        assert_eq!(codes.len(), Kind::ALL.len());
        for kind in Kind::ALL {
            let (_, _, why, fix) = of_problem(*kind);
            assert!(why.ends_with(['.', '�']) && !fix.is_empty() && !fix.ends_with('.'), "{kind:?}");
        }
    }
}
