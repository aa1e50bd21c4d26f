// A WebAssembly module taken apart into streams, each of one kind of thing: instructions, the locals they name, the
// numbers they hold, and so on; brotli packs each by itself 13 % smaller than all of them in turn. Not here: how a
// stream becomes text, or how a page puts them together again (text-code.mjs).
import { SetupError } from '../setup/run.mjs';

/** The streams of numbers that instructions hold. Longer numbers (LEB128) leave all but their first byte in a stream of their own. */
export const HOLES = ['get', 'set', 'call', 'constant', 'wide', 'branch', 'load', 'store'];
/** Bytes of an instruction that are put together at once. */
const MOST = 8;
/** In place of a hole: there is none, or the function ends. */
const NONE = 254;
export const END = 255;

const CODE = 10;

/**
 * `symbols`: what instructions are made of, most frequent first: `bytes`, and behind them a `hole` (its place in
 * `HOLES`), `NONE`, or `END`; `order`: their numbers, as they come; `values`: a stream for each hole, then one for
 * each hole's longer bytes; `locals`: how many functions there are, and what each declares; `before` and `after`: the
 * bytes around the code.
 */
export function takeApart(wasm) {
  const { head, start, end } = codeSection(wasm);
  const reader = read(wasm, start);
  const values = Array.from({ length: 2 * HOLES.length }, () => []);
  const spoken = [];
  const locals = [...reader.number()];
  const functions = value(locals);
  for (let i = 0; i < functions; i++) {
    const stop = value(reader.number()) + reader.at();
    const groups = reader.number();
    if (groups.length > 1 || stop - reader.at() > 2 ** 20) throw unknown(`function ${i} with so much in it`);
    locals.push(...groups);
    for (let k = value(groups); k > 0; k--) locals.push(...reader.number(), ...reader.bytes(1));
    while (reader.at() < stop) instruction(reader, stop, (bytes, hole, number) => {
      for (; bytes.length > MOST; bytes = bytes.slice(MOST)) spoken.push([NONE, ...bytes.slice(0, MOST)].join());
      spoken.push([hole, ...bytes].join());
      values[hole]?.push(number[0]);
      values[hole + HOLES.length]?.push(...number.slice(1));
    });
  }
  const count = new Map();
  for (const name of spoken) count.set(name, (count.get(name) ?? 0) + 1);
  const names = [...count.keys()].sort((a, b) => count.get(b) - count.get(a) || (a < b ? -1 : 1));
  if (names.length > 256) throw unknown('so many kinds of instructions');
  const numbers = new Map(names.map((name, i) => [name, i]));
  return {
    symbols: names.map((name) => name.split(',').map(Number)).map(([hole, ...bytes]) => ({ hole, bytes })),
    order: spoken.map((name) => numbers.get(name)),
    values, locals, before: wasm.subarray(0, head), after: wasm.subarray(end),
  };
}

/** One instruction; a branch table is several: its count, then a branch without instruction for each label. */
function instruction(reader, stop, speak) {
  const [op] = reader.bytes(1);
  if (op === 0x0e) {
    const count = reader.number();
    speak([op, ...count], hole('branch'), reader.number());
    for (let i = value(count); i > 0; i--) speak([], hole('branch'), reader.number());
    return;
  }
  const [numbers, last] = operands(op, reader);
  if (op === 0x0b && reader.at() === stop) speak([op], END);
  else if (last === undefined) speak([op, ...numbers], NONE);
  else {
    const number = reader.number();
    if (op === 0x41 && FREQUENT.includes(number[0])) speak([op, ...number], NONE);
    else speak([op, ...numbers], hole(last), number);
  }
}

/** The most frequent constants are instructions of their own. */
const FREQUENT = [0, 1, 4, 8, 16];

/** The numbers of an instruction that are part of it, and the name of the hole after them. */
function operands(op, reader) {
  const numbers = (count) => Array.from({ length: count }, () => [...reader.number()]).flat();
  if (op === 0x10) return [[], 'call'];
  if (op === 0x0c || op === 0x0d) return [[], 'branch'];
  if (op === 0x20) return [[], 'get'];
  if (op === 0x21 || op === 0x22) return [[], 'set'];
  if (op === 0x41) return [[], 'constant'];
  if (op === 0x42) return [[], 'wide'];
  if (op >= 0x28 && op <= 0x3e) return [numbers(1), op < 0x36 ? 'load' : 'store'];
  if ((op >= 0x02 && op <= 0x04) || (op >= 0x23 && op <= 0x26) || op === 0x3f || op === 0x40 || op === 0xd0 || op === 0xd2) return [numbers(1)];
  if (op === 0x11) return [numbers(2)];
  if (op === 0x43) return [[...reader.bytes(4)]];
  if (op === 0x44) return [[...reader.bytes(8)]];
  if (op === 0xfc) {
    const [more] = reader.bytes(1);
    return [[more, ...numbers(more < 8 ? 0 : more === 10 || more === 12 || more === 14 ? 2 : 1)]];
  }
  if (op < 2 || op === 0x05 || op === 0x0b || op === 0x0f || op === 0x1a || op === 0x1b || op === 0xd1 || (op >= 0x45 && op <= 0xc4)) return [[]];
  throw unknown(`an instruction 0x${op.toString(16)}`);
}

const unknown = (what) => new SetupError(`The module holds ${what}. See scripts/build/streams.mjs.`);

const hole = (name) => HOLES.indexOf(name);

/** Where the code lies in the module, behind its size. */
function codeSection(wasm) {
  const reader = read(wasm, 8);
  while (reader.at() < wasm.length) {
    const head = reader.at();
    const [id] = reader.bytes(1);
    const end = value(reader.number()) + reader.at();
    if (id === CODE) return { head, start: reader.at(), end };
    reader.bytes(end - reader.at());
  }
  throw unknown('no code');
}

/** Reads bytes and LEB128 numbers, as their bytes. */
function read(bytes, at) {
  const take = (end) => {
    const taken = bytes.subarray(at, end);
    at = end;
    return taken;
  };
  return {
    at: () => at,
    bytes: (count) => take(at + count),
    number: () => {
      let end = at;
      while (bytes[end++] > 127);
      return take(end);
    },
  };
}

const value = (number) => number.reduce((sum, byte, i) => sum + (byte & 127) * 128 ** i, 0);
