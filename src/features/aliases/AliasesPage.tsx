import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/react';
import { AliasConflicts } from './AliasConflicts';
import styles from './Aliases.module.css';
import { AliasFile } from './AliasFile';
import { AliasForm } from './AliasForm';
import { AliasList } from './AliasList';
import { AliasSuggestions } from './AliasSuggestions';

/** Words that mean the same: what is known, and ways to add more. `progress` is the panel of a match that follows a change. */
export function AliasesPage({ progress }: { readonly progress: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => void session.aliases.readShared(), [session]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('aliases.title')}</h1>
        <p>{t('aliases.lead')}</p>
      </header>
      {progress}
      <AliasConflicts />
      <section className={styles.section} aria-labelledby="aliases-add">
        <h2 id="aliases-add">{t('aliases.add.title')}</h2>
        <div ref={form} className={styles.panel}>
          <AliasForm
            first={{ label: t('aliases.add.word'), text: '' }}
            second={{ label: t('aliases.add.meaning'), text: '' }}
            button={t('aliases.add.button')}
            onDone={() => form.current?.querySelector('input')?.focus()}
          />
        </div>
        <AliasFile />
      </section>
      <section className={styles.section} aria-labelledby="aliases-list">
        <h2 id="aliases-list">{t('aliases.list.title')}</h2>
        <AliasList />
      </section>
      <AliasSuggestions />
    </div>
  );
}
