// The edition of one file beside the hosted page: size, and how long each takes from its address to a page that answers and to first candidates.
//   npm run bench -- --single [--rounds 5] [--no-build | --app DIR]
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT, run } from '../scripts/tools.mjs';
import { APP_OPTIONS, builtApp } from './built-app.mjs';
import { openSite } from './built-site.mjs';
import { describeMachine, machineSentence } from './machine.mjs';
import { median } from './median.mjs';
import { shortNumber } from './print-bench.mjs';

const { values } = parseArgs({
  options: { single: { type: 'boolean' }, rounds: { type: 'string', default: '5' }, ...APP_OPTIONS },
});
const rounds = Math.max(3, Number(values.rounds));
const dist = builtApp(values);
if (!values['no-build'] && run(process.execPath, ['scripts/build-single.mjs']) !== 0) process.exit(1);
const file = join(ROOT, 'dist-single', 'rowlink.html');

const STEPS = ['page answers', 'sample tables read', 'first candidates'];

/** Milliseconds from the address to each of the steps, in a profile that has never seen the page. */
async function start(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const startedAt = performance.now();
  const times = [];
  const note = () => times.push(performance.now() - startedAt);
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Try with sample files' }).click();
  note();
  await page.getByRole('heading', { name: 'Both tables are here.' }).waitFor();
  note();
  await page.getByRole('button', { name: 'Continue to set up' }).click();
  await page.getByRole('button', { name: 'Match', exact: true }).click();
  await page.locator('#record-0').waitFor();
  note();
  await context.close();
  return times;
}

const site = await openSite(dist);
const editions = [
  { name: 'hosted', address: site.address, runs: [] },
  { name: 'one file', address: pathToFileURL(file).href, runs: [] },
];
// The first start of each warms the browser and the cache of the disk, and does not count.
for (let round = -1; round < rounds; round++) {
  for (const { address, runs } of editions) {
    const times = await start(site.browser, address);
    if (round >= 0) runs.push(times);
  }
}
await site.close();

console.log(`\nOne file: ${shortNumber(statSync(file).size / 1e6)} MB. Medians of ${rounds} starts, ms:`);
const [hosted, single] = editions.map(({ runs }) => STEPS.map((_, step) => median(runs.map((times) => times[step]))));
console.log(`  ${''.padEnd(20)}${'hosted'.padStart(10)}${'one file'.padStart(10)}${'× hosted'.padStart(10)}`);
STEPS.forEach((name, step) => {
  const cells = [hosted[step], single[step], single[step] / hosted[step]].map((value) => shortNumber(value).padStart(10));
  console.log(`  ${name.padEnd(20)}${cells.join('')}`);
});
console.log(machineSentence(describeMachine(), 'npm run bench -- --single'));
