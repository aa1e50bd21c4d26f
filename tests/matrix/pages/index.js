import { open } from 'nearside';
import { show } from './draw.js';

show(open({ catalog: './catalog.nsc' }));
