import { Picks } from './picks.js';
import { products } from './products.js';
import { Shelf } from './shelf.js';

/** Rendered on the server, in the shop's own order: whole before any script runs, and for everybody the same. */
export default function Page() {
  return (
    <>
      <h2>Picked for you</h2>
      <Picks />
      <h2>All products</h2>
      <Shelf products={products()} />
    </>
  );
}
