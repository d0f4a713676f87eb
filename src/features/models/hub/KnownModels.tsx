import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button';
import { useFormats } from '../../../ui/format';
import styles from './HubSection.module.css';
import { KNOWN_MODELS, TO_CONVERT } from './known-models';

/** Models that people use for linking. Choosing one fills in the field and asks nobody. */
export function KnownModels({ onChoose }: { readonly onChoose: (repository: string) => void }) {
  const { t } = useTranslation();
  const { bytes, number } = useFormats();
  return (
    <details className={styles.known}>
      <summary>{t('hub.known.title')}</summary>
      <p>{t('hub.known.text')}</p>
      <ul className={styles.models}>
        {KNOWN_MODELS.map(({ name, repository, languages, licence, bytes: size }) => (
          <li key={repository} className={styles.model}>
            <span className={styles.what}>
              <strong>
                <bdi>{name}</bdi>
              </strong>
              <code dir="ltr">{repository}</code>
            </span>
            <span className={styles.muted}>
              {t('hub.known.facts', { languages: number(languages), licence, size: bytes(size) })}
            </span>
            <Button onClick={() => onChoose(repository)} aria-label={t('hub.known.chooseOne', { name })}>
              {t('hub.known.choose')}
            </Button>
          </li>
        ))}
      </ul>
      <p>{t('hub.known.convert', { name: TO_CONVERT })}</p>
    </details>
  );
}
