//! Reasons: a score taken apart into exactly the terms that it was added up from.
//! Not here: wording.

use super::list::Ranker;
use super::next;
use super::{Listed, Points, Term};
use crate::catalog::{FacetId, ItemIx};
use crate::fixed;

/// One part of a score. All parts of an item add up to its score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Which term.
    pub term: Term,
    /// Its part.
    pub points: Points,
    /// `interest`, `stated`: the facet. `explore`: the category.
    pub facet: Option<FacetId>,
    /// `next`: the item that led here. `again`, `stated`, `seen`: the item itself.
    pub item: Option<ItemIx>,
    /// How many signals stand behind it.
    pub count: u32,
    /// Whether it comes from this shopper's profile.
    pub personal: bool,
}

/// Where an item would stand if one reason were not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The reason taken away.
    pub reason: Reason,
    /// Its place then, 1 being the first.
    pub place: usize,
}

impl Ranker<'_> {
    /// All parts of a listed item's score, largest first.
    pub fn reasons(&self, listed: &Listed) -> Vec<Reason> {
        let mut reasons = self.parts(listed.item);
        if let Some(points) = listed.order {
            // The shop's own order stands in for what is the same for everybody.
            let everybody = [Term::Popular, Term::Trend, Term::Breadth, Term::Fresh];
            reasons.retain(|reason| !everybody.contains(&reason.term));
            reasons.push(Reason { points, ..blank(Term::Order) });
        }
        let (term, facet) = (if listed.explored.is_some() { Term::Explore } else { Term::Variety }, listed.explored);
        reasons.push(Reason { points: listed.list, facet, personal: facet.is_some(), ..blank(term) });
        reasons.push(Reason { points: listed.rule, ..blank(Term::Rule) });
        reasons.retain(|reason| reason.points != 0 || matches!(reason.term, Term::Popular | Term::Order));
        // Equal parts stay in the order of the terms.
        let keys = reasons.iter().enumerate().map(|(place, reason)| fixed::falling(reason.points, place as u32));
        let mut keys: Vec<u64> = keys.collect();
        fixed::sort(&mut keys);
        keys.into_iter().map(|key| reasons[fixed::unpack(key).1 as usize]).collect()
    }

    /// All parts of an item's plain score, in the order of the terms.
    pub(super) fn parts(&self, item: ItemIx) -> Vec<Reason> {
        let mut parts = Vec::new();
        let own = self.taste.item(item);
        let about = Some(item);
        let next = self.next(item).map_or(0, |next| next.points);
        let again = self.again(item, &own, next);
        parts.push(Reason { points: again, item: about, count: own.bought, personal: true, ..blank(Term::Again) });
        let completes = next::completes(self.catalog, self.weights, &self.kept.page, self.catalog.category_of(item));
        if let Some(most) = self.next(item).or(completes) {
            let points = next + completes.map_or(0, |completes| completes.points);
            let item = Some(most.from);
            parts.push(Reason { points, item, personal: !most.from_page, count: 1, ..blank(Term::Next) });
        }
        for facet in self.catalog.facets_of(item) {
            for id in self.catalog.with_parents(facet) {
                let taste = self.taste.facet(id);
                let of = Reason { facet: Some(id), count: taste.signals, personal: true, ..blank(Term::Interest) };
                parts.push(Reason { points: taste.interest, ..of });
                parts.push(Reason { points: taste.stated, term: Term::Stated, count: 1, ..of });
            }
        }
        parts.push(Reason { points: own.stated, item: about, count: 1, personal: true, ..blank(Term::Stated) });
        let seen = Reason { item: about, count: own.shown, personal: true, ..blank(Term::Seen) };
        parts.push(Reason { points: own.seen(self.weights), ..seen });
        let k = item.0 as usize;
        let everybody = [
            (Term::Popular, self.prior.popular(k)),
            (Term::Trend, self.prior.trend(k)),
            (Term::Breadth, self.prior.breadth(k)),
            (Term::Fresh, self.prior.fresh(k)),
        ];
        parts.extend(everybody.map(|(term, points)| Reason { points, ..blank(term) }));
        parts
    }

    /// For each personal reason of an item: its place by plain score if what the reason names (the facet, or the
    /// item that was bought, spoken of or led here) were not in the taste. Found by ranking everything again.
    pub fn places_without(&self, item: ItemIx) -> Vec<Place> {
        let mut places = Vec::new();
        for reason in self.parts(item) {
            if !reason.personal || reason.points == 0 {
                continue;
            }
            let taste = match (reason.facet, reason.item) {
                (Some(facet), _) => self.taste.without_facet(facet),
                (None, Some(item)) => self.taste.without_item(item),
                (None, None) => continue,
            };
            let other = Ranker::new(self.catalog, &taste, self.weights, self.kept.page.clone(), self.prior.today);
            places.push(Place { reason, place: other.place(item) });
        }
        places
    }
}

fn blank(term: Term) -> Reason {
    Reason { term, points: 0, facet: None, item: None, count: 0, personal: false }
}
