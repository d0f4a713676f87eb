import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnansweredReason } from '../../core/llm/task';
import type { AppError } from '../../core/model/errors';
import type { LlmRun } from '../../session/llm/llm-contract';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { hostOf } from './host-of';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';
import { usePlanTexts } from './use-plan-texts';

const RUNS: ReadonlySet<LlmRun['status']> = new Set(['planning', 'running', 'paused', 'waiting', 'applying']);
/** Reasons in the order in which they are told. */
const REASONS: readonly UnansweredReason[] = ['no-answer', 'too-long', 'filtered', 'unreadable'];

export const isUnderWay = (run: LlmRun | null): boolean => run !== null && RUNS.has(run.status);

/** The run over rows or pairs: how far it is, what it cost, why it stopped, and what can be done about it. */
export function RunStatus({ kind, onAgain }: { readonly kind: LlmRun['kind']; readonly onAgain: (() => void) | null }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const llm = useLlm();
  const [error, setError] = useState<AppError | null>(null);
  const run = llm?.state.run;
  if (!llm || !run || run.kind !== kind) return null;
  const { desk } = llm;
  const underWay = isUnderWay(run);
  const missing = Object.values(run.unanswered).reduce((sum, count) => sum + (count ?? 0), 0);
  const isRest = run.status === 'failed' || run.status === 'stopped' || (run.status === 'done' && missing > 0);
  const hasPart = kind === 'transform' && (run.status === 'failed' || run.status === 'stopped') && run.done > 0;
  const keepPart = async (): Promise<void> => setError((await desk.keepPart()).error);
  const said =
    run.status === 'waiting' && run.waitSeconds !== null
      ? t('llmScreens.run.waiting', { seconds: number(run.waitSeconds), host: hostOf(run.origin) })
      : t(`llmScreens.run.is.${run.status}`, { host: hostOf(run.origin) });
  return (
    <section className={styles.run} aria-label={t('llmScreens.run.title')}>
      <div className={styles.line}>
        <strong role="status">{said}</strong>
        <span className={styles.hint}>{t('llmScreens.run.done', { done: number(run.done), total: number(run.total) })}</span>
      </div>
      {underWay ? <Progress done={run.done} total={run.total} label={t('llmScreens.run.title')} /> : null}
      <Usage run={run} />
      {missing > 0 ? (
        <ul className={styles.reasons}>
          {REASONS.map((reason) => {
            const count = run.unanswered[reason] ?? 0;
            return count > 0 ? (
              <li key={reason}>{t(`llmScreens.run.unanswered.${reason}`, { formatted: number(count) })}</li>
            ) : null;
          })}
        </ul>
      ) : null}
      {(run.error ?? error) ? (
        <div role="alert">
          <ErrorText error={(run.error ?? error)!} />
        </div>
      ) : null}
      <Actions>
        {run.status === 'running' || run.status === 'waiting' ? (
          <Button onClick={() => desk.pause()}>{t('llmScreens.run.pause')}</Button>
        ) : null}
        {run.status === 'paused' ? (
          <Button look="main" onClick={() => desk.resume()}>
            {t('llmScreens.run.resume')}
          </Button>
        ) : null}
        {underWay && run.status !== 'applying' ? <Button onClick={() => desk.stop()}>{t('llmScreens.run.stop')}</Button> : null}
        {isRest && onAgain ? (
          <Button look="main" onClick={onAgain}>
            {t('llmScreens.run.again')}
          </Button>
        ) : null}
        {hasPart ? <Button onClick={() => void keepPart()}>{t('llmScreens.run.keepPart')}</Button> : null}
        {underWay ? null : (
          <Button look="quiet" onClick={() => desk.dismissRun()}>
            {t('common.dismiss')}
          </Button>
        )}
      </Actions>
    </section>
  );
}

const Actions = ({ children }: { readonly children: ReactNode }) => <div className={styles.actions}>{children}</div>;

function Usage({ run }: { readonly run: LlmRun }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { amount } = usePlanTexts();
  const { usage } = run;
  const currency = useLlm()?.state.endpoint?.prices?.currency ?? '';
  const said = [
    t('llmScreens.run.requests', { formatted: number(usage.requests) }),
    ...(usage.retries > 0 ? [t('llmScreens.run.retries', { formatted: number(usage.retries) })] : []),
    ...(usage.inputTokens === null
      ? []
      : [t('llmScreens.run.tokens', { input: number(usage.inputTokens), output: number(usage.outputTokens ?? 0) })]),
    ...(usage.cost === null ? [] : [t('llmScreens.run.cost', { cost: amount({ low: usage.cost, high: usage.cost }, currency) })]),
  ];
  return <p className={styles.hint}>{said.join(' · ')}</p>;
}
