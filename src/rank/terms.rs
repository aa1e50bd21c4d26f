//! The taste: what a profile is worth on one catalog and day, term by term. Made once after each change, then
//! read by every list. Not here: what else an item is worth (`next`, `prior`), or how scores are put together (`list`).

use super::next::{self, Recent};
use super::{Learned, Points, Term, Weights};
use crate::catalog::{Catalog, FacetId, FacetKeys, ItemIx};
use crate::day::Day;
use crate::fixed::{decay_q16, exp_q16, ln_1p_ratio};
use crate::policy::Policy;
use crate::profile::stated::{own_label, same_name, THEME};
use crate::profile::{interests, Profile, Subject};
use crate::signal::{Signal, Stance};

/// What is known of one item by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemTaste {
    /// How often it was bought.
    pub bought: u32,
    /// What those purchases are still worth, in 1/2³² of a fresh one.
    worth: u64,
    /// `stated` about the item itself.
    pub stated: Points,
    /// Looked at, within retention.
    pub viewed: bool,
    /// In the cart, as far as the log knows.
    pub carted: bool,
    /// The shopper never wants it again.
    pub never: bool,
    /// Something was done to it.
    acted: bool,
    /// On how many earlier days it was shown and left alone since.
    pub shown: u32,
    /// What those days still count, in 1/65536.
    passed_over: u32,
}

/// What is known of one facet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FacetTaste {
    /// `interest` of its own, in points (not of the categories above it).
    pub interest: Points,
    /// How many signals stand behind it.
    pub signals: u32,
    /// `stated` of its own.
    pub stated: Points,
    /// What the shopper said.
    pub stance: Option<Stance>,
}

/// See the module's words.
#[derive(Clone, Default)]
pub struct Taste {
    /// Items with a taste of their own, by rising item number.
    items: Vec<(ItemIx, ItemTaste)>,
    /// By facet number; empty when there is no taste at all.
    facets: Vec<FacetTaste>,
    /// Items of the latest signals, the latest first.
    pub(super) recent: Vec<Recent>,
    /// What the device learned of the terms' weights.
    pub(super) learned: Learned,
}

impl Taste {
    /// What this profile is worth. Reads signals whose retention is not over.
    pub fn new(profile: &Profile, catalog: &Catalog, keys: &FacetKeys, policy: &Policy, today: Day) -> Taste {
        Taste::before(profile, catalog, keys, policy, today, Day(u32::MAX))
    }

    /// The same as if nothing had been noted from a day on.
    pub(super) fn before(
        profile: &Profile,
        catalog: &Catalog,
        keys: &FacetKeys,
        policy: &Policy,
        today: Day,
        end: Day,
    ) -> Taste {
        let mut taste = Taste::default();
        taste.read_log(profile, catalog, policy, today, end);
        let amounts = interests::fold(&profile.log, catalog, keys, policy, today, end);
        // Most facets of a shop have none: nothing is made of them but the room.
        taste.facets = vec![FacetTaste::default(); amounts.len()];
        for (number, amount) in amounts.iter().enumerate().filter(|(_, amount)| amount.signals > 0) {
            let slot = &mut taste.facets[number];
            slot.signals = amount.signals;
            if amount.amount > 0 {
                slot.interest = lift(catalog, policy.weights(), FacetId(number as u16), amount.amount);
            }
        }
        taste.read_stated(profile, catalog, keys, policy.weights(), &amounts);
        // What the shopper never wants is no reason for anything either.
        let mut recent = std::mem::take(&mut taste.recent);
        recent.retain(|recent| !taste.never(catalog, recent.item));
        taste.recent = recent;
        taste
    }

    /// A taste made by hand, for tests and measurements: items by rising number, facets by number.
    pub fn by_hand(items: Vec<(ItemIx, ItemTaste)>, facets: Vec<FacetTaste>) -> Taste {
        Taste { items, facets, ..Taste::default() }
    }

    /// The same taste with what was learned from lists that were shown.
    pub fn with(mut self, learned: Learned) -> Taste {
        for facet in self.facets.iter_mut().filter(|facet| facet.interest != 0) {
            facet.interest = learned.times(Term::Interest, facet.interest);
        }
        Taste { learned, ..self }
    }

    /// Whether the shopper met this item: did something to it, spoke of it, or was shown it.
    pub fn knows(&self, item: ItemIx) -> bool {
        self.items.binary_search_by_key(&item, |(known, _)| *known).is_ok()
    }

    fn never(&self, catalog: &Catalog, item: ItemIx) -> bool {
        let mut never = self.item(item).never;
        for facet in catalog.places_of(item) {
            for above in catalog.with_parents(facet) {
                never |= self.facet(above).stance == Some(Stance::Never);
            }
        }
        never
    }

    /// The same taste as if one facet had never been shown or spoken of.
    pub fn without_facet(&self, id: FacetId) -> Taste {
        let mut other = self.clone();
        if let Some(slot) = other.facets.get_mut(usize::from(id.0)) {
            *slot = FacetTaste::default();
        }
        other
    }

    /// The same taste as if one item had never been bought, spoken of, or led anywhere.
    pub fn without_item(&self, item: ItemIx) -> Taste {
        let mut other = self.clone();
        other.items.retain(|(known, _)| *known != item);
        other.recent.retain(|recent| recent.item != item);
        other
    }

    /// What is known of an item by itself.
    pub fn item(&self, item: ItemIx) -> ItemTaste {
        self.items.binary_search_by_key(&item, |(known, _)| *known).map(|at| self.items[at].1).unwrap_or_default()
    }

    /// What is known of a facet by itself.
    pub fn facet(&self, id: FacetId) -> FacetTaste {
        self.facets.get(usize::from(id.0)).copied().unwrap_or_default()
    }

    /// How many facets there is a slot for.
    pub fn facet_count(&self) -> usize {
        self.facets.len()
    }

    /// Items with a taste of their own, by rising item number.
    pub fn items(&self) -> &[(ItemIx, ItemTaste)] {
        &self.items
    }

    /// The slot of an item, made when it is new.
    fn slot(&mut self, item: ItemIx) -> &mut ItemTaste {
        let at = match self.items.binary_search_by_key(&item, |(known, _)| *known) {
            Ok(at) => at,
            Err(at) => {
                self.items.insert(at, (item, ItemTaste::default()));
                at
            }
        };
        &mut self.items[at].1
    }

    fn read_log(&mut self, profile: &Profile, catalog: &Catalog, policy: &Policy, today: Day, end: Day) {
        let log = &profile.log;
        let most = policy.weights().next_recent() as usize;
        let current: Vec<_> =
            log.entries().iter().filter(|e| e.day < end && interests::counts(policy, today, e.day, e.signal)).collect();
        // What a purchase of the basket at hand is worth, in 1/2³²; the latest basket is 1.
        let mut fresh: u64 = 1 << 32;
        let mut steps = 0;
        for entry in current.iter().rev().filter(|e| e.signal != Signal::Search) {
            let age = today.since(entry.day);
            let items = entry.what.iter().filter_map(|place| catalog.find(log.name(entry.signal, *place)));
            let items: Vec<ItemIx> = items.filter(|item| !catalog.is_sensitive(*item)).collect();
            for item in &items {
                let slot = self.slot(*item);
                slot.acted |= entry.signal != Signal::Impression;
                match entry.signal {
                    // Whatever was done to it on that day or later has been read before. Today's list stays as it is.
                    Signal::Impression if !slot.acted && age > 0 => {
                        slot.shown += 1;
                        slot.passed_over += decay_q16(age, policy.weights().seen_days() as u32);
                    }
                    Signal::View | Signal::Click => slot.viewed = true,
                    Signal::Purchase => {
                        slot.bought += 1;
                        slot.worth += fresh;
                    }
                    _ => {}
                }
            }
            if entry.signal == Signal::Purchase {
                fresh = fresh * policy.weights().again_kept() as u64 / 100;
            }
            if self.recent.len() < most {
                steps += u32::from(self.note_recent(policy.weights(), entry.signal, &items, steps));
            }
        }
        // Forward: what is in the cart, and which purchases came back.
        for entry in current {
            for place in entry.what.iter().filter(|_| entry.signal != Signal::Search) {
                let Some(item) = catalog.find(log.name(entry.signal, *place)) else { continue };
                let slot = self.slot(item);
                match entry.signal {
                    Signal::Cart => slot.carted = true,
                    Signal::Uncart | Signal::Purchase => slot.carted = false,
                    Signal::Return => slot.bought = slot.bought.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }

    /// Notes the items of an earlier signal; whether it was a step. Choosing an item and opening it, or opening it
    /// again, is one.
    fn note_recent(&mut self, weights: &Weights, signal: Signal, items: &[ItemIx], steps: u32) -> bool {
        let vote = match signal {
            Signal::View | Signal::Click => 64,
            Signal::Cart => weights.next_cart_vote(),
            Signal::Purchase => weights.next_purchase_vote(),
            _ => return false,
        };
        if items.len() == 1 && self.recent.last().is_some_and(|later| later.item == items[0]) {
            return false;
        }
        let vote = next::shared((vote as u64) << 10, items.len());
        let room = weights.next_recent() as usize - self.recent.len();
        for item in items.iter().take(room) {
            let bought = signal == Signal::Purchase;
            let open = !bought && self.item(*item).bought == 0;
            self.recent.push(Recent { item: *item, steps, vote, bought, open });
        }
        true
    }

    fn read_stated(
        &mut self,
        profile: &Profile,
        catalog: &Catalog,
        keys: &FacetKeys,
        weights: &Weights,
        amounts: &[interests::Amount],
    ) {
        for statement in profile.stated.iter() {
            match &statement.subject {
                Subject::Item(id) => {
                    let Some(item) = catalog.find(id) else { continue };
                    let slot = self.slot(item);
                    match statement.stance {
                        Stance::Like => slot.stated = weights.stated_like(),
                        Stance::Less => slot.stated = -weights.stated_less(),
                        Stance::Never => slot.never = true,
                    }
                }
                Subject::Facet(key) if key.starts_with(THEME) => {
                    // What lies below goes with it.
                    for (number, slot) in self.facets.iter_mut().enumerate() {
                        let facet = catalog.facet(FacetId(number as u16));
                        if facet.is_some_and(|facet| same_name(facet.label, own_label(key))) {
                            slot.stance = Some(Stance::Never);
                        }
                    }
                }
                Subject::Facet(key) => {
                    let Some(id) = keys.find(catalog, key) else { continue };
                    let number = usize::from(id.0);
                    let slot = &mut self.facets[number];
                    slot.stance = Some(statement.stance);
                    match statement.stance {
                        // As if `interest_caution` purchases more had shown it: what that adds to the lift.
                        Stance::Like => {
                            let shown = amounts[number].amount + i64::from(weights.interest_caution()) * 4 * 65_536;
                            slot.stated = lift(catalog, weights, id, shown) - slot.interest;
                        }
                        Stance::Less => slot.stated = -weights.stated_less(),
                        Stance::Never => {}
                    }
                }
            }
        }
    }
}

/// The term `again` of an item that was bought: what is missing from the score of a stranger, ln(.3·p) + F, to the
/// closed form ln(D + 8·π + .3·p·e^F), where D are the decayed own purchases, π the shop's re-buy rate of the item,
/// p its share of baskets and F (`else_points`) everything else that speaks for it. So habits decide among things
/// bought before, and the other terms among things that were not.
pub(super) fn again(
    catalog: &Catalog,
    weights: &Weights,
    item: ItemIx,
    taste: &ItemTaste,
    else_points: Points,
) -> Points {
    // All in 1/2⁴⁰, so that rare items keep their digits.
    let share = share_q40(u64::from(catalog.sold(item)) + 1, catalog.baskets() + 1);
    let stranger = (share * weights.again_stranger() as u64 / 100).max(1);
    let own = (taste.worth << 8) + weights.again_baskets() as u64 * (u64::from(catalog.rebuy(item)) << 24);
    // stranger · e^F in two parts: at most 2⁴⁰ and 2⁴⁰ would not fit 64 bits before the shift.
    let exp = exp_q16(else_points);
    let lifted = (stranger >> 16) * exp + (((stranger & 0xffff) * exp) >> 16);
    lasting(catalog, weights, item, taste, ln_1p_ratio(own, lifted.max(1)))
}

/// sold / baskets in 1/2⁴⁰, at most 1. What was sold 2²⁴ times has digits enough without all 40 bits.
fn share_q40(sold: u64, baskets: u64) -> u64 {
    let shift = sold.leading_zeros().min(40);
    ((sold << shift) / baskets).min(1 << shift) << (40 - shift)
}

/// What `again` becomes for a thing that lasts: bought once, and re-bought at a rate π below π₀, which is an eighth of
/// the shop's mean but at least 1/512 of the later baskets. Then x = π/π₀ of the lift is left, and
/// ln(1 + D·(1/x − 1)) is taken off: much at first, and nothing once the purchase has faded. A second purchase of
/// their own says that the shopper does use it up. Where the shop's mean is unknown, nothing is taken to last.
fn lasting(catalog: &Catalog, weights: &Weights, item: ItemIx, taste: &ItemTaste, lift: Points) -> Points {
    let mean = catalog.meta().rebuy;
    let bar = (mean / weights.again_lasting_part() as u32).max(weights.again_lasting() as u32);
    let rate = catalog.rebuy(item).max(1);
    if mean == 0 || taste.bought > 1 || rate >= bar {
        return lift;
    }
    let sink = ln_1p_ratio(taste.worth * u64::from(bar - rate), u64::from(rate) << 32);
    (i64::from(lift) * i64::from(rate) / i64::from(bar)) as Points - sink
}

impl ItemTaste {
    /// The term `seen`: −.1 for each earlier day on which it was shown and left alone, which fades and has a most.
    pub fn seen(&self, weights: &Weights) -> Points {
        let days = i64::from(self.passed_over).min(i64::from(weights.seen_most()) << 16);
        -((days * i64::from(weights.seen_points())) >> 16) as Points
    }
}

/// The term `interest` of one facet: weight · ln(1 + A / (m·p)), with A what was shown (in 1/65536 of quarter
/// purchases), m = 25 and p the facet's share of what the shop sells.
fn lift(catalog: &Catalog, weights: &Weights, id: FacetId, amount: i64) -> Points {
    let Some(facet) = catalog.facet(id) else { return 0 };
    let depth = catalog.with_parents(id).count();
    // A/(4·65536) over m·share/2³² is A·2¹⁴ over m·share.
    let lift = ln_1p_ratio((amount as u64) << 14, weights.interest_caution() as u64 * u64::from(facet.share).max(1));
    lift * weights.interest(&facet, depth) / 64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_holds_however_much_a_shop_sells() {
        for (sold, baskets) in
            [(1, 1), (1, 3), (1, 1 << 40), (1 << 24, 1 << 25), (3 << 30, 1 << 33), (1 << 32, 1 << 32)]
        {
            let real = sold as f64 / baskets as f64 * (1u64 << 40) as f64;
            let ours = share_q40(sold, baskets) as f64;
            assert!(ours <= real && ours >= real - 256.0, "{sold} of {baskets}: {ours} not {real}");
        }
        assert_eq!(share_q40(u64::from(u32::MAX) + 1, 1), 1 << 40, "a share is never above 1");
    }
}
