//! What JavaScript asks of the engine, each by its number: one door costs less than one for each question.
//! Not here: what is answered (`browser`), or who asks (`www/engine.ts`).

use crate::signal::words;

words! {
    /// One question. Each takes a number, mostly the time, a word without an end of
    /// line, and a text.
    Call {
        /// Takes a catalog: before `Open` the one to be opened, later a shard, whose number it answers, for `Turn`.
        Add => "Add",
        /// Opens catalog (without one: none), the text of `nearside.json` (empty: none), and what is stored. A number
        /// that no other tab has; 0: nothing is stored.
        Open => "Open",
        /// Items in the catalog.
        Items => "Items",
        /// From now on the part of this number is asked: 0 is the one that was opened first.
        Turn => "Turn",
        /// Decides something: word and value in the word, a name in the text. See `Engine::decide`.
        Decide => "Decide",
        /// Takes over what another tab wrote. Whether there was anything.
        Refresh => "Refresh",
        /// Notes a signal (the word) on items, by their ids, or on facets, by their keys, each with an end of line; for a
        /// search, the facets that these words name.
        Track => "Track",
        /// Says more, less or never of a subject; without that word takes it back.
        State => "State",
        /// Forgets; how many signals went.
        Forget => "Forget",
        /// Removes everything.
        Erase => "Erase",
        /// Puts an export in place of the profile, or (with a word) adds it.
        Import => "Import",
        /// A list for a placement, asked for in JSON; flat: `[personal, then for each item: item, score, promoted, reasons, then for each reason: term,
        /// points, facet, item or -1, count, personal]`, terms by their place in `TermName`.
        Recommend => "Recommend",
        /// The same without reasons.
        Rank => "Rank",
        /// The places of the given ids in personal order.
        Rerank => "Rerank",
        /// One item, flat as in a list, then `place`, then for each personal reason `reason (6 numbers), place`.
        /// Nothing when the catalog does not know the id.
        Explain => "Explain",
        /// One more than the row of an id (also a variant's), or 0.
        Find => "Find",
        /// An item's id, title, link, image, price in minor units (or empty) and `1` when in stock, a line each.
        Card => "Card",
        /// A facet's kind, own label, key and items (none when it is sensitive), a line each.
        Facet => "Facet",
        /// Currency code and digits of prices, and the list of shards as JSON (or nothing), a line each.
        About => "About",
        /// The profile's text.
        Export => "Export",
        /// Today in ten letters and the text of what would be kept of an export.
        Look => "Look",
        /// JSON: what the shopper decided and what others allow, as `Nearside` of `www/types.ts` has it.
        Standing => "Standing",
        /// JSON: `Facts` of `www/types.ts`.
        Facts => "Facts",
        /// JSON: `Health` of `www/types.ts`, without what JavaScript knows itself.
        Health => "Health",
        /// JSON: `Interest[]` of `www/types.ts`.
        Interests => "Interests",
        /// JSON: `SignalRecord[]` of `www/types.ts`.
        Signals => "Signals",
        /// JSON: `Statement[]` of `www/types.ts`.
        Statements => "Statements",
    }
}
