// Every shop system's export through the compiler that npm users run: the bytes of the native one
// (tests/feeds/platforms.rs holds that to the same sums).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FEEDS = join(ROOT, 'tests/feeds/platforms');

/** docs/catalog-format.md, "Checksum". */
function checksum(bytes) {
  const cut = (number) => BigInt.asUintN(64, number);
  let hash = 0xcbf29ce484222325n;
  const whole = bytes.length - bytes.length % 8;
  for (let at = 0; at < whole; at += 8) {
    hash = cut((hash ^ bytes.readBigUInt64LE(at)) * 0x100000001b3n);
    hash ^= hash >> 29n;
  }
  const last = Buffer.concat([bytes.subarray(whole), Buffer.alloc(8)]).readBigUInt64LE(0);
  hash = cut((hash ^ last) * 0x100000001b3n);
  hash = cut((hash ^ (hash >> 32n)) * 0x9e3779b97f4a7c15n);
  return (hash ^ (hash >> 29n) ^ cut(BigInt(bytes.length) * 0x100000001b3n)).toString(16).padStart(16, '0');
}

/** A catalog without its description, which names the release. */
function sections(bytes) {
  const found = [];
  for (let k = 0; k < bytes.readUInt16LE(6); k++) {
    const line = 32 + 16 * k;
    const start = bytes.readUInt32LE(line + 4);
    if (bytes.toString('latin1', line, line + 4) !== 'meta') found.push(bytes.subarray(start, start + bytes.readUInt32LE(line + 8)));
  }
  return Buffer.concat(found);
}

describe('exports of shop systems', () => {
  let folder;
  before(() => { folder = mkdtempSync(join(tmpdir(), 'nearside-platforms-')); });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const nearside = (...args) => spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { cwd: folder, encoding: 'utf8' });

  for (const [name, sum] of Object.entries(JSON.parse(readFileSync(join(FEEDS, 'checksums.json'), 'utf8')))) {
    test(`${name} gives the bytes of the native compiler`, () => {
      const { status, stderr } = nearside('compile', join(FEEDS, name), '--currency', 'cad', '-o', 'catalog.nsc');
      assert.equal(status, 0, stderr);
      assert.equal(checksum(sections(readFileSync(join(folder, 'catalog.nsc')))), sum);
    });
  }

  test('are met by whatever name a page has for a product', async () => {
    const { open } = await import('../../dist/index.js');
    const { dataLayer } = await import('../../dist/listen.js');
    for (const [feed, item, names] of [
      ['shopify-products.json', '7000000000001', ['gid://shopify/Product/7000000000001', 7000000000001, 'gid://shopify/ProductVariant/42000000000003', 'AJ-B-M', 'alpine-jacket', 'shopify_CA_7000000000001_42000000000002']],
      ['shopify.csv', 'alpine-jacket', ['AJ-R-XL', 'alpine-jacket', 'https://shop.example/products/alpine-jacket?variant=1']],
      ['woocommerce.csv', '44', [44, '44', 'tee', 'tee-blue', 76]],
      ['product-group.json', '44E01', ['44E01', '44E01-K11000']],
    ]) {
      assert.equal(nearside('compile', join(FEEDS, feed), '-o', 'catalog.nsc').status, 0);
      for (const name of names) {
        const shop = await open({ catalog: new Uint8Array(readFileSync(join(folder, 'catalog.nsc'))), storage: 'memory' });
        shop.setLevel('visit');
        const layer = [];
        const stop = dataLayer(shop, { layer });
        layer.push({ event: 'view_item', ecommerce: { items: [{ item_id: name }] } });
        assert.deepEqual(shop.signals().map(({ signal, item }) => [signal, item]), [['view', item]], `${feed}: ${name}`);
        stop();
        shop.dispose();
      }
    }
  });

  test('refuses a currency that is none', () => {
    const { status, stderr } = nearside('compile', join(FEEDS, 'shopify.csv'), '--currency', 'euro');
    assert.deepEqual([status, stderr.split(':')[0]], [2, 'BAD_OPTION']);
  });
});
