//! The only room that knows JavaScript: arguments in, typed arrays and texts out, errors with codes.
//! Each call converts, asks `engine`, converts. `www/engine.ts` is the other half of this seam.
//! Not here: any decision.

#[cfg(feature = "compiler")]
mod compiler;

use crate::catalog::{Catalog, FacetId, ItemIx};
use crate::day::Day;
use crate::engine::{Engine, Explanation};
use crate::error::{Code, Error};
use crate::json::number_text;
use crate::policy::Policy;
use crate::profile::Subject;
use crate::rank::{Listed, Reason};
use crate::records;
use crate::signal::{Signal, Stance};
use crate::store::{BrowserStore, MemoryStore, Store};
use wasm_bindgen::prelude::*;

/// Small rather than quick: the engine allocates little. The compiler keeps the standard one, for its large tables.
#[cfg(not(feature = "compiler"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A JavaScript `Error` with this error's sentence, and its `code`.
fn js_error(error: Error) -> JsValue {
    let js = js_sys::Error::new(error.message());
    // Setting a property of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&js, &"code".into(), &error.code().as_str().into());
    js.into()
}

fn unknown(code: Code, what: &str, word: &str) -> JsValue {
    js_error(Error::new(code, ["there is no ", what, " \"", word, "\""].concat()))
}

fn bad_option(what: &str, word: &str) -> JsValue {
    unknown(Code::BadOption, what, word)
}

/// The engine as JavaScript holds it. `now` is milliseconds since 1970, always passed in.
#[wasm_bindgen]
pub struct Shop(Engine<Box<dyn Store>>);

#[wasm_bindgen]
impl Shop {
    /// Opens a catalog (empty bytes: none), the text of `nearside.json` (empty: none), and what is stored.
    #[wasm_bindgen(constructor)]
    pub fn new(catalog: Vec<u8>, config: &str, in_memory: bool) -> Result<Shop, JsValue> {
        let policy = if config.is_empty() { Policy::default() } else { Policy::from_json(config).map_err(js_error)? };
        let catalog = if catalog.is_empty() { Catalog::empty() } else { Catalog::open(catalog).map_err(js_error)? };
        let store: Box<dyn Store> = if in_memory { Box::<MemoryStore>::default() } else { Box::new(BrowserStore) };
        Ok(Shop(Engine::new(catalog, policy, store)))
    }

    /// Takes a shard. Returns its number, for `turn`.
    pub fn add(&mut self, catalog: Vec<u8>) -> Result<usize, JsValue> {
        Ok(self.0.add(Catalog::open(catalog).map_err(js_error)?))
    }

    /// From now on this part of the catalog is asked: 0 is the one that was opened first.
    pub fn turn(&mut self, part: usize) {
        self.0.turn(part);
    }

    /// Items in the catalog.
    pub fn items(&self) -> u32 {
        self.0.catalog().len()
    }

    /// Does something that the shopper or the page decides: forgets, hears a statement (no stance takes it back), notes
    /// the facets that a search's words name, takes in a file, takes over what another tab wrote, removes everything, or
    /// what `Engine::decide` knows. How many signals went or, of all else, whether it was heard. One call for all: each
    /// by itself would be more glue.
    pub fn decide(&mut self, what: &str, name: &str, value: &str, now: f64) -> Result<usize, JsValue> {
        let (shop, today) = (&mut self.0, Day::from_millis(now));
        let stance = Stance::from_word(value);
        let heard = match what {
            "forget" => return Ok(shop.forget(name, today)),
            "search" => shop.track_search(name, today),
            "state" if stance.is_none() && !value.is_empty() => return Err(bad_option("stance", value)),
            "state" => shop.state(&Subject::parse(name), stance, today),
            "refresh" => shop.refresh(),
            "erase" => {
                shop.erase();
                true
            }
            "replace" => shop.import(name, today).map(|()| true).map_err(js_error)?,
            "merge" => shop.merge(name, today).map(|()| true).map_err(js_error)?,
            _ => shop.decide(what, name, value, today).map_err(js_error)?,
        };
        Ok(usize::from(heard))
    }

    /// Notes a signal on items.
    pub fn track(&mut self, word: &str, ids: Vec<String>, now: f64) -> Result<bool, JsValue> {
        let signal = Signal::from_word(word).ok_or_else(|| unknown(Code::BadSignal, "signal", word))?;
        Ok(self.0.track(signal, &borrowed(&ids), Day::from_millis(now)))
    }

    /// The profile's text. With a text: only looks at that, and gives today in ten letters and the text of what would
    /// be kept of it, or what is wrong with it. One call, because each costs glue.
    pub fn export(&mut self, look: &str, now: f64) -> String {
        let today = Day::from_millis(now);
        if look.is_empty() {
            return self.0.export(today);
        }
        self.0.look(look, today).unwrap_or_else(|error| error.message().to_owned())
    }

    /// A list, flat: `[personal, then for each item: item, score, promoted, reasons, then for each reason: term,
    /// points, facet, item or -1, count, personal]`, terms by their place in `TermName`; no reasons unless `told`.
    /// `options` is JSON: one text keeps a deserializer out of the module.
    pub fn recommend(&mut self, placement: &str, options: &str, told: bool, now: f64) -> Result<Vec<i32>, JsValue> {
        let list = self.0.ask(placement, options, told, Day::from_millis(now)).map_err(js_error)?;
        let mut flat = vec![i32::from(list.personal)];
        for (listed, reasons) in &list.items {
            push_item(&mut flat, listed, reasons);
        }
        Ok(flat)
    }

    /// The places of the given ids in personal order.
    pub fn rerank(&mut self, ids: Vec<String>, now: f64) -> Vec<u32> {
        self.0.rerank(&borrowed(&ids), Day::from_millis(now)).into_iter().map(|place| place as u32).collect()
    }

    /// One item, flat as in a list, then `place`, then for each personal reason `reason (6 numbers), place`.
    /// Empty when the catalog does not know the id.
    pub fn explain(&mut self, id: &str, now: f64) -> Vec<i32> {
        let Some(Explanation { scored, place, without }) = self.0.explain(id, Day::from_millis(now)) else {
            return Vec::new();
        };
        let mut flat = Vec::new();
        push_item(&mut flat, &scored.0, &scored.1);
        flat.push(place as i32);
        for way in without {
            push_reason(&mut flat, &way.reason);
            flat.push(way.place as i32);
        }
        flat
    }

    /// The row of an id (also a variant's), or -1.
    pub fn find(&self, id: &str) -> i32 {
        self.0.catalog().find(id).map_or(-1, |item| item.0 as i32)
    }

    /// An item's id, title, link, image, price in minor units (or empty) and `1` when in stock, a line each.
    pub fn card(&self, item: u32) -> String {
        let (catalog, item) = (self.0.catalog(), ItemIx(item));
        let card = catalog.card(item);
        let price = catalog.price(item).map(number_text).unwrap_or_default();
        let stock = if catalog.in_stock(item) { "1" } else { "0" };
        [catalog.id(item), card.title, card.link, card.image, &price, stock].join("\n")
    }

    /// A facet's kind, own label, key and items (none when it is sensitive), a line each.
    pub fn facet(&self, number: u16) -> String {
        let catalog = self.0.catalog();
        match catalog.facet(FacetId(number)) {
            Some(facet) => {
                let items = number_text(if facet.sensitive { 0 } else { facet.items });
                [facet.kind.word(), facet.label, &catalog.facet_key(FacetId(number)), &items].join("\n")
            }
            None => String::new(),
        }
    }

    /// Currency code and digits of prices, and the list of shards as JSON (or nothing), a line each.
    pub fn about(&self) -> String {
        let catalog = self.0.catalog();
        let meta = catalog.meta();
        [meta.currency.as_str(), &number_text(meta.digits.into()), catalog.shards()].join("\n")
    }

    /// Records as JSON, in the shapes of `www/types.ts`: `facts`, `health` (without what JavaScript knows itself),
    /// `interests`, `signals`, `statements`, or else what the shopper decided and what others allow. One question for
    /// all: each by itself would be more glue.
    pub fn read(&mut self, what: &str, now: f64) -> String {
        let (shop, today) = (&mut self.0, Day::from_millis(now));
        match what {
            "facts" => records::json(&shop.policy().facts()),
            "health" => records::json(&records::health(shop)),
            "interests" => records::json_all(&records::interests(shop, today)),
            "signals" => records::json_all(&records::signals(shop, today)),
            "statements" => records::json_all(&records::statements(shop)),
            _ => records::standing(shop),
        }
    }
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn push_item(flat: &mut Vec<i32>, listed: &Listed, reasons: &[Reason]) {
    flat.extend([listed.item.0 as i32, listed.score, i32::from(listed.promoted), reasons.len() as i32]);
    for reason in reasons {
        push_reason(flat, reason);
    }
}

fn push_reason(flat: &mut Vec<i32>, reason: &Reason) {
    flat.extend([
        reason.term as i32,
        reason.points,
        reason.facet.map_or(0, |id| id.0.into()),
        reason.item.map_or(-1, |item| item.0 as i32),
        reason.count as i32,
        i32::from(reason.personal),
    ]);
}
