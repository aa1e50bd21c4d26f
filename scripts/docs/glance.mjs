// The page "At a glance": what the engine itself says of a shop's configuration. Not here: pictures of it (pictures.mjs).

/** `[name on the site, text]`, from `nearside.facts` and the configuration it was opened with. */
export function glance(facts, config) {
  const list = (words) => words.map((word) => word.replaceAll('-', ' ')).join(', ');
  const rows = (lines) => lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return ['glance', `# Privacy at a glance

What \`nearside.facts\` says for the demo shop's \`nearside.json\`, written when this site was built. Notice, panel, policy page and receipt are made of the same facts; your shop's are those of your configuration.

| | |
|---|---|
${rows([
    ['who', `${facts.shop}, ${facts.contact}`],
    ['who else receives anything', facts.recipients.length > 0 ? facts.recipients.join(', ') : 'nobody'],
    ['where the profile lies', `in the shopper's browser, under the key \`${facts.key}\``],
    ['never read, never kept', list(facts.never)],
    ['never learned from, besides [the list](./sensitive.md) that holds for every shop', (config.sensitive ?? []).join('; ')],
  ])}

## Levels

| level | keeps | sends |
|---|---|---|
${rows(facts.levels.map(({ name, keeps, sends }) => [`\`${name}\``, { nothing: 'nothing', tab: 'in this tab', device: 'on this device' }[keeps], sends === 'nothing' ? 'nothing' : 'one blurred answer a week at most: [what leaves](./privacy.md)']))}

[Levels](./levels.md) has the same measured: what is read, written and sent in each of twelve situations.

## Sources

| source | what for | days | signals |
|---|---|--:|---|
${rows(facts.sources.filter(({ on }) => on).map(({ name, purpose, days, signals }) => [`\`${name}\``, list([purpose]), days, signals.map((one) => `\`${one}\``).join(', ')]))}

The shopper can switch off each of them, shorten all days to 7, 30 or 90, and erase everything at once: [rights](./rights.md).
`];
}
