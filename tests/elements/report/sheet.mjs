// The contact sheet: one HTML page with every picture, and one PNG for each row of windows. Not here: the pictures.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SHOWN = { 1280: 320, 320: 160 };

/** `pictures`: `{ file, state, lang, look, width }`. Gives the paths of the sheets. */
export async function sheets(browser, folder, pictures) {
  const groups = new Map();
  for (const one of pictures) {
    const name = `${one.lang}-${one.look}-${one.width}`;
    groups.set(name, [...groups.get(name) ?? [], one]);
  }
  const figure = ({ file, state, width }) => `<figure><a href="${file}"><img src="${file}" width="${SHOWN[width]}" alt=""></a><figcaption>${state}</figcaption></figure>`;
  const part = ([name, list]) => `<section id="${name}"><h2>${name.replaceAll('-', ' · ')} px</h2>${list.map(figure).join('')}</section>`;
  const html = `<!doctype html><meta charset="utf-8"><title>Elements, every state</title><style>body{font:14px sans-serif;background:#bbb;margin:16px}
section{width:1380px;display:flex;flex-wrap:wrap;gap:12px;align-items:start;padding:8px 0}h2{width:100%;margin:0}figure{margin:0}img{display:block;max-height:900px;object-fit:cover;object-position:top}</style>
${[...groups].map(part).join('\n')}`;
  const index = join(folder, 'index.html');
  writeFileSync(index, html);
  const page = await browser.newPage({ viewport: { width: 1412, height: 900 } });
  await page.goto(pathToFileURL(index).href);
  await page.evaluate(() => Promise.all([...document.images].map((one) => one.decode())));
  for (const name of groups.keys()) await page.locator(`[id="${name}"]`).screenshot({ path: join(folder, `sheet-${name}.png`) });
  await page.close();
  return { index, count: groups.size };
}
