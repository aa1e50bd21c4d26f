// Words that no text may hold, by language. Not here: the check (texts.check.mjs).

/** From a list of stems: whole words, but for a stem that ends in `*`; in any case. */
const words = (list) => new RegExp(list.split(', ').map((stem) => `(?<!\\p{L})${stem.replace(/\*$/, '\\p{L}*')}(?!\\p{L})`).join('|'), 'iu');
/** The same for languages whose words are not spaced, or take prefixes. */
const parts = (list) => new RegExp(list.split(', ').join('|'), 'iu');

/**
 * Per language: "we value your privacy" (most by the word for privacy itself), "enhance your experience", "partners",
 * "legitimate interest", and the hedges that stand for "may": a text here says what is, or what is not.
 */
export const BANNED = {
  en: words('we value your privacy, enhance your experience, partner*, legitimate interest*, may'),
  de: words('Privatsphäre (ist|liegt), Privatsphäre wichtig, Erlebnis*, Partner*, berechtigte[sn]? Interesse*, möglicherweise, gegebenenfalls, ggf, unter Umständen'),
  fr: words('vie privée, expérience*, partenaire*, intérêts? légitimes?, peut-être, pourr(ait|aient|ions), susceptible*, éventuel*'),
  es: words('privacidad, experiencia*, socios?, partner*, interés legítimo, intereses legítimos, podr(ía|ían|íamos), puede que, quizás?, tal vez, posible*, eventual*'),
  it: words('privacy, esperienza, esperienze, partner, legittim[oi] interess[ei], interess[ei] legittim[oi], potr(ebbe|ebbero|emmo), forse, eventual*, possibil*'),
  pt: words('privacidade, experiência*, parceir*, interesses? legítimos?, legítimos? interesses?, poder(á|ão|emos|ia|iam), talvez, possivelmente, eventual*'),
  nl: words('privacy*, ervaring*, beleving, partner*, gerechtvaardigd*, mogelijk*, misschien, wellicht, eventue*, zou kunnen'),
  pl: words('prywatnoś*, doświadcze*, wrażeni*, partner*, uzasadnion*, może, mogą, możemy, możliw*, ewentualn*'),
  sv: words('integritet*, upplevelse*, samarbetspartner*, partner*, berättiga*, kanske, eventuell*, möjlig*, kan komma att'),
  ar: parts('خصوصي, تجربت, تجربة, شركاء, شركائ, المشروعة, ربما, محتمل, (?<!\\p{L})قد (?=[يتن])'),
  he: parts('פרטיות, חוויית, חווית, חוויה, שותפ, לגיטימי, ייתכן, עשוי, אולי'),
  ja: parts('プライバシー, 体験, エクスペリエンス, パートナー, 提携, 正当な利益, 場合があります, ことがあります, かもしれ, 可能性'),
  zh: parts('隐私, 体验, 伙伴, 合法利益, 正当利益, 可能, 或许, 也许'),
};
