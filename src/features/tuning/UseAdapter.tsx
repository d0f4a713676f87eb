import { useTranslation } from 'react-i18next';
import { isSameModel } from '../../core/own-models/own-model';
import type { Adapter } from '../../core/tuning/adapter';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import styles from './Tuning.module.css';

/** Puts an adapter in force for the open project, or takes it out again. */
export function UseAdapter({ adapter }: { readonly adapter: Adapter }) {
  const { t } = useTranslation();
  const session = useSession();
  const { project, isReadOnly } = useSessionState();
  if (!project) return null;
  const { settings } = project;
  const isUsed = settings.adapter === adapter.id;
  const fits = isSameModel(settings.model, adapter.base.model) && settings.score !== 'lexical';
  // The button stays, so that focus is not lost.
  return (
    <div className={styles.actions}>
      <Button
        look={isUsed ? 'plain' : 'main'}
        disabled={isReadOnly || (!fits && !isUsed)}
        aria-pressed={isUsed}
        aria-label={t('tuning.use.buttonOf', { name: adapter.name })}
        onClick={() => void session.updateSettings({ adapter: isUsed ? null : adapter.id })}
      >
        {t('tuning.use.button')}
      </Button>
      {isUsed ? <span className={styles.good}>{t('tuning.use.used')}</span> : null}
      {fits || isUsed ? null : <span className={styles.muted}>{t('tuning.use.otherModel', { model: adapter.base.model })}</span>}
    </div>
  );
}
