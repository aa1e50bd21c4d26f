// Faults that would break the promise, each planted into a copy of the source, built, and put before the same checks as
// the real code: a check that lets one through proves nothing. Not here: the checks (tests/common).
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, ROOT } from '../setup/paths.mjs';
import { step } from '../setup/run.mjs';
import { asker, build } from './native.mjs';

const COPY = join(BUILD, 'audit/mutant');
/** What the harness is built of. */
const PARTS = ['Cargo.toml', 'Cargo.lock', 'src', 'benches/native.rs', 'benches/search.rs', 'tests/audit', 'tests/common'];
const [RANDOMIZE, SHARING] = ['src/counts/randomize.rs', 'src/counts/sharing.rs'];
const BLUR = 'let report = randomize(truth, coins)?;';

/** `by`: the check that must find it. Every `from` stands once in its file. */
export const MUTANTS = [
  {
    name: 'the truth is included with .55', by: 'no report exceeds the odds', file: RANDOMIZE,
    edits: [['if below(coins, 2)? == 1 {', 'if below(coins, 20)? < 11 {']],
  },
  {
    name: 'chance is taken as x % n', by: 'below(n) is uniform', file: RANDOMIZE,
    edits: [['let product = (u64::from(coins.word()?) & (words - 1)) * n;', 'let product = (u64::from(coins.word()?) & (words - 1)) % n << C::BITS | (words - 1);']],
  },
  {
    name: 'chance is seeded from the profile', by: 'a browser where nothing was done reports too, and any report', file: SHARING,
    edits: [[BLUR, `struct Seeded(u32);
        impl Coins for Seeded {
            fn word(&mut self) -> Result<u32, NoCoins> {
                self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                Ok(self.0)
            }
        }
        let report = randomize(truth, &mut Seeded(profile.log.entries().len() as u32 + u32::from(truth.cell())))?;`]],
  },
  {
    name: 'one more is shown where the truth is included', by: 'every report has weight ω', file: RANDOMIZE,
    edits: [['let missing = u32::from(self.symbol.domain().weight()) - self.report.shown();',
      'let more = u32::from(size > 2 && self.report.shows(truth));\n            let missing = u32::from(self.symbol.domain().weight()) + more - self.report.shown();']],
  },
  {
    name: 'nothing leaves where nothing was done', by: 'a browser where nothing was done reports too, and any report', file: SHARING,
    edits: [['.filter(|_| may && told)', '.filter(|ready| may && told && ready.truth != 0)']],
  },
  {
    name: 'the question is chosen by what was noted', by: 'the question tells nothing', file: SHARING,
    edits: [['book.next = Some(self.begin(today, today, coins)?);', `let mut next = self.begin(today, today, coins)?;
        if !profile.log.entries().is_empty() {
            next.question.clone_from(&period.question);
        }
        book.next = Some(next);`]],
  },
  {
    name: 'a report is made anew, with fresh noise, on the same day', by: 'no more than the budget of a storage', file: SHARING,
    edits: [
      ['let may = book.ledger().may_send(today, &self.plan.budget());',
        'let may = book.ledger().may_send(today, &self.plan.budget()) || book.sent().last().is_some_and(|last| last.day == today);'],
      ['book.next = Some(self.begin(today, today, coins)?);', 'book.next = Some(self.begin(period.since, today, coins)?);'],
    ],
  },
  {
    name: 'a report is remembered and shown again', by: 'a report does not depend on the one before', file: SHARING,
    edits: [[BLUR, `let before = self.book()?.sent().iter().find(|sent| sent.question == period.question).map(|sent| sent.report);
        let report = match before {
            Some(report) => report,
            None => randomize(truth, coins)?,
        };`]],
  },
];

/** With `quick` only those whose checks are soonest done. */
export async function mutants({ quick }) {
  const chosen = quick ? MUTANTS.filter(({ file }) => file === RANDOMIZE).slice(0, 2) : MUTANTS;
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const part of PARTS) cpSync(join(ROOT, part), join(COPY, part), { recursive: true });
  const rows = [];
  for (const mutant of chosen) {
    const by = await step(mutant.name, () => caughtBy(mutant));
    rows.push({ what: mutant.name, found: by.includes(mutant.by) ? 'caught' : by.join('; ') || 'let through', bound: mutant.by, ok: by.includes(mutant.by) });
  }
  const caught = rows.filter(({ ok }) => ok).length;
  return { figures: { caught, of: chosen.length }, rows };
}

/** The checks that find a fault, once it is planted. */
async function caughtBy({ name, file, edits }) {
  const path = join(COPY, file);
  const sound = readFileSync(join(ROOT, file), 'utf8');
  let code = sound;
  for (const [from, to] of edits) {
    if (code.split(from).length !== 2) throw new Error(`"${name}" cannot be planted: ${file} does not hold once: ${from}`);
    code = code.replace(from, () => to);
  }
  writeFileSync(path, code);
  try {
    const { audit } = await build(['--features', 'collector'], { cwd: COPY, profile: 'test' });
    const ask = asker(audit);
    const asked = [ask('short-enumeration'), ask('flow'), ask('ledger', 8, 365)];
    // One that breaks down has found nothing: only a check's own word counts.
    const answers = await Promise.all(asked.map((answer) => answer.catch(() => ({ faults: [] }))));
    return [...new Set(answers.flatMap(({ faults }) => faults.map(({ check }) => check)))];
  } finally {
    writeFileSync(path, sound);
  }
}
