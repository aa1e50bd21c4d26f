// The generator's settings. `PAGES` and `SHELVES` come from scripts/docs. Not here: any page.
import { defineConfig } from 'vitepress';

const { shelves } = JSON.parse(process.env.NEARSIDE_SITE);

export default defineConfig({
  title: 'Nearside',
  description: 'Personal picks for an online shop, computed in the shopper’s own browser.',
  lang: 'en',
  srcDir: './pages',
  outDir: './site',
  cacheDir: './cache',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  // Dead links end the build; scripts/docs/check.mjs looks at anchors too.
  ignoreDeadLinks: false,
  // As the place where the repository is read names headings, so that links hold in both.
  markdown: { anchor: { slugify: (text) => text.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-') } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [{ text: 'Start', link: '/start/' }, { text: 'Concepts', link: '/concepts' }, { text: 'Reference', link: '/api/nearside' }, { text: 'Privacy', link: '/privacy' }],
    sidebar: shelves,
    footer: { message: 'MIT or Apache-2.0' },
  },
});
