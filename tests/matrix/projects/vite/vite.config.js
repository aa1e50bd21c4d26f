// Several pages instead of one. A worker in the format `es` loads what it needs when it needs it, as pages do; in Vite's own
// it would be one file with everything that might be needed. `fs`: here packages lie further up than in a project.
import { readdirSync } from 'node:fs';

export default {
  build: { rolldownOptions: { input: readdirSync('.').filter((name) => name.endsWith('.html')) } },
  worker: { format: 'es' },
  server: { fs: { strict: false } },
};
