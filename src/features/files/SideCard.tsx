import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Side } from '../../core/model/types';
import { useSession, useSessionState } from '../../session/react';
import { ACCEPTED_FILES } from '../../ui/accepted-files';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { FileButton } from '../../ui/FileButton';
import { ReadingSide } from './ReadingSide';
import { ReadySide } from './ReadySide';
import styles from './SideCard.module.css';

/** One table: nothing yet, being read, read, or not readable. */
export function SideCard(props: { readonly side: Side; readonly checks: ReactNode; readonly isAlone?: boolean }) {
  const { side, checks, isAlone = false } = props;
  const { t } = useTranslation();
  const session = useSession();
  const state = useSessionState((all) => all.sides[side]);
  const isReadOnly = useSessionState((all) => all.isReadOnly);
  const table = state.status === 'ready' ? state.dataset : state.status === 'reading' ? state.shown : null;
  const setFile = (files: readonly File[]) => void session.setFile(side, files[0]!);

  return (
    <section className={styles.card} aria-label={isAlone ? t('common.table') : t(`common.${side}`)}>
      <p className={styles.side}>{isAlone ? t('common.table') : t(`common.${side}`)}</p>
      {state.status === 'empty' ? (
        <div className={styles.middle}>
          <h2>{t('files.emptySide')}</h2>
          <p className={styles.muted}>{t('files.emptySideHint')}</p>
          <FileButton accept={ACCEPTED_FILES} disabled={isReadOnly} onFiles={setFile}>
            {t('files.chooseSide')}
          </FileButton>
        </div>
      ) : null}
      {state.status === 'reading' && !state.shown ? (
        <ReadingSide reading={state} onCancel={() => session.cancelReading(side)} />
      ) : null}
      {state.status === 'failed' ? (
        <div className={styles.failed} role="alert">
          <h2 className={styles.name}>{t('files.failed', { file: state.fileName })}</h2>
          <ErrorText error={state.error} />
          <div className={styles.buttons}>
            <FileButton look="main" accept={ACCEPTED_FILES} disabled={isReadOnly} onFiles={setFile}>
              {t('files.chooseAnother')}
            </FileButton>
            <Button disabled={isReadOnly} onClick={() => void session.clearSide(side)}>
              {t('files.remove')}
            </Button>
          </div>
        </div>
      ) : null}
      {table ? (
        <ReadySide
          side={side}
          dataset={table}
          checks={checks}
          hasFile={state.status === 'ready' && state.hasFile === true}
          stack={state.status === 'ready' ? state.stack : undefined}
          reading={state.status === 'reading' ? state : null}
          isReadOnly={isReadOnly}
          onFiles={setFile}
        />
      ) : null}
    </section>
  );
}
