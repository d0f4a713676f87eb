import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { isSameModel } from '../../core/own-models/own-model';
import type { Adapter } from '../../core/tuning/adapter';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from './Tuning.module.css';

/** Puts an adapter in force for the open project, or takes it out again, and offers to match anew. Decisions stay. */
export function UseAdapter({ adapter }: { readonly adapter: Adapter }) {
  const { t } = useTranslation();
  const { score } = useFormats();
  const session = useSession();
  const [, navigate] = useLocation();
  const { project, isReadOnly, run, review, clusters } = useSessionState();
  if (!project) return null;
  const { settings } = project;
  const isUsed = settings.adapter === adapter.id;
  const fits = isSameModel(settings.model, adapter.base.model) && settings.score !== 'lexical';
  const isWithin = settings.task === 'deduplicate';
  const isStale = isWithin ? clusters?.isStale : review?.isStale;
  const matchAgain = () => {
    void session.startMatch();
    navigate(isWithin ? '/clusters' : '/review');
  };
  const weights = Object.entries(adapter.columnWeights ?? {}).filter(([column]) => settings.on.left.includes(column));
  const areWeightsUsed = weights.every(([column, weight]) => (settings.weights[column] ?? 1) === weight);
  // The buttons stay, so that focus is not lost.
  return (
    <>
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
        {fits || isUsed ? null : (
          <span className={styles.muted}>{t('tuning.use.otherModel', { model: adapter.base.model })}</span>
        )}
      </div>
      {isUsed && isStale ? (
        <div className={styles.actions}>
          <Button look="main" disabled={isReadOnly || run.status === 'running'} onClick={matchAgain}>
            {t('tuning.use.matchAgain')}
          </Button>
          <span className={styles.muted}>{t('tuning.use.decisionsStay')}</span>
        </div>
      ) : null}
      {weights.length > 0 ? (
        <div className={styles.actions}>
          <p>
            {t('tuning.use.weights', {
              weights: weights.map(([column, weight]) => `${column} × ${score(weight)}`).join(', '),
            })}
          </p>
          <Button
            disabled={isReadOnly || areWeightsUsed}
            onClick={() => void session.updateSettings({ weights: { ...settings.weights, ...Object.fromEntries(weights) } })}
          >
            {t(areWeightsUsed ? 'tuning.use.weightsUsed' : 'tuning.use.useWeights')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
