/** @jsxImportSource ../draw */
/** "Take or erase": the file to take along, a file to bring after a look at it, the receipt, and erasing after one question. */
import { say } from '../rich.js';
import { wired } from '../rights.js';
import type { Preview } from '../../rights/types.js';
import type { Key, Values } from '../text.js';
import type { Desk } from './desk.js';
import { amounts } from './desk.js';
import { TraceLine } from './trace.js';

/** Far above any export (32 kB at most); a larger file is not read at all. */
const LARGEST = 1_000_000;

function done(desk: Desk, key: Key, values: Values = {}): void {
  desk.asking = undefined;
  desk.done = { key, values };
  desk.say(key, values);
}

function ask(desk: Desk, asking: Desk['asking']): void {
  Object.assign(desk, { asking, done: undefined });
  desk.go('ask');
}

function download(desk: Desk, text: string, name: string): void {
  desk.hand(text, name);
  done(desk, 'take.saved');
}

const phrase = ({ phrase: passphrase }: Desk) => (passphrase ? { passphrase } : {});

async function save(desk: Desk, what: 'file' | 'receipt'): Promise<void> {
  const { engine } = desk.view;
  try {
    const rights = await wired.load();
    if (what === 'file') download(desk, await rights.toFile(engine, phrase(desk)), '.json');
    else download(desk, rights.receipt(engine, { language: desk.text.lang }), '-receipt.json');
  } catch {
    done(desk, 'failed');
  }
}

async function bring(desk: Desk, input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? [];
  if (!file) return;
  const text = file.size > LARGEST ? '' : await file.text().catch(() => '');
  input.value = ''; // So that the same file can be chosen again.
  try {
    if (!text) throw 0; // Too large, or it could not be read.
    const { preview } = await wired.load();
    ask(desk, await preview(desk.view.engine, text, phrase(desk)));
  } catch (thrown) {
    done(desk, /locked|passphrase/.test((thrown as { reason?: string }).reason ?? '') ? 'take.locked' : 'take.bad');
  }
}

function put(desk: Desk, file: string, mode: 'replace' | 'merge'): void {
  try {
    const act = desk.acts.do({ do: 'import', file, mode });
    const values = { list: desk.counts() ?? desk.text('badge.interests', { n: 0 }) };
    desk.asking = desk.done = undefined;
    desk.left(act, { list: 'take', id: 'file', at: 0, key: 'take.done', values });
  } catch {
    desk.focus = 'bring';
    done(desk, 'take.bad'); // The engine refuses what is not an export, and changes nothing.
  }
}

function erase(desk: Desk): void {
  const { engine } = desk.view;
  engine.erase();
  desk.acts.clear();
  desk.view.renew();
  const { signals, statements, aside } = engine.health;
  desk.focus = 'erase';
  done(desk, signals + statements === 0 && !aside && engine.interests().length === 0 ? 'erase.done' : 'erase.failed');
}

export function Take({ desk }: { desk: Desk }) {
  const { view, text, asking } = desk;
  const { level, settings } = view.engine;
  const traces = desk.tracesOf('take');
  const kept = desk.counts(!asking || asking === 'erase');
  const button = (key: Key, press: (event: { currentTarget: Element }) => void, id?: string) =>
    <button class="button" id={id} onClick={press}>{text(key)}</button>;
  const cancel = (): void => {
    desk.asking = undefined;
    desk.go(asking === 'erase' ? 'erase' : 'bring');
  };
  const take = (mode: 'replace' | 'merge') => () => put(desk, (asking as Preview).profile, mode);
  return (
    <section class="section" aria-labelledby="take">
      <h3 id="take">{text('take.title')}</h3>
      <div class="buttons">
        {button('take.save', () => void save(desk, 'file'))}
        {level !== 'off' && button('take.bring', ({ currentTarget }) => currentTarget.closest('section')!.querySelector<HTMLInputElement>('[type=file]')!.click(), 'bring')}
        {settings.choices.length > 0 && button('take.receipt', () => void save(desk, 'receipt'))}
        {button('erase.all', () => (kept ? ask(desk, 'erase') : done(desk, 'panel.none')), 'erase')}
      </div>
      <input type="file" accept="application/json,.json" hidden onChange={(event) => void bring(desk, event.currentTarget)} />
      <label class="search">
        <span>{text('take.phrase')}</span>
        <input type="password" autocomplete="off" value={desk.phrase} onInput={(event) => (desk.phrase = event.currentTarget.value)} />
      </label>
      {!view.on && <p class="soft">{text(level === 'off' ? 'take.first' : 'take.level')}</p>}
      {asking === 'erase' && kept && (
        <div class="ask" role="group" aria-labelledby="ask">
          <p id="ask" tabIndex={-1}>{text('erase.ask', { list: kept })}</p>
          <div class="buttons">{button('erase.all', () => erase(desk))}{button('erase.keep', cancel)}</div>
        </div>
      )}
      {typeof asking === 'object' && (
        <div class="ask" role="group" aria-labelledby="ask">
          <div id="ask" tabIndex={-1}>
            <Holds desk={desk} brought={asking} />
            {kept && <p>{text('take.ask', { list: kept })}</p>}
          </div>
          <div class="buttons">
            {kept && button('take.merge', take('merge'))}
            {button(kept ? 'take.yes' : 'take.bring', take('replace'))}
            {button('take.cancel', cancel)}
          </div>
        </div>
      )}
      {traces.length > 0 && <ul>{traces.map((one) => <TraceLine desk={desk} trace={one} back="bring" />)}</ul>}
      {desk.done && <p class="result">{say(text, desk.done.key, desk.done.values)}</p>}
    </section>
  );
}

/** What is in the file, before any of it is taken over. */
function Holds({ desk: { text }, brought: { from, holds, fits } }: { desk: Desk; brought: Preview }) {
  const left = holds.signals + holds.statements - fits.signals - fits.statements;
  return (
    <p>
      {from && <>{say(text, 'take.from', { label: from.shop })} </>}
      {text('take.holds', { list: amounts(text, 0, fits.signals, fits.statements) ?? text('counts.notes', { n: 0 }) })}
      {left > 0 && <> {text('take.left', { n: left })}</>}
    </p>
  );
}
