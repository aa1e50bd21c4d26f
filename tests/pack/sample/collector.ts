// Types as a shop's server sees them. Each `@ts-expect-error` fails the test when its line compiles.
import { memoryStore, NearsideError, openCollector, postgresStore, sqliteStore, type Collector, type Counted, type CountStore, type Kept } from 'nearside/collector';

/** As `node:sqlite`, better-sqlite3 and `pg` declare what is used of them. */
declare const database: { exec(sql: string): void; prepare(sql: string): { run(...values: unknown[]): { changes: number | bigint }; get(...values: unknown[]): unknown; all(...values: unknown[]): unknown[] } };
declare const pool: { query<R>(text: string, values?: unknown[]): Promise<{ rows: R[]; rowCount: number | null }> };

const mine: CountStore = {
  async add({ sums, turns }: Kept) {
    for (const { question, arm, cells, day, cell, number } of sums) [question, arm, cells] satisfies string[], [day, cell, number] satisfies number[];
    turns[0]?.day satisfies number | undefined;
  },
  read: (from, to) => ({ sums: [{ question: 'funnel/1', arm: '', cells: '', day: from, cell: -1, number: to }], turns: [] }),
};

export async function sample(request: Request, catalog: ArrayBuffer, module: WebAssembly.Module): Promise<Response> {
  const config = { counts: { questions: { funnel: { purpose: 'How far visitors get' }, 'arm.picks': { purpose: 'p', outcome: 'ordered' as const }, reach: { purpose: 'p', categories: ['Tea'] } } } };
  const collector: Collector = await openCollector({ config, catalog, store: sqliteStore(database), queue: 100, now: () => 0, problem: (thrown) => void thrown, module });
  for (const store of [memoryStore(), postgresStore(pool), mine]) await openCollector({ config: '{}', categories: ['Tea'], store });
  try {
    const counted: Counted = await collector.results('2026-11-01', '2026-11-22');
    counted.questions[0]?.cells[0]?.share satisfies number | undefined;
    counted.questions[0]?.arm satisfies 'with' | 'without' | null | undefined;
  } catch (thrown) {
    if (thrown instanceof NearsideError) thrown.code satisfies string;
  }

  // @ts-expect-error not a question
  await openCollector({ config: { counts: { questions: { wealth: { purpose: 'p' } } } }, store: mine });
  // @ts-expect-error an experiment says what it is about
  await openCollector({ config: { counts: { questions: { 'arm.picks': { purpose: 'p' } } } }, store: mine });
  // @ts-expect-error sums have to go somewhere
  await openCollector({ config });
  // @ts-expect-error what is asked has to come from somewhere
  await openCollector({ store: mine });
  // @ts-expect-error not an option
  await openCollector({ config, store: mine, log: console.log });
  // @ts-expect-error a store has to be read too
  await openCollector({ config, store: { add() {} } });
  // @ts-expect-error a store gives turns
  ({ add() {}, read: () => ({ sums: [] }) }) satisfies CountStore;
  // @ts-expect-error numbers, not texts
  ({ add() {}, read: () => ({ sums: [{ question: '', arm: '', cells: '', day: 1, cell: 1, number: '1' }], turns: [] }) }) satisfies CountStore;
  // @ts-expect-error a day is a text
  await collector.results(20_779);
  // @ts-expect-error a request, not its body
  await collector.receive(new Uint8Array());
  // @ts-expect-error nothing sets it
  collector.endpoint = '/v1/metrics';
  // @ts-expect-error no database
  sqliteStore(pool);
  return request.method === 'POST' ? collector.receive(request) : collector.show(request);
}
