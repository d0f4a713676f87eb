import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';
import { SAID_KINDS, type SaidKind, saidKind } from './said';

/** Left rows by what the model says of their candidates; each kind can be put into the queue. */
export function JudgedRows({ onShow }: { readonly onShow: (rows: Iterable<number>) => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const judgements = useLlm()?.state.judgements;
  const rows = useMemo(() => {
    const found: Readonly<Record<SaidKind, number[]>> = { match: [], none: [], unsure: [] };
    for (const [left, pairs] of judgements?.pairs ?? []) found[saidKind(pairs.values())].push(left);
    return found;
  }, [judgements]);
  return (
    <div className={styles.actions}>
      {SAID_KINDS.map((kind) =>
        rows[kind].length === 0 ? null : (
          <Button key={kind} look="quiet" onClick={() => onShow(rows[kind])}>
            {t(`llmScreens.judge.kinds.${kind}`, { formatted: number(rows[kind].length) })}
          </Button>
        ),
      )}
    </div>
  );
}
