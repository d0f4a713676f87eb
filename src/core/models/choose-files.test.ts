import { describe, expect, it } from 'vitest';
import { chooseModelFiles, chooseWeights, findModelRoot } from './choose-files';

const files = (...paths: readonly string[]) => paths.map((path) => ({ path, bytes: 1_000 }));

describe('chooseWeights', () => {
  it.each([
    ['8 bits before floats', ['onnx/model.onnx', 'onnx/model_quantized.onnx'], 'onnx/model_quantized.onnx'],
    [
      'floats before half floats and 4 bits',
      ['onnx/model_fp16.onnx', 'onnx/model_q4.onnx', 'onnx/model.onnx'],
      'onnx/model.onnx',
    ],
    ['half floats before 4 bits', ['onnx/model_q4.onnx', 'onnx/model_fp16.onnx'], 'onnx/model_fp16.onnx'],
    ['signed before unsigned bytes', ['onnx/model_uint8.onnx', 'onnx/model_int8.onnx'], 'onnx/model_int8.onnx'],
    [
      'names of sentence-transformers',
      ['onnx/model_O4.onnx', 'onnx/model_qint8_avx512_vnni.onnx'],
      'onnx/model_qint8_avx512_vnni.onnx',
    ],
    ['what is not known after floats', ['onnx/model_O2.onnx', 'onnx/model.onnx'], 'onnx/model.onnx'],
    ['4 bits with half floats last', ['onnx/model_q4f16.onnx', 'onnx/model_q4.onnx'], 'onnx/model_q4.onnx'],
  ])('%s', (_, paths, expected) => {
    expect(chooseWeights(files(...paths))?.path).toBe(expected);
    expect(chooseWeights(files(...[...paths].reverse()))?.path).toBe(expected);
  });

  it('none where there is none', () => expect(chooseWeights(files('model.safetensors', 'pytorch_model.bin'))).toBeNull());

  it('what is too large comes last, its data counted', () => {
    const large = { path: 'onnx/model_quantized.onnx_data', bytes: 3e9 };
    const all = [...files('onnx/model_quantized.onnx', 'onnx/model_q4.onnx'), large];
    expect(chooseWeights(all)?.path).toBe('onnx/model_q4.onnx');
  });
});

it('of a repository just what is needed to run it', () => {
  const all = files(
    '.gitattributes',
    '1_Pooling/config.json',
    '2_Dense/config.json',
    '2_Dense/model.safetensors',
    '2_Dense/pytorch_model.bin',
    'README.md',
    'config.json',
    'config_sentence_transformers.json',
    'model.safetensors',
    'modules.json',
    'onnx/config.json',
    'onnx/model.onnx',
    'onnx/model_quantized.onnx',
    'onnx/tokenizer.json',
    'openvino/openvino_model.xml',
    'pytorch_model.bin',
    'sentence_bert_config.json',
    'special_tokens_map.json',
    'tokenizer.json',
    'tokenizer_config.json',
  );
  expect(chooseModelFiles(all).map(({ path }) => path)).toEqual([
    '1_Pooling/config.json',
    '2_Dense/config.json',
    '2_Dense/model.safetensors',
    'README.md',
    'config.json',
    'config_sentence_transformers.json',
    'modules.json',
    'onnx/model_quantized.onnx',
    'sentence_bert_config.json',
    'special_tokens_map.json',
    'tokenizer.json',
    'tokenizer_config.json',
  ]);
  expect(chooseModelFiles(files('config.json', 'pytorch_model.bin'))).toEqual([]);
});

it.each([
  [['model/config.json', 'model/onnx/model.onnx', 'model/onnx/config.json'], 'model/'],
  [['config.json', 'onnx/model.onnx'], ''],
  [['a/b/modules.json', 'a/b/0_Transformer/config.json'], 'a/b/'],
  [['onnx/config.json', 'onnx/model.onnx'], ''],
  [['model.onnx'], ''],
  [[], ''],
])('the folder of %j is “%s”', (paths, expected) => expect(findModelRoot(paths)).toBe(expected));
