/** Polish, with "Ty"; names of shops are never declined. Status: `../../locales/status.ts`. */
import type { Words } from '../policy-texts.js';

export const pl: Words = {
  title: 'Twoje propozycje, Twoje dane: {shop}',
  shop: 'ten sklep',
  sources: { browsing: 'co oglądasz', searching: 'czego szukasz', cart: 'Twój koszyk', orders: 'co kupujesz', showing: 'co Ci pokazano' },
  signals: { view: 'obejrzany produkt', search: 'wyszukiwanie', click: 'produkt wybrany z listy', cart: 'włożone do koszyka', uncart: 'wyjęte z koszyka', purchase: 'kupione', return: 'zwrócone', impression: 'pokazane' },
  never: { name: 'Twojego imienia i nazwiska', address: 'Twojego adresu', email: 'Twojego adresu e-mail', phone: 'Twojego numeru telefonu', place: 'miejsca, w którym jesteś', ip: 'Twojego adresu IP', device: 'szczegółów Twojego urządzenia', 'other-sites': 'tego, co robisz na innych stronach', 'search-words': 'wpisanych słów' },
  levels: { off: 'Wyłączone: niczego nie zapisujemy. Widzisz to, co popularne.', visit: 'Ta wizyta: notatki zostają w tej karcie i znikają, gdy ją zamkniesz.', remember: 'Zapamiętaj mnie: notatki zostają w tej przeglądarce, aż znikną.', share: 'Zapamiętaj mnie i policz: jak wyżej, a czasem wychodzi jedna zamazana odpowiedź.' },
  sections: {
    what: { heading: 'Co zapisujemy', sentences: ['Nic, dopóki nie wybierzesz.', 'Potem tylko to, co robisz w tym sklepie, i tylko dzień:'], item: '{name}: {what}' },
    never: { heading: 'Czego nigdy nie zapisujemy', sentences: ['Program nie ma jak odczytać ani przechować:'] },
    how: { heading: 'Jak to przechowujemy', sentences: ['Mały program w Twojej własnej przeglądarce zapisuje to i układa Twoje propozycje.', 'Notatki leżą w pamięci Twojej przeglądarki pod nazwą „{key}”. Sklep ich nie dostaje.', 'Ty wybierasz, ile:'] },
    why: { heading: 'Po co', sentences: ['Tylko po jedno: żeby ułożyć kolejność produktów, które ten sklep Ci pokazuje.', 'Ceny są takie same dla wszystkich. Z produktów, które dotyczą zdrowia, wiary i podobnych spraw, program niczego się nie uczy.', 'Dostajesz pasujące propozycje, a każda mówi, skąd się wzięła.'] },
    long: { heading: 'Jak długo', sentences: ['Każda notatka znika sama. Ten czas skrócisz, kiedy chcesz.'], item: { one: '{name}: najwyżej {n} dzień', few: '{name}: najwyżej {n} dni', other: '{name}: najwyżej {n} dni' } },
    who: { heading: 'Kto coś otrzymuje', shop: 'Za Twoje dane odpowiada {shop}.', nobody: 'Nikt więcej niczego nie otrzymuje.', others: 'Coś otrzymują:' },
    counts: { only: 'Nic nie wychodzi, jeśli nie wybrano „{level}”.', any: 'jeden dział', shown: '„Twoje propozycje, Twoje dane” pokazują każdą odpowiedź, która wyszła, bajt po bajcie, i następną. Aby przestać, wybierz tam inny poziom.' },
    totals: { heading: 'Sumy', sentence: { one: 'Widzi je: {seenBy}. Przechowywane przez {n} dzień.', few: 'Widzi je: {seenBy}. Przechowywane przez {n} dni.', other: 'Widzi je: {seenBy}. Przechowywane przez {n} dni.' } },
    rights: {
      heading: 'Twoje prawa', sentences: ['Nie musisz nikogo prosić. Na każdej stronie sklepu otwórz „Twoje propozycje, Twoje dane”:'],
      list: ['Zobacz wszystko, co przechowujemy, i dlaczego.', 'Usuń jedną notatkę, jedno zainteresowanie albo wszystko.', 'Powiedz: więcej, mniej albo nigdy.', 'Zabierz swoje dane w pliku i wczytaj je w innym sklepie.', 'Wyłącz to. To tak samo łatwe jak włączenie.', 'Zapisz potwierdzenie swojego wyboru.'],
    },
    contact: { heading: 'Kontakt', sentence: 'Pytania o Twoje dane ({shop}): {contact}', address: 'Adres: {address}', officer: 'Osoba odpowiedzialna za dane: {officer}', authority: 'Skargę złożysz tutaj: {authority}' },
    version: { heading: 'Ta strona', sentence: 'Wydanie {edition}, {date}. Powstaje z bieżących ustawień sklepu ({version}).', item: '{date}: {text}' },
  },
  changed: {
    recipientAdded: '{name}: teraz coś otrzymuje.', recipientGone: '{name}: już niczego nie otrzymuje.',
    sourceOn: 'Teraz zapisujemy: {name}.', sourceOff: 'Już nie zapisujemy: {name}.',
    days: { one: 'Przechowujemy przez {n} dzień zamiast {before}: {name}.', few: 'Przechowujemy przez {n} dni zamiast {before}: {name}.', other: 'Przechowujemy przez {n} dni zamiast {before}: {name}.' }, purpose: 'Służy teraz innemu celowi: {name}.', signals: 'Zapisujemy inne rodzaje: {name}.',
    levels: 'Zmieniły się poziomy do wyboru.', never: 'Zmieniła się lista tego, czego nigdy nie zapisujemy.',
    shop: 'Sklep nazywa się „{after}”, już nie „{before}”.', contact: 'Kontakt to „{after}”, już nie „{before}”.', policy: 'Adres tej strony to „{after}”, już nie „{before}”.',
    counts: 'Zmieniło się to, o co pytamy w anonimowych odpowiedziach.',
    about: 'Zmieniło się, kto odpowiada za dane lub sumy.',
  },
};
