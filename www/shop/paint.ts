/**
 * After the browser has shown what a press itself changed, in the order of asking. Drawing the page behind it can wait for
 * that: the shopper sees at once that the press was felt.
 */
export const afterPaint = (work: () => void): void => {
  requestAnimationFrame(() => setTimeout(work));
};
