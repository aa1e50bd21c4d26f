//! The engine as JavaScript holds it: each call converts, asks `engine`, converts. `www/engine.ts` is the other half of
//! this seam. Not here: any decision.

use crate::calls::Call;
use crate::catalog::{Catalog, FacetId, ItemIx};
use crate::day::Day;
use crate::engine::{lines, Engine, Explanation};
use crate::error::{Code, Error, Result};
use crate::json::number_text;
use crate::letters::{joined, parted};
use crate::policy::Policy;
use crate::rank::{Listed, Reason};
use crate::records;
use crate::store::{BrowserStore, MemoryStore, Store};
use wasm_bindgen::prelude::*;

/// The engine as JavaScript holds it, or what keeps it from being one; before that, its catalog.
#[wasm_bindgen]
pub struct Shop(Result<Engine<Box<dyn Store>>>, Vec<u8>);

#[wasm_bindgen]
impl Shop {
    /// Nothing yet: [`Call::Add`] gives it a catalog, [`Call::Open`] the rest.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Shop {
        Shop(Err(Error::new(Code::Internal, "the engine was not opened")), Vec::new())
    }

    /// Asks, by the number of a [`Call`]. What is given is a catalog, or a word, an end of line and a text. The answer:
    /// a text or numbers of four bytes, then a byte 0; or an error's code and sentence, then a byte 1.
    pub fn call(&mut self, what: usize, number: f64, given: Vec<u8>) -> Vec<u8> {
        let (mut bytes, seal) = match self.answer(what, number, given) {
            Ok(bytes) => (bytes, 0),
            Err(error) => (joined(&[error.code().as_str(), " ", error.message()], "").into_bytes(), 1),
        };
        bytes.push(seal);
        bytes
    }
}

impl Shop {
    fn answer(&mut self, what: usize, number: f64, given: Vec<u8>) -> Result<Vec<u8>> {
        let Some(what) = Call::ALL.get(what) else { return Ok(Vec::new()) };
        match &mut self.0 {
            Err(_) if *what == Call::Add => self.1 = given,
            shop if *what == Call::Open => {
                *shop = opened(std::mem::take(&mut self.1), &given, number as u32);
                shop.as_ref().map_err(Error::clone)?;
            }
            Err(error) => return Err(error.clone()),
            Ok(shop) => return answer(shop, *what, number, given),
        }
        Ok(Vec::new())
    }
}

// Apart: in one function of all that is asked, locals have longer names.
#[inline(never)]
fn opened(catalog: Vec<u8>, config: &[u8], tab: u32) -> Result<Engine<Box<dyn Store>>> {
    let (_, config) = given_texts(config);
    let policy = if config.is_empty() { Policy::default() } else { Policy::from_json(config)? };
    let catalog = if catalog.is_empty() { Catalog::empty() } else { Catalog::open(catalog)? };
    let store: Box<dyn Store> = if tab == 0 { Box::<MemoryStore>::default() } else { Box::new(BrowserStore) };
    Ok(Engine::new(catalog, policy, store).in_tab(tab))
}

/// A word and a text. JavaScript gives nothing but Unicode.
fn given_texts(given: &[u8]) -> (&str, &str) {
    parted(std::str::from_utf8(given).unwrap_or_default(), b'\n')
}

#[inline(never)]
fn answer(shop: &mut Engine<Box<dyn Store>>, what: Call, number: f64, given: Vec<u8>) -> Result<Vec<u8>> {
    if what == Call::Add {
        return Ok((shop.add(Catalog::open(given)?) as u32).to_le_bytes().to_vec());
    }
    let (word, given) = given_texts(&given);
    let today = Day::from_millis(number);
    let row = number as u32;
    let mut flat = Flat(Vec::new());
    let number = match what {
        Call::Items => shop.catalog().len(),
        Call::Turn => {
            shop.turn(row as usize);
            0
        }
        Call::Refresh => u32::from(shop.refresh()),
        Call::Decide | Call::Track | Call::State | Call::Forget | Call::Import => {
            shop.heed(what, word, given, today)?
        }
        Call::Erase => {
            shop.erase();
            0
        }
        Call::Recommend | Call::Rank => {
            let list = shop.ask(word, given, what == Call::Recommend, today)?;
            flat.push(i32::from(list.personal));
            for (listed, reasons) in &list.items {
                flat.item(listed, reasons);
            }
            return Ok(flat.0);
        }
        Call::Rerank => {
            for place in shop.rerank(&lines(given), today) {
                flat.push(place as i32);
            }
            return Ok(flat.0);
        }
        Call::Explain => {
            if let Some(Explanation { scored, place, without }) = shop.explain(given, today) {
                flat.item(&scored.0, &scored.1);
                flat.push(place as i32);
                for way in without {
                    flat.reason(&way.reason);
                    flat.push(way.place as i32);
                }
            }
            return Ok(flat.0);
        }
        Call::Find => shop.catalog().find(given).map_or(0, |item| item.0 + 1),
        _ => return Ok(text(shop, what, row, given, today)?.into_bytes()),
    };
    flat.push(number as i32);
    Ok(flat.0)
}

/// The answers that are texts.
#[inline(never)]
fn text(shop: &mut Engine<Box<dyn Store>>, what: Call, row: u32, given: &str, today: Day) -> Result<String> {
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
        Call::Look => return shop.look(given, today),
        Call::Standing => records::standing(shop),
        Call::Facts => records::json(&shop.policy().facts()),
        Call::Health => records::json(&records::health(shop)),
        Call::Interests => records::json_all(&records::interests(shop, today)),
        Call::Signals => records::json_all(&records::signals(shop, today)),
        _ => records::json_all(&records::statements(shop)),
    })
}

/// Numbers, four bytes each.
struct Flat(Vec<u8>);

impl Flat {
    fn push(&mut self, number: i32) {
        self.all(&[number]);
    }

    #[inline(never)]
    fn all(&mut self, numbers: &[i32]) {
        for number in numbers {
            self.0.extend_from_slice(&number.to_le_bytes());
        }
    }

    fn item(&mut self, listed: &Listed, reasons: &[Reason]) {
        self.all(&[listed.item.0 as i32, listed.score, i32::from(listed.promoted), reasons.len() as i32]);
        for reason in reasons {
            self.reason(reason);
        }
    }

    fn reason(&mut self, reason: &Reason) {
        let facet = reason.facet.map_or(0, |id| id.0.into());
        let item = reason.item.map_or(-1, |item| item.0 as i32);
        let personal = i32::from(reason.personal);
        self.all(&[reason.term as i32, reason.points, facet, item, reason.count as i32, personal]);
    }
}
