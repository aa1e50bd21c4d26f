/** Dutch, with "je". Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const nl: Words = {
  title: 'Jouw tips, jouw gegevens: {shop}',
  shop: 'deze winkel',
  sources: { browsing: 'wat je bekijkt', searching: 'wat je zoekt', cart: 'je mandje', orders: 'wat je koopt', showing: 'wat je te zien kreeg' },
  signals: { view: 'product bekeken', search: 'zoekopdracht', click: 'product uit een lijst gekozen', cart: 'in het mandje gelegd', uncart: 'uit het mandje gehaald', purchase: 'gekocht', return: 'teruggestuurd', impression: 'getoond' },
  never: { name: 'je naam', address: 'je adres', email: 'je e-mailadres', phone: 'je telefoonnummer', place: 'waar je bent', ip: 'je IP-adres', device: 'details van je apparaat', 'other-sites': 'wat je op andere sites doet', 'search-words': 'de woorden die je zoekt' },
  levels: { off: 'Uit: er wordt niets genoteerd. Je ziet wat populair is.', visit: 'Dit bezoek: notities blijven in dit tabblad en verdwijnen als je het sluit.', remember: 'Onthoud mij: notities blijven in deze browser tot ze vervagen.', share: 'Onthoud mij en tel mij mee: zoals hierboven, en soms vertrekt er één wazig antwoord.' },
  sections: {
    what: { heading: 'Wat we noteren', sentences: ['Niets, tot je kiest.', 'Daarna alleen wat je in deze winkel doet, en alleen de dag ervan:'], item: '{name}: {what}' },
    never: { heading: 'Wat we nooit noteren', sentences: ['Het programma heeft geen manier om dit te lezen of te bewaren:'] },
    how: { heading: 'Hoe we het bewaren', sentences: ['Een klein programma in je eigen browser noteert het en maakt je tips.', 'De notities staan in de opslag van je browser, onder de naam ‘{key}’. De winkel krijgt ze niet.', 'Jij kiest hoeveel:'] },
    why: { heading: 'Waarvoor', sentences: ['Voor één ding: de volgorde van de producten die deze winkel je toont.', 'De prijzen zijn voor iedereen gelijk. Van producten die met gezondheid, geloof en zulke zaken te maken hebben, leert het programma niets.', 'Je krijgt tips die bij je passen, en elke tip zegt waarom.'] },
    long: { heading: 'Hoe lang', sentences: ['Elke notitie vervaagt vanzelf. Je kunt een kortere tijd kiezen.'], item: { one: '{name}: hoogstens {n} dag', other: '{name}: hoogstens {n} dagen' } },
    who: { heading: 'Wie iets krijgt', shop: 'Verantwoordelijk voor je gegevens: {shop}.', nobody: 'Verder krijgt niemand iets.', others: 'Deze krijgen iets:' },
    counts: { only: 'Er vertrekt niets, tenzij je “{level}” koos.', any: 'één afdeling', shown: '“Jouw tips, jouw gegevens” toont elk antwoord dat vertrok, byte voor byte, en het volgende. Kies daar een ander niveau om te stoppen.' },
    totals: { heading: 'Totalen', sentence: { one: 'Gezien door: {seenBy}. {n} dag bewaard.', other: 'Gezien door: {seenBy}. {n} dagen bewaard.' } },
    rights: {
      heading: 'Je rechten', sentences: ['Je hoeft niemand iets te vragen. Open ‘Jouw tips, jouw gegevens’ op elke pagina van de winkel:'],
      list: ['Alles zien wat we bewaren, en waarom.', 'Eén notitie, één interesse of alles laten vergeten.', 'Meer, minder of nooit zeggen.', 'Je gegevens meenemen in een bestand en naar een andere winkel brengen.', 'Het uitzetten. Dat is net zo makkelijk als aanzetten.', 'Een bewijs opslaan van wat je koos.'],
    },
    contact: { heading: 'Contact', sentence: 'Vragen over je gegevens bij {shop}: {contact}', address: 'Adres: {address}', officer: 'Wie over de gegevens gaat: {officer}', authority: 'Je kunt een klacht indienen bij: {authority}' },
    version: { heading: 'Deze pagina', sentence: 'Uitgave {edition} van {date}. Ze is gemaakt van de instellingen die in de winkel draaien ({version}).', item: '{date}: {text}' },
  },
  changed: {
    recipientAdded: '{name} krijgt nu iets.', recipientGone: '{name} krijgt niets meer.',
    sourceOn: 'Nu genoteerd: {name}.', sourceOff: 'Niet meer genoteerd: {name}.',
    days: { one: '{n} dag bewaard in plaats van {before}: {name}.', other: '{n} dagen bewaard in plaats van {before}: {name}.' }, purpose: 'Dient nu een ander doel: {name}.', signals: 'Er worden andere soorten genoteerd: {name}.',
    levels: 'De keuzes zijn veranderd.', never: 'De lijst van wat we nooit noteren, is veranderd.',
    shop: 'De winkel heet ‘{after}’, niet meer ‘{before}’.', contact: 'Het contact is ‘{after}’, niet meer ‘{before}’.', policy: 'Het adres van deze pagina is ‘{after}’, niet meer ‘{before}’.',
    counts: 'Wat met anonieme antwoorden wordt gevraagd, is veranderd.',
    about: 'Wie verantwoordelijk is, of over totalen gaat, is veranderd.',
  },
};
