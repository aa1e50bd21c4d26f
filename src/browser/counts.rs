//! What a page shares, as `www/counts` holds it: the shopper's ledger in the browser's storage, and what leaves next.
//! Not here: the request, and the level (`www/counts`).

use super::js_error;
use crate::counts::plan::Plan;
use crate::counts::{otlp, randomize, Domain, Entropy, NoCoins, Odds, Sharing, Stop, Symbol};
use crate::day::Day;
use crate::error::{Code, Error};
use crate::profile::{self, Profile};
use crate::store::BrowserStore;
use wasm_bindgen::prelude::*;

/// One shop's plan, and this browser's ledger.
#[wasm_bindgen]
pub struct Counts(Sharing<BrowserStore>);

#[wasm_bindgen]
impl Counts {
    /// The plan in the text of a `nearside.json`; categories of the catalog, each with an end of line.
    ///
    /// # Errors
    /// `BAD_CONFIG`.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &str, categories: &str) -> Result<Counts, JsValue> {
        let plan = Plan::from_config(config, &lines(categories)).map_err(js_error)?;
        let plan = plan.ok_or_else(|| js_error(Error::new(Code::BadConfig, "nearside.json asks for no counts")))?;
        Ok(Counts(Sharing::new(plan, BrowserStore)))
    }

    /// JSON: what the shop asks.
    pub fn plan(&self) -> String {
        self.0.plan().json()
    }

    /// When a page is opened: 64 letters of its line's hash, then the body of what leaves; nothing when nothing does. The
    /// profile is its text, `now` milliseconds since 1970, entropy 4,096 fresh random bytes.
    pub fn leave(&mut self, profile: &str, now: f64, entropy: &[u8]) -> Vec<u8> {
        let left = self.0.leave(&read(profile), Day::from_millis(now), &mut Entropy::new(entropy));
        left.ok().flatten().map(|left| [left.hash.into_bytes(), left.body].concat()).unwrap_or_default()
    }

    /// Whether the line with this hash stands in the ledger.
    #[wasm_bindgen(js_name = isBooked)]
    pub fn is_booked(&self, hash: &str) -> bool {
        self.0.is_booked(hash)
    }

    /// JSON of `NextReport`; nothing below level `share`.
    pub fn next(&mut self, profile: &str, now: f64, entropy: &[u8]) -> String {
        let next = self.0.next(&read(profile), Day::from_millis(now), &mut Entropy::new(entropy));
        next.map_or_else(Stop::json, |next| next.json())
    }

    /// The shopper shares no longer.
    pub fn rest(&mut self) {
        self.0.rest();
    }

    /// JSON of `SentReport[]`.
    pub fn sent(&self) -> String {
        self.0.book().unwrap_or_default().json()
    }

    /// The ledger as NDJSON.
    pub fn ledger(&self) -> String {
        self.0.book().unwrap_or_default().lines()
    }

    /// Two orders mixed, ids with an end of line each; nothing where they are not to be.
    pub fn mix(&mut self, experiment: &str, a: &str, b: &str, profile: &str, now: f64, entropy: &[u8]) -> String {
        let (a, b) = (lines(a), lines(b));
        let [a, b] = [&a, &b].map(|ids| ids.iter().map(String::as_str).collect::<Vec<_>>());
        let (today, coins) = (Day::from_millis(now), &mut Entropy::new(entropy));
        let mixed = self.0.mix(experiment, [&a, &b], &read(profile), today, coins);
        mixed.ok().flatten().map(|ids| ids.iter().flat_map(|id| [id.as_str(), "\n"]).collect()).unwrap_or_default()
    }
}

/// The body of one report of a true cell, as `leave` makes it: for whoever audits the blur. Nothing is booked, and nothing
/// is given without coins.
#[wasm_bindgen]
pub fn sample(name: &str, cells: u16, strict: bool, truth: u16, now: f64, entropy: &[u8]) -> Vec<u8> {
    let odds = if strict { Odds::Two } else { Odds::Three };
    let domain = if cells == 2 { Some(Domain::yes_no(odds)) } else { Domain::holding(cells.into(), odds) };
    let symbol = domain.and_then(|domain| Symbol::new(domain, truth)).ok_or(NoCoins);
    let report = symbol.and_then(|symbol| randomize(symbol, &mut Entropy::new(entropy)));
    report.map(|report| otlp::encode(&report, name, None, Day::from_millis(now))).unwrap_or_default()
}

/// A profile that cannot be read shares nothing.
fn read(text: &str) -> Profile {
    profile::read(text).unwrap_or_default()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}
