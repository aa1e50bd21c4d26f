// Bytes as printable text for a JavaScript string, made for what comes after it: gzip and brotli.
// The most frequent bytes become one character, the others two, so that what repeats in the bytes
// repeats in the text. Measured on our module: 1 % above brotli of the bare bytes, where base64 of
// deflate is 20 % above and plain base64 31 %.

import { brotliCompressSync, constants } from 'node:zlib';

/** Printable ASCII without what a string, a template or an inline script would have to escape. */
const PRINTABLE = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => i + 32)).replace(/["'`\\$<]/g, '');
const MARKS = 2;
/**
 * The pairs of characters that may announce a second one. Which are best is a matter of trial: between the best and
 * the worst of these lies a percent of brotli, and each module has its own.
 */
const TRIALS = ['09', 'ou', 'ij', 'de', 'bs', 'uv', 'rs', 'iI', 'YZ', 'xy', 'AB', 'kl', '{|', '()', 'JK', '@A'];

/**
 * `text`; `alphabet`, the marks first; and `short`: 32 bytes in hex, bit by bit whether a byte has one character.
 */
export function encode(bytes, marks) {
  const alphabet = marks + [...PRINTABLE].filter((letter) => !marks.includes(letter)).join('');
  const count = new Uint32Array(256);
  for (const byte of bytes) count[byte]++;
  const frequent = [...count.keys()].sort((a, b) => count[b] - count[a] || a - b).slice(0, alphabet.length - MARKS);
  const isShort = Array.from(count, (_, byte) => frequent.includes(byte));
  const codes = [];
  let one = MARKS;
  let two = 0;
  for (const byte of count.keys()) {
    codes[byte] = isShort[byte] ? alphabet[one++] : alphabet[Math.floor(two / alphabet.length)] + alphabet[two++ % alphabet.length];
  }
  const short = Array.from({ length: 64 }, (_, i) => isShort.slice(i * 4, i * 4 + 4).reduce((digit, bit) => digit * 2 + bit, 0).toString(16)).join('');
  return { text: Array.from(bytes, (byte) => codes[byte]).join(''), alphabet, short };
}

/** A module whose `wasmBytes()` gives the bytes back: of all trials the one that compresses best. */
export function moduleText(bytes) {
  const modules = TRIALS.map((marks) => moduleOf(encode(bytes, marks)));
  const sizes = modules.map((text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length);
  return modules[sizes.indexOf(Math.min(...sizes))];
}

function moduleOf({ text, alphabet, short }) {
  return `// Written by scripts/build.mjs; do not edit. See scripts/build/text-code.mjs.
const text = "${text}";
const short = "${short}";
const alphabet = ${JSON.stringify(alphabet)};
export function wasmBytes() {
  const one = [], two = [], size = alphabet.length;
  for (let byte = 0; byte < 256; byte++) (parseInt(short[byte >> 2], 16) >> (3 - (byte & 3)) & 1 ? one : two).push(byte);
  // By character: the byte, or from 256 on where the table for the second character starts.
  const table = new Uint16Array(128 * ${MARKS + 1});
  for (let i = 0; i < size; i++) {
    const at = alphabet.charCodeAt(i);
    table[at] = i < ${MARKS} ? 128 * (i + 2) : one[i - ${MARKS}];
    for (let mark = 0; mark < ${MARKS}; mark++) table[128 * (mark + 1) + at] = two[mark * size + i];
  }
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    let byte = table[bytes[i]];
    if (byte > 255) byte = table[byte - 128 + bytes[++i]];
    bytes[length++] = byte;
  }
  return bytes.subarray(0, length);
}
`;
}

/** The types of that module. */
export const MODULE_TYPES = `// Written by scripts/build.mjs; do not edit.
/** The browser's WebAssembly module. */
export function wasmBytes(): Uint8Array<ArrayBuffer>;
`;
