// A file that is refused: one error with a code, and a reason that a panel can put into words.
import { NearsideError } from '../errors.js';
import type { Refusal } from './types.js';

export const refused = (reason: Refusal, message: string, cause?: unknown): NearsideError =>
  Object.assign(new NearsideError('BAD_OPTION', message, { cause }), { reason });

export const isText = (value: unknown): value is string => typeof value === 'string';

/** A JSON object, whatever else it may be; `undefined` when the text is none. */
export function members(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // Also where the nesting is too deep for the browser.
  }
}

/** An own member that is text: nothing that a prototype lends. */
export function textOf(value: unknown, name: string): string | undefined {
  const found = value && typeof value === 'object' && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  return isText(found) ? found : undefined;
}
