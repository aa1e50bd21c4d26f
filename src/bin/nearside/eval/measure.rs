//! All questions about orders, put to our ranker and to the known methods. Not here: sessions, and printing.

use super::baselines::{self, Data};
use super::levels::Level;
use super::method::{ByScore, Method};
use super::metrics::Worth;
use super::progress::Progress;
use super::reference::rebuy::FloatRebuy;
use super::shipped::{bare, options, Shipped};
use super::split::{self, Case, History};
use super::tasks::ask;
use nearside::catalog::compile::Options;
use nearside::day::Day;
use nearside::policy::Policy;
use nearside::{Code, Error, Result};
use std::collections::BTreeMap;

/// What is to be measured.
pub struct Wanted {
    /// On the second last basket instead of the last.
    pub validation: bool,
    /// With which constants of the score.
    pub policy: Policy,
    /// Known methods beside ours.
    pub methods: Vec<String>,
    /// Some of [`PARTS`]; products and discovery always are.
    pub parts: Vec<String>,
}

/// What can be left out.
pub const PARTS: [&str; 6] = ["product", "type", "category", "cart", "short", "floats"];

impl Wanted {
    fn has(&self, part: &str) -> bool {
        self.parts.iter().any(|wanted| wanted == part)
    }
}

/// What one method's lists were worth; only what it was asked is there.
#[derive(Clone, Debug, Default)]
pub struct Quality {
    /// By level: `product`, `type`, `category`.
    pub levels: BTreeMap<&'static str, Worth>,
    /// New products.
    pub discovery: Option<Worth>,
    pub cart: Option<Worth>,
    /// By baskets left of the history.
    pub short: BTreeMap<usize, Worth>,
}

/// What the orders of one shop held and gave.
pub struct Measured {
    pub buyers: usize,
    pub items: usize,
    pub baskets: usize,
    pub ours: Quality,
    pub baselines: Vec<(String, Quality)>,
    /// The re-buy score alone: by the shipped ranker, the same in floats, and the published formula.
    pub rebuy: Option<[Worth; 3]>,
}

/// Measures every level.
pub fn orders(levels: &[Level], wanted: &Wanted, progress: &Progress) -> Result<Measured> {
    let products = &levels[0];
    let mut measured = Measured {
        buyers: products.buyers.len(),
        items: products.ids.len(),
        baskets: products.buyers.iter().map(Vec::len).sum(),
        ours: Quality::default(),
        baselines: wanted.methods.iter().map(|name| (name.clone(), Quality::default())).collect(),
        rebuy: None,
    };
    for level in levels.iter().filter(|level| level.name == "product" || wanted.has(level.name)) {
        let cases = split::hide_last(&level.buyers, wanted.validation);
        if cases.is_empty() {
            return Err(Error::new(Code::BadFeed, "nothing is left to hide: every buyer has too few baskets"));
        }
        let train: Vec<History<'_>> = cases.iter().map(|case| case.history).collect();
        progress.say(&format!("{}: compiling the catalog", level.name));
        let shipped = Shipped::compile(&level.products, &level.ids, &train, &options(), &wanted.policy)?;
        progress.say(&format!("{}: nearside", level.name));
        whole(&shipped, level, &cases, wanted, &mut measured.ours);
        for (name, quality) in &mut measured.baselines {
            progress.say(&format!("{}: {name}", level.name));
            let data = Data { train: &train, shop: &train, items: level.ids.len(), level: level.name };
            if let Some(method) = baselines::fit(name, &data) {
                whole(&*method, level, &cases, wanted, quality);
            }
        }
        if level.name == "product" && wanted.has("floats") {
            progress.say("the re-buy score in floats");
            measured.rebuy = Some(rebuy_alone(level, wanted)?);
        }
        if level.name == "product" && wanted.has("short") {
            short(level, wanted, &cases, &train, &mut measured, progress)?;
        }
    }
    Ok(measured)
}

/// Whole histories.
fn whole(method: &dyn Method, level: &Level, cases: &[Case<'_>], wanted: &Wanted, quality: &mut Quality) {
    let is_product = level.name == "product";
    let with_carts = is_product && wanted.has("cart");
    let answers = ask(method, cases, with_carts);
    quality.levels.insert(level.name, answers.next);
    if is_product {
        quality.discovery = Some(answers.new);
        quality.cart = with_carts.then_some(answers.cart);
    }
}

/// The re-buy score with nothing beside it, in whole numbers and in floats: bare ids on one day, so there is no facet,
/// no trend, and no neighbor.
fn rebuy_alone(level: &Level, wanted: &Wanted) -> Result<[Worth; 3]> {
    let mut buyers = level.buyers.clone();
    buyers.iter_mut().flatten().for_each(|basket| basket.day = Day(20_000));
    let cases = split::hide_last(&buyers, wanted.validation);
    let train: Vec<History<'_>> = cases.iter().map(|case| case.history).collect();
    let products: Vec<_> = level.ids.iter().map(|id| bare(id)).collect();
    let shipped =
        Shipped::compile(&products, &level.ids, &train, &Options { neighbors: 0, ..options() }, &wanted.policy)?;
    let float = |breadth: f64| {
        let scorer = FloatRebuy::fit(&train, &train, level.ids.len(), breadth);
        ask(&ByScore { items: level.ids.len(), scorer }, &cases, false).next
    };
    let breadth = f64::from(wanted.policy.weights().breadth_unit()) * 255.0 / 4096.0;
    Ok([ask(&shipped, &cases, false).next, float(breadth), float(0.0)])
}

/// Histories cut short: everything about the shop is counted from the buyers who are not held out.
fn short(
    level: &Level,
    wanted: &Wanted,
    cases: &[Case<'_>],
    train: &[History<'_>],
    measured: &mut Measured,
    progress: &Progress,
) -> Result<()> {
    let held_out = split::held_out(cases.len());
    if held_out.is_empty() {
        return Ok(());
    }
    let is_out = |buyer: &usize| held_out.binary_search(buyer).is_ok();
    let others: Vec<History<'_>> = (0..cases.len()).filter(|b| !is_out(b)).map(|b| train[b]).collect();
    progress.say("short histories: compiling the catalog");
    let shipped = Shipped::compile(&level.products, &level.ids, &others, &options(), &wanted.policy)?;
    for keep in split::SHORT {
        let asked = split::shorten(cases, &held_out, keep);
        progress.say(&format!("short histories, {keep}: nearside"));
        measured.ours.short.insert(keep, ask(&shipped, &asked, false).next);
        let mut cut: Vec<History<'_>> = train.to_vec();
        asked.iter().for_each(|case| cut[case.buyer] = case.history);
        for (name, quality) in measured.baselines.iter_mut().filter(|(name, _)| baselines::SHORT.contains(&&**name)) {
            progress.say(&format!("short histories, {keep}: {name}"));
            let data = Data { train: &cut, shop: &others, items: level.ids.len(), level: level.name };
            if let Some(method) = baselines::fit(name, &data) {
                quality.short.insert(keep, ask(&*method, &asked, false).next);
            }
        }
    }
    Ok(())
}
