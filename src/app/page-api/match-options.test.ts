import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/model/errors';
import { allCells } from '../../core/table/cells';
import type { MatchOptions } from './contract';
import { toRunOptions, toSettings } from './match-options';
import { toDataset } from './table-input';

const tables = async () => ({
  left: await toDataset([{ id: '1', name: 'Alpha Works' }], 'left', undefined),
  right: await toDataset({ columns: ['code', 'name'], rows: [['x', 'Alpha Werke']] }, 'right', undefined),
});

const optionThatFails = async (options: object): Promise<unknown> => {
  const given = await tables();
  try {
    toSettings(options as MatchOptions, given);
  } catch (thrown) {
    return thrown instanceof AppError && thrown.code === 'input/invalid-option' ? thrown.params.option : thrown;
  }
  return null;
};

describe('toSettings', () => {
  it('has the defaults of the contract', async () => {
    const settings = toSettings({}, await tables());
    expect(settings).toMatchObject({ cardinality: 'many-to-many', score: 'hybrid', threshold: 'auto', model: 'rowlink-small' });
    expect(settings.on).toEqual({ left: ['name'], right: ['name'] });
    expect(toSettings({ k: 1 }, await tables()).cardinality).toBe('many-to-one');
  });

  it('never asks for more candidates than there are rows', async () => {
    expect(toSettings({ k: 500 }, await tables()).candidatesPerRow).toBe(1);
  });

  it('takes columns of different names, and one name for a list', async () => {
    const settings = toSettings({ leftOn: ['name'], rightOn: 'code' as never }, await tables());
    expect(settings.on).toEqual({ left: ['name'], right: ['code'] });
  });

  it.each([
    [{ k: 0 }, 'k'],
    [{ k: 1.5 }, 'k'],
    [{ cardinality: '2:1' }, 'cardinality'],
    [{ threshold: 1.01 }, 'threshold'],
    [{ threshold: Number.NaN }, 'threshold'],
    [{ threshold: 'high' }, 'threshold'],
    [{ score: 'magic' }, 'score'],
    [{ device: 'cuda' }, 'device'],
    [{ blocking: { left: 'id', right: 'code' } }, 'blocking'],
    [{ blocking: ['id'] }, 'blocking'],
    [{ blocking: [{ left: 'id' }] }, 'blocking'],
    [{ blocking: [{ left: 'id', right: 'code', key: 'soundex' }] }, 'blocking'],
    [{ blocking: [{ left: 'id', right: 'code', key: 'prefix', length: 0 }] }, 'blocking'],
    [{ blocking: [{ left: 'id', right: 'code', key: 'prefix', length: '3' }] }, 'blocking'],
    [{ blocking: [{ left: 'id', right: 'code', key: 'numeric-range', tolerance: -1 }] }, 'blocking'],
    [{ weights: { name: 6 } }, 'weights'],
    [{ weights: { name: '2' } }, 'weights'],
    [{ weights: { id: 2 } }, 'weights'],
    [{ weights: { name: 0 } }, 'weights'],
    [{ weights: [2] }, 'weights'],
    [{ qualifiers: [{ left: 'id', right: 'code', kind: 'colour' }] }, 'qualifiers'],
    [{ qualifiers: [{ left: 'id', right: 'code', weight: 7 }] }, 'qualifiers'],
    [{ limits: { left: 0 } }, 'limits'],
    [{ limits: { left: 1.5 } }, 'limits'],
    [{ cardinality: '1:m', limits: { right: 2 } }, 'limits'],
    [{ minimumScore: 2 }, 'minimumScore'],
    [{ leftOn: ['name'] }, 'rightOn'],
    [{ on: [] }, 'leftOn'],
  ])('refuses %j and names the option', async (options, name) => {
    expect(await optionThatFails(options)).toBe(name);
  });

  it('takes rules, weights, qualifiers and limits', async () => {
    const settings = toSettings(
      {
        cardinality: 'm:1',
        blocking: [
          { left: 'id', right: 'code' },
          { left: 'name', right: 'name', key: 'prefix', length: 2 },
          { left: 'id', right: 'code', key: 'numeric-range', tolerance: 5 },
        ],
        weights: { name: 2.5 },
        qualifiers: [{ left: 'id', right: 'code' }],
        limits: { left: 1, right: 3 },
        minimumScore: 0.25,
        device: 'webgpu',
      },
      await tables(),
    );
    expect(settings).toMatchObject({
      blocking: [
        { left: 'id', right: 'code', key: 'exact' },
        { left: 'name', right: 'name', key: 'prefix', length: 2 },
        { left: 'id', right: 'code', key: 'numeric-range', tolerance: 5 },
      ],
      weights: { name: 2.5 },
      qualifiers: [{ left: 'id', right: 'code', kind: 'category', weight: 1 }],
      limits: { left: null, right: 3 },
      minimumScore: 0.25,
      device: 'webgpu',
    });
  });

  it('knows the models by name', async () => {
    const given = await tables();
    expect(toSettings({ model: 'rowlink-instant' }, given).model).toBe('rowlink-instant');
    expect(toSettings({ model: 'mine@0123456789ab' }, given).model).toBe('mine@0123456789ab');
    expect(() => toSettings({ model: 'absent' }, given)).toThrow(
      expect.objectContaining({ code: 'model/unknown', params: { model: 'absent' } }),
    );
  });

  it('knows a rule by its columns', async () => {
    const given = await tables();
    expect(() => toSettings({ blocking: [{ left: 'id', right: 'id' }] }, given)).toThrow(
      expect.objectContaining({ code: 'input/unknown-column', params: { column: 'id', file: 'right' } }),
    );
  });

  it('takes groups of words that mean the same, each once, and none for none', async () => {
    const given = await tables();
    const aliases = [['a', 'b'], { words: ['c', 'd'], oneWay: true, column: 'name' }, ['b', 'a']] as const;
    expect(toSettings({ aliases }, given).aliases).toEqual([
      { words: ['a', 'b'] },
      { words: ['c', 'd'], isOneWay: true, column: 'name' },
    ]);
    expect(toSettings({ aliases: [] }, given)).not.toHaveProperty('aliases');
    for (const bad of [['a', 'b'], [['a']], [['a', 3]], 'a=b', [null], [{ words: 'ab' }]]) {
      expect(() => toSettings({ aliases: bad as never }, given)).toThrow(
        expect.objectContaining({ code: 'input/invalid-option', params: { option: 'aliases' } }),
      );
    }
  });

  it('leaves null as the threshold that links everything', async () => {
    expect(toSettings({ threshold: null }, await tables()).threshold).toBeNull();
  });
});

describe('toRunOptions', () => {
  it('keeps vectors and leaves the number of threads to the page', () => {
    expect(toRunOptions({})).toEqual({ useCache: true });
    expect(toRunOptions({ cache: false, workers: 1 })).toEqual({ useCache: false, workers: 1 });
  });

  it.each([0, -1, 1.5, Number.NaN, '2'])('refuses %j workers', (workers) => {
    expect(() => toRunOptions({ workers: workers as number })).toThrow(AppError);
  });
});

describe('toDataset', () => {
  it('keeps every cell as text and fills what records do not have', async () => {
    const dataset = await toDataset(
      [
        { id: '007', __proto__x: 1 },
        { id: null, more: true },
      ],
      'left',
      undefined,
    );
    expect(dataset.columns.map(({ name }) => name)).toEqual(['id', '__proto__x', 'more']);
    expect(allCells(dataset)).toEqual([
      ['007', ''],
      ['1', ''],
      ['', 'true'],
    ]);
  });

  it.each([[null], [42], [[1, 2]], [{ columns: ['a'] }], [{ columns: [], rows: [] }]])('refuses %j', async (input) => {
    await expect(toDataset(input as never, 'right', undefined)).rejects.toMatchObject({
      code: 'input/invalid-table',
      params: { side: 'right' },
    });
  });

  it('refuses a table without rows', async () => {
    await expect(toDataset({ columns: ['a'], rows: [] }, 'left', undefined)).rejects.toMatchObject({ code: 'file/no-rows' });
  });
});
