//! What attributes of a product are called, in every feed format that names them one by one.
//! Not here: what their values mean (`row`), or shop systems whose exports are laid out otherwise.

/// Attributes that a catalog has a use for. The names are those of Google's product data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Attribute {
    Id,
    /// Another name of the same product, such as its SKU.
    Also,
    Group,
    Title,
    Link,
    Image,
    ProductType,
    GoogleCategory,
    Brand,
    Price,
    SalePrice,
    /// The currency of prices that name none.
    Currency,
    Availability,
    Since,
    Color,
    Size,
    Material,
    Gender,
    AgeGroup,
    Label,
    /// Options of a variant, as a JSON object.
    Options,
}

/// Attribute names as Google's product data spells them, and a few that shop systems add to it.
const NAMES: [(&str, Attribute); 28] = [
    ("id", Attribute::Id),
    ("item_group_id", Attribute::Group),
    ("title", Attribute::Title),
    ("link", Attribute::Link),
    ("image_link", Attribute::Image),
    ("product_type", Attribute::ProductType),
    ("google_product_category", Attribute::GoogleCategory),
    ("brand", Attribute::Brand),
    ("price", Attribute::Price),
    ("sale_price", Attribute::SalePrice),
    ("currency", Attribute::Currency),
    ("currency_code", Attribute::Currency),
    ("price_currency", Attribute::Currency),
    ("availability", Attribute::Availability),
    ("availability_date", Attribute::Since),
    // Not Google's, but what shop systems call it.
    ("created_at", Attribute::Since),
    ("published_at", Attribute::Since),
    ("date_added", Attribute::Since),
    ("color", Attribute::Color),
    ("size", Attribute::Size),
    ("material", Attribute::Material),
    ("gender", Attribute::Gender),
    ("age_group", Attribute::AgeGroup),
    ("custom_label_0", Attribute::Label),
    ("custom_label_1", Attribute::Label),
    ("custom_label_2", Attribute::Label),
    ("custom_label_3", Attribute::Label),
    ("custom_label_4", Attribute::Label),
];

/// Other names, those of OpenAI's commerce feed among them. Each counts only where nothing above it, and no name of
/// Google's, says the same. What is left of the ids is another name of the product.
const OTHERS: [(&str, Attribute); 19] = [
    ("item_id", Attribute::Id),
    ("product_id", Attribute::Id),
    ("sku", Attribute::Id),
    ("group_id", Attribute::Group),
    ("name", Attribute::Title),
    ("url", Attribute::Link),
    ("product_url", Attribute::Link),
    ("image_url", Attribute::Image),
    ("image", Attribute::Image),
    ("product_types", Attribute::ProductType),
    ("product_category", Attribute::ProductType),
    ("category", Attribute::ProductType),
    ("categories", Attribute::ProductType),
    ("manufacturer", Attribute::Brand),
    ("vendor", Attribute::Brand),
    ("sizes", Attribute::Size),
    ("tags", Attribute::Label),
    ("variant_dict", Attribute::Options),
    ("options", Attribute::Options),
];

/// `g:Image Link`, `imageLink` and `image-link` as `image_link`.
pub(super) fn plain(name: &str) -> String {
    let name = name.trim();
    let mut out = String::with_capacity(name.len() + 4);
    let mut after_small = false;
    for c in name.strip_prefix("g:").or_else(|| name.strip_prefix("G:")).unwrap_or(name).chars() {
        if after_small && (c.is_ascii_uppercase() || c.is_ascii_digit()) {
            out.push('_');
        }
        after_small = c.is_ascii_lowercase();
        out.push(if matches!(c, ' ' | '-') { '_' } else { c.to_ascii_lowercase() });
    }
    out
}

/// A name as people write it, in small letters: any white space is one space, `’` is `'`. `İ` becomes `i̇`, of two characters.
pub(super) fn spoken(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.to_lowercase().replace('’', "'"));
    }
    out
}

/// The first of these names that is one of those known. Lists of texts take 1.5 kB less of the compiler than patterns do.
pub(super) fn place(names: &[String], known: &[&str]) -> Option<usize> {
    names.iter().position(|name| known.contains(&name.as_str()))
}

impl Attribute {
    /// The attribute with this name of Google's, however it is spelled: `g:image_link`, `Image Link`, `image_link`.
    pub fn parse(name: &str) -> Option<Attribute> {
        let name = plain(name);
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, attribute)| *attribute)
    }

    /// What a list of names stands for, taken together: of two names for one thing the better known counts.
    pub fn of_all<'n>(names: impl Iterator<Item = &'n str>) -> Vec<Option<Attribute>> {
        let names: Vec<String> = names.map(plain).collect();
        let find =
            |list: &[(&str, Attribute)], name: &String| list.iter().find(|(known, _)| known == name).map(|f| f.1);
        let mut found: Vec<Option<Attribute>> = names.iter().map(|name| find(&NAMES, name)).collect();
        for (other, attribute) in OTHERS {
            let Some(at) = names.iter().position(|name| name == other) else { continue };
            if !found.contains(&Some(attribute)) {
                found[at] = Some(attribute);
            } else if attribute == Attribute::Id && found[at].is_none() {
                found[at] = Some(Attribute::Also);
            }
        }
        found
    }

    /// What an option of this name is, as shops call it in a dozen languages: `Colour`, `Größe`, `pa_taille`.
    pub fn of_option(name: &str) -> Option<Attribute> {
        let name = name.trim().to_lowercase();
        let name = name.strip_prefix("pa_").unwrap_or(&name);
        match name {
            "color" | "colour" | "colors" | "farbe" | "couleur" | "colore" | "cor" | "kleur" | "kolor" | "färg"
            | "farve" | "väri" | "renk" | "цвет" | "色" | "カラー" | "颜色" | "لون" | "צבע" => {
                Some(Attribute::Color)
            }
            "size" | "sizes" | "größe" | "grösse" | "groesse" | "taille" | "pointure" | "talla" | "taglia"
            | "misura" | "tamanho" | "maat" | "rozmiar" | "storlek" | "størrelse" | "koko" | "beden" | "размер"
            | "サイズ" | "尺码" | "尺寸" | "مقاس" | "מידה" | "shoe size" => Some(Attribute::Size),
            "material" | "materials" | "fabric" | "stoff" | "matière" | "matériau" | "materiale" | "tessuto"
            | "tejido" | "materiaal" | "materiał" | "素材" | "材质" => Some(Attribute::Material),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_however_they_are_spelled() {
        for name in ["g:image_link", "Image Link", "image-link", "imageLink", " IMAGE_LINK "] {
            assert_eq!(Attribute::parse(name), Some(Attribute::Image), "{name}");
        }
        assert_eq!(Attribute::parse("customLabel0"), Some(Attribute::Label));
        assert_eq!(Attribute::parse("ID"), Some(Attribute::Id));
    }

    #[test]
    fn of_two_names_for_one_thing_the_better_known_counts() {
        use Attribute::{Also, Id, Link, ProductType};
        let of = |names: &[&str]| Attribute::of_all(names.iter().copied());
        assert_eq!(of(&["item_id", "id", "url", "sku"]), [Some(Also), Some(Id), Some(Link), Some(Also)]);
        assert_eq!(of(&["sku", "item_id"]), [Some(Also), Some(Id)]);
        assert_eq!(of(&["sku", "url", "link"]), [Some(Id), None, Some(Link)]);
        assert_eq!(of(&["category", "product_type"]), [None, Some(ProductType)]);
    }

    #[test]
    fn options_have_their_names_in_many_languages() {
        for (name, is) in
            [("Größe", Attribute::Size), ("pa_color", Attribute::Color), (" Matière ", Attribute::Material)]
        {
            assert_eq!(Attribute::of_option(name), Some(is));
        }
        assert_eq!(Attribute::of_option("Title"), None);
    }
}
