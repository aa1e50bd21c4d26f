// A shop that renders its lists on the server, in any language: the page is whole before any script runs.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const escape = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const [, ...rows] = readFileSync('feed.tsv', 'utf8').trim().split('\n');
const cards = rows.map((row) => row.split('\t').map(escape)).map(([id, title, link, image, , price]) => `
    <li data-id="${id}"><img src="${image}" alt=""><a href="${link}">${title}</a><span class="price">${price}</span></li>`);

const page = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/shop.css">
  <title>Corner &amp; Co</title>
  <script type="module" src="/rerank.js"></script>
</head>
<body>
  <header><h1>Corner &amp; Co</h1><nearside-badge></nearside-badge></header>
  <nearside-notice></nearside-notice>
  <h2>All products</h2>
  <ol class="cards" data-rerank>${cards.join('')}
  </ol>
</body>
</html>`;

const own = sirv('public', { dev: true });
const files = sirv(dirname(fileURLToPath(import.meta.resolve('nearside'))), { dev: true }); // or copy node_modules/nearside/dist to your static files
const port = process.env.PORT ?? 3000;

createServer((request, response) => {
  response.setHeader('Content-Security-Policy', "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:");
  if (request.url === '/') return response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
  const missing = () => response.writeHead(404).end();
  if (!request.url.startsWith('/nearside/')) return own(request, response, missing);
  request.url = request.url.slice('/nearside'.length);
  files(request, response, missing);
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
