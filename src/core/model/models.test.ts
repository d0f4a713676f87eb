import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EMBEDDED_MODELS, findModel } from './models';
import { DEFAULT_MODEL } from './settings';

const folder = new URL('../../../public/models/', import.meta.url);

it.each(EMBEDDED_MODELS)('$id is described as its files are', ({ id, sizeBytes, dimensions }) => {
  const manifest = JSON.parse(readFileSync(new URL(`${id}/manifest.json`, folder), 'utf8'));
  const card = JSON.parse(readFileSync(new URL(`${id}/linkage.json`, folder), 'utf8'));
  expect(manifest.files['onnx/model_quantized.onnx'].bytes + manifest.files['tokenizer.json'].bytes).toBe(sizeBytes);
  expect(manifest).toMatchObject({ id, dimensions, maxTokens: card.max_length, prefix: card.prefix, output: card.output });
  expect(card.dim).toBe(dimensions);
});

it('lists every model that is shipped, and the default is one of them', () => {
  expect(EMBEDDED_MODELS.map(({ id }) => id).sort()).toEqual(readdirSync(folder).sort());
  expect(findModel(DEFAULT_MODEL).tier).toBe('small');
});

it('does not know other models', () => {
  expect(() => findModel('bert')).toThrow(expect.objectContaining({ code: 'model/unknown', params: { model: 'bert' } }));
});
