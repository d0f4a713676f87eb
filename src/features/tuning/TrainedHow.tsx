import { useTranslation } from 'react-i18next';
import type { Adapter } from '../../core/tuning/adapter';
import { useFormats } from '../../ui/format';
import { LearningCurve } from './LearningCurve';
import styles from './Tuning.module.css';

/** How an adapter was trained: method, seed, rounds, and its learning curve. */
export function TrainedHow({ adapter: { training } }: { readonly adapter: Adapter }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { loss, seed, epochs, keptEpoch, before, curve } = training;
  const method = {
    loss: t(`tuning.settings.losses.${loss}`),
    seed,
    rounds: number(epochs),
    kept: number(keptEpoch),
    rows: number(before.queries),
  };
  return (
    <details className={styles.how}>
      <summary>{t('tuning.trained.how')}</summary>
      <p className={styles.muted}>{t('tuning.trained.method', method)}</p>
      <LearningCurve curve={curve} epochs={epochs} summary={training} />
    </details>
  );
}
