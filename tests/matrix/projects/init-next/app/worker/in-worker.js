import { open } from 'nearside';
import { told } from '../told.js';

onmessage = async ({ data }) => postMessage(told(await open({ catalog: data, storage: 'memory' })));
