// What the built package may name at all: nothing that reads the device, and nothing that sends.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const scripts = readdirSync(dist, { recursive: true }).map(String).filter((name) => name.endsWith('.js') && name !== 'cli.js');
const text = (name) => readFileSync(join(dist, name), 'utf8');

/**
 * Ways to read who and where somebody is, ways to press or call somebody back, and ways to send. `innerHTML` is not among them: Preact names it for a
 * property that we never set, and every page test enforces `trusted-types 'none'`.
 */
const FORBIDDEN = [
  'userAgent', 'geolocation', 'getBattery', 'getContext(', 'toDataURL', 'document.fonts', 'FontFace', 'hardwareConcurrency', 'deviceMemory',
  'RTCPeerConnection', 'enumerateDevices', 'document.cookie', 'document.referrer', 'measureText', 'navigator.plugins', 'navigator.connection',
  'getUserMedia', 'AudioContext', 'getGamepads', 'indexedDB', 'document.write',
  'Notification', 'PushManager', 'beforeunload', 'requestPermission', 'setAppBadge', 'new Audio', 'vibrate', 'setInterval', 'window.open', 'alert(', 'confirm(',
  'sendBeacon', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'Math.random', 'insertAdjacentHTML', 'eval(', 'new Function(',
];

test('no script of the package reads the device, presses the shopper, sends by another way, or makes markup of text', () => {
  assert.ok(scripts.length >= 5, 'the package was not built');
  for (const name of scripts) {
    for (const word of FORBIDDEN) assert.ok(!text(name).includes(word), `${name} names ${word}`);
  }
});

/** The chunk of level `share`. */
const isCounts = (name) => /^chunks.counts-/.test(name);

test('open() fetches the catalog and the configuration, without a body; level share alone sends, to the shop or to two operators', () => {
  const fetching = scripts.filter((name) => /\bfetch\(/.test(text(name))).sort();
  assert.equal(fetching.filter(isCounts).length, 1);
  assert.deepEqual(fetching.filter((name) => !isCounts(name)), ['dap.js', 'index.js', 'nearside.iife.js', 'url.js']);
  // The module itself, where it is a file: from beside the script.
  assert.match(text('url.js'), /fetch\(new URL\("\.\/nearside\.wasm",import\.meta\.url\),\{credentials:"same-origin"\}\)/);
  assert.match(text('nearside.iife.js'), /fetch\(new URL\("nearside\.wasm",\w+\),\{integrity:"sha384-[\w+/]{64}"\}\)/);
  for (const get of [...calls('index.js'), ...calls('nearside.iife.js', 2)]) {
    assert.match(get, /credentials:"omit"|integrity:/);
    assert.doesNotMatch(get, /body|method/);
  }
});

test('the request of level share: to this origin, without cookies, an address to come from, a second try or a copy', () => {
  const [post] = calls(scripts.find(isCounts));
  for (const said of ['location.origin+', 'method:"POST"', 'mode:"same-origin"', 'credentials:"omit"', 'referrerPolicy:"no-referrer"', 'cache:"no-store"', 'redirect:"error"', 'keepalive:!0']) {
    assert.ok(post.includes(said), said);
  }
});

test('the requests to two operators: without cookies or an address to come from, and from nothing that open() or the panel loads', () => {
  assert.match(text('dap.js'), /\bfetch\(\w,\{\.\.\.\w,\.\.\.\w,keepalive:/, 'ours come after those of the library, and win');
  for (const said of ['mode:"cors"', 'credentials:"omit"', 'referrerPolicy:"no-referrer"', 'cache:"no-store"', 'redirect:"error"']) {
    assert.ok(text('dap.js').includes(said), said);
  }
  assert.deepEqual(scripts.filter((name) => name !== 'dap.js' && /\bdap\.js|@divviup/.test(text(name))), []);
});

test('what ends in a request is loaded with level share only', () => {
  const importers = scripts.filter((name) => /counts-\w+\.js/.test(text(name)));
  assert.deepEqual(importers.sort(), ['index.js', 'nearside.iife.js']);
  assert.match(text('index.js'), /import\("\.\/chunks\/counts-\w+\.js"\)/, 'lazily');
});

/** The calls of `fetch` in a script. */
function calls(name, count = 1) {
  const found = text(name).match(/\bfetch\([^;]*?\}\)/g);
  assert.equal(found.length, count);
  return found;
}
