//! The closed lists of the core, written out for TypeScript: one fact, one place. Only `tests/facts.rs` asks for it;
//! the browser module does not hold it.

use crate::calls::Call;
use crate::catalog::FacetKind;
use crate::consent::Level;
use crate::counts::{plan, Budget};
use crate::error::Code;
use crate::rank::{Placement, Term};
use crate::signal::{Signal, Source, Stance, NEVER};

/// The closed lists as TypeScript unions: the text of `www/facts.ts`.
pub fn typescript() -> String {
    fn union<'a>(name: &str, words: impl Iterator<Item = &'a str>) -> String {
        format!("export type {name} = {};\n", words.map(|w| format!("'{w}'")).collect::<Vec<_>>().join(" | "))
    }
    [
        "// Written from the Rust core by `UPDATE=1 cargo test --test facts`; do not edit.\n".to_owned(),
        union("Level", Level::ALL.iter().map(|x| x.word())),
        union("SignalName", Signal::ALL.iter().map(|x| x.word())),
        union("StanceName", Stance::ALL.iter().map(|x| x.word())),
        union("SourceName", Source::ALL.iter().map(|x| x.word())),
        union("TermName", Term::ALL.iter().map(|x| x.word())),
        format!(
            "/** Terms by the number that the engine gives them. */\nexport const TERMS: readonly TermName[] = [{}];\n",
            Term::ALL.iter().map(|x| format!("'{}'", x.word())).collect::<Vec<_>>().join(", ")
        ),
        union("PlacementName", Placement::ALL.iter().map(|x| x.word())),
        union("FacetKind", FacetKind::ALL.iter().map(|x| x.word())),
        union("NeverKept", NEVER.iter().copied()),
        union("ErrorCode", Code::ALL.iter().map(|x| x.as_str())),
        format!(
            "/** What the engine is asked, by the number that it goes by. */\nexport const enum Call {{ {} }}\n",
            Call::ALL.iter().map(|x| x.word()).collect::<Vec<_>>().join(", ")
        ),
        format!(
            "/** What the member \"counts\" of `nearside.json` is where it says nothing else; `strict` has a budget of its own. */\n\
             export const COUNTS = {{ endpoint: '{}', budget: {:?}, strict: {:?} }} as const;\n",
            plan::ENDPOINT,
            Budget::MOST.reports(),
            Budget::STRICT.reports()
        ),
    ]
    .concat()
}
