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
