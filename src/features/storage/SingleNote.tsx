import { useTranslation } from 'react-i18next';
import { EDITION } from '../../session/edition';
import { useSessionState } from '../../session/react';
import { KeepInBrowser } from './KeepInBrowser';
import styles from './SingleNote.module.css';

/** On the first page of the edition of one file: what is different here. Nothing in the other editions. */
export function SingleNote() {
  const { t } = useTranslation();
  const storage = useSessionState((state) => state.storage);
  if (EDITION !== 'single') return null;
  return (
    <section className={styles.note} aria-labelledby="single-title">
      <h2 id="single-title">{t('single.title')}</h2>
      <ul>
        <li>
          {storage === 'memory'
            ? t('single.memory', { step: t('steps.export') })
            : t('single.kept', { saved: t('storage.saved') })}
        </li>
        <li>
          {t('single.models', {
            small: t('models.small.name'),
            instant: t('models.instant.name'),
            accurate: t('models.accurate.name'),
          })}
        </li>
        <li>{t('single.sealed')}</li>
      </ul>
      {storage === 'memory' ? <KeepInBrowser /> : null}
    </section>
  );
}
