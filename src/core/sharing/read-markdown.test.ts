import { describe, expect, it } from 'vitest';
import { readMarkdown } from './read-markdown';

describe('readMarkdown', () => {
  it('reads what cards are made of, the head as code', () => {
    const text =
      '---\nlicense: mit\n---\n\n# Title\n\nOne line\nand its end.\n\n- a\n- b\n\n| | x |\n|---|---|\n| r | 1 |\n\n```js\nconst a = 1;\n```\n## Next';
    expect(readMarkdown(text)).toEqual([
      { kind: 'code', text: 'license: mit' },
      { kind: 'heading', level: 1, text: 'Title' },
      { kind: 'paragraph', text: 'One line and its end.' },
      { kind: 'list', items: ['a', 'b'] },
      { kind: 'table', head: ['', 'x'], rows: [['r', '1']] },
      { kind: 'code', text: 'const a = 1;' },
      { kind: 'heading', level: 2, text: 'Next' },
    ]);
  });

  it('ends whatever the text is', () => {
    for (const text of ['', '---', '```', '#', '|', '- ', '-', '\n\n', '#x\n|'])
      expect(Array.isArray(readMarkdown(text))).toBe(true);
  });
});
