//! The files of a shop, read and brought together: its orders, its feed, its table of levels.
//! Not here: the shapes of those files (`orders`, `levels`, `nearside::catalog::feed`).

use super::levels::{Level, Places};
use super::orders::Orders;
use super::progress::Progress;
use crate::files;
use nearside::catalog::compile::{from_products, Options};
use nearside::catalog::feed::{Feed, Seen};
use nearside::catalog::product::Product;
use nearside::catalog::Catalog;
use nearside::{Code, Error, Result};
use std::path::Path;

/// Which files.
pub struct Paths<'a> {
    pub orders: &'a Path,
    pub feed: Option<&'a Path>,
    pub levels: Option<&'a Path>,
}

/// All levels that can be measured: products and, with a table of levels, types and categories. Buyers with fewer
/// baskets than `at_least` do not count.
pub fn read(paths: &Paths<'_>, at_least: usize, progress: &Progress) -> Result<Vec<Level>> {
    progress.say("reading orders");
    let open = |path: &Path| files::open(path, |file, _| file);
    let mut orders = Orders::read(open(paths.orders)?)?;
    if orders.left_out > 0 {
        progress.note(&format!("{} lines hold no order and were left out", orders.left_out));
    }
    let products = paths.feed.map(|feed| read_feed(open(feed)?)).transpose()?;
    if let Some(products) = &products {
        let by_place = orders.by_place;
        let catalog = bare(products)?;
        let (known, lost) = orders.renamed(|id| {
            let id = if by_place { &products.get(id.parse::<usize>().ok()?)?.id } else { id };
            catalog.find(id).map(|item| catalog.id(item).to_owned())
        });
        orders = known;
        if lost > 0 {
            progress.note(&format!("{lost} ordered items are not in the feed and were left out"));
        }
    }
    let orders = orders.at_least(at_least);
    if orders.buyers.is_empty() {
        let why = format!("no buyer has {at_least} baskets of known items; --at-least takes fewer");
        return Err(Error::new(Code::BadFeed, why));
    }
    let mut levels = vec![Level::products(orders, products)];
    if let Some(path) = paths.levels {
        let above = Places::read(open(path)?)?.levels(&levels[0]);
        levels.extend(above);
    }
    Ok(levels)
}

fn read_feed(source: impl std::io::BufRead) -> Result<Vec<Product>> {
    let mut seen = Seen::default();
    let mut feed = Feed::open(source, &mut seen)?;
    let mut products = Vec::new();
    while let Some(product) = feed.next(&mut seen)? {
        products.push(product);
    }
    Ok(products)
}

/// A catalog only to look ids up in: variants are folded into their items there.
fn bare(products: &[Product]) -> Result<Catalog> {
    let options = Options { cards: false, themes: false, neighbors: 0, ..Options::default() };
    Catalog::open(from_products(products.iter().cloned(), &[], &options)?.0)
}
