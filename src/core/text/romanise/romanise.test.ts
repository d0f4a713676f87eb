import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldMarks, guessCyrillic, romaniseWord } from './romanise';
import { pinyinSkeleton, soundSkeleton } from './sound-skeleton';

describe('romaniseWord', () => {
  it.each([
    ['서초구', 'seochogu'],
    ['신라', 'silla'],
    ['독립문', 'dongnimmun'],
    ['종로', 'jongno'],
    ['왕십리', 'wangsimni'],
    ['한국어', 'hangugeo'],
    ['부산', 'busan'],
    ['とうきょう', 'toukyou'],
    ['マッチ', 'matchi'],
    ['ホッカイドー', 'hokkaido'],
    ['ファミリー', 'famiri'],
    ['シャープ', 'shapu'],
    ['北京', 'beijing'],
    ['臺北', 'taibei'],
    ['αθηνα', 'athina'],
    ['μπακογιαννης', 'bakogiannis'],
    ['ευρωπη', 'evropi'],
    ['თბილისი', 'tbilisi'],
    ['երևան', 'erevan'],
    ['ירושלים', 'iroshlim'],
    ['محمد', 'mhmd'],
    ['तेहरान', 'teharan'],
    ['दिल्ली', 'dilli'],
    ['กรุงเทพ', 'krungethph'],
    ['café', 'cafe'],
    ['łódź', 'lodz'],
    ['smith', 'smith'],
  ])('%s → %s', (word, latin) => expect(romaniseWord(word)).toBe(latin));

  it.each([
    ['щастие', 'bg', 'shtastie'],
    ['щит', 'other', 'shchit'],
    ['българия', 'bg', 'balgariya'],
    ['гринько', 'uk', 'hrynko'],
    ['жижић', 'sr', 'zizic'],
  ] as const)('%s in %s → %s', (word, reading, latin) => expect(romaniseWord(word, reading)).toBe(latin));

  it('leaves kanji alone beside kana, as their readings are not Mandarin', () =>
    expect(romaniseWord('東京タワー')).toBe('東京tawa'));

  it('leaves nothing of the scripts it knows, and is idempotent', () => {
    const letters = fc.constantFrom(...'abcжщъіωψςთხաւאבגدشغहिदरกเ한국어ごッャ北京é1');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 12 }), (word) => {
        const once = romaniseWord(word);
        expect(once.replace(/[北京]/gu, '')).toMatch(/^[a-z0-9]*$/u);
        expect(romaniseWord(once.replace(/[北京]/gu, ''))).toBe(once.replace(/[北京]/gu, ''));
      }),
      { seed: 7, numRuns: 400 },
    );
  });
});

describe('foldMarks', () => {
  it.each([
    ['Ærøskøbing'.toLowerCase(), 'aeroskobing'],
    ['ångström', 'angstrom'],
    ['đặng', 'dang'],
    ['北京', '北京'],
    ['한국', '한국'],
  ])('%s → %s', (text, folded) => expect(foldMarks(text)).toBe(folded));
});

describe('guessCyrillic', () => {
  it.each([
    [['Търговище', 'Велинград', 'Добрич'], 'bg'],
    [['Доминиканская Республика', 'Объединённые', 'Эфиопия'], 'other'],
    [['Київ', 'Чернігів'], 'uk'],
    [['Љубљана', 'Ниш', 'Јагодина'], 'sr'],
    [['London'], 'other'],
  ] as const)('%j is read as %s', (texts, reading) => expect(guessCyrillic(texts)).toBe(reading));
});

describe('soundSkeleton', () => {
  it.each([
    ['gyeongju', 'kyongju'],
    ['schumer', 'szumer'],
    ['philip', 'filip'],
    ['warsaw', 'varsav'],
    ['mohammed', 'muhamad'],
  ])('%s sounds like %s', (one, other) => expect(soundSkeleton(one)).toBe(soundSkeleton(other)));

  it('tells other sounds apart and keeps figures', () => {
    expect(soundSkeleton('berlin')).toBe('PLN');
    expect(soundSkeleton('berlin')).not.toBe(soundSkeleton('bonn'));
    expect(soundSkeleton('g20')).toBe('K20');
    expect(soundSkeleton('oslo')).toBe('ASL');
  });

  it('knows the letters of Pinyin', () => {
    expect(['cha', 'ke', 'shu', 'mo'].map(pinyinSkeleton).join('')).toBe('SKSM');
    expect(pinyinSkeleton('xiang')).toBe(soundSkeleton('shan'));
    expect(pinyinSkeleton('er')).toBe('L');
  });
});
