import { useTranslation } from 'react-i18next';
import { EDITION } from '../../session/edition';
import { AttemptSection } from './AttemptSection';
import { FilesSection } from './FilesSection';
import { LimitsSection } from './LimitsSection';
import { PlacesSection } from './PlacesSection';
import { PolicySection } from './PolicySection';
import styles from './ProofPage.module.css';
import { RequestsSection } from './RequestsSection';
import { SentSection } from './SentSection';

/** What shows that nothing leaves this computer, or what does, and what cannot be shown from here. */
export function ProofPage() {
  const { t } = useTranslation();
  const isConnected = EDITION === 'connected';
  return (
    <div className={styles.page}>
      <h1>{t(isConnected ? 'proof.titleConnected' : 'proof.title')}</h1>
      <p className={styles.lead}>{t('proof.lead')}</p>
      <p className={styles.lead}>
        <strong>{t(`proof.edition.${EDITION}.name`)}</strong> {t(`proof.edition.${EDITION}.text`)}
      </p>
      {isConnected ? (
        <>
          <PlacesSection />
          <SentSection />
        </>
      ) : null}
      <AttemptSection />
      <PolicySection />
      <RequestsSection />
      <FilesSection />
      <LimitsSection />
    </div>
  );
}
