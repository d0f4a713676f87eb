import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Qualifier } from '../../model/settings';
import type { CandidatePool } from '../pool';
import { type ExplainedPair, explainPool } from './explain-pool';
import { poolOf, type SmallTables, unwatched } from './score-fixture';
import { type ScoringSettings, scorePool } from './score-pool';

const sumOf = ({ base, steps }: ExplainedPair): number => steps.reduce((sum, { logit }) => sum + logit, base);
const scoreOfSum = (pair: ExplainedPair): number => (pair.isCertain ? 1 : 0.9999 / (1 + Math.exp(-sumOf(pair))));

/** Explains every pair of small tables beside its score. */
async function explainAll(tables: SmallTables, settings: ScoringSettings) {
  const { pool, input } = await poolOf(tables);
  const { matchScore } = await scorePool(pool, input, settings, unwatched);
  const explainer = await explainPool(pool, input, settings, unwatched);
  const pairs = Array.from(matchScore, (score, at) => {
    const left = Math.floor(at / tables.right.length);
    const right = at % tables.right.length;
    return { left, right, score, explained: explainer.explain(left, right, null, Number.NaN) };
  });
  return { pool, input, explainer, pairs };
}

const cell = fc.constantFrom('acme', 'acme works', 'zulu ltd', 'Block 12', 'block 21', 'Καφές', 'kafes', '', 'ae-770', '1999');
const table = fc.array(
  fc.tuple(cell, cell).map((cells): string[] => [...cells]),
  { minLength: 1, maxLength: 6 },
);
const settingsOf = fc.record({
  score: fc.constantFrom('hybrid' as const, 'lexical' as const, 'dense' as const),
  cardinality: fc.constantFrom('one-to-one' as const, 'many-to-one' as const, 'one-to-many' as const, 'many-to-many' as const),
  weights: fc.constantFrom<Record<string, number>>({}, { c0: 3 }, { c0: 0.5, c1: 2 }),
  rerank: fc.constantFrom('shipped' as const, 'off' as const),
});

describe('explainPool', () => {
  it('makes steps that add up to the score of every pair', async () => {
    await fc.assert(
      fc.asyncProperty(table, table, settingsOf, fc.boolean(), fc.integer(), async (left, right, settings, hasVectors, seed) => {
        const similarity = left.map((_, i) => right.map((__, j) => ((seed * 31 + i * 7 + j * 13) % 100) / 100));
        const qualifiers = [{ left: left.map(([a]) => a!), right: right.map(([, b]) => b!) }];
        const qualifier: Qualifier = { left: 'q', right: 'q', kind: 'category', weight: 1 };
        const tables = { left, right, qualifiers, ...(hasVectors && { similarity }) };
        const { pairs } = await explainAll(tables, { ...settings, qualifiers: [qualifier] });
        for (const { score, explained } of pairs) {
          expect(Math.abs(scoreOfSum(explained) - score)).toBeLessThan(1e-5);
          expect(Math.abs(explained.score - score)).toBeLessThan(1e-5);
        }
      }),
      { seed: 23, numRuns: 120 },
    );
  });

  it('starts from the average pair: steps of one kind cancel out over the pool', async () => {
    const { pairs } = await explainAll(
      {
        left: [
          ['Acme Works 12', 'Oslo'],
          ['Zulu', 'Bergen'],
        ],
        right: [
          ['Acme Work 12', 'Oslo'],
          ['Zulu Ltd', 'Bergen'],
          ['Kari 7', ''],
        ],
      },
      { score: 'hybrid', cardinality: 'many-to-many' },
    );
    const kinds = pairs[0]!.explained.steps.map(({ kind }) => kind);
    expect(kinds).toContain('column');
    kinds.forEach((_, at) => {
      expect(pairs.reduce((sum, { explained }) => sum + explained.steps[at]!.logit, 0)).toBeCloseTo(0, 4);
    });
  });

  it('says which column agrees, and what the words of other pairs teach', async () => {
    const places = ['Jura', 'Gard', 'Eure', 'Oise', 'Lot', 'Tarn', 'Var', 'Ain'];
    const left = [...places.map((place) => `Comté de ${place}`), ...places.map((place) => `Gare de ${place}`)];
    const right = [...places.map((place) => `${place} County`), ...places.map((place) => `${place} Station`)];
    const similarity = left.map((_, row) => right.map((__, other) => (row === other ? 0.8 : 0.3)));
    const { pairs, explainer } = await explainAll(
      { left: left.map((text) => [text]), right: right.map((text) => [text]), similarity },
      { score: 'hybrid', cardinality: 'many-to-many' },
    );
    const lexicon = (at: number): number => pairs[at]!.explained.steps.find(({ kind }) => kind === 'lexicon')!.logit;
    expect(lexicon(0)).toBeGreaterThan(0);
    expect(lexicon(8)).toBeLessThan(lexicon(0));
    expect(explainer.counterpartsOf(0, 0)[0]).toEqual({ left: 'comté', right: 'county' });
    expect(explainer.counterpartsOf(0, 8)).not.toContainEqual({ left: 'comté', right: 'station' });
    for (const { score, explained } of pairs) expect(scoreOfSum(explained)).toBeCloseTo(score, 5);
    const { pairs: people } = await explainAll(
      {
        left: [
          ['Anna Berg', 'Oslo'],
          ['Ole Dahl', ''],
          ['Kari Lie', 'Moss'],
        ],
        right: [
          ['Anna Berg', 'Lund'],
          ['Ole Dahl', 'Bergen'],
          ['Kari Lie', 'Moss'],
        ],
        names: ['name', 'town'],
      },
      { score: 'lexical', cardinality: 'one-to-one' },
    );
    const columns = (at: number) =>
      people[at]!.explained.steps.flatMap(({ column, agreement }) => (column ? [[column, agreement]] : []));
    expect(columns(0)).toEqual([
      ['name', 'equal'],
      ['town', 'different'],
    ]);
    expect(columns(4)).toEqual([
      ['name', 'equal'],
      ['town', 'missing'],
    ]);
  });

  it('names who else wants the partner, and what that takes', async () => {
    const { explainer, pairs } = await explainAll(
      { left: [['Acme Works North'], ['Acme Works'], ['Zulu']], right: [['Acme Works Inc'], ['Zulu Trade']] },
      { score: 'hybrid', cardinality: 'one-to-one' },
    );
    expect(explainer.rivalsOf(0, 0, 1)).toEqual([{ left: 1, score: expect.closeTo(pairs[2]!.score, 5) }]);
    expect(pairs[0]!.explained.steps.find(({ kind }) => kind === 'competition')!.logit).toBeLessThan(0);
  });

  it('finds the cardinality that a score was made under', async () => {
    const { pool, input } = await poolOf({ left: [['Acme Works North'], ['Acme Works']], right: [['Acme Works Inc'], ['Zulu']] });
    const { matchScore } = await scorePool(pool, input, { score: 'hybrid', cardinality: 'one-to-one' }, unwatched);
    const explainer = await explainPool(pool, input, { score: 'hybrid', cardinality: 'many-to-many' }, unwatched);
    expect(explainer.explain(0, 0, null, matchScore[0]!).score).toBeCloseTo(matchScore[0]!, 5);
    expect(explainer.explain(1, 0, null, Number.NaN).score).toBeCloseTo(matchScore[2]!, 5);
  });

  it('explains a pair that was not looked at as if it had been, before competition', async () => {
    const tables = {
      left: [
        ['Acme Works', 'Oslo'],
        ['Zulu', 'Moss'],
      ],
      right: [
        ['Acme Work', 'Oslo'],
        ['Zulu Ltd', 'Moss'],
        ['Acme', ''],
      ],
    };
    const settings = { score: 'hybrid', cardinality: 'many-to-many' } as const;
    const { pool, input } = await poolOf(tables);
    const kept = Array.from(pool.right.keys()).filter((at) => at !== 4);
    const part: CandidatePool = {
      offsets: Uint32Array.of(0, 3, 5),
      right: Uint32Array.from(kept, (at) => pool.right[at]!),
      similarity: Float32Array.from(kept, (at) => pool.similarity[at]!),
      lexical: Float32Array.from(kept, (at) => pool.lexical[at]!),
    };
    const explainer = await explainPool(part, input, settings, unwatched);
    expect(explainer.placeOf(1, 1)).toBe(-1);
    const found = explainer.explain(1, 1, { similarity: Number.NaN, lexical: pool.lexical[4]! }, Number.NaN);
    expect(found.isInPool).toBe(false);
    expect(sumOf(found)).toBeCloseTo(found.logit, 9);
    expect(found.score).toBeGreaterThan(explainer.explain(1, 0, null, Number.NaN).score);
  });
});
