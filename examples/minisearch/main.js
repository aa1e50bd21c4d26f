import MiniSearch from 'minisearch';
import { open } from 'nearside';
import { connect } from 'nearside/elements';
import feed from './feed.tsv?raw'; // your shop has its own index, in the page or on a server

const [, ...rows] = feed.trim().split('\n').map((row) => row.split('\t'));
const index = new MiniSearch({ fields: ['title', 'brand', 'category'], searchOptions: { prefix: true, fuzzy: .2 } });
index.addAll(rows.map(([id, title, , , , , brand, category]) => ({ id, title, brand, category })));

const nearside = await open({ catalog: '/catalog.nsc', config: '/nearside.json' });
connect(nearside);

const list = document.querySelector('#picks');
const words = document.querySelector('#words');

function draw() {
  const hits = index.search(words.value); // best match first: anything with an `id`
  list.replaceChildren(...nearside.recommend('search', { hits, count: 24, fallback: 'none' }).items.map(card));
}

function card(pick) {
  const item = document.createElement('li');
  item.dataset.id = pick.id;
  const image = Object.assign(new Image(), { src: pick.image, alt: '' });
  const link = Object.assign(document.createElement('a'), { href: pick.link, textContent: pick.title });
  const chip = Object.assign(document.createElement('nearside-reason'), { pick });
  link.addEventListener('click', () => nearside.track('click', { id: pick.id }));
  item.append(image, link, chip);
  return item;
}

words.addEventListener('input', draw);
words.addEventListener('change', () => nearside.track('search', { words: words.value })); // only the categories and brands it names are kept
nearside.addEventListener('change', draw);
draw();
