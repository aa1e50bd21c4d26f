// The built site: every link and anchor leads somewhere, and it works in Chromium without asking anybody else.
// Not here: the texts.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { chromium } from 'playwright-core';
import { serveSite } from './serve.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Gives `{ name, faults }` of each check. */
export async function checkSite(site, executablePath) {
  const pages = readdirSync(site, { recursive: true }).map(String).filter((name) => name.endsWith('.html'));
  const checks = [{ name: `links and anchors of ${pages.length} pages lead somewhere`, faults: pages.length < 30 ? ['there are too few pages'] : links(site, pages) }];
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  let close;
  try {
    const address = await serveSite(site, { port: 0, use: (stop) => (close = stop) });
    for (const [name, path, act] of [
      ['the first page', '', async (page) => page.getByRole('link', { name: 'Ten minutes' }).click().then(() => page.getByRole('heading', { level: 1, name: 'Ten minutes' }).waitFor())],
      ['the search finds an option by its name', 'concepts.html', search],
      ['the dark look', 'levels.html', dark],
      ['the reference', 'api/nearside.html', async (page) => page.getByText('rerank()').first().waitFor()],
    ]) checks.push({ name, faults: await opened(browser, address, path, act) });
  } finally {
    await browser.close();
    close?.();
  }
  return checks;
}

/** Links to pages, files and headings that are not there. */
function links(site, pages) {
  const ids = new Map(pages.map((name) => [name, new Set([...readFileSync(join(site, name), 'utf8').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))]));
  const faults = [];
  for (const name of pages.filter((one) => one !== '404.html')) {
    const html = readFileSync(join(site, name), 'utf8');
    for (const [, given] of html.matchAll(/ (?:href|src)="([^"]+)"/g)) {
      const target = given.replaceAll('&amp;', '&');
      if (/^(https?:|mailto:|data:)/.test(target)) continue;
      const [path, anchor] = target.split('#');
      const at = path === '' ? name : posix.join(path.startsWith('/') ? '.' : posix.dirname(name), path.startsWith('/') ? path.slice(1) : path);
      const file = [at, `${at}.html`, posix.join(at, 'index.html')].find((one) => existsSync(join(site, one)) && !one.endsWith('/') && one !== '' && (one.includes('.') || ids.has(one)));
      if (!file) faults.push(`${name}: ${target}`);
      else if (anchor && ids.has(file) && !ids.get(file).has(decodeURIComponent(anchor))) faults.push(`${name}: ${target} has no such heading`);
    }
  }
  return [...new Set(faults)];
}

async function search(page) {
  await page.keyboard.press('Control+k');
  await page.locator('#localsearch-input').fill('diversity');
  await page.locator('.result').first().waitFor();
}

async function dark(page) {
  await page.getByRole('switch').first().click();
  await page.locator('html.dark').waitFor();
}

async function opened(browser, address, path, act) {
  const faults = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  try {
    context.on('request', (request) => {
      if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) faults.push(`asked elsewhere: ${request.url()}`);
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
    });
    await page.goto(address + path, { waitUntil: 'networkidle' });
    await act(page);
  } catch (error) {
    faults.push(error.message);
  } finally {
    await context.close();
  }
  return faults;
}
