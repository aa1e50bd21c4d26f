import { open } from 'nearside/url';
import { show } from './draw.js';

show(open({ catalog: './catalog.nsc' }));
