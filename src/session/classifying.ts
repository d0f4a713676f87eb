import { type Classifier, type ClassifierBase, toClassifier, weightsOf } from '../core/classify/classifier';
import type { ClassifiedRows, RowClasses } from '../core/classify/classify-rows';
import type { NamedClass } from '../core/classify/stored-sorting';
import type { ClassifierViews } from '../core/classify/train';
import { AppError } from '../core/model/errors';
import type { ScoreKind } from '../core/model/settings';
import type { Dataset } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import type { GivenVectors } from '../rpc/protocol';
import { copyColumns } from './handing-over';
import { embedTexts, inWorker, type JudgeHooks, type JudgeSettings, textsOf } from './judging';
import { modelHash } from './models/model-places';

/** A row whose category a person has told. */
export interface LabelledRow {
  readonly row: number;
  readonly label: string;
}

export interface ClassPlan {
  /** Columns whose text is read. */
  readonly on: readonly string[];
  /** Labels of examples and of the column that are not among them are added. */
  readonly classes: readonly NamedClass[];
  /** Column with labels, filled in some rows or all. */
  readonly labelColumn: string | null;
  /** They count before what the column says. */
  readonly examples: readonly LabelledRow[];
  /** Rows whose label is known are told as a classifier tells them that has not seen them. */
  readonly isHeldOut: boolean;
  readonly folds: number;
  readonly seed: number;
}

export interface Classification<Rows extends RowClasses = ClassifiedRows> {
  /** What numbers in `rows` and `known` stand for. */
  readonly labels: readonly string[];
  readonly rows: Rows;
  /** Row → what the column or a person says; −1 for nothing. */
  readonly known: Int32Array;
  readonly base: ClassifierBase | null;
}

/**
 * Gives every row of a table a category, in workers.
 *
 * @throws AppError `classifier/…`, `input/unknown-column`, `job/cancelled`, and as `embedSides`
 */
export async function classifyTable(
  table: Dataset,
  plan: ClassPlan,
  settings: JudgeSettings,
  hooks: JudgeHooks,
): Promise<Classification> {
  const { labels, known } = await knownLabels(table, plan, hooks);
  const [composed] = await textsOf(table, [plan.on], hooks);
  const { texts, textOf } = composed!;
  const descriptionsOf = new Map(plan.classes.map(({ name, descriptions }) => [name, descriptions]));
  const own: string[] = [];
  const classTexts = labels.map((label) =>
    [label, ...(descriptionsOf.get(label) ?? [])].map((text) => texts.length + own.push(text) - 1),
  );
  const vectors = await embedTexts(texts, own, settings, hooks);
  const base = await baseOf(vectors, settings);
  const request = {
    texts: [...texts, ...own],
    ...vectors,
    textOf,
    labelOf: known,
    classTexts,
    views: VIEWS[settings.score],
    isHeldOut: plan.isHeldOut,
    folds: plan.folds,
    seed: plan.seed,
  };
  const rows = await inWorker(hooks, (worker, options) => worker.call('classify', request, options));
  return { labels, rows, known, base };
}

/**
 * Gives every row of a table a category by a classifier that was trained before.
 *
 * @throws AppError `classifier/other-model` where its model is not the one that is here, and as `classifyTable`
 */
export async function applyToTable(
  table: Dataset,
  on: readonly string[],
  classifier: Classifier,
  hooks: JudgeHooks,
  useCache = true,
): Promise<Classification<RowClasses>> {
  const { base, labels, temperature } = classifier;
  const weights = weightsOf(classifier);
  if (base) await requireModel(base);
  const [composed] = await textsOf(table, [on], hooks);
  const { texts, textOf } = composed!;
  const settings: JudgeSettings = base
    ? { score: 'dense', model: base.model, adapter: base.adapter, useCache }
    : { score: 'lexical', model: '', useCache };
  const vectors = await embedTexts(texts, [], settings, hooks);
  const known = new Int32Array(table.rowCount).fill(-1);
  const request = { texts, ...vectors, textOf, weights, temperature };
  const rows = await inWorker(hooks, (worker, options) => worker.call('applyClassifier', request, options));
  return { labels, rows, known, base };
}

/** What was trained, as an object and a file. Null where nothing was. @param createdAt ISO 8601 */
export function classifierOf(
  { labels, rows: { trained }, base }: Classification,
  on: readonly string[],
  name: string,
  createdAt: string,
): Classifier | null {
  if (!trained) return null;
  return toClassifier({ name, createdAt, on, labels, base }, trained.weights, trained.temperature, trained.report);
}

const VIEWS: Readonly<Record<ScoreKind, ClassifierViews>> = { hybrid: 'both', dense: 'vectors', lexical: 'letters' };

/** Categories, typed ones first, and what is known of the rows. */
async function knownLabels(table: Dataset, { classes, labelColumn, examples }: ClassPlan, hooks: JudgeHooks) {
  const read = labelColumn === null ? null : await labelsOf(table, labelColumn, hooks);
  const named = classes.map(({ name }) => name);
  const labels = [...new Set([...named, ...(read?.labels ?? []), ...examples.map(({ label }) => label).sort()])];
  if (labels.length === 0) throw new AppError('input/invalid-option', { option: 'labels' });
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  const places = read?.labels.map((label) => placeOf.get(label)!) ?? [];
  const known = read ? read.labelOf.map((place) => (place < 0 ? -1 : places[place]!)) : new Int32Array(table.rowCount).fill(-1);
  for (const { row, label } of examples) known[row] = placeOf.get(label)!;
  return { labels, known };
}

async function labelsOf(dataset: Dataset, column: string, hooks: JudgeHooks) {
  const table = await copyColumns(dataset, [column]);
  const transfer = buffersOf(table);
  return inWorker({ ...hooks, onProgress: () => {} }, (worker, options) =>
    worker.call('readLabels', { table, column }, { ...options, transfer }),
  );
}

async function baseOf({ shards, adapter }: GivenVectors, { model }: JudgeSettings): Promise<ClassifierBase | null> {
  const dimensions = shards[0]?.dimensions;
  return dimensions ? { model, sha256: await hashOf(model), dimensions, adapter: adapter?.id ?? null } : null;
}

/** null for models that are not here, such as those of an endpoint. */
const hashOf = (model: string): Promise<string | null> => modelHash(model).catch(() => null);

async function requireModel({ model, sha256 }: ClassifierBase): Promise<void> {
  const here = await hashOf(model);
  if (sha256 !== null && here !== sha256) throw new AppError('classifier/other-model', { model });
}
