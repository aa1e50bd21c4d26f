/** What takes a file along and brings one, in the shape of `nearside/rights`, over the fake engine's own text. */
import type { Rights } from '../../www/elements/rights.js';
import { Fake } from './fake.js';

const refused = (reason: string) => Object.assign(new Error(reason), { code: 'BAD_OPTION', reason });

export const rights: Rights = {
  toFile: async (nearside, { passphrase } = {}) => JSON.stringify(passphrase ? { locked: passphrase, file: nearside.export() } : { from: nearside.facts.shop, file: nearside.export() }),
  async preview(nearside, text, { passphrase } = {}) {
    let read: { locked?: string; from?: string; file?: string } = {};
    try {
      read = JSON.parse(text);
    } catch {
      throw refused('not-ours');
    }
    if (read.locked !== undefined && read.locked !== passphrase) throw refused(passphrase ? 'passphrase' : 'locked');
    const fake = new Fake();
    try {
      fake.import(read.file ?? text);
    } catch {
      throw refused('not-ours');
    }
    const signals = fake.signals();
    const statements = fake.statements().length;
    return {
      profile: fake.export(), from: read.from ? { shop: read.from, day: '2026-11-20', here: read.from === nearside.facts.shop }: null,
      holds: { signals: signals.length, statements }, fits: { signals: signals.filter((one) => one.title).length, statements },
      dropped: { source: 0, sensitive: 0, old: 0 }, elsewhere: 0, interests: [],
    };
  },
  receipt: (nearside, { language } = {}) => JSON.stringify({ '@context': 'https://w3id.org/dpv', language, level: nearside.settings.choices.at(-1)!.level }),
};
