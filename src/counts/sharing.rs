//! What is shared, and when: the one way by which a report comes into being and may leave. Not here: the request
//! itself (`www/counts`), the shopper's level and the ceilings (`engine`).
//!
//! Time goes by periods. One begins when there is a ledger, and after each report: coins draw the question, and the arm
//! of an experiment. When a page is opened and the budget allows, the report is made about the latest completed day of
//! the period on which anything was noted, booked, and leaves. So whether and when something leaves depends on page
//! loads and on the ledger only. The first report to a plan, and the first after each choice of `share`, waits one page
//! load more: so it can be seen before it leaves.

use super::book::{hash, name_of, Period, Ready};
use super::{answer, below, latest_day, randomize, signals, Arm, Asked, Book, Coins, NoCoins, Plan, Question};
use crate::consent::Level;
use crate::day::Day;
use crate::json::number_text;
use crate::profile::{Profile, Settings};
use crate::store::{Shelf, Store, COUNTS, HIDDEN, NEXT};

/// How far back the first report looks, in days: there was no period before it.
const BEFORE: u32 = 28;
/// Ids that are remembered of one day's mixed lists, at most.
const MOST_MIXED: usize = 400;

/// Why nothing leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The shopper does not share.
    Level,
    /// The clock ran back behind a day that it has shown, or was never set.
    Clock,
    /// The ledger cannot be written.
    Storage,
    /// There are no random numbers.
    Randomness,
    /// What is stored is no sound ledger.
    Ledger,
    /// The shop wants no report.
    Budget,
}

impl Stop {
    /// A stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Stop::Level => "level",
            Stop::Clock => "clock",
            Stop::Storage => "storage",
            Stop::Randomness => "randomness",
            Stop::Ledger => "ledger",
            Stop::Budget => "budget",
        }
    }
}

impl From<NoCoins> for Stop {
    fn from(_: NoCoins) -> Stop {
        Stop::Randomness
    }
}

/// Coins from random bytes, which are used once each. A source that is stuck gives none.
#[derive(Debug)]
pub struct Entropy<'a>(&'a [u8]);

impl<'a> Entropy<'a> {
    /// Bytes from a cryptographic source: 4,096 are enough for any one call.
    pub fn new(bytes: &'a [u8]) -> Entropy<'a> {
        let stuck = bytes.iter().all(|byte| Some(byte) == bytes.first());
        Entropy(if stuck { &[] } else { bytes })
    }
}

impl Coins for Entropy<'_> {
    fn word(&mut self) -> Result<u32, NoCoins> {
        let (word, rest) = self.0.split_first_chunk::<4>().ok_or(NoCoins)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*word))
    }
}

/// A shop's plan and this browser's ledger.
#[derive(Debug)]
pub struct Sharing<S: Store> {
    plan: Plan,
    name: String,
    store: S,
}

/// A report that is booked and leaves now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The body of the request.
    pub body: Vec<u8>,
    /// The hash of its line in the ledger.
    pub hash: String,
}

impl<S: Store> Sharing<S> {
    /// Nothing is read or written yet.
    pub fn new(plan: Plan, store: S) -> Sharing<S> {
        let name = name_of(&plan);
        Sharing { plan, name, store }
    }

    /// What the shop asks.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Where the ledger is kept, for writing: what another tab does in a browser.
    pub fn store_mut(&mut self) -> &mut S {
        &mut self.store
    }

    /// The ledger; a fresh one where there is none.
    ///
    /// # Errors
    /// [`Stop::Ledger`], [`Stop::Storage`].
    pub fn book(&self) -> Result<Book, Stop> {
        if self.store.refused(Shelf::Device) {
            return Err(Stop::Storage);
        }
        let [left, next] = [COUNTS, NEXT].map(|key| self.store.get(Shelf::Device, key));
        Book::read(left.as_deref(), next.as_deref()).ok_or(Stop::Ledger)
    }

    /// Writes a text. What cannot be read back was not kept.
    fn write(&mut self, key: &str, text: String) -> Result<(), Stop> {
        self.store.set(Shelf::Device, key, &text).map_err(|_| Stop::Storage)?;
        (self.store.get(Shelf::Device, key) == Some(text)).then_some(()).ok_or(Stop::Storage)
    }

    /// Keeps what is next, and whether lists are everybody's meanwhile.
    fn keep(&mut self, book: &Book) -> Result<(), Stop> {
        self.write(NEXT, book.next_text())?;
        match book.next.as_ref().and_then(|next| next.arm) {
            Some(Arm::Without) => self.store.set(Shelf::Device, HIDDEN, "1").map_err(|_| Stop::Storage)?,
            _ => self.store.remove(Shelf::Device, HIDDEN),
        }
        Ok(())
    }

    /// Whether the line with this hash stands in the ledger. If not, another tab wrote over it at the same moment, or
    /// everything was erased: then what this page booked must not leave.
    pub fn is_booked(&self, hash: &str) -> bool {
        self.book().is_ok_and(|book| book.sent().iter().any(|sent| sent.hash == hash))
    }

    /// The ledger on this day, with a period begun. Nothing is kept yet.
    fn open<C: Coins>(&self, profile: &Profile, today: Day, coins: &mut C) -> Result<Book, Stop> {
        if profile.level != Some(Level::Share) {
            return Err(Stop::Level);
        }
        let mut book = self.book()?;
        if today < book.seen || today < Day::FIRST {
            return Err(Stop::Clock);
        }
        if self.plan.budget().reports().contains(&0) {
            return Err(Stop::Budget);
        }
        book.seen = today;
        let agreed = self.agreed(&profile.settings);
        let first = book.agreed.is_empty() && book.sent().is_empty();
        if book.agreed != agreed {
            (book.agreed, book.told, book.next) = (agreed, false, None);
        }
        if book.next.is_none() {
            // Days between two choices, or before a `rest`, are nobody's business.
            let since = if first { Day(today.0.saturating_sub(BEFORE)) } else { today };
            book.next = Some(self.begin(since, today, coins)?);
        }
        Ok(book)
    }

    /// Names what was agreed to: this plan, with that choice and all before it, on these terms.
    fn agreed(&self, settings: &Settings) -> String {
        let mut text = self.name.clone();
        for choice in &settings.choices {
            text.push_str(choice);
        }
        for term in &settings.agreed {
            text.push(' ');
            text.push_str(&number_text(*term));
        }
        hash(&text)
    }

    /// A period that begins today. An experiment cannot be about days before it began.
    fn begin<C: Coins>(&self, since: Day, today: Day, coins: &mut C) -> Result<Period, Stop> {
        let (asked, arm) = self.plan.draw(coins)?;
        let since = if is_experiment(asked) { today } else { since };
        Ok(Period { since, question: asked.name().to_owned(), arm, ready: None, mixed: Vec::new() })
    }

    /// The question of a period.
    fn asked(&self, period: &Period) -> Result<&Asked, Stop> {
        self.plan.asked().iter().find(|asked| asked.name() == period.question).ok_or(Stop::Ledger)
    }

    /// Makes the report of a period, if there is none, `now` is the time for it, and a day of the period is over. One that
    /// tells of what was forgotten since, switched off or refused, is made anew at any time: nothing of it has left.
    fn make<C: Coins>(
        &self,
        period: &mut Period,
        now: bool,
        profile: &Profile,
        today: Day,
        coins: &mut C,
    ) -> Result<(), Stop> {
        let asked = self.asked(period)?;
        let stale = period.ready.as_ref().is_some_and(|ready| signals(profile, ready.about) < ready.of);
        if !stale && (!now || period.ready.is_some() || period.since >= today) {
            return Ok(());
        }
        let about = latest_day(profile, period.since, today);
        let truth = answer(asked, profile, about, &period.mixed, coins)?;
        let report = randomize(truth, coins)?;
        period.ready = Some(Ready { about, of: signals(profile, about), truth: truth.cell(), report });
        period.mixed.clear();
        Ok(())
    }

    /// When a page is opened, before anything is noted on it: what leaves now, booked already, and the next period
    /// begun. To be called once for a page, and the body sent only if it [is booked](Sharing::is_booked) after a moment.
    ///
    /// # Errors
    /// Why nothing leaves. `Ok(None)`: not today.
    pub fn leave<C: Coins>(&mut self, profile: &Profile, today: Day, coins: &mut C) -> Result<Option<Leaving>, Stop> {
        let mut book = self.open(profile, today, coins)?;
        let may = book.ledger().may_send(today, &self.plan.budget());
        let told = book.told;
        let Some(mut period) = book.next.take() else { return Ok(None) };
        self.make(&mut period, may || !told, profile, today, coins)?;
        let ready = period.ready.clone().filter(|_| may && told);
        let Some(ready) = ready else {
            book.told |= period.ready.is_some();
            book.next = Some(period);
            self.keep(&book)?;
            return Ok(None);
        };
        let line = book.add(today, &period, &ready);
        let leaving = Leaving { body: line.body(), hash: line.hash.clone() };
        // What comes next is drawn before this leaves: without coins nothing does.
        book.next = Some(self.begin(today, today, coins)?);
        self.write(COUNTS, book.text())?;
        self.keep(&book)?;
        Ok(Some(leaving))
    }

    /// What leaves next, for the shopper to see. Makes the first report, if none was made.
    ///
    /// # Errors
    /// Why nothing leaves.
    pub fn next<C: Coins>(&mut self, profile: &Profile, today: Day, coins: &mut C) -> Result<Next, Stop> {
        let mut book = self.open(profile, today, coins)?;
        let Some(mut period) = book.next.take() else { return Err(Stop::Ledger) };
        self.make(&mut period, !book.told, profile, today, coins)?;
        book.told |= period.ready.is_some();
        let (ledger, budget) = (book.ledger(), self.plan.budget());
        // As long as there is no report, a day of the period has to be over first.
        let mut from = if period.ready.is_some() { today } else { today.max(period.since.plus(1)) };
        while !ledger.may_send(from, &budget) {
            from = from.plus(1);
        }
        book.next = Some(period.clone());
        if self.book()? != book {
            self.keep(&book)?;
        }
        Ok(Next { from, period })
    }

    /// The shopper shares no longer: the next answer and the lists mixed for it go. What left stays, because it counts.
    pub fn rest(&mut self) {
        if let Ok(mut book) = self.book() {
            if book.next.take().is_some() {
                book.told = false;
                let _ = self.keep(&book);
            }
        }
    }

    /// Two orders mixed by team draft: in turns, a coin deciding who begins, each puts its best that is not there yet.
    /// As long as the first order. `None`: the question of this time is another.
    ///
    /// # Errors
    /// Why nothing is shared.
    pub fn mix<C: Coins>(
        &mut self,
        experiment: &str,
        orders: [&[&str]; 2],
        profile: &Profile,
        today: Day,
        coins: &mut C,
    ) -> Result<Option<Vec<String>>, Stop> {
        let mut book = self.open(profile, today, coins)?;
        let Some(period) = &mut book.next else { return Ok(None) };
        let asked = self.asked(period)?;
        if !matches!(asked.question(), Question::Paired(name) if name == experiment) || period.ready.is_some() {
            return Ok(None);
        }
        let Some(of_day) = period.mixed_on(today) else { return Ok(None) };
        let (mut list, mut first): (Vec<String>, usize) = (Vec::new(), 0);
        for turn in 0..2 * orders[0].len() {
            if turn % 2 == 0 {
                first = below(coins, 2)? as usize;
            }
            let team = (first + turn) % 2;
            let best = orders[team].iter().find(|id| !list.iter().any(|there| there == *id));
            let Some(id) = best.filter(|_| list.len() < orders[0].len()) else { continue };
            list.push((*id).to_owned());
            let known = of_day.a.iter().chain(&of_day.b).any(|one| one == id);
            if !known && of_day.a.len() + of_day.b.len() < MOST_MIXED {
                if team == 0 { &mut of_day.a } else { &mut of_day.b }.push((*id).to_owned());
            }
        }
        self.keep(&book)?;
        Ok(Some(list))
    }

    /// Lets go of everything but the store.
    pub fn into_store(self) -> S {
        self.store
    }
}

fn is_experiment(asked: &Asked) -> bool {
    matches!(asked.question(), Question::Arm(..) | Question::Paired(_))
}

/// What leaves next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The earliest day it can leave.
    pub from: Day,
    /// The question, and the report once it is made.
    pub period: Period,
}
