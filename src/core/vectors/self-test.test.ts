import { expect, it } from 'vitest';
import { agreesWithGolden } from './self-test';

const golden = [
  [1, 0, 0],
  [0.96, 0.28, 0],
  [0, 0, 1],
  [0, 0.28, 0.96],
];

it('takes the same vectors, and ones a little off', () => {
  expect(agreesWithGolden(golden, golden)).toBe(true);
  expect(
    agreesWithGolden(
      golden,
      golden.map(([x, y, z]) => Float32Array.of(x! + 0.02, y!, z! - 0.02)),
    ),
  ).toBe(true);
});

it.each([
  [
    'one that points elsewhere',
    [
      [1, 0, 0],
      [0.96, 0.28, 0],
      [0.3, 0, 0.9],
      [0, 0.28, 0.96],
    ],
  ],
  ['zeros', golden.map(() => [0, 0, 0])],
  ['what is no number', golden.map(() => [Number.NaN, 0, 0])],
])('does not take %s', (_, made) => {
  expect(agreesWithGolden(golden, made)).toBe(false);
});

it('does not take vectors that are close but rank another first', () => {
  const known = [
    [1, 0, 0],
    [0.8, 0.6, 0],
    [0.68, 0, 0.733],
  ];
  const made = [
    [1, 0, 0],
    [0.74, 0.6726, 0],
    [0.745, 0, 0.667],
  ];
  expect(agreesWithGolden(known, known)).toBe(true);
  expect(agreesWithGolden(known, made)).toBe(false);
});

it('takes vectors that are close where what ranks first was hardly nearer than the next', () => {
  const known = [
    [1, 0, 0],
    [0.999, 0.0447, 0],
    [0.9985, 0, 0.0548],
  ];
  const made = [
    [1, 0, 0],
    [0.9985, 0.0548, 0],
    [0.999, 0, 0.0447],
  ];
  expect(agreesWithGolden(known, made)).toBe(true);
});

it('takes one text alone by its vector', () => {
  expect(agreesWithGolden([[1, 0]], [[0.999, 0.0447]])).toBe(true);
  expect(agreesWithGolden([[1, 0]], [[0, 1]])).toBe(false);
});
