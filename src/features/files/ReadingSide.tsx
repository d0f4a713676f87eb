import { useTranslation } from 'react-i18next';
import type { SideState } from '../../session/contract';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import styles from './ReadingSide.module.css';

/** What happens to a file on its way in, how far it is, and a way to stop it. */
export function ReadingSide(props: {
  readonly reading: SideState & { readonly status: 'reading' };
  readonly onCancel: () => void;
}) {
  const { phase, fileName, done, total } = props.reading;
  const { t } = useTranslation();
  const { bytes, share } = useFormats();
  const isCounted = phase === 'reading' && total > 0;
  return (
    <div className={styles.reading}>
      <h2 className={styles.name}>{t('files.reading', { file: fileName })}</h2>
      <div className={styles.progress}>
        <Progress done={done} total={isCounted ? total : 0} label={t('files.reading', { file: fileName })} />
      </div>
      <p className={styles.phase} role="status">
        {t(`files.readingPhases.${phase}`)}
      </p>
      {isCounted ? (
        <p className={styles.part}>
          {t('files.readingPart', { share: share(Math.floor((100 * done) / total) / 100), size: bytes(total) })}
        </p>
      ) : null}
      <Button onClick={props.onCancel}>{t('common.cancel')}</Button>
    </div>
  );
}

/** The same above a table that is read in another way. */
export function ReadingAgain(props: {
  readonly reading: SideState & { readonly status: 'reading' };
  readonly onCancel: () => void;
}) {
  const { phase, fileName, done, total } = props.reading;
  const { t } = useTranslation();
  return (
    <div className={styles.again}>
      <span role="status">{t(`files.readingPhases.${phase}`)}</span>
      <Progress done={done} total={phase === 'reading' ? total : 0} label={t('files.reading', { file: fileName })} />
      <Button look="quiet" onClick={props.onCancel}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}
