// Files of the command: plain or `.gz` on the way in, whole or not at all on the way out. Not here: what is in them.
import { closeSync, fstatSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Failure, messageOf } from './cli-failure.js';
import type { Show } from './cli-show.js';

/** Gives the next bytes, so many at most; none at the end. */
export type Read = (length: number) => Uint8Array;

/** Reads a file piece by piece; a compressed one is taken apart first, in memory. */
export function open(path: string, show: Show): Read {
  try {
    if (/\.gz$/i.test(path)) {
      const packed = readFileSync(path);
      if (packed[0] !== 0x1f || packed[1] !== 0x8b) throw new Error('its name ends in .gz, and it is not compressed with gzip');
      const bytes = gunzipSync(packed);
      let at = 0;
      show.expect(bytes.length);
      return (length) => {
        const part = bytes.subarray(at, at + length);
        at += part.length;
        show.passed(part.length);
        return part;
      };
    }
    const file = openSync(path, 'r');
    const about = fstatSync(file);
    if (about.isDirectory()) throw new Error('it is a folder');
    show.expect(about.size);
    let chunk = new Uint8Array(0);
    let ended = false;
    return (length) => {
      if (chunk.length < length) chunk = new Uint8Array(length);
      // The reader may ask again after the end.
      const read = ended ? 0 : readSync(file, chunk, 0, length, null);
      if (read === 0 && !ended) {
        ended = true;
        closeSync(file);
      }
      show.passed(read);
      return chunk.subarray(0, read);
    };
  } catch (error) {
    throw new Failure('BAD_FEED', `${path} cannot be opened: ${messageOf(error)}`);
  }
}

/** Writes a file under another name first, so that a reader never meets half of it. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const part = `${path}.${process.pid}.part`;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder');
    writeFileSync(part, bytes, { flush: true });
    renameSync(part, path);
  } catch (error) {
    try {
      rmSync(part, { force: true });
    } catch {
      // Where a file stands for a folder of the path, nothing was begun.
    }
    const why = ['ENOENT', 'ENOTDIR'].includes((error as { code?: string }).code ?? '') ? 'its folder is not there' : messageOf(error);
    throw new Failure('BAD_OPTION', `${path} cannot be written: ${why}`);
  }
}
