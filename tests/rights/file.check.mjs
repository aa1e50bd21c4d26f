// The file to take along: what it says, that it is all, and that it comes back to the byte.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { fromFile, toFile } from '../../dist/rights.js';
import { live, seeded } from './shops.mjs';

export const schema = JSON.parse(readFileSync(new URL('../../dist/profile.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ strict: true, strictTuples: false, strictTypes: false, strictRequired: false, allErrors: true }).compile(schema);

/** Every key of every object. */
const keys = (value) => (value && typeof value === 'object' ? Object.entries(value).flatMap(([key, held]) => [...(Array.isArray(value) ? [] : [key]), ...keys(held)]) : []);

export default async function check({ test, shopper }) {
  await test('export, erase, import, export is byte-equal, through the file, for 200 shoppers', async () => {
    const { nearside, clock } = await shopper();
    for (let seed = 1; seed <= 200; seed++) {
      nearside.erase();
      nearside.setLevel('remember');
      live(nearside, clock, seeded(seed), seed % 40);
      const before = nearside.export();
      const file = await toFile(nearside);
      nearside.erase();
      assert.equal(nearside.health.signals + nearside.health.statements, 0);
      nearside.setLevel('remember');
      nearside.import(await fromFile(file));
      assert.equal(nearside.export(), before, `seed ${seed}`);
      assert.equal(await toFile(nearside), file, `seed ${seed}: the file`);
    }
  });

  await test('a file validates against the published schema, also an empty one', async () => {
    for (const seed of [0, 1, 2, 3, 4, 5]) {
      const { nearside, clock } = await shopper();
      live(nearside, clock, seeded(seed), seed * 12);
      const file = JSON.parse(await toFile(nearside));
      assert.ok(validate(file), JSON.stringify(validate.errors?.slice(0, 3)));
    }
  });

  await test('what left is in it as it left, validates, and is passed over when the file is brought', async () => {
    const { nearside, clock } = await shopper();
    live(nearside, clock, seeded(3), 20);
    const plain = await toFile(nearside);
    assert.ok(!('ledger' in JSON.parse(plain)), 'a shop that asks nothing has no such part');
    const ledger = '{"day":"2026-11-15"}\n{"day":"2026-11-22"}\n';
    const sharing = (lines) => new Proxy(nearside, { get: (engine, name) => (name === 'sharing' ? async () => ({ ledger: () => lines }) : typeof engine[name] === 'function' ? engine[name].bind(engine) : engine[name]) });
    assert.equal(await toFile(sharing('')), plain, 'nothing left, nothing said');
    const file = await toFile(sharing(ledger));
    assert.equal(JSON.parse(file).ledger, ledger);
    assert.ok(validate(JSON.parse(file)), JSON.stringify(validate.errors?.slice(0, 3)));
    assert.equal(await fromFile(file), nearside.export());
  });

  await test('the schema refuses a file with a line that it does not know', async () => {
    const { nearside } = await shopper();
    nearside.track('view', { id: 'c0-0' });
    const file = JSON.parse(await toFile(nearside));
    const changed = [
      (f) => { f.items[0].basis = 'guessed'; }, (f) => { f.items[0].type = 'Listen'; }, (f) => { f.items[0].published = '2026-11-22T11:06:40Z'; },
      (f) => { f.items[0].email = 'a@b.example'; }, (f) => { delete f.profile; }, (f) => { f.items[0].target = { type: 'Collection', name: 'cart' }; },
    ];
    for (const change of changed) {
      const copy = structuredClone(file);
      change(copy);
      assert.ok(!validate(copy), String(change));
    }
  });

  await test('every record of the panel is in it, once, with its label', async () => {
    const { nearside, clock } = await shopper();
    live(nearside, clock, seeded(7), 60);
    const { items, totalItems } = JSON.parse(await toFile(nearside));
    assert.equal(items.length, totalItems);
    const of = (basis) => items.filter((item) => item.basis === basis);
    const [signals, statements, interests] = [nearside.signals(), nearside.statements(), nearside.interests()];
    assert.ok(signals.length > 20 && statements.length > 0 && interests.length > 3, 'the shopper did too little');
    const name = ({ object, published, times = 1 }) => [published.slice(0, 10), times, object.sku ?? object.map((one) => one.name).join()].join();
    assert.deepEqual(of('observed').map(name), signals.map(({ day, times, item, facets }) => [day, times, item ?? facets.join()].join()));
    assert.deepEqual(of('stated').slice(0, statements.length).map(({ object }) => (object.sku === undefined ? object.facet : `item:${object.sku}`)), statements.map(({ subject }) => subject));
    assert.deepEqual(of('stated').slice(statements.length).map(({ type, object }) => [type, object.name]), [['Accept', 'remember']]);
    assert.deepEqual(of('derived').map(({ object, strength }) => [object.facet, strength]), interests.map(({ facet, strength }) => [facet, strength]));
    const words = new Map([['view', 'View'], ['cart', 'Add'], ['uncart', 'Remove']]);
    for (const [at, { signal }] of signals.entries()) if (words.has(signal)) assert.equal(items[at].type, words.get(signal));
  });

  await test('each of our own terms is explained in the file itself', async () => {
    const { nearside, clock } = await shopper();
    live(nearside, clock, seeded(9), 60);
    const { '@context': [streams, own], ...file } = JSON.parse(await toFile(nearside));
    assert.equal(streams, 'https://www.w3.org/ns/activitystreams');
    // https://www.w3.org/TR/activitystreams-vocabulary/
    const known = ['id', 'type', 'name', 'published', 'attributedTo', 'totalItems', 'items', 'actor', 'object', 'target', 'origin', 'context', 'subject', 'relationship'];
    for (const key of new Set(keys(file))) assert.ok(known.includes(key) || Object.hasOwn(own, key) || Object.hasOwn(own, key.split(':')[0]), key);
    const types = ['Collection', 'Person', 'Organization', 'Object', 'Activity', 'View', 'Add', 'Remove', 'Like', 'Dislike', 'Block', 'Accept', 'Reject', 'Relationship'];
    const held = JSON.stringify(file).match(/"type":(\[[^\]]*\]|"[^"]*")/g).flatMap((text) => [JSON.parse(text.slice(7))].flat());
    for (const type of new Set(held)) assert.ok(types.includes(type) || Object.hasOwn(own, type.split(':')[0]), type);
    for (const basis of ['observed', 'stated', 'derived']) assert.match(own[basis], /^dpv:\w+PersonalData$/);
  });

  await test('nothing sensitive, and no time finer than a day, is in it', async () => {
    const { nearside, clock } = await shopper();
    live(nearside, clock, seeded(11), 80);
    const file = await toFile(nearside);
    assert.doesNotMatch(file, /Clinic|"c4-/);
    assert.doesNotMatch(file, /T(?!00:00:00Z)\d\d:\d\d/);
  });
}
