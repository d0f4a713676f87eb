import { expect, it } from 'vitest';
import { matchCertainty, saidKind } from './said';

const yes = (confidence: number) => ({ isMatch: true, confidence, reason: '' });
const no = (confidence: number) => ({ isMatch: false, confidence, reason: '' });

it.each([
  [[no(0.9), yes(0.85)], 'match'],
  [[no(0.9), yes(0.5)], 'unsure'],
  [[no(0.9), no(0.95)], 'none'],
  [[no(0.9), no(0.3)], 'unsure'],
] as const)('%j is %s', (judged, kind) => expect(saidKind(judged)).toBe(kind));

it('puts the surest match before a doubtful one, and that before none', () => {
  const rows = [[no(0.99)], [yes(0.6), no(1)], [no(0.2)], [yes(0.9), yes(0.7)]];
  expect(rows.map(matchCertainty)).toEqual([-0.99, 0.6, -0.2, 0.9]);
});
