//! The catalog's promises: what is written reads back, and damaged bytes are refused or harmless.
#![cfg(not(target_arch = "wasm32"))]
#![cfg(feature = "compiler")]

#[path = "catalog/damage.rs"]
mod damage;
#[path = "catalog/golden.rs"]
mod golden;
#[path = "catalog/round_trip.rs"]
mod round_trip;
#[path = "catalog/shop.rs"]
mod shop;
