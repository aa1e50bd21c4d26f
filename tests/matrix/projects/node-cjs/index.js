const { readFileSync } = require('node:fs');
const { open } = require('nearside');

open({ catalog: new Uint8Array(readFileSync('catalog.nsc')), storage: 'memory' }).then((nearside) => {
  console.log(JSON.stringify(nearside.recommend('home', { count: 8 }).items.map(({ id }) => id)));
});
