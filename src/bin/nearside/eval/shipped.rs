//! The one place where the shipped ranker is asked: catalogs compiled from training data, profiles noted through
//! the gate, lists from `Ranker`. Not here: what is asked of whom (`tasks`, `sessions`).

use super::method::{Lists, Method, LIST};
use super::sessions::{NextClick, Session, Sessions};
use super::split::{Case, History};
use nearside::catalog::compile::{from_all, from_products, Options, Order, Visit};
use nearside::catalog::product::Product;
use nearside::catalog::{Catalog, FacetKeys, ItemIx};
use nearside::consent::{admit, Level};
use nearside::day::Day;
use nearside::policy::Policy;
use nearside::profile::Profile;
use nearside::rank::{Exclude, Page, Placement, Ranker, Request, Taste};
use nearside::signal::Signal;
use nearside::Result;
use std::time::{Duration, Instant};

/// The placement that lists are asked of: one without the variety rule, so that only scores are measured.
const PLAIN: Placement = Placement::Category;

/// The day of every click: a profile knows nothing finer.
const DAY: Day = Day(20_000);

/// What every catalog is compiled with, unless said otherwise. Cards score nothing, and what ranking is worth is
/// measured on all orders, the sensitive ones too.
pub fn options() -> Options {
    Options { cards: false, themes: false, ..Options::default() }
}

/// A product that is only an id.
pub fn bare(id: &str) -> Product {
    Product { id: id.to_owned(), title: id.to_owned(), ..Default::default() }
}

/// A compiled catalog, and which row of it is which item number.
pub struct Shipped {
    catalog: Catalog,
    keys: FacetKeys,
    policy: Policy,
    /// The row of each item number; `None` when the catalog has no such item.
    row_of: Vec<Option<ItemIx>>,
    /// The item number of each row; `u32::MAX` for products that nobody ordered.
    number_of: Vec<u32>,
}

impl Shipped {
    /// Compiles `products` with the training baskets. `ids` names the item numbers.
    pub fn compile(
        products: &[Product],
        ids: &[String],
        train: &[History<'_>],
        options: &Options,
        policy: &Policy,
    ) -> Result<Shipped> {
        let names: Vec<String> = (0..train.len()).map(|buyer| buyer.to_string()).collect();
        let mut orders: Vec<Order<'_>> = Vec::new();
        for (name, history) in names.iter().zip(train) {
            orders.extend(history.iter().map(|basket| {
                let items = basket.items.iter().map(|item| ids[*item as usize].as_str()).collect();
                (Some(name.as_str()), basket.day.0, items)
            }));
        }
        let (bytes, _) = from_products(products.iter().cloned(), &orders, options)?;
        Shipped::open(bytes, ids, policy)
    }

    /// Compiles a catalog of bare ids with the training sessions.
    pub fn compile_sessions(sessions: &Sessions, policy: &Policy) -> Result<Shipped> {
        let visit = |session: &Session| -> Visit<'_> {
            let seconds = session.times.last().copied().unwrap_or_default();
            let ids = session.clicks.iter().map(|item| sessions.ids[*item as usize].as_str()).collect();
            (Day::from_millis(seconds * 1000.0).0, ids)
        };
        let visits: Vec<Visit<'_>> = sessions.train.iter().map(visit).collect();
        let (bytes, _) = from_all(sessions.ids.iter().map(|id| bare(id)), &[], &visits, &options(), None)?;
        Shipped::open(bytes, &sessions.ids, policy)
    }

    /// Opens a compiled catalog.
    fn open(bytes: Vec<u8>, ids: &[String], policy: &Policy) -> Result<Shipped> {
        let catalog = Catalog::open(bytes)?;
        let keys = FacetKeys::new(&catalog);
        let row_of: Vec<Option<ItemIx>> = ids.iter().map(|id| catalog.find(id)).collect();
        let mut number_of = vec![u32::MAX; catalog.len() as usize];
        for (number, row) in row_of.iter().enumerate() {
            if let Some(row) = row {
                number_of[row.0 as usize] = number as u32;
            }
        }
        Ok(Shipped { catalog, keys, policy: policy.clone(), row_of, number_of })
    }

    fn rows(&self, items: &[u32]) -> Vec<ItemIx> {
        items.iter().filter_map(|item| self.row_of[*item as usize]).collect()
    }

    /// The profile of a shopper whose purchases were these.
    fn profile(&self, history: History<'_>) -> Profile {
        let mut profile = Profile { level: Some(Level::Remember), ..Default::default() };
        for basket in history {
            self.note(&mut profile, Signal::Purchase, self.rows(&basket.items), basket.day);
        }
        profile
    }

    fn note(&self, profile: &mut Profile, signal: Signal, items: Vec<ItemIx>, day: Day) {
        if let Some(admitted) = admit(profile.level, true, &self.catalog, signal, items, Vec::new()) {
            profile.log.note(&admitted, &self.catalog, day);
        }
    }

    fn taste(&self, profile: &Profile, today: Day) -> Taste {
        Taste::new(profile, &self.catalog, &self.keys, &self.policy, today)
    }

    fn ranker<'a>(&'a self, taste: &'a Taste, page: Page, today: Day) -> Ranker<'a> {
        Ranker::new(&self.catalog, taste, self.policy.weights(), page, today)
    }

    fn list(&self, ranker: &Ranker<'_>, placement: Placement, exclude: Exclude) -> Vec<u32> {
        // Something new is tried to learn, not to be right.
        let request = Request { exclude, explore: false, ..Request::new(placement, LIST) };
        ranker.list(&request).into_iter().map(|scored| self.number_of[scored.item.0 as usize]).collect()
    }
}

impl Method for Shipped {
    fn lists(&self, case: &Case<'_>, cart: Option<&[u32]>) -> Lists {
        let taste = self.taste(&self.profile(case.history), case.hidden.day);
        let today = case.hidden.day;
        let ranker = self.ranker(&taste, Page::default(), today);
        let all = self.list(&ranker, PLAIN, Exclude::default());
        let new = self.list(&ranker, PLAIN, Exclude { bought: true, ..Default::default() });
        let completing = cart.map_or_else(Vec::new, |cart| {
            let page = Page { placement: Placement::Cart, cart: self.rows(cart), ..Default::default() };
            self.list(&self.ranker(&taste, page, today), PLAIN, Exclude::default())
        });
        Lists { all, new, completing }
    }
}

impl NextClick for Shipped {
    /// The open item is the page's, earlier clicks are the profile's. Where repeats are allowed there is no open item.
    fn next(&self, clicks: &[u32], repeats: bool) -> (Vec<u32>, Duration) {
        let (open, earlier) = match clicks.split_last() {
            Some((open, earlier)) if !repeats => (self.row_of[*open as usize], earlier),
            _ => (None, clicks),
        };
        let mut profile = Profile { level: Some(Level::Remember), ..Default::default() };
        earlier.iter().for_each(|click| self.note(&mut profile, Signal::View, self.rows(&[*click]), DAY));
        let start = Instant::now();
        let taste = self.taste(&profile, DAY);
        let ranker = self.ranker(&taste, Page { placement: Placement::Product, item: open, ..Default::default() }, DAY);
        let list = self.list(&ranker, PLAIN, Exclude::default());
        (list, start.elapsed())
    }
}
