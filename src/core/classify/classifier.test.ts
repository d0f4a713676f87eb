import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../evaluation/evaluation-fixture';
import { plainReport, readClassifier, toClassifier, weightsOf } from './classifier';
import { CLASSES, EXAMPLES, inputOf, KNOWN, QUIET } from './classify-fixture';
import { applyToRows, classifyRows } from './classify-rows';
import { MOST_LABELS, readLabels } from './read-labels';
import { trainClassifier } from './train-classifier';

const input = inputOf(KNOWN.map(({ text }) => text));

async function trained(views: 'both' | 'vectors' = 'both') {
  const settings = { classTexts: CLASSES.map(() => []), examples: EXAMPLES, views, folds: 3, seed: 1 };
  const { weights, temperature, report } = await trainClassifier(input, settings, QUIET);
  const base = { model: 'hash', sha256: 'ab', dimensions: input.vectors!.dimensions, adapter: null };
  const head = { name: 'things', createdAt: '2026-01-02T03:04:05.000Z', on: ['text'], labels: CLASSES, base };
  return { weights, temperature, classifier: toClassifier(head, weights, temperature, plainReport(report)) };
}

describe('Classifier', () => {
  it('is the same after it was written and read, and labels a new table as before', async () => {
    const { weights, temperature, classifier } = await trained();
    const file = JSON.stringify(classifier);
    const read = readClassifier(file);
    expect(read).toEqual(JSON.parse(file));
    expect(weightsOf(read)).toEqual(weights);
    const fresh = inputOf(['an apple and a plum', 'zinc, copper', 'the horse', '']);
    const known = { textOf: Uint32Array.of(2, 0, 1, 0xffffffff) };
    const again = await applyToRows(fresh, known, weightsOf(read), read.temperature, QUIET);
    expect([...again.label]).toEqual([2, 0, 1, -1]);
    expect(again).toEqual(await applyToRows(fresh, known, weights, temperature, QUIET));
    expect(again.order.length).toBe(3);
  });

  it('holds labels, but no word of a cell', async () => {
    const { classifier } = await trained();
    const file = JSON.stringify(classifier);
    for (const word of ['apple', 'copper', 'badger']) expect(file).not.toContain(word);
    expect(classifier.weights.terms).not.toBeNull();
    expect((await trained('vectors')).classifier.weights.terms).toBeNull();
  });

  it('is refused where it is not whole', async () => {
    const { classifier } = await trained('vectors');
    const file = JSON.stringify(classifier);
    for (const length of [0, 40, file.length - 1]) {
      expect(() => readClassifier(file.slice(0, length))).toThrow(expect.objectContaining({ code: 'classifier/broken' }));
    }
    const without = (part: object): unknown => ({ ...classifier, ...part });
    for (const part of [
      { labels: ['a'] },
      { temperature: 0 },
      { base: { model: 1 } },
      { weights: {} },
      { report: null },
      { format: 'x' },
    ]) {
      expect(() => readClassifier(without(part))).toThrow(expect.objectContaining({ code: 'classifier/broken' }));
    }
    expect(() => readClassifier(without({ version: 2 }))).toThrow(expect.objectContaining({ code: 'classifier/newer-version' }));
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(() => readClassifier(anything)).toThrow(expect.objectContaining({ code: 'classifier/broken' }));
      }),
      { seed: 6 },
    );
  });
});

describe('classifyRows', () => {
  it('tells rows with a known label as others teach it, and names wrong ones', async () => {
    const labelOf = Int32Array.from(KNOWN, ({ label }, row) => (row === 7 ? 2 : row % 8 === 0 ? -1 : label));
    const textOf = Uint32Array.from(KNOWN.keys());
    const settings = { textOf, labelOf, classTexts: [[], [], []], views: 'both', isHeldOut: true, folds: 6, seed: 1 } as const;
    const { label, probability, secondProbability, trained: found, order } = await classifyRows(input, settings, QUIET);
    expect(label[7]).toBe(KNOWN[7]!.label);
    expect(found?.suspects[0]).toMatchObject({ row: 7, predicted: KNOWN[7]!.label });
    expect([...order].sort((a, b) => a - b)).toEqual([...KNOWN.keys()]);
    expect([...order].every((row) => label[row] === KNOWN[row]!.label)).toBe(true);
    const margins = Array.from(order, (row) => probability[row]! - secondProbability[row]!);
    expect([...margins].sort((a, b) => a - b)).toEqual(margins);
  });
});

describe('readLabels', () => {
  const table = (cells: readonly string[]) =>
    tableOf(
      ['label'],
      cells.map((cell) => [cell]),
    );

  it('numbers labels by their letters; empty cells have none', () => {
    const { labels, labelOf } = readLabels(table(['b', ' a ', '', 'b']), 'label');
    expect(labels).toEqual(['a', 'b']);
    expect([...labelOf]).toEqual([1, 0, -1, 1]);
  });

  it('refuses columns that hold no categories', () => {
    expect(() => readLabels(table(['a', 'a', '']), 'label')).toThrow(
      expect.objectContaining({ code: 'classifier/too-few-labels' }),
    );
    const ids = Array.from({ length: MOST_LABELS + 1 }, (_, at) => `id ${at}`);
    expect(() => readLabels(table(ids), 'label')).toThrow(expect.objectContaining({ code: 'classifier/too-many-labels' }));
    expect(() => readLabels(table(['a', 'b']), 'other')).toThrow(expect.objectContaining({ code: 'input/unknown-column' }));
  });
});
