/** Italian, with "tu". Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const it: Words = {
  title: 'I tuoi suggerimenti, i tuoi dati: {shop}',
  shop: 'questo negozio',
  sources: { browsing: 'quello che guardi', searching: 'quello che cerchi', cart: 'il tuo carrello', orders: 'quello che compri', showing: 'quello che ti è stato mostrato' },
  signals: { view: 'prodotto guardato', search: 'ricerca', click: 'prodotto scelto da una lista', cart: 'messo nel carrello', uncart: 'tolto dal carrello', purchase: 'comprato', return: 'reso', impression: 'mostrato' },
  never: { name: 'il tuo nome', address: 'il tuo indirizzo', email: 'la tua e-mail', phone: 'il tuo numero di telefono', place: 'dove sei', ip: 'il tuo indirizzo IP', device: 'i dettagli del tuo dispositivo', 'other-sites': 'quello che fai su altri siti', 'search-words': 'le parole che cerchi' },
  levels: { off: 'Disattivato: non si annota nulla. Vedi i prodotti più amati.', visit: 'Questa visita: le note restano in questa scheda e se ne vanno quando la chiudi.', remember: 'Ricordati di me: le note restano in questo browser finché non svaniscono.', share: 'Ricordati di me e contami: come sopra, e ogni tanto esce una risposta sfocata.' },
  sections: {
    what: { heading: 'Che cosa si annota', sentences: ['Nulla, finché non scegli.', 'Poi solo quello che fai in questo negozio, e solo il giorno:'], item: '{name}: {what}' },
    never: { heading: 'Che cosa non si annota mai', sentences: ['Il programma non ha modo di leggere né di tenere:'] },
    how: { heading: 'Come si tiene', sentences: ['Un piccolo programma nel tuo stesso browser lo annota e prepara i tuoi suggerimenti.', 'Le note stanno nella memoria del tuo browser, con il nome «{key}». Il negozio non le riceve.', 'Scegli tu quanto:'] },
    why: { heading: 'A che cosa serve', sentences: ['A una cosa sola: ordinare i prodotti che questo negozio ti mostra.', 'I prezzi sono uguali per tutti. Il programma non impara nulla dai prodotti che toccano la salute, la fede e temi simili.', 'Ricevi suggerimenti adatti a te, e ognuno ti dice perché.'] },
    long: { heading: 'Per quanto tempo', sentences: ['Ogni nota svanisce da sola. Puoi scegliere un tempo più breve.'], item: { one: '{name}: {n} giorno al massimo', other: '{name}: {n} giorni al massimo' } },
    who: { heading: 'Chi riceve qualcosa', shop: 'Responsabile dei tuoi dati: {shop}.', nobody: 'Nessun altro riceve nulla.', others: 'Ricevono qualcosa:' },
    counts: { only: 'Non esce nulla, se non hai scelto «{level}».', any: 'un reparto', shown: '«I tuoi suggerimenti, i tuoi dati» mostra ogni risposta uscita, byte per byte, e la prossima. Per smettere, scegli lì un altro livello.' },
    totals: { heading: 'Totali', sentence: { one: 'Li vede: {seenBy}. Si tengono per {n} giorno.', other: 'Li vede: {seenBy}. Si tengono per {n} giorni.' } },
    rights: {
      heading: 'I tuoi diritti', sentences: ['Non devi chiedere a nessuno. Apri «I tuoi suggerimenti, i tuoi dati» in qualsiasi pagina del negozio:'],
      list: ['Vedere tutto quello che si tiene, e perché.', 'Far dimenticare una nota, un interesse o tutto.', 'Dire di più, di meno o mai.', 'Portare via i tuoi dati in un file e portarli in un altro negozio.', 'Disattivare tutto. È facile come attivarlo.', 'Salvare una ricevuta di quello che hai scelto.'],
    },
    contact: { heading: 'Contatti', sentence: 'Domande sui tuoi dati ({shop}): {contact}', address: 'Indirizzo: {address}', officer: 'Chi risponde dei dati: {officer}', authority: 'Puoi presentare reclamo a: {authority}' },
    version: { heading: 'Questa pagina', sentence: 'Edizione {edition}, {date}. È fatta con le impostazioni in uso nel negozio ({version}).', item: '{date}: {text}' },
  },
  changed: {
    recipientAdded: '{name} ora riceve qualcosa.', recipientGone: '{name} non riceve più nulla.',
    sourceOn: 'Ora si annota: {name}.', sourceOff: 'Non si annota più: {name}.',
    days: { one: 'Si tiene per {n} giorno invece di {before}: {name}.', other: 'Si tiene per {n} giorni invece di {before}: {name}.' }, purpose: 'Ora serve a un’altra cosa: {name}.', signals: 'Si annotano altre azioni: {name}.',
    levels: 'Le scelte sono cambiate.', never: 'L’elenco di quello che non si annota mai è cambiato.',
    shop: 'Il negozio si chiama «{after}», non più «{before}».', contact: 'Il contatto è «{after}», non più «{before}».', policy: 'L’indirizzo di questa pagina è «{after}», non più «{before}».',
    counts: 'Sono cambiate le domande con risposte anonime.',
    about: 'Chi è responsabile dei dati o dei totali è cambiato.',
  },
};
