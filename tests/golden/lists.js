// The lists of all households, as one text: the same code runs in Node and in a page.
const DAY = 86_400_000;

/** `runs`: what the engine has to run on, as `health` says it. */
export async function makeLists(open, catalog, households, runs = 'wasm') {
  let now = 0;
  const engine = await open({ catalog, storage: 'memory', now: () => now });
  if (!engine.ready || engine.health.runs !== runs) throw new Error(JSON.stringify(engine.health));
  let text = '';
  for (const baskets of households) {
    engine.erase();
    now = baskets.at(-1).day * DAY;
    engine.setLevel('remember');
    for (const { day, ids } of baskets) {
      now = day * DAY;
      // Refused where all of it is sensitive; `tests/golden.rs` asserts which, and the lists would differ.
      engine.track('purchase', { ids });
    }
    for (const { id, score } of engine.recommend('home', { count: 24 }).items) text += `${id}:${score} `;
    text += '\n';
  }
  engine.dispose();
  return text;
}

/** `checksum` of `src/catalog/format.rs`, as 16 hexadecimal digits. */
export function checksum(bytes) {
  const mask = (1n << 64n) - 1n;
  const prime = 0x100000001b3n;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 8);
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < whole; at += 8) {
    hash = ((hash ^ view.getBigUint64(at, true)) * prime) & mask;
    hash ^= hash >> 29n;
  }
  let last = 0n;
  for (let at = bytes.length - 1; at >= whole; at--) last = (last << 8n) | BigInt(bytes[at]);
  hash = ((hash ^ last) * prime) & mask;
  hash = ((hash ^ (hash >> 32n)) * 0x9e3779b97f4a7c15n) & mask;
  hash = hash ^ (hash >> 29n) ^ ((BigInt(bytes.length) * prime) & mask);
  return hash.toString(16).padStart(16, '0');
}
