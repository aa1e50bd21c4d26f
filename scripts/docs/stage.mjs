// Puts the pages where the generator finds them: texts as they are, links to what the site calls them. What a link names
// has to be there. Not here: which pages there are.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { sources, STARTS } from './pages.mjs';

/** Writes all pages below `folder`; gives `{ pages, wrong }`: names on the site, and links to nothing. */
export function stage(folder) {
  const pages = sources();
  const wrong = [];
  for (const [path, name] of pages) {
    const { text, pictures } = relink(readFileSync(join(ROOT, path), 'utf8'), path, name, pages, wrong);
    const files = path.startsWith('examples/') && STARTS[posix.basename(name)];
    put(join(folder, `${name}.md`), files ? `${text}\n${shown(path, files)}` : text);
    for (const [from, to] of pictures) {
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      cpSync(join(ROOT, from), join(folder, to));
    }
  }
  return { pages: [...new Set(pages.values())], wrong };
}

/** Links of a text, from its place in the repository to its place on the site. `there(path)`: whether the repository has it. */
export function relink(source, path, name, pages, wrong, there = (to) => existsSync(join(ROOT, to))) {
  const pictures = [];
  const text = source.replace(/(!?)\[((?:[^\]\\]|\\.)*)\]\(([^)\s]+)\)/g, (whole, picture, words, target) => {
    if (/^(https?:|mailto:)/.test(target) || target.startsWith('#')) return whole;
    const [file, anchor] = target.split('#');
    const to = posix.join(posix.dirname(path), file);
    if (!there(to)) {
      wrong.push(`${path}: ${target} is not there`);
      return words;
    }
    if (picture) {
      const beside = posix.join(posix.dirname(name), posix.basename(to));
      pictures.push([to, beside]);
      return `![${words}](./${posix.basename(to)})`;
    }
    const page = pages.get(to);
    // What is no page of the site is named, not linked.
    if (page === undefined) return to === 'www/types.ts' ? `[${words}](${posix.relative(posix.dirname(name), 'api/nearside')}.md)` : words;
    const address = posix.relative(posix.dirname(name), page);
    return `[${words}](${address.startsWith('.') ? address : `./${address}`}.md${anchor === undefined ? '' : `#${anchor}`})`;
  });
  return { text, pictures };
}

/** The files of an example, whole, as they are. */
function shown(path, files) {
  const parts = files.map((file) => {
    const text = readFileSync(join(ROOT, dirname(path), file), 'utf8').trimEnd();
    const kind = file.endsWith('.liquid') ? 'liquid' : file.replace(/^.*\./, '').replace(/^js$/, file.startsWith('app/') ? 'jsx' : 'js');
    return `### ${file}\n\n\`\`\`\`${kind}\n${text}\n\`\`\`\`\n`;
  });
  return `## The files\n\nAs they are in \`${dirname(path)}\`, where every test run builds, opens and uses them.\n\n${parts.join('\n')}`;
}

function put(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
