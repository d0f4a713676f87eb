import { useTranslation } from 'react-i18next';
import { EDITION, PLACES } from '../../session/edition';
import { AttemptSection } from './AttemptSection';
import { FilesSection } from './FilesSection';
import { LimitsSection } from './LimitsSection';
import { PolicySection } from './PolicySection';
import styles from './ProofPage.module.css';
import { RequestsSection } from './RequestsSection';

/** What shows that nothing leaves this computer, and what cannot be shown from here. */
export function ProofPage() {
  const { t } = useTranslation();
  const places = [...PLACES.hub, ...PLACES.endpoints];
  return (
    <div className={styles.page}>
      <h1>{t(EDITION === 'connected' ? 'proof.titleConnected' : 'proof.title')}</h1>
      <p className={styles.lead}>{t('proof.lead')}</p>
      <p className={styles.lead}>
        <strong>{t(`proof.edition.${EDITION}.name`)}</strong> {t(`proof.edition.${EDITION}.text`)}
      </p>
      {EDITION === 'connected' ? (
        <ul className={styles.places}>
          {places.map((place) => (
            <li key={place}>
              <code>{place}</code>
            </li>
          ))}
        </ul>
      ) : null}
      <AttemptSection />
      <PolicySection />
      <RequestsSection />
      <FilesSection />
      <LimitsSection />
    </div>
  );
}
