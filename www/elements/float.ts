/**
 * Lays what belongs to an element over the page, below it: in the top layer, where no card can cut it off. It goes
 * with Escape, with a press elsewhere and when the focus moves on, so that it never covers what has the focus.
 * In a browser without popovers it stays where it is, in the flow.
 */
export interface Floating {
  /** Puts it below its element again, after either has changed. */
  place(): void;
  end(): void;
}

export function float(host: HTMLElement & { toggle(open: boolean): Promise<void> }, node: HTMLElement): Floating {
  if (!('showPopover' in node)) return { place() {}, end() {} };
  const away = new AbortController();
  const { signal } = away;
  const close = (focus: boolean) => {
    void host.toggle(false);
    if (focus) host.shadowRoot?.querySelector('button')?.focus();
  };

  const place = (): void => {
    if (!host.isConnected) return;
    // Taking an element out of the page closes its popover.
    const opening = !node.matches(':popover-open');
    if (opening) node.showPopover();
    const { left, right, bottom, height: above } = host.getBoundingClientRect();
    const { width, height } = node.getBoundingClientRect();
    const page = document.documentElement.clientWidth;
    const start = getComputedStyle(host).direction === 'rtl' ? right - width : left;
    node.style.setProperty('left', `${Math.max(8, Math.min(start, page - width - 8)) + scrollX}px`);
    node.style.setProperty('top', `${bottom + scrollY + 2}px`);
    // Brought into view together with its element, where both fit.
    if (opening && above + height < innerHeight) node.scrollIntoView({ block: 'nearest' });
  };

  node.popover = 'manual';
  // Once it is gone the page can be shorter and jump, so a press elsewhere is let do what it was meant for first.
  let pressed = false;
  const press = (event: Event) => {
    pressed = event.type === 'pointerdown';
    if (!pressed && !event.composedPath().includes(host)) setTimeout(close, 0, false);
  };
  for (const type of ['pointerdown', 'pointerup', 'pointercancel']) document.addEventListener(type, press, { signal, capture: true });
  host.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close(true);
  }, { signal });
  host.addEventListener('focusout', ({ relatedTarget: to }) => {
    if (!pressed && to instanceof Node && to !== host && !host.contains(to)) close(false);
  }, { signal });
  addEventListener('resize', place, { signal });
  document.addEventListener('scroll', place, { signal, capture: true, passive: true });
  return {
    place,
    end() {
      away.abort();
      node.hidePopover();
      node.removeAttribute('popover');
    },
  };
}
