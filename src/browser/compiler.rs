//! The compiler as Node calls it: functions that read files, a plain object of options, bytes and a report out.
//! Not here: files, compression, the command line (`www/cli.ts`).

use super::js_error;
use crate::catalog::compile::{self, Options, Progress};
use crate::catalog::product::Currency;
use crate::catalog::shards::{Cut, Put};
use crate::catalog::Catalog;
use crate::counts::explain::{self, Kind};
use crate::declared;
use crate::error::{Code, Error};
use js_sys::{Function, Object, Reflect, Uint8Array};
use serde::Deserialize;
use std::io::{self, BufReader, Read};
use wasm_bindgen::prelude::*;

/// Bytes that are asked for at once.
const CHUNK: usize = 1 << 18;

/// A JavaScript function `(length: number) => Uint8Array` as a reader. No bytes mean the end of the file.
struct JsReader(Function);

impl Read for JsReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let asked = JsValue::from(into.len() as u32);
        let answer = self.0.call1(&JsValue::NULL, &asked).map_err(|thrown| io::Error::other(sentence(&thrown)))?;
        let bytes: Uint8Array = answer.dyn_into().map_err(|_| io::Error::other("read() gave no Uint8Array"))?;
        let length = bytes.length() as usize;
        let part = into.get_mut(..length).ok_or_else(|| io::Error::other("read() gave more than it was asked for"))?;
        bytes.copy_to(part);
        Ok(length)
    }
}

fn sentence(thrown: &JsValue) -> String {
    let message = thrown.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| thrown.as_string()).unwrap_or_else(|| "it threw".to_string())
}

/// The options as JavaScript spells them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct JsOptions {
    neighbors: usize,
    /// JavaScript's numbers are `f64`; what is no whole number is cut to one.
    table_bytes: f64,
    cards: bool,
    sensitive: Vec<String>,
    /// What shards are called before their hash; without it there are none.
    stem: Option<String>,
    shards: Option<usize>,
    /// A code of three letters.
    currency: Option<String>,
    names: bool,
    advise: bool,
}

impl Default for JsOptions {
    fn default() -> Self {
        let Options { neighbors, table_bytes, cards, sensitive, names, .. } = Options::default();
        let table_bytes = table_bytes as f64;
        JsOptions {
            neighbors,
            table_bytes,
            cards,
            sensitive,
            stem: None,
            shards: None,
            currency: None,
            names,
            advise: false,
        }
    }
}

/// Compiles a feed. `read_feed`, `read_baskets` and `read_sessions` are `(length) => Uint8Array`; `progress` is
/// `(stage, done, all)`, with `all` 0 when it is not known; `gzip` is `(bytes) => number` and says how long
/// bytes are when compressed; `put` is `(file, bytes)` and takes each shard. Returns `{ catalog: Uint8Array, report: string (JSON), text: string }`.
///
/// # Errors
/// An `Error` with a `code`: `BAD_FEED` or `BAD_OPTION`.
#[wasm_bindgen(js_name = compileCatalog)]
pub fn compile_catalog(
    read_feed: Function,
    read_baskets: Option<Function>,
    read_sessions: Option<Function>,
    options: JsValue,
    progress: &Function,
    gzip: &Function,
    put: &Function,
) -> Result<JsValue, JsValue> {
    let options: JsOptions = serde_wasm_bindgen::from_value(options)
        .map_err(|error| js_error(Error::new(Code::BadOption, error.to_string())))?;
    let JsOptions { neighbors, table_bytes, cards, sensitive, stem, shards, currency, names, advise } = options;
    let cut = stem.map(|stem| Cut { stem, shards });
    let unknown = || js_error(Error::new(Code::BadOption, "currency is a code of three letters, such as EUR"));
    let currency = currency.map(|code| Currency::parse(&code).ok_or_else(unknown)).transpose()?;
    let table_bytes = table_bytes as u64;
    let options = Options { neighbors, table_bytes, cards, sensitive, currency, names, advise, ..Options::default() };
    let reader = |read| BufReader::with_capacity(CHUNK, JsReader(read));
    let mut show = |step: Progress| {
        let (stage, done, all) = match step {
            Progress::Feed(rows) => ("feed", rows, 0),
            Progress::Baskets(lines) => ("baskets", lines, 0),
            Progress::Sessions(lines) => ("sessions", lines, 0),
            Progress::Neighbors(done, all) => ("neighbors", done, all),
            Progress::Followers(done, all) => ("followers", done, all),
            Progress::Writing => ("writing", 0, 0),
        };
        // A progress bar that throws must not stop the work.
        let _ = progress.call3(&JsValue::NULL, &stage.into(), &(done as f64).into(), &(all as f64).into());
    };
    let mut hand_out = |file: &str, bytes: Vec<u8>| {
        let done = put.call2(&JsValue::NULL, &file.into(), &Uint8Array::from(&bytes[..]));
        done.map(drop).map_err(|thrown| Error::new(Code::BadOption, sentence(&thrown)))
    };
    let cut: Option<(&Cut, Put<'_>)> = match &cut {
        Some(cut) => Some((cut, &mut hand_out)),
        None => None,
    };
    let (catalog, mut report) = compile::compile_all(
        reader(read_feed),
        read_baskets.map(reader),
        read_sessions.map(reader),
        &options,
        cut,
        &mut show,
    )
    .map_err(js_error)?;
    report.weigh(&catalog, &mut |bytes| {
        let length = gzip.call1(&JsValue::NULL, &Uint8Array::from(bytes)).ok().and_then(|length| length.as_f64());
        length.unwrap_or_default() as u64
    });
    let json = serde_json::to_string_pretty(&report)
        .map_err(|error| js_error(Error::new(Code::Internal, error.to_string())))?;
    let answer = Object::new();
    let members: [(&str, JsValue); 3] =
        [("catalog", Uint8Array::from(&catalog[..]).into()), ("report", json.into()), ("text", report.text().into())];
    for (name, value) in members {
        Reflect::set(&answer, &name.into(), &value)?;
    }
    Ok(answer.into())
}

/// Checks the text of a `nearside.json`, with the catalog that it goes with or without.
///
/// # Errors
/// An `Error` with the `code` `BAD_CONFIG`, or what is wrong with the catalog.
#[wasm_bindgen(js_name = checkConfig)]
pub fn check_config(text: &str, catalog: Option<Vec<u8>>) -> Result<(), JsValue> {
    let catalog = catalog.map(Catalog::open).transpose().map_err(js_error)?;
    let categories = catalog.as_ref().map(declared::categories);
    declared::check(text, categories.as_deref()).map(drop).map_err(js_error)
}

/// What `nearside counts --explain` prints: all of it, or, where shares from 0 to 1 are given, about that difference.
///
/// # Errors
/// An `Error` with the `code` `BAD_OPTION`.
#[wasm_bindgen(js_name = explainCounts)]
pub fn explain_counts(question: &str, from: Option<f64>, to: Option<f64>, categories: u16) -> Result<String, JsValue> {
    let (Some(from), Some(to)) = (from, to) else { return Ok(explain::everything()) };
    let unknown = || js_error(Error::new(Code::BadOption, "there is no such question"));
    let kind = Kind::parse(question).ok_or_else(unknown)?;
    explain::difference(kind, from, to, categories).map_err(js_error)
}
