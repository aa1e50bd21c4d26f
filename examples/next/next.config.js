// Next writes scripts into its pages; 'wasm-unsafe-eval' is what WebAssembly needs, 'unsafe-eval' what React's development build wants.
const more = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
const policy = `default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'${more}; style-src 'self' 'unsafe-inline'; img-src 'self' data:`;

export default {
  headers: async () => [{ source: '/:path*', headers: [{ key: 'Content-Security-Policy', value: policy }] }],
};
