import { useEffect, useState } from 'react';
import type { Dataset } from '../../core/model/types';
import { lookAtTable, type TableLook } from '../../core/table/look-at-table';

/** A look at every cell, in short steps that leave the page awake; null until it is done. Nothing is done while `isWanted` is false. */
export function useTableLook(dataset: Dataset, isWanted: boolean): TableLook | null {
  const [found, setFound] = useState<{ readonly dataset: Dataset; readonly look: TableLook } | null>(null);
  const isKnown = found?.dataset === dataset;
  useEffect(() => {
    if (!isWanted || isKnown) return;
    const run = lookAtTable(dataset);
    const step = () => {
      const { done, value } = run.next();
      if (done) setFound({ dataset, look: value });
      else timer = window.setTimeout(step);
    };
    let timer = window.setTimeout(step);
    return () => window.clearTimeout(timer);
  }, [dataset, isWanted, isKnown]);
  return isKnown ? found.look : null;
}
