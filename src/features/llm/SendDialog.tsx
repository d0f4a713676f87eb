import { useTranslation } from 'react-i18next';
import { columnsSent } from '../../core/llm/task';
import type { LlmPlan, LlmTask } from '../../session/llm/llm-contract';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { FactList } from './FactList';
import { hostOf } from './host-of';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';
import { usePlan } from './use-plan';
import { usePlanTexts } from './use-plan-texts';

interface SendDialogProps {
  readonly task: LlmTask;
  /** Only so many rows are sent for now; null for all. */
  readonly rows: number | null;
  readonly onAgreed: () => void;
  readonly onClose: () => void;
}

/** Everything that would be sent, to whom, at what cost. Sending begins with its button and in no other way. */
export function SendDialog({ task, rows, onAgreed, onClose }: SendDialogProps) {
  const { t } = useTranslation();
  const llm = useLlm()!;
  const { plan, error } = usePlan(llm.desk, task);
  const agree = (): void => {
    const columns = columnsSent(task);
    if (!llm.desk.hasConsent(columns) && llm.desk.consent(columns).error) return;
    onClose();
    onAgreed();
  };
  const host = plan ? hostOf(plan.origin) : '';
  return (
    <Dialog
      title={t('llmScreens.consent.title')}
      closeLabel={t('llmScreens.consent.dont')}
      onClose={onClose}
      actions={
        <Button look="main" disabled={!plan} onClick={agree}>
          {t(rows === null ? 'llmScreens.consent.send' : 'llmScreens.consent.try', { host, rows })}
        </Button>
      }
    >
      <div className={styles.body}>
        {error ? (
          <div role="alert">
            <ErrorText error={error} />
          </div>
        ) : plan ? (
          <PlanFacts plan={plan} rows={rows} isHere={llm.state.endpoint?.isThisComputer === true} />
        ) : (
          <p role="status">{t('llmScreens.consent.planning')}</p>
        )}
      </div>
    </Dialog>
  );
}

function PlanFacts({ plan, rows, isHere }: { readonly plan: LlmPlan; readonly rows: number | null; readonly isHere: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const texts = usePlanTexts();
  const { tokens } = plan;
  const request = partsOf(plan.firstRequest ?? '');
  const unit = plan.task.kind === 'judge' ? 'pairs' : 'rows';
  const sides = (['left', 'right'] as const).filter((side) => plan.columns[side].length > 0);
  return (
    <>
      <p>{t('llmScreens.consent.lead')}</p>
      <FactList
        facts={[
          [t('llmScreens.consent.to'), texts.place(plan.origin, isHere)],
          [t('llmScreens.endpoint.model'), plan.model],
          ...sides.map(
            (side) =>
              [
                t(sides.length > 1 ? `llmScreens.consent.columnsOf.${side}` : 'llmScreens.consent.columns'),
                texts.list(plan.columns[side]),
              ] as const,
          ),
          [
            t(`llmScreens.consent.${unit}`),
            t('llmScreens.consent.count', {
              count: number(plan.count),
              distinct: number(plan.distinct),
              known: number(plan.known),
              ask: number(plan.toAsk),
            }),
          ],
          [t('llmScreens.consent.requests'), number(plan.requests)],
          [
            t('llmScreens.consent.tokens'),
            t('llmScreens.consent.tokensOf', { input: texts.span(tokens.input), output: texts.span(tokens.output) }),
          ],
          [t('llmScreens.consent.cost'), texts.cost(plan.cost)],
        ]}
      />
      {rows === null ? null : <p>{t('llmScreens.consent.tryOnly', { rows })}</p>}
      {plan.firstRequest === null ? (
        <p>{t('llmScreens.consent.allKnown')}</p>
      ) : (
        <>
          <h3>{t('llmScreens.consent.sample')}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
          <section className={styles.sample} tabIndex={0} aria-label={t('llmScreens.consent.sample')}>
            <pre dir="auto">{request.cells}</pre>
          </section>
          <details className={styles.more}>
            <summary>{t('llmScreens.consent.around')}</summary>
            <pre className={styles.around} dir="auto">
              {request.instructions}
            </pre>
          </details>
        </>
      )}
      <p className={styles.hint}>{t('llmScreens.consent.until')}</p>
    </>
  );
}

/** The instructions and, after them, the cells, which as JSON have no empty line among them. */
function partsOf(request: string): { readonly instructions: string; readonly cells: string } {
  const at = request.lastIndexOf('\n\n');
  return { instructions: request.slice(0, Math.max(0, at)), cells: request.slice(at < 0 ? 0 : at + 2) };
}
