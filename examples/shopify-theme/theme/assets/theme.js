// What Shopify's standard events look like when a theme dispatches them. Your theme does this already, or its library does.
const product = document.querySelector('#product');
const gid = (kind, id) => `gid://shopify/${kind}/${id}`;
const say = (name, detail) => document.dispatchEvent(Object.assign(new Event(`shopify:${name}`, { bubbles: true }), detail));

const view = () => say('product:view', {
  context: 'page',
  product: { id: gid('Product', product.dataset.id), selectedVariant: { id: gid('ProductVariant', product.dataset.variant), sku: '' } },
});
view();

document.querySelector('#add').addEventListener('click', () => {
  const merchandiseId = gid('ProductVariant', product.dataset.variant);
  say('cart:lines-update', { action: 'add', context: 'product', lines: [{ merchandiseId, quantity: 1 }], promise: Promise.resolve({ userErrors: [] }) });
});
