// The file to take along: ActivityStreams 2.0 with schema.org products, for any program that reads those, and in it
// the engine's own text, for another Nearside shop. Reading takes only that text, and where the file says it is from.
// Not here: what the engine makes of it (`preview()`, `import()`).
import type { Nearside, SignalName, SignalRecord, StanceName, Statement } from '../types.js';
import { compared } from './compared.js';
import { lock, parts, unlock } from './lock.js';
import { members, refused, textOf } from './refuse.js';
import type { FileOptions, Preview } from './types.js';

/** The version of the file's shape; `profile` has its own. */
const VERSION = 1;
/** Far above any file of ours: the profile in it is 32 kB at most. */
const LARGEST = 4_000_000;

/** ActivityStreams by its name, which every reader of it knows; our own terms here, so that nothing has to be fetched. */
const CONTEXT = ['https://www.w3.org/ns/activitystreams', {
  schema: 'https://schema.org/',
  dpv: 'https://w3id.org/dpv#',
  nearside: 'urn:nearside:',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  sku: 'schema:sku',
  facet: 'schema:termCode',
  expires: { '@id': 'schema:expires', '@type': 'xsd:date' },
  basis: { '@id': 'nearside:basis', '@type': '@vocab' },
  observed: 'dpv:ObservedPersonalData',
  stated: 'dpv:ProvidedPersonalData',
  derived: 'dpv:InferredPersonalData',
  times: 'nearside:times',
  strength: 'nearside:strength',
  precision: 'nearside:precision',
  version: 'nearside:version',
  profile: 'nearside:profile',
  ledger: 'nearside:ledger',
}];

const TYPES: Record<SignalName, string | string[]> = {
  view: 'View',
  search: ['Activity', 'schema:SearchAction'],
  click: ['Activity', 'schema:ChooseAction'],
  cart: 'Add',
  uncart: 'Remove',
  purchase: ['Activity', 'schema:BuyAction'],
  return: ['Activity', 'schema:ReturnAction'],
  impression: ['Activity', 'nearside:Impression'],
};
const STANCES: Record<StanceName, string> = { like: 'Like', less: 'Dislike', never: 'Block' };
const CART = { type: 'Collection', name: 'cart' };

const moment = (day: string) => `${day}T00:00:00Z`;
const product = (id: string, name: string | undefined) => ({ type: ['Object', 'schema:Product'], ...(name !== undefined && { name }), sku: id });
const term = (name: string, facet?: string) => ({ type: ['Object', 'schema:DefinedTerm'], name, ...(facet !== undefined && { facet }) });

function seen({ signal, day, times, item, title, order, facets, fades }: SignalRecord): object {
  return {
    type: TYPES[signal], basis: 'observed', actor: '#shopper', published: moment(day),
    object: item === undefined ? (facets ?? []).map((label) => term(label)) : product(item, title),
    ...(signal === 'cart' && { target: CART }), ...(signal === 'uncart' && { origin: CART }),
    ...(order !== undefined && { context: order }),
    ...(times > 1 && { times }), expires: fades,
  };
}

function said({ subject, label, stance, day }: Statement): object {
  const id = subject.startsWith('item:') ? subject.slice(5) : undefined;
  return {
    type: STANCES[stance], basis: 'stated', actor: '#shopper', published: moment(day),
    object: id === undefined ? term(label, subject) : product(id, label === id ? undefined : label),
  };
}

/**
 * Everything that is kept, as one JSON text. The same profile on the same day gives the same bytes.
 *
 * @throws {NearsideError} `BAD_OPTION` with `reason` `no-crypto` where a passphrase cannot be used.
 */
export async function toFile(nearside: Nearside, { passphrase }: FileOptions = {}): Promise<string> {
  const profile = nearside.export();
  // What left the device, as it left; it belongs to this device, so nothing reads it when the file is brought.
  const ledger = (await nearside.sharing())?.ledger();
  const items = [
    ...nearside.signals().map(seen),
    ...nearside.statements().map(said),
    ...nearside.settings.choices.map(({ day, level }) => ({
      type: level === 'off' ? 'Reject' : 'Accept', basis: 'stated', actor: '#shopper', published: moment(day), object: term(level, `level:${level}`),
    })),
    ...nearside.interests().map(({ label, facet, strength, fades }) => ({
      type: 'Relationship', basis: 'derived', subject: '#shopper', relationship: 'http://xmlns.com/foaf/0.1/interest',
      object: term(label, facet), strength, expires: fades,
    })),
  ];
  const file = JSON.stringify({
    '@context': CONTEXT,
    id: '#',
    type: 'Collection',
    name: 'Nearside',
    version: VERSION,
    published: moment(nearside.preview(profile).day),
    precision: 'P1D',
    'schema:provider': { type: ['Organization', 'schema:OnlineStore'], name: nearside.facts.shop },
    attributedTo: { id: '#shopper', type: 'Person' },
    totalItems: items.length,
    items,
    profile,
    ...(ledger && { ledger }),
  }, null, 1);
  return passphrase === undefined ? file : lock(file, passphrase);
}

/** Whether the text is a locked file, so that a passphrase has to be asked for. */
export const isLocked = (text: string): boolean => text.length <= LARGEST && parts(text) !== undefined;

/** The open file. */
async function opened(text: string, { passphrase }: FileOptions): Promise<string> {
  if (typeof text !== 'string') throw refused('not-ours', 'a file is text');
  if (text.length > LARGEST) throw refused('too-large', 'the file is larger than any that Nearside writes');
  const locked = parts(text);
  if (!locked) return text;
  if (!passphrase) throw refused('locked', 'the file is locked; it needs its passphrase');
  return unlock(locked, passphrase);
}

interface Read { profile: string; shop?: string | undefined; day?: string | undefined }

function read(text: string): Read {
  const file = members(text);
  // A bare export is the engine's own affair: it checks its text to the byte.
  if (file && Object.hasOwn(file, 'nearside')) return { profile: text };
  const profile = textOf(file, 'profile');
  if (!file || profile === undefined) throw refused('not-ours', 'the file is no file of Nearside');
  if ((file['version'] as number) > VERSION) throw refused('too-new', 'a later release wrote the file');
  const day = /^\d{4}-\d\d-\d\d(?=T)/.exec(textOf(file, 'published') ?? '')?.[0];
  return { profile, day, shop: textOf(file['schema:provider'], 'name')?.slice(0, 200) };
}

/**
 * The engine's own text from a file of `toFile()` or `export()`, for `nearside.import()`.
 *
 * @throws {NearsideError} `BAD_OPTION` with a `reason`.
 */
export async function fromFile(text: string, options: FileOptions = {}): Promise<string> {
  return read(await opened(text, options)).profile;
}

/**
 * What is in a file and what this shop would keep of it. Changes nothing.
 *
 * @throws {NearsideError} `BAD_OPTION` with a `reason`.
 */
export async function preview(nearside: Nearside, text: string, options: FileOptions = {}): Promise<Preview> {
  const { profile, shop, day } = read(await opened(text, options));
  let kept;
  try {
    kept = nearside.preview(profile);
  } catch (cause) {
    const { message } = cause as Error;
    throw refused(message.includes('TOO_NEW') ? 'too-new' : 'not-ours', message, cause);
  }
  return {
    ...compared(nearside, profile, kept), profile,
    from: shop === undefined || day === undefined ? null : { shop, day, here: shop === nearside.facts.shop },
  };
}
