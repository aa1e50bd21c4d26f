// The declarations that are shipped, with the real libraries' own types, as strictly as TypeScript can.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './shops.mjs';

const SHIPPED = { nearside: 'index.d.ts', 'nearside/connect': 'connect/index.d.ts', 'nearside/react': 'react/index.d.ts' };

export default async function check({ test }) {
  await test('types as they are shipped: connectors and hooks compile where they should, and nowhere else', () => {
    const folder = join(ROOT, 'build/connect');
    mkdirSync(folder, { recursive: true });
    const config = join(folder, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({
      compilerOptions: {
        target: 'ES2022', module: 'ESNext', moduleResolution: 'bundler', lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [], strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true, noEmit: true, jsx: 'react-jsx',
        paths: Object.fromEntries(Object.entries(SHIPPED).map(([name, file]) => [name, [join(ROOT, 'dist', file)]])),
      },
      files: ['types.ts', 'types-react.tsx'].map((name) => join(ROOT, 'tests/connect/pages', name)),
    }));
    const { status, stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', config], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });
}
