// What the driver of Firefox or WebKit runs in: a screen that nobody sees, and folders of its own.
// Not here: the drivers.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a display may take to come up, in milliseconds. */
const PATIENCE = 30_000;

/** The environment for an engine's driver, and `close`. */
export async function surroundings({ screen }) {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-engine-'));
  const shown = screen && await display(screen);
  const places = Object.fromEntries(['CACHE', 'CONFIG', 'DATA', 'STATE'].map((kind) => [`XDG_${kind}_HOME`, join(folder, kind)]));
  const env = {
    ...process.env,
    // WebKitGTK keeps storage and settings there; Firefox has a profile of its own from its driver.
    ...(shown && { ...places, DISPLAY: shown.name, WAYLAND_DISPLAY: '', GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' }),
    // As root, WebKit's sandbox refuses to start; what it opens here are our own pages.
    ...(shown && process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
  };
  return {
    env,
    folder,
    close() {
      shown?.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Xvfb on a number that it finds itself: two runs at a time do not meet. */
async function display(screen) {
  const child = spawn(screen, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const close = () => child.kill('SIGKILL');
  process.once('exit', close);
  const number = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${screen} shows nothing after ${PATIENCE / 1000} s`)), PATIENCE);
    let text = '';
    child.stdio[3].setEncoding('utf8').on('data', (part) => {
      text += part;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${screen} ended with ${code}`)));
  }).catch((error) => {
    close();
    throw error;
  });
  return {
    name: `:${number}`,
    close() {
      process.off('exit', close);
      close();
    },
  };
}
