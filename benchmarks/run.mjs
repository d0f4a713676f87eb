// Accuracy: the built app in a headless Chromium, through the page API, over task folders.
//   npm run benchmark -- --data DIR [--task NAME …] [--json FILE] [--markdown FILE] [--baselines FILE] [--ablation]
//     [--score hybrid|dense|lexical] [--model ID] [--device auto|wasm|webgpu] [--without GROUP …] [--k NUMBER] [--no-build | --app DIR]
import { existsSync, writeFileSync } from 'node:fs';
import { builtApp } from '../bench/built-app.mjs';
import { openSite } from '../bench/built-site.mjs';
import { describeMachine, machineSentence } from '../bench/machine.mjs';
import { writeSection } from '../scripts/docs-section.mjs';
import { ABLATED, VARIANTS } from './ablation.mjs';
import { readBaselines } from './baselines.mjs';
import { failedTask, measureTask } from './measure.mjs';
import { commandWithoutPaths, readOptions } from './options.mjs';
import { consoleHeading, consoleLine, markdownOfAblation, markdownOfTasks } from './report.mjs';
import { kindOf, listTasks, readTask } from './task.mjs';

const { data, tasks, json, markdown, baselines, isAblation, app, pageOptions, chromium, error } = readOptions(
  process.argv.slice(2),
);
if (error !== null || !existsSync(data)) {
  console.error(error ?? `There is no folder ${data}.`);
  process.exit(1);
}
const known = listTasks(data);
if (known.length === 0) {
  console.error(`${data} holds no task: a folder with task.json for each.`);
  process.exit(1);
}
const dist = builtApp(app);

/** A task of the command line, read; what cannot be read or measured is told and left out. @returns {object | null} */
function open(name, results) {
  try {
    if (!known.includes(name)) throw new Error(`There is no folder ${name} with task.json; there are ${known.join(', ')}.`);
    const { kind, word } = kindOf(data, name);
    if (kind === null) {
      console.log(`${name.padEnd(24)} skipped: there is no way to measure a task of the kind “${word}”.`);
      return null;
    }
    const task = readTask(data, name);
    for (const warning of task.warnings) console.log(`${name.padEnd(24)} note: ${warning}`);
    return task;
  } catch (thrown) {
    fail(name, null, thrown, results);
    return null;
  }
}

function fail(name, kind, thrown, results) {
  const [reason] = thrown.message.split('\n');
  console.error(`${name.padEnd(24)} failed: ${reason}`);
  results.push(failedTask(name, kind, reason));
  process.exitCode = 1;
}

async function measure(page, task, options, results) {
  try {
    const result = { ...(await measureTask(page, task, options)), languages: task.languages };
    results.push(result);
    console.log(consoleLine(result));
  } catch (thrown) {
    fail(task.name, task.kind, thrown, results);
  }
}

const site = await openSite(dist, { args: chromium });
const results = [];
const variants = VARIANTS.map(({ name, options }) => ({ name, options, results: [] }));
try {
  console.log(consoleHeading());
  for (const name of tasks ?? known) {
    const task = open(name, results);
    if (task === null || (isAblation && !ABLATED.includes(task.kind))) continue;
    // A profile of its own for each task: nothing cached, and a page that ran out of memory takes no other with it.
    const page = await site.newPage();
    if (!isAblation) await measure(page, task, pageOptions, results);
    for (const variant of isAblation ? variants : []) {
      console.log(`${variant.name}:`);
      await measure(page, task, { ...pageOptions, ...variant.options, cache: true }, variant.results);
    }
    await page.context().close();
  }
} finally {
  await site.close();
}

if (json) {
  const content = isAblation
    ? variants.map(({ name, options, results: measured }) => ({ name, options, results: measured }))
    : results;
  writeFileSync(json, `${JSON.stringify(content, null, 2)}\n`);
}
if (markdown) {
  const note = machineSentence(describeMachine(), commandWithoutPaths(process.argv.slice(2)));
  const model = typeof pageOptions.model === 'string' ? `-${pageOptions.model}` : '';
  const content = isAblation
    ? markdownOfAblation(variants, readBaselines(baselines))
    : markdownOfTasks(results, readBaselines(baselines));
  const score = pageOptions.score && pageOptions.score !== 'hybrid' ? `-${pageOptions.score}` : '';
  writeSection(markdown, `${isAblation ? 'ablation' : 'accuracy'}${score}${model}`, `${content}\n\n${note}`);
}
