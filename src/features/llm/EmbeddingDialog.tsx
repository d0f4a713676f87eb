import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedColumns } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { planEmbedding } from '../../session/embedding/embedding-plan';
import type { Endpoint } from '../../session/llm/llm-contract';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useFormats } from '../../ui/format';
import { FactList } from './FactList';
import { hostOf } from './host-of';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';
import { usePlanTexts } from './use-plan-texts';

/** What an endpoint would get for a match. Agreeing chooses its model; texts are sent once Match is pressed. */
export function EmbeddingDialog(props: {
  readonly tables: Sides<Dataset>;
  readonly on: ComparedColumns;
  readonly endpoint: Endpoint;
  readonly onAgreed: () => void;
  readonly onClose: () => void;
}) {
  const { tables, on, endpoint, onAgreed, onClose } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const llm = useLlm()!;
  const texts = usePlanTexts();
  const plan = useMemo(() => planEmbedding(tables, on, endpoint), [tables, on, endpoint]);
  const agree = (): void => {
    if (llm.desk.consent(on).error) return;
    onClose();
    onAgreed();
  };
  return (
    <Dialog
      title={t('llmScreens.consent.title')}
      closeLabel={t('llmScreens.consent.dont')}
      onClose={onClose}
      actions={
        <Button look="main" onClick={agree}>
          {t('llmScreens.vectors.agree', { host: hostOf(endpoint.origin) })}
        </Button>
      }
    >
      <div className={styles.body}>
        <p>{t('llmScreens.consent.lead')}</p>
        <FactList
          facts={[
            [t('llmScreens.consent.to'), texts.place(endpoint.origin, endpoint.isThisComputer)],
            [t('llmScreens.endpoint.model'), endpoint.embeddingModel],
            [t('llmScreens.consent.columnsOf.left'), texts.list(plan.columns.left)],
            [t('llmScreens.consent.columnsOf.right'), texts.list(plan.columns.right)],
            [t('llmScreens.consent.rows'), t('llmScreens.vectors.rows', { formatted: number(plan.rows) })],
            [t('llmScreens.consent.requests'), t('llmScreens.vectors.atMost', { formatted: number(plan.requests) })],
            [t('llmScreens.consent.tokens'), texts.span(plan.tokens)],
            [t('llmScreens.consent.cost'), texts.cost(plan.cost)],
          ]}
        />
        <h3>{t('llmScreens.vectors.sample')}</h3>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
        <section className={styles.sample} tabIndex={0} aria-label={t('llmScreens.vectors.sample')}>
          <pre dir="auto">{plan.sample.join('\n')}</pre>
        </section>
        <p className={styles.hint}>{t('llmScreens.consent.until')}</p>
      </div>
    </Dialog>
  );
}
