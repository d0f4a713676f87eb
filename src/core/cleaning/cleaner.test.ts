import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../model/types';
import { allCells, rowAt } from '../table/cells';
import { datasetOf } from '../text/text-fixture';
import { cleanTable, columnsToClean, withCleaned } from './clean-table';
import { createCleaner } from './cleaner';
import { previewCleaning } from './preview';
import { readSteps } from './read-steps';
import { type CleaningStep, stepsFor } from './steps';
import { suggestCleaning } from './suggest-steps';

const JOB = { signal: new AbortController().signal, progress: () => {} };
const SEED = { seed: 20260502, numRuns: 150 };
const columns = ['name', 'city'].map((name) => ({ name, header: name }));

const cleaned = (dataset: Dataset, steps: readonly CleaningStep[]) =>
  withCleaned(dataset, cleanTable(columnsToClean(dataset, steps), steps, JOB));

const names = fc.constantFrom('name', 'city', 'made', 'other');
const step: fc.Arbitrary<CleaningStep> = fc.oneof(
  fc.record({ kind: fc.constantFrom('spaces', 'accents', 'legal-forms', 'titles'), columns: fc.array(names, { minLength: 1 }) }),
  fc.record({ kind: fc.constant('case'), columns: fc.tuple(names), to: fc.constantFrom('lower', 'upper', 'title') }),
  fc.record({ kind: fc.constant('phone'), columns: fc.tuple(names), countryCode: fc.constantFrom('', '1', '49') }),
  fc.record({ kind: fc.constant('date'), columns: fc.tuple(names), order: fc.constantFrom(null, 'day-first', 'month-first') }),
  fc.record({
    kind: fc.constant('replace'),
    columns: fc.tuple(names),
    find: fc.constantFrom('', 'a', '.'),
    by: fc.constantFrom('', '$&'),
    isRegex: fc.boolean(),
    ignoreCase: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('split'),
    columns: fc.tuple(names),
    separator: fc.constantFrom(null, ' ', ''),
    at: fc.constantFrom([], [1], [1, 3]),
    into: fc.constantFrom(['made'], ['made', 'other']),
  }),
  fc.record({
    kind: fc.constant('join'),
    columns: fc.array(names, { minLength: 1 }),
    separator: fc.constantFrom(' ', ''),
    into: fc.constant('other'),
  }),
) as fc.Arbitrary<CleaningStep>;
const table = fc
  .array(fc.tuple(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 8 })
  .map((rows) => datasetOf(['name', rows.map(([name]) => name)], ['city', rows.map(([, city]) => city)]));

/** Steps that can be done one after the other. */
const fitting = (steps: readonly CleaningStep[]): readonly CleaningStep[] => {
  const kept: CleaningStep[] = [];
  for (const one of steps) {
    try {
      createCleaner(columns, [...kept, one]);
      kept.push(one);
    } catch {}
  }
  return kept;
};

describe('cleaning', () => {
  it('keeps the table, its rows and its own columns, whatever the steps', () => {
    fc.assert(
      fc.property(table, fc.array(step, { maxLength: 6 }).map(fitting), (dataset, steps) => {
        const before = allCells(dataset);
        const { shown, compared } = cleaned(dataset, steps);
        expect(allCells(dataset)).toEqual(before);
        expect(shown.rowCount).toBe(dataset.rowCount);
        expect(compared.columns.slice(0, 2)).toEqual(dataset.columns);
        expect(allCells(shown).slice(0, 2)).toEqual(before);
        for (const cells of allCells(compared)) expect(cells).toHaveLength(dataset.rowCount);
        // Row by row is the same as all at once, and no row depends on another.
        const cleaner = createCleaner(dataset.columns, steps);
        for (let row = 0; row < dataset.rowCount; row++) {
          expect(rowAt(compared, row)).toEqual(cleaner.clean(rowAt(dataset, row)));
        }
      }),
      SEED,
    );
  });

  it('is the identity without steps, and with steps that are off', () => {
    fc.assert(
      fc.property(table, fc.array(step, { maxLength: 4 }).map(fitting), (dataset, steps) => {
        const { shown, compared } = cleaned(
          dataset,
          steps.map((one) => ({ ...one, isOff: true })),
        );
        expect(allCells(compared)).toEqual(allCells(dataset));
        expect(shown.columns).toEqual(dataset.columns);
      }),
      SEED,
    );
  });

  it('splits, joins and goes on with what was made', () => {
    const dataset = datasetOf(['name', ['Curie, Marie', 'Einstein']], ['city', ['Paris', '']]);
    const { shown, compared } = cleaned(dataset, [
      { kind: 'split', columns: ['name'], separator: ',', at: [], into: ['last', 'first'] },
      { kind: 'case', columns: ['last'], to: 'upper' },
      { kind: 'join', columns: ['first', 'last', 'city'], separator: ' ', into: 'whole' },
    ]);
    expect(compared.columns.map(({ name }) => name)).toEqual(['name', 'city', 'last', 'first', 'whole']);
    expect(rowAt(compared, 0)).toEqual(['Curie, Marie', 'Paris', 'CURIE', 'Marie', 'Marie CURIE Paris']);
    expect(rowAt(shown, 1)).toEqual(['Einstein', '', 'EINSTEIN', '', 'EINSTEIN']);
  });

  it('cuts at places, signs of two code units whole', () => {
    const cleaner = createCleaner(columns, [
      { kind: 'split', columns: ['name'], separator: null, at: [2, 3], into: ['a', 'b', 'c'] },
    ]);
    expect(cleaner.clean(['𝔸𝔹c12', '']).slice(2)).toEqual(['𝔸𝔹', 'c', '12']);
    expect(cleaner.clean(['x', '']).slice(2)).toEqual(['x', '', '']);
  });

  it.each([
    [[{ kind: 'spaces', columns: ['nme'] }], 'input/unknown-column'],
    [[{ kind: 'join', columns: ['name'], separator: '', into: 'city' }], 'cleaning/name-taken'],
    [[{ kind: 'replace', columns: ['name'], find: '[', by: '', isRegex: true, ignoreCase: false }], 'cleaning/bad-pattern'],
  ] as const)('refuses %j', (steps, code) => {
    expect(() => createCleaner(columns, steps)).toThrowError(expect.objectContaining({ code }));
  });

  it('stops when it is cancelled', () => {
    const controller = new AbortController();
    controller.abort();
    const dataset = datasetOf(['name', ['a']]);
    const job = { ...JOB, signal: controller.signal };
    expect(() => cleanTable(dataset, [{ kind: 'spaces', columns: ['name'] }], job)).toThrowError(
      expect.objectContaining({ code: 'job/cancelled' }),
    );
  });
});

describe('stepsFor', () => {
  const split: CleaningStep = { kind: 'split', columns: ['name'], separator: ' ', at: [], into: ['first', 'last'] };
  const accents: CleaningStep = { kind: 'accents', columns: ['name'] };
  const city: CleaningStep = { kind: 'spaces', columns: ['city'] };
  it('keeps what the columns come from, and nothing else', () => {
    expect(stepsFor([accents, city, split], ['last'])).toEqual([accents, split]);
    expect(stepsFor([accents, city, split], ['name'])).toEqual([accents]);
    expect(stepsFor([{ ...accents, isOff: true }, split], ['first'])).toEqual([split]);
    expect(stepsFor([accents], [])).toEqual([]);
  });
});

describe('previewCleaning', () => {
  it('counts rows and shows different examples, step after step', async () => {
    const dataset = datasetOf(['name', [' a', ' a', 'b', 'C GmbH']], ['on', ['1/2/2024', '13/2/2024', '', '2024-01-01']]);
    const preview = await previewCleaning(
      dataset,
      [
        { kind: 'spaces', columns: ['name'] },
        { kind: 'legal-forms', columns: ['name'], isOff: true },
        { kind: 'case', columns: ['name'], to: 'upper' },
        { kind: 'date', columns: ['on'], order: null },
        { kind: 'join', columns: ['name', 'on'], separator: '/', into: 'key' },
      ],
      100,
      JOB,
    );
    expect(preview.rows).toBe(4);
    expect(preview.steps[0]).toEqual({ changed: 2, ambiguous: 0, examples: [{ row: 0, before: ' a', after: ['a'] }] });
    expect(preview.steps[1]).toBeNull();
    expect(preview.steps[2]!.changed).toBe(4);
    expect(preview.steps[3]).toMatchObject({ changed: 1, ambiguous: 1 });
    expect(preview.steps[4]!.examples[1]).toEqual({ row: 1, before: 'A · 2024-02-13', after: ['A/2024-02-13'] });
  });
});

describe('suggestCleaning', () => {
  it('finds uneven spaces, legal forms, titles, dates and phone numbers in several forms', () => {
    const dataset = datasetOf(
      ['company', ['Foo GmbH', 'Bar Ltd.', ' Baz  Inc', 'Qux', 'Quux & Co. KG']],
      ['person', ['Dr. Ada Lovelace', 'Prof. Max Born', 'Marie Curie', 'Lise Meitner', 'Mr Bohr']],
      ['founded', ['1.2.1999', '13.2.1999', '1999-03-01', '2 March 2001', '']],
      ['phone', ['+49 30 1234567', '030/1234567', '(030) 1234-568', '030 1234 569', '']],
      ['note', ['plain words', 'more of them', 'nothing odd', 'here', 'at all']],
    );
    const found = suggestCleaning(dataset, JOB);
    expect(found.map(({ step: { kind }, column, count, forms }) => [kind, column, count, forms])).toEqual([
      ['spaces', 'company', 1, 0],
      ['legal-forms', 'company', 4, 0],
      ['titles', 'person', 3, 0],
      ['date', 'founded', 4, 3],
      ['phone', 'phone', 4, 0],
    ]);
    expect(found[3]!.step).toMatchObject({ order: 'day-first' });
  });
});

describe('readSteps', () => {
  it('fills in what is left out', () => {
    expect(
      readSteps([
        { kind: 'case', column: 'name' },
        { kind: 'phone', columns: ['tel'], countryCode: '+49' },
      ]),
    ).toEqual([
      { kind: 'case', columns: ['name'], to: 'lower' },
      { kind: 'phone', columns: ['tel'], countryCode: '49' },
    ]);
    expect(readSteps(undefined)).toEqual([]);
  });
  it.each([
    ['no list', {}],
    ['an unknown kind', [{ kind: 'magic', column: 'a' }]],
    ['no column', [{ kind: 'spaces' }]],
    ['a split of two', [{ kind: 'split', columns: ['a', 'b'], separator: ',', into: ['c'] }]],
    ['places that go back', [{ kind: 'split', column: 'a', at: [3, 2], into: ['b', 'c'] }]],
    ['no name', [{ kind: 'join', columns: ['a'], into: '' }]],
    ['an odd order', [{ kind: 'date', column: 'a', order: 'year' }]],
    ['null', [null]],
  ])('refuses %s', (_, given) => expect(readSteps(given)).toBeNull());
  it('gives back any step that it is given', () => {
    fc.assert(
      fc.property(step, (one) => {
        expect(readSteps(JSON.parse(JSON.stringify([one])))).toEqual([one]);
      }),
      SEED,
    );
  });
});
