//! The merchant's `nearside.json`, and the facts that notice, panel, policy page and types are made of.
//! Not here: wording. Languages live in `www/locales`.

use crate::catalog::format::checksum;
use crate::consent::Level;
use crate::error::{Code, Error, Result};
use crate::json::{hex, number_text, write_list, write_number, Json};
use crate::letters::joined;
use crate::profile::Settings;
use crate::rank::{ask, Placement, Weights};
use crate::signal::{Signal, Source, MOST_DAYS, NEVER};
use crate::store::KEY;

/// What the merchant declares in `nearside.json`, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The shop's name as shoppers know it.
    pub shop: String,
    /// Where a shopper can write to about their data.
    pub contact: String,
    /// Link to the shop's privacy policy.
    pub policy: String,
    /// Everyone besides the shop who receives anything.
    pub recipients: Vec<String>,
    /// Sources that the shop uses; `None` is all.
    pub sources: Option<Vec<String>>,
    /// Days by source.
    pub retention: Vec<(String, u32)>,
    /// Constants of the score by name, in place of the ones in [`Weights`].
    pub ranking: Vec<(String, u32)>,
    /// Words and facet keys that the compiler marks sensitive besides its own list; `!children` takes a theme of that out.
    pub sensitive: Vec<String>,
    /// What changed about the data that is kept: day and words.
    pub changes: Vec<(String, String)>,
    /// What lists of a placement are asked to be, unless the page says otherwise.
    pub placements: Json,
    /// Whether it asks for anonymous counts.
    pub counts: bool,
}

fn bad_config(what: &[&str]) -> Error {
    Error::new(Code::BadConfig, joined(&["nearside.json: ", &joined(what, "")], ""))
}

impl Config {
    /// Reads the text of `nearside.json`. Unknown members are refused, so that a typing error cannot switch a
    /// promise off in silence.
    ///
    /// # Errors
    /// [`Code::BadConfig`], with the member or the line where it stopped making sense.
    pub fn from_json(text: &str) -> Result<Config> {
        let json = Json::parse(text).map_err(|at| {
            let ends = text.bytes().take(at).filter(|byte| *byte == b'\n').count();
            bad_config(&["no JSON in line ", &number_text(ends as u32 + 1)])
        })?;
        let Json::Map(members) = json else { return Err(bad_config(&["it must be an object"])) };
        let mut config = Config::default();
        for (name, value) in members {
            if name == "placements" {
                config.placements = value;
                continue;
            }
            let value = &value;
            let read = match name.as_str() {
                "$schema" => value.text().map(drop),
                // Only the policy page says the one (`www/rights/policy.ts`), only counting reads the other (`counts::plan`).
                "about" => matches!(value, Json::Map(_)).then_some(()),
                "counts" => {
                    config.counts = matches!(value, Json::Map(_));
                    config.counts.then_some(())
                }
                "shop" => read_text(&mut config.shop, value),
                "contact" => read_text(&mut config.contact, value),
                "policy" => read_text(&mut config.policy, value),
                "recipients" => read_texts(&mut config.recipients, value),
                "sources" => read_texts(config.sources.insert(Vec::new()), value),
                "sensitive" => read_texts(&mut config.sensitive, value),
                "retention" => read_numbers(&mut config.retention, value),
                "ranking" => read_numbers(&mut config.ranking, value),
                "changes" => value.each(&mut |change| {
                    let text = |name| change.get(name).and_then(Json::text).map(str::to_owned);
                    config.changes.push((text("date")?, text("text")?));
                    Some(())
                }),
                _ => {
                    return Err(bad_config(&[
                        "there is no member \"",
                        &name,
                        "\"; there are shop, contact, policy, recipients, sources, retention, ranking, sensitive, \
                         changes, about, counts, placements",
                    ]))
                }
            };
            read.ok_or_else(|| bad_config(&["\"", &name, "\" has the wrong type"]))?;
        }
        Ok(config)
    }
}

#[inline(never)]
fn read_text(slot: &mut String, value: &Json) -> Option<()> {
    *slot = value.text()?.to_owned();
    Some(())
}

#[inline(never)]
fn read_texts(slot: &mut Vec<String>, value: &Json) -> Option<()> {
    *slot = value.texts()?;
    Some(())
}

#[inline(never)]
fn read_numbers(slot: &mut Vec<(String, u32)>, value: &Json) -> Option<()> {
    let Json::Map(members) = value else { return None };
    slot.clear();
    for (name, value) in members {
        slot.push((name.clone(), value.number()?));
    }
    Some(())
}

/// A checked [`Config`].
#[derive(Clone, Debug)]
pub struct Policy {
    config: Config,
    on: Vec<Source>,
    days: [u32; Source::ALL.len()],
    weights: Weights,
    /// What the shopper set, which only takes away from what the shop declared: a cap on all days, sources that are
    /// off, and whether all are.
    limits: (u32, u32, bool),
}

/// Without limits.
const FREE: (u32, u32, bool) = (u32::MAX, 0, false);
/// What a shopper agrees to is told in numbers; one that stands for a name has this bit.
const NAME: u32 = 1 << 31;
/// Raised when levels or purposes change, so that `facts.version` does. `tests/facts.rs` says when.
pub const EDITION: u32 = 1;

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            config: Config::default(),
            on: Source::ALL.to_vec(),
            days: default_days(),
            weights: Weights::default(),
            limits: FREE,
        }
    }
}

const PLACEMENTS: &str = "\"placements\" has the members home, category, product, cart, search";

fn default_days() -> [u32; Source::ALL.len()] {
    let mut days = [0; Source::ALL.len()];
    for (slot, source) in days.iter_mut().zip(Source::ALL) {
        *slot = source.days();
    }
    days
}

fn source_named(word: &str) -> Result<Source> {
    Source::from_word(word).ok_or_else(|| {
        bad_config(&["there is no source \"", word, "\"; there are browsing, searching, cart, orders, showing"])
    })
}

impl Policy {
    /// Checks what the merchant declared.
    ///
    /// # Errors
    /// [`Code::BadConfig`] for an unknown source or placement, a retention outside 1 to [`MOST_DAYS`] days, a constant
    /// that [`Weights`] does not know or let be set so, or rules of a placement that make no sense.
    pub fn new(config: Config) -> Result<Policy> {
        let mut on = Source::ALL.to_vec();
        if let Some(words) = &config.sources {
            on.clear();
            for word in words {
                on.push(source_named(word)?);
            }
        }
        let mut days = default_days();
        for (word, asked) in &config.retention {
            if !(1..=MOST_DAYS).contains(asked) {
                return Err(bad_config(&["retention.", word, " must be 1 to ", &number_text(MOST_DAYS), " days"]));
            }
            days[source_named(word)? as usize] = *asked;
        }
        let mut weights = Weights::default();
        for (name, value) in &config.ranking {
            weights.set(name, *value)?;
        }
        match &config.placements {
            Json::Null => {}
            Json::Map(placements) => {
                for (word, rules) in placements {
                    if Placement::from_word(word).is_none() {
                        return Err(bad_config(&[PLACEMENTS]));
                    }
                    ask::check(rules).map_err(|error| bad_config(&["placements.", word, ".", error.message()]))?;
                }
            }
            _ => return Err(bad_config(&[PLACEMENTS])),
        }
        Ok(Policy { config, on, days, weights, limits: FREE })
    }

    /// Reads `nearside.json`.
    ///
    /// # Errors
    /// [`Code::BadConfig`], with the place and the known members.
    pub fn from_json(text: &str) -> Result<Policy> {
        Policy::new(Config::from_json(text)?)
    }

    /// Whether the shop uses this source.
    pub fn uses(&self, source: Source) -> bool {
        self.on.contains(&source)
    }

    /// Takes over what the shopper set.
    pub fn limit(&mut self, settings: &Settings) {
        self.limits = (settings.days.unwrap_or(u32::MAX), settings.sources_off, settings.paused);
    }

    /// Whether the shopper switched this source off: what it noted does not count.
    pub fn is_muted(&self, source: Source) -> bool {
        self.limits.1 >> source as u32 & 1 > 0
    }

    /// Whether signals of this source may be noted now: the shop uses it, and the shopper neither switched it off nor
    /// paused.
    pub fn hears(&self, source: Source) -> bool {
        self.uses(source) && !self.is_muted(source) && !self.limits.2
    }

    /// How many days signals of this source are kept.
    pub fn days(&self, source: Source) -> u32 {
        self.days[source as usize].min(self.limits.0)
    }

    /// What a shopper agrees to who makes a choice now: the days of each source, 0 where it is not used, and a number
    /// for each recipient.
    fn now(&self) -> Vec<u32> {
        let mut now = self.days.to_vec();
        for source in Source::ALL {
            if !self.uses(*source) {
                now[*source as usize] = 0;
            }
        }
        for name in &self.config.recipients {
            now.push(checksum(name.as_bytes()) as u32 | NAME);
        }
        now
    }

    /// The same, as the profile keeps it: nothing where it is what a shop does that declares nothing.
    pub fn terms(&self) -> Vec<u32> {
        let mut terms = self.now();
        if terms == default_days() {
            terms.clear();
        }
        terms
    }

    /// Whether a shopper who agreed to this agreed to all that the shop does now.
    pub fn is_within(&self, agreed: &[u32]) -> bool {
        let usual = default_days();
        let agreed = if agreed.is_empty() { &usual } else { agreed };
        self.now().iter().enumerate().all(|(place, number)| match number & NAME {
            0 => agreed.get(place).is_some_and(|days| (*number..NAME).contains(days)),
            _ => agreed.contains(number),
        })
    }

    /// A short hash of all that a shopper agrees to.
    fn version(&self) -> String {
        let mut text = String::new();
        let mut numbers = self.now();
        numbers.push(EDITION);
        numbers.push(self.most() as u32);
        write_list(&mut text, &numbers, |out, number| write_number(out, *number));
        let sum = checksum(text.as_bytes());
        (0..8).map(|digit| hex((sum >> (digit * 4)) as usize)).collect()
    }

    /// The highest level that the shop offers.
    pub fn most(&self) -> Level {
        if self.config.counts {
            Level::Share
        } else {
            Level::Remember
        }
    }

    /// The constants of the score.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// What lists of a placement are asked to be, unless the page says otherwise.
    pub fn placement(&self, placement: Placement) -> Option<&Json> {
        self.config.placements.get(placement.word())
    }

    /// The facts for notice, panel and policy.
    #[inline(never)]
    pub fn facts(&self) -> Facts<'_> {
        let config = &self.config;
        Facts {
            shop: &config.shop,
            contact: &config.contact,
            policy: &config.policy,
            recipients: &config.recipients,
            key: KEY,
            version: self.version(),
            changes: &config.changes,
            levels: LEVELS.get(..=self.most() as usize).unwrap_or_default(),
            sources: Source::ALL.iter().map(|source| self.source_facts(*source)).collect(),
            never: NEVER,
        }
    }

    fn source_facts(&self, source: Source) -> SourceFacts {
        SourceFacts {
            name: source.word(),
            purpose: source.purpose(),
            days: self.days(source),
            signals: Signal::ALL.iter().filter(|s| s.source() == source).map(|s| s.word()).collect(),
            on: self.uses(source),
            off: self.is_muted(source),
        }
    }
}

/// See `Facts` in `www/types.ts`.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Facts<'a> {
    pub shop: &'a str,
    pub contact: &'a str,
    pub policy: &'a str,
    pub recipients: &'a [String],
    pub key: &'static str,
    pub version: String,
    /// Day and words of each.
    pub changes: &'a [(String, String)],
    /// The last one, `share`, only where the shop asks for counts.
    pub levels: &'static [LevelFacts],
    pub sources: Vec<SourceFacts>,
    pub never: &'static [&'static str],
}

/// What one level keeps and sends.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct LevelFacts {
    pub name: &'static str,
    pub keeps: &'static str,
    pub sends: &'static str,
}

/// In the order of [`Level::ALL`].
const LEVELS: [LevelFacts; Level::ALL.len()] = [
    LevelFacts { name: Level::Off.word(), keeps: "nothing", sends: "nothing" },
    LevelFacts { name: Level::Visit.word(), keeps: "tab", sends: "nothing" },
    LevelFacts { name: Level::Remember.word(), keeps: "device", sends: "nothing" },
    LevelFacts { name: Level::Share.word(), keeps: "device", sends: "counts" },
];

/// What one source is used for.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct SourceFacts {
    pub name: &'static str,
    pub purpose: &'static str,
    pub days: u32,
    pub signals: Vec<&'static str>,
    pub on: bool,
    pub off: bool,
}
