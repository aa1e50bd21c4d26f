import addSql from '../../src/counts/tables/postgres-add.sql';
import readSql from '../../src/counts/tables/postgres-read.sql';
import tables from '../../src/counts/tables/postgres.sql';
import { NearsideError } from '../errors.js';
import type { CountStore, Kept } from './types.js';

/** A client or a pool as `pg` has them. */
export interface PostgresLike {
  query(text: string, values?: (string | number)[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/**
 * Sums in two tables of a PostgreSQL database, `nearside_total` and `nearside_turn`: the same as those of
 * `nearside collect --store postgres://…`. Each `add` is one statement, so a pool is as good as one connection, and
 * several processes may use one database.
 */
export function postgresStore(client: PostgresLike): CountStore {
  let opening: Promise<void> | undefined;
  const opened = () => (opening ??= open(client).catch((thrown: unknown) => {
    opening = undefined;
    throw thrown;
  }));
  return {
    async add(more) {
      await opened();
      await client.query(addSql, [JSON.stringify(more)]);
    },
    async read(from, to) {
      await opened();
      const { rows: [row] } = await client.query(readSql, [from, to]);
      return JSON.parse(String(row?.kept)) as Kept;
    },
  };
}

async function open(client: PostgresLike): Promise<void> {
  const { rows: [row] } = await client.query("SELECT current_setting('synchronous_commit') AS durable");
  if (row?.durable === 'off') throw new NearsideError('BAD_OPTION', 'the database has synchronous_commit off: it would acknowledge what is not on disk');
  await client.query(tables);
}
