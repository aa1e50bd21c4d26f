//! Nearside: personal picks for an online shop, computed in the shopper's own browser.

pub mod catalog;
pub mod consent;
pub mod counts;
pub mod day;
pub mod engine;
pub mod error;
pub mod fixed;
pub mod json;
pub mod policy;
pub mod profile;
pub mod rank;
pub mod records;
pub mod signal;
pub mod store;

#[cfg(target_arch = "wasm32")]
pub mod browser;

pub use error::{Code, Error, Result};
