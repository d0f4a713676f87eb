import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import styles from './Tour.module.css';
import { placeOf, STEPS } from './tour-steps';
import type { Tour } from './use-tour';

/** The way into the tour that is always there. */
export function TourEntry({ tour, onEnter }: { readonly tour: Tour; readonly onEnter: () => void }) {
  const { t } = useTranslation();
  const { status, at } = tour.state;
  return (
    <p className={styles.entry}>
      {status === 'left' && at !== 'end' ? (
        <Button
          look="main"
          onClick={() => {
            onEnter();
            tour.resume();
          }}
        >
          {t('tour.resume', { n: placeOf(at) + 1, total: STEPS.length })}
        </Button>
      ) : null}
      <Button
        onClick={() => {
          onEnter();
          void tour.start();
        }}
      >
        {t('tour.start')}
      </Button>
      <span className={styles.hint}>{t('tour.entryHint')}</span>
    </p>
  );
}
