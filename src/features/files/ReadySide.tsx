import { useTranslation } from 'react-i18next';
import type { Dataset, Side } from '../../core/model/types';
import { useSession } from '../../session/react';
import { ACCEPTED_FILES } from '../../ui/accepted-files';
import { Button } from '../../ui/Button';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import { ColumnsPanel } from './ColumnsPanel';
import { Preview } from './Preview';
import { ProblemSentence } from './ProblemSentence';
import { ReadControls } from './ReadControls';
import styles from './ReadySide.module.css';

export function ReadySide(props: {
  readonly side: Side;
  readonly dataset: Dataset;
  readonly isReadOnly: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const { side, dataset, isReadOnly } = props;
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const columns = dataset.columns.length;
  return (
    <>
      <div className={styles.heading}>
        <div className={styles.names}>
          <h2 className={styles.name}>{dataset.source.fileName}</h2>
          <p className={styles.muted}>
            {t('files.size', {
              rows: t('common.rows', { count: dataset.rowCount, formatted: number(dataset.rowCount) }),
              columns: t('common.columns', { count: columns, formatted: number(columns) }),
            })}
          </p>
        </div>
        <div className={styles.buttons}>
          <FileButton look="quiet" accept={ACCEPTED_FILES} disabled={isReadOnly} onFiles={props.onFiles}>
            {t('files.replace')}
          </FileButton>
          <Button look="quiet" disabled={isReadOnly} onClick={() => void session.clearSide(side)}>
            {t('files.remove')}
          </Button>
        </div>
      </div>
      <ReadControls side={side} source={dataset.source} isReadOnly={isReadOnly} />
      <ProblemSentence dataset={dataset} />
      <Preview dataset={dataset} />
      <ColumnsPanel dataset={dataset} />
    </>
  );
}
