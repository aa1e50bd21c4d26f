// How `nearside/dap` and what sends (`send.ts`) find each other, without either loading the other. Not here: both.

/** The name of the symbol that `nearside/dap` leaves itself under. */
export const SPLIT = 'nearside.dap';

/** Sends one line of the ledger to two operators, while it still may. Never rejects. */
export type Split = (leader: string, helper: string, line: string, may: () => boolean) => Promise<void>;

export type Splits = { [name: symbol]: Split | undefined };
