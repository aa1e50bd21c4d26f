//! What WooCommerce's product export calls its columns: it translates them into the language of whoever exports. These are
//! names that were met in files: English, German, Spanish, French, Italian, Dutch, Polish, Portuguese (Brazil, Portugal),
//! Russian, Swedish, Turkish. What cells say is the same in all of them. Not here: what becomes of the cells (`woo_table`).

use super::names::{spoken, Attribute};
use std::collections::BTreeMap;

columns! {
    id: "id" | "identyfikator" | "kimlik";
    kind: "type" | "typ" | "tipo" | "rodzaj" | "тип" | "tür";
    sku: "sku" | "artikelnummer" | "ugs" | "cod" | "ref" | "artikelnr" | "артикул" | "stok kodu (sku)";
    name: "name" | "nombre" | "nom" | "nome" | "naam" | "nazwa" | "namn" | "имя" | "i\u{307}sim";
    published: "published" | "veröffentlicht" | "publicado" | "publié" | "pubblicato" | "gepubliceerd" | "opublikowano"
        | "opublikowany" | "publicerad" | "опубликован" | "yayımlanmış";
    visibility: "visibility in catalog" | "sichtbarkeit im katalog" | "visibilidad en el catálogo"
        | "visibilité dans le catalogue" | "visibilità nel catalogo" | "zichtbaarheid in catalogus" | "widoczność w katalogu"
        | "visibilidade no catálogo" | "synlighet i katalog" | "видимость в каталоге" | "katalogda görünürlük";
    stock: "in stock?" | "vorrätig?" | "¿en inventario?" | "¿existencias?" | "en stock ?" | "op voorraad?" | "w magazynie?"
        | "na stanie?" | "em estoque?" | "em stock?" | "i lager?" | "в наличии?" | "наличие" | "stokta?";
    backorders: "backorders allowed?" | "lieferrückstände erlaubt?" | "¿permitir reservas de productos agotados?"
        | "autoriser les commandes de produits en rupture ?" | "abilita gli ordini arretrati?" | "nabestellingen toestaan?"
        | "pozwalać na zamówienia oczekujące (na dostawę do magazynu)?" | "são permitidas encomendas?"
        | "permitir encomendas pendentes?" | "tillåt restnoteringar?" | "возможен ли предзаказ?"
        | "задержанный заказ возможен?" | "ön siparişe i\u{307}zin ver?" | "yok satmaya izin?";
    price: "regular price" | "regulärer preis" | "precio normal" | "tarif régulier" | "prezzo di listino"
        | "reguliere prijs" | "cena" | "cena regularna" | "preço" | "preço normal" | "ordinarie pris" | "базовая цена"
        | "normal fiyat";
    sale: "sale price" | "angebotspreis" | "precio rebajado" | "tarif promo" | "prezzo in offerta" | "actieprijs"
        | "cena promocyjna" | "preço promocional" | "reapris" | "акционная цена" | "цена распродажи"
        | "i\u{307}ndirimli satış fiyatı";
    categories: "categories" | "kategorien" | "categorías" | "catégories" | "categorie" | "categorieën" | "kategorie"
        | "categorias" | "kategorier" | "категории" | "kategoriler";
    tags: "tags" | "schlagwörter" | "etiquetas" | "étiquettes" | "tag" | "etichette" | "tagi" | "taggar" | "метки"
        | "etiketler";
    images: "images" | "bilder" | "imágenes" | "immagine" | "immagini" | "afbeeldingen" | "obrazki" | "imagens"
        | "изображения" | "görseller";
    parent: "parent" | "übergeordnetes produkt" | "superior" | "genitore" | "hoofd" | "element nadrzędny" | "nadrzędny"
        | "ascendente" | "pai" | "förälder" | "родительский" | "ebeveyn";
    brands: "brands" | "marken" | "marke" | "marcas" | "marchi" | "merken" | "marki" | "бренды" | "markalar";
}

/// What the column of an attribute's name is called, `#` for its number.
const ATTRIBUTE: [&str; 12] = [
    "attribute # name",
    "attribut # name",
    "nombre del atributo #",
    "nom de l'attribut #",
    "attributo # nome",
    "naam eigenschap #",
    "nazwa atrybutu #",
    "nome do atributo #",
    "attribut # namn",
    "название атрибута #",
    "имя атрибута #",
    "nitelik # ismi",
];

/// The same of its values.
const VALUES: [&str; 14] = [
    "attribute # value(s)",
    "attribut # wert(e)",
    "valor(es) del atributo #",
    "valeur(s) de l'attribut #",
    "attributo # valore(i)",
    "attributo # valuta(e)",
    "waarde eigenschap #",
    "wartości atrybutu #",
    "valores do atributo #",
    "attribut # värde(n)",
    "значения атрибутов #",
    "значение(-я) атрибута(-ов) #",
    "значение(-я) аттрибута(-ов) #",
    "nitelik # değer(ler)i",
];

/// Attributes of one product at most.
const ATTRIBUTES: usize = 40;

/// Whether a header is that of WooCommerce's export.
pub(super) fn knows(header: &[String]) -> bool {
    let c = Columns::find(header);
    let Some(kind) = c.kind.filter(|_| c.name.is_some() && (c.id.is_some() || c.sku.is_some())) else { return false };
    // Other tables have a `Typ` and a `Cena`, too.
    let is_its_own = header[kind].eq_ignore_ascii_case("type")
        || [c.published, c.visibility, c.stock, c.backorders, c.parent].iter().any(Option::is_some);
    is_its_own && [c.published, c.price, c.stock, c.categories, c.parent].iter().flatten().count() >= 2
}

/// Whether it may be one in a language that is not known: all of them leave these words and the units as they are.
pub(super) fn may_be_another_language(header: &[String]) -> bool {
    let names: Vec<String> = header.iter().map(|name| spoken(name)).collect();
    let measures = names.iter().filter(|name| ["(cm)", "(mm)", "(in)"].iter().any(|unit| name.ends_with(unit))).count();
    let is_like_it = measures >= 3 || names.iter().any(|name| name.starts_with("gtin, upc, ean"));
    let has_title = Attribute::of_all(names.iter().map(String::as_str)).contains(&Some(Attribute::Title));
    is_like_it && !has_title && !knows(header)
}

/// What to do about it.
pub(super) const ANOTHER_LANGUAGE: &str = "the feed looks like WooCommerce's export, with columns named in a language that \
    is not known here; set your own language in WordPress to English (Users > Profile > Language) and export again, or take \
    https://YOUR-SHOP/wp-json/wc/store/v1/products (docs/feeds.md)";

/// The columns of the names and the values of attributes.
pub(super) fn attributes(header: &[String]) -> Vec<(usize, usize)> {
    let mut found: BTreeMap<usize, (Option<usize>, Option<usize>)> = BTreeMap::new();
    for (column, name) in header.iter().enumerate() {
        let name = spoken(name);
        let number: String = name.chars().filter(char::is_ascii_digit).collect();
        let Ok(place @ 1..=ATTRIBUTES) = number.parse() else { continue };
        let shape = name.replacen(&number, "#", 1);
        let pair = found.entry(place).or_default();
        if ATTRIBUTE.contains(&shape.as_str()) {
            pair.0.get_or_insert(column);
        } else if VALUES.contains(&shape.as_str()) {
            pair.1.get_or_insert(column);
        }
    }
    found.into_values().filter_map(|(name, values)| Some((name?, values?))).collect()
}
