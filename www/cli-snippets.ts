// The lines that a page needs, in the stack it has. Not here: what they do (README, examples/).

/** What a shop's pages are built with. */
export type Stack = 'next' | 'astro' | 'react' | 'vite' | 'bundler' | 'none';

/** By the packages that a package.json names. */
export function stackOf(packages: Record<string, string>): Stack {
  const has = (name: string): boolean => name in packages;
  if (has('next')) return 'next';
  if (has('astro')) return 'astro';
  if (has('react')) return 'react';
  if (has('vite')) return 'vite';
  return ['webpack', 'rollup', 'esbuild', 'parcel', '@rspack/core', 'rolldown', 'vue', 'svelte'].some(has) ? 'bundler' : 'none';
}

/** What draws the list, on any page. */
const LIST = `const list = document.querySelector('#picks');
const draw = () => list.replaceChildren(...nearside.recommend('home', { count: 12 }).items.map((pick) => {
  const card = document.createElement('li');
  const to = Object.assign(document.createElement('a'), { href: pick.link, textContent: pick.title });
  to.addEventListener('click', () => nearside.track('view', { id: pick.id }));   // refused until the shopper chose
  card.append(to, Object.assign(document.createElement('nearside-reason'), { pick }));   // why this one
  return card;
}));
nearside.addEventListener('change', draw);
draw();
`;

const OPEN = `import { open } from 'nearside';
import { connect } from 'nearside/elements';

const nearside = await open({ catalog: '/catalog.nsc', config: '/nearside.json' });
connect(nearside);                               // notice, badge and chips

${LIST}`;

const indented = (code: string, by: number): string => code.replace(/^(?=.)/gm, ' '.repeat(by));

const PAGE = `<nearside-notice></nearside-notice>
<nearside-badge></nearside-badge>
<ol id="picks"></ol>
`;

const COMPONENT = `import { NearsideProvider, Reason, useNearside, useRecommendations } from 'nearside/react';

export function Picks() {
  return (
    <NearsideProvider catalog="/catalog.nsc" config="/nearside.json" elements>
      <nearside-notice />
      <nearside-badge />
      <List />
    </NearsideProvider>
  );
}

function List() {
  const nearside = useNearside();
  const { items } = useRecommendations('home', { count: 12 });
  return (
    <ol>
      {items.map((pick) => (
        <li key={pick.id}>
          <a href={pick.link} onClick={() => nearside?.track('view', { id: pick.id })}>{pick.title}</a>
          <Reason pick={pick} />
        </li>
      ))}
    </ol>
  );
}
`;

const CLASSIC = `${PAGE}<script src="/nearside/nearside.iife.js"></script>
<script>
  Nearside.open({ catalog: '/catalog.nsc', config: '/nearside.json' }).then(async (nearside) => {
    (await Nearside.elements()).connect(nearside);
${indented(LIST, 4)}  });
</script>
`;

const IN: Record<Stack, [where: string, code: string][]> = {
  next: [['components/picks.jsx, used on a page as <Picks />', `'use client';\n\n${COMPONENT}`]],
  astro: [['a page, such as src/pages/index.astro', `${PAGE}<script>\n${indented(OPEN, 2)}</script>\n`]],
  react: [['src/Picks.jsx, used as <Picks />', COMPONENT]],
  vite: [['index.html', PAGE], ['main.js', OPEN]],
  bundler: [['the page', PAGE], ['its script', OPEN]],
  none: [['the page; copy node_modules/nearside/dist to /nearside/ of your site', CLASSIC]],
};

/** What to paste, and where. */
export function snippet(stack: Stack): string {
  return IN[stack].map(([where, code]) => `Paste into ${where}:\n\n${code}`).join('\n');
}
