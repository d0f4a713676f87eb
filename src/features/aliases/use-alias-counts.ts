import { useEffect, useState } from 'react';
import { type AliasGroup, groupKey } from '../../core/aliases/alias-group';
import type { AliasRowCounts } from '../../core/aliases/count-alias-rows';
import { useSession, useSessionState } from '../../session/react';

/** Changes come in bursts. */
const WAIT_MS = 300;

export interface GroupRows {
  readonly left: number;
  readonly right: number;
}

/** Rows that each group touches; `undefined` while that is counted, null where there are no tables. */
export function useAliasCounts(groups: readonly AliasGroup[]): ((group: AliasGroup) => GroupRows | undefined) | null {
  const session = useSession();
  const sides = useSessionState((state) => state.sides);
  const project = useSessionState((state) => state.project);
  const [counted, setCounted] = useState<{ readonly places: ReadonlyMap<string, number>; readonly rows: AliasRowCounts } | null>(
    null,
  );
  const isReady = sides.left.status === 'ready' && (sides.right.status === 'ready' || project?.settings.task === 'deduplicate');
  const { left, right } = sides;
  const on = project?.settings.on;
  useEffect(() => {
    if (!isReady || groups.length === 0 || left.status === 'failed' || right.status === 'failed' || !on) return;
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const { value } = await session.aliases.count(groups, controller.signal);
      if (!value || controller.signal.aborted) return;
      setCounted({ places: new Map(groups.map((group, at) => [groupKey(group), at])), rows: value });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [session, groups, isReady, left, right, on]);
  if (!isReady) return null;
  return (group) => {
    const at = counted?.places.get(groupKey(group));
    return counted && at !== undefined ? { left: counted.rows.left[at]!, right: counted.rows.right[at]! } : undefined;
  };
}
