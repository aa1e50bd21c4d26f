//! The collector as servers in JavaScript hold it: bodies in, codes out. Not here: requests and the store
//! (`www/collector`).

use super::js_error;
use crate::catalog::Catalog;
use crate::counts::otlp::decode;
use crate::counts::plan::{categories, Plan};
use crate::day::Day;
use crate::error::{Code, Error, Result};
use wasm_bindgen::prelude::*;

/// What a shop asks.
#[wasm_bindgen]
pub struct Collector {
    plan: Plan,
}

#[wasm_bindgen]
impl Collector {
    /// The plan in the text of a `nearside.json`, for the categories of a catalog, which may be empty.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &str, catalog: Vec<u8>) -> std::result::Result<Collector, JsValue> {
        plan(config, catalog).map(|plan| Collector { plan }).map_err(js_error)
    }

    /// The path that reports come to.
    pub fn endpoint(&self) -> String {
        self.plan.endpoint().to_owned()
    }

    /// Why this body is no report at this moment; empty when it is one.
    pub fn refusal(&self, body: &[u8], now: f64) -> String {
        decode(body, &self.plan, Day::from_millis(now)).map_or_else(|why| why.code().to_owned(), |_| String::new())
    }
}

fn plan(config: &str, catalog: Vec<u8>) -> Result<Plan> {
    let categories = if catalog.is_empty() { Vec::new() } else { categories(&Catalog::open(catalog)?) };
    Plan::from_config(config, &categories)?
        .ok_or_else(|| Error::new(Code::BadConfig, "nearside.json has no member \"counts\": nothing is asked"))
}
