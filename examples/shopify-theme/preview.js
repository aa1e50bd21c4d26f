// Stands in for Shopify: renders the theme's Liquid with the products of the feed. Not part of the theme.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Liquid } from 'liquidjs';
import sirv from 'sirv';

const liquid = new Liquid({ root: ['theme/sections', 'theme/layout'], extname: '.liquid' });
liquid.registerFilter('asset_url', (name) => `/assets/${name}`);
liquid.registerFilter('structured_data', ({ id, title }) => JSON.stringify({ '@context': 'https://schema.org', '@type': 'Product', productID: id, name: title }).replaceAll('<', '\\u003c'));
liquid.registerFilter('money', (cents) => `$${(cents / 100).toFixed(2)}`);
const settings = {};
liquid.registerTag('schema', {
  parse(tag, tokens) {
    let text = '';
    for (let token; (token = tokens.shift()) && token.name !== 'endschema';) text += token.getText();
    for (const { id, default: value } of JSON.parse(text).settings) settings[id] = value;
  },
  render: () => '',
});

const [, ...rows] = readFileSync('feed.tsv', 'utf8').trim().split('\n').map((row) => row.split('\t'));
const products = new Map(rows.map(([id, title, , , , price]) => [id, { id, title, price: parseFloat(price) * 100, selected_or_first_available_variant: { id } }]));

async function page(path) {
  const product = products.get(path.replace('/products/', ''));
  if (path !== '/' && !product) return undefined;
  const picks = liquid.parseFileSync('nearside-picks'); // parsing reads the section's settings
  const sections = [product && liquid.parseFileSync('main-product'), picks].filter(Boolean);
  const parts = await Promise.all(sections.map((section) => liquid.render(section, { product, section: { settings } })));
  return liquid.renderFile('theme', { shop: { name: 'Corner & Co' }, content_for_layout: parts.join('') });
}

const files = [sirv('public', { dev: true }), sirv('theme', { dev: true })];
const port = process.env.PORT ?? 3000;

createServer(async (request, response) => {
  response.setHeader('Content-Security-Policy', "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:");
  const html = await page(request.url);
  if (html) return response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
  if (request.url === '/assets/shop.css') request.url = '/shop.css';
  files[0](request, response, () => files[1](request, response, () => response.writeHead(404).end()));
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
