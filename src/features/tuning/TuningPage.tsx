import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TrainSection } from './TrainSection';
import styles from './TuningPage.module.css';

/** What other features have to say on this page. Each stands below a heading of the page, and is left out with it where there is none. */
export interface TuningParts {
  /** All adapters, below a heading of their own. */
  readonly adapters?: ReactNode;
  /** Which kinds of mistakes in the text the model handles worst. */
  readonly weakSpots?: ReactNode;
  /** Small files that change how candidates of a row are ranked. */
  readonly rerank?: ReactNode;
  /** Card, export as a folder, upload. */
  readonly sharing?: ReactNode;
}

const PARTS = ['weakSpots', 'rerank', 'sharing'] as const satisfies readonly Exclude<keyof TuningParts, 'adapters'>[];

/** Where the model is fitted to the tables at hand, and what was learned is kept, looked at and passed on. */
export function TuningPage({ adapters, ...parts }: TuningParts) {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('tuning.title')}</h1>
        <p>{t('tuning.lead')}</p>
      </header>
      <TrainSection />
      {adapters}
      {PARTS.map((part) =>
        parts[part] ? (
          <section key={part} className={styles.section} aria-labelledby={`tuning-${part}`}>
            <h2 id={`tuning-${part}`}>{t(`tuning.sections.${part}`)}</h2>
            {parts[part]}
          </section>
        ) : null,
      )}
    </div>
  );
}
