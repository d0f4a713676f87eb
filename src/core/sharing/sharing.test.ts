import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { portrayTexts } from '../drift/text-portrait';
import { readZipDirectory } from '../files/containers/zip-directory';
import type { ModelManifest } from '../models/model-manifest';
import { readCard } from '../models/read-card';
import { readAdapter, writeAdapter } from '../tuning/adapter-file';
import { adapterToShare, folderName } from './adapter-to-share';
import { QUIET_JOB } from './embedded-fixture';
import { licenceFit, licenceToBegin } from './licence-fit';
import { type CardForm, composeCard } from './model-card';
import { adapterOf } from './sharing-fixture';
import { zipFolder } from './zip-folder';

const CANARY = 'canary4711';
const FORM: CardForm = {
  title: 'Company names',
  licence: 'cc-by-4.0',
  author: '',
  dataNote: '',
  intendedUse: 'Names of companies.',
  limits: 'Only companies.',
  withColumnNames: false,
};
const manifest = {
  id: 'rowlink-small',
  title: 'Rowlink small',
  prefix: '',
  maxTokens: 64,
  languages: ['de', 'no'],
  licence: 'MIT',
  source: null,
} as unknown as ModelManifest;

/** An adapter of a table whose cells, columns and name hold a text that must not get out. */
function adapterWithCanary() {
  const cells = Array.from({ length: 50 }, (_, at) => `${CANARY} Gesellschaft ${at}`);
  const portrait = portrayTexts([
    { name: `${CANARY}-name`, cells },
    { name: `${CANARY}-code`, cells: cells.map((_, at) => String(100_000 + at)) },
  ]);
  const adapter = adapterOf(8, null, {}, { [`${CANARY}-name`]: 2 });
  const training = { ...adapter.training, portraits: { left: portrait, right: null } };
  return { ...adapter, name: CANARY, training };
}

describe('composeCard', () => {
  const subject = { adapter: adapterWithCanary(), manifest, name: 'company-names', python: 'onnx' } as const;

  it('says counts, kinds and scripts of the data, and no name or cell of them', () => {
    const card = composeCard(FORM, subject);
    expect(card).not.toContain(CANARY);
    expect(card).toContain('One table: 50 rows; compared columns: names or short text, numbers or codes; scripts: latin.');
    expect(card).toContain('| recall@1 | 50.0 % (25.0 % to 75.0 %) | 50.0 % (25.0 % to 75.0 %) |');
    const named = composeCard({ ...FORM, withColumnNames: true }, subject);
    expect(named).toContain(`\`${CANARY}-name\` (names or short text)`);
    expect(named).not.toContain(`${CANARY} Gesellschaft`);
  });

  it('has a head that is read back', async () => {
    const card = composeCard(FORM, subject);
    expect(await readCard(new Blob([card]))).toEqual({
      title: 'Company names',
      licence: 'cc-by-4.0',
      languages: ['de', 'no'],
      base: 'intfloat/multilingual-e5-small',
    });
    const own = { ...manifest, id: 'x@0123456789ab', source: 'https://hub.example/owner/name/tree/main' };
    expect(composeCard(FORM, { ...subject, manifest: own })).toContain('base_model: owner/name\n');
  });

  it('keeps its head whatever the title is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (title) => {
        const read = await readCard(new Blob([composeCard({ ...FORM, title }, subject)]));
        expect(read).toMatchObject({ licence: 'cc-by-4.0', languages: ['de', 'no'] });
      }),
      { seed: 8, numRuns: 60 },
    );
  });
});

describe('adapterToShare', () => {
  it('leaves out what tells of the tables, and stays an adapter', () => {
    const file = writeAdapter(adapterToShare(adapterWithCanary(), { name: 'company-names', withColumnNames: false }));
    expect(new TextDecoder().decode(file)).not.toContain(CANARY);
    expect(readAdapter(file)).toMatchObject({ name: 'company-names', weights: adapterWithCanary().weights });
  });
});

describe('folderName', () => {
  it.each([
    ['Müller & Söhne: names', 'muller-sohne-names'],
    ['東京', 'tuned-model'],
    ['../../etc', 'etc'],
    ['x'.repeat(200), 'x'.repeat(60)],
  ])('%s', (title, name) => {
    expect(folderName(title)).toBe(name);
  });
});

describe('licenceFit', () => {
  it.each([
    ['MIT', 'gpl-3.0', 'free'],
    ['Apache 2.0', 'cc-by-4.0', 'free'],
    ['cc-by-sa-4.0', 'cc-by-sa-4.0', 'same'],
    ['cc-by-sa-4.0', 'mit', 'differs'],
    ['CC-BY-NC-4.0', 'mit', 'differs'],
    ['GPL-3.0-or-later', 'gpl-3.0', 'same'],
    ['gemma', 'mit', 'ask'],
    ['', 'mit', 'ask'],
  ] as const)('%s, given on as %s: %s', (base, chosen, fit) => {
    expect(licenceFit(base, chosen)).toBe(fit);
  });

  it('begins with that of the model', () => {
    expect([licenceToBegin('Apache-2.0'), licenceToBegin('gemma')]).toEqual(['apache-2.0', 'other']);
  });
});

describe('zipFolder', () => {
  it('is opened by others and by ourselves, with the same content', async () => {
    const name = fc.string({ unit: fc.constantFrom(...'abcäö_-.1'), minLength: 1, maxLength: 8 });
    const files = fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 3000 })), {
      selector: ([path]) => path,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(files, async (given) => {
        const shared = given.map(([path, bytes]) => ({ path, blob: new Blob([bytes]) }));
        const zip = await zipFolder('folder', shared, QUIET_JOB);
        const inflated = unzipSync(new Uint8Array(await zip.arrayBuffer()));
        expect(Object.keys(inflated)).toEqual(given.map(([path]) => `folder/${path}`));
        for (const [path, bytes] of given) expect([...inflated[`folder/${path}`]!]).toEqual([...bytes]);
        if (given.length > 0) {
          const listed = [...(await readZipDirectory({ name: 'x.zip', blob: zip })).values()];
          expect(listed.map(({ inflatedSize }) => inflatedSize)).toEqual(given.map(([, { length }]) => length));
        }
      }),
      { seed: 12, numRuns: 40 },
    );
  });
});
