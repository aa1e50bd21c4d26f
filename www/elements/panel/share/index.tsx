/** @jsxImportSource ./draw */
/**
 * "What left this device", where the shop asks for anonymous counts: what it asks, the exact next answer, every answer
 * that left, and the way back. Fetched with the panel in such shops alone. Not here: the dial (`../level.tsx`), and what
 * makes and sends answers (the engine).
 */
import { sheet } from '../../host.js';
import { path } from '../../icons.js';
import type { ShareCatalog } from '../../../locales/share/en.js';
import type { CountReport, Nearside, NextReport, SentReport, SharedQuestion, Sharing } from '../../../types.js';
import type { Child } from '../../draw/jsx-runtime.js';
import type { Key, Text, Values } from '../../text.js';
import type { View } from '../../view.js';
import type { Desk } from '../desk.js';
import { hex, leaves } from './bytes.js';
import { SHARE } from './style.js';

/** Languages of these texts, each fetched only when a page asks for it. A file exports one thing. */
export const LANGUAGES: Record<string, () => Promise<Record<string, ShareCatalog>>> = {
  en: () => import('../../../locales/share/en.js'),
  de: () => import('../../../locales/share/de.js'),
  fr: () => import('../../../locales/share/fr.js'),
  es: () => import('../../../locales/share/es.js'),
  it: () => import('../../../locales/share/it.js'),
  pt: () => import('../../../locales/share/pt.js'),
  nl: () => import('../../../locales/share/nl.js'),
  pl: () => import('../../../locales/share/pl.js'),
  sv: () => import('../../../locales/share/sv.js'),
  ar: () => import('../../../locales/share/ar.js'),
  he: () => import('../../../locales/share/he.js'),
  ja: () => import('../../../locales/share/ja.js'),
  zh: () => import('../../../locales/share/zh.js'),
};

interface Known { sharing: Sharing | null; changes: number; next: NextReport | null; sent: SentReport[] }
const known = new WeakMap<Nearside, Known>();

/** Fetches texts and counts, adds the texts to those of the page's language, and hands the section over. */
export async function start(engine: Nearside, text: Text): Promise<void> {
  const [tag = ''] = text.lang.toLowerCase().split('-');
  const load = Object.hasOwn(LANGUAGES, tag) ? LANGUAGES[tag]! : LANGUAGES['en']!;
  const [texts] = await Promise.all([load(), ask(engine)]);
  Object.assign(text.catalog, { ...Object.values(texts)[0], ...text.catalog });
  text.more = Shared;
}

async function ask(engine: Nearside): Promise<void> {
  const sharing = await engine.sharing().catch(() => null);
  known.set(engine, { sharing, changes: -1, next: null, sent: [] });
}

/** What is so now, read once per change. */
function read({ engine, changes }: View, draw: () => void): Known | undefined {
  const found = known.get(engine);
  if (!found || !found.sharing && found.changes >= 0 && found.changes !== changes) void ask(engine).then(draw);
  if (found && found.changes !== changes) {
    const { sharing } = found;
    Object.assign(found, { changes, next: sharing?.next() ?? null, sent: sharing?.sent().reverse() ?? [] });
  }
  return found;
}

function Shared({ desk }: { desk: Desk }): Child {
  const { view, text, root } = desk;
  const { engine } = view;
  const look = sheet(SHARE);
  if (!root.adoptedStyleSheets.includes(look)) root.adoptedStyleSheets.push(look);
  const { sharing, next, sent } = read(view, desk.draw) ?? { sharing: undefined, next: null, sent: [] };
  return (
    <section class="section shared" aria-labelledby="left">
      <h3 id="left">{text('left.title')}{next?.why !== 'ledger' && <span class="count"> ({text.number(sent.length)})</span>}</h3>
      {sharing === null && <p>{text('share.missing')}</p>}
      {engine.level !== 'share' && (
        <p>{engine.ceiling?.by === 'gpc' ? text('share.gpc') : engine.guest ? text('share.guest') : text('share.below', { what: text('level.share') })}</p>
      )}
      {sharing && <p>{text('share.blur')} {text('share.odds', { n: sharing.odds })} {text('share.stays')}</p>}
      {sharing && next && <Next desk={desk} sharing={sharing} next={next} />}
      {sharing && (sent.length > 0 || next) && <Sent desk={desk} sharing={sharing} sent={sent} known={next?.why !== 'ledger'} />}
      {sharing && <Asked text={text} sharing={sharing} />}
      {engine.level === 'share' && <button class="button" onClick={() => {
        desk.acts.do({ do: 'level', level: 'remember' });
        desk.focus = desk.id('level', 'remember');
        desk.say('level.now', { label: text('level.remember') });
      }}><svg viewBox="0 0 24 24" class="icon" aria-hidden="true"><path d={path('off')} /></svg>{text('share.stop')}</button>}
    </section>
  );
}

/** A sentence; what a shop wrote stands in `<bdi>`, always as text. */
const say = (text: Text, key: Key, values: Values): Child => text.rich(key, values, (name) => <bdi>{name}</bdi>);

/** What is asked, in words. */
function question(text: Text, { kind, about, outcome }: Pick<SharedQuestion, 'kind' | 'about' | 'outcome'>): Child {
  return say(text, `ask.${kind === 'arm' ? outcome! : kind === 'category' ? about as 'view' : kind}`, { label: about });
}

/** One cell in words; what a shop calls a category stays apart from the sentence around it. */
function cell(text: Text, asked: SharedQuestion, at: number): string {
  const answer = asked.answers[at]!;
  return asked.kind === 'category' && at > 0 ? `\u2068${answer}\u2069` : text(`cell.${answer as 'none'}`);
}

/** Some cells in words, the padding as a number. */
function cells(text: Text, asked: SharedQuestion | undefined, shown: readonly number[]): string {
  if (!asked) return text.list(shown.map((at) => text.number(at + 1)));
  const real = shown.filter((at) => at < asked.answers.length);
  const spare = shown.length - real.length;
  return text.list([...real.map((at) => cell(text, asked, at)), ...(spare ? [text('cell.spare', { n: spare })] : [])]);
}

/** The squares of a report: which it shows, and which is true. The sentences below it say the same. */
function Cells({ text, asked, shown, truth }: { text: Text; asked: SharedQuestion; shown: readonly number[]; truth?: number | undefined }) {
  const many = asked.cells > 8;
  return (
    <p class={many ? 'cells many' : 'cells'} aria-hidden="true">
      {Array.from({ length: asked.cells }, (_, at) => (
        <span>
          <i class={`${shown.includes(at) ? 'one' : ''} ${at === truth ? 'true' : ''}`} />
          {!many && (at < asked.answers.length ? cell(text, asked, at) : '–')}
        </span>
      ))}
    </p>
  );
}

function Next({ desk, sharing, next }: { desk: Desk; sharing: Sharing; next: NextReport }) {
  const { text } = desk;
  const { state, from, arm, report, truth, why } = next;
  const date = text.date(from);
  const asked = sharing.questions.find((one) => one.name === next.question);
  return (
    <>
      <h4 id="next">{text('next.title')}</h4>
      {state === 'stopped' ? <p>{text(`stop.${why!}`)}</p> : (
        <div class="ask" role="group" aria-labelledby="next">
          <p>{asked ? question(text, asked) : next.question}</p>
          {arm && <p class="soft">{text(`arm.${arm}`)} {text('arm.until', { date })}{arm === 'without' && ` ${text('arm.end', { what: text('level.remember') })}`}</p>}
          {asked?.kind === 'paired' && <p class="soft">{text('arm.pair')}</p>}
          {!report && <p class="soft">{text('next.open', { date })}</p>}
          {report && asked && (
            <>
              <p class="soft">{report.about ? text('next.about', { date: text.date(report.about) }) : text('next.none')}</p>
              <Cells text={text} asked={asked} shown={report.shows} truth={truth} />
              {truth !== undefined && <p class="soft">{text('next.truth', { label: cell(text, asked, truth) })} {text('next.coin')}</p>}
              <p class="soft">{text('next.shows', { label: cells(text, asked, report.shows) })} {text('next.when', { date })}</p>
              <Bytes desk={desk} name="next" report={report} asked={asked} />
            </>
          )}
        </div>
      )}
    </>
  );
}

/** `known`: a damaged ledger says nothing about what left, so neither is it said that nothing did. */
function Sent({ desk, sharing, sent, known }: { desk: Desk; sharing: Sharing; sent: SentReport[]; known: boolean }) {
  const { text } = desk;
  return (
    <>
      <h4>{text('sent.title')}</h4>
      {known && sent.length === 0 && <p class="soft">{text('sent.none')}</p>}
      {sent.length > 0 && (
        <ul class="notes">
          {sent.map((report) => {
            // Where the shop has more or fewer categories now, its words are not those of then.
            const asked = sharing.questions.find((one) => one.name === report.question && one.cells === report.cells);
            return (
              <li class="note" key={report.hash}>
                <p><time class="strong" dateTime={report.day}>{text.date(report.day)}</time> · {asked ? question(text, asked) : <bdi>{report.question}</bdi>}{report.arm && ` · ${text(`group.${report.arm}`)}`}</p>
                <p class="soft">{text('next.shows', { label: cells(text, asked, report.shows) })}</p>
                <Bytes desk={desk} name={report.hash} report={report} asked={asked} />
              </li>
            );
          })}
        </ul>
      )}
      {sent.length > 0 && <button class="button" onClick={() => {
        desk.hand(sharing.ledger(), '-ledger.ndjson');
        desk.say('sent.saved');
      }}>{text('sent.save')}</button>}
    </>
  );
}

/** The body of the request on demand: its bytes, and all its fields in words. */
function Bytes({ desk, name, report, asked }: { desk: Desk; name: string; report: CountReport; asked: SharedQuestion | undefined }) {
  const { text, open } = desk;
  const id = `bytes ${name}`;
  const label = desk.id('bytes', name);
  let key: Leaf['value'] = '';
  return (
    <details class="bytes" open={open.has(id)} onToggle={(event) => {
      if ((event.currentTarget as HTMLDetailsElement).open) open.add(id);
      else open.delete(id);
      desk.draw();
    }}>
      <summary id={label} aria-label={`${text('bytes', { n: report.bytes.length })}, ${text.date(report.day)}`}>{text('bytes', { n: report.bytes.length })}</summary>
      {open.has(id) && (
        <>
          <dl class="facts">
            {leaves(report.bytes).map((leaf) => {
              if (leaf.name === 'key') {
                key = leaf.value;
                return null;
              }
              return <div><dt lang="en" dir="ltr">{leaf.name === 'value' ? `${key as string}` : leaf.name}</dt><dd>{said(text, leaf, key, asked)}</dd></div>;
            })}
          </dl>
          <p class="hex" lang="en" dir="ltr">{hex(report.bytes)}</p>
        </>
      )}
    </details>
  );
}

type Leaf = ReturnType<typeof leaves>[number];

/** What a field of the body says. */
function said(text: Text, { name, value }: Leaf, key: Leaf['value'], asked: SharedQuestion | undefined): Child {
  if (typeof value === 'object') {
    if (name !== 'bucket_counts') return value.length > 1 ? `${value[0]!} … ${value.at(-1)!}` : `${value[0] ?? ''}`;
    return <><bdi dir="ltr">{value.join(' ')}</bdi> · {cells(text, asked, value.flatMap((one, at) => (one ? [at] : [])))}</>;
  }
  if (/time$/.test(name) && typeof value === 'bigint') return text.date(new Date(Number(value / 1_000_000n)).toISOString().slice(0, 10));
  const plain = <bdi dir="ltr">{`${value}`}</bdi>;
  if (name === 'value' && key === 'q' && asked) return <>{plain} · {question(text, asked)}</>;
  return plain;
}

function Asked({ text, sharing }: { text: Text; sharing: Sharing }) {
  const { questions, budget: [n, month, year], endpoint } = sharing;
  const to = endpoint.split(' ');
  // One question for each category would be hundreds: those of one purpose are told together.
  const rows: (Pick<SharedQuestion, 'kind' | 'about' | 'outcome' | 'purpose'>)[] = [];
  const reach = questions.filter(({ kind }) => kind === 'reach');
  for (const one of questions) {
    if (one.kind !== 'reach') rows.push(one);
    else if (one === reach[0]) rows.push({ ...one, about: text.list(reach.map(({ about }) => `\u2068${about}\u2069`)) });
  }
  return (
    <>
      <h4>{text('ask.title')}</h4>
      <p class="soft">{text('ask.one')}</p>
      <ul class="asks">
        {rows.map((one) => <li>{question(text, one)}<p class="soft">{say(text, 'ask.for', { label: one.purpose })}</p></li>)}
      </ul>
      <p>{n * month * year ? text('share.often', { n, month, year }) : text('stop.budget')} {to[1] ? say(text, 'share.halves', { key: text.list(to) }) : <>{say(text, 'share.to', { key: endpoint })} {text('share.seen')}</>}</p>
    </>
  );
}
