import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useSessionState } from '../../session/react';
import { useFormats } from '../../ui/format';
import { Section } from '../../ui/Section';
import styles from './Aliases.module.css';

/** What is taught, and the way to it, among the settings of a match. */
export function AliasSetUp() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const count = useSessionState((state) => state.project?.settings.aliases?.length ?? 0);
  return (
    <Section
      title={t('aliases.title')}
      state={count === 0 ? t('aliases.setUp.off') : t('aliases.setUp.on', { count, formatted: number(count) })}
    >
      {() => (
        <div className={styles.section}>
          <p>{t('aliases.setUp.hint')}</p>
          <p>
            <Link href="/aliases">{t('aliases.setUp.link')}</Link>
          </p>
        </div>
      )}
    </Section>
  );
}
