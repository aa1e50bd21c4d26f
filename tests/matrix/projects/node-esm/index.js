import { readFileSync } from 'node:fs';
import { open } from 'nearside';

const nearside = await open({ catalog: new Uint8Array(readFileSync('catalog.nsc')), storage: 'memory' });
console.log(JSON.stringify(nearside.recommend('home', { count: 8 }).items.map(({ id }) => id)));
