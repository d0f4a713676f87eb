import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { policyInForce } from '../../session/proof';
import styles from './ProofPage.module.css';

const EXPLAINED = [
  'default-src',
  'script-src',
  'worker-src',
  'connect-src',
  'style-src',
  'img-src',
  'font-src',
  'manifest-src',
  'form-action',
  'base-uri',
] as const;
type Explained = (typeof EXPLAINED)[number];
const isExplained = (name: string): name is Explained => EXPLAINED.some((known) => known === name);

const SOURCES = { "'none'": 'none', "'self'": 'self', "'wasm-unsafe-eval'": 'wasm', 'data:': 'data', 'blob:': 'blob' } as const;
const isKnown = (source: string): source is keyof typeof SOURCES => Object.hasOwn(SOURCES, source);

/** The policy in force, a directive a line, in plain words. */
export function PolicySection() {
  const { t, i18n } = useTranslation();
  const policy = useMemo(policyInForce, []);
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const wordsOf = (source: string): string => {
    if (isKnown(source)) return t(`proof.policy.sources.${SOURCES[source]}`);
    return /^'sha\d+-/u.test(source) ? t('proof.policy.sources.hash') : source;
  };
  return (
    <section aria-labelledby="proof-policy" className={styles.panel}>
      <h2 id="proof-policy">{t('proof.policy.title')}</h2>
      <p>{t(policy.length === 0 ? 'proof.policy.absent' : 'proof.policy.lead')}</p>
      {policy.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
        <section className={styles.scroll} tabIndex={0} aria-label={t('proof.policy.directive')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('proof.policy.directive')}</th>
                <th scope="col">{t('proof.policy.governs')}</th>
                <th scope="col">{t('proof.policy.allowed')}</th>
              </tr>
            </thead>
            <tbody>
              {policy.map(({ name, sources }) => (
                <tr key={name}>
                  <th scope="row">
                    <code dir="ltr">{[name, ...sources].join(' ')}</code>
                  </th>
                  <td>{isExplained(name) ? t(`proof.policy.names.${name}`) : t('proof.policy.other')}</td>
                  <td>{list.format([...new Set(sources.map(wordsOf))])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
