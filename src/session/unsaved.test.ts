import { describe, expect, it } from 'vitest';
import type { SessionState } from './contract';
import { createStateHolder } from './state';
import { wouldLoseWork } from './unsaved';

const losesWith = (change: Partial<SessionState>): boolean => {
  const holder = createStateHolder();
  holder.patch(change);
  return wouldLoseWork(holder.state());
};
const reading = { status: 'reading', phase: 'reading', fileName: 'a.csv', done: 0, total: 1, shown: null } as const;
const failed = { status: 'failed', fileName: 'a.csv', error: null } as never;
const empty = { status: 'empty' } as const;

describe('wouldLoseWork', () => {
  it('is false for an idle page whose work is written', () => {
    expect(losesWith({})).toBe(false);
    expect(losesWith({ sides: { left: failed, right: empty } })).toBe(false);
  });

  it.each<[string, Partial<SessionState>]>([
    ['a match runs', { run: { status: 'running' } as never }],
    ['an adapter is trained', { tuning: { run: {} as never, outcome: null, error: null } }],
    ['something is being written', { isSaved: false }],
    ['work is in memory only', { storage: 'memory', unsavedSince: '2026-01-01T00:00:00.000Z' }],
    ['tables are in memory only', { storage: 'memory', sides: { left: { status: 'ready' } as never, right: empty } }],
    ['a file is read', { sides: { left: empty, right: reading } }],
  ])('is true while %s', (_when, change) => {
    expect(losesWith(change)).toBe(true);
  });
});
