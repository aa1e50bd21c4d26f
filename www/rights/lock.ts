// A text under a passphrase: JSON Web Encryption (RFC 7516), flattened JSON serialization, key from the passphrase by
// PBES2-HS512+A256KW (RFC 7518, 4.8), content by A256GCM (5.3). The browser's own cryptography does all of it.
import { isText, members, refused, textOf } from './refuse.js';

const ALG = 'PBES2-HS512+A256KW';
const ENC = 'A256GCM';
/** How often the passphrase is hashed: what guessing costs. */
const ROUNDS = 600_000;
/** A file that asks for more would only keep the browser busy. */
const MOST_ROUNDS = 10_000_000;

const utf8 = new TextEncoder();

function subtle(): SubtleCrypto {
  if (!globalThis.crypto?.subtle) throw refused('no-crypto', 'this page may not use cryptography; a passphrase needs HTTPS');
  return crypto.subtle;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '');
}

function fromBase64(text: string | undefined): Uint8Array<ArrayBuffer> {
  if (text === undefined || !/^[\w-]*$/.test(text) || text.length % 4 === 1) throw refused('not-ours', 'the locked file is damaged');
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
}

/** The key that wraps the file's own key. The same passphrase typed on another system is the same: NFC. */
async function wrapping(passphrase: string, salt: Uint8Array, rounds: number, use: 'wrapKey' | 'unwrapKey'): Promise<CryptoKey> {
  const typed = await subtle().importKey('raw', utf8.encode(passphrase.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-512', salt: new Uint8Array([...utf8.encode(ALG), 0, ...salt]), iterations: rounds };
  return subtle().deriveKey(how, typed, { name: 'AES-KW', length: 256 }, false, [use]);
}

const content = (iv: Uint8Array<ArrayBuffer>, header: string) => ({ name: 'AES-GCM', iv, additionalData: utf8.encode(header) });

export async function lock(text: string, passphrase: string): Promise<string> {
  if (!isText(passphrase) || !passphrase) throw refused('passphrase', 'an empty passphrase locks nothing');
  const key = await subtle().generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const header = toBase64(utf8.encode(JSON.stringify({ alg: ALG, enc: ENC, p2s: toBase64(salt), p2c: ROUNDS, cty: 'application/activity+json' })));
  const wrapped = await subtle().wrapKey('raw', key, await wrapping(passphrase, salt, ROUNDS, 'wrapKey'), 'AES-KW');
  const sealed = new Uint8Array(await subtle().encrypt(content(iv, header), key, utf8.encode(text)));
  return JSON.stringify({
    protected: header,
    encrypted_key: toBase64(new Uint8Array(wrapped)),
    iv: toBase64(iv),
    ciphertext: toBase64(sealed.subarray(0, -16)),
    tag: toBase64(sealed.subarray(-16)),
  });
}

const PARTS = ['protected', 'encrypted_key', 'iv', 'ciphertext', 'tag'] as const;

/** The parts of a locked file, flattened or compact; `undefined` when it is none. */
export function parts(text: string): Record<string, unknown> | undefined {
  const compact = text.trim().split('.', 6);
  if (compact.length === 5) return Object.fromEntries(PARTS.map((name, at) => [name, compact[at]]));
  const found = /^\s*\{[^]{0,40}"(protected|encrypted_key|iv|ciphertext|tag)"/.test(text) ? members(text) : undefined;
  return found && PARTS.every((name) => textOf(found, name) !== undefined) ? found : undefined;
}

export async function unlock(found: Record<string, unknown>, passphrase: string): Promise<string> {
  const [header = '', wrapped, iv, sealed, tag] = PARTS.map((name) => textOf(found, name));
  const said = members(new TextDecoder().decode(fromBase64(header)));
  const { p2c: rounds } = said ?? {};
  // One way to lock; `crit`, `zip` and headers outside the protected one are none of it.
  const foreign = ['crit', 'zip'].some((name) => said && Object.hasOwn(said, name)) || Object.hasOwn(found, 'header') || Object.hasOwn(found, 'unprotected');
  if (!said || foreign || said['alg'] !== ALG || said['enc'] !== ENC || !Number.isInteger(rounds) || (rounds as number) < 1) {
    throw refused('not-ours', `the file is not locked by ${ALG} and ${ENC}`);
  }
  if ((rounds as number) > MOST_ROUNDS) throw refused('too-large', `the file asks for ${String(rounds)} rounds; at most ${MOST_ROUNDS} are done`);
  const [salt, nonce, body] = [fromBase64(textOf(said, 'p2s')), fromBase64(iv), new Uint8Array([...fromBase64(sealed), ...fromBase64(tag)])];
  const keyBytes = fromBase64(wrapped);
  if (salt.length < 8 || salt.length > 1024 || nonce.length !== 12 || keyBytes.length !== 40 || fromBase64(tag).length !== 16) throw refused('not-ours', 'the locked file is damaged');
  const outer = await wrapping(passphrase, salt, rounds as number, 'unwrapKey');
  try {
    const key = await subtle().unwrapKey('raw', keyBytes, outer, 'AES-KW', 'AES-GCM', false, ['decrypt']);
    return new TextDecoder().decode(await subtle().decrypt(content(nonce, header), key, body));
  } catch (cause) {
    throw refused('passphrase', 'the passphrase is wrong, or the file was changed', cause);
  }
}
