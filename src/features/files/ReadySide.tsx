import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset, ReadSettings, Side } from '../../core/model/types';
import type { SideState } from '../../session/contract';
import { useSession, useSessionState } from '../../session/react';
import { ACCEPTED_FILES } from '../../ui/accepted-files';
import { Button } from '../../ui/Button';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import { ColumnsPanel } from './ColumnsPanel';
import { LeftOut } from './LeftOut';
import { Preview } from './Preview';
import { ProblemSentence } from './ProblemSentence';
import { ReadControls } from './ReadControls';
import { ReadingAgain } from './ReadingSide';
import styles from './ReadySide.module.css';
import { StackPanel } from './StackPanel';
import { StackSheets } from './StackSheets';

export function ReadySide(props: {
  readonly side: Side;
  readonly dataset: Dataset;
  readonly checks: ReactNode;
  /** The file is at hand and can be read in another way. */
  readonly hasFile: boolean;
  /** Set while that happens. */
  readonly reading: (SideState & { readonly status: 'reading' }) | null;
  readonly stack: (SideState & { readonly status: 'ready' })['stack'];
  readonly isReadOnly: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const { side, dataset, reading, isReadOnly } = props;
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const columns = dataset.columns.length;
  const { source } = dataset;
  const current = useSessionState((state) => state.project?.reading[side]) ?? {};
  const change = (part: ReadSettings): void => void session.reread(side, { ...current, ...part });
  const isFixed = isReadOnly || !(props.hasFile || reading);
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
      {reading ? <ReadingAgain reading={reading} onCancel={() => session.cancelReading(side)} /> : null}
      {source.parts ? (
        <StackPanel
          parts={source.parts}
          stack={props.stack}
          isFixed={isFixed}
          onChange={(settings) => void session.restack(side, settings)}
        />
      ) : (
        <>
          <ReadControls source={source} isFixed={isFixed} onChange={change} />
          {source.sheets.length > 1 ? (
            <StackSheets sheets={source.sheets} isFixed={isFixed} onStack={(sheets) => void session.stackSheets(side, sheets)} />
          ) : null}
          <LeftOut
            source={source}
            rowCount={dataset.rowCount}
            isMergedFilled={current.fillMerged === true}
            isFixed={isFixed}
            onChange={change}
          />
        </>
      )}
      {props.hasFile || reading ? null : <p className={styles.muted}>{t('files.fileNotAtHand')}</p>}
      {source.parts ? null : <ProblemSentence dataset={dataset} />}
      <Preview dataset={dataset} isFixed={isFixed} onHeader={(headerRow) => change({ headerRow })} />
      {props.checks}
      <ColumnsPanel dataset={dataset} />
    </>
  );
}
