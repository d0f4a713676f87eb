import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportSurvey } from '../../core/export/survey';
import type { ExportHooks, ExportOutcome, FileForm } from '../../session/contract';
import { Button } from '../../ui/Button';
import styles from '../../ui/ExportForm.module.css';
import { useFormats } from '../../ui/format';
import { Progress } from '../../ui/Progress';
import { OutcomeText } from './OutcomeText';
import { SurveyText } from './SurveyText';
import { useSurvey } from './use-survey';

interface SaveFileProps {
  readonly form: FileForm;
  /** Counts what the file would hold; another function once the answer may be another one. */
  readonly survey: (signal: AbortSignal) => Promise<ExportSurvey | null>;
  readonly write: (hooks: ExportHooks) => Promise<ExportOutcome | null>;
}

interface Writing {
  readonly done: number;
  readonly total: number;
}

/** What a file will hold, the button that writes it, how far it is, a way to stop it, and what became of it. */
export function SaveFile({ form, survey, write }: SaveFileProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [writing, setWriting] = useState<Writing | null>(null);
  const [saved, setSaved] = useState<{ readonly outcome: ExportOutcome; readonly form: FileForm } | null>(null);
  const [isCancelled, setIsCancelled] = useState(false);
  const running = useRef<AbortController | null>(null);

  const save = async (): Promise<void> => {
    const mine = new AbortController();
    running.current = mine;
    setSaved(null);
    setIsCancelled(false);
    setWriting({ done: 0, total: 0 });
    const outcome = await write({ signal: mine.signal, onProgress: (done, total) => setWriting({ done, total }) });
    setWriting(null);
    if (outcome) setSaved({ outcome, form });
    setIsCancelled(mine.signal.aborted);
  };

  return (
    <>
      <SurveyText survey={useSurvey(survey)} isNeutralised={form.neutraliseFormulas} />
      <div className={styles.saving}>
        <Button
          look="main"
          data-tour="save"
          className={styles.save}
          aria-disabled={writing !== null}
          onClick={() => void (writing ?? save())}
        >
          {writing ? t('export.working') : t('export.save')}
        </Button>
        {writing ? <Button onClick={() => running.current?.abort()}>{t('common.cancel')}</Button> : null}
      </div>
      {writing && writing.total > 0 ? (
        <div className={styles.progress}>
          <Progress done={writing.done} total={writing.total} label={t('export.working')} />
          <span className={styles.hint}>
            {t('export.progress', { done: number(writing.done), total: number(writing.total) })}
          </span>
        </div>
      ) : null}
      <div role="status">{saved ? <OutcomeText {...saved} /> : isCancelled ? <p>{t('export.cancelled')}</p> : null}</div>
    </>
  );
}
