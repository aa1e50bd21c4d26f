// The sections of a catalog.nsc and what each weighs (docs/catalog-format.md). Not here: their contents.
import { gzipSync } from 'node:zlib';
import { SetupError } from '../setup/run.mjs';

/** Sections that are not needed to rank a page of known products; each is reported by itself. */
const APART = { cards: ['card'], ids: ['ids ', 'idix', 'alia'], neighbors: ['near', 'foll', 'lift'] };

/** Sizes of a catalog, in bytes. */
export function readCatalog(file) {
  if (file.toString('latin1', 0, 4) !== 'nsc\n' || file.length < 32) throw new SetupError('build/site/catalog.nsc is not a catalog.');
  const items = file.readUInt32LE(8);
  const sections = Array.from({ length: file.readUInt16LE(6) }, (_, i) => {
    const line = 32 + i * 16;
    const [start, length] = [file.readUInt32LE(line + 4), file.readUInt32LE(line + 8)];
    return { kind: file.toString('latin1', line, line + 4), bytes: file.subarray(start, start + length) };
  });
  const apart = Object.values(APART).flat();
  const weigh = (wanted) => {
    const bytes = Buffer.concat(sections.filter(({ kind }) => wanted(kind)).map((section) => section.bytes));
    return { raw: bytes.length, gzip: bytes.length && gzipSync(bytes, { level: 9 }).length };
  };
  const core = weigh((kind) => !apart.includes(kind));
  return {
    items,
    bytes_per_item_gzip: Math.round(core.gzip / items * 100) / 100,
    core,
    ...Object.fromEntries(Object.entries(APART).map(([name, kinds]) => [name, weigh((kind) => kinds.includes(kind))])),
    file: { raw: file.length, gzip: gzipSync(file, { level: 9 }).length },
    sections: Object.fromEntries(sections.map(({ kind }) => [kind.trim(), weigh((other) => other === kind)])),
  };
}
