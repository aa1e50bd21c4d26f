/** Points into whole percents. Not here: how they are drawn. */
import type { Reason } from '../types.js';

/**
 * Whole percents of the points that speak for the pick. Those that speak for it add up to 100: what rounding down
 * leaves goes to the largest rests, so that more points never show a smaller share.
 */
export function shares<R extends Pick<Reason, 'points'>>(reasons: readonly R[]): Map<R, number> {
  const total = reasons.reduce((sum, one) => sum + Math.max(one.points, 0), 0) || 1;
  const exact = (one: R) => (one.points / total) * 100;
  const parts = new Map(reasons.map((one) => [one, one.points > 0 ? Math.floor(exact(one)) : Math.round(exact(one))]));
  const rest = (one: R) => exact(one) - parts.get(one)!;
  const speaking = reasons.filter((one) => one.points > 0);
  const left = 100 - speaking.reduce((sum, one) => sum + parts.get(one)!, 0);
  const next = [...speaking].sort((a, b) => rest(b) - rest(a)).slice(0, left);
  for (const one of next) parts.set(one, parts.get(one)! + 1);
  return parts;
}
