/**
 * English: what a shopper reads about level `share`. Fetched with the panel, and only in shops that ask for anonymous
 * counts, so these texts stand apart from `../en.ts`, in the same terms. Status: `../status.ts`.
 */
import type { Message } from '../catalog.js';

export const en = {
  'level.share': 'Remember me and count me in',
  'keeps.counts': 'The same. And now and then one blurred answer leaves.',

  'share.below': 'Nothing leaves, unless you choose “{what}” above.',
  'share.guest': 'Nothing leaves while someone else is shopping.',
  'share.gpc': 'Your browser asks shops not to share. So nothing leaves.',
  'share.missing': 'What the shop asks could not be loaded.',

  // The next answer
  'next.title': 'The next answer',
  'next.about': 'About {date}.',
  'next.none': 'About a day without any notes.',
  'next.truth': 'True: {label}. That stays here.',
  'next.coin': 'A coin decided whether the answer shows it.',
  'next.shows': 'The answer shows: {label}.',
  'next.when': 'It leaves with the first page you open from {date} on.',
  'next.open': 'A coin drew this question. It is answered from {date} on.',
  'arm.without': 'A coin chose: you now see everybody’s order, for a comparison.',
  'arm.with': 'A coin chose: you keep your own picks, for a comparison.',
  'arm.until': 'That lasts until the answer leaves, on {date} or later.',
  'arm.end': 'To end it now, choose “{what}” above.',
  'arm.pair': 'Until it leaves, some lists mix two orders, for a comparison.',
  'stop.clock': 'Stopped: your clock runs behind a day it has shown.',
  'stop.storage': 'Stopped: your browser does not store the list below.',
  'stop.randomness': 'Stopped: your browser gives no random numbers.',
  'stop.locks': 'Stopped: your browser cannot keep tabs apart.',
  'stop.ledger': 'Stopped: the list below is damaged.',
  'stop.budget': 'The shop asks for no answers now.',
  'share.stop': 'Send nothing more',

  // What left
  'sent.title': 'Answers that left',
  'sent.none': 'None so far.',
  'sent.save': 'Save this list as a file',
  'sent.saved': 'Saved.',
  'group.without': 'without picks',
  'group.with': 'with picks',
  'bytes': 'Byte by byte: {n}',

  // What the shop asks
  'ask.title': 'What the shop asks',
  'ask.one': 'One question at a time, drawn by a coin:',
  'ask.for': 'What for: {label}',
  'ask.funnel': 'How far you got on one day',
  'ask.view': 'The department of one product you viewed',
  'ask.click': 'The department of one product you chose',
  'ask.cart': 'The department of one product you put in the cart',
  'ask.purchase': 'The department of one product you bought',
  'ask.reach': 'How far you got in {label}',
  'ask.clicked': 'Whether you chose a product, with picks or without',
  'ask.carted': 'Whether you filled the cart, with picks or without',
  'ask.ordered': 'Whether you ordered, with picks or without',
  'ask.paired': 'Which of two orders of products you took more from',
  'share.often': 'At most: {n} a week, {month} in four weeks, {year} a year.',
  'share.blur': 'Each answer is blurred, so that nobody can tell yours.',
  'share.odds': 'An even guess about it becomes {n} to 1 at most.',
  'share.to': 'They go to this shop only, to {key}.',
  'share.seen': 'Its server sees your network address, as with every page.',
  'share.halves': 'Each is split in two for {key}. One half alone says nothing. Both see your network address.',
  'share.stays': 'Your name, notes, interests and true answers stay here.',

  // Answers
  'cell.nothing': 'nothing',
  'cell.clicked': 'chosen',
  'cell.carted': 'put in the cart',
  'cell.ordered': 'ordered',
  'cell.unseen': 'not seen',
  'cell.seen': 'seen',
  'cell.none': 'none',
  'cell.no': 'no',
  'cell.yes': 'yes',
  'cell.a': 'the first order',
  'cell.b': 'the second order',
  'cell.spare': { one: '{n} spare square', other: '{n} spare squares' },
} satisfies Record<string, Message>;

export type ShareKey = keyof typeof en;
export type ShareCatalog = Record<ShareKey, Message>;
