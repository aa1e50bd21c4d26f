//! A product feed, and if there is one a file of anonymous baskets, into the bytes of `catalog.nsc`.
//! Not here: the single steps (`feed`, `fold`, `baskets`, `facets`, `neighbors`, `write`).

use super::baskets::{Orders, Priors};
use super::facets;
use super::feed::{bad_feed, Feed, Seen};
use super::fold::Shelf;
use super::format::{SLOT_BRAND, SLOT_CATEGORY};
use super::neighbors::{self, Neighbors};
use super::product::Product;
use super::report::Report;
use super::sensitive::Sensitive;
use super::shards::{self, Cut, Put};
use super::view::Meta;
use super::write::{self, Parts};
use crate::error::Result;
use std::cmp::Reverse;
use std::io::BufRead;

/// What the shop wants its catalog to be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Neighbors of each item at most; 0 leaves the table out. Without baskets there is none anyway.
    pub neighbors: usize,
    /// Whether titles, links and images go into the file.
    pub cards: bool,
    /// Words, phrases or facet keys that the shop calls sensitive.
    pub sensitive: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options { neighbors: 32, cards: true, sensitive: Vec::new() }
    }
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Rows of the feed that were read.
    Feed(u64),
    /// Lines of the baskets file that were read.
    Baskets(u64),
    /// Items whose neighbors are known, of how many.
    Neighbors(u64, u64),
    /// The file is being put together.
    Writing,
}

/// One order, for [`from_products`]: buyer, day, ids.
pub type Order<'o> = (Option<&'o str>, u32, Vec<&'o str>);

/// Compiles a feed.
///
/// ```
/// use nearside::catalog::{compile::{compile, Options}, Catalog};
///
/// let feed = "id\ttitle\tbrand\n1\tGreen tea\tAcme\n2\tSalt\tAcme\n";
/// let baskets = None::<&[u8]>;
/// let (bytes, report) = compile(feed.as_bytes(), baskets, &Options::default(), &mut |_| {})?;
/// assert_eq!(report.items, 2);
/// let catalog = Catalog::open(bytes)?;
/// let tea = catalog.find("1").expect("it is in the feed");
/// assert_eq!(catalog.card(tea).title, "Green tea");
/// # Ok::<(), nearside::Error>(())
/// ```
///
/// # Errors
/// [`Code::BadFeed`](crate::Code::BadFeed) when the feed or the baskets file cannot be read to the end, or when
/// no product is left.
pub fn compile(
    feed: impl BufRead,
    baskets: Option<impl BufRead>,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Vec<u8>, Report)> {
    compile_cut(feed, baskets, options, None, progress)
}

/// Compiles a feed, into a head and shards when a cut is asked for and the catalog is large enough. The shards are
/// handed out as they are made; the head is what is returned.
///
/// # Errors
/// As [`compile`], and what handing out gives.
pub fn compile_cut(
    feed: impl BufRead,
    baskets: Option<impl BufRead>,
    options: &Options,
    cut: Option<(&Cut, Put<'_>)>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Vec<u8>, Report)> {
    let mut seen = Seen::default();
    let mut shelf = Shelf::default();
    let mut feed = Feed::open(feed, &mut seen)?;
    while let Some(product) = feed.next(&mut seen)? {
        shelf.add(&product, options.cards, &mut seen.problems);
        if seen.rows % 1024 == 0 {
            progress(Progress::Feed(seen.rows));
        }
    }
    progress(Progress::Feed(seen.rows));
    if shelf.len() == 0 {
        return Err(nothing(&seen));
    }
    let orders = match baskets {
        None => None,
        Some(file) => {
            let mut tell = |lines| progress(Progress::Baskets(lines));
            Some(Orders::read(file, &shelf, &mut seen.problems, &mut tell)?)
        }
    };
    assemble(shelf, seen, orders, options, cut, progress)
}

/// Compiles products that are in memory already.
///
/// # Errors
/// [`Code::BadFeed`](crate::Code::BadFeed) when there is no product.
pub fn from_products(
    products: impl IntoIterator<Item = Product>,
    baskets: &[Order<'_>],
    options: &Options,
) -> Result<(Vec<u8>, Report)> {
    from_products_cut(products, baskets, options, None)
}

/// Compiles products that are in memory already, with a cut as [`compile_cut`] has it.
///
/// # Errors
/// As [`from_products`], and what handing out gives.
pub fn from_products_cut(
    products: impl IntoIterator<Item = Product>,
    baskets: &[Order<'_>],
    options: &Options,
    cut: Option<(&Cut, Put<'_>)>,
) -> Result<(Vec<u8>, Report)> {
    let mut seen = Seen { format: "products".to_string(), encoding: "UTF-8".to_string(), ..Seen::default() };
    let mut shelf = Shelf::default();
    for product in products {
        seen.rows += 1;
        shelf.add(&product, options.cards, &mut seen.problems);
    }
    if shelf.len() == 0 {
        return Err(nothing(&seen));
    }
    let mut orders = Orders::default();
    for (line, (buyer, day, ids)) in baskets.iter().enumerate() {
        let mut items: Vec<u32> = ids.iter().filter_map(|id| shelf.find(id)).collect();
        orders.push(*buyer, Some((*day).into()), &mut items, line as u64 + 1, &mut seen.problems);
    }
    assemble(shelf, seen, Some(orders), options, cut, &mut |_| {})
}

fn nothing(seen: &Seen) -> crate::Error {
    let mut why = format!("the feed has {} rows, but no product could be read", seen.rows);
    if let Some(first) = seen.problems.first.first() {
        why.push_str(&format!("; line {}: {}", first.line, first.kind.text()));
    }
    bad_feed(&why)
}

fn assemble(
    mut shelf: Shelf,
    mut seen: Seen,
    orders: Option<Orders>,
    options: &Options,
    cut: Option<(&Cut, Put<'_>)>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Vec<u8>, Report)> {
    let n = shelf.len();
    let orders = orders.filter(|orders| orders.len() > 0);
    let priors = orders.as_ref().map_or_else(|| Priors::stand_in(n), |orders| orders.priors(n));
    let popularity = priors.popularity();
    let ones;
    let weights = if orders.is_some() {
        &priors.sold
    } else {
        ones = vec![1; n];
        &ones
    };
    let facets = facets::choose(&mut shelf, &Sensitive::new(&options.sensitive), weights);
    let order = rows(&facets, &popularity);
    let neighbors = orders.as_ref().filter(|_| options.neighbors > 0).map(|orders| {
        let mut row_of = vec![0u32; n];
        order.iter().enumerate().for_each(|(row, item)| row_of[*item as usize] = row as u32);
        let mut tell = |done| progress(Progress::Neighbors(done, n as u64));
        neighbors::table(orders, &row_of, options.neighbors, &mut seen.problems, &mut tell)
    });
    progress(Progress::Writing);
    let meta = Meta {
        currency: shelf.currency.map(|currency| currency.code().to_string()).unwrap_or_default(),
        digits: shelf.currency.map(|currency| currency.digits()).unwrap_or_default(),
        baskets: priors.baskets,
        rebuy: priors.mean_rebuy,
        generator: concat!("nearside ", env!("CARGO_PKG_VERSION")).to_string(),
    };
    let since = since(&shelf, orders.as_ref());
    let parts = Parts {
        since: since.as_deref(),
        meta: &meta,
        shelf: &shelf,
        facets: &facets,
        priors: &priors,
        popularity: &popularity,
        order: &order,
        neighbors: neighbors.as_ref().filter(|table: &&Neighbors| !table.rows.is_empty()),
        cards: options.cards,
        shards: None,
    };
    let (bytes, shards) = match cut {
        Some((cut, put)) => shards::write(&parts, cut, put)?,
        None => (write::write(&parts)?, Vec::new()),
    };
    let mut report = Report::new(seen, &shelf, &facets, &meta, orders.as_ref(), neighbors.as_ref(), &bytes);
    report.shards = shards;
    Ok((bytes, report))
}

/// Since when each item is in the shop: as the feed says, or where no row of it does, as the baskets show.
fn since(shelf: &Shelf, orders: Option<&Orders>) -> Option<Vec<u16>> {
    let told = shelf.since.iter().any(|day| *day > 0);
    if told {
        return Some(shelf.since.clone());
    }
    orders?.first_sales(shelf.len()).filter(|days| days.iter().any(|day| *day > 0))
}

/// The items in the order of their rows: by category tree, brand, popularity, place in the feed.
fn rows(facets: &facets::Facets, popularity: &[i16]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..popularity.len() as u32).collect();
    order.sort_by_key(|item| {
        let slots = &facets.slots[*item as usize];
        (slots[SLOT_CATEGORY], slots[SLOT_BRAND], Reverse(popularity[*item as usize]))
    });
    order
}
