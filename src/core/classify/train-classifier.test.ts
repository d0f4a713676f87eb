import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLASSES, EXAMPLES, inputOf, KNOWN, QUIET } from './classify-fixture';
import { assignFolds, sampleExamples } from './examples';
import { type TrainSettings, trainClassifier } from './train-classifier';

const input = inputOf(KNOWN.map(({ text }) => text));
const SETTINGS: TrainSettings = { classTexts: CLASSES.map(() => []), examples: EXAMPLES, views: 'both', folds: 6, seed: 3 };

describe('trainClassifier', () => {
  it('measures every example once, by classifiers that have not seen it', async () => {
    const { report, heldOut, suspects } = await trainClassifier(input, SETTINGS, QUIET);
    expect(report).toMatchObject({ examples: 72, offered: 72, folds: 6, seed: 3 });
    expect(report.accuracy.value).toBeGreaterThan(0.95);
    expect([...report.confusion].reduce((sum, count) => sum + count, 0)).toBe(72);
    expect(report.abstention[0]).toMatchObject({ threshold: 0, coverage: 1, accuracy: report.accuracy });
    for (let row = 0; row < 72; row++) {
      expect(heldOut.subarray(row * 3, row * 3 + 3).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    }
    expect(suspects.length).toBeLessThan(4);
  });

  it('tells chance where labels are chance, however well it fits them', async () => {
    const chance = EXAMPLES.map(({ text }) => ({ text, label: (text * 7) % 3 }));
    const { report } = await trainClassifier(input, { ...SETTINGS, examples: chance }, QUIET);
    expect(report.accuracy.value).toBeLessThan(0.6);
    expect(report.calibrationError).toBeLessThan(0.25);
  });

  it('lists labels that were swapped before all others', async () => {
    const swapped = EXAMPLES.map((example) =>
      example.text % 24 === 5 ? { ...example, label: (example.label + 1) % 3 } : example,
    );
    const { suspects, examples } = await trainClassifier(input, { ...SETTINGS, examples: swapped }, QUIET);
    const first = suspects.slice(0, 3).map(({ example }) => examples[example]!.text);
    expect(first.sort((a, b) => a - b)).toEqual([5, 29, 53]);
  });

  it('gives the same for any order of examples, and other folds for another seed', async () => {
    const one = await trainClassifier(input, SETTINGS, QUIET);
    const turned = await trainClassifier(input, { ...SETTINGS, examples: [...EXAMPLES].reverse() }, QUIET);
    expect(turned.weights).toEqual(one.weights);
    expect(turned.temperature).toBeCloseTo(one.temperature, 9);
    expect(turned.report.confusion).toEqual(one.report.confusion);
    const texts = input.texts;
    expect(assignFolds(EXAMPLES, texts, 3, 6, 3)).not.toEqual(assignFolds(EXAMPLES, texts, 3, 6, 4));
  });

  it('holds n-grams, vectors or both, as it is asked to', async () => {
    const letters = await trainClassifier(input, { ...SETTINGS, views: 'letters', folds: 2 }, QUIET);
    expect(letters.weights).toMatchObject({ dimensions: 0, vector: new Float32Array() });
    const vectors = await trainClassifier(input, { ...SETTINGS, views: 'vectors', folds: 2 }, QUIET);
    expect(vectors.weights.terms).toBeNull();
    expect(vectors.weights.vector.length).toBe(3 * input.vectors!.dimensions);
  });

  it('has no figures from one example alone', async () => {
    const { report } = await trainClassifier(input, { ...SETTINGS, examples: [EXAMPLES[0]!] }, QUIET);
    expect(report.folds).toBe(0);
  });

  it('stops when asked', async () => {
    await expect(trainClassifier(input, SETTINGS, { ...QUIET, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'job/cancelled',
    });
  });
});

describe('assignFolds', () => {
  it('keeps equal texts together and classes in their shares', () => {
    const examples = fc.array(fc.record({ text: fc.nat(20), label: fc.nat(2) }), { minLength: 1, maxLength: 80 });
    const texts = Array.from({ length: 21 }, (_, at) => `t${at}`);
    fc.assert(
      fc.property(examples, fc.integer({ min: 2, max: 5 }), fc.nat(), (given, parts, seed) => {
        const fold = assignFolds(given, texts, 3, parts, seed);
        const partOf = new Map<number, number>();
        given.forEach(({ text }, at) => {
          expect(fold[at]).toBeLessThan(parts);
          expect(partOf.get(text) ?? fold[at]).toBe(fold[at]);
          partOf.set(text, fold[at]!);
        });
        const sizes = Array.from({ length: parts }, (_, part) => [...partOf.values()].filter((own) => own === part).length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { seed: 5 },
    );
  });
});

describe('sampleExamples', () => {
  it('keeps shares of classes, and one of each', () => {
    const many = Array.from({ length: 900 }, (_, text) => ({ text, label: text === 0 ? 2 : text % 3 === 1 ? 1 : 0 }));
    const texts = many.map(({ text }) => `t${text}`);
    const sample = sampleExamples(many, texts, 90, 1);
    const counts = [0, 1, 2].map((label) => sample.filter((example) => example.label === label).length);
    expect(counts).toEqual([59, 30, 1]);
    expect(sampleExamples([...many].reverse(), texts, 90, 1)).toEqual(sample);
    expect(sampleExamples(many, texts, 900, 1)).toBe(many);
  });
});
