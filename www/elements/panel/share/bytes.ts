/**
 * A report's bytes, taken apart: every field of the protobuf in its order, so that nothing in it stays unsaid. Reads what
 * `src/counts/otlp.rs` writes; what it does not know it shows by number. Not here: words for it.
 */
export interface Leaf {
  /** OTLP's own name of the field, or the numbers that lead to it. */
  name: string;
  value: string | number | bigint | number[];
}

/** Fields that hold other fields, and the names of those that hold values, by the numbers that lead there. */
const INNER = /^1(\.2(\.1|\.2(\.9(\.1(\.9(\.2)?)?)?)?)?)?$/;
const NAMES: Record<string, string> = {
  '1.2.1.1': 'scope.name', '1.2.1.2': 'scope.version', '1.2.2.1': 'name', '1.2.2.3': 'unit', '1.2.2.9.2': 'aggregation_temporality',
  '1.2.2.9.1.2': 'start_time', '1.2.2.9.1.3': 'time', '1.2.2.9.1.4': 'count', '1.2.2.9.1.6': 'bucket_counts', '1.2.2.9.1.7': 'explicit_bounds',
  '1.2.2.9.1.9.1': 'key', '1.2.2.9.1.9.2.1': 'value',
};

export const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** The fields in their order. What is no protobuf ends the list with the bytes that are left. */
export function leaves(bytes: Uint8Array, path = ''): Leaf[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: Leaf[] = [];
  let at = 0;
  const varint = (): number => {
    for (let value = 0, shift = 1; ; shift *= 128) {
      const byte = view.getUint8(at++);
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const eights = (part: Uint8Array, read: (at: number) => number) => Array.from({ length: part.length / 8 }, (_, one) => read(part.byteOffset - bytes.byteOffset + one * 8));
  let from = 0;
  try {
    for (; at < bytes.length; from = at) {
      const tag = varint(), to = path + (tag >> 3), name = NAMES[to] ?? to;
      if ((tag & 7) === 0) found.push({ name, value: varint() });
      else if ((tag & 7) === 1) found.push({ name, value: view.getBigUint64((at += 8) - 8, true) });
      else {
        const length = varint();
        if ((tag & 7) !== 2 || at + length > bytes.length) throw 0;
        const part = bytes.subarray(at, (at += length));
        if (INNER.test(to)) found.push(...leaves(part, `${to}.`));
        else if (name === 'bucket_counts') found.push({ name, value: eights(part, (one) => Number(view.getBigUint64(one, true))) });
        else if (name === 'explicit_bounds') found.push({ name, value: eights(part, (one) => view.getFloat64(one, true)) });
        else found.push({ name, value: NAMES[to] ? new TextDecoder().decode(part) : hex(part) });
      }
    }
  } catch {
    found.push({ name: '?', value: hex(bytes.subarray(from)) });
  }
  return found;
}
