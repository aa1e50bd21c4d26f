// Bytes as printable text for a JavaScript string, made for what comes after it: gzip and brotli.
// The most frequent bytes become one character, the others two, so that what repeats in the bytes
// repeats in the text. Measured on our module: 1 % above brotli of the bare bytes, where base64 of
// deflate is 20 % above and plain base64 31 %.

/** These announce a second character. Which two is a matter of trial: these spare about a percent of brotli. */
const MARK = '09';
/** Printable ASCII without what a string, a template or an inline script would have to escape. */
const ALPHABET = MARK + String.fromCharCode(...Array.from({ length: 95 }, (_, i) => i + 32)).replace(/["'`\\$<09]/g, '');
const MARKS = MARK.length;

/** `text`, and `short`: 32 bytes in hex, bit by bit whether a byte has one character. */
export function encode(bytes) {
  const count = new Uint32Array(256);
  for (const byte of bytes) count[byte]++;
  const frequent = [...count.keys()].sort((a, b) => count[b] - count[a] || a - b).slice(0, ALPHABET.length - MARKS);
  const isShort = Array.from(count, (_, byte) => frequent.includes(byte));
  const codes = [];
  let one = MARKS;
  let two = 0;
  for (const byte of count.keys()) {
    codes[byte] = isShort[byte] ? ALPHABET[one++] : ALPHABET[Math.floor(two / ALPHABET.length)] + ALPHABET[two++ % ALPHABET.length];
  }
  const short = Array.from({ length: 64 }, (_, i) => isShort.slice(i * 4, i * 4 + 4).reduce((digit, bit) => digit * 2 + bit, 0).toString(16)).join('');
  return { text: Array.from(bytes, (byte) => codes[byte]).join(''), short };
}

/** A module whose `wasmBytes()` gives the bytes back. */
export function moduleText(bytes) {
  const { text, short } = encode(bytes);
  return `// Written by scripts/build.mjs; do not edit. See scripts/build/text-code.mjs.
const text = "${text}";
const short = "${short}";
const alphabet = ${JSON.stringify(ALPHABET)};
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
