import { describe, expect, it } from 'vitest';
import { codesOf, collectWords } from './record-terms';

describe('codesOf', () => {
  it.each([
    ['Canon PSC-55 - 1588B001', ['psc55', '1588b001']],
    ['LC-37D44U/BK', ['37d44u', 'lc37d44ubk']],
    ['404/264-1163', ['4042641163']],
    ['1976-08-07', ['19760807']],
    ['No codes here', []],
    ['Top 10', []],
  ])('%s → %j', (text, codes) => expect(codesOf(text)).toEqual(codes));
});

describe('collectWords', () => {
  const { left, right, weight, isNumber } = collectWords({ left: ['acme ltd acme', 'zulu 12 SLT'], right: ['acme', ''] });

  it('has each word once, ascending, without the sound skeleton', () => {
    expect([...left.offsets]).toEqual([0, 2, 4]);
    expect([...left.terms]).toEqual([0, 1, 2, 3]);
    expect([...right.terms]).toEqual([0]);
    expect([...isNumber]).toEqual([0, 0, 0, 1]);
  });

  it('weighs rare words most and legal forms least', () => {
    expect(weight[2]).toBeGreaterThan(weight[0]!);
    expect(weight[1]).toBeLessThan(weight[0]!);
  });
});
