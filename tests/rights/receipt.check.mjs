// The receipt: DPV's profile of ISO/IEC TS 27560. The schema below is that guide's list of fields that must be there
// (https://w3id.org/dpv/guides/consent-27560, "DPV-27560 Consent Record" and "Consent Receipts").
import assert from 'node:assert/strict';
import Ajv from 'ajv/dist/2020.js';
import { receipt } from '../../dist/rights.js';
import { CONFIG, TODAY } from './shops.mjs';

const text = { type: 'string', minLength: 1 };
const day = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' };
const many = (items) => ({ anyOf: [items, { type: 'array', minItems: 1, items }] });
const thing = (type, required, properties = {}) => ({
  type: 'object', required: ['@type', ...required], properties: { '@type': many({ type: 'string', pattern: type }), ...properties },
});
const concept = (prefix) => ({ anyOf: [{ type: 'string', pattern: `^${prefix}:\\w+$` }, thing('^dpv:', [])] });
const duration = thing('^dpv:(TemporalDuration|UntilEventDuration|UntilTimeDuration|FixedOccurrencesDuration)$', ['rdf:value'], { 'rdf:value': text });

const process = thing('^dpv:Process$', ['dpv:hasPurpose', 'dpv:hasPersonalData', 'dpv:hasStorageCondition', 'dpv:hasDataController', 'dpv:hasRecipient'], {
  'dpv:hasPurpose': many(concept('dpv')),
  'dpv:hasPersonalData': many(thing('^dpv:(Observed|Inferred|Provided)PersonalData$', ['skos:broader'], { 'skos:broader': { type: 'string', pattern: '^(pd|dpv):\\w+$' } })),
  'dpv:hasDataController': text,
  'dpv:hasRecipient': many({ type: 'object', minProperties: 1 }),
  'dpv:hasStorageCondition': {
    type: 'array', items: thing('^dpv:Storage(Location|Duration|Deletion)$', []),
    allOf: [
      { contains: thing('^dpv:StorageLocation$', ['dpv:hasLocation']) },
      { contains: thing('^dpv:StorageDuration$', ['dpv:hasDuration'], { 'dpv:hasDuration': duration }) },
    ],
  },
});
const record = thing('^dpv:ConsentRecord$', [
  'dct:identifier', 'dct:conformsTo', 'dpv:hasDataSubject', 'dpv:hasNotice', 'dpv:hasProcess', 'dpv:hasDataController', 'dpv:hasConsentControl', 'dpv:hasJurisdiction', 'dpv:hasRight', 'dpv:hasConsentStatus',
], {
  'dct:identifier': text,
  'dct:conformsTo': { const: 'https://w3id.org/dpv/schema/dpv-27560#record' },
  'dpv:hasDataSubject': thing('^dpv:DataSubject$', []),
  'dpv:hasNotice': thing('^dpv:ConsentNotice$', ['dct:language', 'dct:identifier'], { 'dct:language': { type: 'string', pattern: '^[a-z]{2}' } }),
  'dpv:hasProcess': many(process),
  'dpv:hasConsentControl': thing('^dpv:(Provide|Withdraw)Consent$', ['dpv:isExercisedAt']),
  'dpv:hasJurisdiction': { type: 'string', pattern: '^(loc:[A-Z]{2}|dpv:Jurisdiction)$' },
  'dpv:hasRight': many(thing('^dpv:DataSubjectRight$', ['dct:title', 'dpv:isExercisedAt'])),
  'dpv:hasEntity': thing('^dpv:', ['dct:identifier', 'dpv:hasName', 'dpv:hasContact']),
  'dpv:hasConsentStatus': thing('^dpv:(Consent(Given|Refused|Withdrawn)|ExpressedConsent)$', ['dpv:isIndicatedAtTime', 'dpv:isIndicatedBy', 'dpv:hasDuration'], {
    'dpv:isIndicatedAtTime': day, 'dpv:isIndicatedBy': { const: 'dpv:DataSubject' }, 'dpv:hasDuration': duration,
  }),
});
const RECEIPT = thing('^dpv:ConsentReceipt$', ['@context', 'dct:identifier', 'dct:conformsTo', 'dct:created', 'dpv:hasRecordOfActivity'], {
  'dct:identifier': text, 'dct:created': day, 'dct:conformsTo': { const: 'https://w3id.org/dpv/schema/dpv-27560#receipt' }, 'dpv:hasRecordOfActivity': record,
});
const validate = new Ajv({ allErrors: true, strict: false }).compile(RECEIPT);

const read = (text_) => {
  const value = JSON.parse(text_);
  assert.ok(validate(value), JSON.stringify(validate.errors?.slice(0, 3)));
  return value['dpv:hasRecordOfActivity'];
};
const status = (held) => held['dpv:hasConsentStatus']['@type'][0];

export default async function check({ test, shopper }) {
  await test('each change of mind has its receipt, with its day and decision', async () => {
    const { nearside, clock } = await shopper({ level: 'visit', day: TODAY - 3 });
    clock.day = TODAY - 1;
    nearside.setLevel('remember');
    clock.day = TODAY;
    nearside.setLevel('off', { keep: true });
    const { choices } = nearside.settings;
    assert.equal(choices.length, 3, JSON.stringify(choices));
    const held = choices.map((_, at) => read(receipt(nearside, { at })));
    assert.deepEqual(held.map(status), ['dpv:ConsentGiven', 'dpv:ConsentGiven', 'dpv:ConsentWithdrawn']);
    assert.deepEqual(held.map((one) => one['dpv:hasConsentStatus']['dpv:isIndicatedAtTime']), ['2026-11-19', '2026-11-21', '2026-11-22']);
    assert.equal(receipt(nearside), receipt(nearside, { at: 2 }));
    assert.equal(new Set(held.map((one) => one['dct:identifier'])).size, 3);
    for (const at of [3, -4, 0.5]) assert.throws(() => receipt(nearside, { at }), { code: 'BAD_OPTION' });
  });

  await test('a refusal that left no list has one too; before any choice there is none', async () => {
    const refused = await shopper({ level: 'off' });
    assert.equal(status(read(receipt(refused.nearside))), 'dpv:ConsentRefused');
    const { nearside } = await shopper({ level: null });
    assert.throws(() => receipt(nearside), { code: 'BAD_OPTION' });
  });

  await test('it says what the running facts say: sources, days, where, recipients, version', async () => {
    const { nearside } = await shopper({ config: { ...CONFIG, sources: ['browsing', 'orders'], retention: { browsing: 9 }, recipients: ['Mail & Co'] } });
    const held = read(receipt(nearside, { language: 'de', country: 'DE' }));
    const processes = held['dpv:hasProcess'];
    assert.deepEqual(processes.map((one) => one['dct:title']), ['browsing', 'orders']);
    const days = (one) => one['dpv:hasStorageCondition'].find((held_) => held_['@type'] === 'dpv:StorageDuration')['dpv:hasDuration']['rdf:value'];
    assert.deepEqual(processes.map(days), ['P9D', 'P365D']);
    for (const one of processes) {
      assert.ok(one['dpv:hasStorageCondition'].some((where) => where['dpv:hasLocation'] === 'tech:Device'));
      assert.deepEqual(one['dpv:hasRecipient'].map((who) => who['dpv:hasName'] ?? who['@id']), ['dpv:DataSubject', 'Mail & Co']);
    }
    assert.deepEqual([held['dpv:hasNotice']['dct:identifier'], held['dpv:hasNotice']['dct:language'], held['dpv:hasJurisdiction']], [nearside.facts.version, 'de', 'loc:DE']);
    assert.deepEqual([held['dpv:hasEntity']['dpv:hasName'], held['dpv:hasEntity']['dpv:hasContact']], [CONFIG.shop, CONFIG.contact]);
    nearside.setSource('browsing', false);
    assert.deepEqual(read(receipt(nearside))['dpv:hasProcess']['dct:title'] ?? read(receipt(nearside))['dpv:hasProcess'].map((one) => one['dct:title']), ['orders']);
  });

  await test('at level share it names that purpose too, who gets it and where the list of it lies', async () => {
    const { nearside } = await shopper({ config: { ...CONFIG, counts: { questions: { funnel: { purpose: 'How far visitors get' } } } } });
    const titles = () => read(receipt(nearside))['dpv:hasProcess'].map((one) => one['dct:title']);
    assert.ok(!titles().includes('anonymous counts'));
    nearside.setLevel('share');
    assert.equal(titles().at(-1), 'anonymous counts');
    const shared = read(receipt(nearside))['dpv:hasProcess'].at(-1);
    assert.deepEqual([shared['dpv:hasRecipient']['@id'], shared['dpv:hasPurpose']], ['urn:nearside:shop', 'dpv:ServiceUsageAnalytics']);
    nearside.setLevel('remember');
    assert.ok(!titles().includes('anonymous counts'));
  });

  await test('nothing in it names the shopper, and the same choice gives the same bytes', async () => {
    const [one, two] = [await shopper(), await shopper()];
    two.nearside.track('view', { id: 'c0-0' });
    assert.equal(receipt(one.nearside), receipt(two.nearside));
    assert.doesNotMatch(receipt(two.nearside), /c0-0|Tea/);
  });

  await test('a receipt without one of the fields that must be there is refused by the schema', async () => {
    const { nearside } = await shopper();
    const whole = JSON.parse(receipt(nearside));
    const held = whole['dpv:hasRecordOfActivity'];
    for (const field of ['dct:identifier', 'dct:conformsTo', 'dpv:hasDataSubject', 'dpv:hasNotice', 'dpv:hasProcess', 'dpv:hasConsentControl', 'dpv:hasJurisdiction', 'dpv:hasRight', 'dpv:hasConsentStatus']) {
      const { [field]: _, ...rest } = held;
      assert.ok(!validate({ ...whole, 'dpv:hasRecordOfActivity': rest }), field);
    }
    for (const field of ['dpv:hasPurpose', 'dpv:hasPersonalData', 'dpv:hasStorageCondition', 'dpv:hasRecipient']) {
      const { [field]: _, ...rest } = held['dpv:hasProcess'][0];
      assert.ok(!validate({ ...whole, 'dpv:hasRecordOfActivity': { ...held, 'dpv:hasProcess': [rest] } }), field);
    }
  });
}
