//! One profile brought into another: what both hold is held once. Merging the same one again changes nothing, and
//! whichever is brought into the other, the same signals and statements are there afterwards; only their order within a day
//! and the settings are those of the one that was there. (All this as long as both together fit the profile's bound.)
//! Not here: what the gate lets in (`profile`).

use super::log::{facet_place, item_place, Entry, Log};
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
            facet_at.push(facet_place(facets, key));
        }
        let mut item_at = Vec::new();
        for known in &other.items {
            let place = item_place(items, &known.id);
            let own = &mut items[place as usize].facets;
            if own.is_empty() {
                own.extend(known.facets.iter().map(|facet| facet_at[*facet as usize]));
            }
            item_at.push(place);
        }
        // Which of our own have met their like in the file, or came from it.
        let mut met = vec![false; entries.len()];
        for entry in &other.entries {
            let table = if entry.signal == Signal::Search { &facet_at } else { &item_at };
            let mut what = Vec::new();
            for place in &entry.what {
                let place = table[*place as usize];
                if !what.contains(&place) {
                    what.push(place);
                }
            }
            let shown = entry.signal == Signal::Impression;
            // Where it goes when there is none: what was shown at the start of its day, anything else at the end.
            let (mut at, mut end) = (0, entries.len());
            while let Some(own) = entries.get(at) {
                if own.day > entry.day || shown && own.day == entry.day {
                    end = end.min(at);
                }
                let alike = own.day == entry.day && own.signal == entry.signal && !met[at];
                let same = own.what.len() == what.len() && what.iter().all(|place| own.what.contains(place));
                if alike && (shown || same) {
                    break;
                }
                at += 1;
            }
            match entries.get_mut(at) {
                // What was shown on a day is one entry. What is missing goes first, where room is made first.
                Some(own) if shown => {
                    what.retain(|place| !own.what.contains(place));
                    what.append(&mut own.what);
                    own.what = what;
                }
                Some(_) => met[at] = true,
                None => {
                    entries.insert(end, Entry { what, ..*entry });
                    met.insert(end, true);
                }
            }
        }
        self.trim_shown();
    }
}
