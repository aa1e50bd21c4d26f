import { open } from 'nearside';
import { told } from './told.js';

onmessage = async ({ data }) => {
  // A worker has no local storage: pages track, and tell it what it has to know.
  postMessage(told(await open({ catalog: data, storage: 'memory' })));
};
