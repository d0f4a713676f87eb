import type { MatchSettings } from '../model/settings';
import type { Sides } from '../model/types';
import type { ComparedTable } from '../text/records';
import type { AliasGroup } from './alias-group';
import { aliasTokens } from './alias-tokens';
import { partnersOf } from './apply-aliases';

/** Rows in which any word of a group stands, group by group, in the order of the groups. */
export type AliasRowCounts = Sides<Uint32Array<ArrayBuffer>>;

/**
 * Counts the rows of both tables that hold a word of each group in a compared column, the longest phrase from the left, as
 * `compileAliases` finds them, conflicts included. O(characters).
 */
export function countAliasRows(
  tables: Sides<ComparedTable>,
  groups: readonly AliasGroup[],
  settings: Pick<MatchSettings, 'task' | 'on' | 'blocking' | 'qualifiers'>,
): AliasRowCounts {
  const counts = { left: new Uint32Array(groups.length), right: new Uint32Array(groups.length) };
  const sides = settings.task === 'deduplicate' ? (['left'] as const) : (['left', 'right'] as const);
  for (const side of sides) {
    const { columns, rowCount } = tables[side];
    /** One more than the last row that counted for a group. */
    const counted = new Uint32Array(groups.length);
    const looked = settings.on[side].flatMap((name) => {
      const cells = columns.get(name);
      const names = partnersOf(settings, side, name);
      const inScope = groups.flatMap((group, at) => (group.column === undefined || names.includes(group.column) ? [at] : []));
      return cells && inScope.length > 0 ? [{ cells, root: trieOf(groups, inScope) }] : [];
    });
    for (let row = 0; row < rowCount; row++) {
      for (const { cells, root } of looked) {
        const { keys } = aliasTokens(cells[row]!);
        for (let at = 0; at < keys.length; at++) {
          let node: Node | undefined = root.next.get(keys[at]!);
          let found: readonly number[] = [];
          let end = at;
          for (let next = at; node; node = node.next.get(keys[++next]!)) {
            if (node.groups.length === 0) continue;
            found = node.groups;
            end = next;
          }
          for (const group of found) {
            if (counted[group] === row + 1) continue;
            counted[group] = row + 1;
            counts[side][group]!++;
          }
          if (found.length > 0) at = end;
        }
      }
    }
  }
  return counts;
}

interface Node {
  readonly next: Map<string, Node>;
  readonly groups: number[];
}

function trieOf(groups: readonly AliasGroup[], inScope: readonly number[]): Node {
  const root: Node = { next: new Map(), groups: [] };
  for (const at of inScope) {
    for (const word of groups[at]!.words) {
      let node = root;
      const { keys } = aliasTokens(word);
      for (const key of keys) {
        const next = node.next.get(key) ?? { next: new Map(), groups: [] };
        node.next.set(key, next);
        node = next;
      }
      if (keys.length > 0 && !node.groups.includes(at)) node.groups.push(at);
    }
  }
  return root;
}
