// The way back up: shop › department › aisle.
import type { VNode } from 'preact';
import { to } from '../route.js';
import { Icon } from './icon.js';

export const Crumbs = ({ path }: { path: readonly string[] }): VNode => (
  <nav class="crumbs" aria-label="You are here">
    <ol>
      <li><a href={to.home()}>Shop</a></li>
      {path.map((name, at) => <li key={name}><Icon name="next" /><a href={to.category(path.slice(0, at + 1))}>{name}</a></li>)}
    </ol>
  </nav>
);
