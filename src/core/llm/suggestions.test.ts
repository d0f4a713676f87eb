import { describe, expect, it } from 'vitest';
import { tableOf } from '../clusters/table-fixture';
import { type LogEntry, openDecisionBook, planDecision } from '../decisions/log';
import type { Decision } from '../model/types';
import { cellAt, columnCells } from '../table/cells';
import { acceptablePairs, acceptedRemarks } from './acceptable';
import { judgeAsked, judgeQuestions, pairsToJudge } from './judge';
import { answerCells, freeNames, withMadeColumns, withoutMadeColumns } from './made-columns';
import { estimateTokens, NO_QUESTION, portionsOf } from './questions';
import type { Judgement, MadeColumn } from './task';
import { transformAsked, transformQuestions } from './transform';

const yes = (confidence: number): Judgement => ({ isMatch: true, confidence, reason: '' });
const no = (confidence: number): Judgement => ({ isMatch: false, confidence, reason: '' });
const judged = (pairs: readonly (readonly [left: number, right: number, judgement: Judgement])[]) => {
  const of = new Map<number, Map<number, Judgement>>();
  for (const [left, right, judgement] of pairs) of.set(left, (of.get(left) ?? new Map()).set(right, judgement));
  return of;
};
function bookOf(...changes: readonly Decision[]) {
  const book = openDecisionBook();
  for (const change of changes) {
    const entry = planDecision(book, 'accept', [change], '2026-01-01T00:00:00.000Z') as LogEntry;
    book.append(entry);
  }
  return book;
}

describe('acceptedRemarks', () => {
  it('name the model and its surest pair of each row, below a note that is there', () => {
    const book = openDecisionBook();
    const noted = planDecision(book, 'note', [], '2026-01-01T00:00:00.000Z', [{ left: 2, note: 'see annex' }]);
    book.append(noted as LogEntry);
    const pairs = [
      { left: 2, right: 5, confidence: 0.954 },
      { left: 0, right: 1, confidence: 0.7 },
      { left: 2, right: 6, confidence: 0.9 },
    ];
    expect(acceptedRemarks(pairs, 'judge-8b', book)).toEqual([
      { left: 2, note: 'see annex\njudge-8b: 95 %' },
      { left: 0, note: 'judge-8b: 70 %' },
    ]);
  });
});

describe('acceptablePairs', () => {
  it('are the most confident matches of rows without a decision, and none where two are equal', () => {
    const judgements = judged([
      [0, 0, yes(0.9)],
      [0, 1, yes(0.95)],
      [1, 2, yes(0.9)],
      [1, 3, yes(0.9)],
      [2, 4, yes(0.7)],
      [3, 5, no(1)],
      [4, 6, yes(1)],
    ]);
    const book = bookOf({ left: 4, right: null, verdict: 'absent' });
    expect(acceptablePairs(judgements, 0.8, book, 'one-to-one')).toEqual([{ left: 0, right: 1, confidence: 0.95 }]);
    expect(acceptablePairs(judgements, 0.8, book, 'many-to-many').map(({ left, right }) => [left, right])).toEqual([
      [0, 1],
      [0, 0],
      [1, 2],
      [1, 3],
    ]);
    expect(acceptablePairs(judgements, 0.7, book, 'one-to-one').map(({ left }) => left)).toEqual([0, 2]);
  });

  it('take nothing from a row that holds it, give a right row once, and leave refused pairs refused', () => {
    const judgements = judged([
      [0, 0, yes(0.9)],
      [1, 0, yes(0.95)],
      [2, 1, yes(0.99)],
      [3, 2, yes(0.99)],
    ]);
    const book = bookOf({ left: 9, right: 1, verdict: 'match' }, { left: 3, right: 2, verdict: 'non-match' });
    expect(acceptablePairs(judgements, 0.5, book, 'one-to-one')).toEqual([{ left: 1, right: 0, confidence: 0.95 }]);
    expect(acceptablePairs(judgements, 0.5, book, 'many-to-one').map(({ left }) => left)).toEqual([2, 1, 0]);
  });
});

describe('questions', () => {
  const table = tableOf({
    name: ['a', 'a', ' ', 'b'],
    city: ['x', 'x', '', ''],
    secret: ['1', '2', '3', '4'],
  });

  it('of rows hold the columns that were chosen, equal ones once, empty ones not', async () => {
    const { texts, questionOf } = await transformQuestions(table, { columns: ['name', 'city'], template: null });
    expect(texts.map((text) => JSON.parse(text))).toEqual([
      { name: 'a', city: 'x' },
      { name: 'b', city: '' },
    ]);
    expect([...questionOf]).toEqual([0, 0, NO_QUESTION, 1]);
    const shaped = await transformQuestions(table, { columns: ['name', 'city'], template: '{name} in {city}' }, [3, 0]);
    expect(shaped.texts).toEqual(['"b in "', '"a in x"']);
  });

  it('of pairs are the best candidates of the rows, and not those with an empty side', async () => {
    const candidates = {
      leftCount: 4,
      rightCount: 4,
      offsets: Uint32Array.of(0, 3, 5, 6, 6),
      right: Uint32Array.of(3, 0, 1, 0, 1, 0),
      similarity: new Float32Array(6),
      lexical: new Float32Array(6),
      matchScore: new Float32Array(6),
    };
    const pairs = pairsToJudge(candidates, { rows: [0, 1, 2, 3], k: 2 });
    expect([[...pairs.left], [...pairs.right]]).toEqual([
      [0, 0, 1, 1, 2],
      [3, 0, 0, 1, 0],
    ]);
    const { texts, questionOf } = await judgeQuestions({ left: table, right: table }, { left: ['name'], right: ['name'] }, pairs);
    expect(texts.map((text) => JSON.parse(text))).toEqual([
      { left: { name: 'a' }, right: { name: 'b' } },
      { left: { name: 'a' }, right: { name: 'a' } },
    ]);
    expect([...questionOf]).toEqual([0, 1, 1, 1, NO_QUESTION]);
    const asked = judgeAsked({ instructions: '' });
    expect(JSON.parse(asked.entryOf(texts[0]!, 7))).toEqual({ id: 7, left: { name: 'a' }, right: { name: 'b' } });
  });

  it('of fifty thousand names come to as many tokens as the documentation says', async () => {
    const asked = transformAsked({ instructions: 'Give the name without legal form.', into: ['clean'] });
    const texts = Array.from({ length: 50_000 }, (_, at) => JSON.stringify({ name: `Nordhafen Logistik GmbH ${10_000 + at}` }));
    const portions = await portionsOf(asked, texts, texts.keys(), { most: 20, contextTokens: 8192 });
    const { input, output } = await estimateTokens(asked, texts, texts.keys(), portions.length);
    const millions = [input.low, input.high, output.low, output.high].map((tokens) => Math.round(tokens / 1e5) / 10);
    expect(portions).toHaveLength(2500);
    expect(millions).toEqual([1, 2.3, 0.6, 3.6]);
  });
});

describe('made columns', () => {
  const table = tableOf({ name: ['a', 'b', ''] });
  const made = (column: string): MadeColumn => ({
    column,
    from: ['name'],
    origin: 'http://localhost:1',
    model: 'm',
    instructions: '',
    template: null,
    at: '2026-01-01T00:00:00.000Z',
    answered: 2,
    rows: 3,
  });

  it('stand at the end, say how they were made, and go again without a trace', async () => {
    const questionOf = Uint32Array.of(1, 0, NO_QUESTION);
    const { cells, answered } = await answerCells(
      questionOf,
      new Map([
        [0, ['B', '2']],
        [1, ['A', '1']],
      ]),
      2,
    );
    expect(answered).toBe(2);
    const more = await withMadeColumns(table, cells, [made('x'), made('y')]);
    expect(more.columns.map(({ name }) => name)).toEqual(['name', 'x', 'y']);
    expect(columnCells(more, 1)).toEqual(['A', 'B', '']);
    expect(cellAt(more, 2, 0)).toBe('1');
    expect(more.source.made).toEqual([made('x'), made('y')]);
    const again = await withMadeColumns(table, cells, [made('x'), made('y')]);
    expect(again.fingerprint).toBe(more.fingerprint);
    const one = await withoutMadeColumns(more, ['x', 'name']);
    expect(one.columns.map(({ name }) => name)).toEqual(['name', 'y']);
    expect(one.source.made).toEqual([made('y')]);
    const none = await withoutMadeColumns(one, ['y']);
    expect(none.source).toEqual(table.source);
    expect(none.columns).toEqual(table.columns);
    const plain = await withoutMadeColumns(await withMadeColumns(table, cells, [made('x'), made('y')]), ['x', 'y']);
    expect(plain.fingerprint).toBe(none.fingerprint);
    expect(plain.fingerprint).not.toBe(more.fingerprint);
  });

  it('have names of their own', () => expect(freeNames(table.columns, ['name', 'x', 'x'])).toEqual(['name (2)', 'x', 'x (2)']));
});
