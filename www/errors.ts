import type { ErrorCode } from './facts.js';

/** What Nearside throws and reports: an `Error` with a `code` from a closed list. */
export class NearsideError extends Error {
  override readonly name = 'NearsideError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Anything that was thrown, as a coded error. */
  static from(thrown: unknown, otherwise: ErrorCode = 'INTERNAL'): NearsideError {
    if (thrown instanceof NearsideError) return thrown;
    const { code, message } = (thrown ?? {}) as { code?: unknown; message?: unknown };
    const known = typeof code === 'string' && /^[A-Z_]+$/.test(code);
    return new NearsideError(known ? (code as ErrorCode) : otherwise, String(message ?? thrown), { cause: thrown });
  }
}
