import { useEffect, useState } from 'react';
import { driftSinceTraining, type SideDrift } from '../../session/comparing-groups';
import { useSessionState } from '../../session/react';
import { get } from '../../session/tuning/adapters';
import { DriftList } from './DriftList';
import styles from './DriftList.module.css';

/** Warns where the tables look otherwise than those that the adapter in force was trained on. */
export function AdapterDrift() {
  const { left, right } = useSessionState((state) => state.sides);
  const id = useSessionState((state) => state.project?.settings.adapter ?? null);
  const [drift, setDrift] = useState<readonly SideDrift[]>([]);
  const leftTable = left.status === 'ready' ? left.dataset : null;
  const rightTable = right.status === 'ready' ? right.dataset : null;
  useEffect(() => {
    setDrift([]);
    if (id === null || !leftTable) return;
    let isOver = false;
    const look = async (): Promise<void> => {
      const adapter = await get(id);
      const found = adapter ? await driftSinceTraining({ left: leftTable, right: rightTable }, adapter) : [];
      if (!isOver) setDrift(found);
    };
    // A warning that cannot be made is none: the match itself will say what is wrong with a table or an adapter.
    look().catch(() => {});
    return () => {
      isOver = true;
    };
  }, [id, leftTable, rightTable]);
  if (drift.length === 0) return null;
  return (
    <div className={styles.warning} role="status">
      <DriftList drift={drift} of="adapter" />
    </div>
  );
}
