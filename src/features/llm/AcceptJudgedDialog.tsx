import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';

/** The person accepts, together, pairs that a model takes for matches: as one decision, which undo takes back. */
export function AcceptJudgedDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { number, share } = useFormats();
  const llm = useLlm()!;
  const [minimum, setMinimum] = useState(0.9);
  const [isWorking, setWorking] = useState(false);
  const limit = useDeferredValue(minimum);
  const { judgements } = llm.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the model said decides what can be accepted.
  const pairs = useMemo(() => llm.desk.acceptable(limit), [llm.desk, limit, judgements]);
  const accept = async (): Promise<void> => {
    setWorking(true);
    await llm.desk.acceptJudged(limit);
    onClose();
  };
  const count = { count: pairs.length, formatted: number(pairs.length) };
  return (
    <Dialog
      title={t('llmScreens.judge.accept')}
      closeLabel={t('common.cancel')}
      onClose={onClose}
      actions={
        <Button look="main" disabled={isWorking || pairs.length === 0} onClick={() => void accept()}>
          {t('llmScreens.judge.acceptCount', count)}
        </Button>
      }
    >
      <div className={styles.body}>
        <p>{t('llmScreens.judge.acceptLead')}</p>
        <Field label={t('llmScreens.judge.minimum')} hint={share(minimum)}>
          <Input
            type="range"
            min={0.5}
            max={1}
            step={0.01}
            value={minimum}
            aria-valuetext={share(minimum)}
            onChange={(event) => setMinimum(event.target.valueAsNumber)}
          />
        </Field>
        <p role="status">
          <strong>{t('llmScreens.judge.acceptable', count)}</strong>
        </p>
        <p className={styles.hint}>{t('llmScreens.judge.confidenceHint')}</p>
      </div>
    </Dialog>
  );
}
