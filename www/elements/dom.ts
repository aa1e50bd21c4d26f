/**
 * Builds DOM nodes for what is always on the page (notice, badge, closed chip), so that the first load needs no
 * rendering library. Only createElement, setAttribute and text nodes: nothing is ever parsed as HTML.
 * Not here: the parts that open later; those are drawn by `draw`.
 */
export type Child = Node | string | false | null | undefined;
type Attributes = Record<string, string | boolean | undefined | ((event: Event) => void)>;

/**
 * An HTML element. Functions become listeners (`onclick`), `true` an empty attribute, `false` none. Buttons need no
 * `type`: no form reaches into a shadow root.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else if (value || value === '') node.setAttribute(name, value === true ? '' : value);
  }
  fill(node, children);
  return node;
}

/** Replaces what is inside `node`; text that is already there is left alone, so that readers hear it once. */
export function fill(node: Element, children: Child[]): void {
  const nodes = children.filter((child): child is Node | string => Boolean(child));
  if (nodes.every((child) => typeof child === 'string') && node.textContent === nodes.join('') && node.firstChild) return;
  node.replaceChildren(...nodes);
}

/** Text that a shop or a person wrote, kept apart from the direction of the sentence around it. */
export const bdi = (text: string): HTMLElement => el('bdi', {}, text);
