//! Anonymous counts: one small answer about one completed day, blurred before anybody can read it.
//!
//! - `question`: the closed list of what may be asked, and how many answers each question has.
//! - `randomize`: one true [`Symbol`] and fair coins → one [`Report`] under ln 3 local differential privacy.
//! - `budget`: how often one browser may report, compiled in.
//! - `estimate`: the collector's side, totals from many reports.
//!
//! **Nothing in this release sends.** No other room calls this one, and it holds no address, encoder
//! or request. It has no clock, storage or randomness either: day, ledger and coins are brought.
//!
//! Not here: the log that answers are read from (`profile`), and whether the shopper agreed (`consent`).
//!
//! ```
//! use nearside::counts::{randomize, Budget, Coins, Ledger, NoCoins, Stage, Tally};
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
//! let report = randomize(Stage::Carted.symbol(), &mut Counter(1))?; // … then the report
//! assert_eq!(report.ones().count(), 1);
//! assert!(!ledger.may_send(Day(20_006), &Budget::MOST)); // not twice in seven days
//!
//! let mut tally = Tally::new(report.domain());
//! assert!(tally.add(&report));
//! # Ok::<(), NoCoins>(())
//! ```

mod budget;
mod estimate;
mod question;
mod randomize;

pub use budget::{Budget, Ledger};
pub use estimate::{scaled_variance, Tally};
pub use question::{Categories, Domain, Event, Question, Stage, Symbol};
pub use randomize::{below, randomize, Coins, Draw, NoCoins, Report};
