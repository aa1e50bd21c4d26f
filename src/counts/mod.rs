//! Anonymous counts: one small answer about one completed day, blurred before anybody can read it.
//!
//! - `question`: the closed list of what may be asked, and how many answers each question has.
//! - `plan`: which of them a shop asks, from its `nearside.json`.
//! - `randomize`: one true [`Symbol`] and fair coins → one [`Report`] under ln 3 local differential privacy, or ln 2.
//! - `budget`: how often one browser may report, compiled in.
//! - `otlp`: a report as bytes, and the strict way back.
//! - `estimate`: the collector's side, totals from many reports, and how sure they are (`interval`).
//!
//! **Nothing in this release sends.** Only `nearside collect`, which receives, calls this room, and it holds no
//! request. It has no clock, storage or randomness either: day, ledger and coins are brought.
//!
//! Not here: the log that answers are read from (`profile`), and whether the shopper agreed (`consent`).
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

mod budget;
mod estimate;
mod interval;
pub mod otlp;
pub mod plan;
mod question;
mod randomize;

pub use budget::{Budget, Ledger};
pub use estimate::{rates, scaled_variance, Tally};
pub use plan::{Asked, Plan};
pub use question::{paired, Arm, Categories, Domain, Event, Odds, Question, Reached, Stage, Symbol};
pub use randomize::{below, randomize, Coins, Draw, NoCoins, Report};
