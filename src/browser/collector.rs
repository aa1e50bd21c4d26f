//! The collector as servers in JavaScript hold it: bodies in, sums and replies out, both as JSON. Not here: requests and
//! the store (`www/collector`).

use super::js_error;
use crate::catalog::Catalog;
use crate::counts::otlp::{decode, LONGEST};
use crate::counts::plan::{categories, Plan};
use crate::counts::reply::{self, Head, Refusal, Reply, View};
use crate::counts::sums::{turns, Adding, Kept};
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::policy::Policy;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What a shop asks, and what waits to be added up.
#[wasm_bindgen]
pub struct Collector {
    plan: Plan,
    adding: Adding,
}

#[wasm_bindgen]
impl Collector {
    /// The plan in the text of a `nearside.json`, for the categories of a catalog or, where it is empty, for these.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &str, catalog: Vec<u8>, named: Vec<String>) -> std::result::Result<Collector, JsValue> {
        let plan = plan(config, catalog, named).map_err(js_error)?;
        Ok(Collector { adding: Adding::new(&plan), plan })
    }

    /// The path that reports come to.
    pub fn endpoint(&self) -> String {
        self.plan.endpoint().to_owned()
    }

    /// What to add to a store that gave this, before anything else: a [`Kept`], or nothing.
    pub fn turns(&self, given: &str, now: f64) -> std::result::Result<Option<String>, JsValue> {
        let today = Day::from_millis(now);
        if today < Day::FIRST {
            return Err(js_error(Error::new(Code::BadOption, "this machine's clock is not set")));
        }
        let kept = kept(given).ok_or_else(|| js_error(Error::new(Code::BadOption, "the store gave no sums")))?;
        let turns = turns(&self.plan, &kept.turns, today);
        Ok((!turns.is_empty()).then(|| json(&Kept { turns, sums: Vec::new() })))
    }

    /// Why a body need not be read.
    pub fn refused(
        &self,
        method: &str,
        path: &str,
        kind: Option<String>,
        encoded: bool,
        length: f64,
    ) -> Option<String> {
        let kind = kind.as_deref().map(str::as_bytes);
        let head = Head { method, path, kind, encoded, length: length as u64 };
        head.check(&self.plan).err().map(|why| json(&Reply::from(why)))
    }

    /// Adds a body to what waits, where there is room; else why not.
    pub fn receive(&mut self, body: &[u8], now: f64, room: bool) -> Option<String> {
        let received = decode(body, &self.plan, Day::from_millis(now)).map_err(Refusal::Report);
        let received = received.and_then(|received| room.then_some(received).ok_or(Refusal::Busy));
        match received {
            Ok(received) => self.adding.add(&received),
            Err(why) => return Some(json(&Reply::from(why))),
        }
        None
    }

    /// All that waits, for the store: a [`Kept`].
    pub fn take(&mut self) -> String {
        json(&Kept { sums: self.adding.take(), turns: Vec::new() })
    }

    /// The store has what was taken.
    pub fn kept(&mut self) {
        self.adding.kept();
    }

    /// First and last day that the store has to give for this view; none where it has to give nothing.
    pub fn days(&self, method: &str, path: &str, query: &str, now: f64) -> Vec<u32> {
        let view = View::asked(method, path, query, Day::from_millis(now));
        view.ok().and_then(View::days).map_or_else(Vec::new, |(from, to)| vec![from.0, to.0])
    }

    /// The view, from what the store gave.
    pub fn show(&self, method: &str, path: &str, query: &str, now: f64, given: &str) -> String {
        let said = match (View::asked(method, path, query, Day::from_millis(now)), kept(given)) {
            (Err(why), _) => why.into(),
            (_, None) => Refusal::Unreadable.into(),
            (Ok(view), Some(kept)) => view.reply(&self.plan, &kept),
        };
        json(&said)
    }
}

fn plan(config: &str, catalog: Vec<u8>, named: Vec<String>) -> Result<Plan> {
    // The whole file is checked, as the browser will.
    Policy::from_json(config)?;
    let categories = if catalog.is_empty() { named } else { categories(&Catalog::open(catalog)?) };
    Plan::from_config(config, &categories)?
        .ok_or_else(|| Error::new(Code::BadConfig, "nearside.json has no member \"counts\": nothing is asked"))
}

fn kept(given: &str) -> Option<Kept> {
    serde_json::from_str(given).ok()
}

/// Texts and whole numbers cannot fail to be written.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// What JavaScript says itself.
#[wasm_bindgen(js_name = replyTo)]
pub fn reply_to(what: What) -> String {
    json(&match what {
        What::Kept => Reply::kept(),
        What::Long => Refusal::Long.into(),
        What::Broken => Refusal::Broken.into(),
        What::Slow => Refusal::Slow.into(),
        What::NotKept => Refusal::NotKept.into(),
        What::Unreadable => Refusal::Unreadable.into(),
    })
}

/// What only JavaScript can know of a request.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum What {
    /// The store has the report.
    Kept,
    /// The body is longer than it may be.
    Long,
    /// The body ended too early.
    Broken,
    /// The body took too long.
    Slow,
    /// The store did not take the report.
    NotKept,
    /// The store gave nothing.
    Unreadable,
}

/// Bytes of a body, at most.
#[wasm_bindgen]
pub fn longest() -> usize {
    LONGEST
}

/// Seconds that a body may take.
#[wasm_bindgen]
pub fn patience() -> u32 {
    reply::PATIENCE
}
