// A page for each entry of the package, made of its declarations: what it exports, every option, its default and its
// sentence. Not here: words of our own, but headings.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';

/** `[name on the site, text]` of every entry with types. `tools` has the TypeScript that can be asked. */
export function reference(tools) {
  const ts = createRequire(join(tools, 'package.json'))('typescript');
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const entries = Object.entries(exports).filter(([, to]) => to.types && !to.default.endsWith('.wasm')).map(([name, { types }]) => [name, join(ROOT, types)]).filter(([, path]) => existsSync(path));
  const program = ts.createProgram(entries.map(([, path]) => path), { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: [] });
  const checker = program.getTypeChecker();
  const known = new Set();
  return entries.map(([name, path]) => {
    const file = program.getSourceFile(path);
    const found = checker.getExportsOfModule(checker.getSymbolAtLocation(file)).map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)).filter((symbol) => symbol.declarations?.length);
    const own = found.filter((symbol) => name === '.' || !known.has(symbol));
    for (const symbol of own) known.add(symbol);
    const shared = found.length - own.length;
    const title = name === '.' ? 'nearside' : `nearside${name.slice(1)}`;
    const parts = own.map((symbol) => described(symbol, { ts, checker }));
    const also = shared > 0 ? `\nAnd everything that [nearside](./nearside.md) exports.\n` : '';
    return [`api/${title.replace('/', '-')}`, `# ${title}\n\n${about(file, ts)}\n${also}\n${order(parts).map(({ text }) => text).join('\n')}\n\nMade of the package's declarations.\n`];
  });
}

/** What is called first, then what it takes and gives. */
const order = (parts) => parts.toSorted((a, b) => a.rank - b.rank);

/** The first comment of a file, which says what the entry is. */
function about(file, ts) {
  const text = file.getFullText();
  const [range] = ts.getLeadingCommentRanges(text, 0) ?? [];
  if (!range || !text.startsWith('/**', range.pos)) return 'What the entry exports: what is called first, then options, then what they are made of.';
  return safe(text.slice(range.pos + 3, range.end - 2).replace(/^ *\* ?/gm, '').trim());
}

function described(symbol, { ts, checker }) {
  const [declaration] = symbol.declarations;
  const doc = safe(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
  const heading = `## ${symbol.name}\n\n${doc}\n`;
  if (ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)) {
    const base = (declaration.heritageClauses ?? []).map((clause) => `As \`${clause.types.map((type) => type.getText()).join('`, `')}\`, and:\n\n`).join('');
    const rows = declaration.members.filter((member) => member.name && !hidden(member, ts)).map((member) => row(member, { ts, checker }));
    const table = rows.length > 0 ? `| | type | |\n|---|---|---|\n${rows.join('\n')}\n` : '';
    return { rank: symbol.name === 'Nearside' || /Options$|^Config$/.test(symbol.name) ? 1 : 2, text: `${heading}\n${base}${table}` };
  }
  if (ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration)) {
    const code = symbol.declarations.map((one) => one.getText().replace(/^export |^declare /g, '')).join('\n');
    return { rank: 0, text: `${heading}\n\`\`\`ts\n${code}\n\`\`\`\n` };
  }
  return { rank: 3, text: `${heading}\n\`\`\`ts\n${declaration.getText().replace(/^export /, '')}\n\`\`\`\n` };
}

const hidden = (member, ts) => ts.isPrivateIdentifier(member.name) || (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) !== 0;

/** `| name | type | sentence, default |` */
function row(member, { ts, checker }) {
  const symbol = checker.getSymbolAtLocation(member.name);
  const call = ts.isMethodSignature(member) || ts.isMethodDeclaration(member);
  const name = `${member.name.getText()}${call ? '()' : ''}${member.questionToken ? '?' : ''}`;
  const type = call ? `(${member.parameters.map((one) => one.getText()).join(', ')}) => ${member.type?.getText() ?? 'void'}` : member.type?.getText() ?? '';
  const fallback = ts.getJSDocTags(member).filter((tag) => tag.tagName.text === 'default').map((tag) => ` Default: ${safe(ts.getTextOfJSDocComment(tag.comment) ?? '')}.`).join('');
  const doc = `${safe(ts.displayPartsToString(symbol.getDocumentationComment(checker)))}${fallback}`;
  return `| ${code(name)} | ${code(type)} | ${doc.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()} |`;
}

const code = (text) => (text ? `\`${text.replace(/\s+/g, ' ').replaceAll('|', '\\|')}\`` : '');

/** No markup from comments but code: `<` and `{` outside of backticks are letters. */
const safe = (text) => text.split(/(```[^]*?```|`[^`]*`)/).map((part, at) => (at % 2 ? part : part.replace(/[<{]/g, (letter) => `&#${letter.charCodeAt(0)};`))).join('');
