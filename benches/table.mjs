// The figures of one run as text for people: Markdown tables, so that docs/speed.md can hold them as they are.
// Not here: any figure.
const padded = (rows) => {
  const wide = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(wide[column]) : cell.padStart(wide[column]))).join(' | ')} |`;
  return [line(rows[0]), `|${wide.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`, ...rows.slice(1).map(line)].join('\n');
};

/** Three digits that say something. */
function ms(value) {
  if (value === undefined) return '–';
  return value >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}
const times = (ratio) => (ratio === undefined ? '–' : `${ratio >= 10 ? Math.round(ratio).toLocaleString('en') : ratio.toFixed(1)}×`);
const kilo = (bytes) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`;

function ranking(rank) {
  const head = ['items', 'facets', 'ours', 'reading all', 'home', 'recommend()', 'after a signal', 'typed arrays', 'map + sort', 'map + sort : ours', 'reading all : ours'];
  const rows = Object.entries(rank).map(([name, own]) => [
    name, String(own.facets), ms(own.ms), ms(own.ms_full_scan), ms(own.ms_home), ms(own.ms_recommend), ms(own.ms_after_signal),
    ms(own.by_hand.typed_arrays.ms), ms(own.by_hand.map_sort.ms), times(own.ratio_map_sort), times(own.ratio_full_scan),
  ]);
  return padded([head, ...rows]);
}

function natively(rank) {
  const head = ['items', 'reading all', 'natively', 'reading all : natively', 'ours', 'natively', 'ours : natively'];
  const rows = Object.entries(rank).filter(([, own]) => own.ms_native).map(([name, own]) => [
    name, ms(own.ms_full_scan), ms(own.ms_native_full_scan), times(own.ratio_native_full_scan), ms(own.ms), ms(own.ms_native), times(own.ratio_native),
  ]);
  return padded([head, ...rows]);
}

function browser({ rank, rank_slow_4x }, inNode) {
  const head = ['items', 'ours', 'recommend()', 'reading all', 'after a signal', 'against Node', 'ours, slowed 4×', 'recommend(), slowed 4×'];
  const rows = Object.entries(rank).map(([name, own]) => [
    name, ms(own.ms), ms(own.ms_recommend), ms(own.ms_full_scan), ms(own.ms_after_signal), times(own.ms / inNode[name].ms), ms(rank_slow_4x[name]?.ms), ms(rank_slow_4x[name]?.ms_recommend),
  ]);
  return padded([head, ...rows]);
}

function libraries(rank) {
  const sizes = Object.keys(rank).filter((name) => rank[name].libraries);
  if (sizes.length === 0) return undefined;
  const names = Object.keys(rank[sizes[0]].libraries);
  const cell = (own) => (own.failed ?? `${ms(own.ms)} (${own.found}/24)`);
  const rows = names.map((name) => [name, ...sizes.map((size) => cell(rank[size].libraries[name])), rank[sizes[0]].libraries[name].asked]);
  const hand = (name, label, asked) => [label, ...sizes.map((size) => `${ms(rank[size].by_hand[name].ms)} (${rank[size].by_hand[name].found}/24)`), asked];
  return padded([
    ['', ...sizes, 'asked for'],
    ['ours', ...sizes.map((size) => `${ms(rank[size].ms)} (24/24)`), 'top 24'],
    hand('typed_arrays', 'typed arrays, by hand', 'the same score, one pass'),
    hand('map_sort', 'map + sort, by hand', 'the same score, all sorted'),
    ...rows,
  ]);
}

/** What a library needs before it can be asked: loading it, and taking in the products. */
function ready(rank) {
  const sizes = Object.keys(rank).filter((name) => rank[name].libraries);
  if (sizes.length === 0) return undefined;
  const names = Object.keys(rank[sizes[0]].libraries);
  return padded([['', ...sizes], ...names.map((name) => [name, ...sizes.map((size) => ms(rank[size].libraries[name].ready_ms))])]);
}

function starting(startup) {
  const head = ['', 'raw', 'gzip', 'brotli', 'CPU', 'compile', 'open or parse', 'profile or encode', 'first list', 'second list', 'clock'];
  const rows = Object.entries(startup).flatMap(([size, { nsc, json }]) => [['.nsc', nsc], ['JSON', json]].map(([kind, own]) => {
    const cpu = own.steps_cpu_ms;
    return [`${size} ${kind}`, kilo(own.bytes.raw), kilo(own.bytes.gzip), kilo(own.bytes.brotli), ms(own.cpu_ms), ms(cpu.compile), ms(cpu.open ?? cpu.parse), ms(cpu.profile ?? cpu.encode), ms(cpu.first_list), ms(cpu.second_list), ms(own.ms)];
  }));
  return padded([head, ...rows]);
}

function memory(rank) {
  const head = ['items', 'catalog', 'process grew by', 'bytes read of an item', 'floor of reading all'];
  const rows = Object.entries(rank).filter(([, own]) => own.bytes_per_item_scanned).map(([name, own]) =>
    [name, kilo(own.memory.catalog_bytes), kilo(own.memory.rss_added_bytes), own.bytes_per_item_scanned.toFixed(0), ms(own.ms_floor_of_a_scan)]);
  return padded([head, ...rows]);
}

/** All tables, with a line of words above each. Times are milliseconds. */
export function tables({ rank, chromium, startup, track, machine, seconds }) {
  const parts = [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, load ${machine.load_average.map((load) => load.toFixed(1)).join(' to ')}; ${Math.round(seconds)} s. All times are milliseconds: of three runs the lowest median.`,
    ['Top 24, in Node', ranking(rank)],
    ['The same code natively', natively(rank)],
    ['Top 24, in headless Chromium', browser(chromium.rank ? chromium : { rank: {}, rank_slow_4x: {} }, rank)],
    ['Against libraries, in Node: milliseconds, and how many of the right 24 were found', libraries(rank)],
    ['Libraries: milliseconds until each can be asked', ready(rank)],
    ['Starting cold, processor milliseconds in a process of its own', starting(startup)],
    `Tracking one signal, written, with a year of baskets behind it: ${ms(track.ms)} in Node, ${ms(chromium.track.ms)} in Chromium (${track.signals} signals, ${kilo(track.bytes)}).`,
    [`Memory; this machine reads ${machine.stream_gb_per_s.toFixed(1)} GB/s natively`, memory(rank)],
  ];
  const text = parts.map((part) => (typeof part === 'string' ? `${part}\n` : part[1] && `### ${part[0]}\n\n${part[1]}\n`));
  return text.filter(Boolean).join('\n');
}
