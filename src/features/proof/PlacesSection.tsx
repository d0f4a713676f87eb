import { useTranslation } from 'react-i18next';
import { PLACES } from '../../session/edition';
import styles from './ProofPage.module.css';

/** The places that the policy of the connected edition names, and what each is for. */
export function PlacesSection() {
  const { t } = useTranslation();
  const places = [
    ...PLACES.hub.map((place) => ({ place, use: t('proof.named.hub') })),
    ...PLACES.endpoints.map((place) => ({
      place,
      use: t(/^https?:\/\/(localhost|127\.|\[::1\])/.test(place) ? 'proof.named.here' : 'proof.named.endpoint'),
    })),
  ];
  return (
    <section aria-labelledby="proof-places" className={styles.panel}>
      <h2 id="proof-places">{t('proof.named.title')}</h2>
      <p>{t('proof.named.lead')}</p>
      <dl className={styles.named}>
        {places.map(({ place, use }) => (
          <div key={place}>
            <dt>
              <code dir="ltr">{place}</code>
            </dt>
            <dd>{use}</dd>
          </div>
        ))}
      </dl>
      <p>{t('proof.named.change')}</p>
    </section>
  );
}
