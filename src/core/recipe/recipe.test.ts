import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDecisionBook, planDecision } from '../decisions/log';
import { portrayTexts } from '../drift/text-portrait';
import { DEFAULT_MATCH_SETTINGS } from '../model/settings';
import type { Cardinality, Dataset, Verdict } from '../model/types';
import { datasetOf } from '../text/text-fixture';
import { carryDecisions, keyVerdicts, standingVerdicts } from './carry';
import { missingColumns, renameColumn, sourceColumns } from './fit-recipe';
import { looksLikeRecipe, readRecipe } from './read-recipe';
import { type Recipe, writeRecipe } from './recipe';
import { nameRows } from './row-keys';

const SEED = { seed: 20260503, numRuns: 300 };
const KEY = '00112233445566778899aabbccddeeff';
const AT = '2026-05-01T10:00:00.000Z';

const recipe: Recipe = {
  format: 'rowlink-recipe',
  version: 1,
  app: '0.1.0',
  savedAt: AT,
  name: 'Registers',
  tables: {
    left: {
      file: 'a-2026-04.csv',
      columns: ['id', 'name', 'city'],
      recordId: 'id',
      reading: { delimiter: ';', headerRow: 2 },
      portrait: portrayTexts([{ name: 'city', cells: ['Lyon', '', 'Oslo'] }]),
      found: { format: 'csv', encoding: 'utf-8', delimiter: ';', sheet: null, headerRow: 2 },
    },
    right: { file: 'b.xlsx', columns: ['title', 'town'], recordId: null, reading: { sheet: 'S' } },
  },
  settings: {
    ...DEFAULT_MATCH_SETTINGS,
    on: { left: ['last', 'city'], right: ['title', 'town'] },
    cleaning: {
      left: [
        { kind: 'titles', columns: ['name'] },
        { kind: 'split', columns: ['name'], separator: ' ', at: [], into: ['first', 'last'] },
      ],
      right: [{ kind: 'accents', columns: ['title'], isOff: true }],
    },
    blocking: [{ left: 'city', right: 'town', key: 'prefix', length: 2 }],
    weights: { city: 2 },
    qualifiers: [{ left: 'city', right: 'town', kind: 'category', weight: 1 }],
    threshold: 0.7,
  },
  thresholdUsed: 0.7,
  model: { id: 'rowlink-small', sha256: 'ab' },
  decisions: {
    key: KEY,
    columns: { left: ['city', 'id', 'name'], right: ['title', 'town'] },
    list: [
      { left: { hash: 'a'.repeat(32), place: 0, of: 1 }, right: null, verdict: 'non-match', at: AT },
      {
        left: { hash: 'b'.repeat(32), place: 1, of: 2 },
        right: { hash: 'c'.repeat(32), place: 0, of: 1 },
        verdict: 'match',
        at: AT,
        by: 'Ada',
      },
    ],
  },
};

describe('a recipe file', () => {
  it('comes back as it was written', () => {
    expect(readRecipe(writeRecipe(recipe), 'r.json')).toEqual({ recipe, unknown: [], missingModel: null });
    const { decisions: _, ...without } = recipe;
    expect(readRecipe(`\uFEFF${writeRecipe(without)}`, 'r.json').recipe).toEqual(without);
    expect(looksLikeRecipe(writeRecipe(recipe))).toBe(true);
    expect(looksLikeRecipe('[{"a":1}]')).toBe(false);
  });

  it('keeps how duplicates become clusters, without picks of single rows', () => {
    const golden = { rule: 'newest', columnRules: [['name', 'longest']], dateColumn: 'on', picks: [] } as const;
    const clusters = { rule: { method: 'complete', minimumNeighbours: 2 }, threshold: 0.8, golden } as const;
    const within: Recipe = {
      ...recipe,
      tables: { left: recipe.tables.left, right: null },
      settings: { ...recipe.settings, task: 'deduplicate' },
      clusters: { ...clusters, golden: { ...golden, picks: [{ column: 'name', row: 3 }] } },
    };
    expect(readRecipe(writeRecipe(within), 'r.json').recipe).toEqual({ ...within, clusters });
  });

  it('tells what it does not know, and has defaults for what is left out', () => {
    const { threshold: _, ...settings } = recipe.settings;
    const text = JSON.stringify({
      ...recipe,
      decisions: undefined,
      colour: 1,
      settings: { ...settings, speed: 2, model: 'other' },
    });
    const read = readRecipe(text, 'r.json');
    expect(read.unknown).toEqual(['colour', 'settings.speed']);
    expect(read.missingModel).toBe('other');
    expect(read.recipe.settings).toMatchObject({ threshold: 'auto', model: DEFAULT_MATCH_SETTINGS.model });
  });

  it('keeps a model that somebody added, with where it came from, and puts no other in its place', () => {
    const model = { id: 'mine@0123456789ab', sha256: 'cd', title: 'Mine', from: { kind: 'zip', name: 'mine.zip' } as const };
    const text = writeRecipe({ ...recipe, settings: { ...recipe.settings, model: model.id }, model });
    const read = readRecipe(text, 'r.json');
    expect(read.missingModel).toBeNull();
    expect(read.recipe.settings.model).toBe(model.id);
    expect(read.recipe.model).toEqual(model);
  });

  it('names the adapter in force, and takes none for another model', () => {
    const adapter = { id: '0123456789abcdef', name: 'Firms', base: { model: 'rowlink-small', sha256: 'ab', dimensions: 384 } };
    const own = { ...recipe, settings: { ...recipe.settings, adapter: adapter.id }, adapter };
    expect(readRecipe(writeRecipe(own), 'r.json')).toEqual({ recipe: own, unknown: [], missingModel: null });
    const elsewhere = { ...own, settings: { ...own.settings, model: 'other' } };
    expect(readRecipe(writeRecipe(elsewhere), 'r.json').recipe.settings).not.toHaveProperty('adapter');
    for (const bad of [{ ...adapter, id: '../x' }, { ...adapter, base: { ...adapter.base, dimensions: -1 } }, 'Firms']) {
      expect(() => readRecipe(JSON.stringify({ ...own, adapter: bad }), 'r.json')).toThrowError(
        expect.objectContaining({ code: 'recipe/broken' }),
      );
    }
  });

  it('keeps words that mean the same, and renames the column that they count in', () => {
    const aliases = [{ words: ['Mpls', 'Minneapolis'], isOneWay: true as const, column: 'city' }, { words: ['a', 'b'] }];
    const own = { ...recipe, settings: { ...recipe.settings, aliases } };
    expect(readRecipe(writeRecipe(own), 'r.json')).toEqual({ recipe: own, unknown: [], missingModel: null });
    const isCompared = own.settings.on.left.includes('city');
    const renamed = renameColumn(own, 'left', 'city', 'town').settings.aliases!;
    expect(renamed.map(({ column }) => column)).toEqual([isCompared ? 'town' : 'city', undefined]);
    const broken = { ...own, settings: { ...own.settings, aliases: [{ words: ['a'] }] } };
    expect(() => readRecipe(JSON.stringify(broken), 'r.json')).toThrowError(expect.objectContaining({ code: 'recipe/broken' }));
  });

  it('refuses newer versions and whatever is no recipe', () => {
    expect(() => readRecipe(JSON.stringify({ ...recipe, version: 2 }), 'r.json')).toThrowError(
      expect.objectContaining({ code: 'recipe/newer-version' }),
    );
    for (const bad of [
      '',
      '[]',
      '{}',
      JSON.stringify({ ...recipe, settings: { ...recipe.settings, on: 3 } }),
      JSON.stringify({ ...recipe, settings: { ...recipe.settings, cleaning: { left: [{ kind: 'magic' }] } } }),
      JSON.stringify({ ...recipe, tables: {} }),
      JSON.stringify({ ...recipe, decisions: { key: 'x', columns: {}, list: [] } }),
    ]) {
      expect(() => readRecipe(bad, 'r.json')).toThrowError(expect.objectContaining({ code: 'recipe/broken' }));
    }
  });

  it('never ends in anything but a recipe or an explained error, whatever is changed in it', () => {
    const text = writeRecipe(recipe);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(40), fc.string({ maxLength: 6 }), (at, length, put) => {
        try {
          readRecipe(text.slice(0, at) + put + text.slice(at + length), 'r.json');
        } catch (thrown) {
          expect(['recipe/broken', 'recipe/newer-version']).toContain((thrown as { code: string }).code);
        }
      }),
      SEED,
    );
  });
});

describe('columns of a recipe', () => {
  it('are those that are compared and what they are made of', () => {
    expect(sourceColumns(recipe.settings)).toEqual({ left: ['city', 'name'], right: ['title', 'town'] });
  });

  it('that are missing are named with the nearest, and can be renamed everywhere', () => {
    const left = datasetOf(['ID', ['1']], ['full name', ['a']], ['city', ['b']]);
    const right = datasetOf(['titel', ['a']], ['x', ['b']]);
    expect(missingColumns(recipe, { left, right })).toEqual([
      { side: 'left', column: 'name', nearest: 'full name' },
      { side: 'right', column: 'title', nearest: 'titel' },
      { side: 'right', column: 'town', nearest: null },
    ]);
    const renamed = renameColumn(
      renameColumn(renameColumn(recipe, 'left', 'name', 'full name'), 'right', 'title', 'titel'),
      'right',
      'town',
      'x',
    );
    expect(missingColumns(renamed, { left, right })).toEqual([]);
    expect(renamed.settings).toMatchObject({
      blocking: [{ right: 'x' }],
      qualifiers: [{ right: 'x' }],
      on: { right: ['titel', 'x'] },
    });
    expect(renamed.decisions!.columns).toEqual({ left: ['city', 'id', 'full name'], right: ['titel', 'x'] });
  });
});

describe('nameRows', () => {
  const dataset = datasetOf(['a', ['x', 'x', 'y', '\ud800']], ['b', ['1', '1', '', '1']]);
  it('goes by cells and nothing else, and counts equal rows', () => {
    const names = nameRows(dataset, [0, 1], KEY);
    expect(names.map(({ place, of }) => [place, of])).toEqual([
      [0, 2],
      [1, 2],
      [0, 1],
      [0, 1],
    ]);
    expect(names[0]!.hash).toBe(names[1]!.hash);
    expect(names[0]!.hash).toMatch(/^[0-9a-f]{32}$/);
    expect(nameRows(datasetOf(['other', ['1']], ['name', ['x']]), [1, 0], KEY)[0]!.hash).toBe(names[0]!.hash);
    expect(nameRows(dataset, [0, 1], KEY.replace('0', '1'))[0]!.hash).not.toBe(names[0]!.hash);
  });
  it('keeps cells apart', () => {
    const [one] = nameRows(datasetOf(['a', ['x1']], ['b', ['']]), [0, 1], KEY);
    expect(one!.hash).not.toBe(nameRows(dataset, [0, 1], KEY)[0]!.hash);
  });
});

/** Few different values, so that rows repeat. */
const table = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 7 });
const decisions = fc.array(
  fc.tuple(fc.nat(6), fc.option(fc.nat(6)), fc.constantFrom<Verdict>('match', 'non-match', 'possible')),
  { maxLength: 8 },
);
const cardinalities = fc.constantFrom<Cardinality>('one-to-one', 'one-to-many', 'many-to-one', 'many-to-many');
const namesOf = (cells: readonly string[]) => nameRows(tableOf(cells), [0], KEY);
const tableOf = (cells: readonly string[]): Dataset => datasetOf(['v', cells]);

function decided(
  left: readonly string[],
  right: readonly string[],
  list: readonly (readonly [number, number | null, Verdict])[],
) {
  const book = openDecisionBook();
  for (const [l, r, verdict] of list) {
    if (l >= left.length || (r !== null && r >= right.length) || (r === null && verdict === 'match')) continue;
    const entry = planDecision(book, 'accept', [{ left: l, right: r, verdict }], AT);
    if (entry) book.append(entry);
  }
  return standingVerdicts(book);
}

describe('carryDecisions', () => {
  it('gives every decision back on the same tables', () => {
    fc.assert(
      fc.property(table, table, decisions, cardinalities, (left, right, list, cardinality) => {
        const verdicts = decided(left, right, list);
        const names = { left: namesOf(left), right: namesOf(right) };
        const carried = carryDecisions(keyVerdicts(verdicts, names), names, cardinality);
        const sorted = [...verdicts].sort((a, b) => a.left - b.left || (a.right ?? -1) - (b.right ?? -1));
        expect(carried).toEqual({ changes: sorted, carried: verdicts.length, lost: 0, ambiguous: 0 });
      }),
      SEED,
    );
  });

  it('carries only what speaks of rows with the same cells, in any order, and says where the rest went', () => {
    fc.assert(
      fc.property(table, table, decisions, table, table, cardinalities, (left, right, list, nextLeft, nextRight, cardinality) => {
        const verdicts = decided(left, right, list);
        const keyed = keyVerdicts(verdicts, { left: namesOf(left), right: namesOf(right) });
        const found = carryDecisions(keyed, { left: namesOf(nextLeft), right: namesOf(nextRight) }, cardinality);
        expect(found.carried + found.lost + found.ambiguous).toBe(verdicts.length);
        const known = new Set(
          verdicts.map(({ left: l, right: r, verdict }) => `${left[l]} ${r === null ? '' : right[r]} ${verdict}`),
        );
        for (const { left: l, right: r, verdict } of found.changes) {
          expect(known).toContain(`${nextLeft[l]} ${r === null ? '' : nextRight[r]} ${verdict}`);
        }
        const isThere = verdicts.filter(
          ({ left: l, right: r }) => nextLeft.includes(left[l]!) && (r === null || nextRight.includes(right[r]!)),
        );
        expect(found.lost).toBe(verdicts.length - isThere.length);
        expect(new Set(found.changes.map(({ left: l, right: r }) => `${l} ${r}`)).size).toBe(found.changes.length);
      }),
      SEED,
    );
  });

  it('carries everything on rows that are there once before and after', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 }),
        fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 }),
        decisions,
        fc.infiniteStream(fc.nat()),
        (left, right, list, dice) => {
          const shuffled = <T>(rows: readonly T[]): T[] =>
            rows
              .map((row) => ({ row, by: dice.next().value! }))
              .sort((a, b) => a.by - b.by)
              .map(({ row }) => row);
          const verdicts = decided(left, right, list);
          const next = { left: ['+new', ...shuffled(left)], right: [...shuffled(right), '+new'] };
          const keyed = keyVerdicts(verdicts, { left: namesOf(left), right: namesOf(right) });
          const found = carryDecisions(keyed, { left: namesOf(next.left), right: namesOf(next.right) }, 'one-to-one');
          expect(found.carried).toBe(verdicts.length);
          const contents = (l: string, r: string | undefined, verdict: string | null) => JSON.stringify([l, r, verdict]);
          expect(found.changes.map((c) => contents(next.left[c.left]!, next.right[c.right ?? -1], c.verdict)).sort()).toEqual(
            verdicts.map((v) => contents(left[v.left]!, right[v.right ?? -1], v.verdict)).sort(),
          );
        },
      ),
      SEED,
    );
  });

  it('does not accept for a second equal row what only one may have', () => {
    const verdicts = decided(['a'], ['b'], [[0, 0, 'match']]);
    const keyed = keyVerdicts(verdicts, { left: namesOf(['a']), right: namesOf(['b']) });
    const twice = { left: namesOf(['a', 'a']), right: namesOf(['b']) };
    expect(carryDecisions(keyed, twice, 'one-to-one')).toMatchObject({ changes: [], ambiguous: 1 });
    expect(carryDecisions(keyed, twice, 'many-to-one').changes).toHaveLength(2);
    const rejected = keyVerdicts(decided(['a'], ['b'], [[0, 0, 'non-match']]), { left: namesOf(['a']), right: namesOf(['b']) });
    expect(carryDecisions(rejected, twice, 'one-to-one').changes).toHaveLength(2);
  });
});
