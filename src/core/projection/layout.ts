import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job } from '../model/types';
import type { NeighbourGraph } from './neighbour-graph';
import type { Plane } from './principal-plane';

/** A layout that gets better the longer it runs. */
export interface Layout {
  /** Changes in place. */
  readonly plane: Plane;
  readonly epochs: number;
  /** Epochs that were run. */
  done(): number;
  /** Runs until `epochs` are done or `milliseconds` have passed. @throws AppError `job/cancelled` */
  run(milliseconds: number, job: Pick<Job, 'signal'>): Promise<void>;
}

/** Shape of the attraction 1 / (1 + A · distance²). */
const A = 1.6;
/** Records that are pushed away for each pull. Twice as many as usual: more neighbours are kept (docs/methods.md). */
const PUSHES = 10;
const MOST_STEP = 4;
const START_WIDTH = 10;

/**
 * Moves the records so that those which belong together lie together, and others apart: the stochastic descent of UMAP (McInnes, Healy,
 * Melville, 2018, algorithm 5) with its exponent b at 1, so that only sums, products and quotients are taken and a seed gives the same map
 * on every machine. Cost of an epoch O(edges), memory 40 bytes an edge.
 *
 * @param start where the records lie before, any scale; those that coincide are put apart a little
 * @param epochs default: 500 for up to 5,000 records, down to 200 from 20,000 on
 */
export function createLayout(
  graph: NeighbourGraph,
  start: Plane,
  seed: number,
  epochs = Math.round(Math.max(200, Math.min(500, 500 - (graph.count - 5000) / 50))),
): Layout {
  const { count } = graph;
  const random = createIntegers(seed);
  const plane = spreadStart(start, random);
  const { from, to, every } = timetable(graph, epochs);
  const due = every.slice();
  const pushEvery = every.map((gap) => gap / PUSHES);
  const pushDue = pushEvery.slice();
  let done = 0;

  const runEpoch = (): void => {
    const { x, y } = plane;
    const epoch = done + 1;
    const rate = 1 - done / epochs;
    for (let edge = 0; edge < from.length; edge++) {
      if (due[edge]! > epoch) continue;
      const a = from[edge]!;
      const b = to[edge]!;
      let dx = x[a]! - x[b]!;
      let dy = y[a]! - y[b]!;
      const square = dx * dx + dy * dy;
      const pull = ((-2 * A) / (1 + A * square)) * rate;
      const stepX = within(pull * dx, rate);
      const stepY = within(pull * dy, rate);
      x[a]! += stepX;
      y[a]! += stepY;
      x[b]! -= stepX;
      y[b]! -= stepY;
      due[edge]! += every[edge]!;
      const pushes = Math.floor((epoch - pushDue[edge]!) / pushEvery[edge]!);
      for (let push = 0; push < pushes; push++) {
        const other = random() % count;
        if (other === a) continue;
        dx = x[a]! - x[other]!;
        dy = y[a]! - y[other]!;
        const apart = dx * dx + dy * dy;
        const force = (2 / ((0.001 + apart) * (1 + A * apart))) * rate;
        x[a]! += apart > 0 ? within(force * dx, rate) : MOST_STEP * rate;
        y[a]! += apart > 0 ? within(force * dy, rate) : MOST_STEP * rate;
      }
      pushDue[edge]! += pushes * pushEvery[edge]!;
    }
    done++;
  };

  return {
    plane,
    epochs,
    done: () => done,
    async run(milliseconds, job) {
      const until = performance.now() + milliseconds;
      const pace = createPacer();
      while (done < epochs && performance.now() < until) {
        runEpoch();
        const pause = pace();
        if (pause) await pause.then(() => throwIfCancelled(job.signal));
      }
    },
  };
}

const within = (step: number, rate: number): number => Math.max(-MOST_STEP * rate, Math.min(MOST_STEP * rate, step));

/** Edges that act at all, and the epochs from one action to the next: the heaviest acts in each. */
function timetable({ from, to, weight }: NeighbourGraph, epochs: number) {
  const most = weight.reduce((best, value) => Math.max(best, value), 0);
  const kept = [...weight.keys()].filter((edge) => weight[edge]! * epochs >= most);
  return {
    from: Uint32Array.from(kept, (edge) => from[edge]!),
    to: Uint32Array.from(kept, (edge) => to[edge]!),
    every: Float64Array.from(kept, (edge) => most / weight[edge]!),
  };
}

/** The start about its middle, on the scale on which the forces act, nobody exactly on another. */
function spreadStart({ x, y }: Plane, random: () => number): Plane {
  const middle = (values: Float32Array): number => values.reduce((sum, value) => sum + value / values.length, 0);
  const [mx, my] = [middle(x), middle(y)];
  let far = 0;
  for (let at = 0; at < x.length; at++) far = Math.max(far, Math.abs(x[at]! - mx), Math.abs(y[at]! - my));
  const scale = far > 0 ? START_WIDTH / far : 0;
  const noise = (): number => (random() / 2 ** 32 - 0.5) * 1e-2;
  const moved = (values: Float32Array, mean: number) => Float32Array.from(values, (value) => (value - mean) * scale + noise());
  return { x: moved(x, mx), y: moved(y, my) };
}

/** Whole numbers of 32 bits (Marsaglia, Xorshift RNGs, 2003). */
function createIntegers(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
