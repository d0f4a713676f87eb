// Every bench/<name>.bench.ts.
//   npm run bench -- [--only NAME …] [--set NAME=VALUE …] [--data DIR] [--json FILE] [--markdown FILE] [--no-build]
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSection } from '../scripts/docs-section.mjs';
import { ROOT } from '../scripts/tools.mjs';
import { buildBenchSite } from './build-site.mjs';
import { openSite } from './built-site.mjs';
import { describeMachine, machineSentence } from './machine.mjs';
import { markdownOfBenches, printBench } from './print-bench.mjs';

const SITE = join(ROOT, '.cache', 'bench', 'site');
const ENDING = '.bench.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    set: { type: 'string', multiple: true, default: [] },
    data: { type: 'string' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});
const known = readdirSync(join(ROOT, 'bench'))
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length))
  .sort();
const names = values.only ?? known;
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(1);
}
if (!values['no-build'] || !existsSync(join(SITE, 'index.html'))) await buildBenchSite(SITE);
if (values.data) cpSync(values.data, join(SITE, 'data'), { recursive: true });

const set = Object.fromEntries(values.set.map((pair) => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)]));
const site = await openSite(SITE);
const benches = [];
try {
  for (const name of names) {
    const page = await site.newPage();
    page.on('console', (message) => console.log(`  ${message.text()}`));
    const request = { name, root: site.address, data: values.data ? `${site.address}data/` : null, set };
    try {
      const measured = await page.evaluate((asked) => window.runBench(asked), request);
      benches.push({ bench: name, ...measured });
      printBench(name, measured);
    } catch (error) {
      console.error(`\n${name} failed: ${error.message}`);
      benches.push({ bench: name, error: error.message });
      process.exitCode = 1;
    }
    await page.context().close();
  }
} finally {
  await site.close();
}
const machine = describeMachine();
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, set, benches }, null, 2)}\n`);
if (values.markdown) {
  const note = machineSentence(machine, ['npm run bench --', ...values.set.map((pair) => `--set ${pair}`)].join(' '));
  writeSection(values.markdown, 'parts', `${markdownOfBenches(benches)}\n\n${note}`);
}
