// Files that mean harm, and files that were damaged: a coded refusal or a sound profile, and nothing else changes.
import assert from 'node:assert/strict';
import { fromFile, isLocked, preview, toFile } from '../../dist/rights.js';
import { reason } from './lock.check.mjs';
import { live, seeded } from './shops.mjs';

const REASONS = ['locked', 'passphrase', 'not-ours', 'too-new', 'too-large', 'no-crypto'];
const HOSTILE = ['__proto__', 'constructor', 'prototype', 'toString', '<img src=x onerror=alert(1)>', '\u0000', '\ud800', '\u202e', '9'.repeat(400), 'e', '-', '[', '{', '"', '\\u0022'];
const VALUES = [null, true, 0, -1, 1e308, 4_294_967_295, 4_294_967_296, 1.5, '', '<script>', [], {}, [[]], [null], '9999-99-99', 'x'.repeat(5_000)];

/** One change of a text, by a seed. */
function mutated(text, random) {
  const at = random(text.length);
  const some = HOSTILE[random(HOSTILE.length)];
  switch (random(7)) {
    case 0: return text.slice(0, at);
    case 1: return text.slice(0, at) + some + text.slice(at);
    case 2: return text.slice(0, at) + String.fromCharCode(random(256)) + text.slice(at + 1);
    case 3: return text.slice(0, at) + text.slice(at + random(50));
    case 4: return text.slice(at) + text.slice(0, at);
    case 5: return text.replace(/\d+/g, (number) => (random(20) === 0 ? String(Number(number) + random(5) - 2) : number));
    default: return text.slice(0, at) + text.slice(Math.max(0, at - random(300)));
  }
}

/** One member of a JSON value, anywhere, made into something else. */
function twisted(value, random) {
  const copy = structuredClone(value);
  const places = [];
  const walk = (held) => { if (held && typeof held === 'object') for (const key of Object.keys(held)) { places.push([held, key]); walk(held[key]); } };
  walk(copy);
  const [held, key] = places[random(places.length)];
  held[key] = VALUES[random(VALUES.length)];
  return copy;
}

export default async function check({ test, shopper }) {
  const { nearside, clock } = await shopper();
  live(nearside, clock, seeded(21), 30);
  const file = await toFile(nearside);
  const profile = nearside.export();
  const look = () => JSON.stringify([nearside.export(), nearside.health, nearside.level, nearside.settings]);
  const before = look();
  let refused = 0;
  let taken = 0;

  /** Reads a file as the panel would, without importing it. */
  async function tried(text) {
    try {
      const seen = await preview(nearside, text, { passphrase: 'x' });
      const { holds, fits, dropped } = seen;
      assert.equal(fits.signals + fits.statements + dropped.source + dropped.sensitive + dropped.old, holds.signals + holds.statements);
      assert.ok([...Object.values(dropped), seen.elsewhere, fits.signals].every((n) => Number.isInteger(n) && n >= 0), JSON.stringify(seen));
      assert.ok(seen.interests.length <= 12 && (seen.from?.shop.length ?? 0) <= 200);
      taken++;
      return seen;
    } catch (error) {
      assert.equal(error.name, 'NearsideError', error.stack);
      assert.equal(error.code, 'BAD_OPTION', error.stack);
      assert.ok(REASONS.includes(error.reason), error.stack);
      refused++;
      return undefined;
    }
  }

  await test('6,000 damaged files: a reason or a sound preview, and nothing changes', async () => {
    const random = seeded(5);
    const values = [JSON.parse(file), JSON.parse(profile)];
    for (let round = 0; round < 6_000; round++) {
      const text = round % 3 === 2 ? JSON.stringify(twisted(values[random(2)], random)) : mutated(round % 3 ? file : profile, random);
      await tried(text);
      if (round % 500 === 0) assert.equal(look(), before);
    }
    assert.equal(look(), before);
    assert.ok(refused > 1_000 && taken > 500, `${refused} refused, ${taken} taken: the mutations are too wild or too tame`);
  });

  await test('1,000 profiles with a right checksum and wrong insides are refused or imported as sound ones', async () => {
    const random = seeded(6);
    const { nearside: victim } = await shopper();
    const inside = JSON.parse(profile).profile;
    let came = 0;
    for (let round = 0; round < 1_000; round++) {
      // Every other one with wrong numbers only: those come further.
      const body = round % 2 ? JSON.stringify(twisted(inside, random)) : JSON.stringify(inside).replace(/\b\d+\b/g, (number) => (random(60) === 0 ? String(random(40)) : number));
      const text = signed(body);
      const seen = await tried(text);
      if (!seen) continue;
      try {
        victim.import(seen.profile);
        came++;
      } catch (error) {
        assert.equal(error.code, 'BAD_OPTION', error.stack);
      }
      victim.recommend('home', { count: 4 });
      assert.ok(victim.ready && victim.interests().every(({ label }) => typeof label === 'string'));
    }
    assert.ok(came > 100, `only ${came} were imported`);
    assert.deepEqual(victim.health.problems, []);
  });

  await test('depth, size and kinds that no file has are refused', async () => {
    const deep = 100_000;
    const cases = [
      ['['.repeat(deep), 'not-ours'], [`{"profile":${'['.repeat(deep)}${']'.repeat(deep)}}`, 'not-ours'], [`${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`, 'not-ours'],
      [' '.repeat(4_000_001), 'too-large'], [JSON.stringify({ profile: 'x'.repeat(3_000_000) }), 'not-ours'], ['', 'not-ours'], ['null', 'not-ours'], ['[]', 'not-ours'], ['"profile"', 'not-ours'],
      ['{"profile":5}', 'not-ours'], [JSON.stringify({ profile, version: 2 }), 'too-new'], ['{"nearside":99,"sum":"0","profile":{}}', 'too-new'], ['....', 'not-ours'], ['{"__proto__":{"profile":"x"}}', 'not-ours'],
      [JSON.stringify({ protected: '!', encrypted_key: '', iv: '', ciphertext: '', tag: '' }), 'not-ours'],
    ];
    for (const [text, why] of cases) await assert.rejects(preview(nearside, text, { passphrase: 'x' }), reason(why), text.slice(0, 60));
    for (const text of [undefined, null, 5, {}, new Blob(['x'])]) await assert.rejects(fromFile(text), reason('not-ours'));
    assert.equal(isLocked('['.repeat(deep)), false);
    assert.equal(look(), before);
  });

  await test('a prototype lends nothing to a file', async () => {
    Object.prototype.profile = profile;
    try {
      await assert.rejects(fromFile('{"a":1}'), reason('not-ours'));
      await assert.rejects(fromFile('{"__proto__":{"profile":"x"}}'), reason('not-ours'));
    } finally {
      delete Object.prototype.profile;
    }
    await tried(`{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"profile":${JSON.stringify(profile)}}`);
    assert.equal({}.polluted, undefined);
  });

  await test('what a file calls its shop comes as text, never longer than a line', async () => {
    const shop = `<img src=x onerror=alert(1)>${'x'.repeat(10_000)}`;
    const { from } = await preview(nearside, JSON.stringify({ ...JSON.parse(file), 'schema:provider': { name: shop } }));
    assert.equal(from.shop, shop.slice(0, 200));
    for (const provider of [5, null, [], { name: {} }]) {
      assert.equal((await preview(nearside, JSON.stringify({ ...JSON.parse(file), 'schema:provider': provider }))).from, null);
    }
  });
}

const MASK = (1n << 64n) - 1n;

/** The body of a profile under the checksum that the engine asks for: `checksum` of `src/catalog/format.rs`. */
export function signed(body) {
  const bytes = new TextEncoder().encode(body);
  const view = new DataView(bytes.buffer);
  const prime = 0x100000001b3n;
  const whole = bytes.length - (bytes.length % 8);
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < whole; at += 8) {
    hash = ((hash ^ view.getBigUint64(at, true)) * prime) & MASK;
    hash ^= hash >> 29n;
  }
  let last = 0n;
  for (let at = bytes.length - 1; at >= whole; at--) last = (last << 8n) | BigInt(bytes[at]);
  hash = ((hash ^ last) * prime) & MASK;
  hash = ((hash ^ (hash >> 32n)) * 0x9e3779b97f4a7c15n) & MASK;
  hash = hash ^ (hash >> 29n) ^ ((BigInt(bytes.length) * prime) & MASK);
  return `{"nearside":1,"sum":"${hash.toString(16).padStart(16, '0')}","profile":${body}}`;
}
