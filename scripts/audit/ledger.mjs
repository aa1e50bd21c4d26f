// Browsers over years with everything going wrong: never more than the budget. Not here: what goes wrong
// (tests/common/fuzz.rs).

export async function ledger({ native, quick }) {
  const found = await native.ask('ledger', quick ? 60 : 1_000, 365);
  const { browsers, days, violations, most } = found;
  const rows = [
    { what: `${browsers} browsers × ${days} days: budget, coins, days broken`, found: violations, bound: '0', ok: violations === 0 },
    { what: 'most reports in any 7, 28, 365 days of a storage', found: most.join(', '), bound: '1, 4, 13, all used up', ok: most.join() === '1,4,13' },
    { what: 'pages, races, crashes, failing coins, reports', found: [found.pages, found.races, found.crashes, found.no_coins, found.sent].join(', '), bound: 'all happened', ok: [found.races, found.crashes, found.no_coins, found.sent].every((number) => number > 20) },
    ...found.faults.map(({ check }) => ({ what: check, found: 'broken', ok: false })),
  ];
  return { figures: { browsers, days, violations }, rows };
}
