import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AdaptersSection } from '../adapters/AdaptersSection';
import { MissingAdapter } from '../adapters/MissingAdapter';
import { AddModel } from './AddModel';
import { EmbeddedModels } from './EmbeddedModels';
import { HowToMake } from './HowToMake';
import { MissingModel } from './MissingModel';
import styles from './ModelsPage.module.css';
import { OwnModelCard } from './OwnModelCard';
import { useOwnModels } from './use-own-models';

/** Language models: those that came with the program, those that somebody added, and ways to add more. `hub` is a further way. */
export function ModelsPage({ hub }: { readonly hub?: ReactNode }) {
  const { t } = useTranslation();
  const models = useOwnModels();
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('ownModels.title')}</h1>
        <p>{t('ownModels.lead')}</p>
      </header>
      <MissingModel />
      <MissingAdapter />
      <section className={styles.section} aria-labelledby="own-models-add">
        <h2 id="own-models-add">{t('ownModels.add.title')}</h2>
        <AddModel />
        <HowToMake />
        {hub}
      </section>
      <section className={styles.section} aria-labelledby="own-models-own">
        <h2 id="own-models-own" ref={heading} tabIndex={-1}>
          {t('ownModels.own')}
        </h2>
        {models?.length === 0 ? <p className={styles.muted}>{t('ownModels.none')}</p> : null}
        <ul className={styles.list}>
          {models?.map((model) => (
            <OwnModelCard key={model.id} model={model} onRemoved={() => heading.current?.focus()} />
          ))}
        </ul>
      </section>
      <AdaptersSection />
      <section className={styles.section} aria-labelledby="own-models-embedded">
        <h2 id="own-models-embedded">{t('ownModels.embedded')}</h2>
        <EmbeddedModels />
      </section>
    </div>
  );
}
