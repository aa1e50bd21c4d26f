//! Forgetting: what goes is gone as if it had never been noted. Not here: fading, or erasing all.

use super::Engine;
use crate::day::Day;
use crate::json::number_text;
use crate::letters::{joined, parted};
use crate::profile::stated::covers;
use crate::profile::{SignalRef, Subject};
use crate::signal::{Signal, Source};
use crate::store::Store;

impl<S: Store> Engine<S> {
    /// Forgets one signal (`2026-11-22/view/sku-1`), everything about an item (`item:sku-1`), everything behind an
    /// interest (a facet's key), a whole order (`order:2026-11-22/1`) or what a source noted (`source:cart`), as if
    /// it had never been noted. Returns how many signals went.
    #[inline(never)]
    pub fn forget(&mut self, what: &str, today: Day) -> usize {
        self.change(today, |engine| {
            engine.learned = None;
            let subject = engine.canonical(&Subject::parse(what));
            // By their places: which facets and items are meant.
            let (mut facets, mut items) = engine.profile.behind(&|key| covers(what, key));
            let log = &mut engine.profile.log;
            let (kind, rest) = parted(what, b':');
            if kind == "order" {
                let is = |(_, day, number): &(usize, Day, u32)| {
                    joined(&[&day.text(), "/", &number_text(*number)], "") == rest
                };
                let found = log.orders().find(is);
                return found.map_or(0, |(at, ..)| log.forget_entry(at));
            }
            let source = if kind == "source" { Source::from_word(rest) } else { None };
            let signal = SignalRef::parse(what);
            let id = match (&subject, &signal) {
                (Subject::Item(id), _) => Some(id),
                (_, Some(signal)) => Some(&signal.what),
                _ => None,
            };
            if let Some(id) = id {
                items = log.items().iter().map(|item| item.id == *id).collect();
                facets = log.facets().iter().map(|key| signal.is_some() && key == id).collect();
            }
            // To be shown an item is behind no interest.
            let shown = id.is_some();
            log.retain(&mut |day, did, place| {
                let meant = if did == Signal::Search { &facets } else { &items };
                let meant = meant[place as usize]
                    && (shown || did != Signal::Impression)
                    && signal.as_ref().is_none_or(|signal| (signal.day, signal.signal) == (day, did));
                !meant && source != Some(did.source())
            })
        })
    }
}
