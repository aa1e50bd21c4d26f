// The engines of the page: the shopper's own, one that knows nobody to compare with, and that of a household whose
// year is being replayed. Not here: what the pages make of them.
import { open, type Nearside } from 'nearside';
import { overlay } from 'nearside/debug';
import { connect } from 'nearside/elements';
import { afterPaint } from './pace.js';
import { Store } from './store.js';
import { useEffect, useState } from 'preact/hooks';
import { useStore } from './store.js';

const FILES = { catalog: '/catalog.nsc', config: '/nearside.json' } as const;

/** The shopper's own engine; `undefined` until it is open. It opens whatever happens, ready or not. */
export const own = new Store<Nearside | undefined>(undefined);
/** The engine of the household walked with, in memory only. */
export const borrowed = new Store<Nearside | undefined>(undefined);

const tell = () => connect(borrowed.value ?? own.value);
own.watch(tell);
borrowed.watch(tell);

export async function start(): Promise<void> {
  const engine = await open(FILES);
  // For whoever runs the shop: /?nearside=debug#/
  overlay(engine);
  own.set(engine);
}

/** A second engine that keeps nothing: its own clock, its own log, gone when it is disposed of. */
export const openAside = (now: () => number = Date.now): Promise<Nearside> => open({ ...FILES, storage: 'memory', now });

let neutral: Promise<Nearside> | undefined;
/** An engine that was never told anything: the shop's own order. */
export const nobody = (): Promise<Nearside> => (neutral ??= openAside());

/** The engine that makes the page's picks now. The component is drawn again after every change in it. */
export function useEngine(): Nearside | undefined {
  const mine = useStore(own);
  const theirs = useStore(borrowed);
  return useChanges(theirs ?? mine);
}

/** The same engine; the component is drawn again after every change in it. */
export function useChanges(engine: Nearside | undefined): Nearside | undefined {
  const [, redraw] = useState({});
  useEffect(() => {
    if (!engine) return undefined;
    const changed = () => afterPaint(() => redraw({}));
    engine.addEventListener('change', changed);
    return () => engine.removeEventListener('change', changed);
  }, [engine]);
  return engine;
}

/** Notes a signal with the engine in use. Before it is open there is nobody to note for. */
export function note(...signal: Parameters<Nearside['track']>): void {
  (borrowed.value ?? own.value)?.track(...signal);
}
