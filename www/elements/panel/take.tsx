/** "Take or erase": the file to take along, a file to bring, and erasing everything after one question. */
import { Component, createRef } from 'preact';
import type { Key, Values } from '../text.js';
import { say } from '../rich.js';
import type { Desk } from './desk.js';
import { TraceLine } from './trace.js';

/** Far above any export (32 kB at most); a larger file is not read at all. */
const LARGEST = 1_000_000;

interface State { asking?: 'erase' | 'bring' | undefined; file?: string; done?: { key: Key; values: Values } | undefined }

export class Take extends Component<{ desk: Desk }, State> {
  #input = createRef<HTMLInputElement>();

  #done(key: Key, values: Values = {}): void {
    this.setState({ asking: undefined, done: { key, values } });
    this.props.desk.say(key, values);
  }

  #save = (): void => {
    const { view } = this.props.desk;
    const url = URL.createObjectURL(new Blob([view.engine.export()], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${view.engine.facts.key.replace(/[^\w.-]+/g, '-') || 'nearside'}.json`;
    link.click();
    // The download has its own hold on the data once the click is done.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    this.#done('take.saved');
  };

  #bring = async (input: HTMLInputElement): Promise<void> => {
    const { desk } = this.props;
    const [file] = input.files ?? [];
    if (!file) return;
    const text = file.size > LARGEST ? undefined : await file.text().catch(() => undefined);
    input.value = ''; // So that the same file can be chosen again.
    if (text === undefined) this.#done('take.bad');
    else if (desk.counts() === undefined) this.#import(text);
    else this.#ask('bring', text);
  };

  #import(file: string): void {
    const { desk } = this.props;
    try {
      const act = desk.acts.do({ do: 'import', file });
      const values = { list: desk.counts() ?? desk.text('badge.interests', { n: 0 }) };
      this.setState({ asking: undefined, done: undefined });
      desk.left(act, { list: 'take', id: 'file', at: 0, key: 'take.done', values });
    } catch {
      desk.focus = 'bring';
      this.#done('take.bad'); // The engine refuses what is not an export, and changes nothing.
    }
  }

  #ask(asking: 'erase' | 'bring', file = ''): void {
    this.props.desk.focus = 'ask';
    this.setState({ asking, file, done: undefined }, () => this.props.desk.look());
  }

  #erase = (): void => {
    const { desk } = this.props;
    const { engine } = desk.view;
    engine.erase();
    desk.acts.clear();
    desk.view.renew();
    const { signals, statements, aside } = engine.health;
    desk.focus = 'erase';
    this.#done(signals + statements === 0 && !aside && engine.interests().length === 0 ? 'erase.done' : 'erase.failed');
  };

  #keep = (): void => {
    const { desk } = this.props;
    desk.focus = this.state.asking === 'erase' ? 'erase' : 'bring';
    this.setState({ asking: undefined }, () => desk.look());
  };

  render({ desk }: { desk: Desk }, { asking, file, done }: State) {
    const { view, text } = desk;
    const kept = desk.counts(asking !== 'bring');
    return (
      <section class="section" aria-labelledby="take">
        <h3 id="take">{text('take.title')}</h3>
        <div class="buttons">
          <button type="button" class="button" onClick={this.#save}>{text('take.save')}</button>
          {view.engine.level !== 'off' && (
            <button type="button" class="button" id="bring" onClick={() => this.#input.current?.click()}>{text('take.bring')}</button>
          )}
          <button
            type="button" class="button" id="erase"
            onClick={() => kept === undefined ? this.#done('erase.nothing') : this.#ask('erase')}
          >{text('erase.all')}</button>
        </div>
        <input
          ref={this.#input} type="file" accept="application/json,.json" hidden
          onChange={(event) => void this.#bring(event.currentTarget)}
        />
        {!view.on && <p class="soft">{text(view.engine.level === 'off' ? 'take.first' : 'take.level')}</p>}
        {asking && kept !== undefined && (
          <div class="ask" role="group" aria-labelledby="ask">
            <p id="ask" tabIndex={-1}>{text(asking === 'erase' ? 'erase.ask' : 'take.ask', { list: kept })}</p>
            <div class="buttons">
              <button type="button" class="button" onClick={asking === 'erase' ? this.#erase : () => this.#import(file ?? '')}>
                {text(asking === 'erase' ? 'erase.all' : 'take.yes')}
              </button>
              <button type="button" class="button" onClick={this.#keep}>{text('erase.keep')}</button>
            </div>
          </div>
        )}
        <ul>{desk.tracesOf('take').map((one) => <TraceLine key={one.id} desk={desk} trace={one} back="bring" />)}</ul>
        {done && <p class="result">{say(text, done.key, done.values)}</p>}
      </section>
    );
  }
}
