import { expect, it } from 'vitest';
import { tableOf } from '../clusters/table-fixture';
import type { MadeColumn } from '../llm/task';
import { tableFacts } from './table-facts';

it('names the model that wrote a column, and what it was told, as text', () => {
  const made: MadeColumn = {
    column: 'clean',
    from: ['name'],
    origin: 'http://localhost:8080',
    model: 'qwen3:8b',
    instructions: 'Drop <b>legal</b> forms.',
    template: '{name}',
    at: '2026-01-02T03:04:05.000Z',
    answered: 2,
    rows: 3,
  };
  const plain = tableOf({ name: ['a', 'b', ''] });
  const written = String(tableFacts('Left', { ...plain, source: { ...plain.source, made: [made] } }).source);
  expect(written).toContain('qwen3:8b');
  expect(written).toContain('Drop &lt;b&gt;legal&lt;/b&gt; forms.');
  expect(written.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')).toContain('on 2026-01-02, for 2 of 3 rows');
  expect(String(tableFacts('Left', plain).source)).not.toContain('language model');
});
