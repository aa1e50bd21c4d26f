// What the chip says in few words is the largest part of the real score and true of the real log. Not here: how a chip
// looks (tests/elements), or that the parts are the score (tests/promises.rs).
import assert from 'node:assert/strict';
import { load } from '../elements/texts.check.mjs';
import { live, seeded } from './shops.mjs';

/** What a verb claims to be in the log. */
const CLAIMS = { 'chip.purchase': ['purchase'], 'chip.cart': ['cart'], 'chip.view': ['view', 'click'], 'chip.search': ['search'] };

export default async function check({ test, shopper }) {
  await test('reasons: the chip’s words are the largest part of the score and true of the log, for 1,000 shoppers', async () => {
    const { shortReason, viewOf } = await load('www/elements/view.ts');
    const said = {};
    for (let seed = 0; seed < 1000; seed++) {
      const random = seeded(seed);
      const { nearside, clock } = await shopper();
      live(nearside, clock, random, 1 + random(12));
      const signals = nearside.signals();
      const [placement, options] = [['home'], ['product', { item: `c${random(4)}-0` }], ['cart', { cart: [`c${random(4)}-1`] }]][random(3)];
      for (const pick of nearside.recommend(placement, { ...options, count: 6 }).items) {
        const { key, label } = shortReason(viewOf(nearside), pick);
        said[key] = (said[key] ?? 0) + 1;
        const most = Math.max(...pick.reasons.map((one) => one.points));
        const { reason } = pick;
        assert.equal(reason.points, most, `${seed}: ${JSON.stringify(pick.reasons)}`);
        assert.equal(pick.score, pick.reasons.reduce((sum, one) => sum + one.points, 0));
        assert.equal(label, reason.label ?? reason.title ?? '');
        // Each claim is looked up in the log by itself.
        const behind = reason.term === 'interest' ? nearside.interests().find((one) => one.facet === reason.facet).from
          : signals.filter((one) => one.item === (reason.item ?? pick.id));
        assert.ok(behind.every((one) => signals.some((known) => known.ref === one.ref)), `${seed}: ${key} rests on what is not kept`);
        if (CLAIMS[key]) assert.ok(behind.some((one) => CLAIMS[key].includes(one.signal)), `${seed}: ${key}, ${JSON.stringify(behind)}`);
        else if (key === 'chip.again') assert.ok(signals.some((one) => one.item === pick.id && one.signal === 'purchase'), `${seed}: never bought`);
        else if (key === 'chip.stated') assert.ok(nearside.statements().some((one) => one.stance === 'like' && [reason.facet, `item:${pick.id}`].includes(one.subject)), `${seed}: never said`);
        else if (key !== 'chip.next' && key !== 'chip.explore') assert.equal(reason.personal, false, `${seed}: ${key}`);
      }
      nearside.dispose();
    }
    for (const key of ['chip.purchase', 'chip.cart', 'chip.view', 'chip.again', 'chip.stated', 'chip.popular']) assert.ok(said[key] > 20, `${key} was said ${said[key] ?? 0} times`);
  });
}
