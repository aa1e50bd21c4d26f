//! The only room that knows JavaScript: arguments in, bytes out, errors with codes.
//!
//! Each WebAssembly module is this crate with one set of features (`MODULES` in scripts/wasm.mjs), and holds nothing
//! of the others: `engine` is what shoppers load and what the `compiler` for Node has too; `counts` is what shoppers load
//! who share; `collector` receives reports on a server. Not here: any decision.

#[cfg(feature = "collector")]
mod collector;
#[cfg(feature = "compiler")]
mod compiler;
#[cfg(feature = "counts")]
mod counts;
#[cfg(not(any(feature = "collector", feature = "counts")))]
mod engine;

#[cfg(not(any(feature = "collector", feature = "counts")))]
pub use engine::Shop;

/// Small rather than quick: the engine allocates little. What runs on servers keeps the standard one.
#[cfg(not(any(feature = "collector", feature = "compiler")))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A JavaScript `Error` with this error's sentence, and its `code`.
#[cfg(any(feature = "collector", feature = "compiler", feature = "counts"))]
fn js_error(error: crate::Error) -> wasm_bindgen::JsValue {
    let js = js_sys::Error::new(error.message());
    // Setting a property of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&js, &"code".into(), &error.code().as_str().into());
    js.into()
}
