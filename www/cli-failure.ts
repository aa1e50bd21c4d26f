// How the command fails: one line with a code, and an exit status. Not here: when (`cli.ts`, `cli-files.ts`).

/** What went wrong, with the code that the command prints and the exit status. */
export class Failure extends Error {
  constructor(readonly code: string, message: string, readonly status = 1) {
    super(message);
  }
}

/** What an error says, whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
