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

test('no script of the package reads the device, presses the shopper, sends, or makes markup of text', () => {
  assert.ok(scripts.length >= 5, 'the package was not built');
  for (const name of scripts) {
    for (const word of FORBIDDEN) assert.ok(!text(name).includes(word), `${name} names ${word}`);
  }
});

test('only open() fetches: the catalog and the configuration, without a body', () => {
  assert.deepEqual(scripts.filter((name) => /\bfetch\(/.test(text(name))), ['index.js']);
  const calls = text('index.js').match(/\bfetch\([^)]*\)/g);
  assert.equal(calls.length, 1);
  assert.match(calls[0], /credentials:"omit"/);
  assert.doesNotMatch(calls[0], /body|method/);
});
