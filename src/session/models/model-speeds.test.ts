import { beforeEach, describe, expect, it, vi } from 'vitest';
import { knownSpeeds, noteSpeed } from './model-speeds';

describe('noteSpeed', () => {
  const entries = new Map<string, string>();
  beforeEach(() => {
    entries.clear();
    vi.stubGlobal('localStorage', {
      getItem: (name: string) => entries.get(name) ?? null,
      setItem: (name: string, value: string) => entries.set(name, value),
    });
    return () => vi.unstubAllGlobals();
  });

  it('keeps the speed of one worker, by model, and the last one only', () => {
    noteSpeed('rowlink-small', 60_000, 30_000, 2);
    noteSpeed('minilm-l6-en', 30_000, 60_000, 1);
    noteSpeed('rowlink-small', 30_000, 30_000, 4);
    expect(knownSpeeds()).toMatchObject({
      'rowlink-small': { perSecond: 250, from: 'match' },
      'minilm-l6-en': { perSecond: 500, from: 'match' },
    });
  });

  it('takes nothing from a match that was short or found its vectors kept', () => {
    noteSpeed('rowlink-small', 5_000, 4_000, 1);
    noteSpeed('rowlink-small', 0, 60_000, 1);
    expect(knownSpeeds()).toEqual({});
  });

  it('knows nothing where the entry is broken', () => {
    entries.set('rowlink.model-speeds', '{');
    expect(knownSpeeds()).toEqual({});
  });
});
