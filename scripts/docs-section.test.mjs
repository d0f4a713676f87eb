import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownTable, replaceSection, writeSection } from './docs-section.mjs';

describe('sections of a document', () => {
  it('replaces what stands between the markers, again and again', () => {
    const text = 'a\n<!-- t:begin -->\nold\n<!-- t:end -->\nb\n';
    const once = replaceSection(text, 't', 'new');
    expect(once).toBe('a\n<!-- t:begin -->\n\nnew\n\n<!-- t:end -->\nb\n');
    expect(replaceSection(once, 't', 'new')).toBe(once);
    expect(replaceSection(text, 'other', 'new')).toBeNull();
  });

  it('makes a missing file and leaves one without the place alone', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'section-')), 'a.md');
    writeSection(file, 't', 'one');
    expect(readFileSync(file, 'utf8')).toContain('one');
    writeFileSync(file, 'nothing here');
    expect(() => writeSection(file, 't', 'two')).toThrow(/has no <!-- t:begin -->/u);
    expect(readFileSync(file, 'utf8')).toBe('nothing here');
  });

  it('draws tables', () => {
    expect(markdownTable(['a', 'b'], [['x', '1']])).toBe('| a | b |\n| --- | ---: |\n| x | 1 |');
  });
});
