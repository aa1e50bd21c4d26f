//! What a server sees of a page load, over every coin and in exact fractions; and what it never sees of a year in which
//! everything goes wrong.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/counts.rs"]
mod common;
#[path = "common/flow.rs"]
mod flow;
#[path = "common/fuzz.rs"]
mod fuzz;
#[path = "common/law.rs"]
mod law;

#[test]
fn of_a_page_load_only_the_cells_depend_on_the_shopper_and_these_by_three_to_one() {
    let flow = flow::prove().expect("the flow");
    assert_eq!(flow.odds, law::Ratio(3, 1));
    assert!(flow.outcomes > 0, "{flow:?}");
}

#[test]
fn no_year_in_which_everything_goes_wrong_exceeds_the_budget() {
    let found = fuzz::fuzz(40, 365, true);
    assert_eq!((found.violations, &found.why), (0, &Default::default()), "{found:?}");
    assert_eq!(found.most, [1, 4, 13], "budgets are used up");
    assert!(found.races > 100 && found.crashes > 10 && found.no_coins > 20 && found.sent > 300, "{found:?}");
    assert!(fuzz::fuzz(8, 365, false).violations > 0, "races do happen here: without the lock two tabs send at once");
}
