// The passphrase: JWE as another implementation reads and writes it, and nothing else.
import assert from 'node:assert/strict';
import { CompactEncrypt, compactDecrypt, FlattenedEncrypt, flattenedDecrypt } from 'jose';
import { fromFile, isLocked, preview, toFile } from '../../dist/rights.js';
import { live, seeded } from './shops.mjs';

const utf8 = new TextEncoder();
const text = new TextDecoder();
const PHRASE = 'Grüße, 12 Äpfel 🍏';
const HEADER = { alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' };
export const MOST = { maxPBES2Count: 10_000_000, keyManagementAlgorithms: ['PBES2-HS512+A256KW'] };

export const reason = (wanted) => (error) => {
  assert.equal(error.name, 'NearsideError');
  assert.equal(error.code, 'BAD_OPTION', error.message);
  assert.equal(error.reason, wanted, error.message);
  return true;
};

export default async function check({ test, shopper }) {
  const { nearside, clock } = await shopper();
  live(nearside, clock, seeded(3), 40);
  const open = await toFile(nearside);
  const locked = await toFile(nearside, { passphrase: PHRASE });
  const header = JSON.parse(Buffer.from(JSON.parse(locked).protected, 'base64url').toString());

  await test('another implementation opens our file', async () => {
    const { plaintext, protectedHeader } = await flattenedDecrypt(JSON.parse(locked), utf8.encode(PHRASE), MOST);
    assert.equal(text.decode(plaintext), open);
    assert.deepEqual(protectedHeader, header);
  });

  await test('the header says how, with 600,000 rounds or more and a salt of 16 bytes', () => {
    assert.deepEqual([header.alg, header.enc], [HEADER.alg, HEADER.enc]);
    assert.ok(header.p2c >= 600_000);
    assert.equal(Buffer.from(header.p2s, 'base64url').length, 16);
    assert.deepEqual(Object.keys(JSON.parse(locked)).sort(), ['ciphertext', 'encrypted_key', 'iv', 'protected', 'tag']);
  });

  await test('two files are locked by different keys', async () => {
    const [one, two] = [locked, await toFile(nearside, { passphrase: PHRASE })].map((file) => JSON.parse(file));
    for (const part of ['protected', 'encrypted_key', 'iv', 'ciphertext', 'tag']) assert.notEqual(one[part], two[part], part);
  });

  await test('nothing of the profile can be read in it', () => {
      // With signs that base64 does not have.
      for (const word of ['Corner &', 'Drinks > ', '"c0-', '{"nearside', '"View"']) assert.ok(!locked.includes(word) && !JSON.stringify(header).includes(word), word);
  });

  await test('we open files that another implementation locked, flattened and compact', async () => {
    const params = { p2c: 2_000, p2s: crypto.getRandomValues(new Uint8Array(16)) };
    const flattened = await new FlattenedEncrypt(utf8.encode(open)).setProtectedHeader(HEADER).setKeyManagementParameters(params).encrypt(utf8.encode(PHRASE));
    const compact = await new CompactEncrypt(utf8.encode(open)).setProtectedHeader(HEADER).setKeyManagementParameters(params).encrypt(utf8.encode(PHRASE));
    for (const file of [JSON.stringify(flattened), JSON.stringify(flattened, null, 2), compact, `${compact}\n`]) {
      assert.ok(isLocked(file));
      assert.equal(await fromFile(file, { passphrase: PHRASE }), nearside.export());
    }
    assert.equal(text.decode((await compactDecrypt(compact, utf8.encode(PHRASE), MOST)).plaintext), open);
  });

  await test('the same letters typed on another system open it', async () => {
    assert.notEqual(PHRASE.normalize('NFD'), PHRASE);
    assert.equal(await fromFile(locked, { passphrase: PHRASE.normalize('NFD') }), nearside.export());
  });

  await test('a wrong passphrase, none, and an empty one are told apart', async () => {
    await assert.rejects(fromFile(locked, { passphrase: 'wrong' }), reason('passphrase'));
    await assert.rejects(fromFile(locked), reason('locked'));
    await assert.rejects(preview(nearside, locked), reason('locked'));
    await assert.rejects(toFile(nearside, { passphrase: '' }), reason('passphrase'));
    assert.ok(!isLocked(open) && !isLocked(nearside.export()) && !isLocked('') && !isLocked('a.b.c'));
  });

  await test('one changed letter in any part is noticed', async () => {
    const parts = JSON.parse(locked);
    for (const name of ['encrypted_key', 'iv', 'ciphertext', 'tag']) {
      const changed = { ...parts, [name]: (parts[name][0] === 'A' ? 'B' : 'A') + parts[name].slice(1) };
      await assert.rejects(fromFile(JSON.stringify(changed), { passphrase: PHRASE }), reason('passphrase'), name);
    }
    const said = Buffer.from(JSON.stringify({ ...header, cty: 'text/html' })).toString('base64url');
    await assert.rejects(fromFile(JSON.stringify({ ...parts, protected: said }), { passphrase: PHRASE }), reason('passphrase'));
  });

  await test('other ways to lock, and work without end, are refused before any work', async () => {
    const parts = JSON.parse(locked);
    const said = (change) => JSON.stringify({ ...parts, protected: Buffer.from(JSON.stringify({ ...header, ...change })).toString('base64url') });
    const refused = [
      [{ p2c: 10_000_001 }, 'too-large'], [{ p2c: Number.MAX_SAFE_INTEGER }, 'too-large'], [{ p2c: 0 }, 'not-ours'], [{ p2c: -5 }, 'not-ours'], [{ p2c: 1.5 }, 'not-ours'],
      [{ p2c: '600000' }, 'not-ours'], [{ p2c: null }, 'not-ours'], [{ alg: 'dir' }, 'not-ours'], [{ alg: 'none' }, 'not-ours'], [{ enc: 'A128GCM' }, 'not-ours'],
      [{ zip: 'DEF' }, 'not-ours'], [{ crit: ['exp'] }, 'not-ours'], [{ p2s: '' }, 'not-ours'], [{ p2s: 'AA' }, 'not-ours'], [{ p2s: 5 }, 'not-ours'], [{ p2s: 'A'.repeat(4_000) }, 'not-ours'],
    ];
    let work = 0;
    const own = crypto.subtle.deriveKey;
    crypto.subtle.deriveKey = (...all) => { work++; return own.apply(crypto.subtle, all); };
    try {
      for (const [change, why] of refused) await assert.rejects(fromFile(said(change), { passphrase: PHRASE }), reason(why), JSON.stringify(change));
      assert.equal(work, 0);
      await fromFile(locked, { passphrase: PHRASE });
      assert.equal(work, 1);
    } finally {
      delete crypto.subtle.deriveKey;
    }
    for (const extra of [{ header: { alg: 'dir' } }, { unprotected: { p2c: 1 } }]) {
      await assert.rejects(fromFile(JSON.stringify({ ...parts, ...extra }), { passphrase: PHRASE }), reason('not-ours'));
    }
  });

  await test('where there is no cryptography it says so', async () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    try {
      await assert.rejects(toFile(nearside, { passphrase: PHRASE }), reason('no-crypto'));
      await assert.rejects(fromFile(locked, { passphrase: PHRASE }), reason('no-crypto'));
      assert.equal(await toFile(nearside), open);
    } finally {
      Object.defineProperty(globalThis, 'crypto', own);
    }
  });
}
