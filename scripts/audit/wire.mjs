// The same 10,000 reports to our collector, through a receiver of OTLP that is not ours, and into ClickHouse's own engine
// by deploy/*.sql: all sums equal as integers. Not here: the foreign way itself (wire.py).
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BUILD, CACHE, ROOT } from '../setup/paths.mjs';
import { ask, step, which } from '../setup/run.mjs';

/** From PyPI, about 900 MB with what they need: fetched once, and only for the long audit. */
const PACKAGES = ['rotel==0.0.1a15', 'chdb==4.4.0', 'opentelemetry-proto==1.45.2'];
const PYTHON = join(CACHE, 'audit-python');

export async function wire({ native, quick }) {
  mkdirSync(join(BUILD, 'audit'), { recursive: true });
  const bodies = join(BUILD, 'audit/bodies.bin');
  const reports = quick ? 1_000 : 10_000;
  const { sent, collected } = await native.ask('wire', reports, bodies);
  const wanted = text(sent);
  const rows = [same(`${reports} reports: nearside collect`, wanted, collected)];
  const python = quick ? undefined : await packages();
  if (!python) {
    rows.push({ what: `rotel and ClickHouse: ${quick ? 'in the long audit' : 'their packages could not be had from PyPI'}` });
    return { figures: { equal: rows.every(({ ok }) => ok !== false) }, rows };
  }
  const { stdout } = await promisify(execFile)(python, [join(ROOT, 'scripts/audit/wire.py'), bodies, join(ROOT, 'deploy')], { maxBuffer: 1 << 26 });
  const { points, statuses, json, rotel, clickhouse } = JSON.parse(stdout);
  rows.push(
    same(`through rotel: ${points} points arrived`, wanted, rotel),
    same('in ClickHouse, by the view', wanted, clickhouse.view),
    same('in ClickHouse, asked of the rows', wanted, clickhouse.direct),
    { what: 'rows in ClickHouse: of reports, of sums', found: `${clickhouse.rows}, ${clickhouse.kept}`, bound: `0, ≤ ${sent.length}`, ok: clickhouse.rows === 0 && clickhouse.kept <= sent.length },
    { what: `what can be no report, put in: ${clickhouse.spoilt}`, found: text(clickhouse.view) === wanted ? 'not counted' : 'counted', bound: 'not counted', ok: text(clickhouse.view) === wanted },
    { what: `${json.sent} reports as OTLP/JSON through rotel: answered ${json.statuses}, arrived`, found: json.points, bound: 'why the wire is protobuf', ok: statuses.join() === '200' },
  );
  return { figures: { equal: rows.every(({ ok }) => ok !== false) }, rows };
}

/** Rows in one order, as one text. Zeros say nothing: ClickHouse keeps none. */
const text = (rows) => rows.filter((row) => row.at(-1) !== 0).map((row) => row.join('\t')).sort().join('\n');

function same(what, wanted, rows) {
  const found = text(rows);
  return { what, found: found === wanted ? `${rows.length} equal numbers` : 'other numbers', bound: 'every C and n, as integers', ok: found === wanted };
}

/** A Python with the packages, or nothing where they cannot be had. */
async function packages() {
  const python = join(PYTHON, 'bin/python');
  const has = () => existsSync(python) && ask(python, ['-c', 'import rotel, chdb, opentelemetry.proto']) !== undefined;
  if (has()) return python;
  if (!which('python3')) return undefined;
  await step('Packages of PyPI for the wire', async () => {
    await promisify(execFile)('python3', ['-m', 'venv', PYTHON]);
    await promisify(execFile)(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES]);
  }).catch((error) => console.log(`  ${error.message.trim().split('\n').at(-1)}`));
  return has() ? python : undefined;
}
