import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockingRule } from '../../model/settings';
import { planBlocks } from './blocking';
import { createRuleCheck } from './rule-between';

const RULES: readonly BlockingRule[] = [
  { left: 'city', right: 'city', key: 'exact' },
  { left: 'name', right: 'name', key: 'prefix', length: 2 },
  { left: 'year', right: 'year', key: 'numeric-range', tolerance: 3 },
];

describe('createRuleCheck', () => {
  it('says that rows may meet exactly where the plan does', () => {
    const cells = [
      fc.constantFrom('Oslo', 'oslo ', 'Bergen', ''),
      fc.constantFrom('Acme', 'ACE', 'Beta', '', 'a'),
      fc.constantFrom('1990', '1993', '1,994', 'about 1990', '', '-'),
    ];
    const side = fc.array(fc.tuple(...cells), { minLength: 1, maxLength: 5 });
    const columnsOf = (rows: readonly (readonly string[])[]) => RULES.map((_, rule) => rows.map((row) => row[rule]!));
    fc.assert(
      fc.property(side, side, (one, other) => {
        const [left, right] = [columnsOf(one), columnsOf(other)];
        const plan = planBlocks(left, right, RULES);
        const check = createRuleCheck(left, right, RULES);
        for (const i of one.keys()) for (const j of other.keys()) expect(check(i, j) === null).toBe(plan.allows(i, j));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('names the first rule and what is in both cells', () => {
    const check = createRuleCheck(
      [['Oslo'], ['Acme'], ['1990']],
      [
        ['Oslo', '', 'Oslo'],
        ['Ace', 'Ace', 'Ace'],
        ['2010', '', 'n. d.'],
      ],
      RULES,
    );
    expect(check(0, 0)).toEqual({ rule: 2, states: { left: 'filled', right: 'filled' } });
    expect(check(0, 1)).toEqual({ rule: 0, states: { left: 'filled', right: 'empty' } });
    expect(check(0, 2)).toEqual({ rule: 2, states: { left: 'filled', right: 'unreadable' } });
  });
});
