// Questions to the Rust side, and its answers out of bytes: the layout is that of `src/browser`.
// Not here: what is asked, and when (`engine.ts`).
import { NearsideError } from './errors.js';
import type { Call, ErrorCode } from './facts.js';
import type { Shop } from './load.js';

/** A new one each time: some browsers count the bytes that one has read, and end at 2 GB. */
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** What was answered, without its seal. Throws where that says so. */
function opened(answer: Uint8Array): Uint8Array {
  const said = answer.subarray(0, -1);
  if (answer.at(-1)) {
    const [, code, message] = /^(\S+) (.*)/s.exec(decode(said)) ?? [];
    throw new NearsideError(code as ErrorCode, message as string);
  }
  return said;
}

function numbersOf(answer: Uint8Array): Int32Array {
  const { buffer, length } = opened(answer);
  return new Int32Array(buffer as ArrayBuffer, 0, length >> 2);
}

/** A shopper's profile over a catalog, as the Rust side holds it. */
export class Asked {
  readonly #shop: Shop;
  readonly #now: () => number;

  constructor(shop: Shop, now: () => number) {
    this.#shop = shop;
    this.#now = now;
  }

  text(what: Call, one = '', two = '', three = '', number = this.#now()): string {
    return decode(opened(this.#shop.call(what, number, one, two, three)));
  }

  numbers(what: Call, one = '', two = '', three = '', number = this.#now()): Int32Array {
    return numbersOf(this.#shop.call(what, number, one, two, three));
  }

  /** The number of a shard, from now on. */
  add(catalog: Uint8Array): number {
    return numbersOf(this.#shop.add(catalog))[0]!;
  }

  free(): void {
    this.#shop.free();
  }
}
