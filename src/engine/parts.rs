//! One profile over several catalogs: the head of a large one, and the shards that were loaded beside it.
//! One of them is open at a time, and everything that an engine is asked is answered from it.
//! Not here: which shard a page needs (`www/shards.ts`).

use super::Engine;
use crate::catalog::{Catalog, FacetKeys};
use crate::day::Day;
use crate::profile::Profile;
use crate::rank::{Index, Kept, Learned, Taste};
use crate::store::Store;

/// A catalog that is not open, with what the profile is worth on it. The fields are those of the engine.
pub(super) struct Part {
    catalog: Catalog,
    keys: FacetKeys,
    taste: Option<(Day, Taste)>,
    kept: Option<Box<Kept>>,
    index: Option<(Day, Option<Index>)>,
    learned: Option<(Day, usize, Learned)>,
}

impl<S: Store> Engine<S> {
    /// Takes one more catalog of the same shop. Returns its number; the first one has 0.
    pub fn add(&mut self, catalog: Catalog) -> usize {
        self.parts.push(Part {
            keys: FacetKeys::new(&catalog),
            catalog,
            taste: None,
            kept: None,
            index: None,
            learned: None,
        });
        // It may know that something is sensitive which no other part knows at all.
        let profile = std::mem::take(&mut self.profile);
        self.profile = self.gate(profile);
        self.stale();
        self.parts.len()
    }

    /// Opens a part; without such a number, nothing changes.
    pub fn turn(&mut self, part: usize) {
        if part <= self.parts.len() && part != self.open {
            // The first part lies in the place of the one that is open.
            self.swap(self.open);
            self.swap(part);
            self.open = part;
        }
    }

    fn swap(&mut self, part: usize) {
        if let Some(part) = part.checked_sub(1).and_then(|at| self.parts.get_mut(at)) {
            std::mem::swap(&mut part.catalog, &mut self.catalog);
            std::mem::swap(&mut part.keys, &mut self.keys);
            std::mem::swap(&mut part.taste, &mut self.taste);
            std::mem::swap(&mut part.kept, &mut self.kept);
            std::mem::swap(&mut part.index, &mut self.index);
            std::mem::swap(&mut part.learned, &mut self.learned);
        }
    }

    /// A profile as every part lets it in.
    pub(super) fn gate(&self, mut profile: Profile) -> Profile {
        let sold = |text: &str| {
            let all = self.parts.iter().map(|part| (&part.catalog, &part.keys)).chain([(&self.catalog, &self.keys)]);
            all.into_iter().any(|(catalog, keys)| catalog.find(text).is_some() || keys.find(catalog, text).is_some())
        };
        profile.pass_gate(&self.catalog, &self.keys, &self.policy, &sold);
        for part in &self.parts {
            profile.pass_gate(&part.catalog, &part.keys, &self.policy, &sold);
        }
        profile
    }

    /// The profile changed: on no part it is worth what it was.
    pub(super) fn stale(&mut self) {
        self.taste = None;
        for part in &mut self.parts {
            part.taste = None;
            part.learned = None;
        }
    }
}
