// Bytes as printable text for a JavaScript string, made for what comes after it: gzip and brotli.
// The most frequent bytes become one character, the others two, so that what repeats in the bytes
// repeats in the text: no larger than brotli of the bare bytes, where base64 of deflate is 20 % above and plain
// base64 31 %. A WebAssembly module is taken apart before (streams.mjs), and put together again where it is read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { output } from '../setup/run.mjs';
import { FEATURES } from '../wasm.mjs';
import { END, HOLES, takeApart } from './streams.mjs';

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
 * kinds. Each letter is followed by its instruction in hex, with a point where a function ends.
 */
const LETTERS = ';20 k41 ]2802 O21 =6a N10 :22 00b 23602 r4101 30440 .4100 }6b U0d *42 B0c a0b. 62400 (4104 S0240 E3702 F45 /4108 m4110 80340 K46 @1b g47 -74 n71 |2902 105 ~2d00 P3703 L2300 z00 _2903 >6c X72 A3a00 V4d M4b T49 7047f u W4f {ad ifc0a0000 #2f01 )88 v73 l3b01 +a7 Q86 ?7e G7c D76 ,1a 42800 584 J027f d4a R83 Y4e Z48 I0f ^3301 t7d w6e c2f00 &54 x80 h3502 f50 b0e02 [85 92c00 %2501 C58 s4400000000709994 q41 ja3 ofc03 e4c H52  a2900 p0e03';
/** An instruction as it is written there. */
const written = ({ bytes, hole }) => Buffer.from(bytes).toString('hex') + (hole === END ? '.' : '');

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
  const letters = new Map(LETTERS.split(' ').map((pair) => [pair.slice(1), pair[0]]));
  const head = [symbols.length, ...symbols.flatMap(({ bytes, hole }) => [hole < HOLES.length ? 4 * hole : hole, bytes.length, ...bytes]), ...locals];
  const coded = [
    encode(order, (symbol) => symbols[symbol] && letters.get(written(symbols[symbol]))),
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
