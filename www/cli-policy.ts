// `nearside policy`: the policy page and its JSON from the running configuration, and the check that both are still
// what the configuration does. Not here: what a policy says (`rights/policy.ts`), or the other commands (`cli.ts`).
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drift, missing, policyJson, policyPage, policyText, type About, type Policy } from './rights/policy.js';
import type { CountsPlan, Facts } from './types.js';

export interface PolicyOptions {
  config: string;
  out: string;
  /** `YYYY-MM-DD`. */
  date: string;
  language: string;
  check: boolean;
}

/** How the command reaches the Rust core and the disk. */
export interface PolicyTools {
  /** The text of a `nearside.json` that every reader will accept, or a throw with a code. */
  read(path: string): string;
  /** Facts of such a text. */
  facts(config: string): Facts;
  write(path: string, text: string): void;
  fail(code: string, message: string): Error;
}

/** Does the command; gives the lines to print and whether all is well. */
export function policy({ config, out, date, language, check }: PolicyOptions, { read, facts: factsOf, write, fail }: PolicyTools): { lines: string[]; well: boolean } {
  const text = read(config);
  const facts = factsOf(text);
  const { about = {}, counts } = JSON.parse(text) as { about?: About; counts?: CountsPlan };
  if (counts && !(counts.questions instanceof Object)) throw fail('BAD_CONFIG', `${config}: counts.questions must be an object`);
  const [json, page] = [join(out, 'policy.json'), join(out, 'policy.html')];
  const previous = existsSync(json) ? published(json, fail) : undefined;
  const lacking = missing(facts, about, counts).map(({ member, why }) => `missing: "${member}" in ${config}: ${why}`);

  if (check) {
    if (!previous) throw fail('BAD_OPTION', `${json} is not there; \`nearside policy\` writes it`);
    const found = drift(previous, facts, about, counts).map((one) => `drift: ${one}`);
    const written = existsSync(page) ? readFileSync(page, 'utf8') : '';
    const shown = /<html lang="([\w-]+)"/.exec(written)?.[1] ?? language;
    if (found.length === 0 && written !== policyPage(policyText(previous, shown))) found.push(`drift: ${page} is not the page of ${json}`);
    const lines = [...found, ...lacking];
    return { lines: lines.length ? lines : [`policy edition ${previous.edition} says what ${config} does`], well: lines.length === 0 };
  }

  const next = policyJson(facts, { date, about, counts, previous });
  // What stands in its way is told by the first file that is written.
  if (!existsSync(out)) mkdirSync(out, { recursive: true });
  write(json, `${JSON.stringify(next, null, 2)}\n`);
  const shown = policyText(next, language);
  write(page, policyPage(shown));
  const base = (tag: string) => tag.toLowerCase().split('-')[0];
  const foreign = base(shown.language) === base(language) ? [] : [`there is no page in ${language}; it is in ${shown.language}`];
  const news = previous?.edition === next.edition ? ['nothing changed'] : next.changed.map(({ text: change }) => `changed: ${change}`);
  return { lines: [`${json} and ${page}: edition ${next.edition} of ${next.date}`, ...foreign, ...news, ...lacking], well: true };
}

function published(path: string, fail: PolicyTools['fail']): Policy {
  let found: Partial<Policy> | null = null;
  try {
    found = JSON.parse(readFileSync(path, 'utf8')) as Partial<Policy> | null;
  } catch {
    // Told below.
  }
  const { nearside, facts, history } = found ?? {};
  const whole = nearside === 1 && Array.isArray(history) && typeof facts === 'object' && Array.isArray(facts.sources) && Array.isArray(facts.recipients);
  if (!whole) throw fail('BAD_OPTION', `${path} is no policy of this command; move it away to begin anew`);
  return found as Policy;
}
