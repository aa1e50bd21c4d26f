//! What a server sees of a page load, over every coin and in exact fractions.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/counts.rs"]
mod common;
#[path = "common/flow.rs"]
mod flow;
#[path = "common/law.rs"]
mod law;

#[test]
fn of_a_page_load_only_the_cells_depend_on_the_shopper_and_these_by_three_to_one() {
    let flow = flow::prove().expect("the flow");
    assert_eq!(flow.odds, law::Ratio(3, 1));
    assert!(flow.outcomes > 0, "{flow:?}");
}
