// `nearside/connect`, `nearside/react` and `nearside/debug` beside the real libraries, in Node and in Chromium. Not here:
// the tests themselves (`*.check.mjs`).
import { runChecks } from '../common/checks.mjs';
import { catalog } from './shops.mjs';

const CHECKS = ['types', 'instantsearch', 'adapters', 'strange', 'minisearch', 'lists', 'react', 'react-strange', 'debug', 'debug-strange', 'merchants'];

await runChecks('connect', import.meta.url, CHECKS, { catalog: catalog() });
