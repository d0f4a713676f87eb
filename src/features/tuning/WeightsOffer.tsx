import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { areInForce, type ColumnWeights, withLearned } from './learned-weights';
import styles from './Tuning.module.css';

/** How much columns should count, as a training found; nothing where it speaks of columns that are not compared. */
export function WeightsOffer({ learned }: { readonly learned: ColumnWeights }) {
  const { t } = useTranslation();
  const { score } = useFormats();
  const session = useSession();
  const { project, isReadOnly } = useSessionState();
  if (!project) return null;
  const { weights, on } = project.settings;
  const shown = Object.entries(learned).filter(([column]) => on.left.includes(column));
  if (shown.length === 0) return null;
  const isUsed = areInForce(weights, learned, on.left);
  return (
    <div className={styles.actions}>
      <p>{t('tuning.use.weights', { weights: shown.map(([column, weight]) => `${column} × ${score(weight)}`).join(', ') })}</p>
      <Button
        disabled={isReadOnly || isUsed}
        onClick={() => void session.updateSettings({ weights: withLearned(weights, learned, on.left) })}
      >
        {t(isUsed ? 'tuning.use.weightsUsed' : 'tuning.use.useWeights')}
      </Button>
    </div>
  );
}
