/** What takes a file along and brings one, in the shape of `nearside/rights`, over the fake engine's own text. */
import type { Rights } from '../../www/elements/rights.js';
import { Fake } from './fake.js';

const refused = (reason: string) => Object.assign(new Error(reason), { code: 'BAD_OPTION', reason });

export const rights: Rights = {
  toFile: (nearside, { passphrase }) => JSON.stringify(passphrase ? { locked: passphrase, file: nearside.export() } : { from: nearside.facts.shop, file: nearside.export() }),
  preview(nearside, text, { passphrase }) {
    let read: { locked?: string; from?: string; file?: string } = {};
    try {
      read = JSON.parse(text);
    } catch {
      throw refused('not-ours');
    }
    if (read.locked !== undefined && read.locked !== passphrase) throw refused(passphrase ? 'passphrase' : 'locked');
    const fake = new Fake((nearside as Fake).options);
    try {
      fake.import(read.file ?? text);
    } catch {
      throw refused('not-ours');
    }
    const all = fake.signals();
    const signals = all.filter((one) => one.title);
    const profile = fake.export();
    return { profile, from: read.from ? { shop: read.from } : null, signals, statements: fake.statements(), interests: fake.interests(), holds: all.length, fits: signals.length };
  },
  receipt: (nearside, { language }) => JSON.stringify({ '@context': 'https://w3id.org/dpv', language, level: nearside.settings.choices.at(-1)!.level }),
};
