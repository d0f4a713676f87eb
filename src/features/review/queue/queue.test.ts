import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, cardinalities, perform, ROWS } from '../../../core/decisions/decision-fixture';
import { openDecisionBook } from '../../../core/decisions/log';
import { filterRows, queueFacts, rowAfter, rowsBySaid, sortedRows, statusCodes, statusesAfter } from './queue';
import { candidates, suggestedOf } from './queue-fixture';
import { DEFAULT_VIEW, readView, writeView } from './review-view';

const facts = queueFacts(candidates, suggestedOf);
const entry = (left: number, right: number | null, verdict: 'match' | 'non-match') =>
  ({ kind: 'decide', seq: 1, at: '', action: 'accept', changes: [{ left, right, verdict }] }) as const;

describe('queue', () => {
  it('takes the suggested candidate, its score and its lead', () => {
    expect([...facts.best]).toEqual([0, 2, -1, 4]);
    expect([...facts.score]).toEqual([0.75, 0.25, Number.NaN, 0.625]);
    expect([...facts.gap]).toEqual([0.25, Number.NaN, Number.NaN, -0.25]);
  });

  it('sorts by what a model said, rows that it did not look at last', () => {
    const said = new Map([
      [1, -0.9],
      [3, 0.7],
      [4, 0.7],
    ]);
    expect([...rowsBySaid(6, said)]).toEqual([3, 4, 1, 0, 2, 5]);
  });

  it('sorts with rows that have no value last', () => {
    expect([...sortedRows(facts, 'row')]).toEqual([0, 1, 2, 3]);
    expect([...sortedRows(facts, 'score-desc')]).toEqual([0, 3, 1, 2]);
    expect([...sortedRows(facts, 'score-asc')]).toEqual([1, 3, 0, 2]);
    expect([...sortedRows(facts, 'gap-asc')]).toEqual([3, 0, 1, 2]);
  });

  it('filters by status, score and text', () => {
    const book = openDecisionBook([entry(1, 2, 'match')]);
    const statuses = statusCodes(book, 4);
    const shown = (
      patch: Partial<typeof DEFAULT_VIEW>,
      holdsSearch: ((left: number) => boolean) | null = null,
      isMine: Uint8Array | null = null,
    ) => [
      ...filterRows(sortedRows(facts, 'row'), {
        limits: { ...DEFAULT_VIEW, ...patch },
        statuses,
        scores: facts.score,
        conflictOf: Int32Array.of(-1, -1, -1, 0),
        differs: new Set([2]),
        isRemarked: (left) => left === 1,
        isMine,
        holdsSearch,
      }),
    ];
    expect(shown({})).toEqual([0, 1, 2, 3]);
    expect(shown({ status: 'accepted' })).toEqual([1]);
    expect(shown({ status: 'pending' })).toEqual([0, 2, 3]);
    expect(shown({ status: 'conflict' })).toEqual([3]);
    expect(shown({ status: 'differs' })).toEqual([2]);
    expect(shown({ status: 'flagged' })).toEqual([1]);
    expect(shown({ minScore: 0.625 })).toEqual([0, 3]);
    expect(shown({ maxScore: 0.7 })).toEqual([1, 3]);
    expect(shown({}, (left) => left === 2)).toEqual([2]);
    expect(shown({ maxScore: 0.7 }, null, Uint8Array.of(0, 1, 1, 0))).toEqual([1]);
  });

  it('goes to the next row, else to a pending one, else stays', () => {
    const order = Uint32Array.of(0, 1, 2);
    expect(rowAfter(order, 0, 0, Uint8Array.of(0, 0, 0))).toBe(1);
    expect(rowAfter(order, 2, 2, Uint8Array.of(1, 0, 0))).toBe(1);
    expect(rowAfter(order, 2, 2, Uint8Array.of(1, 1, 0))).toBe(2);
  });
});

describe('statuses', () => {
  it('after each entry are those of the whole log', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), cardinalities, (acts, cardinality) => {
        const book = openDecisionBook();
        let codes = statusCodes(book, ROWS);
        acts.forEach((one, minute) => {
          const version = book.entries.length;
          perform(book, one, cardinality, minute);
          codes = statusesAfter(codes, book, version);
          expect([...codes]).toEqual([...statusCodes(book, ROWS)]);
        });
      }),
      { seed: 91, numRuns: 200 },
    );
  });
});

describe('the address', () => {
  it('gives the view back', () => {
    const view = {
      status: 'pending',
      minScore: 0.5,
      maxScore: 0.9,
      search: 'Ü & co',
      facets: { gap: 'small', 'field:a:b & c': 'differs' },
      part: { reviewer: 2, reviewers: 3, by: 'blocks', keepsEqual: true, sharedPercent: 10 },
      sort: 'gap-asc',
      row: 41,
    } as const;
    expect(readView(writeView(view))).toEqual(view);
    expect(writeView(DEFAULT_VIEW)).toBe('');
  });

  it('survives odd queries', () => {
    expect(
      readView('status=constructor&min=x&max=7&sort=&row=-3&facet=small:constructor&facet=x:gap&facet=gap&part=3.2.rows'),
    ).toEqual(DEFAULT_VIEW);
  });
});
