import { useTranslation } from 'react-i18next';
import { EDITION } from '../../session/edition';
import styles from './ProofPage.module.css';

const ALWAYS = ['page', 'extensions', 'browser', 'system', 'webrtc', 'links'] as const;
const LIMITS = {
  sealed: [...ALWAYS, 'workers', 'tomorrow'],
  connected: ['places', 'answers', ...ALWAYS, 'workers', 'tomorrow'],
  single: [...ALWAYS, 'copies'],
} as const;

/** What this page cannot prove, and how it can be looked at from outside. */
export function LimitsSection() {
  const { t } = useTranslation();
  const address = EDITION === 'single' ? null : new URL('.', document.baseURI).href;
  return (
    <>
      <section aria-labelledby="proof-limits" className={styles.panel}>
        <h2 id="proof-limits">{t('proof.limits.title')}</h2>
        <ul className={styles.list}>
          {LIMITS[EDITION].map((limit) => (
            <li key={limit}>{t(`proof.limits.${limit}`)}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="proof-outside" className={styles.panel}>
        <h2 id="proof-outside">{t('proof.outside.title')}</h2>
        <ol className={styles.list}>
          <li>{t(EDITION === 'connected' ? 'proof.outside.networkConnected' : 'proof.outside.network')}</li>
          {address ? (
            <>
              <li>
                {t('proof.outside.files')}
                <pre className={styles.command} dir="ltr">
                  sha256sum -c --quiet files.sha256
                </pre>
                {t('proof.outside.powershell')}
                <pre className={styles.command} dir="ltr">
                  {POWERSHELL}
                </pre>
              </li>
              <li>
                {t('proof.outside.header')}
                <pre className={styles.command} dir="ltr">
                  {`curl -sI ${address} | grep -i content-security-policy\ncurl -s ${address}files.sha256 | sha256sum`}
                </pre>
              </li>
            </>
          ) : null}
          <li>{t('proof.outside.documents')}</li>
        </ol>
      </section>
    </>
  );
}

const POWERSHELL = `Get-Content files.sha256 | ForEach-Object { $h, $f = $_ -split '  ', 2
  if ((Get-FileHash $f -Algorithm SHA256).Hash -ne $h) { "CHANGED $f" } }`;
