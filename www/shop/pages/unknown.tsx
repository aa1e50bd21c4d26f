// An address that leads nowhere.
import type { VNode } from 'preact';
import { Question } from '../parts/nearside.js';
import { to } from '../route.js';

export const Unknown = (): VNode => (
  <>
    <div class="message">
      <h1 tabIndex={-1}>Nothing on this shelf</h1>
      <p>This address does not lead to anything we sell.</p>
      <p><a class="button strong" href={to.home()}>Back to the shop</a></p>
    </div>
    <Question />
  </>
);
