import { describe, expect, it } from 'vitest';
import { comparedColumns, nextPair, pairsOf } from './column-pairs';

describe('column pairs', () => {
  it('pads the shorter side', () => {
    expect(pairsOf({ left: ['a', 'b'], right: ['x'] })).toEqual([
      { left: 'a', right: 'x' },
      { left: 'b', right: null },
    ]);
  });

  it('keeps pairs together when a line before them stands alone', () => {
    const on = comparedColumns([
      { left: 'a', right: null },
      { left: 'b', right: 'y' },
    ]);
    expect(on).toEqual({ left: ['b', 'a'], right: ['y'] });
    expect(comparedColumns(pairsOf(on))).toEqual(on);
  });

  it('offers columns of the same name before others, and none when one side is used up', () => {
    expect(nextPair([], ['id', 'Name'], ['name', 'code'])).toEqual({ left: 'Name', right: 'name' });
    expect(nextPair([{ left: 'Name', right: 'name' }], ['id', 'Name'], ['name', 'code'])).toEqual({ left: 'id', right: 'code' });
    expect(nextPair([{ left: 'id', right: 'name' }], ['id', '__proto__'], ['name'])).toBeNull();
  });
});
