import { expect, it } from 'vitest';
import { applyDenseLayer } from './dense-layers';

const layer = (activation: 'identity' | 'tanh' | 'gelu' | 'relu') =>
  ({
    path: '',
    inputs: 1,
    outputs: 1,
    hasBias: true,
    activation,
    weights: Float32Array.of(1),
    biases: Float32Array.of(0),
  }) as const;
const values = Float32Array.of(-3, -1, -0.2, 0, 0.5, 2.5);

// Of torch 2.10.
it.each([
  ['gelu', [-0.00405, -0.158655, -0.084148, 0, 0.345731, 2.484476]],
  ['tanh', [-0.995055, -0.761594, -0.197375, 0, 0.462117, 0.986614]],
  ['relu', [0, 0, 0, 0, 0.5, 2.5]],
  ['identity', [...values]],
] as const)('%s', (activation, expected) => {
  [...applyDenseLayer(layer(activation), values)].forEach((value, at) => {
    expect(value).toBeCloseTo(expected[at]!, 5);
  });
});

it('multiplies rows by a matrix of outputs × inputs, and adds what is to be added', () => {
  const made = applyDenseLayer(
    {
      ...layer('identity'),
      inputs: 2,
      outputs: 3,
      weights: Float32Array.of(1, 2, 3, 4, 5, 6),
      biases: Float32Array.of(1, 0, -1),
    },
    Float32Array.of(1, 1, 2, -1),
  );
  expect([...made]).toEqual([4, 7, 10, 1, 2, 3]);
});
