import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset, Side } from '../../core/model/types';
import { checkTable } from '../../session/checking';
import { useSessionState } from '../../session/react';
import { useFormats } from '../../ui/format';
import { FindingList } from './FindingList';
import styles from './FindingList.module.css';
import { useFindings } from './use-findings';

/** What is worth a look in a table that was just read, whatever it will be compared with. */
export function FileChecks({ side }: { readonly side: Side }) {
  const state = useSessionState((all) => all.sides[side]);
  return state.status === 'ready' ? <Checks dataset={state.dataset} recordId={state.recordIdColumn} /> : null;
}

function Checks({ dataset, recordId }: { readonly dataset: Dataset; readonly recordId: string | null }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const look = useCallback((signal: AbortSignal) => checkTable(dataset, recordId, signal), [dataset, recordId]);
  const found = useFindings(look);
  // A table of which nothing can be said is no reason to say so.
  if (found.status === 'failed') return null;
  if (found.status === 'working') return <p className={styles.muted}>{t('checks.working')}</p>;
  const { findings } = found;
  if (findings.length === 0) return <p className={styles.muted}>{t('checks.nothing')}</p>;
  return (
    <details className={styles.panel}>
      <summary>
        {t('checks.title')}
        <span className={styles.state}>{t('checks.count', { count: findings.length, formatted: number(findings.length) })}</span>
      </summary>
      <FindingList dataset={dataset} findings={findings} />
    </details>
  );
}
