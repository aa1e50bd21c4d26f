// What a page that a server has drawn gives to its test.
import { open } from 'nearside';
import { reorder } from 'nearside/connect';

Object.assign(globalThis, { shop: { open, reorder } });
