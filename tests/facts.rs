//! The closed lists in TypeScript are the ones in Rust.
#![cfg(not(target_arch = "wasm32"))]

#[test]
fn the_typescript_unions_are_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/facts.ts");
    let made = nearside::facts::typescript();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &made).expect("www/facts.ts can be written");
    }
    let there = std::fs::read_to_string(path).expect("www/facts.ts is there");
    assert_eq!(there, made, "run `UPDATE=1 cargo test --test facts`");
}
