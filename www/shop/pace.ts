// How the shop keeps out of the way of whoever uses it. Not here: what is drawn, or made.

/**
 * Does it after the browser has shown what a press itself changed: drawing the page behind it can wait for that, and the
 * shopper sees at once that the press was felt. A browser that shows nothing makes no frames; there a timer does it.
 */
export function afterPaint(work: () => void): void {
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    setTimeout(work);
  });
  const timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    work();
  }, 200);
}

/** Ends the task: the page can answer the shopper before what comes then. */
export const pause = (): Promise<void> => new Promise((done) => setTimeout(done));

/** So many at a time: some milliseconds on a phone. */
const PART = 1_000;

/** Makes something of each of a long list, a part at a time. */
export async function inParts<From, To>(list: readonly From[], make: (one: From) => To): Promise<To[]> {
  const made: To[] = [];
  for (let at = 0; at < list.length; at += PART) {
    for (const one of list.slice(at, at + PART)) made.push(make(one));
    await pause();
  }
  return made;
}
