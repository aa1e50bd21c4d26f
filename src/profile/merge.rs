//! One profile brought into another: what both hold is held once. Merging the same one again changes nothing, and
//! whichever is brought into the other, the same signals and statements are there afterwards; only their order within a day
//! and the settings are those of the one that was there. (All this as long as both together fit the profile's bound.)
//! Not here: what the gate lets in (`profile`).

use super::log::{place_of, Entry, Known, Log};
use super::Profile;
use crate::signal::Signal;

impl Profile {
    /// Adds the signals and statements of another profile. Of equal signals there are as many as the one that has more
    /// of them has. Of two statements about the same thing the later one holds, on the same day the stricter one.
    pub fn merge(&mut self, other: &Profile) {
        self.log.merge(&other.log);
        for statement in other.stated.iter() {
            let own = self.stated.iter().find(|own| own.subject == statement.subject);
            if own.is_none_or(|own| (own.day, own.stance) < (statement.day, statement.stance)) {
                self.stated.say(statement.subject.clone(), Some(statement.stance), statement.day);
            }
        }
    }
}

impl Log {
    fn merge(&mut self, other: &Log) {
        self.written.forget();
        let Log { facets, items, entries, .. } = self;
        let mut facet_at = Vec::new();
        for key in &other.facets {
            facet_at.push(place_of(facets, |own| own == key, || key.clone()));
        }
        let mut item_at = Vec::new();
        for known in &other.items {
            let new = || Known { id: known.id.clone(), facets: Vec::new() };
            let place = place_of(items, |own| own.id == known.id, new);
            let own = &mut items[place as usize].facets;
            if own.is_empty() {
                own.extend(known.facets.iter().map(|facet| facet_at[*facet as usize]));
            }
            item_at.push(place);
        }
        let mut matched = vec![false; entries.len()];
        let mut missing = Vec::new();
        for entry in &other.entries {
            let table = if entry.signal == Signal::Search { &facet_at } else { &item_at };
            let mut what = Vec::new();
            for place in &entry.what {
                place_of(&mut what, |known| *known == table[*place as usize], || table[*place as usize]);
            }
            let shown = entry.signal == Signal::Impression;
            let same = |(own, matched): (&Entry, &bool)| {
                let alike = own.day == entry.day && own.signal == entry.signal && !*matched;
                let both = own.what.len() == what.len() && what.iter().all(|place| own.what.contains(place));
                alike && (shown || both)
            };
            match entries.iter().zip(&matched).position(same) {
                // What was shown on a day is one entry. What is missing goes first, where room is made first.
                Some(at) if shown => {
                    what.retain(|place| !entries[at].what.contains(place));
                    what.append(&mut entries[at].what);
                    entries[at].what = what;
                }
                Some(at) => matched[at] = true,
                None => missing.push(Entry { what, ..*entry }),
            }
        }
        for entry in missing {
            let shown = entry.signal == Signal::Impression;
            let after = |own: &Entry| if shown { own.day >= entry.day } else { own.day > entry.day };
            let at = entries.iter().position(after).unwrap_or(entries.len());
            entries.insert(at, entry);
        }
        self.trim_shown();
    }
}
