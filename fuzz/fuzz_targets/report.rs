//! Any bytes as the body of a report, and as changes to a sound one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nearside::counts::otlp::{decode, encode};
use nearside::counts::{Arm, Plan, Report};
use nearside::day::Day;

const PLAN: &str = r#"{"counts": {"questions": {
    "funnel": {"purpose": "p"}, "category.view": {"purpose": "p"}, "reach": {"purpose": "p"},
    "arm.x": {"purpose": "p", "outcome": "clicked"}, "paired.x": {"purpose": "p"}
}}}"#;
const TODAY: Day = Day(20_779);

fn check(plan: &Plan, body: &[u8]) {
    if let Ok(read) = decode(body, plan, TODAY) {
        let name = plan.asked()[read.place].name();
        assert_eq!(encode(&read.report, name, read.arm, read.day), body, "two texts of one report");
    }
}

fuzz_target!(|data: &[u8]| {
    let categories: Vec<String> = (0..9).map(|k| k.to_string()).collect();
    let plan = Plan::from_config(PLAN, &categories).expect("a plan").expect("it asks");
    check(&plan, data);
    let Some((place, changes)) = data.split_first() else { return };
    let asked = &plan.asked()[usize::from(*place) % plan.asked().len()];
    let arm = asked.has_arms().then_some(Arm::With);
    let report = Report::showing(asked.domain(), 0..asked.domain().weight()).expect("as many as it must show");
    let mut body = encode(&report, asked.name(), arm, TODAY);
    for change in changes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]]) & 0xfff) % body.len();
        match change[1] >> 4 {
            0..=9 => body[at] = change[2],
            10..=12 => body.insert(at, change[2]),
            _ if body.len() > 1 => drop(body.remove(at)),
            _ => {}
        }
    }
    check(&plan, &body);
});
