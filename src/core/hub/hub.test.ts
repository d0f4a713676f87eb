import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startOfAnswer } from './byte-range';
import { chooseFiles } from './choose-files';
import { createContentCheck } from './content-check';
import { likelyConversions } from './conversions';
import { createPace } from './pace';
import { isPageInstead } from './page-instead';
import { explainRefusal, LONGEST_WAIT_MS, waitBeforeRetry } from './refusals';
import { fileAddress, infoAddress, pageAddress, readRepositoryAddress, treeAddress } from './repository-address';
import { type RepositoryFile, readRepositoryFiles } from './repository-files';
import { readRepositoryInfo } from './repository-info';

const PUBLIC = 'https://huggingface.co';
const MIRROR = 'https://models.example.org/hub/ai';
const HUBS = [PUBLIC, MIRROR];
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const SEED = { seed: 4404, numRuns: 60 };

const read = (typed: string) => readRepositoryAddress(typed, HUBS);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('readRepositoryAddress', () => {
  it.each([
    ['intfloat/multilingual-e5-small', PUBLIC, 'intfloat/multilingual-e5-small', null],
    [' "Xenova/LaBSE" ', PUBLIC, 'Xenova/LaBSE', null],
    ['owner/name@v1.0', PUBLIC, 'owner/name', 'v1.0'],
    [`owner/name@${COMMIT}`, PUBLIC, 'owner/name', COMMIT],
    ['owner/name@refs/pr/3', PUBLIC, 'owner/name', 'refs/pr/3'],
    ['https://huggingface.co/owner/name', PUBLIC, 'owner/name', null],
    ['https://huggingface.co/owner/name/tree/main', PUBLIC, 'owner/name', null],
    ['https://huggingface.co/owner/name/tree/refs%2Fpr%2F3/onnx', PUBLIC, 'owner/name', 'refs/pr/3'],
    [`https://huggingface.co/owner/name/blob/${COMMIT}/onnx/model.onnx?x=1#L2`, PUBLIC, 'owner/name', COMMIT],
    [`https://huggingface.co/owner/name/commit/${COMMIT}`, PUBLIC, 'owner/name', COMMIT],
    ['https://hf.co/owner/name/', PUBLIC, 'owner/name', null],
    ['hf.co/owner/name', PUBLIC, 'owner/name', null],
    ['huggingface.co/owner/name', PUBLIC, 'owner/name', null],
    ['hf://owner/name@dev', PUBLIC, 'owner/name', 'dev'],
    ['git clone https://huggingface.co/owner/name.git', PUBLIC, 'owner/name', null],
    ['https://someone:key@huggingface.co/owner/name', PUBLIC, 'owner/name', null],
    ['<https://models.example.org/hub/ai/owner/name/resolve/v2/config.json>', MIRROR, 'owner/name', 'v2'],
  ])('%s', (typed, hub, repository, revision) => {
    expect(read(typed)).toEqual({ address: { hub, repository, revision } });
  });

  it.each([
    ['', 'empty', ''],
    ['https://huggingface.co/', 'empty', ''],
    ['multilingual-e5-small', 'no-owner', 'multilingual-e5-small'],
    ['https://example.org/owner/name', 'other-host', 'example.org'],
    ['https://models.example.org/owner/name', 'other-host', 'models.example.org'],
    ['https://huggingface.co.evil.example/owner/name', 'other-host', 'huggingface.co.evil.example'],
    ['example.org/owner/name', 'other-host', 'example.org'],
    ['https://huggingface.co/datasets/owner/name', 'not-a-model', 'datasets'],
    ['spaces/owner/name', 'not-a-model', 'spaces'],
    ['owner/na me', 'not-a-name', 'owner/na me'],
    ['../../etc/passwd', 'not-a-name', '../..'],
    ['owner/--name', 'not-a-name', 'owner/--name'],
    ['owner/name@a..b', 'bad-revision', 'a..b'],
    ['owner/name@a b', 'bad-revision', 'a b'],
  ])('explains "%s"', (typed, problem, about) => {
    expect(read(typed)).toEqual({ problem, about });
  });

  it('reads every way to write a name alike, and no text whatever makes an address elsewhere', () => {
    const part = fc.string({ unit: fc.constantFrom(...'abzABZ019_'), minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(part, part, fc.constantFrom(null, 'v1', 'refs/pr/1', COMMIT), (owner, name, revision) => {
        fc.pre(!['datasets', 'spaces', 'papers', 'collections', 'docs', 'blog', 'models'].includes(owner));
        const wanted = { address: { hub: PUBLIC, repository: `${owner}/${name}`, revision } };
        const marked = revision === null ? '' : `@${revision}`;
        expect(read(`${owner}/${name}${marked}`)).toEqual(wanted);
        expect(read(`${PUBLIC}/${owner}/${name}${revision === null ? '' : `/tree/${encodeURIComponent(revision)}`}`)).toEqual(
          wanted,
        );
        expect(read(`hf://${owner}/${name}${marked}`)).toEqual(wanted);
        expect(read(pageAddress(wanted.address))).toEqual(wanted);
      }),
      SEED,
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (typed) => {
        const found = read(typed);
        if (!('address' in found)) return;
        const { hub } = found.address;
        expect(HUBS).toContain(hub);
        for (const address of [
          infoAddress(found.address),
          treeAddress(found.address, COMMIT),
          fileAddress(found.address, COMMIT, 'a/b'),
        ])
          expect(new URL(address).href.startsWith(`${hub}/`)).toBe(true);
      }),
      SEED,
    );
  });

  it('makes addresses that keep what stands in names', () => {
    const address = { hub: PUBLIC, repository: 'o/n', revision: 'refs/pr/1' };
    expect(infoAddress(address)).toBe('https://huggingface.co/api/models/o/n/revision/refs%2Fpr%2F1');
    expect(infoAddress({ ...address, revision: null })).toBe('https://huggingface.co/api/models/o/n/revision/main');
    expect(fileAddress(address, COMMIT, 'onnx/mö #1.onnx')).toBe(
      `https://huggingface.co/o/n/resolve/${COMMIT}/onnx/m%C3%B6%20%231.onnx`,
    );
  });
});

describe('readRepositoryInfo', () => {
  it('reads what the hub says', () => {
    const answer = {
      id: 'Alibaba-NLP/gte',
      sha: COMMIT,
      gated: 'auto',
      private: false,
      disabled: false,
      lastModified: '2025-01-01T00:00:00.000Z',
      tags: ['base_model:quantized:BAAI/bge-m3', 'license:other'],
      cardData: {
        license: 'other',
        license_name: 'gemma',
        license_link: 'https://ai.example/terms',
        language: ['en', 'de'],
        base_model: 'BAAI/bge-m3',
      },
    };
    expect(readRepositoryInfo(answer)).toEqual({
      repository: 'Alibaba-NLP/gte',
      commit: COMMIT,
      licence: 'gemma',
      licenceAddress: 'https://ai.example/terms',
      languages: ['en', 'de'],
      isGated: true,
      isPrivate: false,
      isDisabled: false,
      baseModels: ['BAAI/bge-m3'],
      changedAt: '2025-01-01T00:00:00.000Z',
    });
  });

  it('takes what is not there as not said, and nothing else for a description', () => {
    expect(
      readRepositoryInfo({ modelId: 'a/b', sha: COMMIT, tags: ['license:mit'], cardData: { license_link: 'LICENSE' } }),
    ).toMatchObject({
      licence: 'mit',
      licenceAddress: null,
      languages: [],
      isGated: false,
    });
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        expect(readRepositoryInfo(answer)).toBeNull();
      }),
      SEED,
    );
    expect(readRepositoryInfo({ id: 'a/b', sha: 'main' })).toBeNull();
  });
});

describe('readRepositoryFiles', () => {
  const line = { type: 'file', path: 'config.json', size: 3, oid: 'a'.repeat(40) };
  it('reads hashes of large and small files', () => {
    expect(
      readRepositoryFiles([line, { ...line, path: 'm.onnx', lfs: { oid: 'b'.repeat(64), size: 9, pointerSize: 1 } }]),
    ).toEqual([
      { path: 'config.json', bytes: 3, hash: { kind: 'git', hex: 'a'.repeat(40) } },
      { path: 'm.onnx', bytes: 9, hash: { kind: 'sha256', hex: 'b'.repeat(64) } },
    ]);
  });

  it('leaves out folders, paths that lead elsewhere, and what cannot be checked', () => {
    const odd = ['../x', '/x', 'a//b', 'a/../b', 'a\\b', 'a\0', '__proto__', 'a/__proto__'].map((path) => ({ ...line, path }));
    const vague = [
      { ...line, type: 'directory' },
      { ...line, oid: 'short' },
      { ...line, size: -1 },
      { ...line, lfs: { oid: 'short' } },
      null,
      7,
    ];
    expect(readRepositoryFiles([...odd, ...vague])).toEqual([]);
    expect(readRepositoryFiles({ error: 'not found' })).toBeNull();
  });
});

describe('chooseFiles', () => {
  const file = (path: string, size = 10): RepositoryFile => ({ path, bytes: size, hash: { kind: 'git', hex: 'a'.repeat(40) } });
  const repository =
    `README.md config.json tokenizer.json tokenizer_config.json modules.json 1_Pooling/config.json 2_Dense/config.json
    2_Dense/model.safetensors model.safetensors pytorch_model.bin onnx/model.onnx onnx/model.onnx_data onnx/model_quantized.onnx
    onnx/model_quantized.onnx_data openvino/openvino_model.xml`
      .split(/\s+/u)
      .map((path) => file(path));

  it('takes one export of the weights with its tensors, and what says how to use it', () => {
    const chosen = chooseFiles(repository);
    const left = [
      'model.safetensors',
      'pytorch_model.bin',
      'onnx/model.onnx',
      'onnx/model.onnx_data',
      'openvino/openvino_model.xml',
    ];
    const files = repository.filter(({ path }) => !left.includes(path));
    expect(chosen).toEqual({ weights: 'onnx/model_quantized.onnx', files, bytes: 10 * files.length });
  });

  it('says what is missing, and leaves out a text that is longer than any card', () => {
    expect(chooseFiles(repository.filter(({ path }) => !path.endsWith('.onnx')))).toEqual({ kind: 'no-onnx' });
    const cut = repository.filter(({ path }) => path !== 'tokenizer.json');
    expect(chooseFiles(cut)).toEqual({ kind: 'missing', file: 'tokenizer.json' });
    const long = chooseFiles([file('README.md', 2e6), ...repository.slice(1)]);
    expect('files' in long && long.files.some(({ path }) => path === 'README.md')).toBe(false);
  });
});

describe('createContentCheck', () => {
  it('agrees with the hash of the whole however the pieces fall, and with nothing else', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.nat(300)),
        fc.nat(300),
        fc.boolean(),
        (content, cuts, at, isLarge) => {
          const hex = isLarge
            ? createHash('sha256').update(content).digest('hex')
            : createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
          const promised = { bytes: content.length, hash: { kind: isLarge ? 'sha256' : 'git', hex } } as const;
          const feed = (given: Uint8Array): boolean => {
            const check = createContentCheck(promised);
            const ends = [...new Set([...cuts.filter((cut) => cut < given.length), given.length])].sort((a, b) => a - b);
            let from = 0;
            for (const end of ends) {
              if (!check.add(given.subarray(from, end))) return false;
              from = end;
            }
            return check.done() === content.length && check.isWhole();
          };
          expect(feed(content)).toBe(true);
          expect(feed(Uint8Array.of(...content, 0))).toBe(false);
          expect(content.length > 0 && feed(content.subarray(1))).toBe(false);
          const changed = content.map((byte, index) => (index === at % content.length ? byte ^ 1 : byte));
          expect(content.length > 0 && feed(changed)).toBe(false);
        },
      ),
      SEED,
    );
  });
});

describe('answers of a hub', () => {
  it('tells what may pass by waiting', () => {
    const from = { hub: PUBLIC, repository: 'a/b', revision: null };
    const code = (status: number, name: string | null, hasToken = false, file: string | null = null) =>
      explainRefusal({ status, code: name }, from, { hasToken, file }).code;
    expect(code(401, 'GatedRepo')).toBe('hub/gated');
    expect(code(403, null)).toBe('hub/gated');
    expect(code(401, null)).toBe('hub/not-found');
    expect(code(401, null, true)).toBe('hub/token-refused');
    expect(code(404, 'EntryNotFound', false, 'config.json')).toBe('hub/missing-file');
    expect(code(404, 'RepoNotFound')).toBe('hub/not-found');
    expect(code(418, null)).toBe('hub/refused');
    expect(code(502, null)).toBe('hub/busy');
  });

  it('waits longer each time, as told, and never for hours', () => {
    const now = Date.UTC(2026, 0, 1);
    expect([0, 1, 2, 3].map((attempt) => waitBeforeRetry(attempt, null, now, 0))).toEqual([1000, 2000, 4000, 8000]);
    expect(waitBeforeRetry(0, '3', now, 1)).toBe(3000);
    expect(waitBeforeRetry(0, new Date(now + 5000).toUTCString(), now, 1)).toBe(5000);
    expect(waitBeforeRetry(0, new Date(now - 5000).toUTCString(), now, 1)).toBe(0);
    expect(waitBeforeRetry(1, 'soon', now, 1)).toBe(2500);
    expect(waitBeforeRetry(30, '86400', now, 1)).toBe(LONGEST_WAIT_MS);
  });

  it('knows pages and errors in place of a file', () => {
    expect(isPageInstead('a.onnx', 'text/html; charset=utf-8', bytes('\x08\x07'))).toBe(true);
    expect(isPageInstead('config.json', 'text/plain', bytes('\n <!DOCTYPE html>'))).toBe(true);
    expect(isPageInstead('a.onnx', 'application/json', bytes('{"error":1}'))).toBe(true);
    expect(isPageInstead('config.json', 'application/json', bytes('{"a":1}'))).toBe(false);
    expect(isPageInstead('README.md', 'text/html', bytes('# Card'))).toBe(false);
    expect(isPageInstead('a.onnx', 'application/octet-stream', bytes('\x08\x07'))).toBe(false);
  });

  it('puts a part only where it belongs', () => {
    const part = (contentRange: string | null, etag: string | null, status = 206) => ({ status, contentRange, etag });
    expect(startOfAnswer(part(null, null, 200), 5, '"a"')).toBe(0);
    expect(startOfAnswer(part('bytes 5-9/10', '"a"'), 5, '"a"')).toBe(5);
    expect(startOfAnswer(part(null, null), 5, '"a"')).toBe(5);
    expect(startOfAnswer(part('bytes 4-9/10', '"a"'), 5, '"a"')).toBeNull();
    expect(startOfAnswer(part('bytes 5-9/10', '"b"'), 5, '"a"')).toBeNull();
  });
});

describe('createPace', () => {
  it('tells the speed of the last seconds, not of the first', () => {
    const pace = createPace();
    pace.note(0, 0);
    expect(pace.secondsFor(100)).toBeNull();
    for (let second = 1; second <= 10; second++) pace.note(second * 10, second * 1000);
    for (let second = 11; second <= 20; second++) pace.note(100 + (second - 10) * 1000, second * 1000);
    expect(pace.bytesPerSecond()).toBe(1000);
    expect(pace.secondsFor(5000)).toBe(5);
    pace.note(0, 21_000);
    expect(pace.bytesPerSecond()).toBeNull();
  });
});

it('names conversions of a model that has none of its own', () => {
  expect(likelyConversions('BAAI/bge-m3')).toEqual(['Xenova/bge-m3', 'onnx-community/bge-m3-ONNX', 'onnx-community/bge-m3']);
  expect(likelyConversions('Xenova/bge-m3')).not.toContain('Xenova/bge-m3');
});
