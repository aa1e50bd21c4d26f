import tables from '../../src/counts/tables/sqlite.sql';
import { NearsideError } from '../errors.js';
import type { CountStore, Kept, Sum, Turn } from './types.js';

/** A database as `node:sqlite` (`DatabaseSync`), better-sqlite3 and `bun:sqlite` have them. */
export interface SqliteLike {
  exec(sql: string): unknown;
  prepare(sql: string): {
    run(...values: (string | number)[]): unknown;
    get(...values: (string | number)[]): unknown;
    all(...values: (string | number)[]): unknown;
  };
}

/** Mark the file as ours, as the native command does (`src/bin/nearside/collect/store/sqlite.rs`): "near", and a version. */
const OURS = 0x6e65_6172;
const VERSION = 1;

/**
 * Sums in a SQLite file of its own: the same file as that of `nearside collect`, which can go on where this stopped. Each
 * `add` is one transaction, on disk when it returns. Several processes may use one file; each waits for the other.
 */
export function sqliteStore(database: SqliteLike): CountStore {
  let opened: Statements | undefined;
  const statements = () => (opened ??= open(database));
  return {
    add(more) {
      const { turn, series, number, add } = statements();
      const seriesOf = ({ question, arm, cells }: Turn | Sum) => {
        series.run(question, arm, cells);
        return Number((number.get(question, arm, cells) as { id: number | bigint }).id);
      };
      whole(database, () => {
        for (const one of more.turns) turn.run(seriesOf(one), one.day);
        let last: Sum | undefined;
        let id = 0;
        for (const sum of more.sums) {
          // Cells of one series follow each other.
          if (last?.question !== sum.question || last.arm !== sum.arm || last.cells !== sum.cells) id = seriesOf(sum);
          last = sum;
          add.run(id, sum.day, sum.cell, sum.number);
        }
      });
    },
    read(from, to) {
      const { sums, turns } = statements();
      return whole(database, () => ({ sums: sums.all(from, to), turns: turns.all() }) as Kept);
    },
  };
}

type Statements = ReturnType<typeof open>;

function open(database: SqliteLike) {
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  const ask = (sql: string) => Number(Object.values(database.prepare(sql).get() as Record<string, unknown>)[0]);
  whole(database, () => {
    const [ours, version] = [ask('PRAGMA application_id'), ask('PRAGMA user_version')];
    if (ours === OURS && version === VERSION) return;
    if (ours === OURS) throw new NearsideError('BAD_OPTION', 'the store was written by a newer release');
    if (ask('SELECT count(*) FROM sqlite_schema') > 0) throw new NearsideError('BAD_OPTION', 'the file is a database of something else');
    database.exec(`${tables} PRAGMA application_id = ${OURS}; PRAGMA user_version = ${VERSION};`);
  });
  return {
    turn: database.prepare('INSERT INTO turn (series, day) VALUES (?, ?)'),
    series: database.prepare('INSERT INTO series (question, arm, cells) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    number: database.prepare('SELECT id FROM series WHERE question = ? AND arm = ? AND cells = ?'),
    add: database.prepare('INSERT INTO total (series, day, cell, number) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number'),
    sums: database.prepare('SELECT question, arm, cells, day, cell, number FROM total JOIN series ON id = series WHERE day BETWEEN ? AND ?'),
    turns: database.prepare('SELECT question, arm, cells, day FROM turn JOIN series ON id = series ORDER BY turn.rowid'),
  };
}

/** Does all of it, or nothing. */
function whole<T>(database: SqliteLike, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const done = work();
    database.exec('COMMIT');
    return done;
  } catch (thrown) {
    try {
      database.exec('ROLLBACK');
    } catch {
      // SQLite has done so already, after some faults.
    }
    throw thrown;
  }
}
