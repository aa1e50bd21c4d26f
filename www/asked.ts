// Questions to the Rust side, and its answers out of bytes: the layout is that of `src/browser`.
// Not here: what is asked, and when (`engine.ts`).
import { NearsideError } from './errors.js';
import type { Call, ErrorCode } from './facts.js';
import type { Shop } from './start.js';

/** A new one each time: some browsers count the bytes that one has read, and end at 2 GB. */
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** A shopper's profile over a catalog, as the Rust side holds it. */
export class Asked {
  readonly #shop: Shop;
  readonly #now: () => number;

  constructor(shop: Shop, now: () => number) {
    this.#shop = shop;
    this.#now = now;
  }

  text(what: Call, text?: string, word?: string, number?: number): string {
    return decode(this.#ask(what, text, word, number));
  }

  numbers(what: Call, given?: string | Uint8Array, word?: string, number?: number): Int32Array {
    const { buffer, length } = this.#ask(what, given, word, number);
    return new Int32Array(buffer as ArrayBuffer, 0, length >> 2);
  }

  /** The answer, without its seal. Throws where that says so. */
  #ask(what: Call, given: string | Uint8Array = '', word = '', number = this.#now()): Uint8Array {
    const bytes = typeof given === 'object' ? given : new TextEncoder().encode(`${word.replace(/\n/g, ' ')}\n${given}`);
    const answer = this.#shop.call(what, number, bytes);
    const said = answer.subarray(0, -1);
    if (answer.at(-1)) {
      const [, code, message] = /^(\S+) (.*)/s.exec(decode(said)) ?? [];
      throw new NearsideError(code as ErrorCode, message as string);
    }
    return said;
  }

  free(): void {
    this.#shop.free();
  }
}
