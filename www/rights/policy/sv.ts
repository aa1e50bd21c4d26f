/** Swedish, with "du". Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const sv: Words = {
  title: 'Dina tips, dina data: {shop}',
  shop: 'den här butiken',
  sources: { browsing: 'det du tittar på', searching: 'det du söker', cart: 'din varukorg', orders: 'det du köper', showing: 'det du har fått se' },
  signals: { view: 'produkt du tittade på', search: 'sökning', click: 'produkt du valde i en lista', cart: 'lagd i varukorgen', uncart: 'tagen ur varukorgen', purchase: 'köpt', return: 'tillbakalämnad', impression: 'visad' },
  never: { name: 'ditt namn', address: 'din adress', email: 'din e-post', phone: 'ditt telefonnummer', place: 'var du är', ip: 'din IP-adress', device: 'uppgifter om din enhet', 'other-sites': 'vad du gör på andra webbplatser', 'search-words': 'orden du söker på' },
  levels: { off: 'Av: inget noteras. Du ser det som är populärt.', visit: 'Det här besöket: noteringar stannar i fliken och försvinner när du stänger den.', remember: 'Kom ihåg mig: noteringar stannar i webbläsaren tills de bleknar.', share: 'Kom ihåg mig och räkna med mig: som ovan, och ibland lämnar ett suddigt svar enheten.' },
  sections: {
    what: { heading: 'Det som noteras', sentences: ['Inget, förrän du väljer.', 'Sedan bara det du gör i den här butiken, och bara vilken dag:'], item: '{name}: {what}' },
    never: { heading: 'Det som aldrig noteras', sentences: ['Programmet har inget sätt att läsa eller spara:'] },
    how: { heading: 'Så sparas det', sentences: ['Ett litet program i din egen webbläsare noterar det och gör dina tips.', 'Noteringarna ligger i webbläsarens lagring, under namnet ”{key}”. Butiken får dem inte.', 'Du väljer hur mycket:'] },
    why: { heading: 'Vad det är till för', sentences: ['Bara för en sak: att ordna produkterna som butiken visar dig.', 'Priserna är samma för alla. Av produkter som rör hälsa, tro och liknande lär sig programmet inget.', 'Du får tips som passar dig, och varje tips säger varför.'] },
    long: { heading: 'Hur länge', sentences: ['Varje notering bleknar av sig själv. Du kan välja en kortare tid.'], item: { one: '{name}: högst {n} dag', other: '{name}: högst {n} dagar' } },
    who: { heading: 'Vem som får något', shop: 'Ansvarig för dina data: {shop}.', nobody: 'Ingen annan får något.', others: 'De här får något:' },
    counts: { only: 'Inget lämnar enheten, om du inte har valt ”{level}”.', any: 'en avdelning', shown: '”Dina tips, dina data” visar varje svar som har gått, byte för byte, och nästa. Välj en annan nivå där för att sluta.' },
    totals: { heading: 'Summor', sentence: { one: 'Ses av: {seenBy}. Sparas i {n} dag.', other: 'Ses av: {seenBy}. Sparas i {n} dagar.' } },
    rights: {
      heading: 'Dina rättigheter', sentences: ['Du behöver inte fråga någon. Öppna ”Dina tips, dina data” på vilken sida som helst i butiken:'],
      list: ['Se allt som sparas, och varför.', 'Glöm en notering, ett intresse eller allt.', 'Säg mer, mindre eller aldrig.', 'Ta med dina data i en fil till en annan butik.', 'Stäng av det. Det är lika lätt som att slå på det.', 'Spara ett kvitto på det du valde.'],
    },
    contact: { heading: 'Kontakt', sentence: 'Frågor om dina data hos {shop}: {contact}', address: 'Adress: {address}', officer: 'Den som svarar för data: {officer}', authority: 'Du kan klaga hos: {authority}' },
    version: { heading: 'Den här sidan', sentence: 'Utgåva {edition} från {date}. Den görs av butikens gällande inställningar ({version}).', item: '{date}: {text}' },
  },
  changed: {
    recipientAdded: '{name} får nu något.', recipientGone: '{name} får inte längre något.',
    sourceOn: 'Noteras nu: {name}.', sourceOff: 'Noteras inte längre: {name}.',
    days: { one: 'Sparas i {n} dag i stället för {before}: {name}.', other: 'Sparas i {n} dagar i stället för {before}: {name}.' }, purpose: 'Används nu till något annat: {name}.', signals: 'Andra slag noteras: {name}.',
    levels: 'Valen har ändrats.', never: 'Listan över det som aldrig noteras har ändrats.',
    shop: 'Butiken heter ”{after}”, inte längre ”{before}”.', contact: 'Kontakten är ”{after}”, inte längre ”{before}”.', policy: 'Sidans adress är ”{after}”, inte längre ”{before}”.',
    counts: 'Det som frågas med anonyma svar har ändrats.',
    about: 'Vem som ansvarar för data eller summor har ändrats.',
  },
};
