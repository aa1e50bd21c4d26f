/** English, as short as the panel says it. Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const en: Words = {
  title: 'Picks and your data: {shop}',
  shop: 'this shop',
  sources: { browsing: 'what you view', searching: 'what you search for', cart: 'your cart', orders: 'what you buy', showing: 'what you were shown' },
  signals: { view: 'product viewed', search: 'search', click: 'product chosen from a list', cart: 'put into the cart', uncart: 'taken out of the cart', purchase: 'bought', return: 'returned', impression: 'shown' },
  never: { name: 'your name', address: 'your address', email: 'your e-mail', phone: 'your phone number', place: 'where you are', ip: 'your IP address', device: 'details of your device', 'other-sites': 'what you do on other sites', 'search-words': 'the words you search for' },
  levels: { off: 'Off: nothing is noted. You see what is popular.', visit: 'This visit: notes stay in this tab and go when it closes.', remember: 'Remember me: notes stay in this browser until they fade.', share: 'Remember me and count me in: as before, and now and then one blurred answer leaves.' },
  sections: {
    what: { heading: 'What is noted', sentences: ['Nothing, until you choose.', 'Then only what you do in this shop, and only the day of it:'], item: '{name}: {what}' },
    never: { heading: 'What is never noted', sentences: ['The program has no way to read or keep:'] },
    how: { heading: 'How it is kept', sentences: ['A small program in your own browser notes it and makes your picks.', 'The notes lie in your browser’s storage, under the name “{key}”. The shop does not get them.', 'You choose how much:'] },
    why: { heading: 'What it is for', sentences: ['Only for one thing: to sort the products that this shop shows you.', 'Prices are the same for everybody. Products that touch health, faith and the like teach the program nothing.', 'You get picks that fit you, and each pick tells you why.'] },
    long: { heading: 'How long', sentences: ['Each note fades by itself. You can make it shorter.'], item: { one: '{name}: {n} day at most', other: '{name}: {n} days at most' } },
    who: { heading: 'Who gets it', shop: 'Responsible for your data: {shop}.', nobody: 'Nobody else receives anything.', others: 'These receive something:' },
    counts: { only: 'Nothing leaves, unless you chose “{level}”.', any: 'one department', shown: '“Your picks, your data” shows every answer that left, byte by byte, and the next one. To stop, choose another level there.' },
    totals: { heading: 'Totals', sentence: { one: 'Seen by: {seenBy}. Kept for {n} day.', other: 'Seen by: {seenBy}. Kept for {n} days.' } },
    rights: {
      heading: 'Your rights', sentences: ['You need not ask anybody. Open “Your picks, your data” on any page of the shop:'],
      list: ['See all that is kept, and why.', 'Forget one note, one interest, or all of it.', 'Say more, less or never.', 'Take your data with you as a file, and bring it to another shop.', 'Switch it off. It is as easy as switching it on.', 'Save a receipt of what you chose.'],
    },
    contact: { heading: 'Contact', sentence: 'Questions about data at {shop}: {contact}', address: 'Address: {address}', officer: 'Who answers for data: {officer}', authority: 'You can complain to: {authority}' },
    version: { heading: 'This page', sentence: 'Edition {edition} of {date}. It is made from the shop’s running settings ({version}).', item: '{date}: {text}' },
  },
  changed: {
    recipientAdded: '{name} now receives something.', recipientGone: '{name} no longer receives anything.',
    sourceOn: 'Now noted: {name}.', sourceOff: 'No longer noted: {name}.',
    days: { one: 'Kept for {n} day instead of {before}: {name}.', other: 'Kept for {n} days instead of {before}: {name}.' }, purpose: 'It serves another purpose: {name}.', signals: 'Other kinds are noted: {name}.',
    levels: 'The choices have changed.', never: 'The list of what is never noted has changed.',
    shop: 'The shop’s name is “{after}”, no longer “{before}”.', contact: 'The contact is “{after}”, no longer “{before}”.', policy: 'This page’s address is “{after}”, no longer “{before}”.',
    counts: 'What is asked with anonymous answers has changed.',
    about: 'Who is responsible, or for totals, has changed.',
  },
};
