/**
 * Makes the nodes that `elements/draw` draws, without the drawing: whoever imported that here would break a chunk in two
 * that every panel and open chip loads.
 */
import type { Child, JSX } from '../../../draw/jsx-runtime.js';
export type { JSX };

export const jsx = (tag: string | ((props: never) => Child), props: Record<string, unknown>, key?: string): Child =>
  (typeof tag === 'function' ? tag(props as never) : { tag, props, name: key ?? (props['id'] as string | undefined) ?? '', inside: [] });
export { jsx as jsxs };
export const Fragment = ({ children }: { children?: Child }): Child => children;
