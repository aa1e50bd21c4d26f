//! Nearside: personal picks for an online shop, computed in the shopper's own browser.
//!
//! The profile lives in the shopper's browser storage, the catalog is ranked there, and every part of a score is a
//! reason that can be shown. This crate is the core; the npm package `nearside` wraps it (`www/index.ts`).
//!
//! # The way of the data
//!
//! ```text
//! feed + anonymous baskets ──compile──▶ catalog.nsc          (catalog)
//! host page ─signal─▶ consent gate ─▶ log ─fold─▶ interests ─▶ taste ─▶ list + reasons
//!            (signal)    (consent)       (profile)               (rank)
//!                                        ▲  │
//!                                        │  ▼
//!                                       store          policy ─▶ notice, panel, types
//! ```
//!
//! [`engine`] puts the rooms together for one shopper in one shop; `browser` is the seam to JavaScript. Rooms on the
//! left never know those on their right, and nothing but `browser` and [`store`] knows that there is a browser.
//!
//! # A shop in memory
//!
//! ```
//! # #[cfg(feature = "compiler")] {
//! use nearside::catalog::{compile, Catalog};
//! use nearside::consent::Level;
//! use nearside::day::Day;
//! use nearside::engine::Engine;
//! use nearside::policy::Policy;
//! use nearside::rank::{Placement, Request};
//! use nearside::signal::Signal;
//! use nearside::store::MemoryStore;
//!
//! let feed = "id\ttitle\tproduct_type\n\
//!             tea\tGreen tea\tDrinks > Tea\n\
//!             pot\tTea pot\tKitchen > Pots\n\
//!             jam\tPlum jam\tFood > Jam\n";
//! let (bytes, _) = compile::compile(feed.as_bytes(), None::<&[u8]>, &compile::Options::default(), &mut |_| {})?;
//!
//! let mut shop = Engine::new(Catalog::open(bytes)?, Policy::default(), MemoryStore::default());
//! let today = Day(20_000);
//! assert!(!shop.track(Signal::View, &["jam"], today), "nothing is noted before a choice");
//!
//! shop.set_level(Level::Visit, today);
//! assert!(shop.track(Signal::Purchase, &["jam"], today));
//!
//! let list = shop.recommend(&Request::new(Placement::Home, 3), today);
//! let (first, reasons) = &list.items[0];
//! assert_eq!(shop.catalog().id(first.item), "jam");
//! assert_eq!(reasons.iter().map(|reason| reason.points).sum::<i32>(), first.score);
//! # }
//! # Ok::<(), nearside::Error>(())
//! ```
//!
//! # What holds everywhere
//!
//! - Scores are whole numbers; the same profile, catalog and day give the same list natively, in Node and in every
//!   browser.
//! - No clock, no randomness and no storage are reached for: day and store are passed in.
//! - Bad input gives an [`Error`] with a [`Code`] or a documented fallback; it never panics.

pub mod calls;
pub mod catalog;
pub mod consent;
pub mod counts;
pub mod day;
#[cfg(feature = "compiler")]
pub mod declared;
pub mod engine;
pub mod error;
#[cfg(not(target_arch = "wasm32"))]
pub mod facts;
pub mod fixed;
pub mod json;
pub mod letters;
pub mod policy;
pub mod profile;
pub mod rank;
pub mod records;
pub mod signal;
pub mod store;

#[cfg(target_arch = "wasm32")]
pub mod browser;

pub use error::{Code, Error, Result};
