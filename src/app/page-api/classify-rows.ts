import { readClassifier } from '../../core/classify/classifier';
import type { RowClasses } from '../../core/classify/classify-rows';
import type { NamedClass } from '../../core/classify/stored-sorting';
import { AppError } from '../../core/model/errors';
import {
  applyToTable,
  type Classification,
  type ClassPlan,
  classifierOf,
  classifyTable,
  type LabelledRow,
} from '../../session/classifying';
import type { ClassifyOptions, Rowlink } from './contract';
import { readJudgeOptions, required } from './judge-rows';
import { columnNames, invalid } from './match-options';
import { toDataset } from './table-input';

/** Folds by which probabilities are calibrated, and those by which a classifier is measured. */
const QUICK_FOLDS = 5;
const FOLDS = 10;
const MOST_FOLDS = 50;

/** See {@link Rowlink.classifyRows}. */
export async function classifyRows(
  ...[table, options]: Parameters<Rowlink['classifyRows']>
): ReturnType<Rowlink['classifyRows']> {
  const { settings, hooks } = readJudgeOptions(options);
  const abstainBelow = share(options?.abstainBelow ?? 0, 'abstainBelow');
  if (options?.classifier !== undefined) {
    const classifier = readClassifier(await textOf(options.classifier));
    if (options.labels ?? options.examples ?? options.labelColumn) throw invalid('classifier');
    if (options.model !== undefined && settings.model !== classifier.base?.model) {
      throw new AppError('classifier/other-model', { model: classifier.base?.model ?? '' });
    }
    const dataset = await toDataset(table, 'left', hooks.signal);
    const on = columnNames(options.on, 'on') ?? classifier.on;
    return toAnswer(await applyToTable(dataset, on, classifier, hooks, settings.useCache), abstainBelow);
  }
  const on = required(options?.on, 'on');
  const classes = readClasses(options.labels ?? []);
  const labelColumn = readColumn(options.labelColumn);
  const dataset = await toDataset(table, 'left', hooks.signal);
  const examples = readExamples(options.examples ?? [], dataset.rowCount);
  if (classes.length + examples.length === 0 && labelColumn === null) throw invalid('labels');
  const isHeldOut = labelColumn !== null;
  const folds = readFolds(options.folds ?? (isHeldOut ? FOLDS : QUICK_FOLDS));
  const plan: ClassPlan = { on, classes, labelColumn, examples, isHeldOut, folds, seed: readSeed(options.seed) };
  return toAnswer(await classifyTable(dataset, plan, settings, hooks), abstainBelow);
}

/** See {@link Rowlink.trainClfModel}. */
export async function trainClfModel(
  ...[table, options]: Parameters<Rowlink['trainClfModel']>
): ReturnType<Rowlink['trainClfModel']> {
  const { settings, hooks } = readJudgeOptions(options);
  const on = required(options?.on, 'on');
  const classes = readClasses(options.labels ?? []);
  const labelColumn = readColumn(options.labelColumn);
  const dataset = await toDataset(table, 'left', hooks.signal);
  const examples = readExamples(options.examples ?? [], dataset.rowCount);
  if (labelColumn === null && examples.length === 0) throw invalid('labelColumn');
  const plan: ClassPlan = {
    on,
    classes,
    labelColumn,
    examples,
    isHeldOut: true,
    folds: readFolds(options.folds ?? FOLDS),
    seed: readSeed(options.seed),
  };
  const found = await classifyTable(dataset, plan, settings, hooks);
  const name = options.name ?? labelColumn ?? on.join(', ');
  if (typeof name !== 'string') throw invalid('name');
  const { trained } = found.rows;
  const classifier = classifierOf(found, on, name, new Date().toISOString());
  if (!trained || !classifier) throw new AppError('classifier/too-few-labels', { column: labelColumn ?? '', labels: 0 });
  const labelAt = (place: number): string => found.labels[place]!;
  const { classes: figures, ...report } = trained.report;
  return {
    classifier,
    report: {
      ...report,
      classes: figures.map((figure, place) => ({ label: labelAt(place), ...figure })),
      suspects: trained.suspects.map(({ row, predicted, probability }) => ({
        row,
        given: labelAt(found.known[row]!),
        predicted: labelAt(predicted),
        probability,
      })),
    },
  };
}

function toAnswer({ labels, rows, known }: Classification<RowClasses>, abstainBelow: number) {
  const named = (place: number): string => labels[place] ?? '';
  return {
    labels: Array.from(rows.label, (place, row) => (rows.probability[row]! < abstainBelow ? '' : named(place))),
    probabilities: Array.from(rows.probability),
    suggestions: Array.from(rows.label, named),
    given: Array.from(known, named),
    classes: labels,
  };
}

/** A classifier itself, or the text of its file. */
const textOf = async (given: ClassifyOptions['classifier']): Promise<unknown> => (given instanceof Blob ? given.text() : given);

function readClasses(labels: NonNullable<ClassifyOptions['labels']>): NamedClass[] {
  if (!Array.isArray(labels)) throw invalid('labels');
  const byName = new Map<string, string[]>();
  for (const label of labels as readonly unknown[]) {
    const { name, description = [] } = typeof label === 'string' ? { name: label } : asRecord(label);
    const descriptions = Array.isArray(description) ? description : [description];
    if (!isText(name) || !descriptions.every(isText)) throw invalid('labels');
    byName.set(name, [...(byName.get(name) ?? []), ...(descriptions as string[])]);
  }
  return [...byName].map(([name, descriptions]) => ({ name, descriptions }));
}

function asRecord(value: unknown): { readonly name?: unknown; readonly description?: unknown } {
  if (typeof value !== 'object' || value === null) throw invalid('labels');
  return value;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

function readExamples(examples: unknown, rowCount: number): LabelledRow[] {
  if (!Array.isArray(examples)) throw invalid('examples');
  return examples.map(({ row, label }: { row: unknown; label: unknown }) => {
    const isRow = typeof row === 'number' && Number.isInteger(row) && row >= 0 && row < rowCount;
    if (!isRow || !isText(label)) throw invalid('examples');
    return { row, label };
  });
}

function readColumn(column: unknown): string | null {
  if (column === undefined || column === null) return null;
  if (typeof column !== 'string') throw invalid('labelColumn');
  return column;
}

function readFolds(folds: number): number {
  if (!Number.isInteger(folds) || folds < 2 || folds > MOST_FOLDS) throw invalid('folds');
  return folds;
}

function readSeed(seed = 1): number {
  if (!Number.isInteger(seed)) throw invalid('seed');
  return seed;
}

function share(value: unknown, option: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) throw invalid(option);
  return value;
}
