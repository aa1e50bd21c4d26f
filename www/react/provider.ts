/**
 * Who has the engine: a context that opens one, or is given one. Not here: what is asked of it (`hooks.ts`).
 */
import { createContext, createElement, useContext, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Nearside, OpenOptions } from '../types.js';

/** What `<NearsideProvider>` takes: an engine, or what to open one with. */
export interface NearsideProviderProps extends OpenOptions {
  /** An engine, or the promise of one, or `null` while there is none; whoever made it disposes of it. @default one is opened with the other properties */
  nearside?: Nearside | PromiseLike<Nearside | null | undefined> | null;
  /** Loads `nearside/elements` too and connects them: `<nearside-notice>`, `<nearside-badge>`, `<nearside-reason>`. @default false */
  elements?: boolean;
  children?: ReactNode;
}

/** The engine that came, and who waits for one. */
class Slot {
  now: Nearside | null = null;
  readonly #waiting = new Set<() => void>();

  set(engine: Nearside | null): void {
    this.now = engine;
    for (const changed of [...this.#waiting]) changed();
  }

  readonly subscribe = (changed: () => void) => {
    this.#waiting.add(changed);
    return () => void this.#waiting.delete(changed);
  };
}

const Engine = /* @__PURE__ */ createContext<Nearside | null>(null);

/** Whom the elements of this page listen to: the last of these. */
const connected: Nearside[] = [];

const isEngine = (one: unknown): one is Nearside => typeof one === 'object' && !!one && 'rerank' in one;
const nobody = () => null;
const tell = (error: unknown): void => console.error(error);

/**
 * Gives all below it an engine. One is opened in the browser, with the properties of the first time. On a server, while
 * hydrating and until it is open there is none: lists are empty, or in the order that they were given.
 */
export function NearsideProvider({ nearside, elements = false, children, ...options }: NearsideProviderProps): ReactNode {
  const [slot] = useState(() => new Slot());
  const opening = useRef<Promise<Nearside> | undefined>(undefined);
  const wanted = useRef<unknown>(null);
  const given = isEngine(nearside) ? nearside : null;

  useEffect(() => {
    if (given || nearside === null) return undefined;
    let current = true;
    const mine = (wanted.current = nearside ?? slot);
    if (!nearside) opening.current ??= import('../index.js').then(({ open }) => open(options));
    // Whatever somebody gives: a fault of it is told, and the page stands.
    Promise.resolve(nearside ?? opening.current).then((engine) => {
      if (current && isEngine(engine)) slot.set(engine);
    }).catch(tell);
    return () => {
      current = false;
      wanted.current = null;
      // In development React tries every effect twice: what is still wanted then is wanted again at once.
      queueMicrotask(() => {
        if (wanted.current === mine) return;
        slot.set(null);
        if (nearside) return;
        opening.current?.then((engine) => engine.dispose(), () => {});
        opening.current = undefined;
      });
    };
  }, [slot, nearside]);

  const engine = useSyncExternalStore(slot.subscribe, () => given ?? slot.now, nobody);

  useEffect(() => {
    if (!elements || !engine) return undefined;
    let connect: ((engine?: Nearside) => void) | undefined;
    let current = true;
    import('../elements/index.js').then((loaded) => {
      if (!current) return;
      connected.push(engine);
      (connect = loaded.connect as typeof connect)?.(engine);
    }).catch(tell);
    return () => {
      current = false;
      // Another provider of the page keeps them.
      if (connect) connect((connected.splice(connected.lastIndexOf(engine), 1), connected.at(-1)));
    };
  }, [elements, engine]);

  return createElement(Engine.Provider, { value: engine }, children);
}

/** The engine of the nearest provider; `null` on a server, while hydrating and until it is open. */
export const useNearside = (): Nearside | null => useContext(Engine);
