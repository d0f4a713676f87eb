import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelManifest } from '../models/model-manifest';
import { readHashList, writeHashList } from './hash-list';
import { vectorFault } from './judge-trial';
import { standIn } from './look-at-file';
import { findModelFolder, MOST_FILES } from './model-folder';
import { isOwnId, nameInId, ownModelId } from './own-model';

const code = (expected: string) => expect.objectContaining({ code: expected });

describe('findModelFolder', () => {
  it('takes the names off that stand around the folder of a model', () => {
    const found = findModelFolder([
      'zip/my-model/modules.json',
      'zip/my-model/config.json',
      'zip/my-model/1_Pooling/config.json',
      'zip/my-model/onnx/model.onnx',
      'zip/__MACOSX/my-model/._config.json',
      'zip/my-model/.git/config',
    ]);
    expect([...found.keys()].sort()).toEqual(['1_Pooling/config.json', 'config.json', 'modules.json', 'onnx/model.onnx']);
    expect(found.get('config.json')).toBe('zip/my-model/config.json');
  });

  it('leaves weights of other programs where they are, but not those of a layer after pooling', () => {
    const found = findModelFolder([
      'config.json',
      'model.safetensors',
      'pytorch_model.bin',
      '2_Dense/model.safetensors',
      'model.onnx_data',
    ]);
    expect([...found.keys()].sort()).toEqual(['2_Dense/model.safetensors', 'config.json', 'model.onnx_data']);
  });

  it.each([
    ['model/not-found', ['a.csv', 'onnx/model.onnx']],
    ['model/several', ['one/config.json', 'two/config.json']],
    ['model/unsafe-path', ['config.json', '../../etc/passwd']],
    ['model/unsafe-path', ['config.json', '/etc/passwd']],
    ['model/unsafe-path', ['config.json', 'C:\\windows\\x.json']],
    ['model/unsafe-path', ['config.json', 'a\0.json']],
    ['model/too-large', Array.from({ length: MOST_FILES + 1 }, (_, at) => `${at}.json`)],
  ])('says %s', (expected, paths) => {
    expect(() => findModelFolder(paths)).toThrow(code(expected));
  });

  it('gives no path that leads out of the folder, whatever names there are', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', 'config.json', 'a', 'onnx', '\\', 'C:', '~'),
      fc.string({ maxLength: 6 }),
    );
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 6 }), (paths) => {
        try {
          for (const inner of findModelFolder(paths).keys()) {
            expect(inner.split('/')).not.toContain('..');
            expect(inner.startsWith('/')).toBe(false);
          }
        } catch (thrown) {
          expect((thrown as { code: string }).code).toMatch(/^model\//u);
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('standIn', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('knows what stands in the place of a file', () => {
    expect(standIn(bytes('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 470\n'), 'onnx/model.onnx')).toBe(
      'lfs-pointer',
    );
    expect(standIn(bytes('\n<!DOCTYPE html><html>'), 'tokenizer.json')).toBe('page');
    expect(standIn(bytes('<!-- proxy --><html lang="de">'), 'onnx/model.onnx')).toBe('page');
    expect(standIn(bytes(''), 'config.json')).toBe('empty');
  });

  it('lets files be what they are', () => {
    expect(standIn(bytes('{"a":1}'), 'config.json')).toBeNull();
    expect(standIn(bytes('<html>in a card</html>'), 'README.md')).toBeNull();
    expect(standIn(bytes(''), 'LICENSE')).toBeNull();
    expect(standIn(new Uint8Array([8, 7, 18, 4]), 'onnx/model.onnx')).toBeNull();
  });
});

describe('hash lists', () => {
  it('are read as sha256sum writes them, and written so that it reads them', () => {
    const one = 'a'.repeat(64);
    const other = 'B'.repeat(64);
    expect([...readHashList(`${one}  ./onnx/model.onnx\r\n${other} *tokenizer.json\nno line\n`)]).toEqual([
      ['onnx/model.onnx', one],
      ['tokenizer.json', other.toLowerCase()],
    ]);
    expect(writeHashList({ b: { sha256: one }, a: { sha256: one } })).toBe(`${one}  a\n${one}  b\n`);
  });
});

describe('ownModelId', () => {
  const manifest: ModelManifest = {
    id: '',
    title: '',
    revision: '1',
    kind: 'network',
    dtype: 'int8',
    dimensions: 4,
    maxTokens: 64,
    prefix: '',
    ends: null,
    pooling: 'mean',
    isNormalised: false,
    inputs: ['input_ids'],
    output: 'last_hidden_state',
    weights: 'onnx/model.onnx',
    weightsData: [],
    dense: [],
    tokenizer: 'unigram',
    languages: [],
    licence: '',
    source: null,
    files: {
      'onnx/model.onnx': { bytes: 3, sha256: 'a' },
      'tokenizer.json': { bytes: 3, sha256: 'b' },
      LICENSE: { bytes: 3, sha256: 'c' },
    },
  };

  it('is another one where vectors would be others, and the same where not', () => {
    const id = ownModelId('my model.zip', manifest);
    expect(id).toMatch(/^my-model@[0-9a-f]{12}$/u);
    expect(isOwnId(id) && nameInId(id) === 'my-model').toBe(true);
    expect(ownModelId('my model', { ...manifest, title: 'x', licence: 'MIT' })).toBe(id);
    expect(ownModelId('my model', { ...manifest, files: { ...manifest.files, LICENSE: { bytes: 9, sha256: 'd' } } })).toBe(id);
    expect(ownModelId('my model', { ...manifest, pooling: 'cls' })).not.toBe(id);
    const otherTokens = { ...manifest.files, 'tokenizer.json': { bytes: 3, sha256: 'd' } };
    expect(ownModelId('my model', { ...manifest, files: otherTokens })).not.toBe(id);
  });

  it('is an id whatever the name', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(isOwnId(ownModelId(name, manifest))).toBe(true);
      }),
      { seed: 3 },
    );
    expect(isOwnId('rowlink-small')).toBe(false);
  });
});

describe('vectorFault', () => {
  it('takes vectors that tell texts apart', () => {
    expect(vectorFault(new Float32Array([1, 0, 0.6, 0.8]), 2)).toBeNull();
  });

  it.each([
    ['not-finite', [1, 0, Number.NaN, 1]],
    ['not-normalised', [1, 0, 2, 0]],
    ['all-equal', [1, 0, 1, 0]],
    ['not-finite', []],
  ])('says %s', (fault, data) => {
    expect(vectorFault(new Float32Array(data), 2)).toBe(fault);
  });
});
