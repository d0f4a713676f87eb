import { expect, it } from 'vitest';
import { workersFor } from './workers-for';

const sized = (size: number) => {
  const blob = new Blob();
  Object.defineProperty(blob, 'size', { value: size });
  return { model: 'm', modelRoot: '', files: { 'onnx/model.onnx': blob } };
};

it.each([
  ['beside the page', { model: 'm', modelRoot: '/' }, 4],
  ['of 23 MB', sized(23e6), 4],
  ['of 279 MB', sized(279e6), 2],
  ['of 470 MB', sized(470e6), 1],
  ['of 1.7 GB', sized(1.7e9), 1],
])('a model %s', (_, address, expected) => expect(workersFor(address, 4)).toBe(expected));
