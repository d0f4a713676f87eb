import type { MatchSettings } from '../model/settings';
import type { Sides } from '../model/types';
import type { ComparedTable } from '../text/records';
import { type AliasGroup, groupKey } from './alias-group';
import { phraseKey } from './alias-tokens';
import { applyToCells, partnersOf } from './apply-aliases';
import { compileAliases } from './compile-aliases';

/**
 * Groups whose words may be read differently after a change: those that are in one list only, and all that have a word in common with them,
 * in several steps. O(words).
 */
export function groupsChanged(before: readonly AliasGroup[], after: readonly AliasGroup[]): readonly AliasGroup[] {
  const keys = { before: new Set(before.map(groupKey)), after: new Set(after.map(groupKey)) };
  const all = [...new Map([...before, ...after].map((group) => [groupKey(group), group])).values()];
  const groupsOf = new Map<string, number[]>();
  all.forEach((group, at) => {
    for (const word of group.words) {
      const key = phraseKey(word);
      groupsOf.set(key, [...(groupsOf.get(key) ?? []), at]);
    }
  });
  const open = all.flatMap((group, at) => (keys.before.has(groupKey(group)) !== keys.after.has(groupKey(group)) ? [at] : []));
  const reached = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const word of all[at]!.words) {
      for (const other of groupsOf.get(phraseKey(word)) ?? []) {
        if (reached.has(other)) continue;
        reached.add(other);
        open.push(other);
      }
    }
  }
  return [...reached].sort((a, b) => a - b).map((at) => all[at]!);
}

/**
 * Rows of both tables that a word of any of the groups stands in, the full forms included, in a column that is compared or a key;
 * ascending. O(characters).
 */
export function touchedRows(
  tables: Sides<ComparedTable>,
  groups: readonly AliasGroup[],
  settings: Pick<MatchSettings, 'on' | 'blocking' | 'qualifiers'>,
): Sides<Uint32Array<ArrayBuffer>> {
  // Each word stands for a sign of its own that no cell has, so that whatever changes has one.
  const probes = groups.flatMap(({ words, column }) =>
    words.map((word): AliasGroup => ({ words: [word, PROBE], isOneWay: true, ...(column !== undefined && { column }) })),
  );
  const compiled = compileAliases(probes);
  const rowsOf = (side: 'left' | 'right'): Uint32Array<ArrayBuffer> => {
    const names = new Set([...settings.on[side], ...[...settings.blocking, ...settings.qualifiers].map((rule) => rule[side])]);
    const isTouched = new Uint8Array(tables[side].rowCount);
    for (const name of names) {
      const cells = tables[side].columns.get(name);
      const matcher = compiled.matcherFor(...partnersOf(settings, side, name));
      if (!cells || !matcher) continue;
      const probed = applyToCells(cells, matcher);
      if (probed !== cells) for (let row = 0; row < cells.length; row++) if (probed[row] !== cells[row]) isTouched[row] = 1;
    }
    const rows: number[] = [];
    for (let row = 0; row < isTouched.length; row++) if (isTouched[row]) rows.push(row);
    return Uint32Array.from(rows);
  };
  return { left: rowsOf('left'), right: rowsOf('right') };
}

const PROBE = 'rowlink alias probe';
