/**
 * A data layer as Google's tags keep it, read along. Not here: what its entries mean (`ceilings`, `listen`).
 */

/** An array, or what a tag manager made of it: commands in it are `arguments` objects. */
export type DataLayer = { length: number; push(...entries: unknown[]): unknown } & ArrayLike<unknown>;

/**
 * Gives `read` what lies in the layer, at most the last `most` entries, and what is pushed from now on. What `read`
 * throws is nobody's. Returns what makes it stop.
 */
export function follow(layer: DataLayer, read: (entry: unknown) => void, most = Infinity): () => void {
  let listening = true;
  const tell = (entry: unknown) => {
    try {
      if (listening) read(entry);
    } catch {
      // A page must not fail because somebody listens.
    }
  };
  const { length, push: before } = layer;
  for (let at = Math.max(0, length - most); at < length; at++) tell(layer[at]);
  // Tag managers replace `push` too, and call the one that was there: so it stays where it is, and only listens less.
  const push = (...entries: unknown[]): unknown => {
    entries.forEach(tell);
    return before.apply(layer, entries);
  };
  try {
    layer.push = push;
  } catch {
    // Frozen: nothing is pushed that way either.
  }
  return () => {
    listening = false;
    if (layer.push === push) layer.push = before;
  };
}
