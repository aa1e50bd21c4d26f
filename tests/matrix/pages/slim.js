import { open } from 'nearside/slim';
import { show } from './show.js';

show(open({ wasm: fetch('./nearside.wasm'), catalog: './catalog.nsc' }));
