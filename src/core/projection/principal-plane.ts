import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job, VectorSet } from '../model/types';

/** Points of a plane. */
export interface Plane {
  readonly x: Float32Array<ArrayBuffer>;
  readonly y: Float32Array<ArrayBuffer>;
}

/** Vectors whose spread tells the axes. */
const SAMPLE = 3000;
const ITERATIONS = 60;

/**
 * Every vector by its place along the two directions in which the vectors spread most (principal components, about their mean). Axes come
 * from at most 3,000 vectors, evenly taken, by orthogonal iteration on their covariance; each axis points to where its largest part is positive, so
 * that the plane is the same on every run. Cost O(3,000 · d² + n · d), d dimensions.
 *
 * @throws AppError `job/cancelled`
 */
export async function principalPlane({ data, dimensions: d }: VectorSet, job: Pick<Job, 'signal'>): Promise<Plane> {
  const count = data.length / d;
  const plane = { x: new Float32Array(count), y: new Float32Array(count) };
  if (count === 0) return plane;
  const pace = createPacer();
  const size = Math.min(SAMPLE, count);
  const mean = new Float64Array(d);
  const places = Uint32Array.from({ length: size }, (_, at) => Math.floor(((at + 0.5) * count) / size) * d);
  for (const from of places) for (let i = 0; i < d; i++) mean[i]! += data[from + i]! / size;
  const covariance = new Float64Array(d * d);
  const centred = new Float64Array(d);
  for (const from of places) {
    for (let i = 0; i < d; i++) centred[i] = data[from + i]! - mean[i]!;
    for (let i = 0; i < d; i++) {
      const own = centred[i]!;
      const row = i * d;
      for (let j = 0; j <= i; j++) covariance[row + j]! += own * centred[j]!;
    }
    const pause = pace();
    if (pause) await pause.then(() => throwIfCancelled(job.signal));
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) covariance[j * d + i] = covariance[i * d + j]!;
  const [first, second] = twoAxes(covariance, d);
  for (let at = 0; at < count; at++) {
    let x = 0;
    let y = 0;
    for (let i = 0, from = at * d; i < d; i++, from++) {
      const value = data[from]! - mean[i]!;
      x += value * first[i]!;
      y += value * second[i]!;
    }
    plane.x[at] = x;
    plane.y[at] = y;
    const pause = at % 256 === 0 ? pace() : null;
    if (pause) await pause.then(() => throwIfCancelled(job.signal));
  }
  return plane;
}

function twoAxes(covariance: Float64Array, d: number): readonly [Float64Array, Float64Array] {
  let first = Float64Array.from({ length: d }, (_, i) => 1 + (i % 7) / 7);
  let second = Float64Array.from({ length: d }, (_, i) => (i % 2 === 0 ? 1 : -1) + (i % 5) / 5);
  for (let turn = 0; turn < ITERATIONS; turn++) {
    first = unit(times(covariance, first, d));
    second = unit(without(times(covariance, second, d), first));
  }
  return [facing(first), facing(second)];
}

function times(matrix: Float64Array, vector: Float64Array, d: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(d);
  for (let i = 0; i < d; i++) {
    let sum = 0;
    for (let j = 0, at = i * d; j < d; j++, at++) sum += matrix[at]! * vector[j]!;
    out[i] = sum;
  }
  return out;
}

function without(vector: Float64Array<ArrayBuffer>, axis: Float64Array): Float64Array<ArrayBuffer> {
  let share = 0;
  for (let i = 0; i < axis.length; i++) share += vector[i]! * axis[i]!;
  return vector.map((value, i) => value - share * axis[i]!);
}

function unit(vector: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

function facing(axis: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const most = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return most < 0 ? axis.map((value) => -value) : axis;
}
