// A Node without WebAssembly, as some hardened ones are: the same lists. Started as a worker by run.mjs.
import { parentPort, workerData } from 'node:worker_threads';
import { makeLists } from './lists.js';

delete globalThis.WebAssembly;
const { open } = await import('../../dist/index.js');
parentPort.postMessage(await makeLists(open, workerData.catalog, workerData.households, 'javascript'));
