import { useTranslation } from 'react-i18next';
import { PUBLIC_TASKS } from '../../../core/models/public-figures';
import styles from './ModelPicker.module.css';

export const FIGURES_ID = 'model-figures';

/** What the accuracy of the cards is, of which tasks, and how to measure it again. */
export function FiguresSource() {
  const { t } = useTranslation();
  return (
    <details id={FIGURES_ID} className={styles.details}>
      <summary>{t('modelChoice.source')}</summary>
      <p>{t('modelChoice.sourceText')}</p>
      <dl>
        {(['oneLanguage', 'acrossLanguages', 'englishCategories'] as const).map((kind) => (
          <div key={kind}>
            <dt>{t(`modelChoice.${kind}`)}</dt>
            <dd dir="ltr">{PUBLIC_TASKS[kind].join(', ')}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t('modelChoice.sourceFile')} <code dir="ltr">docs/benchmarks.md</code> ·{' '}
        <code dir="ltr">npm run benchmark -- --data DIR --model minilm-l6-en</code>
      </p>
    </details>
  );
}
