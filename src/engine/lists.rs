//! What is answered with items: lists, orders, and why an item stands where it stands.
//! Not here: how a list is made (`rank`).

use super::{Engine, Explanation, List};
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::json::Json;
use crate::letters::joined;
use crate::profile::{interests, SignalRef};
use crate::rank::{ask, Index, Learned, Listed, Page, Placement, Ranker, Request, Taste};
use crate::store::Store;

impl<S: Store> Engine<S> {
    /// What the profile is worth today; made anew only when something changed.
    pub fn taste(&mut self, today: Day) -> &Taste {
        if self.taste.as_ref().is_none_or(|(day, _)| *day != today) {
            let taste = if self.is_personal() {
                let learned = self.learned(today);
                Taste::new(&self.profile, &self.catalog, &self.keys, &self.policy, today).with(learned)
            } else {
                Taste::default()
            };
            self.taste = Some((today, taste));
            self.kept = None;
        }
        &self.taste.get_or_insert_with(|| (today, Taste::default())).1
    }

    /// What stands behind each facet: see [`interests::evidence`].
    pub fn evidence(&self, today: Day) -> (Vec<(SignalRef, u32)>, Vec<u64>) {
        interests::evidence(&self.profile.log, &self.catalog, &self.keys, &self.policy, today)
    }

    /// What was learned from the days before today. What is noted today cannot change it: at most, noting drops
    /// something older, and then there is less of it.
    fn learned(&mut self, today: Day) -> Learned {
        let before = self.profile.log.entries().iter().filter(|entry| entry.day < today);
        let noted = before.map(|entry| entry.what.len()).sum();
        match self.learned {
            Some((day, known, learned)) if day == today && known == noted => learned,
            _ => {
                let learned = Learned::new(&self.profile, &self.catalog, &self.keys, &self.policy, today);
                self.learned = Some((today, noted, learned));
                learned
            }
        }
    }

    fn ranker(&mut self, page: Page, today: Day) -> Ranker<'_> {
        self.refresh();
        self.taste(today);
        let taste = &self.taste.get_or_insert_with(|| (today, Taste::default())).1;
        let taste = if self.hidden { &self.nobody } else { taste };
        let weights = self.policy.weights();
        let kept = self.kept.take();
        let kept = kept.unwrap_or_else(|| Ranker::new(&self.catalog, taste, weights, page.clone(), today).keep());
        let index = self.index.as_ref().filter(|(day, _)| *day == today).and_then(|(_, index)| index.as_ref());
        Ranker::resume(&self.catalog, taste, weights, index, kept, page, today)
    }

    /// Makes the index once lists have cost as much as it does, and anew on another day: it knows that day's priors.
    fn prepare(&mut self, today: Day) {
        if self.index.as_ref().is_none_or(|(day, _)| *day != today) && Index::pays(self.lists) {
            self.index = None;
            let index = self.ranker(Page::default(), today).make_index();
            self.index = Some((today, index));
        }
        self.lists = self.lists.saturating_add(1);
    }

    /// A list for a placement, asked for in JSON: `RecommendOptions` of `www/types.ts`. What it does not say, the
    /// merchant's `nearside.json` says. `told`: with reasons.
    ///
    /// # Errors
    /// [`Code::BadOption`], with the member and what may stand there.
    #[inline(never)]
    pub fn ask(&mut self, placement: &str, options: &str, told: bool, today: Day) -> Result<List> {
        let bad = |what: &[&str]| Error::new(Code::BadOption, joined(what, ""));
        let place =
            Placement::from_word(placement).ok_or_else(|| bad(&["there is no placement \"", placement, "\""]))?;
        let options = Json::parse(options).map_err(|_| bad(&["the options hold a text that is no Unicode"]))?;
        let usual = self.policy.placement(place);
        let request = ask::read(place, &options, usual, &self.catalog, &self.keys)
            .map_err(|error| bad(&["recommend(\"", placement, "\"): ", error.message()]))?;
        Ok(self.list(&request, today, told))
    }

    /// A list for a placement.
    pub fn recommend(&mut self, request: &Request, today: Day) -> List {
        self.list(request, today, true)
    }

    /// A list for a placement, without reasons: for pages that draw many, or draw often.
    pub fn rank(&mut self, request: &Request, today: Day) -> List {
        self.list(request, today, false)
    }

    fn list(&mut self, request: &Request, today: Day, told: bool) -> List {
        self.prepare(today);
        let page = Page { placement: request.placement, ..request.page.clone() };
        let ranker = self.ranker(page, today);
        let list = ranker.list(request);
        let tried: Vec<_> = list.iter().filter(|one| one.explored.is_some()).map(|one| one.item).collect();
        let reasons = |scored: &Listed| if told { ranker.reasons(scored) } else { Vec::new() };
        let items = list.into_iter().map(|scored| (scored, reasons(&scored))).collect();
        self.kept = Some(ranker.keep());
        if self.explored.0 != today {
            self.explored = (today, Vec::new());
        }
        for item in tried {
            let id = self.catalog.id(item);
            if !self.explored.1.iter().any(|known| known == id) {
                self.explored.1.push(id.to_owned());
            }
        }
        List { items, personal: self.is_personal() && !self.hidden }
    }

    /// The places of a given list's members in personal order: a permutation of `0..ids.len()`.
    pub fn rerank(&mut self, ids: &[&str], today: Day) -> Vec<usize> {
        let given: Vec<_> = ids.iter().map(|id| self.catalog.find(id)).collect();
        let ranker = self.ranker(Page::default(), today);
        let order = ranker.rerank(&given);
        self.kept = Some(ranker.keep());
        order
    }

    /// Why an item stands where it stands.
    pub fn explain(&mut self, id: &str, today: Day) -> Option<Explanation> {
        let item = self.catalog.find(id)?;
        let ranker = self.ranker(Page::default(), today);
        let scored = Listed { item, score: ranker.score(item), ..Listed::default() };
        let reasons = ranker.reasons(&scored);
        Some(Explanation { scored: (scored, reasons), place: ranker.place(item), without: ranker.places_without(item) })
    }
}
