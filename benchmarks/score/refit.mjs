// Vectors, evidence, weights of the match score and F1 at the automatic threshold, of one model, by one command.
//   node benchmarks/score/refit.mjs --data DIR --model public/models/rowlink-small --work DIR [--task NAME …] [--python python3] [--no-fit]
// DIR of --work is the model's own: what is in it already is not made again, so a run that was stopped goes on. In it are
//   vectors/<task>.<table>.f32   row-major, by the page's own kernel and tokenizer (Unigram models; embed.py makes those of others)
//   whole/, half/                evidence of every task, and of the linkages with half of the right rows taken away that have a partner
//   match-score.json             weights fitted to all tasks, with the measures of weights that were fitted without each task printed
// Nothing of the project is changed: weights that are to ship are copied to src/core/candidates/score/match-score.json by hand, and
// scripts/cluster-definition.mjs and scripts/cluster-golden.mjs run after it. numpy and scipy are what the Python has to have.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { productCode } from '../product-code.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    model: { type: 'string' },
    work: { type: 'string' },
    task: { type: 'string', multiple: true, default: [] },
    python: { type: 'string', default: 'python3' },
    'no-fit': { type: 'boolean', default: false },
  },
});
const { data, model, work, python } = values;
if (!data || !model || !work || !existsSync(data) || !existsSync(model)) {
  console.error(
    'Say where tasks and model are, and where to work: node benchmarks/score/refit.mjs --data DIR --model DIR --work DIR',
  );
  process.exit(1);
}
const here = dirname(fileURLToPath(import.meta.url));
const { dumpTask, textsOfTask } = await productCode('benchmarks/score/dump-evidence.ts');
const kindOf = (task) => JSON.parse(readFileSync(join(data, task, 'task.json'), 'utf8')).kind;
const known = readdirSync(data).filter((task) => existsSync(join(data, task, 'task.json')));
// The truth of lt_company_clusters contradicts itself.
const tasks = (values.task.length > 0 ? values.task : known).filter(
  (task) => task !== 'lt_company_clusters' && kindOf(task) !== 'classify',
);
const [vectors, whole, half] = ['vectors', 'whole', 'half'].map((name) => join(work, name));

refuseOtherModel();
embed();
for (const task of tasks) {
  if (!existsSync(join(whole, `${task}.json`))) await dumpTask({ data, vectors, out: whole }, task);
  const isLinkage = ['link', 'aggregate'].includes(kindOf(task)) && !task.startsWith('lt_');
  if (isLinkage && !existsSync(join(half, `${task}.json`))) await dumpTask({ data, vectors, out: half, keep: 0.5 }, task);
}
run(python, [join(here, 'thresholds.py'), whole, half]);
if (!values['no-fit']) run(python, [join(here, 'fit.py'), whole, '--out', join(work, 'match-score.json')]);

function refuseOtherModel() {
  mkdirSync(work, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(model, 'manifest.json'), 'utf8'));
  const hash = manifest.files[manifest.weights].sha256;
  const noted = join(work, 'model.sha256');
  if (existsSync(noted) && readFileSync(noted, 'utf8').trim() !== hash) {
    console.error(`${work} holds work of another model: give an empty folder to --work, or remove it.`);
    process.exit(1);
  }
  writeFileSync(noted, `${hash}\n`);
}

/** Distinct texts of all tables that have no vectors yet, embedded at once. */
function embed() {
  mkdirSync(vectors, { recursive: true });
  const tables = tasks
    .flatMap((task) => Object.entries(textsOfTask(data, task)).map(([table, texts]) => ({ path: `${task}.${table}.f32`, texts })))
    .filter(({ path }) => !existsSync(join(vectors, path)));
  if (tables.length === 0) return;
  const numberOf = new Map();
  for (const { texts } of tables) for (const text of texts) if (!numberOf.has(text)) numberOf.set(text, numberOf.size);
  const list = join(work, 'texts.json');
  const made = join(work, 'texts.f32');
  writeFileSync(list, JSON.stringify([...numberOf.keys()]));
  console.log(`${numberOf.size} texts are embedded.`);
  run(process.execPath, [join(here, '..', 'encode-texts.mjs'), model, list, made]);
  const bytes = readFileSync(made);
  const size = bytes.length / numberOf.size;
  for (const { path, texts } of tables) {
    const own = texts.map((text) => bytes.subarray(numberOf.get(text) * size, (numberOf.get(text) + 1) * size));
    writeFileSync(join(vectors, path), Buffer.concat(own));
  }
  rmSync(list);
  rmSync(made);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw error ?? new Error(`${command} ${args[0]} ended with ${status}.`);
}
