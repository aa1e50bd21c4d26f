//! A product feed, and if there are any, files of anonymous baskets and sessions, into the bytes of `catalog.nsc`.
//! Not here: the single steps (`feed`, `fold`, `baskets`, `sessions`, `facets`, `neighbors`, `followers`, `write`).

use super::baskets::{Orders, Priors};
use super::budget;
use super::facets;
use super::feed::{bad_feed, json, Feed, Seen};
use super::findings::Watch;
use super::fold::Shelf;
use super::followers;
use super::format::{SENSITIVE_ITEM, SLOT_BRAND, SLOT_CATEGORY};
use super::lifts;
use super::neighbors::{self, Neighbors};
use super::problem::ProblemKind;
use super::product::{Currency, Product};
use super::report::{Counted, Report};
use super::sensitive::Sensitive;
use super::sessions::Sessions;
use super::shards::{self, Cut, Put};
use super::view::Meta;
use super::write::{self, Parts};
use crate::error::Result;
use std::cmp::Reverse;
use std::io::BufRead;

/// What the shop wants its catalog to be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Neighbors of each item at most, in the table of carts and in that of sessions; 0 leaves both out. Without
    /// baskets or sessions there is none anyway.
    pub neighbors: usize,
    /// Bytes that both tables together may take; each item keeps its strongest.
    pub table_bytes: u64,
    /// Whether titles, links and images go into the file.
    pub cards: bool,
    /// Words, phrases or facet keys that the shop calls sensitive; `!children` takes a theme of the built-in list out.
    pub sensitive: Vec<String>,
    /// Whether the built-in list counts (`docs/sensitive.md`). Only measurements do without it.
    pub themes: bool,
    /// The currency of prices that name none, which is how most shop systems export them.
    pub currency: Option<Currency>,
    /// Whether handles, SKUs and the numbers of variants without items of their own find the item, too.
    pub names: bool,
    /// Whether the report says what could be better in the feed. It takes memory for every title.
    pub advise: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            neighbors: 32,
            table_bytes: u64::MAX,
            cards: true,
            sensitive: Vec::new(),
            themes: true,
            currency: None,
            names: true,
            advise: false,
        }
    }
}

/// Checks a list of sensitive words by itself.
///
/// # Errors
/// That of the list, when it names a theme that there is not.
pub fn check_sensitive(list: &[String]) -> Result<()> {
    Sensitive::new(list, true).map(drop)
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Rows of the feed that were read.
    Feed(u64),
    /// Lines of the baskets file that were read.
    Baskets(u64),
    /// Lines of the sessions file that were read.
    Sessions(u64),
    /// Items whose neighbors are known, of how many.
    Neighbors(u64, u64),
    /// Items whose followers are known, of how many.
    Followers(u64, u64),
    /// The file is being put together.
    Writing,
}

/// One order, for [`from_products`]: buyer, day, ids.
pub type Order<'o> = (Option<&'o str>, u32, Vec<&'o str>);

/// One session, for [`from_products`]: day, ids in the order of the clicks.
pub type Visit<'v> = (u32, Vec<&'v str>);

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
    compile_all(feed, baskets, None::<&[u8]>, options, None, progress)
}

/// Compiles a feed with baskets and sessions, each if there are any; into a head and shards when a cut is asked for
/// and the catalog is large enough. The shards are handed out as they are made; the head is what is returned.
///
/// # Errors
/// As [`compile`]; the sessions file too must be readable to its end; and what handing out gives.
pub fn compile_all(
    feed: impl BufRead,
    baskets: Option<impl BufRead>,
    sessions: Option<impl BufRead>,
    options: &Options,
    cut: Option<(&Cut, Put<'_>)>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Vec<u8>, Report)> {
    let mut seen = Seen { assumed: options.currency, ..Seen::default() };
    let mut shelf = Shelf::default();
    let mut watch = options.advise.then(Watch::default);
    let mut feed = Feed::open(feed, &mut seen)?;
    while let Some(mut product) = feed.next(&mut seen)? {
        if !options.names {
            product.also.clear();
        }
        if let Some(watch) = &mut watch {
            watch.see(&product);
        }
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
    let sessions = match sessions {
        None => None,
        Some(file) => {
            let mut tell = |lines| progress(Progress::Sessions(lines));
            Some(Sessions::read(file, &shelf, &mut seen.problems, &mut tell)?)
        }
    };
    let (bytes, mut report) = assemble(shelf, seen, orders, sessions, options, cut, progress)?;
    report.findings = watch.map(|watch| watch.findings(&report));
    Ok((bytes, report))
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
    from_all(products, baskets, &[], options, None)
}

/// Compiles products, orders and sessions that are in memory already, with a cut as [`compile_all`] has it.
/// Sessions stand oldest first.
///
/// # Errors
/// [`Code::BadFeed`](crate::Code::BadFeed) when there is no product, and what handing out gives.
pub fn from_all(
    products: impl IntoIterator<Item = Product>,
    baskets: &[Order<'_>],
    visits: &[Visit<'_>],
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
    let mut sessions = Sessions::default();
    for (day, ids) in visits {
        sessions.lines += ids.len() as u64;
        sessions.push((*day).into(), ids.iter().filter_map(|id| shelf.find(id)));
    }
    assemble(shelf, seen, Some(orders), Some(sessions), options, cut, &mut |_| {})
}

fn nothing(seen: &Seen) -> crate::Error {
    let is_json = seen.format.ends_with("json");
    let mut why = match seen.rows {
        0 if seen.problems.total() > 0 => "no product could be read".to_owned(),
        0 if is_json => format!("no product could be read: the feed holds none; {}", json::WANTED),
        0 => "no product could be read: the feed has no rows".to_owned(),
        1 => "the feed has one row, but no product could be read".to_owned(),
        rows => format!("the feed has {rows} rows, but no product could be read"),
    };
    if let Some(first) = seen.problems.first.first() {
        why.push_str(&format!("; line {}: {}", first.line, first.kind.text()));
        if !first.detail.is_empty() {
            why.push_str(&format!(" ({})", first.detail));
        }
        // Often these say what the file is: an answer with `errors`, products under a name of the shop's own.
        let others: Vec<String> = seen.unused.iter().take(5).map(|name| format!("`{name}`")).collect();
        if first.kind == ProblemKind::NoId && !others.is_empty() {
            why.push_str(&format!("; what is there instead: {}", others.join(", ")));
        }
    }
    bad_feed(&why)
}

fn assemble(
    mut shelf: Shelf,
    mut seen: Seen,
    orders: Option<Orders>,
    sessions: Option<Sessions>,
    options: &Options,
    cut: Option<(&Cut, Put<'_>)>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Vec<u8>, Report)> {
    let n = shelf.len();
    let orders = orders.filter(|orders| orders.len() > 0);
    let sessions = sessions.filter(|sessions| sessions.len() > 0);
    // Where nobody says what was bought, what was looked at says what is popular.
    let clicked = match (&orders, &sessions) {
        (None, Some(sessions)) => Some(sessions.as_orders(&mut seen.problems)),
        _ => None,
    };
    let counted = orders.as_ref().or(clicked.as_ref());
    let priors = counted.map_or_else(|| Priors::stand_in(n), |counted| counted.priors(n));
    let popularity = priors.popularity();
    let ones;
    let weights = if counted.is_some() {
        &priors.sold
    } else {
        ones = vec![1; n];
        &ones
    };
    let sensitive = Sensitive::new(&options.sensitive, options.themes)?;
    let facets = facets::choose(&mut shelf, &sensitive, weights);
    // What goes with something sensitive would say that it was there.
    let left_out = |item: u32| shelf.flags[item as usize] & SENSITIVE_ITEM != 0;
    let any = (0..n as u32).any(left_out);
    let open_orders = orders.as_ref().filter(|_| any).map(|orders| orders.without(&left_out));
    let open_sessions = sessions.as_ref().filter(|_| any).map(|sessions| sessions.without(&left_out));
    let open_orders = open_orders.as_ref().or(orders.as_ref()).filter(|_| options.neighbors > 0);
    let open_sessions = open_sessions.as_ref().or(sessions.as_ref()).filter(|_| options.neighbors > 0);
    let order = rows(&facets, &popularity);
    let mut row_of = vec![0u32; n];
    order.iter().enumerate().for_each(|(row, item)| row_of[*item as usize] = row as u32);
    let (mut near, mut foll) = (Neighbors::none(n), Neighbors::none(n));
    if let Some(orders) = open_orders {
        let mut tell = |done| progress(Progress::Neighbors(done, n as u64));
        near = neighbors::table(orders, &row_of, options.neighbors, &mut seen.problems, &mut tell);
    }
    if let Some(sessions) = open_sessions {
        let mut tell = |done| progress(Progress::Followers(done, n as u64));
        foll = followers::table(sessions, &row_of, options.neighbors, &mut tell);
    }
    let mut lift = Neighbors::none(facets.lines.len() + 1);
    if let Some(orders) = open_orders {
        let category: Vec<u16> = facets.slots.iter().map(|slots| slots[SLOT_CATEGORY]).collect();
        lift = lifts::table(orders, &category, facets.lines.len() + 1, options.neighbors);
    }
    let popularity_of_row: Vec<i16> = order.iter().map(|item| popularity[*item as usize]).collect();
    budget::fit([&mut near, &mut foll], &popularity_of_row, options.table_bytes);
    let (near, foll) = (Some(&near).filter(|table| !table.is_empty()), Some(&foll).filter(|table| !table.is_empty()));
    progress(Progress::Writing);
    let meta = Meta {
        currency: shelf.currency.map(|currency| currency.code().to_string()).unwrap_or_default(),
        digits: shelf.currency.map(|currency| currency.digits()).unwrap_or_default(),
        baskets: priors.baskets,
        rebuy: priors.mean_rebuy,
        bar: priors.bar(),
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
        neighbors: near,
        followers: foll,
        lifts: Some(&lift).filter(|table| !table.is_empty()),
        cards: options.cards,
        shards: None,
    };
    let (bytes, shards) = match cut {
        Some((cut, put)) => shards::write(&parts, cut, put)?,
        None => (write::write(&parts)?, Vec::new()),
    };
    let counted = Counted { orders: orders.as_ref(), neighbors: near, sessions: sessions.as_ref(), followers: foll };
    let mut report = Report::new(seen, &shelf, &facets, &meta, counted, &bytes);
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
