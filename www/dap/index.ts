/**
 * Reports to two operators instead of the shop: each gets one share of the blurred answer, sealed for it, by DAP-09. Not
 * here: what a report says, when one may leave, and the ledger (`src/counts`); the protocol (`@divviup/dap`, which is
 * fetched when a report leaves and not before).
 *
 * ```ts
 * import { open } from 'nearside';
 * import { dap } from 'nearside/dap';
 * dap({ tasks: { 'funnel/1': '8BY0RzZMzxvA46_8ymhzycOB9krN-QIGYvg_RsByGec' } });
 * const nearside = await open({ catalog: '/catalog.nsc', config: '/nearside.json' });
 * ```
 */
import { SPLIT, type Split, type Splits } from '../counts/split.js';

/** A task as both operators know it. */
export interface DapTask {
  /** 32 bytes in base64url, 43 letters. */
  id: string;
  /** `chunk_length` of the task. @default the square root of the cells, rounded up */
  chunkLength?: number;
}

export interface DapOptions {
  /**
   * A task for each question, by its name, and for experiments its arm: `funnel/1`, `category.click/1`,
   * `arm.picks/1 without`, `arm.picks/1 with`. A report to a question that has none is lost.
   */
  tasks: Record<string, string | DapTask>;
  /** Hears why a report was lost. It stays booked, and is sent no other way. @default nobody */
  problem?: (error: unknown) => void;
}

/** No report says more exactly when it was made: a day, as without this. */
const DAY = 86_400;

/** As the shop's own request: nothing of the browser's goes along, and nothing is kept. */
const BARE: RequestInit = { mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', redirect: 'error' };

/**
 * From now on this page hands reports to the two operators that `counts.endpoint` of `nearside.json` names. To be called
 * before `open()`: a page that did not call it sends nothing to anyone.
 */
export function dap({ tasks, problem = () => {} }: DapOptions): void {
  const known = new Map(Object.entries(tasks).map(([name, task]) => [name, typeof task === 'string' ? { id: task } : task]));
  for (const [name, { id, chunkLength = 1 }] of known) {
    if (!/^[\w-]{43}$/.test(id)) throw new TypeError(`dap: the id of "${name}" must be 32 bytes in base64url`);
    if (!Number.isInteger(chunkLength) || chunkLength < 1) throw new TypeError(`dap: chunkLength of "${name}" must be a whole number from 1 on`);
  }
  const split: Split = async (...report) => {
    try {
      await send(known, ...report);
    } catch (error) {
      problem(error); // No second try, and no other way: it is booked.
    }
  };
  (globalThis as Splits)[Symbol.for(SPLIT)] = split;
}

/** What of a line of the ledger goes along. The day it is about does not. */
interface Line {
  day: string;
  question: string;
  arm?: string;
  cells: number;
  shows: number[];
}

async function send(tasks: Map<string, DapTask>, leader: string, helper: string, line: string, may: () => boolean): Promise<void> {
  const { day, question, arm, cells, shows } = JSON.parse(line) as Line;
  const name = arm ? `${question} ${arm}` : question;
  const task = tasks.get(name);
  if (!task) throw new Error(`dap: no task for "${name}"`);
  const hosts = [leader, helper, location.href].map((address) => new URL(address).host);
  if (new Set(hosts).size < hosts.length) throw new Error(`dap: leader, helper and shop must be three: ${hosts.join(', ')}`);
  const { Task } = await import('@divviup/dap');
  const both = new Task({
    type: 'sumVec', bits: 1, length: cells, chunkLength: task.chunkLength ?? Math.ceil(Math.sqrt(cells)),
    id: task.id, leader, helper, timePrecisionSeconds: DAY,
  });
  both.fetch = (url, init) => fetch(url, { ...init, ...BARE, keepalive: init?.method === 'PUT' });
  const blurred = Array.from({ length: cells }, (_, cell) => Number(shows.includes(cell)));
  const report = await both.generateReport(blurred, { timestamp: new Date(`${day}T00:00Z`) });
  // Keys took a moment to come: the shopper may have thought better of it.
  // Not `sendMeasurement`, which sends again when a key has changed.
  if (may()) await both.sendReport(report);
}
