import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import styles from './RunPanel.module.css';
import { remainingTime } from './remaining-time';

/**
 * The running match, or why the last one failed; nothing while none runs. `onPreview` is called when first candidates arrive, and
 * offered to whoever came back from them; it is left out where they are on screen.
 */
export function RunPanel({ onPreview }: { readonly onPreview?: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const run = useSessionState((state) => state.run);
  const { number } = useFormats();
  useOnFirstCandidates(run.status === 'running' && run.hasPreview, onPreview);

  if (run.status === 'idle') return null;
  if (run.status === 'failed') {
    return (
      <section className={styles.panel} role="alert" aria-label={t('matching.failed')}>
        <ErrorText error={run.error} />
      </section>
    );
  }

  const phase = run.isCancelling ? t('matching.cancelling') : t(`matching.phases.${run.phase}`);
  const figures: string[] = [];
  if (run.total > 0) figures.push(t('matching.done', { done: number(run.done), total: number(run.total) }));
  if (run.rowsPerSecond !== null) figures.push(t('matching.speed', { rate: number(run.rowsPerSecond) }));
  if (run.secondsLeft !== null) {
    const { unit, count } = remainingTime(run.secondsLeft);
    figures.push(t('matching.left', { time: t(`matching.${unit}`, { count }) }));
  }
  return (
    <section className={styles.panel} data-tour="run" aria-label={t('matching.label')}>
      <div className={styles.line}>
        <strong role="status">{phase}</strong>
        <span className={styles.figures}>{figures.join(' · ')}</span>
        <Button disabled={run.isCancelling} onClick={() => session.cancelMatch()}>
          {t('common.cancel')}
        </Button>
      </div>
      <Progress done={run.done} total={run.total} label={phase} />
      {run.hasPreview && onPreview ? (
        <p className={styles.preview}>
          {t('matching.preview')} <Button onClick={onPreview}>{t('matching.goReview')}</Button>
        </p>
      ) : null}
    </section>
  );
}

/** Calls back once when first candidates arrive while the panel is on screen. */
function useOnFirstCandidates(hasPreview: boolean, onPreview: (() => void) | undefined): void {
  const had = useRef(hasPreview);
  useEffect(() => {
    if (hasPreview && !had.current) onPreview?.();
    had.current = hasPreview;
  });
}
