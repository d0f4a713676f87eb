import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LlmTask, TransformTask } from '../../core/llm/task';
import type { AppError } from '../../core/model/errors';
import type { TransformPreview } from '../../session/llm/llm-contract';
import { useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { Field, Input, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { ColumnChecks } from './ColumnChecks';
import styles from './Llm.module.css';
import { type TransformDraft, useLlm } from './LlmProvider';
import { PreviewTable } from './PreviewTable';
import { isUnderWay, RunStatus } from './RunStatus';
import { SendDialog } from './SendDialog';
import { TemplateField } from './TemplateField';

const TRIED = 5;

/** What a model should do with each row, five rows of it, and all of them. */
export function TransformForm() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const llm = useLlm()!;
  const { sides, project, isReadOnly } = useSessionState();
  const [asked, setAsked] = useState<'try' | 'run' | null>(null);
  const [preview, setPreview] = useState<TransformPreview | null>(null);
  const [isTrying, setTrying] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);
  const { desk, state, drafts, keep } = llm;
  const isWithin = project?.settings.task === 'deduplicate';

  const side = isWithin ? 'left' : (drafts.transform.side ?? 'left');
  const own = sides[side];
  const table = own.status === 'ready' ? own.dataset : null;
  const names = useMemo(() => table?.columns.map(({ name }) => name) ?? [], [table]);
  const compared = project?.settings.on[side] ?? [];
  const columns = drafts.transform.columns ?? names.filter((name) => compared.includes(name)).slice(0, 1);
  const template = drafts.transform.template ?? null;
  const instructions = drafts.transform.instructions ?? '';
  const into =
    drafts.transform.into ?? (columns[0] === undefined ? '' : t('llmScreens.transform.newColumn', { column: columns[0] }));
  const change = (patch: Partial<TransformDraft>): void => {
    keep({ transform: { ...drafts.transform, ...patch } });
    setPreview(null);
  };
  const sent = columns.filter((name) => names.includes(name));
  const wanted = into.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  const key = JSON.stringify([side, instructions, sent, template, wanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key has all of it.
  const task: TransformTask = useMemo(
    () => ({ kind: 'transform', side, instructions, columns: sent, template, into: wanted }),
    [key],
  );
  const isRunning = isUnderWay(state.run);
  const isBlocked = isReadOnly || isRunning || isTrying || sent.length === 0 || wanted.length === 0 || instructions.trim() === '';

  const tryOut = async (): Promise<void> => {
    work.current = new AbortController();
    const { signal } = work.current;
    setTrying(true);
    setError(null);
    const found = await desk.previewTransform(task, signal);
    if (signal.aborted) return;
    setTrying(false);
    setPreview(found.value);
    setError(found.error);
  };
  const start = async (which: LlmTask): Promise<void> => {
    setError(null);
    keep({ task: which });
    const { error: refused } = await desk.start(which);
    setError(refused);
  };
  return (
    <div className={styles.body}>
      {isWithin ? null : (
        <Field label={t('llmScreens.transform.table')}>
          <Select
            value={side}
            disabled={isRunning}
            choices={(['left', 'right'] as const).map((value) => ({ value, label: t(`common.${value}`) }))}
            onChoose={(value) => {
              keep({
                transform: {
                  ...drafts.transform,
                  side: value === 'right' ? 'right' : 'left',
                  columns: undefined,
                  into: undefined,
                },
              });
              setPreview(null);
            }}
          />
        </Field>
      )}
      <ColumnChecks
        legend={t('llmScreens.transform.columns')}
        columns={names}
        chosen={sent}
        isDisabled={isRunning}
        onChange={(chosen) => change({ columns: chosen })}
      />
      <Field label={t('llmScreens.transform.instructions')} hint={t('llmScreens.transform.instructionsHint')}>
        <textarea
          className={styles.area}
          dir="auto"
          rows={3}
          value={instructions}
          disabled={isRunning}
          placeholder={t('llmScreens.transform.example')}
          onChange={(event) => change({ instructions: event.target.value })}
        />
      </Field>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={template !== null}
          disabled={isRunning}
          onChange={(event) => change({ template: event.target.checked ? sent.map((name) => `{${name}}`).join(', ') : null })}
        />
        {t('llmScreens.transform.asText')}
      </label>
      {template === null ? null : (
        <TemplateField
          template={template}
          columns={sent}
          isDisabled={isRunning}
          onChange={(next) => change({ template: next })}
        />
      )}
      <Field label={t('llmScreens.transform.into')} hint={t('llmScreens.transform.intoHint')}>
        <Input dir="auto" value={into} disabled={isRunning} onChange={(event) => change({ into: event.target.value })} />
      </Field>
      <div className={styles.actions}>
        <Button disabled={isBlocked} onClick={() => setAsked('try')}>
          {t('llmScreens.transform.try', { rows: TRIED })}
        </Button>
        <Button look="main" disabled={isBlocked} onClick={() => setAsked('run')}>
          {t('llmScreens.transform.run', { count: table?.rowCount ?? 0, formatted: number(table?.rowCount ?? 0) })}
        </Button>
        {isTrying ? (
          <Button
            onClick={() => {
              work.current?.abort();
              setTrying(false);
            }}
          >
            {t('common.cancel')}
          </Button>
        ) : null}
        <span role="status">{isTrying ? t('llmScreens.transform.trying') : null}</span>
      </div>
      {error ? (
        <div role="alert">
          <ErrorText error={error} />
        </div>
      ) : null}
      {preview ? <PreviewTable preview={preview} columns={sent} into={wanted} /> : null}
      <RunStatus kind="transform" onAgain={drafts.task ? () => void start(drafts.task!) : null} />
      {asked ? (
        <SendDialog
          task={task}
          rows={asked === 'try' ? TRIED : null}
          onClose={() => setAsked(null)}
          onAgreed={() => void (asked === 'try' ? tryOut() : start(task))}
        />
      ) : null}
    </div>
  );
}
