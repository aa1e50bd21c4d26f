//! What expressions mean: prices, categories, tags, against a naive reading of the same conditions.
use crate::{fitting, shelf, those, NONE};
use proptest::prelude::*;

fn price(n: u32) -> Option<u32> {
    (n % 9 != 0).then_some(900 + n * 33 % 200)
}

#[test]
fn a_category_includes_all_below_it_and_each_category_of_an_item_counts() {
    let shop = shelf();
    assert_eq!(fitting(&shop, "category = \"Pets\""), those(|_| true));
    assert_eq!(fitting(&shop, "category = \"Pets > Cats\""), those(|n| n % 3 == 1 || n % 10 == 0));
    assert_eq!(fitting(&shop, "category = \"Gifts\""), those(|n| n % 4 == 0));
    assert_eq!(fitting(&shop, "category = \"Gifts > Cheap\" && category = \"Pets > Dogs\""), those(|n| n % 12 == 0));
    assert_eq!(fitting(&shop, "category = \"Cats\""), NONE, "a category is named from the top");
    assert_eq!(fitting(&shop, "category in (\"Gifts\", \"Pets > Birds\")"), those(|n| n % 4 == 0 || n % 3 == 2));
}

#[test]
fn prices_are_in_major_units_and_those_without_fit_no_comparison() {
    let shop = shelf();
    let with = |fits: &dyn Fn(u32) -> bool| those(|n| price(n).is_some_and(fits));
    assert_eq!(fitting(&shop, "price < 9.99"), with(&|minor| minor < 999));
    assert_eq!(fitting(&shop, "price <= 9.99"), with(&|minor| minor <= 999));
    assert_eq!(fitting(&shop, "price > 9.99"), with(&|minor| minor > 999));
    assert_eq!(fitting(&shop, "price >= 10"), with(&|minor| minor >= 1000));
    assert_eq!(fitting(&shop, "price = 9.33"), with(&|minor| minor == 933));
    assert_eq!(fitting(&shop, "price in (9.33, 9.66)"), with(&|minor| minor == 933 || minor == 966));
    // Between two coins.
    assert_eq!(fitting(&shop, "price < 9.995"), with(&|minor| minor <= 999));
    assert_eq!(fitting(&shop, "price >= 9.995"), with(&|minor| minor >= 1000));
    assert_eq!(fitting(&shop, "price = 9.995"), NONE);
    assert_eq!(fitting(&shop, "price < 0"), NONE);
    assert_eq!(fitting(&shop, "price >= 0"), with(&|_| true));
    assert_eq!(fitting(&shop, "price < 1000000000000"), with(&|_| true));
    // What is not equal is everything else, also what has no price.
    assert_eq!(fitting(&shop, "price != 9.33"), those(|n| price(n) != Some(933)));
}

#[test]
fn a_tag_is_any_facet_but_category_brand_and_price() {
    let shop = shelf();
    assert_eq!(fitting(&shop, "tag = \"sale\""), those(|n| n % 6 == 0));
    assert_eq!(fitting(&shop, "tag = \"Red\""), those(|n| n % 2 == 0));
    assert_eq!(fitting(&shop, "tag in (\"sale\", \"Red\")"), those(|n| n % 6 == 0 || n % 2 == 0));
    assert_eq!(fitting(&shop, "tag = \"Acme\""), NONE);
    assert_eq!(fitting(&shop, "label = \"Red\""), NONE);
    assert_eq!(fitting(&shop, "brand = \"of another shop\""), NONE, "brands come and go");
}

/// A condition in words, and what it means for product n.
#[derive(Clone, Debug)]
enum Tree {
    Leaf(&'static str, u8),
    Not(Box<Tree>),
    Both(Box<Tree>, Box<Tree>, bool),
}

/// An expression, and what it means for an item.
type Leaf = (&'static str, fn(u32) -> bool);

const LEAVES: [Leaf; 8] = [
    ("in_stock", |n| n % 5 != 0),
    ("price < 9.5", |n| price(n).is_some_and(|minor| minor < 950)),
    ("price >= 10.01", |n| price(n).is_some_and(|minor| minor >= 1001)),
    ("category = 'Pets > Cats'", |n| n % 3 == 1 || n % 10 == 0),
    ("category = 'Gifts'", |n| n % 4 == 0),
    ("category in ('Pets > Dogs', 'Pets > Birds')", |n| n % 3 != 1),
    ("brand != 'Acme'", |n| n / 7 % 3 != 0),
    ("tag in ('sale', 'Blue')", |n| n % 6 == 0 || n % 2 == 1),
];

impl Tree {
    fn text(&self) -> String {
        match self {
            Tree::Leaf(text, _) => (*text).to_owned(),
            Tree::Not(inner) => format!("!({})", inner.text()),
            Tree::Both(a, b, true) => format!("({}) && ({})", a.text(), b.text()),
            Tree::Both(a, b, false) => format!("{} or {}", a.text(), b.text()),
        }
    }

    fn holds(&self, n: u32) -> bool {
        match self {
            Tree::Leaf(_, leaf) => LEAVES[usize::from(*leaf)].1(n),
            Tree::Not(inner) => !inner.holds(n),
            Tree::Both(a, b, true) => a.holds(n) && b.holds(n),
            Tree::Both(a, b, false) => a.holds(n) || b.holds(n),
        }
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = (0..LEAVES.len()).prop_map(|leaf| Tree::Leaf(LEAVES[leaf].0, leaf as u8));
    leaf.prop_recursive(5, 24, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Tree::Not(Box::new(inner))),
            (inner.clone(), inner, any::<bool>()).prop_map(|(a, b, and)| Tree::Both(Box::new(a), Box::new(b), and)),
        ]
    })
}

proptest! {
    #[test]
    fn every_expression_means_what_it_says(tree in tree()) {
        prop_assert_eq!(fitting(&shelf(), &tree.text()), those(|n| tree.holds(n)), "{}", tree.text());
    }
}
