import { open } from 'nearside';
import { show } from './show.js';

show(open({ catalog: './catalog.nsc' }));
