//! The catalog: what a shop sells, as one file (`catalog.nsc`) that is opened without parsing.
//!
//! - `format`: names and numbers of the file format, shared by writer and reader.
//! - `view`: reading (every build).
//! - `compile` and the rest: writing (feature `compiler`): `feed` reads products one by one, `fold` makes
//!   items of them (with `strings`), `baskets` counts what was sold, `facets` chooses facets (with `spelling`,
//!   `tags`, `bands`, `sensitive`), `neighbors` and `lifts` find what is bought together, `sessions` reads clicks and
//!   `followers` finds what is looked at together (`budget` cuts both to size), `write` puts the file together, `report` and `problem` say what
//!   was dropped, `findings` what could be better.
//!
//! Not here: anything about a shopper.

#[cfg(feature = "compiler")]
mod bands;
#[cfg(feature = "compiler")]
mod baskets;
#[cfg(feature = "compiler")]
mod budget;
mod checks;
#[cfg(feature = "compiler")]
pub mod compile;
#[cfg(feature = "compiler")]
mod facets;
#[cfg(feature = "compiler")]
pub mod feed;
#[cfg(feature = "compiler")]
pub mod findings;
#[cfg(feature = "compiler")]
mod fold;
#[cfg(feature = "compiler")]
mod followers;
pub mod format;
mod keys;
#[cfg(feature = "compiler")]
mod lifts;
#[cfg(feature = "compiler")]
mod neighbors;
#[cfg(feature = "compiler")]
pub mod problem;
#[cfg(feature = "compiler")]
pub mod product;
#[cfg(feature = "compiler")]
pub mod report;
#[cfg(feature = "compiler")]
mod sensitive;
#[cfg(feature = "compiler")]
mod sessions;
#[cfg(feature = "compiler")]
pub mod shards;
#[cfg(feature = "compiler")]
mod spelling;
#[cfg(feature = "compiler")]
mod strings;
#[cfg(feature = "compiler")]
mod tags;
mod view;
#[cfg(feature = "compiler")]
mod write;

pub use keys::FacetKeys;
pub use view::{Card, Catalog, Facet, Meta, Table};

/// The place of an item in the catalog: 0 is the first row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIx(pub u32);

/// The number of a facet in one catalog. 0 means "none". Numbers change when a catalog is
/// compiled again; the facet's *key* does not, and is what a profile keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacetId(pub u16);

/// What kind of attribute a facet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum FacetKind {
    /// A node of the category tree. Its parent is the node above.
    Category = 1,
    /// The maker.
    Brand = 2,
    /// A band of prices, such as `2–5 USD`.
    Price = 3,
    /// The colour.
    Color = 4,
    /// The size.
    Size = 5,
    /// What it is made of.
    Material = 6,
    /// Whom the shop made it for, as the feed says.
    Gender = 7,
    /// The age group, as the feed says.
    AgeGroup = 8,
    /// A label of the shop's own (`custom_label_0` … `custom_label_4`).
    Label = 9,
}

impl FacetKind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [FacetKind; 9] = [
        FacetKind::Category,
        FacetKind::Brand,
        FacetKind::Price,
        FacetKind::Color,
        FacetKind::Size,
        FacetKind::Material,
        FacetKind::Gender,
        FacetKind::AgeGroup,
        FacetKind::Label,
    ];

    /// The kind with this number in the file.
    pub fn from_byte(byte: u8) -> Option<FacetKind> {
        Self::ALL.get(usize::from(byte).wrapping_sub(1)).copied()
    }

    /// The word used in facet keys and in JavaScript.
    pub const fn word(self) -> &'static str {
        match self {
            FacetKind::Category => "category",
            FacetKind::Brand => "brand",
            FacetKind::Price => "price",
            FacetKind::Color => "color",
            FacetKind::Size => "size",
            FacetKind::Material => "material",
            FacetKind::Gender => "gender",
            FacetKind::AgeGroup => "age",
            FacetKind::Label => "label",
        }
    }
}
