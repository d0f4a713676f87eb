import { expect, it } from 'vitest';
import { CHAPTERS, type ChapterId, findChapters, isChapter } from './chapters';

const TEXTS: Partial<Record<ChapterId, string>> = {
  blocking: 'Comparer seulement ce qui concorde: même région, clé',
  threshold: 'Wo die Schwelle liegt: verpasste Paare und falsche',
  keys: 'しきい値 と キー',
};
const found = (search: string) => findChapters(search, (chapter) => TEXTS[chapter] ?? '');

it('finds parts of words, whatever their case and accents', () => {
  expect(found('REGION')).toEqual(['blocking']);
  expect(found('schwel')).toEqual(['threshold']);
  expect(found('ｷｰ')).toEqual(['keys']);
});

it('wants every word', () => {
  expect(found('paare falsche')).toEqual(['threshold']);
  expect(found('paare region')).toEqual([]);
});

it('shows everything for an empty search', () => {
  expect(found('  ')).toEqual(CHAPTERS);
});

it('knows its chapters', () => {
  expect(isChapter('keys')).toBe(true);
  expect(isChapter('toString')).toBe(false);
});
