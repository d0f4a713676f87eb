import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PUBLIC_FIGURES } from '../../../core/models/public-figures';
import { numberLocale } from '../../../ui/format';
import { FIGURES_ID } from './FiguresSource';
import { Fact } from './facts';
import styles from './ModelPicker.module.css';

const KINDS = ['oneLanguage', 'acrossLanguages', 'englishCategories'] as const;

/** How often the right partner stood first on the public tasks; of a model that was not measured, how to measure it. */
export function AccuracyFact({ model }: { readonly model: string }) {
  const { t, i18n } = useTranslation();
  const percent = new Intl.NumberFormat(numberLocale(i18n.language), {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const figures = PUBLIC_FIGURES[model];
  return (
    <Fact term={t('modelChoice.accuracy')} isBroad>
      {figures ? (
        <>
          <ul className={styles.figures}>
            {KINDS.map((kind) => (
              <li key={kind}>
                <span>{t(`modelChoice.${kind}`)}</span>{' '}
                <b>{figures[kind] === null ? t('modelChoice.notKnown') : percent.format(figures[kind])}</b>
              </li>
            ))}
          </ul>
          <button type="button" className={styles.source} onClick={showSource}>
            {t('modelChoice.source')}
          </button>
        </>
      ) : (
        <>
          {t('modelChoice.accuracyUnknown')} <Link href="/evaluate">{t('places.evaluate')}</Link>
        </>
      )}
    </Fact>
  );
}

/** Unfolds what the figures are, and goes there. */
function showSource(): void {
  const source = document.getElementById(FIGURES_ID);
  if (!(source instanceof HTMLDetailsElement)) return;
  source.open = true;
  source.querySelector('summary')?.focus();
}
