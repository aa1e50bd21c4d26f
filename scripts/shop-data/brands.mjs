// Invented brand names. The data knows makers only by number; each number gets one name, always the same.
import { createHash } from 'node:crypto';

// Two patterns that are easy to say: Ve-l-ora, Ben-ford.
const starts = 'b br c cl d f fl g gr h j k l m n p pl qu r s t th tr v w'.split(' ');
const vowels = 'a e i o u a e o'.split(' ');
const soft = {
  middles: 'l ll r n nn m v d rr s t v nd lm rn lv nt rv st mb'.split(' '),
  ends: 'a o en in ow ey er el ia on ora ano ett ell is ine ona ari eo ela ino ita enza ola ura ico'.split(' '),
};
const firm = {
  middles: 'l n r m nd ll rn lt st nt ck sk'.split(' '),
  ends: 'wick ley well ford mere by dale ton combe field more land bridge brook gate'.split(' '),
};

// Well-known marks, given names of firms and words that would read oddly on food or care goods.
// A candidate that equals one, begins with one of five letters or more, or is one letter away is passed over.
const taken = `
acer adidas aldi alpo amazon aquafina arla armani aveda avon bacardi ballantine barilla baron bayer benetton beretta berger best
betty bic birdseye bisto bold bonduelle bosch boots borden brawny breyers budweiser burger burton cadbury campari campbell canon
carling carlsberg carrefour cascade celeste cesar chanel cheer chobani clairol clorox coca colgate coors corona costa crest
crisco dannon danone dawn degree delmonte delta digiorno dior disney dole domino doritos dove downy dreyer dunkin dyson edy
eggo elmer esso evian fanta febreze ferrero fiji finish folger ford fritos frito gain garnier general gerber gillette glad
glade goya green guerlain hanes haribo heineken heinz hellmann hershey honda hormel hunts hydrox iams ikea ivory jello jiffy
johnson kellogg keebler kikkoman kinder kleenex knorr kodak kool kraft kroger lancome lavazza lays lego lenor leonard lego lidl lindt
lipton loreal listerine lorillard lucky lysol lunesta malibu marlboro mars martell mazola maybelline mentos merlot mercedes
michelin miller milka milo minute miracle mitchum morton motrin mueller nabisco natura nescafe nestea nestle newport nike
nilla nissan nivea nokia nutella ocean olay oreo oscar otis pampers panera pantene parkay pepsi perdue perrier persil philip
pillsbury planter playtex post pringle progresso prego puma purina quaker ragu ralston reese revlon ritz robin rolex ronson
salem samsung sanka sara sargento schick schwarz scott secret shell silk skippy smirnoff smucker sony sparta speedo splenda
sprite stouffer suave sunkist swanson swiffer tang target tesco tetley tide tillamook tilex tostitos toyota trident trolli
twix tylenol tyson uncle unilever vaseline velveeta viagra vicks vlasic volvo walker weetabix welch wella wesson wilson windex
winston wonder wrigley yoplait zara ziploc zest dorel drano dreft dial dettol dr prell salon moen merck merrell trader marriott
brita brother britta heidi heath barbie bella stella nestor tampax tena viva vita vittel bounty
beer breast butter death demon devil drunk fail fear fever flea gross grease hate hell kill lard litter lose moron mould plain
poison pore rotten sewer sick sin slime slow smell sore sour stale stain stone swine sweat tease tumor ulcer vile wart waste weed
worm wound steal trash drool stool stroke weak bleed dread dreary bitter fart greed grime leaner leech loser maggot dead`.split(/\s+/).filter(Boolean);
const rude = /ass|cum|tit|dic|fuk|fuc|shi[tn]|nig|fag|slut|sla[gv]|cock|pen[ie]s|anal|anus|arse|bum|butt|crap|dyke|gay|homo|jap|kike|nazi|piss|poo|porn|pric|puss|rap[ei]|sex|spic|turd|twat|vag|wank|whor|coon|dago|heil|isis|satan|stalin|hitl|drug|gor[ey]|lesb|mucu|nudi|pube|puke|rect|scum|snot|suck|tard|trol|yid|klan|goi|leper|sperm|semen|feca|tush|mort|morb|toxi|vomi|viru|cancer|pest|rabi|rat|fat|hostia|puta|verga|mierd|culo|coño|bug|dung|slop|stin|foul|dirt|mud|grub|lous|lice|mite/;

/** Whether two words of about the same length differ in at most one letter. */
function near(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a.slice(i + 1) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i) || a.slice(i) === b.slice(i + 1);
}

const allowed = (name) =>
  name.length >= 5 && name.length <= 9 && !rude.test(name) && !/(.)\1\1|uu|aia|eae|eei|quu|iai|[aeiou]{3}|yi|wow|uow/.test(name) &&
  !taken.some((word) => near(word, name) || (word.length >= 5 && name.startsWith(word)));

/** The `attempt`-th candidate for a maker: a function of its number alone. */
function candidate(maker, attempt) {
  const bytes = createHash('sha256').update(`nearside shop brand ${maker} ${attempt}`).digest();
  const pick = (list, at) => list[bytes[at] % list.length];
  const pattern = bytes[4] % 3 ? soft : firm;
  const [start, vowel, middle, end] = [pick(starts, 0), pick(vowels, 1), pick(pattern.middles, 2), pick(pattern.ends, 3)];
  // No stumbling: `Relara`, `Prorrora`, `Lillell`, `Nandland`.
  const sounds = (start + middle + end).replace(/[aeiouy]/g, '');
  if (start.includes(middle[0]) || middle.includes(end[0]) || /(r.*){3}|(l.*){4}|(n.*){4}/.test(sounds)) return '';
  if (middle.length > 1 && pattern === firm && end.length > 5) return '';
  return start + vowel + middle + end;
}

/** Maker number → invented brand name, unique among the makers given. */
export function inventBrands(makers) {
  const names = new Map();
  const used = new Set();
  for (const maker of [...new Set(makers)].sort((a, b) => a - b)) {
    let attempt = 0;
    let name;
    do name = candidate(maker, attempt++);
    while (!allowed(name) || used.has(name));
    used.add(name);
    names.set(maker, name[0].toUpperCase() + name.slice(1));
  }
  return names;
}
