/** @jsxImportSource ../elements/draw */
/** What would leave this browser, and what left. Asked for by a press: it is a file of its own. */
import type { Child } from '../elements/draw/jsx-runtime.js';
import type { Nearside, Sharing as All } from '../types.js';
import { Facts } from './state.js';

export interface Shared {
  asking?: boolean;
  failed?: string;
  sharing?: All | null;
}

export function Sharing({ nearside, shared: { asking, failed, sharing }, ask }: { nearside: Nearside; shared: Shared; ask: () => void }): Child {
  if (!nearside.facts.levels.some(({ name }) => name === 'share')) return <p>This shop asks nothing: no level of it sends anything.</p>;
  if (failed) return <p class="alert">{failed}</p>;
  if (sharing === undefined) return [<p>Below level share nothing leaves. What is asked, and what would leave, is in a file that is loaded with that level.</p>, <button class="button" type="button" disabled={asking} onClick={ask}>{asking ? 'Loading …' : 'Load it'}</button>];
  if (sharing === null) return <p>What is shared could not be had here; see Engine for why.</p>;
  const next = nearside.level === 'share' ? sharing.next() : null;
  const sent = sharing.sent();
  return [
    <Facts of={[
      ['goes to', sharing.endpoint],
      ['odds shift', `at most ${sharing.odds}×`],
      ['budget', `${sharing.budget.join(', ')} reports in 7, 28, 365 days`],
      ['next', next ? `${next.state}${next.why ? `: ${next.why}` : ''}, ${next.question || 'no question'}${next.arm ? `, arm ${next.arm}` : ''}, from ${next.from}` : 'nothing at this level'],
      ['its answer', next?.report && `true cell ${next.truth}; shows ${next.report.shows.join(', ')} of ${next.report.cells}; ${next.report.bytes.length} bytes`],
      ['left so far', `${sent.length} reports`],
    ]} />,
    <h3>Questions: {sharing.questions.length}</h3>,
    <ol>{sharing.questions.map(({ name, purpose, answers }) => <li key={name} class="item"><code>{name}</code> <bdi>{purpose}</bdi><div class="soft">{answers.length} answers</div></li>)}</ol>,
  ];
}
