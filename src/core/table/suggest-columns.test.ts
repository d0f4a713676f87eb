import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDataset } from '../files/read-dataset';
import type { Dataset } from '../model/types';
import { headerSimilarity, readHeader } from './header-words';
import { suggestRecordId } from './record-id';
import { suggestColumns, suggestPairs } from './suggest-columns';

const job = { signal: new AbortController().signal, progress: () => {} };
const read = (text: string): Promise<Dataset> => readDataset({ name: 'x.csv', blob: new Blob([text]) }, { headerRow: 0 }, job);

describe('readHeader', () => {
  it.each([
    ['CompanyName', 'company_name'],
    ['Libellé du Produit', 'Product Label'],
    ['addr', 'Adresse'],
    ['Straße', 'street'],
    ['название', '名称'],
    ['Téléphone', 'phone'],
  ])('%s means the same as %s', (a, b) => {
    expect(headerSimilarity(readHeader(a), readHeader(b))).toBe(1);
  });

  it('tells ids from words that hold one', () => {
    expect(['id', 'Row ID', '#', 'ID'].map((header) => readHeader(header).isOnlyId)).toEqual([true, true, true, true]);
    expect(['Company ID', 'idea', ''].map((header) => readHeader(header).isOnlyId)).toEqual([false, false, false]);
  });

  it('knows no members of objects', () => {
    expect(readHeader('constructor').role).toBe('other');
    expect(headerSimilarity(readHeader('__proto__'), readHeader('name'))).toBe(0);
  });
});

describe('suggestColumns', () => {
  it('never suggests ids of rows, running numbers or empty columns', async () => {
    const left = await read('id,nr,empty,name\n7,1,,Acme\n8,2,,Beta\n9,3,,Gamma\n');
    const right = await read('id,nr,empty,name\n7,1,,Gamma\n8,2,,Acme\n9,3,,Delta\n');
    expect(suggestColumns(left, right)).toEqual({ left: ['name'], right: ['name'] });
  });

  it('finds partners by values where headers say nothing', async () => {
    const left = await read('a,b\nAcme Ltd,Rome\nBeta Inc,Oslo\nGamma Co,Paris\nDelta,Bern\n');
    const right = await read('x,y\nOslo,Beta\nRome,Acme\nParis,Gamma\nLyon,Delta\n');
    const pairs = suggestPairs(left, right);
    expect(pairs.map((pair) => [pair.left, pair.right])).toEqual(
      expect.arrayContaining([
        ['a', 'y'],
        ['b', 'x'],
      ]),
    );
    expect(pairs.every(({ reason }) => reason === 'values')).toBe(true);
  });

  it('puts the names first where only the countries share values', async () => {
    const left = await read('Partei,Land\nGrüne,DE\nRote,FR\nBlaue,DE\n');
    const right = await read('movement,country\nGreens,DE\nReds,FR\nBlues,DE\n');
    expect(suggestPairs(left, right)[0]).toMatchObject({ left: 'Partei', right: 'movement' });
  });

  it('suggests nothing for tables of nothing but ids', async () => {
    const table = await read('id\n1\n2\n3\n');
    expect(suggestColumns(table, table)).toEqual({ left: [], right: [] });
  });
});

describe('suggestRecordId', () => {
  it('takes a filled, distinct id column and nothing else', async () => {
    expect(suggestRecordId(await read('name,Customer ID,id\nA,x1,5\nB,x2,6\n'))).toBe('id');
    expect(suggestRecordId(await read('name,id\nA,5\nB,5\n'))).toBeNull();
    expect(suggestRecordId(await read('name,sku\nA,AB-1\nB,AB-2\n'))).toBe('sku');
    expect(suggestRecordId(await read('name,price\nA,1.5\nB,2.5\n'))).toBeNull();
  });
});

/** Public linkage tasks, kept beside the repository; nothing of them is stored in it. */
const tasks = new URL('../../../../shared/data/', import.meta.url);
const hasTasks = existsSync(tasks);

describe.skipIf(!hasTasks)(`suggestions on public tasks${hasTasks ? '' : ' (skipped: no ../shared/data)'}`, () => {
  const load = (task: string, side: string) =>
    readDataset({ name: `${side}.csv`, blob: new Blob([readFileSync(new URL(`${task}/${side}.csv`, tasks))]) }, {}, job);

  it.each([
    ['lt_toy_companies', ['CompanyName~CompanyName', 'Country~Country']],
    ['lt_translation_fr_en', ['Libellé du Produit~Product Label']],
    ['cities_bg_en', ['native~name']],
    ['hpo_de_en', ['term~label']],
    ['countries_de_ru_zh_en', ['name~country']],
    ['hs_heading_to_section', ['description~name']],
    ['abt_buy', ['name~name', 'description~description']],
    ['dblp_acm', ['title~title', 'authors~authors']],
    ['fodors_zagats', ['name~name', 'addr~addr', 'phone~phone', 'city~city']],
  ])('%s', async (task, expected) => {
    const pairs = suggestPairs(await load(task, 'left'), await load(task, 'right'));
    expect(pairs.map(({ left, right }) => `${left}~${right}`)).toEqual(expected);
  });
});
