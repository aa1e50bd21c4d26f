/**
 * Draws what opens later (panel, open chip): JSX into DOM nodes, and only what changed when it is drawn again.
 * Functions are called at once and keep nothing; what must last between drawings lives with whoever draws. Only
 * createElement, attributes, properties and text nodes: there is no way to parse HTML in here.
 */
export type Child = VNode | string | number | boolean | null | undefined | Child[];
type Props = Record<string, unknown> & { children?: Child };

export interface VNode {
  tag: string;
  props: Props;
  /** What finds this node again among its siblings: the key, the id, or the how-manieth of its kind it is. */
  name: string;
  inside: VNode[];
  node?: Element | Text;
}

export function jsx(tag: string | ((props: never) => Child), props: Props, key?: string): Child {
  if (typeof tag === 'function') return tag(props as never);
  return { tag, props, name: key ?? (props['id'] as string | undefined) ?? '', inside: [] };
}
export { jsx as jsxs };
export const Fragment = ({ children }: { children?: Child }): Child => children;

const drawn = new WeakMap<Node, VNode[]>();

/** Draws `child` into `parent`, which holds nothing else. Nodes that are still wanted stay, with focus and scrolling. */
export function render(child: Child, parent: Element): void {
  const next = flat(child);
  patch(parent, drawn.get(parent) ?? [], next);
  drawn.set(parent, next);
}

/** All children in one list, texts as nodes too, each with a name of its own. */
function flat(children: Child): VNode[] {
  const counts: Record<string, number> = {};
  return [children].flat(Infinity as 9).filter((one) => one != null && one !== '' && typeof one !== 'boolean').map((one) => {
    const made = typeof one === 'object' ? one as VNode : { tag: '', props: { text: `${one as string}` }, name: '', inside: [] };
    made.name ||= `${made.tag} ${counts[made.tag] = (counts[made.tag] ?? 0) + 1}`;
    return made;
  });
}

function patch(parent: Node, old: VNode[], next: VNode[]): void {
  const before = new Map(old.map((one) => [one.name, one]));
  for (const one of next) {
    const was = before.get(one.name);
    if (was === one) before.delete(one.name); // The very same as last time: nothing in it changed.
    else if (was?.tag === one.tag) {
      before.delete(one.name);
      one.node = was.node!;
      update(one, was);
    } else {
      one.node = !one.tag ? document.createTextNode('')
        : document.createElementNS(one.tag === 'svg' ? 'http://www.w3.org/2000/svg' : (parent as Element).namespaceURI, one.tag);
      update(one);
    }
  }
  // What is gone goes first, so that what stays is not moved and keeps its focus.
  for (const { node } of before.values()) node!.remove();
  next.forEach(({ node }, at) => {
    const there = parent.childNodes[at] ?? null;
    if (there !== node) parent.insertBefore(node!, there);
  });
}

function update(one: VNode, was?: VNode): void {
  const node = one.node as HTMLElement;
  const { props } = one, past: Props = was?.props ?? {};
  if (!one.tag) {
    if (props['text'] !== past['text']) node.textContent = props['text'] as string;
    return;
  }
  for (const name in { ...past, ...props }) {
    const value = props[name], aria = name.startsWith('aria');
    if (name === 'children') continue;
    // What a person can change by hand is set each time, so that it shows what is true.
    if (name === 'checked' || name === 'value' || name === 'selected') Object.assign(node, { [name]: value });
    else if (value === past[name]) continue;
    else if (name.startsWith('on')) Object.assign(node, { [name.toLowerCase()]: value });
    else if (name === 'style') Object.assign(node.style, value);
    else if (value == null || (value === false && !aria)) node.removeAttribute(name);
    else node.setAttribute(name, value === true && !aria ? '' : `${value as string}`);
  }
  one.inside = flat(props.children);
  patch(node, was?.inside ?? [], one.inside);
}

type Listeners<E> = {
  [K in keyof GlobalEventHandlersEventMap as `on${Capitalize<K>}`]?: (event: GlobalEventHandlersEventMap[K] & { currentTarget: E }) => void;
};
type Value = string | number | boolean | null | undefined;
type Attributes<E> = Listeners<E> & {
  [name in 'class' | 'id' | 'hidden' | 'part' | 'role' | 'type' | 'name' | 'lang' | 'dir' | 'tabIndex' | 'dateTime' | 'href' | 'open'
  | 'checked' | 'selected' | 'value' | 'disabled' | 'accept' | 'autocomplete' | 'viewBox' | 'preserveAspectRatio' | 'd']?: Value;
} & { [name: `aria-${string}`]: Value; key?: string; style?: Partial<CSSStyleDeclaration>; children?: Child };

export declare namespace JSX {
  type Element = Child;
  type IntrinsicElements = { [tag in keyof HTMLElementTagNameMap]: Attributes<HTMLElementTagNameMap[tag]> } & { svg: Attributes<SVGElement>; path: Attributes<SVGElement> };
  interface ElementChildrenAttribute { children: unknown }
  interface IntrinsicAttributes { key?: string }
}
