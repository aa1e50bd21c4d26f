// `nearside/ceilings`: what each manager's answers allow, on the real engine, with managers that speak as theirs do.
import assert from 'node:assert/strict';
import { open } from '../../dist/index.js';
import { consentMode, gpc, shopifyPrivacy, tcf } from '../../dist/ceilings.js';

const holds = ({ level, chosen, ceiling }) => [level, chosen, ceiling && `${ceiling.by} ${ceiling.level}`];
const DENIED = (by) => ['off', 'remember', `${by} off`];
const ALLOWED = ['remember', 'remember', null];

/** With a global for the time being. */
async function having(globals, work) {
  const before = Object.fromEntries(Object.keys(globals).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    await work();
  } finally {
    for (const [name, own] of Object.entries(before)) {
      if (own) Object.defineProperty(globalThis, name, own);
      else delete globalThis[name];
    }
  }
}

export default async function check({ test, shopper, catalogs }) {
  await test('ceilings: Global Privacy Control is seen and lowers nothing that stays on the device', async () => {
    const { nearside } = await shopper();
    gpc(nearside);
    assert.equal(nearside.health.gpc, false);
    assert.deepEqual(holds(nearside), ALLOWED);
    await having({ navigator: { globalPrivacyControl: true } }, async () => {
      assert.equal(nearside.health.gpc, true);
      gpc(nearside);
      assert.deepEqual(holds(nearside), ['remember', 'remember', 'gpc remember']);
    });
  });

  await test('ceilings: Shopify allows nothing before it is there, then what it says, at once', async () => {
    const document = new EventTarget();
    await having({ document }, async () => {
      const { nearside } = await shopper();
      const stop = shopifyPrivacy(nearside);
      assert.deepEqual(holds(nearside), DENIED('shopify'));
      let allowed = true;
      globalThis.Shopify = { customerPrivacy: { preferencesProcessingAllowed: () => allowed } };
      document.dispatchEvent(new Event('shopifyCustomerPrivacyApiLoaded'));
      assert.deepEqual(holds(nearside), ALLOWED);
      allowed = false;
      document.dispatchEvent(new Event('visitorConsentCollected'));
      assert.deepEqual(holds(nearside), DENIED('shopify'));
      stop();
      allowed = true;
      document.dispatchEvent(new Event('visitorConsentCollected'));
      assert.deepEqual(holds(nearside), DENIED('shopify'), 'it listens after stop()');
      delete globalThis.Shopify;
    });
  });

  await test('ceilings: consent mode, by default and update, region by region, before and after', async () => {
    const dataLayer = [];
    function gtag() { dataLayer.push(arguments); }
    const say = (kind, personalization_storage, more) => gtag('consent', kind, { ad_storage: 'granted', personalization_storage, ...more });
    const { nearside } = await shopper();
    const stop = consentMode(nearside, dataLayer);
    assert.deepEqual(holds(nearside), DENIED('consent-mode'), 'nothing was said');
    dataLayer.push({ event: 'page_view' }, null, 'text');
    say('default', 'granted', { region: ['US'] });
    assert.deepEqual(holds(nearside), DENIED('consent-mode'), 'granted somewhere else, perhaps');
    say('default', 'granted');
    assert.deepEqual(holds(nearside), ALLOWED);
    say('default', 'denied', { region: ['DE'] });
    assert.deepEqual(holds(nearside), DENIED('consent-mode'));
    say('default', 'granted');
    assert.deepEqual(holds(nearside), DENIED('consent-mode'), 'denied somewhere, perhaps here');
    say('update', 'granted');
    assert.deepEqual(holds(nearside), ALLOWED);
    gtag('consent', 'update', { ad_storage: 'denied' });
    assert.deepEqual(holds(nearside), ALLOWED, 'not about this');
    say('update', 'denied');
    assert.deepEqual(holds(nearside), DENIED('consent-mode'));
    assert.equal(dataLayer.length, 10, 'an entry was lost or added');
    say('update', 'granted');
    stop();
    assert.equal(Object.hasOwn(dataLayer, 'push') && dataLayer.push !== Array.prototype.push, false);
    say('update', 'denied');
    assert.deepEqual(holds(nearside), ALLOWED, 'it listens after stop()');
    // Who comes late reads what was said.
    const { nearside: late } = await shopper();
    consentMode(late, dataLayer, { otherwise: 'visit' });
    assert.deepEqual(holds(late), ['visit', 'remember', 'consent-mode visit']);
  });

  await test('ceilings: TCF by purposes of the publisher, else of all; not while asking', async () => {
    let tell;
    const asked = [];
    const __tcfapi = (command, version, callback, parameter) => {
      asked.push([command, version, parameter]);
      if (command === 'addEventListener') tell = (data, success = true) => callback({ listenerId: 7, gdprApplies: true, ...data }, success);
    };
    const all = { 1: true, 5: true, 6: true };
    await having({ __tcfapi }, async () => {
      const { nearside } = await shopper();
      const stop = tcf(nearside);
      const steps = [
        [{ eventStatus: 'cmpuishown', purpose: { consents: all } }, false],
        [{ eventStatus: 'useractioncomplete', purpose: { consents: all } }, true],
        [{ eventStatus: 'useractioncomplete', purpose: { consents: { ...all, 1: false } } }, false],
        [{ eventStatus: 'tcloaded', purpose: { consents: all }, publisher: { consents: {} } }, true],
        [{ eventStatus: 'tcloaded', purpose: { consents: all }, publisher: { consents: { ...all, 5: false } } }, false],
        [{ eventStatus: 'tcloaded', purpose: { consents: {} }, publisher: { consents: all } }, true],
        [{ eventStatus: 'tcloaded' }, false],
        [{ gdprApplies: false }, true],
      ];
      for (const [data, allowed] of steps) {
        tell(data);
        assert.deepEqual(holds(nearside), allowed ? ALLOWED : DENIED('tcf'), JSON.stringify(data));
      }
      tell({ eventStatus: 'useractioncomplete' }, false);
      assert.deepEqual(holds(nearside), ALLOWED, 'no answer at all changes nothing');
      stop();
      assert.deepEqual(asked, [['addEventListener', 2, undefined], ['removeEventListener', 2, 7]]);
    });
    const { nearside } = await shopper();
    tcf(nearside);
    assert.deepEqual(holds(nearside), DENIED('tcf'), 'no manager is no consent');
  });

  await test('ceilings: open() has them before anything is noted; the lowest holds; no choice goes above', async () => {
    let stopped = 0;
    const nearside = await open({ catalog: catalogs.corner, storage: 'memory', ceiling: (engine) => {
      engine.setCeiling('shop', 'visit');
      return () => stopped++;
    } });
    assert.deepEqual(nearside.ceiling, { level: 'visit', by: 'shop' });
    const said = [];
    nearside.addEventListener('problem', ({ detail }) => said.push(detail.code));
    assert.equal(nearside.setLevel('remember'), false);
    assert.deepEqual([nearside.level, said], [null, ['CEILING']]);
    assert.equal(nearside.setLevel('visit'), true);
    nearside.setCeiling('tcf', 'off');
    assert.deepEqual(holds(nearside), ['off', 'visit', 'tcf off']);
    assert.throws(() => nearside.setCeiling('tcf', 'all'), { code: 'BAD_OPTION' });
    nearside.dispose();
    assert.equal(stopped, 1);
    const fixed = await open({ catalog: catalogs.corner, storage: 'memory', ceiling: 'off' });
    assert.deepEqual(fixed.ceiling, { level: 'off', by: 'shop' });
    await assert.rejects(open({ ceiling: 7 }), { code: 'BAD_OPTION' });
  });
}
