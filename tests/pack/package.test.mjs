// What strangers get from the registry: the tarball, installed in an empty project.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeProject } from './project.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BIN = join(ROOT, 'node_modules/.bin');

describe('the packed tarball', () => {
  let project;
  before(() => { project = makeProject(); });
  after(() => project?.remove());

  const use = (from) => `import { readFileSync } from 'node:fs'; import { picks } from '${from}';
    console.log(JSON.stringify(await picks(new Uint8Array(readFileSync('catalog.nsc')))));`;

  test('holds what is needed and nothing else', () => {
    const { files } = project;
    const { bin, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const named = [bin, ...Object.values(exports)].flatMap((entry) => (typeof entry === 'string' ? entry : Object.values(entry))).map((path) => path.slice('./'.length));
    for (const name of [...named, 'README.md', 'CHANGELOG.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'dist/compiler.wasm.br']) assert.ok(files.includes(name), `${name} is missing`);
    const others = files.filter((name) => !named.includes(name) && !/^(README\.md|CHANGELOG\.md|LICENSE-\w+|dist\/compiler\.wasm\.br|dist\/chunks\/[\w-]+\.js|dist\/[\w/-]+\.d\.ts)$/.test(name));
    assert.deepEqual(others, []);
  });

  test('every import of it is one that tools understand', () => {
    const lint = project.run(join(BIN, 'publint'), 'node_modules/nearside', '--strict');
    assert.equal(lint.status, 0, lint.stdout + lint.stderr);
    // Modules only; a page without modules takes the classic script by its address.
    const types = project.run(join(BIN, 'attw'), project.tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'nearside.iife.js', '--format', 'ascii');
    assert.equal(types.status, 0, types.stdout);
  });

  test('names no path of the machine that built it', () => {
    for (const name of project.files) {
      const text = readFileSync(join(project.folder, 'node_modules/nearside', name), 'latin1');
      for (const path of [ROOT, `${homedir()}/`, 'registry/src']) assert.ok(!text.includes(path), `${name} holds ${path}`);
    }
  });

  // What ranks further down reads this catalog.
  test('compiles a feed into a catalog', () => {
    const { status, stderr } = project.run('npx', '--no-install', 'nearside', 'compile', 'feed.tsv', '-o', 'catalog.nsc');
    assert.equal(status, 0, stderr);
    assert.equal(readFileSync(join(project.folder, 'catalog.nsc')).toString('latin1', 0, 4), 'nsc\n');
  });

  test('ends with an error and no file when the feed is none', () => {
    writeFileSync(join(project.folder, 'broken.xml'), '\u0000\u0001 not a feed');
    const { status, stderr } = project.run('npx', '--no-install', 'nearside', 'compile', 'broken.xml', '-o', 'broken.nsc');
    assert.notEqual(status, 0);
    assert.match(stderr, /BAD_FEED/);
    assert.ok(!existsSync(join(project.folder, 'broken.nsc')));
  });

  test('ranks when imported in Node, with reasons that add up', () => {
    const { ids, before, after, problems } = project.json(use('./use.js'), '--input-type=module');
    assert.deepEqual(problems, []);
    assert.deepEqual(ids.toSorted(), ['cof-1', 'cof-2', 'mug-1', 'tea-1', 'tea-2', 'tea-3']);
    assert.ok(after.score > before.score, `${after.score} after looking at coffee, ${before.score} before`);
    assert.deepEqual([before.personal, after.personal], [false, true]);
    for (const { score, points } of [before, after]) assert.equal(points.reduce((sum, [, part]) => sum + part, 0), score);
    assert.ok(after.points.some(([term, part]) => term === 'interest' && part > 0));
  });

  test('is the same module for require() and import', { skip: !process.features.require_module && 'this Node has no require() of modules' }, () => {
    const same = project.json("import('nearside').then((imported) => console.log(require('nearside').open === imported.open))", '--input-type=commonjs', '--no-warnings');
    assert.equal(same, true);
  });

  test('ranks the same with the module from a file beside it, or from the caller', () => {
    const wanted = project.json(use('./use.js'), '--input-type=module');
    const same = (open) => `
      import { readFileSync } from 'node:fs'; import { createRequire } from 'node:module';
      const wasm = readFileSync(createRequire(process.cwd() + '/x.js').resolve('nearside/nearside.wasm'));
      ${open}
      const nearside = await open({ catalog: new Uint8Array(readFileSync('catalog.nsc')), storage: 'memory', now: () => Date.UTC(2026, 0, 15) });
      nearside.setLevel('remember');
      for (const id of ['cof-1', 'cof-2', 'cof-1']) nearside.track('view', { id });
      const { problems, runs } = nearside.health;
      console.log(JSON.stringify([runs, problems, nearside.recommend('home', { count: 6 }).items.map(({ id }) => id)]));`;
    const slim = (wasm) => `import { open as bare } from 'nearside/slim'; const open = async (options) => bare({ wasm: ${wasm}, ...options });`;
    const url = (answer) => `import { open } from 'nearside/url'; globalThis.fetch = async (address) => { if (!String(address).endsWith('/dist/nearside.wasm')) throw new Error(address); return ${answer}; };`;
    const answer = (type) => `new Response(wasm, { headers: { 'content-type': '${type}' } })`;
    for (const entry of [slim('wasm'), slim('wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length)'), slim('await WebAssembly.compile(wasm)'), slim(`Promise.resolve(${answer('application/wasm')})`), url(answer('application/wasm')), url(answer('text/plain'))]) {
      assert.deepEqual(project.json(same(entry), '--input-type=module'), ['wasm', [], wanted.ids], entry);
    }
    // What is not there, or is something else, is replaced.
    for (const entry of [url('new Response("", { status: 404 })'), slim('new Uint8Array(9)')]) {
      assert.deepEqual(project.json(same(entry), '--input-type=module'), ['javascript', [], wanted.ids], entry);
    }
    // A second engine of the page asks for no second module.
    const twice = `import { readFileSync } from 'node:fs'; import { createRequire } from 'node:module'; import { open } from 'nearside/url';
      const wasm = readFileSync(createRequire(process.cwd() + '/x.js').resolve('nearside/nearside.wasm'));
      let asked = 0;
      globalThis.fetch = async () => (asked++, ${answer('application/wasm')});
      const options = { catalog: new Uint8Array(readFileSync('catalog.nsc')), storage: 'memory' };
      await open(options);
      await open(options);
      console.log(asked);`;
    assert.equal(project.json(twice, '--input-type=module'), 1);
    const refused = `import { open } from 'nearside/slim'; await open({}).catch(({ code }) => console.log(JSON.stringify(code)));`;
    assert.equal(project.json(refused, '--input-type=module'), 'BAD_OPTION');
  });

  test('does nothing when it is imported', () => {
    const changed = project.json(`
      const before = Object.keys(globalThis);
      globalThis.fetch = () => { throw new Error('fetched'); };
      await import('nearside');
      await import('nearside/url');
      await import('nearside/slim');
      await import('nearside/elements');
      await import('nearside/connect');
      await import('nearside/debug');
      await import('nearside/dap');
      await import('nearside/collector');
      console.log(JSON.stringify(Object.keys(globalThis).filter((name) => !before.includes(name))));`, '--input-type=module');
    assert.deepEqual(changed, []);
  });

  test('leaves out of a bundle what nobody uses of it, and never what defines the elements', async () => {
    const { build } = await import('esbuild');
    /** Bytes of the page's own script and of what it imports before it runs. */
    const bytes = async (contents) => {
      const { outputFiles, metafile: { outputs } } = await build({
        stdin: { contents, resolveDir: project.folder, sourcefile: 'page.js' }, bundle: true, splitting: true, format: 'esm', minify: true, write: false, absWorkingDir: project.folder, outdir: 'out', metafile: true, external: ['react'], logLevel: 'error',
      });
      const first = new Set();
      const add = (name) => first.has(name) || (first.add(name), outputs[name].imports.filter(({ kind, external }) => kind === 'import-statement' && !external).forEach(({ path }) => add(path)));
      add(Object.keys(outputs).find((name) => outputs[name].entryPoint?.endsWith('page.js')));
      return outputFiles.filter(({ path }) => [...first].some((name) => path.endsWith(name))).reduce((sum, { contents: one }) => sum + one.length, 0);
    };
    for (const [entry, name] of [['connect', 'rerank'], ['listen', 'dataLayer'], ['react', 'useRerank'], ['ceilings', 'gpc'], ['rights', 'toFile'], ['debug', 'overlay']]) {
      assert.equal(await bytes(`import { ${name} } from 'nearside/${entry}';`), 0, `${entry} is kept although nobody uses it`);
      const [one, all] = [await bytes(`import { ${name} } from 'nearside/${entry}'; console.log(${name});`), await bytes(`import * as all from 'nearside/${entry}'; console.log({ ...all });`)];
      assert.ok(one > 50 && one <= all, entry);
      if (['connect', 'listen', 'react'].includes(entry)) assert.ok(one < all * 0.6, `${name} brings ${one} of ${all} bytes of ${entry}`);
    }
    const [bare, unused, used] = [await bytes("import 'nearside/elements';"), await bytes("import { connect } from 'nearside/elements';"), await bytes("import { connect } from 'nearside/elements'; console.log(connect);")];
    assert.ok(bare > 10_000 && unused === bare && used < bare * 1.02, [bare, unused, used].join());
  });

  test('has the hooks of React as client code, with nothing of React in it', () => {
    const text = readFileSync(join(project.folder, 'node_modules/nearside/dist/react.js'), 'utf8');
    assert.match(text, /^"use client";/);
    assert.deepEqual([...new Set(text.match(/(?:from|import\()\s*"[^"]+"/g))].sort(), ['from"react"', 'import("./elements.js"', 'import("./index.js"']);
    const { peerDependencies, peerDependenciesMeta } = JSON.parse(readFileSync(join(project.folder, 'node_modules/nearside/package.json'), 'utf8'));
    assert.deepEqual([peerDependencies.react, peerDependenciesMeta.react.optional], ['>=18', true]);
    assert.ok(!existsSync(join(project.folder, 'node_modules/react')), 'who has no React, gets none');
  });

  test('keeps the order on a server that has no catalog', () => {
    const order = project.json(`
      import { open } from 'nearside';
      const nearside = await open();
      console.log(JSON.stringify([nearside.ready, nearside.rerank(['b', 'a', 'c'])]));`, '--input-type=module');
    assert.deepEqual(order, [false, ['b', 'a', 'c']]);
  });

  // The server is a shop's own: it runs where the tarball is installed, bare and bundled, on Node 20 too.
  const receives = (from) => `
    import { memoryStore, openCollector } from '${from}';
    const said = [];
    for (const name of ['log', 'info', 'warn', 'error']) console[name] = (...words) => said.push(words);
    const collector = await openCollector({ config: { counts: { questions: { funnel: { purpose: 'p' } } } }, store: memoryStore() });
    const answer = await collector.receive(new Request('http://x/v1/metrics', { method: 'POST', headers: { 'content-type': 'application/x-protobuf' }, body: 'x' }));
    const { questions } = await collector.results();
    const page = await (await collector.show(new Request('http://x/'))).text();
    process.stdout.write(JSON.stringify([answer.status, await answer.text(), questions.length, page.includes('funnel/1'), said]));`;

  test('receives on a server, and logs nothing', () => {
    assert.deepEqual(project.json(receives('nearside/collector'), '--input-type=module'), [400, 'WRONG_FIELD', 1, true, []]);
    writeFileSync(join(project.folder, 'server.js'), "export * from 'nearside/collector';");
    const { status, stderr } = project.run(join(BIN, 'esbuild'), 'server.js', '--bundle', '--format=esm', '--minify', '--outfile=bundle/server.mjs');
    assert.equal(status, 0, stderr);
    assert.deepEqual(project.json(receives('./bundle/server.mjs'), '--input-type=module'), [400, 'WRONG_FIELD', 1, true, []]);
    const wasm = project.json("import { createRequire } from 'node:module'; console.log(JSON.stringify(createRequire(process.cwd() + '/x.js').resolve('nearside/collector.wasm')))", '--input-type=module');
    assert.ok(WebAssembly.validate(readFileSync(wasm)));
  });

  for (const [name, options] of [['one file', ['--outfile=bundle/use.mjs']], ['split files', ['--splitting', '--outdir=bundle', '--out-extension:.js=.mjs']]]) {
    test(`esbuild bundles it without any setting: ${name}`, () => {
      const { status, stderr } = project.run(join(BIN, 'esbuild'), 'use.js', '--bundle', '--format=esm', '--minify', ...options);
      assert.equal(status, 0, stderr);
      assert.deepEqual(project.json(use('./bundle/use.mjs'), '--input-type=module'), project.json(use('./use.js'), '--input-type=module'));
    });
  }

  for (const [module, resolution] of [['esnext', 'bundler'], ['nodenext', 'nodenext']]) {
    test(`its types hold what they promise: moduleResolution ${resolution}`, () => {
      const { status, stdout } = project.run(join(BIN, 'tsc'), '--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable',
        '--types', '', '--module', module, '--moduleResolution', resolution, 'types.ts', 'collector.ts');
      assert.equal(status, 0, stdout);
    });
  }
});
