//! The one place where the shipped ranker is asked: catalogs compiled from training data, profiles noted through
//! the gate, lists from `Ranker`. Not here: what is asked of whom (`tasks`, `sessions`).

use super::method::{Lists, Method, LIST};
use super::split::{Case, History};
use nearside::catalog::compile::{from_products, Options, Order};
use nearside::catalog::product::Product;
use nearside::catalog::{Catalog, FacetKeys, ItemIx};
use nearside::consent::{admit, Level};
use nearside::day::Day;
use nearside::policy::Policy;
use nearside::profile::Profile;
use nearside::rank::{Exclude, Page, Placement, Ranker, Request, Taste};
use nearside::signal::Signal;
use nearside::Result;

/// The placement that lists are asked of: one without the variety rule, so that only scores are measured.
const PLAIN: Placement = Placement::Category;

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
    pub fn compile(products: &[Product], ids: &[String], train: &[History<'_>], policy: &Policy) -> Result<Shipped> {
        let names: Vec<String> = (0..train.len()).map(|buyer| buyer.to_string()).collect();
        let mut orders: Vec<Order<'_>> = Vec::new();
        for (name, history) in names.iter().zip(train) {
            orders.extend(history.iter().map(|basket| {
                let items = basket.items.iter().map(|item| ids[*item as usize].as_str()).collect();
                (Some(name.as_str()), basket.day.0, items)
            }));
        }
        let options = Options { cards: false, ..Options::default() };
        let (bytes, _) = from_products(products.iter().cloned(), &orders, &options)?;
        Shipped::open(bytes, ids, policy)
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

    fn list(&self, ranker: &Ranker<'_>, placement: Placement, exclude: Exclude) -> Vec<u32> {
        let request = Request { exclude, ..Request::new(placement, LIST) };
        ranker.list(&request).into_iter().map(|scored| self.number_of[scored.item.0 as usize]).collect()
    }
}

impl Method for Shipped {
    fn lists(&self, case: &Case<'_>, cart: Option<&[u32]>) -> Lists {
        let taste = self.taste(&self.profile(case.history), case.hidden.day);
        let ranker = Ranker::new(&self.catalog, &taste, self.policy.weights(), Page::default(), case.hidden.day);
        let all = self.list(&ranker, PLAIN, Exclude::default());
        let new = self.list(&ranker, PLAIN, Exclude { bought: true, ..Default::default() });
        let completing = cart.map_or_else(Vec::new, |cart| {
            let page = Page { cart: self.rows(cart), ..Default::default() };
            self.list(
                &Ranker::new(&self.catalog, &taste, self.policy.weights(), page, case.hidden.day),
                PLAIN,
                Exclude::default(),
            )
        });
        Lists { all, new, completing }
    }
}
