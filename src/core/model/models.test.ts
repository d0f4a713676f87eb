import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bytesToLoad } from '../models/model-manifest';
import { EMBEDDED_MODELS, findModel } from './models';
import { DEFAULT_MODEL } from './settings';

const folder = new URL('../../../public/models/', import.meta.url);

it.each(EMBEDDED_MODELS)('$id is as large as its files are', ({ id, sizeBytes }) => {
  expect(bytesToLoad(JSON.parse(readFileSync(new URL(`${id}/manifest.json`, folder), 'utf8')))).toBe(sizeBytes);
});

it('lists every model that is shipped, and the default is one of them', () => {
  expect(EMBEDDED_MODELS.map(({ id }) => id).sort()).toEqual(readdirSync(folder).sort());
  expect(findModel(DEFAULT_MODEL).tier).toBe('small');
});

it('does not know other models', () => {
  expect(() => findModel('bert')).toThrow(expect.objectContaining({ code: 'model/unknown', params: { model: 'bert' } }));
});
