/**
 * The page that the tests of the elements drive: a small shop page with the elements on it and the fake engine
 * behind them. The tests choose a scene by the query string and reach the engine through `window.test`.
 */
import { addLanguage, connect, openPanel, prepare } from '../../www/elements/index.js';
import { Fake, type FakeOptions } from './fake.js';
import { many } from './products.js';
import { pseudo } from './pseudo.js';
import { rights } from './rights.js';
import { wired } from '../../www/elements/rights.js';

addLanguage('yi', async () => pseudo);

const query = new URLSearchParams(location.search);
wired.load = async () => query.get('rights') === 'broken' ? Promise.reject(new Error('not fetched')) : rights;
const page = document.documentElement;
page.lang = query.get('lang') ?? 'en';
page.dir = query.get('dir') ?? 'ltr';

/** A log that gives the number of interests asked for. */
function engine(interests: number, options: FakeOptions): Fake {
  if (interests === 0) return new Fake(options);
  if (interests > 9) {
    const fake = new Fake({ ...options, products: many(interests) });
    for (let at = 0; at < interests; at++) fake.note(at % 3 ? 'view' : 'purchase', `many-${at}`, `2026-11-${String(1 + (at % 22)).padStart(2, '0')}`, 1 + (at % 4));
    return fake;
  }
  return new Fake(options)
    .note('view', 'shoe-a', '2026-11-02', 3).note('view', 'shoe-b', '2026-11-14').note('click', 'shoe-b', '2026-11-14')
    .note('purchase', 'kibble', '2026-10-03').note('purchase', 'kibble', '2026-11-07').note('view', 'chews', '2026-11-07', 2)
    .note('cart', 'coffee', '2026-11-20').note('view', 'coffee', '2026-11-20');
}

const level = query.get('level') as FakeOptions['level'] | 'null';
const fake = engine(Number(query.get('interests') ?? 6), {
  level: level === 'null' ? null : (level ?? 'remember'),
  ...JSON.parse(query.get('options') ?? '{}') as FakeOptions,
  spy: (name) => (calls[name] = (calls[name] ?? 0) + 1),
});
const calls: Record<string, number> = {};

/** The grid of picks, drawn anew after each change as a shop would do, keeping the chips by product. */
function draw(): void {
  const grid = document.querySelector('#picks')!;
  const old = new Map([...grid.children].map((card) => [(card as HTMLElement).dataset['id'], card]));
  grid.replaceChildren(...fake.recommend('home', { count: Number(query.get('count') ?? 6) }).items.map((pick) => {
    const card = old.get(pick.id) ?? document.createElement('li');
    if (!old.has(pick.id)) {
      (card as HTMLElement).dataset['id'] = pick.id;
      const title = document.createElement('h3');
      title.textContent = pick.title;
      card.append(title, document.createElement('nearside-reason'));
    }
    card.querySelector('nearside-reason')!.pick = pick;
    return card;
  }));
}

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
Object.assign(window, { test: { fake, calls, violations, connect, openPanel, prepare, draw, Fake } });

if (query.get('connect') !== 'no') connect(fake);
draw();
fake.addEventListener('change', draw);
