// What a person sees while the compiler works: a bar where there is a terminal, a few plain lines elsewhere.
// Not here: the work (`cli.ts`).

const STAGES: Record<string, string> = {
  feed: 'reading feed', baskets: 'reading baskets', sessions: 'reading sessions',
  neighbors: 'neighbors', followers: 'followers', writing: 'writing',
};

/** How the bar is redrawn at most, and a plain line told, in milliseconds. */
const REDRAW = 50;
const RETELL = 5000;

/** What a person sees meanwhile, on standard error: a bar on a terminal, a few plain lines elsewhere. */
export class Show {
  readonly #terminal = process.stderr.isTTY === true;
  #expected = 0;
  #passed = 0;
  #stage = '';
  #told = 0;

  expect(bytes: number): void {
    this.#expected += bytes;
  }

  passed(bytes: number): void {
    this.#passed += bytes;
  }

  step(stage: string, done: number, all: number): void {
    const isNew = stage !== this.#stage;
    const now = performance.now();
    if (!isNew && now - this.#told < (this.#terminal ? REDRAW : RETELL)) return;
    this.#stage = stage;
    this.#told = now;
    const name = STAGES[stage] ?? stage;
    const count = stage === 'writing' ? '' : all ? `${done} of ${all} items` : `${done} ${stage === 'feed' ? 'rows' : 'lines'}`;
    if (!this.#terminal) {
      process.stderr.write(`${name} ${count}\n`);
      return;
    }
    const share = stage === 'writing' ? 1 : Math.min(1, all ? done / all : this.#passed / Math.max(1, this.#expected));
    const width = Math.max(10, Math.min(40, (process.stderr.columns ?? 80) - 50));
    const full = Math.round(share * width);
    const percent = String(Math.round(share * 100)).padStart(3);
    process.stderr.write(`\r\x1b[K${name.padEnd(16)}${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent} %  ${count}`);
  }

  done(): void {
    if (this.#terminal && this.#stage) process.stderr.write('\r\x1b[K');
  }
}
