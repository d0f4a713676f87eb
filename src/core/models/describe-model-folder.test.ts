import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeModelFolder } from './describe-model-folder';
import { bertTokenizer, type Folder, modulesFile, onnxFile, poolingFile, readFolder, textFile } from './folder-fixture';

const xlmRoberta = (parts: Record<string, unknown> = {}): Blob => {
  const path = new URL('../../../public/models/rowlink-instant/tokenizer.json', import.meta.url);
  const { normalizer, pre_tokenizer } = JSON.parse(readFileSync(path, 'utf8'));
  const template = [{ SpecialToken: { id: '<s>' } }, { Sequence: { id: 'A' } }, { SpecialToken: { id: '</s>' } }];
  const special_tokens = { '<s>': { ids: [0] }, '</s>': { ids: [2] } };
  return textFile({
    model: { type: 'Unigram', unk_id: 3, vocab: [] },
    added_tokens: [{ id: 0, content: '<s>', special: true }],
    normalizer,
    pre_tokenizer,
    post_processor: { type: 'TemplateProcessing', single: template, special_tokens },
    ...parts,
  });
};
const base = (parts: Folder = {}): Folder => ({
  'config.json': textFile({ model_type: 'bert', hidden_size: 384, max_position_embeddings: 512 }),
  'tokenizer.json': bertTokenizer,
  'modules.json': modulesFile('Pooling', 'Normalize'),
  '1_Pooling/config.json': poolingFile('mean_tokens'),
  'sentence_bert_config.json': textFile({ max_seq_length: 128, do_lower_case: false }),
  'onnx/model_quantized.onnx': onnxFile({ inputs: ['input_ids', 'attention_mask', 'token_type_ids'] }),
  ...parts,
});
const without = (folder: Folder, ...paths: readonly string[]): Folder =>
  Object.fromEntries(Object.entries(folder).filter(([path]) => !paths.includes(path)));

describe('the families that people use', () => {
  it('paraphrase-multilingual-MiniLM-L12-v2: mean, Unigram of XLM-R, token types', async () => {
    const outline = await describeModelFolder(base({ 'tokenizer.json': xlmRoberta() }), {
      title: 'paraphrase-multilingual-MiniLM-L12-v2',
    });
    expect(outline).toMatchObject({
      pooling: 'mean',
      dimensions: 384,
      maxTokens: 128,
      prefix: '',
      ends: [0, 2],
      tokenizer: 'unigram',
      inputs: ['input_ids', 'attention_mask', 'token_type_ids'],
      output: 'last_hidden_state',
      dense: [],
      weights: 'onnx/model_quantized.onnx',
    });
    expect(Object.keys(outline.files).sort()).toEqual(Object.keys(base()).sort());
  });

  it('multilingual-e5-base: the prefix is known by the name, positions start at two, the tokenizer lies beside the weights too', async () => {
    const folder = without(base(), 'sentence_bert_config.json', 'onnx/model_quantized.onnx');
    const outline = await describeModelFolder(
      {
        ...folder,
        'config.json': textFile({ model_type: 'xlm-roberta', hidden_size: 768, max_position_embeddings: 66 }),
        'tokenizer.json': xlmRoberta(),
        '1_Pooling/config.json': poolingFile('mean_tokens', 768),
        'onnx/config.json': textFile({}),
        'onnx/tokenizer.json': xlmRoberta(),
        'onnx/model.onnx': onnxFile(),
        'onnx/model_O4.onnx': onnxFile(),
        'onnx/model_qint8_avx512_vnni.onnx': onnxFile({
          outputs: [{ name: 'last_hidden_state', dims: [0, 0, 768] }],
          tensors: [{ type: 3, dims: [100, 100] }],
        }),
        'model.safetensors': textFile('x'),
      },
      { id: 'intfloat/multilingual-e5-base', revision: 'abc', licence: 'mit', source: 'https://example.org' },
    );
    expect(outline).toMatchObject({
      id: 'intfloat/multilingual-e5-base',
      revision: 'abc',
      licence: 'mit',
      source: 'https://example.org',
      dtype: 'int8',
      prefix: 'query: ',
      maxTokens: 64,
      dimensions: 768,
      weights: 'onnx/model_qint8_avx512_vnni.onnx',
    });
    expect(Object.keys(outline.files)).not.toContain('model.safetensors');
    expect(Object.keys(outline.files)).not.toContain('onnx/model.onnx');
    expect(Object.keys(outline.files)).not.toContain('onnx/tokenizer.json');
  });

  it('LaBSE: first token, a dense layer with tanh', async () => {
    const outline = await describeModelFolder(
      base({
        'modules.json': modulesFile('Pooling', 'Dense', 'Normalize'),
        '1_Pooling/config.json': poolingFile('cls_token', 768),
        '2_Dense/config.json': textFile({
          in_features: 768,
          out_features: 512,
          bias: true,
          activation_function: 'torch.nn.modules.activation.Tanh',
        }),
        '2_Dense/model.safetensors': textFile('weights'),
      }),
    );
    expect(outline).toMatchObject({ pooling: 'cls', dimensions: 512, ends: [101, 102] });
    expect(outline.dense).toEqual([
      { path: '2_Dense/model.safetensors', inputs: 768, outputs: 512, hasBias: true, activation: 'tanh' },
    ]);
    expect(Object.keys(outline.files)).toContain('2_Dense/model.safetensors');
  });

  it('LaBSE without modules, as it is exported for browsers: the pooler of BERT is its dense layer', async () => {
    const outputs = [
      { name: 'last_hidden_state', dims: [0, 0, 768] },
      { name: 'pooler_output', dims: [0, 768] },
    ];
    const folder = without(base({ 'onnx/model_quantized.onnx': onnxFile({ outputs }) }), 'modules.json', '1_Pooling/config.json');
    const outline = await describeModelFolder(folder, { title: 'LaBSE' });
    expect(outline).toMatchObject({ pooling: 'graph', output: 'pooler_output', dimensions: 768 });
  });

  it('bge-m3: tensors in files of their own, and the constants of the exporter', async () => {
    const outside = onnxFile({
      tensors: [
        { type: 1, dims: [1000, 100], location: 'model.onnx_data' },
        { type: 7, dims: [8], location: 'Constant_7_attr__value' },
      ],
    });
    const folder = {
      ...without(base(), 'onnx/model_quantized.onnx'),
      '1_Pooling/config.json': poolingFile('cls_token', 1024),
      'onnx/model.onnx': outside,
      'onnx/model.onnx_data': textFile('data'),
      'onnx/Constant_7_attr__value': textFile('one'),
    };
    const outline = await describeModelFolder(folder);
    expect(outline).toMatchObject({ pooling: 'cls', prefix: '', dtype: 'fp32' });
    expect(outline.weightsData).toEqual(['onnx/model.onnx_data', 'onnx/Constant_7_attr__value']);
    await expect(describeModelFolder(without(folder, 'onnx/model.onnx_data'))).rejects.toMatchObject({
      code: 'model/incomplete',
      params: { file: 'onnx/model.onnx_data' },
    });
  });

  it('gte-multilingual without modules: first token by its name', async () => {
    const outline = await describeModelFolder(without(base(), 'modules.json', '1_Pooling/config.json'), {
      title: 'gte-multilingual-base',
    });
    expect(outline).toMatchObject({ pooling: 'cls', prefix: '' });
  });

  it('EmbeddingGemma: pooling and dense layers in the graph, the prompt for similarity', async () => {
    const outputs = [
      { name: 'last_hidden_state', dims: [0, 0, 768] },
      { name: 'sentence_embedding', dims: [0, 768] },
    ];
    const prompts = {
      query: 'task: search result | query: ',
      document: 'title: none | text: ',
      STS: 'task: sentence similarity | query: ',
    };
    const outline = await describeModelFolder(
      base({
        'config_sentence_transformers.json': textFile({ prompts, default_prompt_name: null }),
        'onnx/model_quantized.onnx': onnxFile({ outputs }),
      }),
    );
    expect(outline).toMatchObject({ pooling: 'graph', output: 'sentence_embedding', dense: [], prefix: prompts.STS });
  });

  it('Qwen3-Embedding: last token, only an end mark, documents without prompt, positions as input', async () => {
    const template = [{ Sequence: { id: 'A' } }, { SpecialToken: { id: '<end>' } }];
    const outline = await describeModelFolder(
      base({
        '1_Pooling/config.json': poolingFile('lasttoken', 1024),
        'config_sentence_transformers.json': textFile({ prompts: { query: 'Instruct: find\nQuery:', document: '' } }),
        'tokenizer.json': textFile({
          model: { type: 'BPE', vocab: {} },
          post_processor: {
            type: 'Sequence',
            processors: [
              { type: 'ByteLevel' },
              { type: 'TemplateProcessing', single: template, special_tokens: { '<end>': { ids: [151_643] } } },
            ],
          },
        }),
        'onnx/model_quantized.onnx': onnxFile({ inputs: ['input_ids', 'attention_mask', 'position_ids'] }),
      }),
    );
    expect(outline).toMatchObject({ pooling: 'last', prefix: '', ends: [null, 151_643], tokenizer: 'general' });
  });

  it('LinkTransformer, converted: types under new package names, files in a folder of their own, a name around everything', async () => {
    const folder = base({
      'modules.json': textFile([
        { idx: 0, name: '0', path: '0_Transformer', type: 'sentence_transformers.base.modules.transformer.Transformer' },
        { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.sentence_transformer.modules.pooling.Pooling' },
      ]),
      '1_Pooling/config.json': textFile({ embedding_dimension: 768, pooling_mode: 'mean' }),
      'README.md': textFile('---\nlanguage:\n- en\n- de\nlicense: apache-2.0\n---\n# lt-wikidata-comp-en\n'),
    });
    const inside = Object.fromEntries(
      Object.entries(folder).map(
        ([path, file]) => [/^(?:config|tokenizer)\.json$/u.test(path) ? `lt/0_Transformer/${path}` : `lt/${path}`, file] as const,
      ),
    );
    const outline = await describeModelFolder(inside);
    expect(outline).toMatchObject({
      title: 'lt',
      pooling: 'mean',
      licence: 'apache-2.0',
      languages: ['en', 'de'],
      weights: 'lt/onnx/model_quantized.onnx',
      tokenizerFile: 'lt/0_Transformer/tokenizer.json',
    });
    expect(outline.files['lt/0_Transformer/tokenizer.json']!.bytes).toBeGreaterThan(0);
  });
});

describe('what is in the way is named', () => {
  const refused = (folder: Folder) => describeModelFolder(folder).catch((error: unknown) => error);
  it.each([
    [
      'no weights',
      without(base(), 'onnx/model_quantized.onnx'),
      'model/no-weights',
      { files: expect.stringContaining('config.json') },
    ],
    ['no tokenizer', without(base(), 'tokenizer.json'), 'model/incomplete', { file: 'tokenizer.json' }],
    ['no pooling', without(base(), '1_Pooling/config.json'), 'model/incomplete', { file: '1_Pooling/config.json' }],
    ['the maximum', base({ '1_Pooling/config.json': poolingFile('max_tokens') }), 'model/unsupported', { part: 'pooling max' }],
    [
      'two poolings',
      base({ '1_Pooling/config.json': textFile({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: true }) }),
      'model/unsupported',
      { part: 'pooling cls + mean' },
    ],
    [
      'a module',
      base({ 'modules.json': modulesFile('WeightedLayerPooling') }),
      'model/unsupported',
      { part: 'WeightedLayerPooling' },
    ],
    [
      'a tokenizer',
      base({ 'tokenizer.json': textFile({ model: { type: 'WordLevel' } }) }),
      'model/unsupported',
      { part: 'tokenizer WordLevel' },
    ],
    [
      'an input',
      base({ 'onnx/model_quantized.onnx': onnxFile({ inputs: ['input_ids', 'pixel_values'] }) }),
      'model/unsupported',
      { part: 'pixel_values' },
    ],
    [
      'no vectors',
      base({
        'onnx/model_quantized.onnx': onnxFile({
          outputs: [
            { name: 'logits', dims: [0, 2] },
            { name: 'loss', dims: [] },
          ],
        }),
      }),
      'model/unsupported',
      { part: 'logits, loss' },
    ],
    [
      'a web page',
      base({ 'onnx/model_quantized.onnx': textFile('<!doctype html><html>not found</html>') }),
      'model/broken-file',
      { file: 'onnx/model_quantized.onnx' },
    ],
    ['a page for JSON', base({ 'tokenizer.json': textFile('<!doctype html>') }), 'model/broken-file', { file: 'tokenizer.json' }],
    [
      'a pointer',
      base({ 'onnx/model_quantized.onnx': textFile('version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n') }),
      'model/lfs-pointer',
      { file: 'onnx/model_quantized.onnx' },
    ],
    ['nothing', {}, 'model/no-weights', { files: '' }],
  ] as const)('%s', async (_, folder, code, params) => {
    expect(await refused(folder as Folder)).toMatchObject({ code, params });
  });

  it('cut weights, wherever the cut is', async () => {
    const whole = new Uint8Array(await onnxFile().arrayBuffer());
    for (let length = 0; length < whole.length; length += 7) {
      const error = await refused(base({ 'onnx/model_quantized.onnx': new Blob([whole.slice(0, length)]) }));
      expect(error).toMatchObject({ code: 'model/broken-file' });
    }
  });

  it('weights that no browser can hold', async () => {
    const huge = new Blob(['x']);
    Object.defineProperty(huge, 'size', { value: 2_270_000_000 });
    const outside = onnxFile({ tensors: [{ type: 1, dims: [9], location: 'model.onnx_data' }] });
    const folder = { ...without(base(), 'onnx/model_quantized.onnx'), 'onnx/model.onnx': outside, 'onnx/model.onnx_data': huge };
    expect(await refused(folder)).toMatchObject({ code: 'model/too-large', params: { file: 'onnx/model.onnx' } });
    // A smaller export of the same is taken instead.
    const outline = await describeModelFolder({ ...folder, 'onnx/model_fp16.onnx': onnxFile() });
    expect(outline.weights).toBe('onnx/model_fp16.onnx');
  });
});

describe('real folders', () => {
  it.each([
    [
      'tiny-bert',
      {
        pooling: 'mean',
        dtype: 'fp32',
        tokenizer: 'word-piece',
        ends: [2, 3],
        prefix: '',
        dimensions: 32,
        maxTokens: 48,
        licence: 'mit',
      },
    ],
    [
      'tiny-e5',
      {
        pooling: 'mean',
        dtype: 'uint8',
        tokenizer: 'general',
        ends: [0, 2],
        prefix: 'query: ',
        inputs: ['input_ids', 'attention_mask'],
      },
    ],
    ['tiny-labse', { pooling: 'cls', dimensions: 24, inputs: ['input_ids', 'attention_mask', 'token_type_ids'] }],
  ])('%s', async (name, expected) => {
    const outline = await describeModelFolder(readFolder(name));
    expect(outline).toMatchObject(expected);
    expect(Object.keys(outline.files)).not.toContain('expected.json');
  });
});
