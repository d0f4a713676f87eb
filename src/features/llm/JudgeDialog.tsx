import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgeTask } from '../../core/llm/task';
import { useSessionState } from '../../session/react';
import type { ReviewedNow } from '../../session/reviewed-now';
import { reviewedTables } from '../../session/reviewed-tables';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field, Input, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { ColumnChecks } from './ColumnChecks';
import { EndpointPanel } from './EndpointPanel';
import styles from './Llm.module.css';
import { type JudgeDraft, useLlm } from './LlmProvider';
import { SendDialog } from './SendDialog';

const MOST_CANDIDATES = 20;
const WHICH = ['open', 'shown', 'current'] as const;

/** Which pairs a model should look at, and by which columns. */
export function JudgeDialog(props: {
  readonly now: ReviewedNow;
  readonly onStart: (task: JudgeTask) => void;
  readonly onClose: () => void;
}) {
  const { now, onStart, onClose } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const llm = useLlm()!;
  const state = useSessionState();
  const [isAsked, setAsked] = useState(false);
  const tables = reviewedTables(state);
  const draft = llm.drafts.judge;
  const change = (patch: Partial<JudgeDraft>): void => llm.keep({ judge: { ...draft, ...patch } });
  const on = tables?.review.settings.on;
  const columns = draft.columns ?? { left: on?.left ?? [], right: on?.right ?? [] };
  const which = draft.rows ?? 'open';
  const k = draft.k ?? 3;
  const instructions = draft.instructions ?? '';
  const book = tables?.review.book;
  const { order, row } = now;
  const rows = useMemo(() => {
    if (which === 'current') return Uint32Array.of(row);
    const shown = Uint32Array.from(order);
    return which === 'shown' ? shown : shown.filter((left) => book?.statusOf(left) === 'pending');
  }, [which, order, row, book]);
  const key = JSON.stringify([instructions, columns, k]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key has the rest of it.
  const task: JudgeTask = useMemo(() => ({ kind: 'judge', instructions, columns, k, rows }), [key, rows]);
  const { endpoint } = llm.state;
  const isReady =
    endpoint !== null && endpoint.model !== '' && rows.length > 0 && columns.left.length > 0 && columns.right.length > 0;
  if (!tables) return null;
  const namesOf = (side: 'left' | 'right') => tables.compared[side].columns.map(({ name }) => name);
  return (
    <Dialog
      title={t('llmScreens.judge.title')}
      closeLabel={t('common.cancel')}
      onClose={onClose}
      actions={
        <Button look="main" disabled={!isReady} onClick={() => setAsked(true)}>
          {t('llmScreens.judge.next')}
        </Button>
      }
    >
      <div className={styles.body}>
        <p>{t('llmScreens.judge.lead')}</p>
        <EndpointPanel />
        <div className={styles.fields}>
          <Field label={t('llmScreens.judge.rows')} hint={t('llmScreens.judge.rowsCount', { formatted: number(rows.length) })}>
            <Select
              value={which}
              choices={WHICH.map((value) => ({ value, label: t(`llmScreens.judge.which.${value}`) }))}
              onChoose={(value) => change({ rows: WHICH.find((known) => known === value) ?? 'open' })}
            />
          </Field>
          <Field label={t('llmScreens.judge.k')}>
            <Input
              type="number"
              min={1}
              max={MOST_CANDIDATES}
              value={k}
              onChange={(event) => {
                const value = Math.round(event.target.valueAsNumber);
                if (value >= 1 && value <= MOST_CANDIDATES) change({ k: value });
              }}
            />
          </Field>
        </div>
        {(['left', 'right'] as const).map((side) => (
          <ColumnChecks
            key={side}
            legend={t(`llmScreens.consent.columnsOf.${side}`)}
            columns={namesOf(side)}
            chosen={columns[side]}
            isDisabled={false}
            onChange={(chosen) => change({ columns: { ...columns, [side]: chosen } })}
          />
        ))}
        <Field label={t('llmScreens.judge.instructions')} hint={t('llmScreens.judge.instructionsHint')}>
          <textarea
            className={styles.area}
            dir="auto"
            rows={2}
            value={instructions}
            onChange={(event) => change({ instructions: event.target.value })}
          />
        </Field>
      </div>
      {isAsked ? <SendDialog task={task} rows={null} onClose={() => setAsked(false)} onAgreed={() => onStart(task)} /> : null}
    </Dialog>
  );
}
