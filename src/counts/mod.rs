//! Anonymous counts: one small answer about one completed day, blurred before anybody can read it.
//!
//! - `question`: the closed list of what may be asked, and how many answers each question has.
//! - `plan`: which of them a shop asks, from its `nearside.json`.
//! - `randomize`: one true [`Symbol`] and fair coins → one [`Report`] under ln 3 local differential privacy, or ln 2.
//! - `answer`: the true answer, from the log.
//! - `budget`: how often one browser may report, compiled in.
//! - `book`: the ledger as it is kept, hash-chained.
//! - `sharing`: what leaves and when; the only way that a report comes into being on a device.
//! - `words`: the same as JavaScript reads it.
//! - `otlp`: a report as bytes, and the strict way back.
//! - `estimate`: the collector's side, totals from many reports, and how sure they are (`interval`).
//! - `explain` (feature `compiler`): how many reports a difference takes, for the command line.
//! - `sums`, `results`, `page`, `reply` (feature `collector`): what a collector keeps, what that tells, how it is shown,
//!   and what is said to a request; the same natively and in JavaScript's servers.
//!
//! It has no clock, storage, randomness or request of its own: day, store and coins are brought, and what may leave is
//! given back as bytes, booked already.
//!
//! Not here: the log that answers are read from (`profile`), and what others allow (`engine`).
//!
//! ```
//! use nearside::counts::{randomize, Budget, Coins, Ledger, NoCoins, Odds, Stage, Tally};
//! use nearside::day::Day;
//!
//! /// For this example only: counts up, so it is not random at all.
//! struct Counter(u32);
//! impl Coins for Counter {
//!     fn word(&mut self) -> Result<u32, NoCoins> {
//!         self.0 = self.0.wrapping_add(0x9E37_79B9);
//!         Ok(self.0)
//!     }
//! }
//!
//! let mut ledger = Ledger::default();
//! assert!(ledger.debit(Day(20_000), &Budget::MOST)); // first the ledger …
//! let report = randomize(Stage::Carted.symbol(Odds::Three), &mut Counter(1))?; // … then the report
//! assert_eq!(report.ones().count(), 1);
//! assert!(!ledger.may_send(Day(20_006), &Budget::MOST)); // not twice in seven days
//!
//! let mut tally = Tally::new(report.domain());
//! assert!(tally.add(&report));
//! # Ok::<(), NoCoins>(())
//! ```

mod answer;
mod book;
mod budget;
mod estimate;
#[cfg(feature = "compiler")]
pub mod explain;
#[cfg(feature = "collector")]
mod interval;
pub mod otlp;
#[cfg(feature = "collector")]
mod page;
pub mod plan;
mod question;
mod randomize;
#[cfg(feature = "collector")]
pub mod reply;
#[cfg(feature = "collector")]
pub mod results;
mod sharing;
#[cfg(feature = "collector")]
pub mod sums;
mod words;

pub use answer::{answer, latest_day, signals, Mixed};
pub use book::{Book, Period, Ready, Sent};
pub use budget::{Budget, Ledger};
pub use estimate::{difference, rates, scaled_variance, Tally};
pub use plan::{Asked, Plan};
pub use question::{paired, Arm, Categories, Domain, Event, Odds, Question, Reached, Stage, Symbol};
pub use randomize::{below, randomize, Coins, Draw, NoCoins, Report};
pub use sharing::{Entropy, Leaving, Next, Sharing, Stop};
