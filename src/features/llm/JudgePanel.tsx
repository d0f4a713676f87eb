import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewedNow } from '../../session/reviewed-now';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { AcceptJudgedDialog } from './AcceptJudgedDialog';
import { JudgeDialog } from './JudgeDialog';
import { JudgedRows } from './JudgedRows';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';
import { isUnderWay, RunStatus } from './RunStatus';

/** Beside the queue: asks a model about candidates, and what can be done with what it says. */
export function JudgePanel({ now }: { readonly now: ReviewedNow }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const llm = useLlm();
  const [open, setOpen] = useState<'ask' | 'accept' | null>(null);
  if (!llm) return null;
  const { judgements, run } = llm.state;
  const { drafts, desk, keep } = llm;
  const again = (): void => {
    if (drafts.task) void desk.start(drafts.task);
  };
  return (
    <section className={styles.panel} aria-label={t('llmScreens.judge.title')}>
      <div className={styles.actions}>
        <Button disabled={isUnderWay(run)} onClick={() => setOpen('ask')}>
          {t('llmScreens.judge.open')}
        </Button>
        {judgements ? (
          <>
            <Button disabled={now.isReadOnly} onClick={() => setOpen('accept')}>
              {t('llmScreens.judge.accept')}
            </Button>
            <Button look="quiet" onClick={() => desk.forgetJudgements()}>
              {t('llmScreens.judge.forget')}
            </Button>
          </>
        ) : null}
      </div>
      {judgements ? (
        <>
          <p className={styles.hint}>
            {t('llmScreens.judge.seen', { formatted: number(judgements.count), model: judgements.model })}
          </p>
          <JudgedRows onShow={now.onShow} />
        </>
      ) : null}
      <RunStatus kind="judge" onAgain={drafts.task ? again : null} />
      {open === 'ask' ? (
        <JudgeDialog
          now={now}
          onStart={(task) => {
            keep({ task });
            setOpen(null);
            void desk.start(task);
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'accept' ? <AcceptJudgedDialog onClose={() => setOpen(null)} /> : null}
    </section>
  );
}
