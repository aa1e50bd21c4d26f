import { draw } from './draw.js';

const worker = new Worker(new URL('./in-worker.js', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => draw(data);
worker.onerror = ({ message }) => { throw new Error(message); };
worker.postMessage(new URL('./catalog.nsc', document.baseURI).href);
