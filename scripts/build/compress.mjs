// Compressed copies beside what is served, as a shop's own server would hold them. Not here: serving.
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ROOT } from '../setup/paths.mjs';
import { files } from './stamp.mjs';

const TEXT = /\.(html|css|js|json|svg|txt|nsc|tsv)$/;
const KINDS = {
  // 11 takes three times as long for a tenth of a percent on catalogs of megabytes.
  '.br': (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 500_000 ? 9 : 11 } }),
  '.gz': (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/** Writes `.br` and `.gz` beside each file of a folder that shrinks, unless they belong to this very file. */
export async function compress(folder) {
  for (const path of files(folder)) {
    const file = join(ROOT, path);
    if (/\.(br|gz)$/.test(file)) {
      if (!statSync(file.slice(0, -3), { throwIfNoEntry: false })) rmSync(file);
      continue;
    }
    const { mtime, mtimeMs, size } = statSync(file);
    if (!TEXT.test(file) || size < 1024) continue;
    for (const [end, pack] of Object.entries(KINDS)) {
      const copy = file + end;
      // Times are set in milliseconds and read with a fraction.
      if (Math.abs((statSync(copy, { throwIfNoEntry: false })?.mtimeMs ?? 0) - mtimeMs) < 2) continue;
      writeFileSync(copy, await pack(readFileSync(file)));
      utimesSync(copy, mtime, mtime);
    }
  }
}
