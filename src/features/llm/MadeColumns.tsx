import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/model/errors';
import { useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { hostOf } from './host-of';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';
import { isUnderWay } from './RunStatus';

/** Columns that a model has made, how, and the way to take them out again. */
export function MadeColumns() {
  const { t, i18n } = useTranslation();
  const { number, time } = useFormats();
  const llm = useLlm()!;
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  // Read anew whenever a table changes.
  useSessionState((state) => state.sides);
  const [error, setError] = useState<AppError | null>(null);
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const made = (['left', 'right'] as const).flatMap((side) => llm.desk.madeColumns(side).map((column) => ({ side, ...column })));
  if (made.length === 0 && !error) return null;
  return (
    <section className={styles.body} aria-label={t('llmScreens.made.title')}>
      <h2 className={styles.title}>{t('llmScreens.made.title')}</h2>
      <ul className={styles.list}>
        {made.map(({ side, column, from, origin, model, at, answered, rows }) => (
          <li key={`${side} ${column}`} className={styles.line}>
            <span>
              <strong>
                <bdi>{column}</bdi>
              </strong>{' '}
              ({t(`common.${side}`)}):{' '}
              {t('llmScreens.made.how', {
                from: list.format(from),
                model,
                host: hostOf(origin),
                time: time(at),
                answered: number(answered),
                rows: number(rows),
              })}
            </span>
            <Button
              look="quiet"
              disabled={isReadOnly || isUnderWay(llm.state.run)}
              aria-label={t('llmScreens.made.removeLabel', { column })}
              onClick={() => void llm.desk.removeColumns(side, [column]).then((removed) => setError(removed.error))}
            >
              <span aria-hidden="true">↶</span> {t('llmScreens.made.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {error ? (
        <div role="alert">
          <ErrorText error={error} />
        </div>
      ) : null}
    </section>
  );
}
