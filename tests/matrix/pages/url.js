import { open } from 'nearside/url';
import { show } from './show.js';

show(open({ catalog: './catalog.nsc' }));
