import { bestThreshold, f1At } from './label-metrics.mjs';
import { requireMethod } from './require-method.mjs';

/**
 * Labelled pairs: `evaluatePairs` scores one table with a pair a row; F1 on `split=test` at the threshold that is best on the
 * other splits. Without a test split all pairs are measured, without others the threshold is chosen on what is measured.
 * Where there is a `train` split, `learned` is F1 on test of the score that these pairs teach, at the threshold that is best on the
 * rest (`valid`).
 */
export async function measurePairs(page, task, options) {
  await requireMethod(page, 'evaluatePairs');
  const { left, right, pairs, leftOn, rightOn } = task;
  const places = (table, names) => names.map((name) => table.columns.indexOf(name));
  const leftAt = places(left, leftOn);
  const rightAt = places(right, rightOn);
  const named = { leftOn: leftOn.map((name) => `left: ${name}`), rightOn: rightOn.map((name) => `right: ${name}`) };
  const table = {
    columns: [...named.leftOn, ...named.rightOn],
    rows: pairs.map((pair) => [
      ...leftAt.map((at) => left.rows[pair.left][at]),
      ...rightAt.map((at) => right.rows[pair.right][at]),
    ]),
  };
  const found = await page.evaluate(
    async ([asked, evaluateOptions]) => {
      const started = performance.now();
      const result = await window.rowlink.evaluatePairs(asked, evaluateOptions);
      const { threshold, timings, settings = evaluateOptions } = result;
      const seconds = (timings?.total ?? performance.now() - started) / 1000;
      return { scores: [...result.scores], threshold, timings, settings, seconds };
    },
    [table, { ...named, cache: false, ...options }],
  );
  const scored = pairs.map(({ isMatch, split }, at) => ({ score: found.scores[at], isMatch, split }));
  const hasTest = scored.some(({ split }) => split === 'test');
  const measured = hasTest ? scored.filter(({ split }) => split === 'test') : scored;
  const others = hasTest ? scored.filter(({ split }) => split !== 'test') : [];
  const chosenOn = others.length > 0 ? others : measured;
  const { threshold } = bestThreshold(chosenOn);
  return {
    learned: hasTest ? await measureLearned(page, { table, named, pairs, options }) : null,
    bestF1: f1At(measured, threshold),
    bestThreshold: threshold,
    f1AtDefault: typeof found.threshold === 'number' ? f1At(measured, found.threshold) : null,
    seconds: found.seconds,
    settings: { ...found.settings, thresholdChosenOn: others.length > 0 ? 'the other splits' : 'the measured pairs' },
    defaultThreshold: found.threshold ?? null,
    pairs: measured.length,
    timings: found.timings,
  };
}

async function measureLearned(page, { table, named, pairs, options }) {
  const examples = pairs.flatMap(({ isMatch, split }, row) => (split === 'train' ? [{ row, isMatch }] : []));
  if (examples.length === 0) return null;
  const { scores, learned } = await page.evaluate(
    ([asked, evaluateOptions]) => window.rowlink.evaluatePairs(asked, evaluateOptions),
    [table, { ...named, cache: false, ...options, examples }],
  );
  const scored = pairs.map(({ isMatch, split }, at) => ({ score: scores[at], isMatch, split }));
  const valid = scored.filter(({ split }) => split !== 'test' && split !== 'train');
  const { threshold } = bestThreshold(valid.length > 0 ? valid : scored.filter(({ split }) => split === 'train'));
  const test = scored.filter(({ split }) => split === 'test');
  return { f1: f1At(test, threshold), threshold, ...learned };
}
