// Becomes the theme's assets nearside-*.js: open, connect, listen to the theme's own events, draw.
import { open } from 'nearside';
import { connect } from 'nearside/elements';
import { jsonLd, shopifyEvents } from 'nearside/listen';

const list = document.querySelector('[data-nearside-picks]');
const place = document.querySelector('#product')?.dataset.id;

open({ catalog: '/catalog.nsc', config: '/nearside.json' }).then((nearside) => {
  connect(nearside);
  shopifyEvents(nearside); // product:view, search:update, cart:lines-update
  jsonLd(nearside); // the product of this page, whose event may have come before this script

  const draw = () => {
    const options = { count: Number(list.dataset.count), filter: 'in_stock' };
    const { items } = place ? nearside.recommend('product', { ...options, item: place, kind: 'similar' }) : nearside.recommend('home', options);
    list.replaceChildren(...items.map(card));
  };
  nearside.addEventListener('change', draw);
  draw();
});

function card(pick) {
  const item = document.createElement('li');
  item.dataset.id = pick.id;
  const image = Object.assign(new Image(), { src: pick.image, alt: '' });
  const link = Object.assign(document.createElement('a'), { href: `/products/${pick.id}`, textContent: pick.title });
  const chip = Object.assign(document.createElement('nearside-reason'), { pick });
  item.append(image, link, chip);
  return item;
}
