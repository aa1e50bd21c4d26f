// docs/configuration.md's tables, of the schema: every member with what it is, its default and its limits.
// `node scripts/build/configuration.mjs` writes them; tests/pack/config.test.mjs holds the file to them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../setup/paths.mjs';

const PAGE = join(ROOT, 'docs/configuration.md');
const START = '<!-- of www/nearside.schema.json: node scripts/build/configuration.mjs -->';

/** The members of an object in the schema, with their paths, those of parts of it behind it. */
function* members(schema, of, path) {
  for (const [name, given] of Object.entries({ ...of.properties, ...of.patternProperties })) {
    const one = given.$ref ? { ...at(schema, given.$ref), ...given } : given;
    const shown = name.startsWith('^') ? name.replace('^', '').replace(/\\\.\[.*$/, '.NAME') : name;
    const place = path ? `${path}.${shown}` : shown;
    yield [place, one];
    // The constants of the score have a page, and placements are all alike.
    if (place !== 'ranking' && !(path === 'placements')) yield* members(schema, one, place);
    for (const way of [one.items, ...(one.anyOf ?? [])]) {
      const inner = way?.$ref ? at(schema, way.$ref) : way;
      if (inner) yield* members(schema, inner, `${place}[]`);
    }
  }
}

const at = (schema, ref) => ref.slice(2).split('/').reduce((part, name) => part[name], schema);
const code = (value) => `\`${JSON.stringify(value)}\``;

function type(schema, one) {
  if (one.enum) return one.enum.map(code).join(', ');
  if (one.anyOf) return [...new Set(one.anyOf.map((way) => type(schema, way.$ref ? at(schema, way.$ref) : way)))].join(' or ');
  if (one.type === 'array') {
    const inner = one.items?.$ref ? at(schema, one.items.$ref) : one.items;
    return `list of ${inner?.anyOf ? 'texts or objects' : inner?.enum ? 'names' : `${{ string: 'text', object: 'object', integer: 'whole number' }[inner?.type] ?? 'value'}s`}`;
  }
  const name = { string: 'text', object: 'object', boolean: 'true or false', integer: 'whole number', number: 'number' }[one.type];
  return one.minimum === undefined ? name : `${name}, ${one.maximum === undefined ? `from ${one.minimum}` : `${one.minimum} to ${one.maximum}`}`;
}

/** The tables. */
export function tables(schema) {
  const rows = (all) => ['| member | what may stand there | left out | what it does |', '|---|---|---|---|', ...all.map(([place, one]) =>
    `| \`${place}\` | ${type(schema, one)} | ${one.default === undefined ? '' : code(one.default)} | ${(one.description ?? '').replaceAll('|', '\\|')} |`)].join('\n');
  const top = [...members(schema, schema, '')].filter(([place]) => !place.startsWith('placements.'));
  const rules = [...members(schema, schema.$defs.rules, '')];
  return `${rows(top)}\n\nOf a placement (\`placements.home\`, \`.category\`, \`.product\`, \`.cart\`, \`.search\`):\n\n${rows(rules)}\n`;
}

/** The page with the tables as they should be. */
export function page() {
  const [words] = readFileSync(PAGE, 'utf8').split(START);
  return `${words}${START}\n\n${tables(JSON.parse(readFileSync(join(ROOT, 'www/nearside.schema.json'), 'utf8')))}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, page());
