//! WooCommerce's export, whose columns are named in the language of whoever exports: the same rows under each header give the
//! same catalog. `platforms/woocommerce-headers.csv` has the headers, a language each, as they were met in public files and
//! programs that read them (nobody was met with a Swedish name for brands).

use crate::{ids, read, read_with, refused};
use nearside::catalog::compile::{compile, Options};
use nearside::catalog::product::Currency;
use nearside::catalog::Catalog;

const HEADERS: &str = include_str!("platforms/woocommerce-headers.csv");

/// A product with two variations, one that is sold out and one that is hidden: what columns say by their English names.
const ROWS: [&[(&str, &str)]; 5] = [
    &[
        ("ID", "44"),
        ("Type", "variable"),
        ("SKU", "tee"),
        ("Name", "V-Neck Tee"),
        ("Published", "1"),
        ("Visibility in catalog", "visible"),
        ("In stock?", "1"),
        ("Categories", "\"Clothing > Tshirts, Summer\""),
        ("Tags", "new"),
        ("Images", "https://shop.example/tee.jpg"),
        ("Brands", "Acme"),
        ("Attribute 1 name", "Color"),
        ("Attribute 1 value(s)", "\"Blue, Green\""),
    ],
    &[
        ("ID", "76"),
        ("Type", "variation"),
        ("SKU", "tee-blue"),
        ("Name", "V-Neck Tee - Blue"),
        ("Published", "1"),
        ("In stock?", "1"),
        ("Regular price", "\"25,00\""),
        ("Sale price", "\"20,00\""),
        ("Parent", "tee"),
        ("Attribute 1 name", "Color"),
        ("Attribute 1 value(s)", "Blue"),
    ],
    &[
        ("ID", "77"),
        ("Type", "variation"),
        ("SKU", "tee-green"),
        ("Published", "1"),
        ("In stock?", "0"),
        ("Regular price", "25"),
        ("Parent", "id:44"),
    ],
    &[
        ("ID", "46"),
        ("Type", "simple"),
        ("Name", "Sold out"),
        ("Published", "1"),
        ("Visibility in catalog", "search"),
        ("In stock?", "0"),
        ("Backorders allowed?", "1"),
        ("Regular price", "9"),
        ("Categories", "Clothing > Tshirts"),
        ("Tags", "new"),
        ("Brands", "Acme"),
        ("Attribute 1 name", "Color"),
        ("Attribute 1 value(s)", "Blue"),
    ],
    &[("ID", "49"), ("Type", "simple"), ("SKU", "x"), ("Name", "Hidden"), ("Visibility in catalog", "hidden")],
];

/// Each language with its header.
fn headers() -> impl Iterator<Item = (&'static str, &'static str)> {
    HEADERS.lines().map(|line| line.split_once(',').expect("a language, then its header"))
}

/// The rows under a header whose columns stand in the order of the English one.
fn export(header: &str) -> String {
    let english = headers().next().expect("English comes first").1.replace("\"GTIN, UPC, EAN, or ISBN\"", "GTIN");
    let columns: Vec<&str> = english.split(',').map(|name| name.trim_matches('"')).collect();
    let mut text = header.to_string();
    for row in ROWS {
        let cell = |column: &&str| row.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell);
        text += "\n";
        text += &columns.iter().map(cell).collect::<Vec<_>>().join(",");
        assert!(row.iter().all(|(name, _)| columns.contains(name)), "{row:?}");
    }
    text
}

fn compiled(header: &str) -> (Vec<u8>, String) {
    let options = Options { currency: Currency::parse("EUR"), ..Options::default() };
    let feed = export(header);
    let (bytes, report) = compile(feed.as_bytes(), None::<&[u8]>, &options, &mut |_| {}).expect(header);
    (bytes, report.format)
}

#[test]
fn the_same_rows_under_the_header_of_any_language_are_the_same_catalog() {
    let (english, format) = compiled(headers().next().unwrap().1);
    assert_eq!(format, "woocommerce-csv");
    let catalog = Catalog::open(english.clone()).unwrap();
    assert_eq!(ids(&catalog), ["44", "46"]);
    let tee = catalog.find("tee-green").unwrap();
    assert_eq!((catalog.find("44"), catalog.price(tee), catalog.in_stock(tee)), (Some(tee), Some(2000), true));
    let order = catalog.find("46").unwrap();
    assert_eq!((catalog.price(order), catalog.in_stock(order)), (Some(900), true));
    let keys: Vec<String> = catalog.facets_of(order).map(|facet| catalog.facet_key(facet)).collect();
    for key in ["category:Clothing > Tshirts", "brand:Acme", "label:new", "color:Blue"] {
        assert!(keys.contains(&key.to_string()), "{key} is not among {keys:?}");
    }
    let languages: Vec<&str> = headers().map(|(language, _)| language).collect();
    assert_eq!(languages, ["en", "de", "es", "fr", "it", "nl", "pl", "pt-BR", "ru", "sv", "tr"]);
    for (language, header) in headers() {
        assert!(compiled(header).0 == english, "{language}");
    }
}

#[test]
fn names_are_read_with_other_spaces_apostrophes_and_letters_too() {
    let (english, _) = compiled(headers().next().unwrap().1);
    for (language, header) in headers() {
        // Turkish letters have no one way back.
        let small = if language == "tr" { header.to_string() } else { header.to_lowercase() };
        let plain = small.replace('\u{a0}', " ").replace('’', "'").replacen("id,", "ID,", 1);
        assert!(compiled(&plain).0 == english, "{plain}");
    }
}

#[test]
fn older_names_of_columns_are_read_too() {
    let rows = "1,simple,a,Tea,1,0,9\n";
    for header in [
        "ID,Tipo,COD,Nome,Pubblicato,\"In stock?\",\"Prezzo di listino\"",
        "ID,Tipo,REF,Nome,Publicado,\"Em stock?\",\"Preço normal\"",
        "ID,Typ,Artikelnr,Namn,Publicerad,\"I lager?\",\"Ordinarie pris\"",
        "ID,Rodzaj,SKU,Nazwa,Opublikowano,\"W magazynie?\",Cena",
    ] {
        let options = Options { currency: Currency::parse("EUR"), ..Options::default() };
        let (catalog, report) = read_with(format!("{header}\n{rows}").as_bytes(), None, &options).expect(header);
        let item = catalog.find("a").expect(header);
        let told = (report.format.as_str(), catalog.price(item), catalog.in_stock(item));
        assert_eq!(told, ("woocommerce-csv", Some(900), false), "{header}");
        assert_eq!(catalog.card(item).title, "Tea", "{header}");
    }
}

#[test]
fn a_language_that_is_not_known_is_told_with_what_to_do() {
    let danish = "ID,Type,Varenummer,\"GTIN, UPC, EAN eller ISBN\",Navn,Udgivet,\"Normalpris\"\n1,simple,a,,Te,1,9\n";
    refused(danish, "set your own language in WordPress to English");
    refused("Id,Slags,Navn,\"Længde (cm)\",\"Bredde (cm)\",\"Højde (cm)\"\n1,simple,Te,1,1,1\n", "WooCommerce");
}

#[test]
fn other_tables_with_measures_or_a_price_called_cena_are_none_of_it() {
    let (catalog, report) = read("id,title,Length (cm),Width (cm),Height (cm)\n1,Tea,1,2,3\n");
    assert_eq!((ids(&catalog), report.format.as_str()), (vec!["1".to_string()], "csv"));
    assert_eq!(read("id,typ,nazwa,cena,kategorie\n1,x,Herbata,9,Napoje\n").1.format, "csv");
}
