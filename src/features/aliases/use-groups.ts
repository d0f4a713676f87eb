import { useMemo } from 'react';
import { type AliasGroup, groupKey, uniteGroups } from '../../core/aliases/alias-group';
import { type AliasConflict, compileAliases } from '../../core/aliases/compile-aliases';
import type { AliasScope } from '../../session/aliases';
import { useSessionState } from '../../session/react';

export interface KnownGroups {
  /** Those of the open project, then what else all projects share. */
  readonly groups: readonly AliasGroup[];
  readonly conflicts: readonly AliasConflict[];
  scopeOf(group: AliasGroup): AliasScope;
}

const NONE: readonly AliasGroup[] = [];

/** Words that mean the same, of the open project and of all projects. */
export function useGroups(): KnownGroups {
  const own = useSessionState((state) => state.project?.settings.aliases) ?? NONE;
  const shared = useSessionState((state) => state.aliases.shared);
  return useMemo(() => {
    const groups = uniteGroups(own, shared);
    const keys = new Set(shared.map(groupKey));
    const { conflicts } = compileAliases(groups);
    return { groups, conflicts, scopeOf: (group) => (keys.has(groupKey(group)) ? 'shared' : 'project') };
  }, [own, shared]);
}
