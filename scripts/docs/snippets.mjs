// Every js and ts block of the texts, checked by the compiler against the package's declarations; those marked ```js run
// are run in Node too. `<!-- no check: why -->` on the line before leaves one out. Not here: whole examples (tests/matrix).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { files } from '../build/stamp.mjs';
import { BUILD, ROOT } from '../setup/paths.mjs';

const FOLDER = join(BUILD, 'snippets');
const BLOCK = /(<!-- no check: .+ -->\n)?^```(js|ts|jsx|tsx)( run)?\n([^]*?)^```$/gm;

/** The blocks of a text: `{ line, kind, run, code }`. */
export function blocks(text) {
  return [...text.matchAll(BLOCK)].filter(([, out]) => !out).map((found) => {
    const [, , kind, run, code] = found;
    return { line: text.slice(0, found.index).split('\n').length, kind, run: run !== undefined, code };
  });
}

/** Lines such as `pin: { 0: 'sku-1' }` are options of a list, each by itself. */
const options = (code) => (/^\w+: /.test(code) ? code.replace(/^(\w+: .*)$/gm, "nearside.recommend('home', { $1 });") : code);

/** `open` is ours where a snippet goes on from one that imported it; on one line with the fence, so that lines stay. */
const whole = (code) => `${/\bopen\(\{/.test(code) && !/import .*\bopen\b/.test(code) ? "import { open } from 'nearside';" : 'export {};'}\n${options(code)}`;

/** `return` outside of a function: a snippet may be the inside of a handler. */
const INSIDE = 'TS1108';

/** Gives `{ name, faults }` of each check. */
export async function checkSnippets() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const all = [];
  for (const path of ['README.md', ...['docs', 'examples'].flatMap(files).filter((name) => name.endsWith('.md'))]) {
    const found = blocks(readFileSync(join(ROOT, path), 'utf8'));
    for (const block of found) {
      const file = `${path.replace(/\W+/g, '-')}-${block.line}.${block.kind}`;
      // A module of its own; the fence stands on line one, as it does in the text.
      writeFileSync(join(FOLDER, file), whole(block.code));
      all.push({ ...block, path, file });
    }
  }
  writeFileSync(join(FOLDER, 'names.d.ts'), readFileSync(join(ROOT, 'docs/site/names.d.ts')));
  writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], module: 'esnext', moduleResolution: 'bundler', moduleDetection: 'force', jsx: 'preserve',
      noEmit: true, skipLibCheck: true, allowJs: true, checkJs: true, strict: true, noImplicitAny: false, strictNullChecks: false, types: ['node'], typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    include: ['*'],
  }));
  const { stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', FOLDER, '--pretty', 'false'], { encoding: 'utf8' });
  const faults = stdout.split('\n').filter((line) => line.trim() && !line.startsWith(' ') && !line.includes(INSIDE)).map((line) => {
    const [, file, at, rest] = /([^/\\]+\.[jt]sx?)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
    const block = all.find((one) => one.file === file);
    return block ? `${block.path}:${block.line + Number(at) - 1}: ${rest}` : line;
  });
  if (all.length < 20) faults.push(`only ${all.length} snippets were found`);
  const checks = [{ name: `${all.length} snippets of the texts fit the declarations`, faults }];
  const run = all.filter((block) => block.run);
  for (const { path, line, file } of run) {
    const copy = join(FOLDER, file.replace(/\.[jt]s$/, '.mjs'));
    writeFileSync(copy, readFileSync(join(FOLDER, file)));
    const { status, stderr } = spawnSync(process.execPath, [copy], { cwd: ROOT, encoding: 'utf8' });
    checks.push({ name: `${path}:${line} runs`, faults: status === 0 ? [] : [stderr.slice(0, 500)] });
  }
  if (run.length === 0) checks.push({ name: 'snippets that run', faults: ['there is none'] });
  return checks;
}
