import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AliasSuggestion } from '../../core/aliases/suggest-aliases';
import type { AppError } from '../../core/model/errors';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import styles from './Aliases.module.css';
import { useGroups } from './use-groups';

type Asked =
  | { readonly status: 'unasked' | 'working' }
  | { readonly status: 'done'; readonly found: readonly AliasSuggestion[] }
  | { readonly status: 'failed'; readonly error: AppError };

/** Words that accepted pairs show in each other's place, once asked; nothing is taken by itself. */
export function AliasSuggestions() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const review = useSessionState((state) => state.review);
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const { groups } = useGroups();
  const [asked, setAsked] = useState<Asked>({ status: 'unasked' });
  const isWorking = asked.status === 'working';
  useEffect(() => {
    if (!isWorking) return;
    const controller = new AbortController();
    void session.aliases.suggest(controller.signal).then(({ value, error }) => {
      if (controller.signal.aborted) return;
      setAsked(error ? { status: 'failed', error } : { status: 'done', found: value });
    });
    return () => controller.abort();
  }, [isWorking, session]);
  if (!review) return null;
  const isTaught = ({ left, right }: AliasSuggestion): boolean =>
    groups.some(({ words }) => words.includes(left) && words.includes(right));
  return (
    <section className={styles.section} aria-labelledby="aliases-suggestions">
      <h2 id="aliases-suggestions">{t('aliases.suggestions.title')}</h2>
      <p className={styles.muted}>{t('aliases.suggestions.lead')}</p>
      {asked.status === 'done' ? null : (
        <div>
          <Button disabled={isWorking} onClick={() => setAsked({ status: 'working' })}>
            {t('aliases.suggestions.ask')}
          </Button>
        </div>
      )}
      <div role="status">
        {isWorking ? t('aliases.suggestions.looking') : null}
        {asked.status === 'done' && asked.found.length === 0 ? t('aliases.suggestions.none') : null}
      </div>
      {asked.status === 'failed' ? <ErrorText error={asked.error} /> : null}
      {asked.status === 'done' && asked.found.length > 0 ? (
        // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of lists without bullets.
        <ul className={styles.list} role="list">
          {asked.found
            .filter((one) => !isTaught(one))
            .map(({ left, right, pairs }) => (
              <li key={`${left}\n${right}`} className={styles.group}>
                <div>
                  <bdi>{left}</bdi> <span className={styles.sign}>=</span> <bdi>{right}</bdi>
                  <div className={styles.facts}>{t('aliases.suggestions.pairs', { count: pairs, formatted: number(pairs) })}</div>
                </div>
                <Button
                  disabled={isReadOnly}
                  aria-label={t('aliases.suggestions.addLabel', { left, right })}
                  onClick={() => void session.aliases.edit({ add: [{ words: [left, right] }], scope: 'project' })}
                >
                  {t('aliases.add.button')}
                </Button>
              </li>
            ))}
        </ul>
      ) : null}
    </section>
  );
}
