import { describe, expect, it } from 'vitest';
import { createRandom } from '../numerics/random';
import { type ColumnExamples, learnColumnWeights } from './column-weights';
import { DEFAULT_TUNING_OPTIONS } from './options';
import { createTrainer } from './trainer';
import { noisyTables } from './tuning-fixture';

const WORDS =
  'amber birch cedar delta ember fjord grove heron inlet jetty kayak larch maple north ocean pearl quartz river'.split(' ');

/**
 * Cells of four columns: partners agree in the first three in `first` of all cases, always in all three or in none, and in the fourth in
 * `last` of them. Evidence that counts the first three times over hides the fourth.
 */
function cellsOf(count: number, first: number, last: number): ColumnExamples['cells'] {
  const random = createRandom(3);
  const lot = (): string => WORDS[Math.floor(random.uniform() * 18)]!;
  const column = (share: number): ColumnExamples['cells'][number] => {
    const left = Array.from({ length: count }, lot);
    return { left, right: left.map((word) => (random.uniform() < share ? word : lot())) };
  };
  const thrice = column(first);
  return [thrice, thrice, thrice, column(last)];
}

function examplesOf(cells: ColumnExamples['cells']): ColumnExamples {
  const random = createRandom(4);
  const count = cells[0]!.left.length;
  const length = 20;
  const list = (row: number): number[] => [row, ...Array.from({ length: length - 1 }, (_, at) => (row + 1 + at * 7) % count)];
  return {
    cells,
    queries: Uint32Array.from({ length: count }, (_, row) => row),
    candidates: Uint32Array.from(Array.from({ length: count }, (_, row) => list(row)).flat()),
    length,
    cosines: Float32Array.from({ length: count * length }, () => 0.5 + 0.1 * random.normal()),
    isPartner: Uint8Array.from({ length: count * length }, (_, at) => (at % length === 0 ? 1 : 0)),
    entityOf: Int32Array.from({ length: count }, (_, row) => row),
    foldOf: Uint8Array.from({ length: count }, (_, row) => row % 5),
    folds: 5,
  };
}

describe('weights of columns', () => {
  it('rise for the column that is drowned out by others that say one thing', () => {
    const { weights, before, after } = learnColumnWeights(examplesOf(cellsOf(200, 0.6, 0.8)));
    expect(weights).toHaveLength(4);
    for (const other of weights!.slice(0, 3)) expect(weights![3]).toBeGreaterThan(other);
    expect(after).toBeGreaterThan(before);
    for (const weight of weights!) {
      expect(weight).toBeGreaterThanOrEqual(0);
      expect(weight).toBeLessThanOrEqual(5);
      expect(Math.abs(weight * 10 - Math.round(weight * 10))).toBeLessThan(1e-9);
    }
  });

  it('are none where no column tells anything, with one column, and with few records', () => {
    expect(learnColumnWeights(examplesOf(cellsOf(200, 0, 0))).weights).toBeNull();
    const telling = cellsOf(200, 0.6, 0.8);
    expect(learnColumnWeights(examplesOf(telling.slice(3))).weights).toBeNull();
    const few = telling.map(({ left, right }) => ({ left: left.slice(0, 15), right: right.slice(0, 15) }));
    expect(learnColumnWeights(examplesOf(few)).weights).toBeNull();
  });

  it('come with a training that is given cells', () => {
    const cells = cellsOf(200, 0.6, 0.8);
    const columns = {
      left: cells.map(
        ({ left }) =>
          (row: number) =>
            left[row]!,
      ),
      right: cells.map(
        ({ right }) =>
          (row: number) =>
            right[row]!,
      ),
    };
    const trainer = createTrainer({ ...noisyTables(200, 200), columns }, { ...DEFAULT_TUNING_OPTIONS, epochs: 2 });
    while (!trainer.step().isDone);
    const { weights } = trainer.finish().columns;
    expect(weights).toHaveLength(4);
    expect(weights![3]).toBeGreaterThan(weights![0]!);
  });
});
