// How a call is timed, in Node and in a browser alike. Not here: what is called.

/** The middle one. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/**
 * Milliseconds of one call: of three runs the lowest median. Other programs on the machine only ever add. A call
 * quicker than a browser's clock is repeated for `batch` milliseconds between two looks at it. Stops after `most`
 * milliseconds a run.
 */
export function timed(call, { rounds = 25, most = 1500, warm = 3, batch = 0.5 } = {}) {
  let start = performance.now();
  call(0);
  const first = performance.now() - start;
  // A call of seconds is not asked again: it has been seen.
  if (first > most) return first;
  for (let round = 1; round < warm; round++) call(round);
  let repeat = 1;
  for (;;) {
    start = performance.now();
    for (let k = 0; k < repeat; k++) call(k);
    if (performance.now() - start > batch || repeat > 1e6) break;
    repeat *= 2;
  }
  const medians = [];
  for (let run = 0; run < 3; run++) {
    const times = [];
    const begun = performance.now();
    for (let round = 0; round < rounds && (round < 3 || performance.now() - begun < most); round++) {
      start = performance.now();
      for (let k = 0; k < repeat; k++) call(round * repeat + k);
      times.push((performance.now() - start) / repeat);
    }
    medians.push(median(times));
  }
  return Math.min(...medians);
}
