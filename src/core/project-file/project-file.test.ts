import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../evaluation/evaluation-fixture';
import { DEFAULT_MATCH_SETTINGS, PROJECT_SCHEMA_VERSION, type Project } from '../model/settings';
import type { Fingerprint, Job } from '../model/types';
import { sealAdapter, writeAdapter } from '../tuning/adapter-file';
import { adapterParts } from '../tuning/adapter-fixture';
import { PARTS, PROJECT_FILE_VERSION_WITH_ADAPTERS, type ProjectContents } from './contents';
import { packProject } from './pack';
import { seal, unseal } from './seal';
import { sniffProject } from './sniff-project';
import { unpackProject } from './unpack';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const unpack = (bytes: Uint8Array) => unpackProject({ name: 'p.rowlink', blob: new Blob([new Uint8Array(bytes)]) }, job);
const SAVED_AT = '2026-02-03T04:05:06.000Z';

function contentsOf(cells: readonly (readonly string[])[]): ProjectContents {
  const left = tableOf(['id', 'name'], [['0', 'first'], ...cells.map((row) => [row[0] ?? '', row[1] ?? ''])]);
  const right = tableOf(['name'], [['one'], ['two']]);
  const project: Project = {
    id: 'abc',
    schemaVersion: PROJECT_SCHEMA_VERSION,
    name: 'Näme',
    createdAt: SAVED_AT,
    changedAt: SAVED_AT,
    datasets: { left: left.fingerprint, right: right.fingerprint },
    rowCounts: { left: left.rowCount, right: right.rowCount },
    reading: { left: { encoding: 'utf-8' }, right: {} },
    settings: DEFAULT_MATCH_SETTINGS,
    candidates: 'c' as Fingerprint,
  };
  const pairs = left.rowCount * 2;
  const candidates = {
    leftCount: left.rowCount,
    rightCount: 2,
    offsets: Uint32Array.from({ length: left.rowCount + 1 }, (_, row) => 2 * row),
    right: Uint32Array.from({ length: pairs }, (_, at) => at % 2),
    similarity: Float32Array.from({ length: pairs }, (_, at) => (at % 3 === 0 ? Number.NaN : Math.fround(at / 7))),
    lexical: Float32Array.from({ length: pairs }, (_, at) => Math.fround(at / 11)),
    matchScore: Float32Array.from({ length: pairs }, () => Math.fround(0.1)),
  };
  return {
    project,
    tables: { left, right },
    candidates: {
      fingerprint: 'c' as Fingerprint,
      candidates,
      settings: DEFAULT_MATCH_SETTINGS,
      threshold: 0.4,
      links: [{ left: 0, right: 1, matchScore: 0.9, decidedBy: 'rule' }],
    },
    decisions: [
      { kind: 'decide', seq: 1, at: SAVED_AT, action: 'accept', changes: [{ left: 0, right: 1, verdict: 'match' }] },
      { kind: 'undo', seq: 2, at: SAVED_AT, target: 1, action: 'accept', changes: [{ left: 0, right: 1, verdict: null }] },
    ],
    clusterEdits: [],
    model: { id: 'rowlink-small', sha256: 'ff' },
  };
}

/** The file with one part made anew, its hash with it unless the part is the manifest. */
function tampered(change: (parts: Record<string, Uint8Array>) => void): Uint8Array {
  const parts = unzipSync(packProject(contentsOf([]), SAVED_AT));
  change(parts);
  return zipSync(parts);
}

describe('a project file', () => {
  it('gives everything back to the last character', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\ud800', '\u0000', '\r\n', '"', '007'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 8 }), async (cells) => {
        const contents = contentsOf(cells);
        expect(await unpack(packProject(contents, SAVED_AT))).toEqual(contents);
      }),
      { seed: 31, numRuns: 60 },
    );
  });

  it('takes learned scores along, with the way back to those of the program', async () => {
    const contents = contentsOf([]);
    const pairs = contents.candidates!.candidates.right.length;
    const learned = {
      score: { version: 1, kind: 'scale', intercept: 0.5, weights: [2, 0, 0, 0, 0, 0, 0] },
      report: { kind: 'scale', records: 20, accepted: 15, errorBefore: 0.1, errorAfter: 0.05 },
      change: { best: 0, linksBefore: 1, linksAfter: 2 },
      program: {
        from: Uint32Array.from({ length: pairs }, (_, at) => pairs - 1 - at),
        matchScore: Float32Array.from({ length: pairs }, (_, at) => Math.fround(at / 13)),
      },
      wasRanked: false,
    } as const;
    const taught = { ...contents, candidates: { ...contents.candidates!, isLearned: true, learned } };
    const bytes = packProject(taught, SAVED_AT);
    expect(await unpack(bytes)).toEqual(taught);
    const twice = { ...learned, program: { ...learned.program, from: new Uint32Array(pairs) } };
    const broken = packProject({ ...taught, candidates: { ...taught.candidates, learned: twice } }, SAVED_AT);
    await expect(unpack(broken)).rejects.toMatchObject({ code: 'project/file-broken' });
  });

  it('takes the adapters along that its settings and its candidates name, and is of another version then', async () => {
    const adapters = [1, 2].map((seed) => Uint8Array.from(writeAdapter(sealAdapter(adapterParts(8, seed)))));
    const contents = { ...contentsOf([]), adapters };
    const bytes = packProject(contents, SAVED_AT);
    expect(await unpack(bytes)).toEqual(contents);
    const parts = unzipSync(bytes);
    const versionOf = (given: Uint8Array): unknown => JSON.parse(strFromU8(unzipSync(given)[PARTS.manifest]!)).version;
    expect([versionOf(bytes), versionOf(packProject(contentsOf([]), SAVED_AT))]).toEqual([2, 1]);
    const name = 'adapters/2.adapter.safetensors';
    for (const change of [
      { [name]: parts[name]!.map((byte, at) => (at === 9 ? byte ^ 1 : byte)) },
      { [name]: new Uint8Array() },
    ]) {
      await expect(unpack(zipSync({ ...parts, ...change }))).rejects.toMatchObject({ code: 'project/file-broken' });
    }
    const manifest = JSON.parse(strFromU8(parts[PARTS.manifest]!));
    for (const named of [['adapters/9'], Array(99).fill(name), 'adapters/1', [null]]) {
      const other = { [PARTS.manifest]: strToU8(JSON.stringify({ ...manifest, adapters: named })) };
      await expect(unpack(zipSync({ ...parts, ...other }))).rejects.toMatchObject({ code: 'project/file-broken' });
    }
  });

  it('is the same for the same project, and says what it is in its first bytes', () => {
    const contents = contentsOf([]);
    const bytes = packProject(contents, SAVED_AT);
    expect(packProject(contents, SAVED_AT)).toEqual(bytes);
    expect(sniffProject(bytes.subarray(0, 64))).toBe('open');
    expect(sniffProject(zipSync({ 'a.csv': strToU8('x') }))).toBeNull();
    expect(strFromU8(unzipSync(bytes)[PARTS.left]!).split('\n')[1]).toBe('["0","first"]');
  });

  it('keeps a project without right table and without candidates', async () => {
    const whole = contentsOf([]);
    const project = { ...whole.project, candidates: null, datasets: { ...whole.project.datasets, right: null } };
    const contents = { ...whole, project, tables: { ...whole.tables, right: null }, candidates: null, decisions: [] };
    expect(await unpack(packProject(contents, SAVED_AT))).toEqual(contents);
  });

  it('is refused by an app that is too old, and names no rows that are not there', async () => {
    const newer = tampered((parts) => {
      const manifest = JSON.parse(strFromU8(parts[PARTS.manifest]!));
      parts[PARTS.manifest] = strToU8(JSON.stringify({ ...manifest, version: PROJECT_FILE_VERSION_WITH_ADAPTERS + 1 }));
    });
    await expect(unpack(newer)).rejects.toMatchObject({ code: 'project/newer-version' });
    const contents = contentsOf([]);
    const decisions = [{ ...contents.decisions[0]!, changes: [{ left: 9, right: 0, verdict: 'match' as const }] }];
    await expect(unpack(packProject({ ...contents, decisions }, SAVED_AT))).rejects.toMatchObject({
      code: 'project/file-broken',
    });
    const candidates = { ...contents.candidates!, links: [{ ...contents.candidates!.links[0]!, right: 5 }] };
    await expect(unpack(packProject({ ...contents, candidates }, SAVED_AT))).rejects.toMatchObject({
      code: 'project/file-broken',
    });
  });

  it('does not open once any part was changed, taken away or cut', async () => {
    for (const name of [PARTS.left, PARTS.candidates, PARTS.links, PARTS.decisions]) {
      const changed = tampered((parts) => {
        parts[name]![3]! ^= 1;
      });
      await expect(unpack(changed), name).rejects.toMatchObject({ code: 'project/file-broken', params: { file: 'p.rowlink' } });
      const missing = tampered((parts) => {
        delete parts[name];
      });
      await expect(unpack(missing), name).rejects.toMatchObject({ code: 'project/file-broken' });
    }
    const bytes = packProject(contentsOf([]), SAVED_AT);
    for (let at = 0; at < bytes.length; at += 11) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0x5a;
      await unpack(damaged).catch((thrown: unknown) => expect(thrown).toMatchObject({ name: 'AppError' }));
      await unpack(bytes.slice(0, at)).then(
        () => expect.unreachable(),
        (thrown: unknown) => expect(thrown).toMatchObject({ name: 'AppError' }),
      );
    }
  });
});

describe('a seal', () => {
  const bytes = packProject(contentsOf([]), SAVED_AT);

  it('opens with its passphrase only, however its letters are composed', async () => {
    const sealed = await seal(bytes, 'schön ①');
    expect(sniffProject(sealed.subarray(0, 64))).toBe('sealed');
    expect(Buffer.from(sealed).includes(Buffer.from('rowlink.json'))).toBe(false);
    expect(await unseal(sealed, 'scho\u0308n 1', 'p')).toEqual(bytes);
    await expect(unseal(sealed, 'schon 1', 'p')).rejects.toMatchObject({
      code: 'project/wrong-passphrase',
      params: { file: 'p' },
    });
  });

  it('never makes the same bytes twice', async () => {
    expect(await seal(bytes, 'x')).not.toEqual(await seal(bytes, 'x'));
  });

  it('does not open once it was changed, header included', async () => {
    const sealed = await seal(bytes, 'x');
    const changed = sealed.slice();
    changed[changed.length - 1]! ^= 1;
    await expect(unseal(changed, 'x', 'p')).rejects.toMatchObject({ code: 'project/wrong-passphrase' });
    const header = new TextDecoder().decode(sealed.subarray(0, 300)).split('\n')[1]!;
    const weaker = Buffer.from(Buffer.from(sealed).toString('latin1').replace(header, header.replace('600000', '1')), 'latin1');
    await expect(unseal(new Uint8Array(weaker), 'x', 'p')).rejects.toMatchObject({ code: 'project/wrong-passphrase' });
    const endless = Buffer.from(Buffer.from(sealed).toString('latin1').replace('600000', '99999999999'), 'latin1');
    await expect(unseal(new Uint8Array(endless), 'x', 'p')).rejects.toMatchObject({ code: 'project/file-broken' });
  });
});
