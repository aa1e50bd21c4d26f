/** German, with "Sie". Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const de: Words = {
  title: 'Ihre Vorschläge, Ihre Daten: {shop}',
  shop: 'diesem Shop',
  sources: { browsing: 'was Sie ansehen', searching: 'wonach Sie suchen', cart: 'Ihr Warenkorb', orders: 'was Sie kaufen', showing: 'was Ihnen gezeigt wurde' },
  signals: { view: 'Produkt angesehen', search: 'Suche', click: 'Produkt aus einer Liste gewählt', cart: 'in den Warenkorb gelegt', uncart: 'aus dem Warenkorb genommen', purchase: 'gekauft', return: 'zurückgegeben', impression: 'gezeigt' },
  never: { name: 'Ihr Name', address: 'Ihre Anschrift', email: 'Ihre E-Mail-Adresse', phone: 'Ihre Telefonnummer', place: 'wo Sie sind', ip: 'Ihre IP-Adresse', device: 'Angaben zu Ihrem Gerät', 'other-sites': 'was Sie auf anderen Websites tun', 'search-words': 'die Wörter, nach denen Sie suchen' },
  levels: { off: 'Aus: Nichts wird notiert. Sie sehen, was beliebt ist.', visit: 'Dieser Besuch: Notizen bleiben in diesem Tab und gehen, wenn er schließt.', remember: 'Merken: Notizen bleiben in diesem Browser, bis sie verblassen.', share: 'Merken und mitzählen: wie zuvor, dazu geht ab und zu eine unscharfe Antwort hinaus.' },
  sections: {
    what: { heading: 'Was notiert wird', sentences: ['Nichts, bis Sie wählen.', 'Dann nur, was Sie in diesem Shop tun, und davon nur der Tag:'], item: '{name}: {what}' },
    never: { heading: 'Was nie notiert wird', sentences: ['Das Programm kann dies weder lesen noch behalten:'] },
    how: { heading: 'Wie es behalten wird', sentences: ['Ein kleines Programm in Ihrem eigenen Browser notiert es und macht Ihre Vorschläge.', 'Die Notizen liegen im Speicher Ihres Browsers unter dem Namen „{key}“. Der Shop bekommt sie nicht.', 'Sie wählen, wie viel:'] },
    why: { heading: 'Wofür', sentences: ['Nur für eines: um die Produkte zu ordnen, die dieser Shop Ihnen zeigt.', 'Die Preise sind für alle gleich. Aus Produkten, die Gesundheit, Glauben und Ähnliches berühren, lernt das Programm nichts.', 'Sie bekommen Vorschläge, die passen, und jeder sagt, warum.'] },
    long: { heading: 'Wie lange', sentences: ['Jede Notiz verblasst von selbst. Sie können es kürzer stellen.'], item: { one: '{name}: höchstens {n} Tag', other: '{name}: höchstens {n} Tage' } },
    who: { heading: 'Wer es bekommt', shop: 'Die Verantwortung für Ihre Daten liegt bei {shop}.', nobody: 'Sonst bekommt niemand etwas.', others: 'Diese bekommen etwas:' },
    counts: { only: 'Nichts geht hinaus, außer Sie haben „{level}“ gewählt.', any: 'eine Abteilung', shown: '„Ihre Vorschläge, Ihre Daten“ zeigt jede Antwort, die hinausging, Byte für Byte, und die nächste. Um aufzuhören, wählen Sie dort eine andere Stufe.' },
    totals: { heading: 'Summen', sentence: { one: 'Gesehen von: {seenBy}. Aufbewahrt für {n} Tag.', other: 'Gesehen von: {seenBy}. Aufbewahrt für {n} Tage.' } },
    rights: {
      heading: 'Ihre Rechte', sentences: ['Sie müssen niemanden fragen. Öffnen Sie „Ihre Vorschläge, Ihre Daten“ auf jeder Seite des Shops:'],
      list: ['Alles sehen, was behalten ist, und warum.', 'Eine Notiz, ein Interesse oder alles vergessen lassen.', 'Mehr, weniger oder nie sagen.', 'Ihre Daten als Datei mitnehmen und in einen anderen Shop bringen.', 'Es ausschalten. Das ist so leicht wie das Einschalten.', 'Einen Beleg Ihrer Wahl sichern.'],
    },
    contact: { heading: 'Kontakt', sentence: 'Fragen zu Daten bei {shop}: {contact}', address: 'Anschrift: {address}', officer: 'Für Daten zuständig: {officer}', authority: 'Beschweren können Sie sich bei: {authority}' },
    version: { heading: 'Diese Seite', sentence: 'Ausgabe {edition} vom {date}. Sie wird aus den laufenden Einstellungen des Shops gemacht ({version}).', item: '{date}: {text}' },
  },
  changed: {
    recipientAdded: '{name} bekommt jetzt etwas.', recipientGone: '{name} bekommt nichts mehr.',
    sourceOn: 'Jetzt notiert: {name}.', sourceOff: 'Nicht mehr notiert: {name}.',
    days: { one: '{n} Tag statt {before} behalten: {name}.', other: '{n} Tage statt {before} behalten: {name}.' }, purpose: 'Dient einem anderen Zweck: {name}.', signals: 'Andere Arten werden notiert: {name}.',
    levels: 'Die Wahlmöglichkeiten haben sich geändert.', never: 'Die Liste dessen, was nie notiert wird, hat sich geändert.',
    shop: 'Der Shop heißt „{after}“, nicht mehr „{before}“.', contact: 'Der Kontakt ist „{after}“, nicht mehr „{before}“.', policy: 'Die Adresse dieser Seite ist „{after}“, nicht mehr „{before}“.',
    counts: 'Was mit anonymen Antworten gefragt wird, hat sich geändert.',
    about: 'Wer verantwortlich oder für Summen zuständig ist, hat sich geändert.',
  },
};
