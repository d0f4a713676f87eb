import { useEffect, useState } from 'react';
import type { Dataset } from '../../core/model/types';
import type { TableLook } from '../../core/table/look-at-table';
import { lookAtTable } from '../../session/looking';

/** A look at every cell, in a worker; null until it is done, and where it failed. Nothing is done while `isWanted` is false. */
export function useTableLook(dataset: Dataset, isWanted: boolean): TableLook | null {
  const [found, setFound] = useState<{ readonly dataset: Dataset; readonly look: TableLook } | null>(null);
  const isKnown = found?.dataset === dataset;
  useEffect(() => {
    if (!isWanted || isKnown) return;
    const controller = new AbortController();
    lookAtTable(dataset, controller.signal).then(
      (look) => {
        if (!controller.signal.aborted) setFound({ dataset, look });
      },
      () => {},
    );
    return () => controller.abort();
  }, [dataset, isWanted, isKnown]);
  return isKnown ? found.look : null;
}
