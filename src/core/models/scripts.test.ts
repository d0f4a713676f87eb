import { describe, expect, it } from 'vitest';
import { scriptsOfCells, scriptsOfLanguages, unreadScripts } from './scripts';

describe('scriptsOfLanguages', () => {
  it('takes the script that a language is mostly written in', () => {
    expect([...scriptsOfLanguages(['en', 'de'])]).toEqual(['Latn']);
    expect([...scriptsOfLanguages(['el', 'sr-Latn', 'sr', 'ja', 'ko', 'zh-TW'])].sort()).toEqual(
      ['Cyrl', 'Grek', 'Hang', 'Hani', 'Hira', 'Kana', 'Latn'].sort(),
    );
  });

  it('does not stumble over what is no language', () => {
    expect(scriptsOfLanguages(['', 'multilingual!', 'x'])).toEqual(new Set());
  });
});

describe('unreadScripts', () => {
  it('names scripts that no language of the model is written in, the most frequent first', () => {
    expect(unreadScripts(['Αθήνα', 'Θεσσαλονίκη', 'София', 'Athens'], ['en'])).toEqual(['Grek', 'Cyrl']);
    expect(unreadScripts(['Αθήνα', 'Athens'], ['en', 'el'])).toEqual([]);
    expect(scriptsOfCells(['東京のタワータワー'])).toEqual(['Kana', 'Hani', 'Hira']);
  });

  it('leaves stray letters, cells without letters and unknown languages alone', () => {
    expect(unreadScripts([...Array.from({ length: 30 }, () => 'Northern Trading'), 'Ωmega'], ['en'])).toEqual([]);
    expect(unreadScripts(['12', '', '—'], ['en'])).toEqual([]);
    expect(unreadScripts(['Αθήνα'], [])).toEqual([]);
  });
});
