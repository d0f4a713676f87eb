/**
 * Words and phrases that mean the same. Which word stands for all of them, and how they are found in a text, is `compileAliases`'s to
 * say; a group never changes a table's own cells.
 */
export interface AliasGroup {
  /** At least two, as they were typed. */
  readonly words: readonly string[];
  /** Present where all words but the last are abbreviations of it: they are read as it, and it stays free for other groups. */
  readonly isOneWay?: true;
  /** Name of the only column (of either table) that it counts in; its partner counts with it. Absent: all compared columns. */
  readonly column?: string;
}

/** More groups, words of a group and characters of a word are not taken. */
export const MOST_GROUPS = 50_000;
export const MOST_WORDS_OF_A_GROUP = 100;
export const MOST_CHARACTERS_OF_A_WORD = 200;

/** Names what a group says, in whatever order its words were given. */
export function groupKey({ words, isOneWay, column }: AliasGroup): string {
  const sources = isOneWay ? [...words.slice(0, -1).sort(), words.at(-1)!] : [...words].sort();
  return JSON.stringify([isOneWay === true, column ?? null, sources]);
}

/** The same groups in both lists, whatever their order. */
export const areSameGroups = (one: readonly AliasGroup[], other: readonly AliasGroup[]): boolean =>
  one.length === other.length && [...one.map(groupKey)].sort().join('\n') === [...other.map(groupKey)].sort().join('\n');

/** Those of `added` that are not among `groups` come after them. */
export function uniteGroups(groups: readonly AliasGroup[], added: readonly AliasGroup[]): readonly AliasGroup[] {
  const known = new Set(groups.map(groupKey));
  const fresh = added.filter((group) => {
    const key = groupKey(group);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  return fresh.length === 0 ? groups : [...groups, ...fresh];
}

/** Groups out of stored or foreign JSON; null where any is not one. */
export function readAliasGroups(given: unknown): readonly AliasGroup[] | null {
  if (!Array.isArray(given) || given.length > MOST_GROUPS) return null;
  const groups: AliasGroup[] = [];
  for (const one of given as unknown[]) {
    if (one === null || typeof one !== 'object' || Array.isArray(one)) return null;
    const { words, isOneWay, column } = one as Record<string, unknown>;
    if (!Array.isArray(words) || words.length < 2 || words.length > MOST_WORDS_OF_A_GROUP) return null;
    if (!words.every((word): word is string => typeof word === 'string' && isUsable(word))) return null;
    if (column !== undefined && typeof column !== 'string') return null;
    groups.push({ words, ...(isOneWay === true && { isOneWay }), ...(column !== undefined && { column }) });
  }
  return groups;
}

const isUsable = (word: string): boolean => word.trim() !== '' && word.length <= MOST_CHARACTERS_OF_A_WORD;
