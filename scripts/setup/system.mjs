// What machine this is, and Debian packages. Not here: which packages are wanted.
import { readFileSync } from 'node:fs';
import { ask, run, SetupError, step, which } from './run.mjs';

/** Whether this is Debian itself. Its relatives name their packages differently. */
export const isDebian = /^ID="?debian"?$/m.test(read('/etc/os-release')) && which('apt-get') !== undefined;
export const isMac = process.platform === 'darwin';

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The words that make a command run as root without a question, or `undefined` when none do. */
function rootWords() {
  if (process.getuid?.() === 0) return [];
  return which('sudo') && ask('sudo', ['-n', 'true']) !== undefined ? ['sudo', '-n'] : undefined;
}

/** Whether Debian packages can be installed without asking anybody. */
export const canInstall = () => isDebian && rootWords() !== undefined;

let updated = false;

/** Installs what is missing of these Debian packages; without the right to, says what to type. */
export async function debianPackages(names, purpose) {
  const missing = names.filter((name) => !ask('dpkg-query', ['-W', '-f', '${Status}', name])?.startsWith('install ok'));
  if (missing.length === 0) return;
  const root = rootWords();
  if (!root) {
    throw new SetupError(
      `${purpose} needs Debian packages, and this user can neither act as root nor use sudo without a password.\n` +
      `  Type this, then start again:\n    sudo apt-get update && sudo apt-get install ${missing.join(' ')}`);
  }
  // `env`, because sudo drops the caller's environment. The lock wait covers a machine that has just booted.
  const apt = (...args) => {
    const [command, ...rest] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq',
      '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0', ...args];
    return run(command, rest);
  };
  if (!updated) await step('Debian package lists', () => apt('update'));
  updated = true;
  await step(`Debian packages ${missing.join(', ')}`, () => apt('install', '-y', '--no-install-recommends', ...missing));
}
