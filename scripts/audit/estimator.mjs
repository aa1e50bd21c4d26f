// Whether estimates hit, and intervals hold what they say. Not here: the simulation (tests/common/estimates.rs).

export async function estimator({ native, quick }) {
  const [runs, reports] = quick ? [60, 2_000] : [400, 5_000];
  const found = await native.ask('estimator', runs, reports);
  const short = (value) => value.toFixed(4);
  // Few runs say less.
  const [mean, spread, least, around] = quick ? [0.05, 0.1, 0.93, 0.035] : [0.03, 0.03, 0.945, 0.02];
  const near = (value) => Math.abs(value - 0.95) <= around;
  const rows = [
    { what: `z of ${found.intervals} estimates, ${reports} reports to 32 cells: mean`, found: short(found.z_mean), bound: `|z| < ${mean}`, ok: Math.abs(found.z_mean) < mean },
    { what: 'their deviation', found: short(found.z_sd), bound: `1 ± ${spread}`, ok: Math.abs(found.z_sd - 1) <= spread },
    { what: 'intervals of 95 % that hold the truth', found: short(found.coverage), bound: `≥ ${least}`, ok: found.coverage >= least },
    ...[['differences of two arms', found.differences], ['contrasts of two cells', found.contrasts], ['shares of those who saw', found.shares]]
      .map(([what, value]) => ({ what: `${what}, the same`, found: short(value), bound: `0.95 ± ${around}`, ok: near(value) })),
  ];
  return { figures: { coverage: found.coverage }, rows };
}
