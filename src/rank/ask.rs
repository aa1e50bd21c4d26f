//! Reads what a page asks of a list, and what `nearside.json` asks of a placement: one shape, one reader.
//! Not here: what it means (`request`, `rules`), or how an expression is written (`filter`).

use super::{Boost, Fallback, Filter, Kind, Pin, Placement, Points, Request};
use crate::catalog::{Catalog, FacetKeys, ItemIx};
use crate::error::{Code, Error, Result};
use crate::fixed;
use crate::json::{decimal, Json, MILLION};
use crate::letters::joined;

/// What a merchant may say of a placement. A page says more: what it is about.
const RULES: [&str; 10] =
    ["count", "minimum", "filter", "boost", "pin", "exclude", "diversity", "fallback", "kind", "explore"];

/// Boosts of one list.
const MOST_BOOSTS: usize = 16;
/// Items of one list.
const MOST: u64 = 200;

/// Checks what `nearside.json` says of one placement, as far as that can be done without the catalog.
///
/// # Errors
/// [`Code::BadOption`], with the path from the placement down, and what may stand there.
pub fn check(rules: &Json) -> Result<()> {
    let Json::Map(members) = rules else { return Err(Error::new(Code::BadOption, "* must be an object")) };
    if let Some((name, _)) = members.iter().find(|(name, _)| !RULES.contains(&name.as_str())) {
        let known = joined(&RULES, ", ");
        return Err(Error::new(Code::BadOption, joined(&[name, " is no rule; there are ", &known], "")));
    }
    read(Placement::Home, rules, None, &Catalog::empty(), &FacetKeys::default()).map(drop)
}

/// What a page asks of a list. What it does not say, `usual` says, and then the placement itself.
///
/// # Errors
/// [`Code::BadOption`], with the path of the member and what may stand there.
pub fn read(
    placement: Placement,
    asked: &Json,
    usual: Option<&Json>,
    catalog: &Catalog,
    keys: &FacetKeys,
) -> Result<Request> {
    let mut reader = Reader { asked, usual, catalog, keys, fault: String::new() };
    let mut request = Request::new(placement, 24);
    request.count = reader.number("count", 1).unwrap_or(request.count);
    request.minimum = reader.number("minimum", 0).unwrap_or_default();
    if let Some(filter) = reader.get("filter") {
        request.filter = reader.filter("filter", filter);
    }
    let boosts = reader.each("boost", "must be at most 16 of { where, by }", MOST_BOOSTS);
    request.boosts.extend(boosts.iter().map(|boost| reader.boost(boost)));
    reader.pins(&mut request);
    reader.exclude(&mut request);
    if let Some(diversity) = reader.get("diversity") {
        let kept = diversity.millionths().and_then(|part| MILLION.checked_sub(part));
        let kept = reader.ln(kept.map(|kept| kept.max(1)), "diversity", "must be a number from 0 to 1");
        request.variety = Some(-kept);
    }
    match reader.get("fallback").map(|fallback| (fallback, fallback.text())) {
        None | Some((_, Some("popular"))) => {}
        Some((_, Some("none"))) => request.fallback = Fallback::None,
        Some((_, Some(_))) => reader.wrong("fallback", "must be popular, none or a list of ids"),
        Some(_) => request.fallback = Fallback::Items(reader.items("fallback")),
    }
    match reader.get("kind").map(Json::text) {
        None | Some(Some("goes-with")) => {}
        Some(Some("similar")) => request.kind = Kind::Similar,
        Some(_) => reader.wrong("kind", "must be similar or goes-with"),
    }
    match reader.get("explore") {
        None | Some(Json::Bool(true)) => {}
        Some(Json::Bool(false)) => request.explore = false,
        Some(_) => reader.wrong("explore", "must be true or false"),
    }
    request.hits = reader.get("hits").map(|_| reader.items("hits"));
    request.page.cart = reader.items("cart");
    request.page.item = reader.get("item").and_then(|id| catalog.find(id.text()?));
    request.without.extend(reader.items("shown"));
    if reader.fault.is_empty() {
        Ok(request)
    } else {
        Err(Error::new(Code::BadOption, reader.fault))
    }
}

/// Reads on after a fault and keeps the first: that takes fewer bytes than to stop everywhere.
struct Reader<'a> {
    asked: &'a Json,
    usual: Option<&'a Json>,
    catalog: &'a Catalog,
    keys: &'a FacetKeys,
    fault: String,
}

impl<'a> Reader<'a> {
    fn wrong(&mut self, path: &str, wants: &str) {
        if self.fault.is_empty() {
            self.fault = joined(&[path, " ", wants], "");
        }
    }

    fn get(&self, name: &str) -> Option<&'a Json> {
        member(self.asked, name).or_else(|| member(self.usual?, name))
    }

    /// The members of a list; a single object is a list of one.
    fn each(&mut self, name: &str, wants: &str, most: usize) -> &'a [Json] {
        match self.get(name) {
            None => &[],
            Some(Json::List(list)) if list.len() <= most => list,
            Some(one @ Json::Map(_)) => std::slice::from_ref(one),
            Some(_) => {
                self.wrong(name, wants);
                &[]
            }
        }
    }

    fn number(&mut self, name: &str, least: u64) -> Option<usize> {
        let whole = self.get(name)?.millionths().map_or(u64::MAX, |number| number / MILLION);
        if !(least..=MOST).contains(&whole) {
            self.wrong(name, "must be a number from 1 to 200");
        }
        Some(whole as usize)
    }

    fn filter(&mut self, path: &str, filter: &Json) -> Filter {
        let Some(text) = filter.text() else {
            self.wrong(path, "must be an expression");
            return Filter::default();
        };
        let filter = Filter::parse(text, self.catalog, self.keys);
        filter.unwrap_or_else(|error| {
            self.wrong(path, error.message());
            Filter::default()
        })
    }

    fn boost(&mut self, boost: &Json) -> Boost {
        let by = boost.get("by").and_then(Json::millionths);
        let by = by.filter(|by| (MILLION / 100..=MILLION * 100).contains(by));
        Boost {
            filter: self.filter("boost.where", boost.get("where").unwrap_or(&Json::Null)),
            points: self.ln(by, "boost.by", "must be a number from 0.01 to 100"),
            promoted: promoted(boost),
        }
    }

    /// ln of a factor in millionths.
    fn ln(&mut self, factor: Option<u64>, path: &str, wants: &str) -> Points {
        if factor.is_none() {
            self.wrong(path, wants);
        }
        fixed::ln_ratio(factor.unwrap_or(MILLION), MILLION)
    }

    /// `{ "0": id }` or `[{ at, id, promoted }]`.
    fn pins(&mut self, request: &mut Request) {
        match self.get("pin") {
            Some(Json::Map(pins)) => {
                for (at, id) in pins {
                    let at = decimal(at.as_bytes()).filter(|(_, length)| *length == at.len());
                    self.pin(request, at.map(|(at, _)| at), Some(id), false);
                }
            }
            _ => {
                for pin in self.each("pin", PIN, MOST as usize) {
                    self.pin(request, pin.get("at").and_then(Json::millionths), pin.get("id"), promoted(pin));
                }
            }
        }
    }

    fn pin(&mut self, request: &mut Request, at: Option<u64>, id: Option<&Json>, promoted: bool) {
        let at = at.map(|at| at / MILLION).filter(|at| *at < MOST);
        let (Some(at), Some(id)) = (at, id.and_then(Json::text)) else { return self.wrong("pin", PIN) };
        // What left the catalog has no place to keep.
        let Some(item) = self.catalog.find(id) else { return };
        let (at, pins) = (at as usize, &mut request.pins);
        if pins.iter().all(|pin| pin.item != item && pin.at != at) {
            let before = pins.iter().take_while(|pin| pin.at < at).count();
            pins.insert(before, Pin { at, item, promoted });
        }
    }

    /// Ids, and groups as `{ group }`.
    fn exclude(&mut self, request: &mut Request) {
        const WANTS: &str = "must be a list of ids and of groups: bought, cart, viewed";
        for one in self.each("exclude", WANTS, usize::MAX) {
            let groups = &mut request.exclude;
            match (one.text(), one.get("group").and_then(Json::text)) {
                (Some(id), _) => request.without.extend(self.catalog.find(id)),
                (_, Some("bought")) => groups.bought = true,
                (_, Some("cart")) => groups.cart = true,
                (_, Some("viewed")) => groups.viewed = true,
                _ => self.wrong("exclude", WANTS),
            }
        }
    }

    /// The items of these ids that the catalog has.
    fn items(&mut self, name: &str) -> Vec<ItemIx> {
        let ids = self.each(name, "must be a list of ids", usize::MAX);
        ids.iter().filter_map(|id| self.catalog.find(id.text()?)).collect()
    }
}

const PIN: &str = "must name places from 0 to 199 and their ids";

/// A member that says something.
fn member<'a>(of: &'a Json, name: &str) -> Option<&'a Json> {
    of.get(name).filter(|value| !matches!(value, Json::Null))
}

fn promoted(of: &Json) -> bool {
    matches!(of.get("promoted"), Some(Json::Bool(true)))
}
