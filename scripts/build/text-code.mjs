// Bytes as printable text for a JavaScript string, made for what comes after it: gzip and brotli.
// The most frequent bytes become one character, the others two, so that what repeats in the bytes
// repeats in the text. Measured on our module: half a percent above brotli of the bare bytes, where base64 of
// deflate is 20 % above and plain base64 31 %.

/** Printable ASCII without what a string, a template or an inline script would have to escape. */
const PRINTABLE = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => i + 32)).replace(/["'`\\$<]/g, '');
const MARKS = 2;
/**
 * Which character stands for which byte, found by trial: brotli expects a character by the kinds of the two before it,
 * and its kinds are those of English (a space, a period, an equals sign or a percent sign is a kind by itself; letters
 * and digits share a few). So bytes that announce different things take characters of different kinds: 2 % of brotli.
 * First the marks, which announce a second character; then bytes in hex, and their letters in the same order. A byte
 * that is frequent and not listed takes a letter of one that is not frequent.
 */
const MARKED = ' %';
const BYTES = '000102030405060708090a0b0c0d0e0f10111214181a1b1c202122232428292c2d2f30343637383a404142454647494b4d4f606163646568696a6b6c6e6f7071727374787e7f80848890b0b8c0c8ccd0d8e0e4e8f0fcff';
const LETTERS = ';!{[(*+_-?:,~}&@=#6/^3|9aeu08CD1>rxyJKc24OAQRSTMVWmplvsfz.dtbqwnhgjk)]IUEZYG5LXHoNBFPi7';

/**
 * `text`; `alphabet`, the marks first; and `short`: 32 bytes in hex, bit by bit whether a byte has one character.
 */
export function encode(bytes) {
  const count = new Uint32Array(256);
  for (const byte of bytes) count[byte]++;
  const size = PRINTABLE.length;
  const frequent = [...count.keys()].sort((a, b) => count[b] - count[a] || a - b).slice(0, size - MARKS);
  const isShort = Array.from(count, (_, byte) => frequent.includes(byte));
  const listed = new Map(BYTES.match(/../g).map((hex, i) => [parseInt(hex, 16), LETTERS[i]]).filter(([byte]) => isShort[byte]));
  const taken = [MARKED, ...listed.values()].join('');
  const free = [...PRINTABLE].filter((letter) => !taken.includes(letter));
  const short = [...count.keys()].filter((byte) => isShort[byte]);
  const alphabet = MARKED + short.map((byte) => listed.get(byte) ?? free.shift()).join('');
  const codes = [];
  let one = MARKS;
  let two = 0;
  for (const byte of count.keys()) {
    codes[byte] = isShort[byte] ? alphabet[one++] : alphabet[Math.floor(two / size)] + alphabet[two++ % size];
  }
  const bits = Array.from({ length: 64 }, (_, i) => isShort.slice(i * 4, i * 4 + 4).reduce((digit, bit) => digit * 2 + bit, 0).toString(16)).join('');
  return { text: Array.from(bytes, (byte) => codes[byte]).join(''), alphabet, short: bits };
}

/** A module whose `wasmBytes()` gives the bytes back. */
export const moduleText = (bytes) => moduleOf(encode(bytes));

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
