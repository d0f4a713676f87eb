import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowFinding } from '../../core/checks/findings';
import type { Dataset } from '../../core/model/types';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { FindingDialog } from './FindingDialog';
import styles from './FindingList.module.css';
import { findingSentence } from './finding-text';

/** What was found in one table, each with a list of its rows to look at. */
export function FindingList(props: {
  readonly dataset: Dataset;
  readonly findings: readonly RowFinding[];
  /** The table is compared with itself. */
  readonly isWithin?: boolean;
}) {
  const { dataset, findings, isWithin = false } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const [opened, setOpened] = useState<RowFinding | null>(null);
  return (
    <>
      <ul className={styles.list}>
        {findings.map((finding) => {
          const { kind, column } = finding;
          const name = t(`checks.kinds.${kind}.name`, { column });
          return (
            <li key={`${kind} ${column}`} className={styles.finding}>
              <span dir="auto">{findingSentence(t, formats, dataset, finding)}</span>
              <Button look="quiet" aria-label={t('checks.showOf', { name })} onClick={() => setOpened(finding)}>
                {t('checks.show')}
              </Button>
            </li>
          );
        })}
      </ul>
      {opened ? <FindingDialog dataset={dataset} finding={opened} isWithin={isWithin} onClose={() => setOpened(null)} /> : null}
    </>
  );
}
