// An empty project, somewhere else on this disk, with the packed tarball installed. Not here: tests.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SAMPLE = fileURLToPath(new URL('sample', import.meta.url));

/** Packs the package as built, installs it, and puts the sample files beside. */
export function makeProject() {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-pack-'));
  const npm = (cwd, ...args) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  // `dist/` was built a moment ago: no script has to run again.
  const [packed] = JSON.parse(npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'a-shop', private: true, type: 'module' }));
  npm(folder, 'install', '--offline', '--no-audit', '--no-fund', join(folder, packed.filename));
  cpSync(SAMPLE, folder, { recursive: true });
  return {
    folder,
    tarball: join(folder, packed.filename),
    /** Paths in the tarball. */
    files: packed.files.map(({ path }) => path).sort(),
    /** Runs a command in the project; gives its exit code and what it printed. */
    run(command, ...args) {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      return { status, stdout, stderr };
    },
    /** Runs a module's text in the project and gives the JSON that it prints. */
    json(text, ...options) {
      return JSON.parse(execFileSync(process.execPath, [...options, '-e', text], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
