// A consent receipt: what was decided, about what, on which day. DPV's profile of ISO/IEC TS 27560 as JSON-LD
// (https://w3id.org/dpv/guides/consent-27560), made of the running facts. Nothing in it names the shopper.
import { NearsideError } from '../errors.js';
import type { Facts, Level, Nearside, SourceName } from '../types.js';
import type { ReceiptOptions } from './types.js';

const SCHEMA = 'https://w3id.org/dpv/schema/dpv-27560#';

const CONTEXT = {
  dpv: 'https://w3id.org/dpv#', pd: 'https://w3id.org/dpv/pd#', tech: 'https://w3id.org/dpv/tech#', loc: 'https://w3id.org/dpv/loc#',
  dct: 'http://purl.org/dc/terms/', skos: 'http://www.w3.org/2004/02/skos/core#', rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#', schema: 'https://schema.org/',
  // So that these values are terms of the vocabularies and not texts.
  ...Object.fromEntries(
    ['dct:conformsTo', 'dct:publisher', 'schema:recipient', 'skos:broader',
      ...['Purpose', 'PersonalData', 'Processing', 'DataSource', 'DataController', 'Recipient', 'Jurisdiction', 'Location', 'LegalBasis'].map((name) => `dpv:has${name}`),
      'dpv:isIndicatedBy'].map((name) => [name, { '@type': '@id' }]),
  ),
};

/** What each source's signals are, in DPV's words. */
const DATA: Record<SourceName, string> = {
  browsing: 'pd:BrowsingBehavior', searching: 'pd:BrowsingBehavior', cart: 'pd:BrowsingBehavior', orders: 'pd:Purchase', showing: 'pd:BrowsingBehavior',
};
const PURPOSES: Record<string, string[]> = { picks: ['dpv:ProvideProductRecommendations', 'dpv:ServicePersonalisation'] };
const CONTROLS = "The shop's panel: level Off";
const RIGHTS = ['access', 'portability', 'rectification', 'erasure', 'withdrawal of consent'];
const SHOP = 'urn:nearside:shop';

function processOf(source: Facts['sources'][number], level: Level, recipients: object[]): object {
  const duration = level === 'visit'
    ? { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'the tab is closed' }
    : { '@type': 'dpv:TemporalDuration', 'rdf:value': `P${source.days}D` };
  return {
    '@type': 'dpv:Process',
    'dct:title': source.name,
    'dpv:hasPurpose': PURPOSES[source.purpose] ?? [{ '@type': 'dpv:Purpose', 'skos:prefLabel': source.purpose }],
    'dpv:hasPersonalData': [
      { '@type': 'dpv:ObservedPersonalData', 'skos:broader': DATA[source.name] ?? 'dpv:PersonalData', 'dct:description': source.signals.join(', ') },
      { '@type': 'dpv:InferredPersonalData', 'skos:broader': 'pd:Interest', 'dct:description': 'interests' },
    ],
    'dpv:hasProcessing': ['dpv:Observe', 'dpv:Store', 'dpv:Profiling'],
    'dpv:hasDataSource': 'dpv:DataSubjectDataSource',
    'dpv:hasDataController': SHOP,
    'dpv:hasRecipient': recipients,
    'dpv:hasStorageCondition': [
      { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': 'tech:Device' },
      { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': duration },
    ],
  };
}

/** What level `share` adds: one blurred answer at a time, to the shop. The list of what left stays on the device. */
const SHARED = {
  '@type': 'dpv:Process',
  'dct:title': 'anonymous counts',
  'dpv:hasPurpose': 'dpv:ServiceUsageAnalytics',
  'dpv:hasPersonalData': { '@type': 'dpv:ObservedPersonalData', 'skos:broader': 'pd:BrowsingBehavior', 'dct:description': 'one answer about one day, randomized before it leaves' },
  'dpv:hasProcessing': ['dpv:Anonymise', 'dpv:Transmit'],
  'dpv:hasDataSource': 'dpv:DataSubjectDataSource',
  'dpv:hasDataController': SHOP,
  'dpv:hasRecipient': { '@id': SHOP },
  'dpv:hasStorageCondition': [
    { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': 'tech:Device' },
    { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': 'P400D' } },
  ],
};

/**
 * The receipt of one change of mind, as JSON-LD. The same choice under the same facts gives the same bytes.
 *
 * @throws {NearsideError} `BAD_OPTION` when no such choice is remembered.
 */
export function receipt(nearside: Nearside, { at = -1, language = 'en', country }: ReceiptOptions = {}): string {
  const { facts, chosen, settings } = nearside;
  const { choices } = settings;
  const place = at < 0 ? choices.length + at : at;
  // A refusal that erased everything left no list: the level itself is the choice, and today is all that is known.
  const bare = at === -1 && choices.length === 0 && chosen !== null;
  const choice = bare ? { day: nearside.preview(nearside.export()).day, level: chosen } : choices[place];
  if (!choice) throw new NearsideError('BAD_OPTION', 'no such choice is remembered');

  const before = choices.slice(0, Math.max(place, 0)).at(-1)?.level ?? 'off';
  const status = choice.level !== 'off' ? 'Given' : before === 'off' ? 'Refused' : 'Withdrawn';
  const id = ['urn:nearside:receipt', facts.version, choice.day, bare ? 0 : place + 1].join(':');
  const others = facts.recipients.map((name) => ({ '@type': 'dpv:Recipient', 'dpv:hasName': name }));
  // The panel is everywhere in the shop; where a person answers, the shop says.
  const control = { 'dpv:isExercisedAt': CONTROLS };
  return JSON.stringify({
    '@context': CONTEXT,
    '@id': id,
    '@type': 'dpv:ConsentReceipt',
    'dct:identifier': id,
    'dct:conformsTo': `${SCHEMA}receipt`,
    'dct:created': choice.day,
    'dct:publisher': SHOP,
    'schema:recipient': 'dpv:DataSubject',
    'dpv:hasRecordOfActivity': {
      '@id': `${id}#record`,
      '@type': 'dpv:ConsentRecord',
      'dct:identifier': `${id}#record`,
      'dct:conformsTo': `${SCHEMA}record`,
      'dpv:hasDataSubject': { '@id': '_:shopper', '@type': 'dpv:DataSubject', 'skos:broader': 'dpv:Consumer' },
      'dpv:hasDataController': SHOP,
      'dpv:hasEntity': {
        '@id': SHOP, '@type': ['dpv:LegalEntity', 'dpv:DataController'], 'dct:identifier': SHOP,
        'dpv:hasName': facts.shop, 'dpv:hasContact': facts.contact,
      },
      'dpv:hasJurisdiction': country ? `loc:${country}` : 'dpv:Jurisdiction',
      'dpv:hasLegalBasis': 'dpv:ExpressedConsent',
      'dpv:hasProcess': [
        ...facts.sources.filter(({ on, off }) => on && !off).map((source) => processOf(source, choice.level, [{ '@id': 'dpv:DataSubject' }, ...others])),
        ...(choice.level === 'share' ? [SHARED] : []),
      ],
      'dpv:hasConsentControl': { '@type': ['dpv:ProvideConsent', 'dpv:WithdrawConsent'], ...control },
      'dpv:hasRight': RIGHTS.map((title) => ({ '@type': 'dpv:DataSubjectRight', 'dct:title': title, 'dpv:isExercisedAt': facts.contact || CONTROLS })),
      'dpv:hasNotice': {
        '@type': 'dpv:ConsentNotice', 'dct:identifier': facts.version, 'dct:language': language, 'dct:date': choice.day,
        ...(facts.policy && { 'dct:source': facts.policy }),
      },
      'dpv:hasConsentStatus': {
        '@type': [`dpv:Consent${status}`, 'dpv:ExpressedConsent'],
        'dpv:isIndicatedBy': 'dpv:DataSubject',
        'dpv:isIndicatedAtTime': choice.day,
        'dpv:hasIndicationMethod': `level ${choice.level}`,
        'dpv:hasDuration': { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'the next choice' },
      },
    },
  }, null, 1);
}
