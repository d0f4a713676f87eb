// Whole matches of company names, ours in headless Chromium beside what users would run instead, in turn within one run.
//   npm run bench -- --peers [--rows 5000] [--threads 1 --threads 2] [--rounds 3] [--model ID …] [--peer METHOD …]
//     [--environment DIR] [--json FILE] [--markdown FILE] [--no-build | --app DIR]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { acceptGreedily, bestF1, f1Of, pairKey } from '../../benchmarks/metrics.mjs';
import { markdownTable, writeSection } from '../../scripts/docs-section.mjs';
import { ROOT } from '../../scripts/tools.mjs';
import { APP_OPTIONS, builtApp } from '../built-app.mjs';
import { openSite } from '../built-site.mjs';
import { companyNames, toCsv } from '../company-names.mjs';
import { describeMachine, machineSentence } from '../machine.mjs';
import { median } from '../median.mjs';
import { cpuSeconds, processesBelow } from '../processes.mjs';
import { accuracyOf } from './accuracy.mjs';
import { ensurePeers } from './environment.mjs';
import { matchInPage } from './page-match.mjs';
import { startPeer } from './peer-process.mjs';

const { values } = parseArgs({
  options: {
    peers: { type: 'boolean' },
    rows: { type: 'string', default: '5000' },
    threads: { type: 'string', multiple: true, default: ['1', '2'] },
    rounds: { type: 'string', default: '3' },
    model: { type: 'string', multiple: true },
    peer: { type: 'string', multiple: true, default: ['linktransformer', 'rapidfuzz', 'fingerprint'] },
    environment: { type: 'string', default: join(ROOT, '.cache', 'peers', 'venv') },
    json: { type: 'string' },
    markdown: { type: 'string' },
    ...APP_OPTIONS,
  },
});
const rows = Number(values.rows);
const rounds = Math.max(3, Number(values.rounds));
const folder = join(ROOT, '.cache', 'peers');
mkdirSync(folder, { recursive: true });
const dist = builtApp(values);
const python = ensurePeers(values.environment);

const { left, right, truth } = companyNames(rows);
const wanted = new Set(truth.map(([leftRow, rightRow]) => pairKey(leftRow, rightRow)));
const leftFile = join(folder, 'left.csv');
const rightFile = join(folder, 'right.csv');
writeFileSync(leftFile, toCsv(left, 'l'));
writeFileSync(rightFile, toCsv(right, 'r'));
const tables = [readFileSync(leftFile, 'utf8'), readFileSync(rightFile, 'utf8')];
const SHIPPED = ['rowlink-small', 'rowlink-instant'];
const models = values.model ?? SHIPPED.filter((model) => existsSync(join(dist, 'models', model, 'manifest.json')));

/** A program that can match again and again: `match` answers with seconds, and accuracy where it was asked for. */
async function openPeer(method, threads) {
  const peer = await startPeer(python, { method, left: leftFile, right: rightFile, threads });
  const note = `imports ${peer.importSeconds.toFixed(1)} s, not counted`;
  return {
    note,
    runs: [
      {
        name: method,
        match: async () => {
          const { seconds, cpuSeconds, found } = await peer.match();
          const pairs = found.flatMap(([row, score], at) => (row === null ? [] : [{ left: at, right: row, score }]));
          return { seconds, cpuSeconds, accuracy: { ...accuracyOf(pairs, truth), f1AsGiven: f1Of(pairs, wanted, 0).f1 } };
        },
      },
    ],
    close: () => peer.stop(),
  };
}

/** Seconds on processors of every process of the browsers of this run; idle ones add nothing. */
const browserCpu = () => processesBelow(process.pid, 'chrom').reduce((sum, pid) => sum + cpuSeconds(pid), 0);

/** Cold: a profile of its own for each run. Warm: the same match once more in that profile, its vectors in the cache. */
async function openOurs(model, threads) {
  const site = await openSite(dist, { cores: threads });
  let page = null;
  const match = async (isCold) => {
    if (isCold || page === null) {
      await page?.context().close();
      page = await site.newPage();
      if (!isCold) await matchInPage(page, ...tables, { model, workers: threads });
    }
    const cpuBefore = browserCpu();
    const found = await matchInPage(page, ...tables, { model, workers: threads });
    const cpuSeconds = browserCpu() - cpuBefore;
    const candidates = found.candidates.map(([l, r, score]) => ({ left: l, right: r, score }));
    const own = accuracyOf(found.first, truth);
    const accuracy = {
      ...own,
      bestF1OneToOne: Math.max(own.bestF1OneToOne, bestF1(acceptGreedily(candidates, '1:1'), wanted).f1),
      f1AsGiven: f1Of(found.links, wanted, 0).f1,
    };
    return { seconds: found.seconds, cpuSeconds, accuracy, timings: found.timings, model: found.model };
  };
  return {
    note: '',
    runs: [
      { name: `${model}, cold`, match: () => match(true) },
      { name: `${model}, warm`, match: () => match(false) },
    ],
    close: () => site.close(),
  };
}

async function compare(threads) {
  console.log(`\n${rows} x ${rows} names, ${threads} thread${threads === 1 ? '' : 's'} each, ${rounds} rounds in turn`);
  const programs = [];
  const measured = new Map();
  try {
    for (const method of values.peer) programs.push(await openPeer(method, threads));
    for (const model of models) programs.push(await openOurs(model, threads));
    for (const { note, runs } of programs)
      for (const { name } of runs) measured.set(name, { name, note, seconds: [], cpuSeconds: [] });
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < programs.length; turn++) {
        for (const { name, match } of programs[(turn + round) % programs.length].runs) {
          const { seconds, cpuSeconds: onCpu, ...rest } = await match();
          const run = Object.assign(measured.get(name), rest);
          run.seconds.push(seconds);
          run.cpuSeconds.push(onCpu);
          console.log(`  ${name.padEnd(28)} ${seconds.toFixed(2)} s, ${onCpu.toFixed(2)} s on processors`);
        }
      }
    }
  } finally {
    for (const program of programs) await program.close();
  }
  const [reference] = values.peer;
  const base = measured.get(reference);
  return [...measured.values()].map((run) => ({
    threads,
    ...run,
    medianSeconds: median(run.seconds),
    timesFaster: median(run.seconds.map((seconds, round) => base.seconds[round] / seconds)),
    timesLessCpu: median(run.cpuSeconds.map((seconds, round) => base.cpuSeconds[round] / seconds)),
  }));
}

const three = (value) => value.toFixed(3);
const tableRows = (results) =>
  results.map(({ name, threads, medianSeconds, seconds, timesFaster, timesLessCpu, cpuSeconds: onCpu, accuracy }) => [
    name,
    String(threads),
    medianSeconds.toFixed(2),
    `${Math.min(...seconds).toFixed(2)} – ${Math.max(...seconds).toFixed(2)}`,
    `${timesFaster.toFixed(2)}×`,
    median(onCpu).toFixed(2),
    `${timesLessCpu.toFixed(2)}×`,
    three(accuracy.recall1),
    three(accuracy.bestF1),
    three(accuracy.bestF1OneToOne),
    three(accuracy.f1AsGiven),
  ]);

const results = [];
for (const threads of values.threads.map(Number)) results.push(...(await compare(threads)));
const headers = [
  'program',
  'threads',
  'median s',
  'min – max',
  `against ${values.peer[0]}`,
  'processor s',
  'against',
  'R@1',
  'best F1',
  'best F1, 1:1',
  'F1 as given',
];
const table = markdownTable(headers, tableRows(results));
console.log(`\n${table}`);
const machine = describeMachine();
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows, rounds, results }, null, 2)}\n`);
if (values.markdown) {
  const sentence = machineSentence(machine, `npm run bench -- --peers --rows ${rows}`);
  writeSection(values.markdown, 'peers', `${table}\n\n${sentence}`);
}
