/** @jsxImportSource ../draw */
/**
 * How an interest fades: the number of notes that still count, from the newest note's day to the last one's end. The
 * sentence below says it too; one step alone is not drawn.
 */
import type { Interest } from '../../types.js';
import type { Text } from '../text.js';

const day = (text: string): number => Date.parse(`${text}T00:00Z`) / 86_400_000;

export function Curve({ text, one }: { text: Text; one: Interest }) {
  const newest = one.from[0]?.day;
  if (newest === undefined) return null;
  const from = day(newest), end = day(one.fades);
  const span = Math.max(end - from, 1);
  const ends = one.from.map((note) => Math.max(day(note.fades) - from, 0)).sort((a, b) => a - b);
  // Falls by one where a note fades: (days from the start, notes left), drawn in a field of 100 by 40.
  let line = 'M0 2';
  ends.forEach((at, faded) => {
    const x = (at / span) * 100;
    const y = 38 - ((ends.length - faded - 1) / ends.length) * 36;
    line += `H${x.toFixed(2)}V${y.toFixed(2)}`;
  });
  return (
    <figure class="curve">
      {new Set(ends).size > 1 && (
        <div aria-hidden="true">
          <svg viewBox="0 0 100 40" preserveAspectRatio="none">
            <path class="under" d={`${line}H100V38H0Z`} />
            <path class="line" d={line} />
          </svg>
          <p class="axis soft"><span>{text.date(newest)}</span><span>{text.date(one.fades)}</span></p>
        </div>
      )}
      <figcaption class="soft">{text('kept.curve', { n: one.from.length, date: text.date(one.fades) })}</figcaption>
    </figure>
  );
}
