// `node benches/track.mjs SPEC`: one signal noted and written, with a year behind it, in Node: its local storage is a
// Map. Prints one line of JSON. Not here: the same in a browser (in-page.mjs).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../scripts/setup/paths.mjs';
import { measureTracking } from './measure.mjs';

const { path, ids, bought, now } = JSON.parse(process.argv[2]);

/** Enough of a browser for the engine to store in. */
class Shelf {
  #kept = new Map();
  getItem(key) { return this.#kept.get(key) ?? null; }
  setItem(key, value) { this.#kept.set(key, String(value)); }
  removeItem(key) { this.#kept.delete(key); }
}
class Window extends EventTarget {
  localStorage = new Shelf();
  sessionStorage = new Shelf();
}
globalThis.Window = Window;
globalThis.window = new Window();

const { open } = await import(pathToFileURL(join(ROOT, 'dist/index.js')));
const clock = { now };
const engine = await open({ catalog: new Uint8Array(readFileSync(join(ROOT, path))), now: () => clock.now });
engine.setLevel('remember');
console.log(JSON.stringify({ ...measureTracking({ engine, ids, bought, clock }), stored: window.localStorage.getItem('nearside') !== null }));
process.exit(0); // the channel to other tabs would keep Node waiting
