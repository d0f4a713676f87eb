import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLASSES, inputOf, QUIET as job, KNOWN as made } from './classify-fixture';
import { classifyTexts } from './classify-texts';
import type { ClassExample } from './examples';

const SETTINGS = { folds: 5, seed: 1, views: 'both', isHeldOut: false } as const;

interface Known {
  readonly text: string;
  readonly label: number;
}

async function classify(rows: readonly Known[], examples: readonly ClassExample[], withVectors = true) {
  const texts = [...rows.map(({ text }) => text), ...CLASSES];
  const classTexts = CLASSES.map((_, c) => [rows.length + c]);
  return classifyTexts(inputOf(texts, withVectors), { ...SETTINGS, classTexts, examples, count: rows.length }, job);
}

const everyThird = (rows: readonly Known[]): ClassExample[] =>
  rows.flatMap(({ label }, text) => (text % 3 === 0 ? [{ text, label }] : []));

describe('classifyTexts', () => {
  it.each([true, false])('learns classes that words tell apart (vectors: %s)', async (withVectors) => {
    const { label, probability } = await classify(made, everyThird(made), withVectors);
    expect([...label]).toEqual(made.map((row) => row.label));
    expect(Math.min(...probability)).toBeGreaterThan(1 / 3);
    expect(Math.max(...probability)).toBeLessThanOrEqual(1);
  });

  it('gives the same answer again, and for any order of rows and examples', async () => {
    const first = await classify(made, everyThird(made));
    expect(await classify(made, everyThird(made))).toEqual(first);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...made.keys()], { minLength: made.length }), async (order) => {
        const rows = order.map((at) => made[at]!);
        const examples = order.flatMap((at, text) => (at % 3 === 0 ? [{ text, label: made[at]!.label }] : []));
        const { label, probability } = await classify(rows, examples);
        order.forEach((at, text) => {
          expect([label[text], probability[text]]).toEqual([first.label[at], first.probability[at]]);
        });
      }),
      { numRuns: 8, seed: 4 },
    );
  });

  it('takes the most similar class name without examples, and for a class without one', async () => {
    const rows = [
      { text: 'fruits', label: 0 },
      { text: 'metals and metal', label: 1 },
      { text: 'an animal', label: 2 },
    ];
    expect([...(await classify(rows, [], false)).label]).toEqual([0, 1, 2]);
    const known = [
      { text: 'apple pear', label: 0 },
      { text: 'plum apple', label: 0 },
      { text: 'animal', label: 2 },
    ];
    const { label } = await classify(known, [{ text: 0, label: 0 }], false);
    expect([...label]).toEqual([0, 0, 2]);
  });

  it('is calibrated: labels by chance are told with little certainty', async () => {
    const noise = made.map((row, at) => ({ ...row, label: (Math.floor(at / 3) * 5) % 3 }));
    const { probability } = await classify(noise, everyThird(noise));
    const held = [...probability].filter((_, at) => at % 3 !== 0);
    expect(held.reduce((sum, value) => sum + value, 0) / held.length).toBeLessThan(0.6);
  });

  it('stops when asked', async () => {
    const stopped = { ...job, signal: AbortSignal.abort() };
    const input = { texts: ['a', 'b', 'a', 'b'], vectors: null };
    const settings = { ...SETTINGS, classTexts: [[2], [3]], examples: [{ text: 0, label: 0 }], count: 2 };
    await expect(classifyTexts(input, settings, stopped)).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});
