//! What a shop asks: the member "counts" of `nearside.json`, checked. Not here: the catalog's format, and whether the
//! shopper agreed.
//!
//! docs/counts.md shows the member and says what each part of it does.

use super::{below, Arm, Budget, Categories, Coins, Domain, Event, NoCoins, Odds, Question, Reached, Stage};
use crate::catalog::{Catalog, FacetId, FacetKind};
use crate::json::Json;
use crate::letters::joined;
use crate::{Code, Error, Result};

/// Where reports go unless the shop says otherwise.
pub const ENDPOINT: &str = "/v1/metrics";
/// Bytes of a purpose, and of an endpoint, at most.
const LONGEST: usize = 300;
/// Bytes of a category's label that is part of a question's name, at most.
const LONGEST_LABEL: usize = 200;

/// One question of a shop's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    question: Question,
    name: String,
    purpose: String,
    domain: Domain,
    answers: Vec<String>,
}

impl Asked {
    /// What is asked.
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// Its stable name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the shop asks it for, in its own words.
    pub fn purpose(&self) -> &str {
        &self.purpose
    }

    /// The cells of its reports.
    pub fn domain(&self) -> Domain {
        self.domain
    }

    /// What each cell means; cells beyond are padding.
    pub fn answers(&self) -> &[String] {
        &self.answers
    }

    /// Whether a report says in clear which arm of an experiment it is about.
    pub fn has_arms(&self) -> bool {
        matches!(self.question, Question::Arm(..))
    }
}

/// What a shop asks, how often at most, and where reports go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    endpoint: String,
    odds: Odds,
    budget: Budget,
    asked: Vec<Asked>,
    /// How many of `asked` each member of "questions" made: `reach` is one question a category.
    groups: Vec<usize>,
}

fn bad(parts: &[&str]) -> Error {
    Error::new(Code::BadConfig, joined(&["nearside.json: counts", &joined(parts, "")], ""))
}

/// Members of an object that has only known ones.
fn members<'a>(json: &'a Json, place: &str, known: &[&str]) -> Result<&'a [(String, Json)]> {
    let Json::Map(members) = json else { return Err(bad(&[place, " must be an object"])) };
    for (at, (name, _)) in members.iter().enumerate() {
        if !known.contains(&name.as_str()) {
            let known = joined(known, ", ");
            return Err(bad(&[place, " has no member \"", name, "\"; it may have ", &known]));
        }
        if members.iter().take(at).any(|(earlier, _)| earlier == name) {
            return Err(bad(&[place, " has the member \"", name, "\" twice"]));
        }
    }
    Ok(members)
}

impl Plan {
    /// The plan in the text of a `nearside.json`; `None` when the shop asks nothing. `categories` are those of
    /// [`categories`], which questions by category are about.
    ///
    /// # Errors
    /// [`Code::BadConfig`], with the member that makes no sense. Other members than "counts" are not looked at.
    pub fn from_config(text: &str, categories: &[String]) -> Result<Option<Plan>> {
        let json = Json::parse(text).map_err(|_| Error::new(Code::BadConfig, "nearside.json: no JSON"))?;
        json.get("counts").map(|counts| Plan::new(counts, categories)).transpose()
    }

    /// The plan in the member "counts".
    ///
    /// # Errors
    /// As [`Plan::from_config`].
    pub fn new(counts: &Json, categories: &[String]) -> Result<Plan> {
        members(counts, "", &["endpoint", "questions", "budget", "strict"])?;
        let odds = match counts.get("strict") {
            None | Some(Json::Bool(false)) => Odds::Three,
            Some(Json::Bool(true)) => Odds::Two,
            _ => return Err(bad(&[".strict must be true or false"])),
        };
        let mut plan = Plan {
            endpoint: endpoint(counts.get("endpoint"))?,
            odds,
            budget: budget(counts.get("budget"), odds)?,
            asked: Vec::new(),
            groups: Vec::new(),
        };
        let Some(Json::Map(questions)) = counts.get("questions") else {
            return Err(bad(&[".questions must be an object"]));
        };
        if questions.is_empty() {
            return Err(bad(&[".questions names no question"]));
        }
        for (name, about) in questions {
            let before = plan.asked.len();
            plan.ask(name, about, categories)?;
            plan.groups.push(plan.asked.len() - before);
        }
        for (at, asked) in plan.asked.iter().enumerate() {
            if plan.asked.iter().take(at).any(|earlier| earlier.name == asked.name) {
                return Err(bad(&[".questions asks ", &asked.name, " twice"]));
            }
        }
        Ok(plan)
    }

    fn ask(&mut self, name: &str, about: &Json, categories: &[String]) -> Result<()> {
        let place = joined(&[".questions.", name], "");
        let (kind, of) = crate::letters::parted(name, b'.');
        let known: &[&str] = match kind {
            "reach" => &["purpose", "categories"],
            "arm" => &["purpose", "outcome"],
            _ => &["purpose"],
        };
        members(about, &place, known)?;
        let purpose = match about.get("purpose").and_then(Json::text).map(str::trim) {
            Some(purpose) if !purpose.is_empty() && purpose.len() <= LONGEST => purpose,
            _ => return Err(bad(&[&place, ".purpose must be a text of 1 to 300 bytes that shoppers will read"])),
        };
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let event = Event::ALL.into_iter().find(|event| event.word() == of);
        let stage = |word: &str| Stage::ALL.into_iter().skip(1).find(|stage| stage.word() == word);
        match (kind, event) {
            ("funnel", _) if name == "funnel" => {
                self.push(Question::Funnel, purpose, words(&Stage::ALL.map(Stage::word)));
            }
            ("category", Some(event)) => {
                let number = Categories::new(some(categories, &place)?.len())
                    .map_err(|error| bad(&[&place, ": ", error.message()]))?;
                let mut answers = words(&["none"]);
                answers.extend_from_slice(categories);
                self.push(Question::Category(event, number), purpose, answers);
            }
            ("reach", _) if name == "reach" => {
                for category in chosen(about.get("categories"), some(categories, &place)?, &place)? {
                    if category.len() > LONGEST_LABEL {
                        return Err(bad(&[&place, ": the name of \"", &category, "\" is longer than 200 bytes"]));
                    }
                    self.push(Question::Reach(category), purpose, words(&Reached::ALL.map(Reached::word)));
                }
            }
            ("arm", _) if is_name(of) => {
                let outcome = about.get("outcome").and_then(Json::text).and_then(stage);
                let wrong = || bad(&[&place, ".outcome must be clicked, carted or ordered"]);
                self.push(Question::Arm(of.to_owned(), outcome.ok_or_else(wrong)?), purpose, words(&["no", "yes"]));
            }
            ("paired", _) if is_name(of) => self.push(Question::Paired(of.to_owned()), purpose, words(&["a", "b"])),
            _ => {
                return Err(bad(&[
                    &place,
                    " is no question; there are funnel, category.view, category.click, category.cart, \
                     category.purchase, reach, arm.<experiment>, paired.<experiment>, an experiment's name being 1 to \
                     32 of a-z, 0-9 and -",
                ]))
            }
        }
        Ok(())
    }

    fn push(&mut self, question: Question, purpose: &str, answers: Vec<String>) {
        let (name, domain) = (question.name(), question.domain(self.odds));
        self.asked.push(Asked { question, name, purpose: purpose.to_owned(), domain, answers });
    }

    /// Where reports go: a path of the shop's own origin; or the addresses of two operators, leader and helper, with a
    /// space between.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// How much one report may tell.
    pub fn odds(&self) -> Odds {
        self.odds
    }

    /// How often one browser may report.
    pub fn budget(&self) -> Budget {
        self.budget
    }

    /// Every question, in the order of the config, `reach` once for each category.
    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// Draws the question of one report, and the arm where it has some, by coins alone: first among the members of
    /// "questions", each equally likely, then among the categories of `reach`.
    ///
    /// # Errors
    /// [`NoCoins`]: then nothing may be sent.
    pub fn draw<C: Coins>(&self, coins: &mut C) -> std::result::Result<(&Asked, Option<Arm>), NoCoins> {
        let group = below(coins, self.groups.len() as u32)? as usize;
        let first: usize = self.groups.iter().take(group).sum();
        let within = below(coins, self.groups.get(group).copied().unwrap_or_default() as u32)? as usize;
        let arm = Arm::draw(coins)?;
        let asked = self.asked.get(first + within).ok_or(NoCoins)?;
        Ok((asked, asked.has_arms().then_some(arm)))
    }
}

/// The categories that can be counted: the catalog's top ones that are not sensitive, in its order.
pub fn categories(catalog: &Catalog) -> Vec<String> {
    let ids = (1..catalog.facet_count()).map(|number| FacetId(number as u16));
    ids.filter(|id| !catalog.is_further(*id))
        .filter_map(|id| catalog.facet(id))
        .filter(|facet| facet.kind == FacetKind::Category && facet.parent == FacetId(0) && !facet.sensitive)
        .map(|facet| facet.label.to_owned())
        .collect()
}

fn some<'a>(categories: &'a [String], place: &str) -> Result<&'a [String]> {
    if categories.is_empty() {
        return Err(bad(&[place, " needs a catalog with a category that is not sensitive"]));
    }
    Ok(categories)
}

/// The categories that `reach` names, or all.
fn chosen(named: Option<&Json>, categories: &[String], place: &str) -> Result<Vec<String>> {
    let Some(named) = named else { return Ok(categories.to_vec()) };
    let named = named.texts().filter(|named| !named.is_empty());
    let named = named.ok_or_else(|| bad(&[place, ".categories must be a list of categories' names"]))?;
    for name in &named {
        if !categories.contains(name) {
            let why = "\", which is no category at the top of the catalog, or a sensitive one";
            return Err(bad(&[place, ".categories names \"", name, why]));
        }
    }
    Ok(named)
}

fn endpoint(given: Option<&Json>) -> Result<String> {
    let Some(given) = given else { return Ok(ENDPOINT.to_owned()) };
    // Leader and helper; on this machine without https, to try them out.
    if let Some([leader, helper]) = given.texts().as_deref() {
        let is_address = |one: &str| {
            ["https://", "http://localhost:", "http://127.0.0.1:"].iter().any(|start| one.starts_with(start))
                && one.len() <= LONGEST
                && one.bytes().all(|byte| byte.is_ascii_graphic())
        };
        if is_address(leader) && is_address(helper) && leader != helper {
            return Ok(joined(&[leader, helper], " "));
        }
    }
    let path = given.text().unwrap_or_default();
    let is_path = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= LONGEST
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte));
    if !is_path {
        return Err(bad(&[
            ".endpoint must be a path of the shop's own origin, or the https addresses of two operators",
        ]));
    }
    Ok(path.to_owned())
}

fn budget(given: Option<&Json>, odds: Odds) -> Result<Budget> {
    let most = if odds == Odds::Two { Budget::STRICT } else { Budget::MOST };
    let Some(given) = given else { return Ok(most) };
    let asked = given.numbers().and_then(|numbers| <[u32; 3]>::try_from(numbers).ok());
    let may = asked.filter(|asked| asked.iter().zip(most.reports()).all(|(asked, most)| *asked <= most));
    may.map(Budget::at_most).ok_or_else(|| {
        let most = if odds == Odds::Two { "[1, 4, 4]" } else { "[1, 4, 13]" };
        bad(&[".budget must be the reports in any 7, 28 and 365 days, each at most those of ", most])
    })
}

fn is_name(name: &str) -> bool {
    (1..=32).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
