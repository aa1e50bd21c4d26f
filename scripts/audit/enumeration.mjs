// Every coin of the real sampler, and of the whole flow from the log to the request, in exact fractions. Not here: the
// walk itself (tests/common/law.rs, flow.rs).

/** Total variation between any two answers, d / 4(d−1), and the weight ω of every report, by d. */
const WANTED = { 2: ['1/2', 1], 4: ['1/3', 1], 8: ['2/7', 2], 12: ['3/11', 3], 16: ['4/15', 4] };

export async function enumeration({ native, quick }) {
  const { domains, below, faults } = await native.ask(quick ? 'short-enumeration' : 'enumeration');
  const flow = await native.ask('flow');
  const rows = domains.map(({ d, max_ratio, tv, total, weight, reports }) => ({
    what: `d = ${d}: every coin of ${reports} reports, largest ratio`,
    found: `${max_ratio}, apart by ${tv}`,
    bound: `exactly 3, ${WANTED[d][0]}, total 1, weight ${WANTED[d][1]}`,
    ok: max_ratio === '3' && tv === WANTED[d][0] && total === '1' && weight === WANTED[d][1],
  }));
  for (const { d, check, fault } of [...faults, ...flow.faults]) rows.push({ what: `${d ? `d = ${d}: ` : ''}${check}`, found: fault ?? 'no', ok: false });
  rows.push({ what: `below(n) on words of eight bits, every n to ${below}`, found: faults.some(({ d }) => d === 0) ? 'uneven' : 'uniform', bound: 'exactly uniform', ok: !faults.some(({ d }) => d === 0) });
  rows.push({ what: 'whole flow, every coin: largest ratio of all that is seen', found: flow.max_ratio ?? '–', bound: 'exactly 3; presence and question tell nothing', ok: flow.max_ratio === '3' });
  const ratios = [...domains, flow].map(({ max_ratio }) => max_ratio);
  const largest = ratios.every((ratio) => ratio === '3') && faults.length === 0 ? 3 : ratios.find((ratio) => ratio !== '3') ?? null;
  return { figures: { max_ratio: largest }, rows };
}
