// The collector under load from this machine, and killed in the middle: nothing lost, nothing doubled, no trace. Not here:
// who sends (tests/common/load.rs).

export async function collector({ native, quick }) {
  const load = await native.ask('load', quick ? 3 : 60);
  const killed = await native.ask('killed', quick ? 2 : 10);
  const { sent, acknowledged, later, counted } = load;
  const traces = [...load.traces, ...killed.traces];
  const rows = [
    { what: `${load.seconds} s on 256 connections: sent, acknowledged, counted`, found: `${sent}, ${acknowledged}, ${counted}`, bound: 'all the same', ok: sent === acknowledged + later && acknowledged === counted && later === 0 && counted > 1_000 * load.seconds },
    { what: 'whole numbers it kept, and bytes of its folder', found: `${load.rows}, ${load.bytes}`, bound: '4 series of d + 1: 14 in all, of a day or two', ok: [14, 28].includes(load.rows) && load.bytes < 100_000 },
    { what: `killed ${killed.rounds} times under load: acknowledged, counted, sent`, found: `${killed.acknowledged}, ${killed.counted}, ${killed.sent}`, bound: 'in this order', ok: killed.inflated === 0 && killed.lost === 0 && killed.acknowledged > 0 },
    { what: 'address, agent, cookie, referrer, body in its files', found: traces.join('; ') || 'none', bound: 'none', ok: traces.length === 0 },
  ];
  return { figures: { sent, counted }, rows };
}
