// Pages in Chromium: the built package beside a real library, under a strict policy. Not here: what is looked at.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { ROOT } from './shops.mjs';

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; style-src 'self'";
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.nsc': 'application/octet-stream', '.json': 'application/json' };

/** As pages import the package: the files that are shipped. */
export const OURS = ['index', 'connect', 'react', 'debug', 'elements'].map((name) => [name === 'index' ? 'nearside' : `nearside/${name}`, `/dist/${name}.js`]);

/** A page's own script with its libraries in it, and without ours: those are loaded as they are shipped. */
export async function bundled(entry, more = {}) {
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [join(ROOT, 'tests/connect/pages', entry)], bundle: true, format: 'esm', write: false, absWorkingDir: ROOT,
    define: { 'process.env.NODE_ENV': '"development"' }, jsx: 'automatic', jsxImportSource: 'react', logLevel: 'warning', external: ['/dist/*'],
    plugins: [{ name: 'ours', setup: ({ onResolve }) => onResolve({ filter: /^nearside(\/|$)/ }, ({ path }) => ({ path: new Map(OURS).get(path), external: true })) }], ...more,
  });
  return text;
}

/** A browser and a server for `files`: by path, text or bytes, or what makes one for a request (`{ body, type, status }` too). */
export async function pages(files, policy = POLICY) {
  const asked = [];
  const server = createServer(async (request, answer) => {
    const path = normalize(new URL(request.url, 'http://x').pathname);
    asked.push(`${request.method} ${request.url}`);
    const found = typeof files[path] === 'function' ? await files[path](request) : files[path] ?? (/^\/dist\/[\w/.-]+\.js$/.test(path) ? await readFile(join(ROOT, path)).catch(() => undefined) : undefined);
    const { body = found, type, status = found === undefined ? 404 : 200 } = Object(found);
    answer.writeHead(status, { 'content-type': type ?? TYPES[extname(path)] ?? 'text/html; charset=utf-8', 'content-security-policy': policy }).end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const address = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return {
    address, asked, browser,
    /** A page of a shopper of its own; `page.faults`: all that was thrown, warned of, refused or asked elsewhere. */
    async visit(path, options = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.faults = [];
      page.on('pageerror', (error) => page.faults.push(`thrown: ${error.stack}`));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) page.faults.push(`${message.type()}: ${message.text()} ${message.location().url}`);
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(address)) page.faults.push(`elsewhere: ${request.url()}`);
      });
      await page.goto(address + path);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** A page with one script. */
export const html = (body, script, head = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="/icon.svg">${head}<title>shop</title><body>${body}<script type="module" src="${script}"></script></body></html>`;
