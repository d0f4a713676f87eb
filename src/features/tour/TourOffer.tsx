import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import styles from './Tour.module.css';
import type { Tour } from './use-tour';

/** For whoever is here for the first time; never again once it was answered. */
export function TourOffer({ tour }: { readonly tour: Tour }) {
  const { t } = useTranslation();
  if (tour.state.status !== 'new') return null;
  return (
    <p className={styles.offer}>
      <span>{t('tour.offer')}</span>
      <Button onClick={() => void tour.start()}>{t('tour.start')}</Button>
      <Button look="quiet" onClick={tour.dismiss}>
        {t('tour.no')}
      </Button>
    </p>
  );
}
