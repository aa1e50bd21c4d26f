import { open } from 'nearside';
import { connect } from 'nearside/elements';
import { show } from './show.js';

show(open({ catalog: './catalog.nsc', config: { shop: 'Corner & Co' } }).then((nearside) => {
  connect(nearside);
  return nearside;
}));
