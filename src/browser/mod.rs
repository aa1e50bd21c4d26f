//! The only room that knows JavaScript: arguments in, bytes out, errors with codes.
//! Each call converts, asks `engine`, converts. `www/engine.ts` is the other half of this seam.
//! Not here: any decision.

#[cfg(feature = "compiler")]
mod compiler;

use crate::calls::Call;
use crate::catalog::{Catalog, FacetId, ItemIx};
use crate::day::Day;
use crate::engine::{Engine, Explanation};
use crate::error::{Code, Error, Result};
use crate::json::number_text;
use crate::letters::{joined, parted};
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
#[cfg(feature = "compiler")]
fn js_error(error: Error) -> JsValue {
    let js = js_sys::Error::new(error.message());
    // Setting a property of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&js, &"code".into(), &error.code().as_str().into());
    js.into()
}

fn unknown(code: Code, what: &str, word: &str) -> Error {
    Error::new(code, joined(&["there is no ", what, " \"", word, "\""], ""))
}

/// The engine as JavaScript holds it, or what keeps it from being one.
#[wasm_bindgen]
pub struct Shop(Result<Engine<Box<dyn Store>>>);

#[wasm_bindgen]
impl Shop {
    /// Opens a catalog (empty bytes: none), the text of `nearside.json` (empty: none), and what is stored. What is
    /// wrong with them, the first call says, and every other.
    #[wasm_bindgen(constructor)]
    pub fn new(catalog: Vec<u8>, config: &str, in_memory: bool) -> Shop {
        Shop(opened(catalog, config, in_memory))
    }

    /// Takes a shard. Its number, for `Turn`; answered as by `call`.
    pub fn add(&mut self, catalog: Vec<u8>) -> Vec<u8> {
        sealed(self.0.as_mut().map_err(|error| error.clone()).and_then(|shop| {
            let part = shop.add(Catalog::open(catalog)?);
            Ok((part as u32).to_le_bytes().to_vec())
        }))
    }

    /// Asks, by the number of a [`Call`]. The answer: a text or numbers of four bytes, then a byte 0; or an error's
    /// code and sentence, then a byte 1.
    pub fn call(&mut self, what: usize, number: f64, one: &str, two: &str, three: &str) -> Vec<u8> {
        sealed(match (&mut self.0, Call::ALL.get(what)) {
            (Ok(shop), Some(what)) => answer(shop, *what, number, [one, two, three]),
            (Err(error), _) => Err(error.clone()),
            _ => Err(Error::new(Code::Internal, "")),
        })
    }
}

fn opened(catalog: Vec<u8>, config: &str, in_memory: bool) -> Result<Engine<Box<dyn Store>>> {
    let policy = if config.is_empty() { Policy::default() } else { Policy::from_json(config)? };
    let catalog = if catalog.is_empty() { Catalog::empty() } else { Catalog::open(catalog)? };
    let store: Box<dyn Store> = if in_memory { Box::<MemoryStore>::default() } else { Box::new(BrowserStore) };
    Ok(Engine::new(catalog, policy, store))
}

fn sealed(answer: Result<Vec<u8>>) -> Vec<u8> {
    let (mut bytes, seal) = match answer {
        Ok(bytes) => (bytes, 0),
        Err(error) => (joined(&[error.code().as_str(), " ", error.message()], "").into_bytes(), 1),
    };
    bytes.push(seal);
    bytes
}

fn answer(shop: &mut Engine<Box<dyn Store>>, what: Call, number: f64, [one, two, three]: [&str; 3]) -> Result<Vec<u8>> {
    let today = Day::from_millis(number);
    let row = number as u32;
    let mut flat = Flat(Vec::new());
    let number = match what {
        Call::Items => shop.catalog().len(),
        Call::Turn => {
            shop.turn(row as usize);
            0
        }
        Call::Decide => u32::from(shop.decide(one, two, three, today)?),
        Call::Refresh => u32::from(shop.refresh()),
        Call::Track => {
            let signal = Signal::from_word(one).ok_or_else(|| unknown(Code::BadSignal, "signal", one))?;
            u32::from(shop.track(signal, &lines(two), today))
        }
        Call::TrackSearch => u32::from(shop.track_search(one, today)),
        Call::State => {
            let stance = match two {
                "" => None,
                word => Some(Stance::from_word(word).ok_or_else(|| unknown(Code::BadOption, "stance", word))?),
            };
            u32::from(shop.state(&Subject::parse(one), stance, today))
        }
        Call::Forget => shop.forget(one, today) as u32,
        Call::Erase => {
            shop.erase();
            0
        }
        Call::Import => {
            if two.is_empty() { shop.import(one, today) } else { shop.merge(one, today) }?;
            0
        }
        Call::Recommend | Call::Rank => {
            let list = shop.ask(one, two, what == Call::Recommend, today)?;
            flat.push(i32::from(list.personal));
            for (listed, reasons) in &list.items {
                flat.item(listed, reasons);
            }
            return Ok(flat.0);
        }
        Call::Rerank => {
            for place in shop.rerank(&lines(one), today) {
                flat.push(place as i32);
            }
            return Ok(flat.0);
        }
        Call::Explain => {
            if let Some(Explanation { scored, place, without }) = shop.explain(one, today) {
                flat.item(&scored.0, &scored.1);
                flat.push(place as i32);
                for way in without {
                    flat.reason(&way.reason);
                    flat.push(way.place as i32);
                }
            }
            return Ok(flat.0);
        }
        Call::Find => shop.catalog().find(one).map_or(0, |item| item.0 + 1),
        _ => return Ok(text(shop, what, row, one, today)?.into_bytes()),
    };
    flat.push(number as i32);
    Ok(flat.0)
}

/// The answers that are texts.
fn text(shop: &mut Engine<Box<dyn Store>>, what: Call, row: u32, one: &str, today: Day) -> Result<String> {
    let catalog = shop.catalog();
    Ok(match what {
        Call::Card => {
            let item = ItemIx(row);
            let card = catalog.card(item);
            let price = catalog.price(item).map(number_text).unwrap_or_default();
            let stock = if catalog.in_stock(item) { "1" } else { "0" };
            joined(&[catalog.id(item), card.title, card.link, card.image, &price, stock], "\n")
        }
        Call::Facet => {
            let id = FacetId(row as u16);
            let Some(facet) = catalog.facet(id) else { return Ok(String::new()) };
            let items = number_text(if facet.sensitive { 0 } else { facet.items });
            joined(&[facet.kind.word(), facet.label, &catalog.facet_key(id), &items], "\n")
        }
        Call::About => {
            let meta = catalog.meta();
            joined(&[meta.currency.as_str(), &number_text(meta.digits.into()), catalog.shards()], "\n")
        }
        Call::Export => shop.export(today),
        Call::Look => return shop.look(one, today),
        Call::Standing => records::standing(shop),
        Call::Facts => records::json(&shop.policy().facts()),
        Call::Health => records::json(&records::health(shop)),
        Call::Interests => records::json_all(&records::interests(shop, today)),
        Call::Signals => records::json_all(&records::signals(shop, today)),
        _ => records::json_all(&records::statements(shop)),
    })
}

/// Ids, each with an end of line.
fn lines(ids: &str) -> Vec<&str> {
    let (mut list, mut rest) = (Vec::new(), ids);
    while !rest.is_empty() {
        let (id, more) = parted(rest, b'\n');
        list.push(id);
        rest = more;
    }
    list
}

/// Numbers, four bytes each.
struct Flat(Vec<u8>);

impl Flat {
    fn push(&mut self, number: i32) {
        self.0.extend(number.to_le_bytes());
    }

    fn item(&mut self, listed: &Listed, reasons: &[Reason]) {
        for number in [listed.item.0 as i32, listed.score, i32::from(listed.promoted), reasons.len() as i32] {
            self.push(number);
        }
        for reason in reasons {
            self.reason(reason);
        }
    }

    fn reason(&mut self, reason: &Reason) {
        let facet = reason.facet.map_or(0, |id| id.0.into());
        let item = reason.item.map_or(-1, |item| item.0 as i32);
        let personal = i32::from(reason.personal);
        for number in [reason.term as i32, reason.points, facet, item, reason.count as i32, personal] {
            self.push(number);
        }
    }
}
