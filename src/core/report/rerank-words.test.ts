import { describe, expect, it } from 'vitest';
import { DEFAULT_MATCH_SETTINGS } from '../model/settings';
import { rerankWords } from './rerank-words';

const wordsOf = (settings: Partial<typeof DEFAULT_MATCH_SETTINGS>): string =>
  JSON.stringify(rerankWords({ ...DEFAULT_MATCH_SETTINGS, ...settings }));

describe('rerankWords', () => {
  it('names what is in force, with the weights that count for the model', () => {
    expect(wordsOf({ model: 'minilm-l6-en' })).toContain('leastInRow 4.8');
    expect(wordsOf({ rerank: 'shipped' })).toContain('leastInRow 2');
    const own = { version: 1, name: 'Firms', purpose: 'registers', weights: { restInRow: 3 } } as const;
    const figures = { records: 90, recallBefore: 0.8, recallAfter: 0.85 };
    const words = wordsOf({ rerank: { ...own, figures } });
    for (const part of ['Firms', 'registers', 'restInRow 3', '90', '80', '85']) expect(words).toContain(part);
  });

  it('says nothing where none has a say, and that there is none where somebody chose so', () => {
    expect(rerankWords(DEFAULT_MATCH_SETTINGS)).toBeNull();
    expect(rerankWords({ ...DEFAULT_MATCH_SETTINGS, rerank: 'off' })).toBe('none');
    expect(rerankWords({ ...DEFAULT_MATCH_SETTINGS, rerank: 'shipped', score: 'lexical' })).toBeNull();
    expect(rerankWords({ ...DEFAULT_MATCH_SETTINGS, rerank: 'shipped', task: 'deduplicate' })).toBeNull();
  });
});
