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

#[test]
fn what_is_agreed_to_has_the_edition_it_is_told_by() {
    use nearside::{policy, signal::Source};
    let facts = policy::Policy::from_json(r#"{"counts":{}}"#).expect("a shop that asks something");
    let facts = facts.facts();
    let levels: Vec<String> = facts.levels.iter().map(|one| [one.name, one.keeps, one.sends].join(" ")).collect();
    let sources: Vec<String> = Source::ALL.iter().map(|one| [one.word(), one.purpose()].join(" ")).collect();
    assert_eq!(
        (policy::EDITION, levels.join(", ").as_str(), sources.join(", ").as_str()),
        (
            1,
            "off nothing nothing, visit tab nothing, remember device nothing, share device counts",
            "browsing picks, searching picks, cart picks, orders picks, showing picks"
        ),
        "levels or purposes changed: raise EDITION, so that `facts.version` says so"
    );
}
