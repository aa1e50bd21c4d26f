// Everything a bare machine lacks, in order; each piece says when it is already there.
// Not here: how each piece is had (setup/).
import { dirname } from 'node:path';
import { chromium } from './setup/browser.mjs';
import { engines } from './setup/engines.mjs';
import { nodePackages } from './setup/node.mjs';
import { rustComponents, rustForWasm } from './setup/rust.mjs';
import { withPath } from './setup/run.mjs';
import { sqliteNode } from './setup/sqlite-node.mjs';
import { lockedTools } from './setup/tools.mjs';
import { wasmBindgen, wasmPack } from './setup/wasm-tools.mjs';

/** What building needs: `wasm` is the environment for compiling to wasm32. */
export async function setUpBuild() {
  await nodePackages();
  const env = await rustForWasm();
  const bindgen = await wasmBindgen();
  return { wasm: withPath(env, dirname(bindgen)), bindgen };
}

/** What checking form needs on top. */
export async function setUpLint() {
  await rustComponents('rustfmt', 'clippy');
}

/** What testing the collector needs on top. */
export async function setUpCollector() {
  return { sqlite: await sqliteNode() };
}

/** What testing in a browser needs on top. */
export async function setUpBrowser() {
  const pack = await wasmPack();
  return { pack, ...await chromium() };
}

/** What testing in Firefox and in WebKit needs on top; of one that is not to be had, why. */
export async function setUpEngines() {
  return { engines: await engines() };
}

/** What the matrix of tools needs on top: the tools, and a Node as new as the most demanding of them wants. */
export async function setUpMatrix() {
  return { tools: await lockedTools('Tools of the matrix', 'tests/matrix'), modern: await sqliteNode() };
}

/** What the documentation site needs on top. */
export async function setUpDocs() {
  return { tools: await lockedTools('Tools of the documentation site', 'docs/site') };
}
