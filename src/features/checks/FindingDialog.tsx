import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowFinding } from '../../core/checks/findings';
import { type AppError, toAppError } from '../../core/model/errors';
import type { Dataset } from '../../core/model/types';
import { saveRows } from '../../session/saving-rows';
import { Button } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { Dialog } from '../../ui/Dialog';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import styles from './FindingList.module.css';
import { plannedFinding, type ShownRow, shownRows } from './finding-rows';
import { findingSentence } from './finding-text';

const SHOWN = 200;

/** The rows of one finding, what to do about them, and all of them as a file. */
export function FindingDialog(props: {
  readonly dataset: Dataset;
  readonly finding: RowFinding;
  readonly isWithin: boolean;
  readonly onClose: () => void;
}) {
  const { dataset, finding, isWithin, onClose } = props;
  const { kind, column, rows, starts, alike } = finding;
  const { t } = useTranslation();
  const formats = useFormats();
  const { number } = formats;
  const [saving, setSaving] = useState<{ readonly isBusy: boolean; readonly error: AppError | null }>(IDLE);
  const shown = useMemo(() => shownRows(dataset, finding, SHOWN), [dataset, finding]);
  const extra = alike ? t('checks.alike') : starts.length > 2 ? t('checks.group') : null;
  const extraOf = (one: ShownRow, at: number): string =>
    alike ? number(alike[at]!) : t('checks.groupOf', { group: number(one.group), size: number(one.groupSize) });
  const save = async (): Promise<void> => {
    setSaving({ isBusy: true, error: null });
    const error = await saveRows(plannedFinding(dataset, finding), `rowlink-${kind}.csv`).then(
      () => null,
      (thrown: unknown) => toAppError(thrown),
    );
    setSaving({ isBusy: false, error });
  };
  return (
    <Dialog
      title={t(`checks.kinds.${kind}.name`, { column })}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <Button look="main" disabled={saving.isBusy} onClick={() => void save()}>
          {t('checks.save')}
        </Button>
      }
    >
      <div className={styles.content}>
        <p dir="auto">{findingSentence(t, formats, dataset, finding)}</p>
        <p className={styles.muted}>{t(kind === 'alike' && isWithin ? 'checks.alikeWithin' : `checks.kinds.${kind}.todo`)}</p>
        <div className={styles.table}>
          <DataTable
            label={t('checks.rowsOf', { file: dataset.source.fileName })}
            columns={[...(extra === null ? [] : [extra]), ...dataset.columns.map(({ name }) => name)]}
            rows={shown.map((one, at) => [...(extra === null ? [] : [extraOf(one, at)]), ...one.cells])}
            rowHeader={t('checks.fileRow')}
            rowNumber={(at) => number(shown[at]!.fileRow)}
          />
        </div>
        {shown.length < rows.length ? (
          <p className={styles.muted}>{t('checks.more', { shown: number(shown.length), total: number(rows.length) })}</p>
        ) : null}
        {saving.error ? <ErrorText error={saving.error} /> : null}
      </div>
    </Dialog>
  );
}

const IDLE = { isBusy: false, error: null };
