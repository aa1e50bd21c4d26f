//! What becomes a facet, and what does not.

use crate::{read, read_with, tells};
use nearside::catalog::compile::Options;
use nearside::catalog::problem::ProblemKind as Kind;
use nearside::catalog::report::KindReport;
use nearside::catalog::{Catalog, FacetId, FacetKind, ItemIx};
use std::fmt::Write;

fn keys(catalog: &Catalog, id: &str) -> Vec<String> {
    let mut keys: Vec<String> = catalog.facets_of(catalog.find(id).expect(id)).map(|f| catalog.facet_key(f)).collect();
    keys.sort();
    keys
}

fn of_kind<'r>(report: &'r nearside::catalog::report::Report, kind: &str) -> &'r KindReport {
    report.facets.iter().find(|line| line.kind == kind).unwrap()
}

#[test]
fn a_category_path_of_five_hundred_levels_is_clipped() {
    let path: Vec<String> = (0..500).map(|k| format!("Level {k}")).collect();
    let (catalog, report) = read(format!("id\tproduct_type\n1\t{}\n", path.join(" > ")));
    assert_eq!(catalog.with_parents(catalog.category_of(ItemIx(0))).count(), 16);
    tells(&report, Kind::DeepCategory, 1, 2);
}

#[test]
fn seventy_thousand_brands_leave_the_most_carried() {
    let mut feed = "id\tbrand\tproduct_type\n".to_string();
    for k in 0..70_000 {
        for copy in 0..if k % 7 == 0 { 3 } else { 2 } {
            writeln!(feed, "{k}-{copy}\tBrand {k}\tAll").unwrap();
        }
    }
    let (catalog, report) = read(feed);
    assert!(catalog.facet_count() <= 65_536);
    let brands = of_kind(&report, "brand");
    assert_eq!(brands.kept + brands.dropped_full, 70_000);
    assert!(brands.kept > 65_000 && report.text().contains("beyond 65,535 facets"));
    assert_eq!(keys(&catalog, "7-0"), ["brand:Brand 7", "category:All"], "carried three times");
    assert!(report.facets.iter().map(|line| line.kept).sum::<u64>() < catalog.facet_count() as u64);
}

#[test]
fn a_brand_of_one_item_is_no_facet() {
    let (catalog, report) = read("id\tbrand\tcolor\n1\tAcme\tred\n2\tAcme\tblue\n3\tSolo\tRED\n");
    assert_eq!(keys(&catalog, "1"), ["brand:Acme", "color:RED"], "of two spellings as frequent, the first by bytes");
    assert_eq!(keys(&catalog, "2"), ["brand:Acme"]);
    assert_eq!(keys(&catalog, "3"), ["color:RED"]);
    assert_eq!((of_kind(&report, "brand").dropped_rare, of_kind(&report, "color").dropped_rare), (1, 1));
    assert_eq!(of_kind(&report, "color").spellings_merged, 1);
}

#[test]
fn an_item_has_at_most_five_tags_and_the_report_says_which_went() {
    let row = |id: &str| format!("{id}\ta\tred/blue/green\twool\tmale\tadult\tl1\tl2\n");
    let (catalog, report) = read(
        "id\tsize\tcolor\tmaterial\tgender\tage_group\tcustom_label_0\tcustom_label_1\n".to_string()
            + &row("1")
            + &row("2"),
    );
    let keys = keys(&catalog, "1");
    assert_eq!(keys.len(), 5, "{keys:?}");
    let cut: u64 = report.facets.iter().map(|line| line.tags_cut).sum();
    assert_eq!(cut, 2 * (9 - 5));
    assert!(report.text().contains("more than 5 an item"));
}

#[test]
fn categories_are_numbered_from_the_top_in_the_order_of_their_words() {
    let (catalog, _) = read("id\tproduct_type\n1\tB > Z\n2\tA > Y > Q\n3\tB > C\n4\tA\n5\tB>Z\n");
    let names: Vec<String> = (1..catalog.facet_count()).map(|k| catalog.facet_key(FacetId(k as u16))).collect();
    let tree = ["A", "A > Y", "A > Y > Q", "B", "B > C", "B > Z"].map(|path| format!("category:{path}"));
    assert_eq!(names, tree);
    let rows: Vec<&str> = (0..5).map(|k| catalog.id(ItemIx(k))).collect();
    assert_eq!(rows, ["4", "2", "3", "1", "5"], "rows follow the tree, then popularity");
    assert_eq!(catalog.facet(FacetId(4)).unwrap().items, 3, "a category counts what is below it");
    assert_eq!(catalog.facet(FacetId(4)).unwrap().share, (3u64 * (1 << 32) / 5) as u32);
}

#[test]
fn further_categories_stand_behind_the_tags_and_name_the_tree() {
    let feed = |types: &[&str]| {
        let types: String = types.iter().map(|path| format!("<product_type>{path}</product_type>")).collect();
        move |id: u32| format!("<item><id>{id}</id>{types}<color>Red/Blue</color></item>")
    };
    let two = feed(&["A &gt; B", "New &gt; Week", "A", "New", "New &gt; Week"]);
    let (catalog, report) = read(format!("<rss>{}{}{}</rss>", two(1), two(2), feed(&["New", "A &gt; B"])(3)));
    assert_eq!(keys(&catalog, "1"), ["category:A > B", "color:Blue", "color:Red"], "the first says what it is");
    let further = |id: &str| {
        let item = catalog.find(id).unwrap();
        let places = catalog.places_of(item).filter(|place| catalog.is_further(*place));
        places.map(|place| catalog.facet_key(catalog.facet_parent(place))).collect::<Vec<_>>()
    };
    // "A" says nothing that "A > B" does not; nor does "New" beside "New > Week".
    assert_eq!(
        (further("1"), further("3")),
        (vec!["category:New > Week".to_owned()], vec!["category:A > B".to_owned()])
    );
    let categories = report.facets.iter().find(|line| line.kind == "category").expect("it is told");
    assert_eq!((categories.kept, categories.items), (4, 3), "the report counts the tree alone");
    let (total, only) = ((1..catalog.facet_count() as u16).map(FacetId), |id: FacetId| catalog.facet(id).unwrap());
    let new = total.clone().find(|id| catalog.facet_key(*id) == "category:New").unwrap();
    assert_eq!(
        (only(new).items, only(new).kind),
        (1, FacetKind::Category),
        "counts and shares are of first categories"
    );
}

#[test]
fn a_further_category_needs_no_second_item_and_goes_before_tags() {
    let item =
        "<item><id>1</id><product_type>A</product_type><product_type>B</product_type><product_type>C</product_type>\
        <color>1/2/3/4/5/6</color></item>";
    let (catalog, _) = read(format!("<rss>{item}{}</rss>", item.replace("<id>1", "<id>2").replace("B<", "D<")));
    let item = catalog.find("1").unwrap();
    let further: Vec<_> = catalog.places_of(item).filter(|place| catalog.is_further(*place)).collect();
    let names: Vec<_> = further.iter().map(|place| catalog.facet_key(catalog.facet_parent(*place))).collect();
    assert_eq!(names, ["category:B", "category:C"]);
    assert_eq!(catalog.places_of(item).count(), 1 + 5);
}

#[test]
fn sensitive_words_mark_facets_below_them_and_items_that_carry_them() {
    let feed = "id\tproduct_type\tbrand\tcustom_label_0\n\
        1\tHealth > Pregnancy tests > Digital\tAcme\t\n\
        2\tHealth > Plasters\tAcme\t\n\
        3\tFood\tIntimate Co\t\n\
        4\tFood\tOther\tpregnancy\n\
        5\tFood\tOther\t\n";
    let sensitive = ["pregnancy".to_string(), "brand:intimate co".to_string()];
    let options = Options { sensitive: sensitive.to_vec(), themes: false, ..Options::default() };
    let (catalog, report) = read_with(feed.as_bytes(), None, &options).unwrap();
    let marked: Vec<String> = (1..catalog.facet_count() as u16)
        .map(FacetId)
        .filter(|id| catalog.facet(*id).unwrap().sensitive)
        .map(|id| catalog.facet_key(id))
        .collect();
    assert_eq!(marked, ["category:Health > Pregnancy tests", "category:Health > Pregnancy tests > Digital"]);
    let items: Vec<bool> =
        ["1", "2", "3", "4", "5"].iter().map(|id| catalog.is_sensitive(catalog.find(id).unwrap())).collect();
    assert_eq!(items, [true, false, true, true, false], "also where the brand or tag is too rare for a facet");
    assert_eq!(report.sensitive, 3);
}
