import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBatch, readCommit, readPreupload } from './upload-answers';

const OID = 'a'.repeat(64);

describe('what a hub answers to an upload', () => {
  it('reads how files are wanted', () => {
    const answer = {
      files: [
        { path: 'a', uploadMode: 'lfs' },
        { path: 'b', uploadMode: 'regular', shouldIgnore: true },
      ],
    };
    expect([...readPreupload(answer, ['a', 'b'])!]).toEqual([
      ['a', 'lfs'],
      ['b', 'ignored'],
    ]);
    expect(readPreupload(answer, ['c'])).toBeNull();
  });

  it('reads where large files go, in one or in parts, and which are there', () => {
    const of = (upload: unknown, size = 10) => readBatch({ objects: [{ oid: OID, size, actions: { upload } }] }, [OID])?.get(OID);
    expect(of({ href: 'https://s.example/x', header: { 'x-a': '1' } })).toEqual({
      address: 'https://s.example/x',
      headers: { 'x-a': '1' },
      parts: null,
    });
    const header = { chunk_size: '4', '3': 'https://s.example/3', '1': 'https://s.example/1', '2': 'https://s.example/2' };
    expect(of({ href: 'https://s.example/end', header })).toMatchObject({
      parts: { bytes: 4, addresses: ['https://s.example/1', 'https://s.example/2', 'https://s.example/3'] },
    });
    expect(of({ href: 'https://s.example/end', header }, 20)).toBeUndefined();
    expect(of({ href: 'http://s.example/x' })).toBeUndefined();
    expect(of({ href: 'javascript:alert(1)' })).toBeUndefined();
    expect(readBatch({ objects: [{ oid: OID, size: 1 }] }, [OID])!.get(OID)).toBeNull();
    expect(readBatch({ objects: [{ oid: OID, error: { code: 422 } }] }, [OID])!.get(OID)).toBe('refused');
    expect(readCommit({ commitOid: '0'.repeat(40) })).toBe('0'.repeat(40));
  });

  it('takes nothing else for an answer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        expect([readPreupload(answer, ['a']), readBatch(answer, [OID]), readCommit(answer)]).toEqual([null, null, null]);
      }),
      { seed: 3, numRuns: 80 },
    );
  });
});
