/** The custom elements as React knows them. Not here: the elements; a provider with `elements` loads them. */
import { createElement, useCallback, type DetailedHTMLProps, type HTMLAttributes, type ReactNode } from 'react';
import type { Pick } from '../types.js';

/** What `<Reason>` takes besides what any element does. */
export interface ReasonProps extends HTMLAttributes<HTMLElement> {
  /** As a list gave it. */
  pick: Pick;
}

/** `<nearside-reason>` with its pick, in React 18 too, which sets no properties of custom elements. */
export function Reason({ pick, ...more }: ReasonProps): ReactNode {
  const ref = useCallback((element: HTMLElement | null) => {
    if (element) Object.assign(element, { pick });
  }, [pick]);
  return createElement('nearside-reason', { ...more, ref });
}

type Custom<More = object> = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & More;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'nearside-notice': Custom;
      'nearside-badge': Custom;
      'nearside-reason': Custom<{ pick?: Pick }>;
      'nearside-panel': Custom<{ compare?: boolean }>;
    }
  }
}
