import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_SETTLED } from '../../core/candidates/rerank/learn-reranker';
import { type AppError, toAppError } from '../../core/model/errors';
import { useSession, useSessionState } from '../../session/react';
import { reviewedTables } from '../../session/reviewed-tables';
import { type LearnedReranker, learnReranker, saveReranker, settledRows } from '../../session/tuning/rerankers';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { usePercent } from '../../ui/percent';
import { RerankField } from './RerankField';
import styles from './RerankSection.module.css';

type Learning =
  | { readonly status: 'idle' | 'no-vectors' }
  | { readonly status: 'learning'; readonly share: number }
  | { readonly status: 'learned'; readonly found: LearnedReranker }
  | { readonly status: 'failed'; readonly error: AppError };

/** Small files that change how candidates of a row are ranked: chosen, taken from a file, learned from decisions, saved. */
export function RerankSection() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const percent = usePercent();
  const session = useSession();
  const state = useSessionState();
  const { project, isReadOnly } = state;
  const tables = reviewedTables(state);
  const review = tables?.review ?? null;
  const [learning, setLearning] = useState<Learning>({ status: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  if (project?.settings.task !== 'link') return <p className={styles.muted}>{t('rerank.noProject')}</p>;
  const { settings } = project;
  const own = typeof settings.rerank === 'object' ? settings.rerank : null;
  const isReady = review !== null && !review.isProvisional && review.settings.score === 'hybrid';
  const settled = isReady ? settledRows(review).left.length : 0;
  const missing = Math.max(0, LEAST_SETTLED - settled);
  const start = async (): Promise<void> => {
    if (!tables) return;
    const mine = new AbortController();
    running.current = mine;
    const show = (next: Learning): void => {
      if (running.current === mine) setLearning(next);
    };
    show({ status: 'learning', share: 0 });
    const named = { name: project.name.slice(0, 100) || t('rerank.untitled'), purpose: t('rerank.ownPurpose') };
    try {
      const found = await learnReranker(tables.own, tables.review, named, {
        signal: mine.signal,
        onProgress: (share) => show({ status: 'learning', share }),
      });
      show(found ? { status: 'learned', found } : { status: 'no-vectors' });
    } catch (thrown) {
      const error = toAppError(thrown);
      show(error.code === 'job/cancelled' ? { status: 'idle' } : { status: 'failed', error });
    }
  };
  const found = learning.status === 'learned' ? learning.found : null;
  return (
    <div className={styles.section}>
      <p>{t('rerank.lead')}</p>
      <div className={styles.fields}>
        <RerankField isDisabled={isReadOnly} />
        {own ? <Button onClick={() => saveReranker(own)}>{t('rerank.save')}</Button> : null}
      </div>
      {own?.figures ? (
        <p className={styles.muted}>
          {t('rerank.figures', {
            before: percent(own.figures.recallBefore),
            after: percent(own.figures.recallAfter),
            records: number(own.figures.records),
          })}
        </p>
      ) : null}
      <div className={styles.fields}>
        <Button disabled={missing > 0 || learning.status === 'learning'} onClick={() => void start()}>
          {t('rerank.learn')}
        </Button>
        {learning.status === 'learning' ? (
          <>
            <span className={styles.muted}>{t('rerank.learning', { share: percent(learning.share) })}</span>
            <Button look="quiet" onClick={() => running.current?.abort()}>
              {t('common.cancel')}
            </Button>
          </>
        ) : null}
        {missing > 0 ? (
          <span className={styles.muted}>
            {t('rerank.missing', { count: missing, formatted: number(missing), least: number(LEAST_SETTLED) })}
          </span>
        ) : null}
      </div>
      <div role="status">
        {learning.status === 'no-vectors' ? <p>{t('rerank.noVectors')}</p> : null}
        {found ? (
          <p>
            {t(found.isBetter ? 'rerank.better' : 'rerank.noBetter', {
              before: percent(found.figures.recallBefore),
              after: percent(found.figures.recallAfter),
              records: number(found.figures.records),
            })}
          </p>
        ) : null}
      </div>
      {learning.status === 'failed' ? <ErrorText error={learning.error} /> : null}
      {found?.isBetter ? (
        <div className={styles.fields}>
          <Button
            look="main"
            disabled={isReadOnly || settings.rerank === found.reranker}
            onClick={() => void session.updateSettings({ rerank: found.reranker })}
          >
            {t('rerank.use')}
          </Button>
          <Button onClick={() => saveReranker(found.reranker)}>{t('rerank.save')}</Button>
        </div>
      ) : null}
    </div>
  );
}
