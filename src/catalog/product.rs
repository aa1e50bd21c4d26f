//! One product as a feed names it, after reading and cleaning. Not here: the catalog's own items,
//! into which products fold (`fold`), and how a feed is read (`feed`).

use crate::day::Day;

/// One row of a feed. Every text is plain (never markup), on one line, and not longer than its limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Product {
    /// The line of the feed where it starts, counted from 1; 0 when it came from elsewhere.
    pub line: u64,
    /// Its id in the shop. Never empty in what a reader hands out.
    pub id: String,
    /// Other names that the shop's pages may have for it: its SKU, its handle, the ids and SKUs of its variants.
    pub also: Vec<String>,
    /// Variants that the feed names inside of it, without items of their own.
    pub variants: u32,
    /// `item_group_id`: what all variants of one item share. Empty when there is none.
    pub group: String,
    /// The name that shoppers see.
    pub title: String,
    /// Its page: an `http` or `https` address, or a path of the shop.
    pub link: String,
    /// Its picture, likewise.
    pub image: String,
    /// Category paths such as `Pets > Dog food`. The first says what the item is, others where it is found too.
    pub categories: Vec<String>,
    /// `google_product_category` as the feed says it: a number of Google's taxonomy, or a path. Empty when unknown.
    pub google_category: String,
    /// The maker.
    pub brand: String,
    /// What it costs now: the sale price where that is lower.
    pub price: Option<Price>,
    /// Whether it can be ordered.
    pub availability: Availability,
    /// Since when it is in the shop, as far as the feed says.
    pub since: Option<Day>,
    /// Colors, the main one first.
    pub colors: Vec<String>,
    /// Sizes.
    pub sizes: Vec<String>,
    /// What it is made of.
    pub materials: Vec<String>,
    /// Whom it is made for, as the feed says. Empty when unknown.
    pub gender: String,
    /// The age group, as the feed says. Empty when unknown.
    pub age_group: String,
    /// `custom_label_0` … `custom_label_4`, empty ones left out.
    pub labels: Vec<String>,
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// In minor units (cents) of the currency; less than `u32::MAX`, which the catalog keeps for "none".
    pub minor: u32,
    /// What it is counted in.
    pub currency: Currency,
}

/// An ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency with this code of three letters, in either case.
    pub fn parse(code: &str) -> Option<Currency> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Currency(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// Its code, such as `USD`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Digits after the decimal point. ISO 4217, but for six currencies whose small coins are long gone
    /// and whose prices would not fit 32 bits with them.
    pub fn digits(self) -> u8 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"COP" | b"IDR" | b"IRR" | b"LAK" | b"LBP" | b"MMK" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

/// Whether a product can be ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Availability {
    /// The feed does not say. It is taken as orderable, so that a shop without the column has picks.
    #[default]
    Unknown,
    /// In stock, or open for pre-order or back-order.
    Orderable,
    /// Out of stock.
    Out,
}
