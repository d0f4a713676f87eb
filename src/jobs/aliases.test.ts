import { expect, it } from 'vitest';
import { DEFAULT_MATCH_SETTINGS } from '../core/model/settings';
import { datasetOf } from '../core/text/text-fixture';
import { aliasHandlers } from './aliases';

const job = { signal: new AbortController().signal, progress: () => {} };
const towns = ['Duluth', 'Austin', 'Winona', 'Edina'];
const tables = {
  left: datasetOf(['name', towns.map((town) => `${town} Cnty Hosp`)]),
  right: datasetOf(['title', towns.map((town) => `${town} County Hospital`)]),
};
const settings = { ...DEFAULT_MATCH_SETTINGS, on: { left: ['name'], right: ['title'] } };
const rows = Uint32Array.from(towns, (_, row) => row);
const pairs = { left: rows, right: rows };

it('suggests what accepted rows show, and not what is known', async () => {
  const { answer } = await aliasHandlers.suggestAliases({ tables, pairs, settings }, job);
  expect(answer).toContainEqual({ left: 'Cnty Hosp', right: 'County Hospital', pairs: 4 });
  const aliases = [{ words: ['Cnty Hosp', 'County Hospital'] }];
  const known = await aliasHandlers.suggestAliases({ tables, pairs, settings: { ...settings, aliases } }, job);
  expect(known.answer).toEqual([]);
});

it('counts rows of either table, of one table as its own', async () => {
  const groups = [{ words: ['Cnty', 'County'] }, { words: ['Edina', 'x'] }];
  const counted = await aliasHandlers.countAliases({ tables, groups, settings }, job);
  expect([[...counted.answer.left], [...counted.answer.right]]).toEqual([
    [4, 1],
    [4, 1],
  ]);
  const within = { ...settings, task: 'deduplicate' } as const;
  const own = await aliasHandlers.countAliases(
    { tables: { left: tables.left, right: tables.left }, groups, settings: within },
    job,
  );
  expect([[...own.answer.left], [...own.answer.right]]).toEqual([
    [4, 1],
    [0, 0],
  ]);
});

it('reads a table that has no header, and names the rows that words touch', async () => {
  const table = datasetOf(['c1', ['alias', 'Cnty', 'x']], ['c2', ['meaning', 'County', '']]);
  const { answer } = await aliasHandlers.readAliases({ table, isOneWay: true }, job);
  expect(answer).toEqual({
    groups: [{ words: ['Cnty', 'County'], isOneWay: true }],
    faults: [{ line: 3, fault: 'one-word' }],
    repeated: 0,
    hasHeader: true,
  });
  const touched = await aliasHandlers.findTouched({ tables, groups: [{ words: ['Edina', 'y'] }], settings }, job);
  expect([[...touched.answer.left], [...touched.answer.right]]).toEqual([[3], [3]]);
});
