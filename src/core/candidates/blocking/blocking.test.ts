import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockingRule } from '../../model/settings';
import { type BlockPlan, planBlocks } from './blocking';
import { foldKey, prefixOf } from './blocking-keys';

const exact: BlockingRule = { left: 'a', right: 'b', key: 'exact' };
const prefix = (length: number): BlockingRule => ({ ...exact, key: 'prefix', length });
const range = (tolerance: number): BlockingRule => ({ ...exact, key: 'numeric-range', tolerance });

const pairsOf = (plan: BlockPlan): string[] =>
  plan.blocks
    .flatMap(({ left, right }) => [...left].flatMap((l) => [...right].filter((r) => plan.allows(l, r)).map((r) => `${l}-${r}`)))
    .sort();

/** Straight from the definition, for plain cells: lower case words and whole numbers. */
function pairsByDefinition(
  left: readonly (readonly string[])[],
  right: readonly (readonly string[])[],
  rules: readonly BlockingRule[],
): string[] {
  const meets = (rule: BlockingRule, a: string, b: string): boolean => {
    if (a.trim() === '' || b.trim() === '') return false;
    if (rule.key === 'numeric-range') return Math.abs(Number(a) - Number(b)) <= rule.tolerance!;
    const length = rule.key === 'prefix' ? rule.length! : undefined;
    return a.trim().toLowerCase().slice(0, length) === b.trim().toLowerCase().slice(0, length);
  };
  return left[0]!
    .flatMap((_, l) =>
      right[0]!
        .map((_, r) => r)
        .filter((r) => rules.every((rule, at) => meets(rule, left[at]![l]!, right[at]![r]!)))
        .map((r) => `${l}-${r}`),
    )
    .sort();
}

const word = fc.constantFrom('', ' ', 'ab', 'AB ', 'abc', 'abd', 'b', 'xyz');
const figure = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 30 }).map(String), weight: 6 },
  { arbitrary: fc.constantFrom('', '1e2', 'none'), weight: 1 },
);
const rule = fc.oneof(fc.constant(exact), fc.integer({ min: 1, max: 3 }).map(prefix), fc.integer({ min: 0, max: 9 }).map(range));
const tables = fc.array(rule, { minLength: 1, maxLength: 5 }).chain((rules) => {
  const side = fc
    .integer({ min: 0, max: 60 })
    .chain((rows) =>
      fc.tuple(
        ...rules.map(({ key }) => fc.array(key === 'numeric-range' ? figure : word, { minLength: rows, maxLength: rows })),
      ),
    );
  return fc.record({ rules: fc.constant(rules), left: side, right: side });
});

const SECONDS = 30_000;

describe('planBlocks', () => {
  it('lets exactly the pairs meet that every rule lets meet', () => {
    fc.assert(
      fc.property(tables, ({ rules, left, right }) => {
        const plan = planBlocks(left, right, rules);
        const expected = pairsByDefinition(left, right, rules);
        expect(pairsOf(plan)).toEqual(expected);
        expect(plan.pairCount).toBe(expected.length);
        expect(plan.allPairs).toBe(left[0]!.length * right[0]!.length);
      }),
      { seed: 11, numRuns: 250 },
    );
  });

  it('accounts for every row: in a pair, with an empty key, or without a partner', () => {
    fc.assert(
      fc.property(tables, ({ rules, left, right }) => {
        const plan = planBlocks(left, right, rules);
        const pairs = pairsOf(plan).map((pair) => pair.split('-').map(Number));
        for (const [at, side, cells] of [
          [0, 'left', left],
          [1, 'right', right],
        ] as const) {
          const paired = new Set(pairs.map((pair) => pair[at]!));
          const { emptyKeys, unpairedRows, unpaired } = plan;
          const all = [...paired, ...emptyKeys[side], ...unpairedRows[side]].sort((a, b) => a - b);
          expect(all).toEqual(cells[0]!.map((_, row) => row));
          expect(unpaired[side]).toBe(unpairedRows[side].length);
          const isEmpty = (row: number): boolean =>
            rules.some(({ key }, index) => {
              const cell = cells[index]![row]!.trim();
              return cell === '' || (key === 'numeric-range' && cell === 'none');
            });
          expect([...emptyKeys[side]]).toEqual(cells[0]!.map((_, row) => row).filter(isEmpty));
        }
      }),
      { seed: 12, numRuns: 120 },
    );
  });

  it('has every left row in at most one block, ascending, and blocks by first row', () => {
    fc.assert(
      fc.property(tables, ({ rules, left, right }) => {
        const { blocks, largestBlock, blockCount } = planBlocks(left, right, rules);
        const lefts = blocks.flatMap((block) => [...block.left]);
        expect(new Set(lefts).size).toBe(lefts.length);
        for (const { left: l, right: r } of blocks) {
          expect(l).toEqual(l.slice().sort());
          expect(r).toEqual(r.slice().sort());
          expect(l.length * r.length).toBeGreaterThan(0);
          expect(l.length * r.length).toBeLessThanOrEqual(largestBlock);
        }
        expect(blockCount).toBe(blocks.length);
        expect(blocks.map((block) => block.left[0])).toEqual(blocks.map((block) => block.left[0]!).sort((a, b) => a - b));
      }),
      { seed: 13, numRuns: 120 },
    );
  });

  it('does not depend on the order of rows or rules', () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.nat(1000)), ({ rules, left, right }, dice) => {
        const order = left[0]!.map((_, row) => ({ row, at: dice.next().value as number }));
        order.sort((a, b) => a.at - b.at);
        const shuffled = left.map((column) => order.map(({ row }) => column[row]!));
        const before = planBlocks(left, right, rules);
        const after = planBlocks(shuffled.toReversed(), right.toReversed(), rules.toReversed());
        const renamed = pairsOf(after).map((pair) => {
          const [l, r] = pair.split('-');
          return `${order[Number(l)]!.row}-${r}`;
        });
        expect(renamed.sort()).toEqual(pairsOf(before));
        expect([after.pairCount, after.emptyKeys.right, after.unpaired]).toEqual([
          before.pairCount,
          before.emptyKeys.right,
          before.unpaired,
        ]);
      }),
      { seed: 14, numRuns: 120 },
    );
  });

  it('counts a table against itself without a row beside itself, each pair once', () => {
    const own = [['x', 'X', 'y', '', 'x ']];
    const plan = planBlocks(own, own, [exact]);
    expect(plan).toMatchObject({ pairCount: 3, allPairs: 10, unpaired: { left: 1, right: 1 } });
    expect([...plan.unpairedRows.left]).toEqual([2]);
    expect([...plan.emptyKeys.right]).toEqual([3]);
    expect(pairsOf(plan)).toEqual(['0-1', '0-4', '1-0', '1-4', '4-0', '4-1']);
    const years = [['2000', '2001', '2003']];
    expect(planBlocks(years, years, [range(1)]).pairCount).toBe(1);
  });

  it('takes a tolerance as people write it, in several notations, and reports what is no number', () => {
    const plan = planBlocks([['1.1', '1.234,5 €', 'n/a', '']], [['1.0', '1234', '7']], [range(0.5)]);
    expect(pairsOf(plan)).toEqual(['0-0', '1-1']);
    expect(planBlocks([['1.1']], [['1.0']], [range(0.1)]).pairCount).toBe(1);
    expect(plan.unreadable).toEqual({ left: 1, right: 0 });
    expect([...plan.emptyKeys.left]).toEqual([2, 3]);
    expect(plan.shareWithoutPartner.left).toBe(0.5);
  });

  it('cuts off what the keys cut off', () => {
    const plan = planBlocks([['a', 'b', 'c']], [['a', 'a', 'b', 'z']], [exact]);
    expect(plan).toMatchObject({ pairCount: 3, allPairs: 12, shareCut: 0.75, largestBlock: 2, isExact: true });
  });

  it.each([
    [[]],
    [[prefix(0)]],
    [[prefix(1.5)]],
    [[range(-1)]],
    [[range(Number.NaN)]],
    [[range(Number.POSITIVE_INFINITY)]],
    [[{ ...exact, key: 'soundex' as never }]],
  ])('refuses %j', (rules) => {
    expect(() => planBlocks([['a']], [['a']], rules)).toThrow(
      expect.objectContaining({ code: 'input/invalid-option', params: { option: 'blocking' } }),
    );
  });

  it(
    'plans 100,000 x 100,000 rows with 20,000 keys without comparing them',
    () => {
      const rows = 100_000;
      const cells = (step: number): string[] => Array.from({ length: rows }, (_, row) => `key ${(row * step) % 20_000}`);
      const years = (step: number): string[] => Array.from({ length: rows }, (_, row) => String(1900 + ((row * step) % 120)));
      const plan = planBlocks([cells(7), years(11)], [cells(3), years(13)], [exact, range(2)]);
      const wide = planBlocks([years(7), years(11)], [years(3), years(17)], [range(40), range(30)]);
      expect(plan.pairCount).toBeLessThanOrEqual(500_000);
      expect(wide.pairCount).toBeGreaterThan(100_000_000);
    },
    SECONDS,
  );
});

describe('keys', () => {
  it.each([
    ['  Straße \t 5 ', 'strasse 5'],
    ['STRASSE 5', 'strasse 5'],
    ['Ａｂ１', 'ab1'],
    ['co\u00adop', 'coop'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['\u00a0', ''],
  ])('folds %j to %j', (cell, key) => {
    expect(foldKey(cell)).toBe(key);
  });

  it('cuts prefixes between characters', () => {
    expect(prefixOf('𠮷野家', 1)).toBe('𠮷');
    expect(prefixOf('ab', 5)).toBe('ab');
  });
});
