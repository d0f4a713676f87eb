import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/model/errors';
import type { Dataset } from '../../core/model/types';
import { useSession } from '../../session/react';
import { ACCEPTED_FILES } from '../../ui/accepted-files';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { FileButton } from '../../ui/FileButton';
import { useFormats } from '../../ui/format';
import { useDroppedFiles } from '../../ui/use-dropped-files';
import styles from './TruthPanel.module.css';

interface TruthPanelProps {
  readonly hint: string;
  readonly chooseFile: string;
  readonly useColumn: string;
  /** The file that was chosen, null for a column; undefined before either is. */
  readonly file: Dataset | null | undefined;
  /** Takes what was chosen, or answers with what is wrong. */
  readonly onFile: (file: Dataset) => Promise<AppError | null>;
  readonly onColumn: () => Promise<AppError | null>;
  /** How to read what was chosen; `styles.fields` of this panel lays fields out. */
  readonly children: ReactNode;
}

/** Where a truth stands: in a file that is chosen or dropped, or in a column. */
export function TruthPanel({ hint, chooseFile, useColumn, file, onFile, onColumn, children }: TruthPanelProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const [error, setError] = useState<AppError | null>(null);
  const [isWorking, setIsWorking] = useState(false);
  const take = async (work: () => Promise<AppError | null>): Promise<void> => {
    setIsWorking(true);
    setError(await work());
    setIsWorking(false);
  };
  const read = async (given: File | undefined): Promise<void> => {
    if (!given) return;
    await take(async () => {
      const outcome = await session.readTable(given);
      return outcome.value ? onFile(outcome.value) : outcome.error;
    });
  };
  useDroppedFiles(([given]) => void read(given));
  return (
    <section className={styles.panel} aria-labelledby="evaluate-truth">
      <h2 id="evaluate-truth">{t('evaluate.truth')}</h2>
      <p className={styles.muted}>{hint}</p>
      <div className={styles.buttons}>
        <FileButton accept={ACCEPTED_FILES} look={file === undefined ? 'main' : 'plain'} onFiles={([given]) => void read(given)}>
          {file ? t('evaluate.otherFile') : chooseFile}
        </FileButton>
        {file === null ? null : <Button onClick={() => void take(onColumn)}>{useColumn}</Button>}
      </div>
      <div role="status" className={styles.status}>
        {isWorking ? t('evaluate.reading') : null}
      </div>
      {error ? <ErrorText error={error} /> : null}
      {file ? (
        <p className={styles.name}>{t('evaluate.file', { file: file.source.fileName, rows: number(file.rowCount) })}</p>
      ) : null}
      {children}
    </section>
  );
}
