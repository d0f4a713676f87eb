import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../core/model/errors';
import en from './en.json';

const PARAMS = new Set(Object.keys(en.errorParams));

describe('en.json', () => {
  it('explains every error code, and no others', () => {
    expect(Object.keys(en.errors).sort()).toEqual([...ERROR_CODES].sort());
  });

  it.each(Object.entries(en.errors))('%s says what happened, why it may be and what to do', (_code, error) => {
    for (const sentence of [error.what, error.why, error.do]) {
      expect(sentence.length).toBeGreaterThan(10);
      for (const [, name] of sentence.matchAll(/\{\{(\w+)\}\}/g)) expect(PARAMS).toContain(name);
    }
    expect(new Set([error.what, error.why, error.do]).size).toBe(3);
  });

  it('has text for every notice', () => {
    const codes = [
      'storage-memory',
      'storage-quota',
      'storage-newer',
      'read-only',
      'samples-loaded',
      'folder-without-tables',
      'match-done',
      'match-kept',
      'match-cancelled',
      'duplicates-done',
      'identical-files',
      'reread-failed',
      'long-texts',
      'clusters-merged',
      'column-empty',
      'taken-from',
      'cache-unavailable',
      'webgpu-absent',
      'webgpu-software',
      'webgpu-self-test',
      'webgpu-slower',
      'webgpu-failed',
      'webgpu-lost',
      'project-deleted',
      'project-file-failed',
      'project-file-opened',
      'decisions-merged',
      'drop-on-files',
      'learned',
      'recipe-failed',
      'recipe-model',
      'carry-failed',
      'asked-again',
      'answers-forgotten',
      'answers-learned',
      'learning-failed',
      'adapter-added',
      'adapter-same',
      'adapter-not-kept',
      'adapter-failed',
      'adapter-refused',
      'adapter-left',
      'recipe-adapter',
      'aliases-applied',
      'aliases-wait',
      'aliases-part',
    ];
    expect(Object.keys(en.notices).sort()).toEqual(codes.sort());
  });

  it('has both forms of every counted text', () => {
    const forms = new Map<string, Set<string>>();
    const walk = (node: object, path: string): void => {
      for (const [key, value] of Object.entries(node)) {
        if (typeof value === 'object') walk(value, `${path}.${key}`);
        const counted = /^(.*)_(one|other)$/.exec(key);
        if (counted) {
          const name = `${path}.${counted[1]}`;
          forms.set(name, (forms.get(name) ?? new Set()).add(counted[2]!));
        }
      }
    };
    walk(en, '');
    expect(forms.size).toBeGreaterThan(5);
    for (const [name, found] of forms) expect(found, name).toEqual(new Set(['one', 'other']));
  });
});
