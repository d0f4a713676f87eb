import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditVerdict, verifyAuditLog, writeAuditLog } from './audit-log';
import { GENESIS, headOfChain, type Sealed, sealEntry } from './chain';

const SUBJECT = {
  project: 'Hôtels “2024”',
  savedAt: '2026-01-02T03:04:05.000Z',
  app: '0.1.0',
  tables: { left: 'a', right: 'b' },
};
interface Entry extends Sealed {
  readonly seq: number;
  readonly note: string;
}

/** Entries as a session writes them: each is sealed on those before. */
function journal(notes: readonly string[]): Entry[] {
  const entries: Entry[] = [];
  for (const note of notes) entries.push(sealEntry<Entry>(headOfChain(entries), { seq: entries.length + 1, note }));
  return entries;
}
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const verify = (text: string): AuditVerdict => verifyAuditLog(encode(text));
const notes = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 });

describe('audit log', () => {
  it('is intact as it was written, and names the hash of its last entry', () => {
    fc.assert(
      fc.property(notes, (list) => {
        const { text, hash, entries } = writeAuditLog(SUBJECT, journal(list));
        expect(verify(text)).toMatchObject({ status: 'intact', entries, hash, subject: { project: SUBJECT.project } });
        expect(entries).toBe(list.length);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('names the line of any changed byte', () => {
    fc.assert(
      fc.property(notes, fc.nat(), fc.integer({ min: 1, max: 255 }), (list, place, by) => {
        const bytes = encode(writeAuditLog(SUBJECT, journal(list)).text);
        const at = place % bytes.length;
        // A line that gets or loses an end becomes two or one: both are named, but not by this count.
        fc.pre(bytes[at] !== 0x0a && (bytes[at]! ^ by) !== 0x0a);
        bytes[at]! ^= by;
        const line = bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
        const verdict = verifyAuditLog(bytes);
        if (verdict.status === 'no-log') expect(line).toBe(1);
        else expect(verdict).toMatchObject({ status: 'broken', line });
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('finds lines that were removed, inserted, moved or cut off, and names the first that does not follow', () => {
    fc.assert(
      fc.property(notes, fc.nat(), fc.nat(), fc.constantFrom('remove', 'insert', 'swap', 'cut'), (list, one, other, how) => {
        const lines = writeAuditLog(SUBJECT, journal(list)).text.trimEnd().split('\n');
        const at = 1 + (one % (lines.length - 1));
        const edited = [...lines];
        if (how === 'remove') edited.splice(at, 1);
        else if (how === 'insert') edited.splice(at, 0, lines[1 + (other % (lines.length - 1))]!);
        else if (how === 'cut') edited.splice(at);
        else {
          const second = 1 + (other % (lines.length - 1));
          [edited[at], edited[second]] = [edited[second]!, edited[at]!];
        }
        fc.pre(edited.join('\n') !== lines.join('\n'));
        const firstOdd = edited.findIndex((line, place) => line !== lines[place]);
        const verdict = verify(`${edited.join('\n')}\n`);
        const line = firstOdd < 0 ? edited.length : firstOdd + 1;
        expect(verdict.status).toBe('broken');
        // An entry that stands twice, or ends the log, is only told by the line after it.
        if (verdict.status === 'broken') expect([line, line + 1]).toContain(verdict.line);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('tells an entry that was changed in the storage, though the file is written later', () => {
    const entries = journal(['accept', 'reject', 'accept']);
    const edited = entries.map((entry) => (entry.seq === 2 ? { ...entry, note: 'accept' } : entry));
    expect(verify(writeAuditLog(SUBJECT, edited).text)).toEqual({ status: 'broken', line: 3, reason: 'changed' });
  });

  it('chains entries of versions that had no hashes', () => {
    const old: Entry[] = [
      { seq: 1, note: 'a' },
      { seq: 2, note: 'b' },
    ];
    expect(headOfChain([])).toBe(GENESIS);
    const grown = [...old, sealEntry<Entry>(headOfChain(old), { seq: 3, note: 'c' })];
    expect(verify(writeAuditLog(SUBJECT, grown).text)).toMatchObject({ status: 'intact', entries: 3 });
  });

  it('is no log, says a file of another kind', () => {
    for (const text of ['', 'id,name\n1,x\n', '{"format":"other"}\n', '[]']) expect(verify(text)).toEqual({ status: 'no-log' });
  });

  const hasPython = spawnSync('python3', ['--version']).status === 0;
  it.skipIf(!hasPython)('is verified by the few lines of Python in docs/file-formats.md', () => {
    const documented = readFileSync('docs/file-formats.md', 'utf8').match(/```python\n(# audit log\n[\s\S]*?)```/u)![1]!;
    const folder = mkdtempSync(join(tmpdir(), 'audit-'));
    try {
      const run = (text: string) => {
        writeFileSync(join(folder, 'verify.py'), documented);
        writeFileSync(join(folder, 'log.jsonl'), text);
        return spawnSync('python3', [join(folder, 'verify.py'), join(folder, 'log.jsonl')], { encoding: 'utf8' });
      };
      const { text, hash } = writeAuditLog(SUBJECT, journal(['a', 'bé', 'c']));
      expect(run(text).stdout).toContain(`intact, 3 entries, last entry ${hash}`);
      const lines = text.split('\n');
      expect(run(text.replace('"bé"', '"be"')).stderr).toContain('line 3 was changed');
      expect(run(lines.filter((_, at) => at !== 2).join('\n')).stderr).toContain('before line 3');
      expect(run(lines.slice(0, 3).join('\n')).stderr).toContain('the end is missing');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
