import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockingReport } from '../../core/candidates/blocking/blocking';
import type { MatchSettings } from '../../core/model/settings';
import type { Dataset, Side, Sides } from '../../core/model/types';
import { DataTable } from '../../ui/DataTable';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import styles from './BlockingReportView.module.css';
import { rowsLeftOut } from './rows-left-out';
import { useBlockingReport } from './use-blocking-report';

interface BlockingReportViewProps {
  readonly datasets: Sides<Dataset>;
  readonly settings: MatchSettings;
}

/** Before a run: how many pairs are compared, and which rows will have no candidates. */
export function BlockingReportView({ datasets, settings }: BlockingReportViewProps) {
  const { t } = useTranslation();
  const state = useBlockingReport(datasets, settings);
  return (
    <>
      <div role="status">
        {state.status === 'counting' ? <p className={styles.muted}>{t('setUp.blocking.counting')}</p> : null}
        {state.status === 'ready' ? <Figures report={state.report} isOneTable={settings.task === 'deduplicate'} /> : null}
      </div>
      {state.status === 'failed' ? <ErrorText error={state.error} /> : null}
      {state.status === 'ready' ? <RowsLeftOut report={state.report} datasets={datasets} settings={settings} /> : null}
    </>
  );
}

function Figures({ report, isOneTable }: { readonly report: BlockingReport; readonly isOneTable: boolean }) {
  const { t } = useTranslation();
  const { number, share } = useFormats();
  const { pairCount, allPairs, emptyKeys, unpaired, unreadable } = report;
  const sides: readonly Side[] = isOneTable ? ['left'] : ['left', 'right'];
  const isWhole = sides.every((side) => emptyKeys[side].length + unpaired[side] === 0);
  return (
    <div className={styles.report}>
      {pairCount === 0 ? (
        <p className={styles.bad}>{t('setUp.blocking.noPairs')}</p>
      ) : (
        <p className={styles.main}>
          {t('setUp.blocking.pairs', { pairs: number(pairCount), all: number(allPairs), share: share(pairCount / allPairs) })}
        </p>
      )}
      {sides.map((side) => {
        const counted = (key: 'noKey' | 'noPartner', count: number): string | null =>
          count === 0 ? null : t(`setUp.blocking.${key}`, { count, formatted: number(count) });
        const parts = [counted('noKey', emptyKeys[side].length), counted('noPartner', unpaired[side])];
        if (parts.every((part) => part === null)) return null;
        return (
          <p key={side}>
            {t(`common.${side}`)}: {parts.filter((part) => part !== null).join(', ')}.
            {unreadable[side] > 0
              ? ` ${t('setUp.blocking.unreadable', { count: unreadable[side], formatted: number(unreadable[side]) })}`
              : null}
          </p>
        );
      })}
      <p className={styles.muted}>{t(isWhole ? 'setUp.blocking.nothingLeftOut' : 'setUp.blocking.stay')}</p>
    </div>
  );
}

const SHOWN = 50;

function RowsLeftOut({ report, datasets, settings }: BlockingReportViewProps & { readonly report: BlockingReport }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const sides = useMemo(
    () =>
      (settings.task === 'deduplicate' ? (['left'] as const) : (['left', 'right'] as const))
        .map((side) => rowsLeftOut(datasets[side], side, report, settings, SHOWN))
        .filter(({ rows }) => rows.length > 0),
    [report, datasets, settings],
  );
  if (sides.length === 0) return null;
  return (
    <details className={styles.rows}>
      <summary>{t('setUp.blocking.showRows')}</summary>
      {sides.map(({ side, columns, rows, total }) => (
        <div key={side} className={styles.table}>
          <DataTable
            label={t('setUp.blocking.rowsOf', { table: t(`common.${side}`) })}
            columns={[t('setUp.blocking.why'), ...columns]}
            rows={rows.map(({ reason, cells }) => [t(`setUp.blocking.reasons.${reason}`), ...cells])}
            rowHeader={t('files.rowNumber')}
            rowNumber={(at) => number(rows[at]!.row + 1)}
          />
          <p className={styles.muted}>
            {t(`common.${side}`)}:{' '}
            {rows.length < total
              ? t('files.previewMore', { shown: number(rows.length), total: number(total) })
              : t('common.rows', { count: total, formatted: number(total) })}
          </p>
        </div>
      ))}
    </details>
  );
}
