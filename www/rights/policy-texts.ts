// The policy page's sentences, one set per language. Short words; nothing that the code does not do.
import type { NeverKept, SignalName, SourceName } from '../types.js';

const CHANGED = ['recipientAdded', 'recipientGone', 'sourceOn', 'sourceOff', 'days', 'purpose', 'signals', 'levels', 'never', 'shop', 'contact', 'policy', 'about'] as const;

interface Part { heading: string; sentences: string[] }
interface Listed extends Part { item: string }

export interface Words {
  title: string;
  /** Where the shop has no name yet. */
  shop: string;
  sources: Record<SourceName, string>;
  signals: Record<SignalName, string>;
  never: Record<NeverKept, string>;
  levels: Record<string, string>;
  sections: {
    what: Listed; never: Part; how: Part; why: Part; long: Listed;
    who: { heading: string; shop: string; nobody: string; others: string };
    totals: { heading: string; sentence: string };
    rights: Part & { list: string[] };
    contact: { heading: string; sentence: string; address: string; officer: string; authority: string };
    version: { heading: string; sentence: string };
  };
  changed: Record<(typeof CHANGED)[number], string>;
}

const en: Words = {
  title: 'Picks and your data at {shop}',
  shop: 'this shop',
  sources: { browsing: 'what you view', searching: 'what you search for', cart: 'your cart', orders: 'what you buy', showing: 'what you were shown' },
  signals: { view: 'product viewed', search: 'search', click: 'product chosen from a list', cart: 'put into the cart', uncart: 'taken out of the cart', purchase: 'bought', return: 'sent back', impression: 'shown' },
  never: { name: 'your name', address: 'your address', email: 'your e-mail', phone: 'your phone number', place: 'where you are', ip: 'your IP address', device: 'details of your device', 'other-sites': 'what you do on other sites', 'search-words': 'the words you search for' },
  levels: { off: 'Off: nothing is noted. You see what is popular.', visit: 'This visit: notes stay in this tab and go when it closes.', remember: 'Remember me: notes stay in this browser until they fade.', share: 'Help the shop: as before, and anonymous totals are sent.' },
  sections: {
    what: { heading: 'What is noted', sentences: ['Nothing, until you choose.', 'Then only what you do in this shop, and only the day of it:'], item: '{name}: {what}' },
    never: { heading: 'What is never noted', sentences: ['The program has no way to read or keep:'] },
    how: { heading: 'How it is kept', sentences: ['A small program in your own browser notes it and makes your picks.', 'The notes lie in your browser’s storage, under the name “{key}”. The shop does not get them.', 'You choose how much:'] },
    why: { heading: 'What it is for', sentences: ['Only for one thing: to sort the products that this shop shows you.', 'Prices are the same for everybody. Products that touch health, faith and the like teach the program nothing.', 'You get picks that fit you, and each pick tells you why.'] },
    long: { heading: 'How long', sentences: ['Each note fades by itself. You can make it shorter.'], item: '{name}: {days} days at most' },
    who: { heading: 'Who gets it', shop: '{shop} is responsible.', nobody: 'Nobody else receives anything.', others: 'These receive something:' },
    totals: { heading: 'Totals', sentence: 'Seen by: {seenBy}. Kept for {days} days.' },
    rights: {
      heading: 'Your rights', sentences: ['You need not ask anybody. Open the panel on any page of the shop:'],
      list: ['See all that is kept, and why.', 'Forget one note, one interest, or all of it.', 'Say more, less or never.', 'Take your data with you as a file, and bring it to another shop.', 'Switch it off. It is as easy as switching it on.', 'Save a receipt of what you chose.'],
    },
    contact: { heading: 'Contact', sentence: 'Questions about data at {shop}: {contact}', address: 'Address: {address}', officer: 'Who answers for data: {officer}', authority: 'You may complain to: {authority}' },
    version: { heading: 'This page', sentence: 'Edition {edition} of {date}. It is made from the shop’s running settings ({version}).' },
  },
  changed: {
    recipientAdded: '{name} now receives something.', recipientGone: '{name} no longer receives anything.',
    sourceOn: 'Now noted: {name}.', sourceOff: 'No longer noted: {name}.',
    days: 'Kept for {after} days instead of {before}: {name}.', purpose: 'It serves another purpose: {name}.', signals: 'Other kinds are noted: {name}.',
    levels: 'The choices have changed.', never: 'The list of what is never noted has changed.',
    shop: 'The shop’s name is “{after}”, no longer “{before}”.', contact: 'The contact is “{after}”, no longer “{before}”.', policy: 'This page’s address is “{after}”, no longer “{before}”.',
    about: 'Who is responsible, or for totals, has changed.',
  },
};

const de: Words = {
  title: 'Empfehlungen und Ihre Daten bei {shop}',
  shop: 'diesem Shop',
  sources: { browsing: 'was Sie ansehen', searching: 'wonach Sie suchen', cart: 'Ihr Warenkorb', orders: 'was Sie kaufen', showing: 'was Ihnen gezeigt wurde' },
  signals: { view: 'Produkt angesehen', search: 'Suche', click: 'Produkt aus einer Liste gewählt', cart: 'in den Warenkorb gelegt', uncart: 'aus dem Warenkorb genommen', purchase: 'gekauft', return: 'zurückgeschickt', impression: 'gezeigt' },
  never: { name: 'Ihr Name', address: 'Ihre Anschrift', email: 'Ihre E-Mail-Adresse', phone: 'Ihre Telefonnummer', place: 'wo Sie sind', ip: 'Ihre IP-Adresse', device: 'Angaben zu Ihrem Gerät', 'other-sites': 'was Sie auf anderen Websites tun', 'search-words': 'die Wörter, nach denen Sie suchen' },
  levels: { off: 'Aus: Nichts wird notiert. Sie sehen, was beliebt ist.', visit: 'Dieser Besuch: Notizen bleiben in diesem Tab und gehen, wenn er schließt.', remember: 'Merken: Notizen bleiben in diesem Browser, bis sie verblassen.', share: 'Dem Shop helfen: wie zuvor, dazu werden anonyme Summen gesendet.' },
  sections: {
    what: { heading: 'Was notiert wird', sentences: ['Nichts, bis Sie wählen.', 'Dann nur, was Sie in diesem Shop tun, und davon nur der Tag:'], item: '{name}: {what}' },
    never: { heading: 'Was nie notiert wird', sentences: ['Das Programm kann dies weder lesen noch behalten:'] },
    how: { heading: 'Wie es behalten wird', sentences: ['Ein kleines Programm in Ihrem eigenen Browser notiert es und macht Ihre Empfehlungen.', 'Die Notizen liegen im Speicher Ihres Browsers unter dem Namen „{key}“. Der Shop bekommt sie nicht.', 'Sie wählen, wie viel:'] },
    why: { heading: 'Wofür', sentences: ['Nur für eines: um die Produkte zu ordnen, die dieser Shop Ihnen zeigt.', 'Die Preise sind für alle gleich. Aus Produkten, die Gesundheit, Glauben und Ähnliches berühren, lernt das Programm nichts.', 'Sie bekommen Empfehlungen, die passen, und jede sagt, warum.'] },
    long: { heading: 'Wie lange', sentences: ['Jede Notiz verblasst von selbst. Sie können es kürzer stellen.'], item: '{name}: höchstens {days} Tage' },
    who: { heading: 'Wer es bekommt', shop: 'Verantwortlich ist {shop}.', nobody: 'Sonst bekommt niemand etwas.', others: 'Diese bekommen etwas:' },
    totals: { heading: 'Summen', sentence: 'Gesehen von: {seenBy}. Aufbewahrt für {days} Tage.' },
    rights: {
      heading: 'Ihre Rechte', sentences: ['Sie müssen niemanden fragen. Öffnen Sie das Fenster auf jeder Seite des Shops:'],
      list: ['Alles sehen, was behalten ist, und warum.', 'Eine Notiz, ein Interesse oder alles vergessen lassen.', 'Mehr, weniger oder nie sagen.', 'Ihre Daten als Datei mitnehmen und in einen anderen Shop bringen.', 'Es ausschalten. Das ist so leicht wie das Einschalten.', 'Einen Beleg Ihrer Wahl speichern.'],
    },
    contact: { heading: 'Kontakt', sentence: 'Fragen zu Daten bei {shop}: {contact}', address: 'Anschrift: {address}', officer: 'Für Daten zuständig: {officer}', authority: 'Beschweren können Sie sich bei: {authority}' },
    version: { heading: 'Diese Seite', sentence: 'Ausgabe {edition} vom {date}. Sie wird aus den laufenden Einstellungen des Shops gemacht ({version}).' },
  },
  changed: {
    recipientAdded: '{name} bekommt jetzt etwas.', recipientGone: '{name} bekommt nichts mehr.',
    sourceOn: 'Jetzt notiert: {name}.', sourceOff: 'Nicht mehr notiert: {name}.',
    days: '{after} statt {before} Tage behalten: {name}.', purpose: 'Dient einem anderen Zweck: {name}.', signals: 'Andere Arten werden notiert: {name}.',
    levels: 'Die Wahlmöglichkeiten haben sich geändert.', never: 'Die Liste dessen, was nie notiert wird, hat sich geändert.',
    shop: 'Der Shop heißt „{after}“, nicht mehr „{before}“.', contact: 'Der Kontakt ist „{after}“, nicht mehr „{before}“.', policy: 'Die Adresse dieser Seite ist „{after}“, nicht mehr „{before}“.',
    about: 'Wer verantwortlich oder für Summen zuständig ist, hat sich geändert.',
  },
};

/** By language tag. */
export const TEXTS: Record<string, Words> = { en, de };
