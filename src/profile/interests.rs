//! Interests: a pure function of log, catalog, policy and day. Forget a signal and what it taught is gone.
//! Not here: what an interest is worth in a score (`rank`).

use super::stated::last_part;
use super::{Log, SignalRef};
use crate::catalog::{Catalog, FacetKeys, FacetKind};
use crate::day::Day;
use crate::fixed::{self, decay_q16};
use crate::policy::Policy;
use crate::signal::Signal;

/// How much of one facet the shopper has shown interest in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// In 1/65536 of a [`Signal::weight`] unit; a fresh purchase is 4 × 65536. Never negative.
    pub amount: i64,
    /// How many signals stand behind it.
    pub signals: u32,
}

/// What a signal of this day still counts, in 1/65536: half of its weight follows a quick half-life, half a slow one
/// (tastes have a fast and a slow part).
fn decay(policy: &Policy, today: Day, day: Day) -> i64 {
    let half_lives = [policy.weights().interest_quick(), policy.weights().interest_slow()];
    let left = |days: i32| i64::from(decay_q16(today.since(day), days as u32));
    half_lives.into_iter().map(left).sum::<i64>() / 2
}

/// Whether a signal counts: its retention is not over, and the shopper did not switch its source off.
pub fn counts(policy: &Policy, today: Day, day: Day, signal: Signal) -> bool {
    !policy.is_muted(signal.source()) && !is_over(policy, today, day, signal)
}

/// Whether a signal's retention is over.
pub fn is_over(policy: &Policy, today: Day, day: Day, signal: Signal) -> bool {
    today.since(day) >= policy.days(signal.source())
}

/// The fold: what the log shows for each facet of this catalog, and for each category above it, by facet number.
/// Only what was noted before `end` counts. Facets that are not in the catalog and facets that it marks sensitive show nothing.
pub fn fold(log: &Log, catalog: &Catalog, keys: &FacetKeys, policy: &Policy, today: Day, end: Day) -> Vec<Amount> {
    let mut by_place = vec![Amount::default(); log.facets().len()];
    for entry in log.entries().iter().filter(|e| e.day < end && counts(policy, today, e.day, e.signal)) {
        let weight = entry.signal.weight() * decay(policy, today, entry.day);
        for place in &entry.what {
            for facet in log.facets_behind(entry.signal, place) {
                let slot = &mut by_place[*facet as usize];
                slot.amount += weight;
                slot.signals += 1;
            }
        }
    }
    let mut by_facet = vec![Amount::default(); catalog.facet_count()];
    for (key, told) in log.facets().iter().zip(by_place) {
        let Some(id) = keys.find(catalog, key).filter(|_| told.signals > 0) else { continue };
        if catalog.facet(id).is_some_and(|facet| facet.sensitive) {
            continue;
        }
        for above in catalog.with_parents(id) {
            let slot = &mut by_facet[usize::from(above.0)];
            slot.amount += told.amount;
            slot.signals += told.signals;
        }
    }
    for amount in &mut by_facet {
        amount.amount = amount.amount.max(0);
    }
    by_facet
}

/// What was noted, newest first, each with how often, and which of it stands behind each facet of the catalog: pairs
/// of a facet's number and a place in the first list, the facet in the upper half, ascending. A category's are those of
/// the categories below it too, also of ones that left the catalog.
pub fn evidence(
    log: &Log,
    catalog: &Catalog,
    keys: &FacetKeys,
    policy: &Policy,
    today: Day,
) -> (Vec<(SignalRef, u32)>, Vec<u64>) {
    let found = found(log, policy, today, &|signal, _| !policy.is_muted(signal.source()));
    let mut pairs = Vec::new();
    for (at, (_, signal, place, _)) in found.iter().enumerate() {
        for facet in log.facets_behind(*signal, place) {
            let mut key = log.facets()[*facet as usize].as_str();
            let tree = key.starts_with(FacetKind::Category.word());
            while !key.is_empty() {
                if let Some(id) = keys.find(catalog, key) {
                    for above in catalog.with_parents(id) {
                        pairs.push(u64::from(above.0) << 32 | at as u64);
                    }
                    break;
                }
                let above = if tree { key.len().saturating_sub(last_part(key).len() + 3) } else { 0 };
                key = key.get(..above).unwrap_or_default();
            }
        }
    }
    fixed::sort(&mut pairs);
    (named(log, found), pairs)
}

/// All signals for which `wanted(signal, place)` holds, newest first, each with how often it happened.
pub fn signals(log: &Log, policy: &Policy, today: Day, wanted: &dyn Fn(Signal, u32) -> bool) -> Vec<(SignalRef, u32)> {
    named(log, found(log, policy, today, wanted))
}

/// Day, signal, place in the log, and how often.
type Found = Vec<(Day, Signal, u32, u32)>;

fn found(log: &Log, policy: &Policy, today: Day, wanted: &dyn Fn(Signal, u32) -> bool) -> Found {
    let mut found = Found::new();
    for entry in log.entries().iter().rev().filter(|e| !is_over(policy, today, e.day, e.signal)) {
        for place in entry.what.iter().filter(|place| wanted(entry.signal, **place)) {
            // The same day's signals stand together, so the one that happened before is near the end.
            let day_before = found.iter_mut().rev().take_while(|(day, ..)| *day == entry.day);
            match day_before.filter(|(_, signal, ..)| *signal == entry.signal).find(|(.., known, _)| known == place) {
                Some((.., times)) => *times += 1,
                None => found.push((entry.day, entry.signal, *place, 1)),
            }
        }
    }
    found
}

fn named(log: &Log, found: Found) -> Vec<(SignalRef, u32)> {
    let named = found.into_iter().map(|(day, signal, place, times)| {
        (SignalRef { day, signal, what: log.name(signal, place).to_owned() }, times)
    });
    named.collect()
}
