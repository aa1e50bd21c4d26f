// Requests in, answers out, and the store between. What a report is, what is refused and what the sums tell, the Rust
// side says (`src/browser/collector.rs`), as it does for the native command.
import { Collector as Rust, What, replyTo, initSync, longest, patience } from '../../build/wasm/collector.js';
import bytes from '../../build/wasm/collector.wasm';
import { NearsideError } from '../errors.js';
import type { Collector, CollectorOptions, Counted, CountStore } from './types.js';

/** Reports that may wait for the store unless the shop says otherwise. */
const QUEUE = 4096;

/** What a store that has nothing gives. */
const NOTHING = '{"sums":[],"turns":[]}';

/**
 * Opens a collector on a store.
 *
 * @throws {NearsideError} `BAD_CONFIG` for a `nearside.json` that asks nothing or makes no sense, `CATALOG_CORRUPT` and
 * `CATALOG_TOO_NEW` for the catalog, `BAD_OPTION` for a wrong option or a store that cannot be read, `WASM_BLOCKED`
 * where bytes may not be compiled and no `module` was given.
 */
export async function openCollector(options: CollectorOptions): Promise<Collector> {
  const { config, catalog = new Uint8Array(), categories = [], store, queue = QUEUE, now = Date.now, problem = () => {}, module } = options;
  check('config', typeof config === 'string' || (typeof config === 'object' && config !== null));
  check('catalog', catalog instanceof Uint8Array || catalog instanceof ArrayBuffer);
  check('categories', Array.isArray(categories) && categories.every((name) => typeof name === 'string'));
  check('store', typeof store?.add === 'function' && typeof store.read === 'function');
  check('queue', Number.isInteger(queue) && queue > 0);
  check('now', typeof now === 'function');
  check('problem', typeof problem === 'function');
  await start(module);
  try {
    const text = typeof config === 'string' ? config.replace(/^\uFEFF/, '') : JSON.stringify(config);
    const rust = new Rust(text, catalog instanceof Uint8Array ? catalog : new Uint8Array(catalog), categories);
    const turns = rust.turns(await reading(store, 0, 0), now());
    if (turns) await store.add(JSON.parse(turns));
    return new Receiving(rust, store, queue, now, problem);
  } catch (thrown) {
    throw NearsideError.from(thrown, 'BAD_OPTION');
  }
}

function check(name: string, fits: boolean): void {
  if (!fits) throw new NearsideError('BAD_OPTION', `openCollector(): "${name}" is missing or has the wrong type or range`);
}

let starting: Promise<void> | undefined;

/** Starts the module once, however many collectors a server opens. */
function start(module: WebAssembly.Module | undefined): Promise<void> {
  starting ??= begin(module).catch((thrown: unknown) => {
    starting = undefined;
    throw new NearsideError('WASM_BLOCKED', `WebAssembly cannot run here: ${String((thrown as Error)?.message ?? thrown)}`, { cause: thrown });
  });
  return starting;
}

async function begin(module: WebAssembly.Module | undefined): Promise<void> {
  initSync({ module: module ?? await WebAssembly.compile(bytes) });
}

class Receiving implements Collector {
  readonly endpoint: string;
  #rust: Rust;
  #store: CountStore;
  #queue: number;
  #now: () => number;
  #problem: (thrown: unknown) => void;
  #waiting: ((kept: boolean) => void)[] = [];
  #writing = false;

  constructor(rust: Rust, store: CountStore, queue: number, now: () => number, problem: (thrown: unknown) => void) {
    this.#rust = rust;
    this.#store = store;
    this.#queue = queue;
    this.#now = now;
    this.#problem = problem;
    this.endpoint = rust.endpoint();
  }

  async receive(request: Request): Promise<Response> {
    const { method, url, headers } = request;
    const length = Number(headers.get('content-length')) || 0;
    const refused = this.#rust.refused(method, new URL(url).pathname, headers.get('content-type') ?? undefined, headers.has('content-encoding'), length);
    if (refused) return answer(refused);
    const body = await read(request.body);
    if (!(body instanceof Uint8Array)) return answer(replyTo(body));
    const why = this.#rust.receive(body, this.#now(), this.#waiting.length < this.#queue);
    if (why) return answer(why);
    return answer(replyTo(await this.#written() ? What.Kept : What.NotKept));
  }

  async show(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    return answer(await this.#shown(request.method, pathname, search.slice(1)));
  }

  async results(from?: string, to?: string): Promise<Counted> {
    const query = Object.entries({ from, to }).flatMap(([name, day]) => (day === undefined ? [] : `${name}=${day}`)).join('&');
    const { status, body } = JSON.parse(await this.#shown('GET', '/counts.json', query)) as Answer;
    if (status !== 200) throw new NearsideError('BAD_OPTION', `results(): ${body}`);
    return JSON.parse(body) as Counted;
  }

  async #shown(method: string, path: string, query: string): Promise<string> {
    const now = this.#now();
    const [from, to] = this.#rust.days(method, path, query, now);
    try {
      const given = from === undefined || to === undefined ? NOTHING : await reading(this.#store, from, to);
      return this.#rust.show(method, path, query, now, given);
    } catch (thrown) {
      this.#problem(thrown);
      return replyTo(What.Unreadable);
    }
  }

  /** Whether what was received last is in the store, once that is known. */
  #written(): Promise<boolean> {
    return new Promise((tell) => {
      this.#waiting.push(tell);
      if (!this.#writing) void this.#write();
    });
  }

  /** Adds what waits, all at once, until nothing does. */
  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      // What has arrived with it goes along: a store that blocks would let nothing else in.
      await new Promise((done) => setTimeout(done, 0));
      const waiting = this.#waiting;
      this.#waiting = [];
      let kept = false;
      try {
        await this.#store.add(JSON.parse(this.#rust.take()));
        this.#rust.kept();
        kept = true;
      } catch (thrown) {
        this.#problem(thrown);
      }
      for (const tell of waiting) tell(kept);
    }
    this.#writing = false;
  }
}

interface Answer {
  status: number;
  headers: [string, string][];
  body: string;
}

function answer(said: string): Response {
  const { status, headers, body } = JSON.parse(said) as Answer;
  return new Response(body, { status, headers });
}

/** What a store gives, as text. Whole numbers of databases may come as `bigint`. */
async function reading(store: CountStore, from: number, to: number): Promise<string> {
  const { sums, turns } = await store.read(from, to);
  return JSON.stringify({ sums, turns }, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
}

/** The bytes of a body, or why not. No more are kept than a report may have. */
async function read(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array | What> {
  const whole = new Uint8Array(longest());
  if (!body) return whole.subarray(0, 0);
  const reader = body.getReader();
  let length = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slow = new Promise<'slow'>((done) => { timer = setTimeout(done, 1000 * patience(), 'slow'); });
  // Whoever sends on is not listened to; whether that can be told to them does not matter.
  const stop = (why: What) => {
    reader.cancel().catch(() => {});
    return why;
  };
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), slow]);
      if (next === 'slow') return stop(What.Slow);
      if (next.done) return whole.subarray(0, length);
      if (length + next.value.length > whole.length) return stop(What.Long);
      whole.set(next.value, length);
      length += next.value.length;
    }
  } catch {
    return What.Broken;
  } finally {
    clearTimeout(timer);
  }
}
