import { seededRandom } from '../bench/company-names.mjs';
import { accuracyOfLabels, macroF1 } from './label-metrics.mjs';
import { requireMethod } from './require-method.mjs';

const FOLDS = 10;

/**
 * Classification: `classifyRows` with examples. Where the folder has a train and a test split, examples are the one and rows to
 * label the other; else ten folds, each labelled with the rest as examples. Seconds are those of one call with all rows.
 *
 * `recall1` is the accuracy (the first label is the right one), `f1AtDefault` the macro-F1.
 */
export async function measureClassify(page, task, options) {
  await requireMethod(page, 'classifyRows');
  const { records, on, labels, splits } = task;
  const known = labels.flatMap((label, row) => (label === null ? [] : [row]));
  const hasSplits = ['train', 'test'].every((split) => known.some((row) => splits[row] === split));
  const folds = hasSplits
    ? [{ examples: known.filter((row) => splits[row] === 'train'), asked: known.filter((row) => splits[row] === 'test') }]
    : dealFolds(known);
  const found = [];
  const truth = [];
  let first = null;
  for (const { examples, asked } of folds) {
    const given = examples.map((row) => ({ row, label: labels[row] }));
    const answer = await classify(page, records, { on, ...options, cache: true, examples: given });
    first ??= answer;
    for (const row of asked) {
      found.push(answer.labels[row]);
      truth.push(labels[row]);
    }
  }
  const accuracy = accuracyOfLabels(found, truth);
  const f1 = macroF1(found, truth);
  return {
    recall1: accuracy,
    f1AtDefault: f1,
    seconds: first.seconds,
    settings: { ...first.settings, examples: hasSplits ? 'split=train' : `${folds.length} folds` },
    accuracy,
    macroF1: f1,
    rowsMeasured: truth.length,
    timings: first.timings,
  };
}

/** Rows in a seeded order, dealt in turn: every row is asked for once. */
function dealFolds(rows) {
  const random = seededRandom(1);
  const order = rows.map((row) => ({ row, at: random() })).sort((a, b) => a.at - b.at);
  const count = Math.min(FOLDS, rows.length);
  return Array.from({ length: count }, (_, fold) => ({
    examples: order.filter((__, place) => place % count !== fold).map(({ row }) => row),
    asked: order.filter((__, place) => place % count === fold).map(({ row }) => row),
  }));
}

function classify(page, records, options) {
  return page.evaluate(
    async ([table, classifyOptions]) => {
      const started = performance.now();
      const result = await window.rowlink.classifyRows(table, classifyOptions);
      const { examples, ...rest } = classifyOptions;
      const { timings, settings = rest } = result;
      return { labels: [...result.labels], timings, settings, seconds: (timings?.total ?? performance.now() - started) / 1000 };
    },
    [records, options],
  );
}
