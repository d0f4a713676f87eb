import { expect, it } from 'vitest';
import { sealAdapter } from './adapter-file';
import { adapterParts } from './adapter-fixture';
import { adapterNote, fitsModel, requireModel } from './adapter-note';

const adapter = sealAdapter(adapterParts(8));
const { model, sha256 } = adapter.base;

it('an adapter fits the weights that it was trained on, and where these are not known, the model of its name', () => {
  expect(fitsModel(adapter, model, sha256)).toBe(true);
  expect(fitsModel(adapter, model, 'ab'.repeat(32))).toBe(false);
  expect(fitsModel(adapter, 'under another name', sha256)).toBe(true);
  expect(fitsModel(adapter, model, null)).toBe(true);
  expect(fitsModel(adapter, 'other', null)).toBe(false);
});

it('says which model it is for where it does not fit', () => {
  expect(() => requireModel(adapter, model, sha256)).not.toThrow();
  expect(() => requireModel(adapter, 'other', null)).toThrow(
    expect.objectContaining({ code: 'adapter/other-model', params: { adapter: 'Companies', base: model, model: 'other' } }),
  );
});

it('is written down without its weights and its curve', () => {
  expect(adapterNote(adapter).training).not.toHaveProperty('curve');
  expect(Object.keys(adapterNote(adapter)).sort()).toEqual(['base', 'createdAt', 'id', 'name', 'training']);
});
