import { type AliasGroup, areSameGroups } from './alias-group';
import { phraseKey } from './alias-tokens';

/** Groups of one scope that have a word among theirs, in any spelling. O(words). */
export function groupsWith(groups: readonly AliasGroup[], word: string, column: string | null): readonly AliasGroup[] {
  const key = phraseKey(word);
  if (key === '') return [];
  return groups.filter((group) => (group.column ?? null) === column && group.words.some((one) => phraseKey(one) === key));
}

/** One group of all the words of several, none of which is short for another any more. */
export function mergeGroups(groups: readonly AliasGroup[], more: readonly string[] = []): AliasGroup {
  const known = new Set<string>();
  const words = [...groups.flatMap((group) => group.words), ...more].filter((word) => {
    const key = phraseKey(word);
    if (key === '' || known.has(key)) return false;
    known.add(key);
    return true;
  });
  const column = groups[0]?.column;
  return column === undefined ? { words } : { words, column };
}

/** A group without a word; null where that leaves nothing to be the same as. */
export function withoutWord(group: AliasGroup, word: string): AliasGroup | null {
  const key = phraseKey(word);
  const words = group.words.filter((one) => phraseKey(one) !== key);
  return words.length < 2 ? null : { ...group, words };
}

/** A group as somebody typed it, a word a line; null where it has less than two words. */
export function groupOfLines(lines: string, before: AliasGroup): AliasGroup | null {
  const { column, isOneWay } = before;
  const { words } = mergeGroups([{ words: lines.split(/\r?\n/u).map((line) => line.trim().replace(/\s+/gu, ' ')) }]);
  if (words.length < 2) return null;
  const group = { words, ...(isOneWay && { isOneWay }), ...(column !== undefined && { column }) };
  return areSameGroups([group], [before]) ? before : group;
}
