import type { VectorSet } from '../src/core/model/types';
import { hasKernel } from '../src/core/vectors/kernels';
import { type NearestOptions, nearestBothSides } from '../src/core/vectors/nearest';
import { clusteredSet } from '../src/core/vectors/nearest-fixture';
import { defineBench } from './harness/bench';

const DIMENSIONS = 384;

/**
 * Exact top 10 of both sides by every kernel; `pairs` are counted. Real vectors with `--data DIR --set left=FILE --set right=FILE`
 * (float32, row-major, 384 a row), else seeded clusters. `--set rows=N` a side, `--set only=int8,float32`, `--set kRight=0` for the left side alone.
 */
export default defineBench({
  title: 'Exact top 10 of both sides',
  unit: 'pairs',
  rounds: 3,
  async prepare({ number, text, data, log }) {
    const rows = number('rows', 5000);
    const load = async (side: 'left' | 'right'): Promise<VectorSet> => {
      const file = text(side, '');
      if (!data || !file) return clusteredSet(rows, DIMENSIONS, side === 'left' ? 1 : 2, 3, 400);
      const all = new Float32Array(await (await fetch(`${data}${file}`)).arrayBuffer());
      return { model: 'm', dimensions: DIMENSIONS, data: all.slice(0, rows * DIMENSIONS) };
    };
    const left = await load('left');
    const right = await load('right');
    const wanted = number('k', 10);
    const k = { left: wanted, right: number('kRight', wanted) };
    const job = { signal: new AbortController().signal, progress: () => {} };
    const chosen = text('only', 'float32,int16,int8-widened,int8').split(',') as NonNullable<NearestOptions['precision']>[];
    const usable = chosen.filter((precision) => precision === 'plain' || hasKernel(precision));
    if (usable.length < chosen.length) log(`without ${chosen.filter((one) => !usable.includes(one)).join(', ')}`);
    const pairs = (left.data.length / DIMENSIONS) * (right.data.length / DIMENSIONS);
    const answers = new Map<string, Uint32Array>();
    /** As new ones: nothing that a search before them has prepared is used. */
    const afresh = (set: VectorSet): VectorSet => ({ ...set, data: set.data.subarray(0) });
    const search = (precision: (typeof usable)[number]) => async (): Promise<void> => {
      const { left: found } = await nearestBothSides(afresh(left), afresh(right), k, job, { precision });
      answers.set(precision, found.index);
    };
    return {
      count: pairs,
      variants: Object.fromEntries(usable.map((precision) => [precision, search(precision)])),
      figures: () => {
        const [exact, ...others] = usable.map((precision) => answers.get(precision)!);
        const differing = others.map((found) => found.filter((index, at) => index !== exact![at]).length);
        return Object.fromEntries(
          differing.map((count, at) => [`places of ${usable[at + 1]} unlike those of ${usable[0]}`, count]),
        );
      },
    };
  },
});
