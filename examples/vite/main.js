import { open } from 'nearside';
import { connect } from 'nearside/elements';

const nearside = await open({ catalog: '/catalog.nsc', config: '/nearside.json' });
connect(nearside); // the notice, the badge and the chips

const list = document.querySelector('#picks');

function draw() {
  list.replaceChildren(...nearside.recommend('home', { count: 12, filter: { inStock: true } }).items.map(card));
}

function card(pick) {
  const item = document.createElement('li');
  item.dataset.id = pick.id;
  const image = Object.assign(new Image(), { src: pick.image, alt: '' });
  const link = Object.assign(document.createElement('a'), { href: pick.link, textContent: pick.title });
  const price = Object.assign(document.createElement('span'), { className: 'price', textContent: `$${pick.price.toFixed(2)}` });
  const chip = Object.assign(document.createElement('nearside-reason'), { pick });
  link.addEventListener('click', () => nearside.track('view', { id: pick.id })); // refused until the shopper chose
  item.append(image, link, price, chip);
  return item;
}

nearside.addEventListener('change', draw); // chosen, noted, forgotten, in any tab
draw();
