import { open } from 'nearside/slim';
import { show } from './draw.js';

show(fetch('./nearside.wasm').then((wasm) => open({ wasm, catalog: './catalog.nsc' })));
