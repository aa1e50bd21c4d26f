import { products } from './products.js';
import { Shelf } from './shelf.js';

/** Rendered on the server, in the shop's own order: whole before any script runs, and for everybody the same. */
export default function Page() {
  return (
    <>
      <header>
        <h1>Corner &amp; Co</h1>
        <nearside-badge />
      </header>
      <nearside-notice />
      <h2>Picked for you</h2>
      <Shelf products={products()} />
    </>
  );
}
