/**
 * What is shared, for the tests of the elements: a plan with every kind of question, a next answer and some that left,
 * in the bytes that `src/counts/otlp.rs` writes. Not here: coins, budget and sending, which the real engine's tests hold.
 */
import type { CountReport, Known, NextReport, SentReport, SharedQuestion, Sharing } from '../../www/types.js';

export interface SharingOptions {
  state?: NextReport['state'];
  why?: NonNullable<NextReport['why']>;
  /** `SharedQuestion.name` of the next answer. */
  question?: string;
  arm?: 'without' | 'with';
  /** How many left, one a week back from 2026-11-15. */
  sent?: number;
  budget?: [number, number, number];
  endpoint?: string;
  odds?: 2 | 3;
  categories?: number;
  /** The next answer is about no day. */
  none?: boolean;
  /** It could not be fetched. */
  missing?: boolean;
}

const CATEGORIES = ['Tea & coffee', 'Dog food', 'Trail shoes', 'Household', 'Garden', 'خبز', 'Paper filters', 'Hand soap', 'Toys', '<img src=x onerror=alert(1)>'];
const STAGES = ['nothing', 'clicked', 'carted', 'ordered'];

/** All five kinds. `categories` above ten get numbers for names. */
export function plan(categories: number, odds: 2 | 3): SharedQuestion[] {
  const names = Array.from({ length: categories }, (_, at) => CATEGORIES[at] ?? `Shelf ${at + 1}`);
  const of = (name: string, kind: SharedQuestion['kind'], about: string, purpose: string, answers: string[]): SharedQuestion => {
    const cells = answers.length === 2 ? 2 : Math.ceil(answers.length / (odds + 1)) * (odds + 1);
    return { name, kind, about, purpose, answers, cells, ones: cells === 2 ? 1 : cells / (odds + 1) };
  };
  return [
    of('funnel/1', 'funnel', '', 'How far visitors get', STAGES),
    of('category.view/1', 'category', 'view', 'Which departments are liked <b>most</b>', ['none', ...names]),
    ...names.slice(0, 3).map((name) => of(`reach.${name}/1`, 'reach', name, 'Whether a department is found', ['unseen', 'seen', 'clicked', 'carted'])),
    { ...of('arm.picks/1', 'arm', 'picks', 'Whether personal picks help', ['no', 'yes']), outcome: 'ordered' },
    of('paired.order/1', 'paired', 'order', 'Which of two orders is better', ['a', 'b']),
  ];
}

const varint = (value: number): number[] => (value > 127 ? [value & 127 | 128, ...varint(value >> 7)] : [value]);
const eight = (value: number): number[] => [...new Uint8Array(new BigUint64Array([BigInt(value)]).buffer)];
const real = (value: number): number[] => [...new Uint8Array(new Float64Array([value]).buffer)];
const inner = (field: number, bytes: number[]): number[] => [...varint(field << 3 | 2), ...varint(bytes.length), ...bytes];
const word = (field: number, text: string): number[] => inner(field, [...new TextEncoder().encode(text)]);

/** The body of the request, field by field as OTLP has it. */
export function encode({ name, cells, ones }: SharedQuestion, shows: number[], day: string, arm?: string): Uint8Array {
  const start = BigInt(Date.parse(`${day}T00:00Z`)) * 1_000_000n;
  const time = (value: bigint) => [...new Uint8Array(new BigUint64Array([value]).buffer)];
  const pair = (key: string, value: string) => inner(9, [...word(1, key), ...inner(2, word(1, value))]);
  const point = [
    0x11, ...time(start), 0x19, ...time(start + 86_400_000_000_000n), 0x21, ...eight(ones),
    ...inner(6, Array.from({ length: cells }, (_, at) => eight(Number(shows.includes(at)))).flat()),
    ...inner(7, Array.from({ length: cells - 1 }, (_, at) => real(at + 0.5)).flat()),
    ...pair('q', name), ...(arm ? pair('arm', arm) : []),
  ];
  const metric = [...word(1, 'nearside.report'), ...word(3, '1'), ...inner(9, [...inner(1, point), 0x10, 1])];
  return Uint8Array.from(inner(1, inner(2, [...inner(1, [...word(1, 'nearside.counts'), ...word(2, '1')]), ...inner(2, metric)])));
}

const before = (day: string, days: number) => new Date(Date.parse(`${day}T00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

export class FakeSharing implements Sharing {
  readonly endpoint: string;
  readonly odds: 2 | 3;
  readonly budget: [number, number, number];
  readonly questions: SharedQuestion[];
  #sent: SentReport[] = [];

  /** `sharing`: whether the level is `share` and nobody else is shopping. */
  constructor(readonly options: SharingOptions, readonly sharing: () => boolean) {
    this.endpoint = options.endpoint ?? '/v1/metrics';
    this.odds = options.odds ?? 3;
    this.budget = options.budget ?? [1, 4, 13];
    this.questions = plan(options.categories ?? 10, this.odds);
    for (let at = options.sent ?? 0; at > 0; at--) this.#leave(this.questions[(at * 2 + 3) % this.questions.length]!, before('2026-11-15', (at - 1) * 7), at);
  }

  #report(question: SharedQuestion, day: string, seed: number, arm?: 'without' | 'with'): CountReport {
    const all = Array.from({ length: question.cells }, (_, at) => at);
    const shows = all.filter((at) => (at + seed) % (question.cells / question.ones) === 0);
    return { question: question.name, ...(arm ? { arm } : {}), about: this.options.none ? null : before(day, 1), day, cells: question.cells, shows, bytes: encode(question, shows, day, arm) };
  }
  #leave(question: SharedQuestion, day: string, seed: number): void {
    this.#sent.push({ ...this.#report(question, day, seed, question.kind === 'arm' ? (seed % 2 ? 'without' : 'with') : undefined), hash: seed.toString(16).padStart(64, '0') });
  }
  /** The next answer leaves, as it would at a page's start. */
  leave(): void {
    this.#leave(this.#next, '2026-11-22', 99);
  }
  get #next(): SharedQuestion {
    return this.questions.find((one) => one.name === (this.options.question ?? 'funnel/1'))!;
  }

  next(): NextReport | null {
    if (!this.sharing()) return null;
    const { state = 'ready', why } = this.options;
    if (state === 'stopped') return { state, from: '2026-11-22', question: '', why: why ?? 'storage' };
    const arm = this.#next.kind === 'arm' ? { arm: this.options.arm ?? 'without' } : {};
    const open: NextReport = { state, from: '2026-11-29', question: this.#next.name, ...arm };
    return state === 'open' ? open : { ...open, from: '2026-11-22', report: this.#report(this.#next, '2026-11-22', 2, arm.arm), truth: 1 };
  }
  sent(): SentReport[] {
    return [...this.#sent];
  }
  ledger(): string {
    return this.#sent.map((one) => `${JSON.stringify({ day: one.day, question: one.question, shows: one.shows, hash: one.hash })}\n`).join('');
  }
  mix(_: string, a: readonly Known[]): string[] {
    return a.map((one) => (typeof one === 'object' ? String(one.id) : String(one)));
  }
}
