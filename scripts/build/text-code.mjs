// Bytes as printable text for a JavaScript string, made for what comes after it: gzip and brotli.
// The most frequent bytes become one character, the others two, so that what repeats in the bytes
// repeats in the text: no larger than brotli of the bare bytes, where base64 of deflate is 20 % above and plain
// base64 31 %. A WebAssembly module is taken apart before (streams.mjs), and put together again where it is read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { output } from '../setup/run.mjs';
import { FEATURES } from '../wasm.mjs';
import { HOLES, takeApart } from './streams.mjs';

/** Printable ASCII without what a string, a template or an inline script would have to escape. */
const PRINTABLE = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => i + 32)).replace(/["'`\\$< !]/g, '');
/** These announce a second character. */
const MARKS = ' !';
/** Where the text lies in the memory that put-together.wat uses. */
const TEXT = 16_384;
/**
 * Which character stands for which instruction, found by trial: brotli expects a character by the kinds of the two
 * before it, and its kinds are those of English (a space, a period, an equals sign or a percent sign is a kind by
 * itself; letters and digits share a few). So instructions that announce different things take characters of different
 * kinds. First the instructions in hex, then their letters in the same order.
 */
const INSTRUCTIONS = '000102030405060708090a0b0c0d0e0f10111214181a1b1c202122232428292c2d2f30343637383a404142454647494b4d4f606163646568696a6b6c6e6f7071727374787e7f80848890b0b8c0c8ccd0d8e0e4e8f0fcff';
const LETTERS = ';!{[(*+_-?:,~}&@=#6/^3|9aeu08CD1>rxyJKc24OAQRSTMVWmplvsfz.dtbqwnhgjk)]IUEZYG5LXHoNBFPi7';

/**
 * `text`; `alphabet`: the character of each byte from 0 to 255, or a space when it takes two.
 * `wanted`: the character that a frequent byte should have; who is not lucky takes one that is left.
 */
export function encode(bytes, wanted = () => undefined) {
  const count = new Uint32Array(256);
  for (const byte of bytes) count[byte]++;
  const free = new Set(PRINTABLE);
  const frequent = [...count.keys()].sort((a, b) => count[b] - count[a] || a - b).slice(0, free.size);
  const codes = [];
  for (const byte of frequent) if (free.delete(wanted(byte))) codes[byte] = wanted(byte);
  const [...left] = free;
  for (const byte of frequent.sort((a, b) => a - b)) codes[byte] ??= left.shift();
  const alphabet = Array.from(count, (_, byte) => codes[byte] ?? ' ').join('');
  const letters = alphabet.replaceAll(' ', '');
  let two = 0;
  for (const byte of count.keys()) codes[byte] ??= MARKS[Math.floor(two / letters.length)] + letters[two++ % letters.length];
  return { codes, text: Array.from(bytes, (byte) => codes[byte]).join(''), alphabet };
}

/** put-together.wat as a module, which is left at `path`. */
export async function starter(path) {
  await output(join(ROOT, 'node_modules/.bin/wasm-opt'), [join(ROOT, 'scripts/build/put-together.wat'), '-o', path, ...FEATURES, '-Oz', '--strip-debug', '--strip-producers', '--strip-target-features']);
  return readFileSync(path);
}

/**
 * A module whose `wasmBytes()` gives a WebAssembly module back; the sizes in it may take more bytes than they need.
 * `start`: what `starter()` made.
 */
export function moduleText(wasm, start) {
  const { symbols, order, values, locals, before, after } = takeApart(wasm);
  const letters = new Map(INSTRUCTIONS.match(/../g).map((hex, i) => [parseInt(hex, 16), LETTERS[i]]));
  const head = [symbols.length, ...symbols.flatMap(({ bytes, hole }) => [hole < HOLES.length ? 4 * hole : hole, bytes.length, ...bytes]), ...locals];
  const coded = [
    encode(order, (symbol) => letters.get(symbols[symbol]?.bytes[0])),
    encode([...values.flat(), ...head]),
    encode([...before, ...after], (byte) => String.fromCharCode(byte)),
  ];
  let text = '';
  const put = (more) => {
    const at = TEXT + text.length;
    text += more;
    return at;
  };
  const numbers = coded[1].codes;
  const rest = put(coded[2].text);
  const end = TEXT + text.length;
  const places = [...values, head].map((bytes) => put(bytes.map((byte) => numbers[byte]).join('')));
  const orders = put(coded[0].text);
  const alphabets = put(coded.map(({ alphabet }) => alphabet).join(''));
  const out = TEXT + text.length;
  const pages = Math.ceil((out + wasm.length + 3 * locals.length + 64) / 65_536);
  return `// Written by scripts/build.mjs; do not edit. See scripts/build/text-code.mjs.
const start = "${Buffer.from(start).toString('hex')}";
const text = "${text}";
export function wasmBytes() {
  const memory = new WebAssembly.Memory({ initial: ${pages} });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(start.match(/../g), (byte) => parseInt(byte, 16))), { a: { a: memory } });
  new Uint32Array(memory.buffer).set(${JSON.stringify([...places, rest, orders, alphabets, alphabets, end])});
  new TextEncoder().encodeInto(text, new Uint8Array(memory.buffer, ${TEXT}));
  return new Uint8Array(memory.buffer, ${out}, exports.a(${out}, ${before.length}) - ${out});
}
`;
}

/** The types of that module. */
export const MODULE_TYPES = `// Written by scripts/build.mjs; do not edit.
/** The browser's WebAssembly module. */
export function wasmBytes(): Uint8Array<ArrayBuffer>;
`;
