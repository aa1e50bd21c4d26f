// What the page loads, out of the package: upload this folder to your shop.
import { cpSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

cpSync(dirname(fileURLToPath(import.meta.resolve('nearside'))), 'public/nearside', { recursive: true });
