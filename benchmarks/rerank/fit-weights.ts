import { choiceLoss, fitReranker } from '../../src/core/candidates/rerank/fit-reranker';
import { RERANK_FEATURES } from '../../src/core/candidates/rerank/gather-features';
import { SHIPPED_RERANKER, weightsFor } from '../../src/core/candidates/rerank/reranker';
import { kindOf, listTasks, readLinkageTask } from '../task.mjs';
import { choiceLists } from './choice-lists';
import { type GatheredTask, gatherTask, WIDTH } from './gather-task';
import { type LearnedFigures, learnTask } from './learn-task';
import { measureTask, rerank, type TaskFigures } from './measure-task';

/** Left records that are answered where what answers teach is measured. */
const ANSWERS = [50, 200];
/** How far weights may be from 0: see `fitReranker`; lists weigh 1 together. */
const TRUST = 150;
/** Tasks of one source, which do not measure each other. */
const SOURCES = [/^hpo_/, /^cities_/, /^dbp15k_/, /^lt_/];
/** Toys teach, and are measured, but are too small to count in a mean. */
const isToy = (name: string): boolean => name.startsWith('lt_');

const areRelated = (one: string, other: string): boolean =>
  one === other || SOURCES.some((source) => source.test(one) && source.test(other));

export interface FitOptions {
  readonly data: string;
  /** Folder of vectors by model. */
  readonly vectors: readonly (readonly [model: string, folder: string])[];
  readonly tasks: readonly string[];
  readonly seeds: number;
  readonly say: (line: string) => void;
}

export interface HeldOut {
  readonly task: GatheredTask;
  readonly before: TaskFigures;
  /** Mean over seeds. */
  readonly after: TaskFigures;
  /** With the weights that are shipped, which have seen the task. */
  readonly shipped: TaskFigures;
  /** Standard deviation of recall over seeds. */
  readonly spread: number;
}

/** Measures every task with weights fitted on the tasks of all other sources with vectors of the same model, and fits weights to all. */
export async function fitWeights({ data, vectors, tasks: named, seeds, say }: FitOptions) {
  const gathered: GatheredTask[] = [];
  for (const name of named.length > 0 ? named : listTasks(data)) {
    if (!['link', 'aggregate'].includes(kindOf(data, name).kind ?? '')) continue;
    for (const [model, folder] of vectors) {
      const task = await gatherTask(readLinkageTask(data, name), model, folder);
      if (!task) continue;
      gathered.push(task);
      const near = task.isNear.reduce((sum, one) => sum + one, 0);
      say(`${name} ${model}: ${task.pool.right.length} pairs, ${near} within reach, judged in ${Math.round(task.judgeMs)} ms`);
    }
  }
  const weightsOf = (tasks: readonly GatheredTask[], seed: number): Float64Array =>
    fitReranker(choiceLists(tasks, seed), new Float64Array(WIDTH), TRUST);
  const found: HeldOut[] = [];
  for (const task of gathered) {
    const others = gathered.filter(({ name, model }) => model === task.model && !areRelated(name, task.name));
    const before = measureTask(task, task.logits);
    const each = Array.from({ length: seeds }, (_, seed) => measureTask(task, rerank(task, weightsOf(others, seed + 1))));
    const after = meanFigures(each);
    const spread = Math.sqrt(each.reduce((sum, { recall }) => sum + (recall - after.recall) ** 2, 0) / seeds);
    const shipped = measureTask(task, rerank(task, weightsFor(SHIPPED_RERANKER, task.model)));
    found.push({ task, before, after, shipped, spread });
    say(JSON.stringify({ task: task.name, model: task.model, before, after, shipped, spread }));
  }
  const fitted = vectors.map(([model]) => {
    const own = gathered.filter((task) => task.model === model);
    const all = Array.from({ length: seeds }, (_, seed) => weightsOf(own, seed + 1));
    const weights = RERANK_FEATURES.map((feature, at) => [feature, all.reduce((sum, one) => sum + one[at]!, 0) / seeds] as const);
    const losses = [new Float64Array(WIDTH), all[0]!].map((one) => choiceLoss(choiceLists(own, 1), one));
    return { model, weights: Object.fromEntries(weights), losses };
  });
  const learned = gathered.flatMap((task) =>
    ANSWERS.flatMap((answers) => {
      if (task.counts.left < 2 * answers) return [];
      const each = Array.from({ length: seeds }, (_, seed) => learnTask(task, answers, seed + 1)).filter((one) => one !== null);
      return each.length === 0 ? [] : [{ task: task.name, model: task.model, answers, ...meanLearned(each) }];
    }),
  );
  return { learned, found, counted: found.filter(({ task }) => !isToy(task.name)), fitted };
}

function meanLearned(each: readonly LearnedFigures[]): LearnedFigures {
  const mean = (of: keyof LearnedFigures): number => each.reduce((sum, one) => sum + one[of], 0) / each.length;
  return {
    program: mean('program'),
    shipped: mean('shipped'),
    refit: mean('refit'),
    reranked: mean('reranked'),
    isBetter: mean('isBetter'),
  };
}

export function meanFigures(figures: readonly TaskFigures[]): TaskFigures {
  const mean = (of: keyof TaskFigures): number => figures.reduce((sum, one) => sum + one[of], 0) / figures.length;
  return { recall: mean('recall'), bestF1: mean('bestF1'), autoF1: mean('autoF1'), error: mean('error') };
}
