// Time and memory of a whole match as tables grow.
//   npm run bench -- --growth [--rows 1000 …] [--model ID] [--workers N] [--score hybrid|dense|lexical] [--rounds 1]
//     [--json FILE] [--markdown FILE] [--plot FILE] [--no-build | --app DIR]
import { writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { markdownTable, writeSection } from '../scripts/docs-section.mjs';
import { APP_OPTIONS, builtApp } from './built-app.mjs';
import { openSite } from './built-site.mjs';
import { companyNames, toCsv } from './company-names.mjs';
import { growthPlot } from './growth-plot.mjs';
import { describeMachine, machineSentence } from './machine.mjs';
import { median } from './median.mjs';
import { watchRenderers } from './renderer-memory.mjs';

const STAGES = ['parse', 'embed', 'search', 'score', 'link'];
const MIB = 2 ** 20;

const { values } = parseArgs({
  options: {
    growth: { type: 'boolean' },
    rows: { type: 'string', multiple: true, default: ['1000', '3000', '10000', '30000', '100000'] },
    model: { type: 'string' },
    score: { type: 'string' },
    workers: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    plot: { type: 'string' },
    ...APP_OPTIONS,
  },
});
const dist = builtApp(values);

const given = { model: values.model, score: values.score, workers: values.workers && Number(values.workers) };
const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** One match in a browser of its own, its memory watched from before the tables are handed over until the answer is there. */
async function matchOnce(rows) {
  const { left, right, truth } = companyNames(rows);
  const site = await openSite(dist);
  try {
    const page = await site.newPage();
    await page.evaluate(() => window.rowlink.ready);
    const watch = watchRenderers(process.pid);
    const found = await page.evaluate(matchAndCount, [toCsv(left, 'l'), toCsv(right, 'r'), truth, options]);
    const peak = watch.stop();
    return { rows, ...found, peakMiB: peak === null ? null : peak / MIB };
  } finally {
    await site.close();
  }
}

/** Runs in the page: only counts come back. */
async function matchAndCount([leftCsv, rightCsv, truth, mergeOptions]) {
  const partner = new Map(truth);
  let firstSeconds = null;
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const result = await window.rowlink.merge(leftCsv, rightCsv, {
    on: ['name'],
    cardinality: '1:1',
    cache: false,
    ...mergeOptions,
    onProgress: ({ stage }) => {
      if (stage === 'candidates') firstSeconds ??= seconds();
    },
  });
  const total = seconds();
  let first = 0;
  let among = 0;
  for (const { left, right, rank } of result.candidates) {
    if (partner.get(left) !== right) continue;
    among++;
    if (rank === 1) first++;
  }
  const right = result.links.filter((link) => partner.get(link.left) === link.right).length;
  return {
    seconds: total,
    firstSeconds,
    timings: result.timings,
    candidates: result.candidates.length,
    recall1: first / truth.length,
    recall10: among / truth.length,
    f1: (2 * right) / (result.links.length + truth.length),
    model: result.model,
  };
}

const results = [];
for (const rows of values.rows.map(Number)) {
  const runs = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    const run = await matchOnce(rows);
    runs.push(run);
    const stages = STAGES.map((stage) => `${stage} ${(run.timings[stage] / 1000).toFixed(1)}`).join(', ');
    console.log(
      `${rows.toLocaleString('en-US').padStart(8)} rows a side: ${run.seconds.toFixed(1)} s (${stages}),`,
      `peak ${run.peakMiB === null ? 'unknown' : `${Math.round(run.peakMiB)} MiB`}, R@1 ${run.recall1.toFixed(3)}`,
    );
  }
  const middle = median(runs.map(({ seconds }) => seconds));
  const typical = runs.reduce((best, run) => (Math.abs(run.seconds - middle) < Math.abs(best.seconds - middle) ? run : best));
  const peaks = runs.map(({ peakMiB }) => peakMiB);
  results.push({ ...typical, seconds: middle, peakMiB: peaks.includes(null) ? null : Math.max(...peaks), rounds: runs.length });
}

const table = markdownTable(
  ['rows a side', 'seconds', ...STAGES.map((stage) => `${stage} s`), 'rows/s', 'peak MiB', 'R@1', 'R@10', 'F1 at default'],
  results.map((run) => [
    run.rows.toLocaleString('en-US'),
    run.seconds.toFixed(1),
    ...STAGES.map((stage) => (run.timings[stage] / 1000).toFixed(1)),
    Math.round((2 * run.rows) / run.seconds).toLocaleString('en-US'),
    run.peakMiB === null ? '–' : Math.round(run.peakMiB).toLocaleString('en-US'),
    run.recall1.toFixed(3),
    run.recall10.toFixed(3),
    run.f1.toFixed(3),
  ]),
);
console.log(`\n${table}`);
const machine = describeMachine();
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, options, results }, null, 2)}\n`);
if (values.plot) writeFileSync(values.plot, growthPlot(results));
if (values.markdown) {
  const note = machineSentence(machine, `npm run bench -- --growth${values.model ? ` --model ${values.model}` : ''}`);
  const place = values.plot && relative(dirname(values.markdown), values.plot).replaceAll('\\', '/');
  const picture = place ? `![Seconds and peak memory over rows a side](${place})\n\n` : '';
  writeSection(values.markdown, `growth${values.model ? `-${values.model}` : ''}`, `${table}\n\n${picture}${note}`);
}
