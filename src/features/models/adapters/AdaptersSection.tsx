import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ADAPTER_SUFFIX, type Adapter } from '../../../core/tuning/adapter';
import { useSession } from '../../../session/react';
import { FileButton } from '../../../ui/FileButton';
import styles from '../own/ModelsPage.module.css';
import { AdapterCard } from './AdapterCard';
import { useAdapters } from './use-adapters';

/** Adapters that are here, and the way in for more. Files that are dropped on the page come by `session.takeAdapter` too. `more` is said of each. */
export function AdaptersSection({ more }: { readonly more?: (adapter: Adapter) => ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const adapters = useAdapters();
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className={styles.section} aria-labelledby="adapters">
      <h2 id="adapters" ref={heading} tabIndex={-1}>
        {t('adapters.title')}
      </h2>
      <p>{t('adapters.lead')}</p>
      <div className={styles.actions}>
        <FileButton accept={ACCEPTED} onFiles={([file]) => void (file && session.takeAdapter(file))}>
          {t('adapters.choose')}
        </FileButton>
        <span className={styles.muted}>{t('adapters.drop')}</span>
      </div>
      {adapters?.length === 0 ? <p className={styles.muted}>{t('adapters.empty')}</p> : null}
      <ul className={styles.list}>
        {adapters?.map((held) => (
          <AdapterCard key={held.adapter.id} held={held} more={more} onRemoved={() => heading.current?.focus()} />
        ))}
      </ul>
    </section>
  );
}

/** A file chooser knows only what comes after the last point. */
const ACCEPTED = ADAPTER_SUFFIX.slice(ADAPTER_SUFFIX.lastIndexOf('.'));
