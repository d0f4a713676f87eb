import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/model/errors';
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
    [{ device: 'webgpu' }, 'device'],
    [{ blocking: [{ left: 'id', right: 'code' }] }, 'blocking'],
    [{ weights: { name: 2 } }, 'weights'],
    [{ leftOn: ['name'] }, 'rightOn'],
    [{ on: [] }, 'leftOn'],
  ])('refuses %j and names the option', async (options, name) => {
    expect(await optionThatFails(options)).toBe(name);
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
    expect(dataset.values).toEqual([
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
