import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Judgement } from '../../session/llm-contract';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';

const KINDS = ['match', 'none', 'unsure'] as const;
type Kind = (typeof KINDS)[number];
/** Below this a model is not sure even by its own account. */
const SURE = 0.8;

/** `match`: some candidate is one, surely; `none`: all that were looked at are surely not; `unsure`: the rest. */
function kindOf(judged: Iterable<Judgement>): Kind {
  const all = [...judged];
  if (all.some(({ isMatch, confidence }) => isMatch && confidence >= SURE)) return 'match';
  return all.every(({ isMatch, confidence }) => !isMatch && confidence >= SURE) ? 'none' : 'unsure';
}

/** Left rows by what the model says of their candidates; each kind can be put into the queue. */
export function JudgedRows({ onShow }: { readonly onShow: (rows: Iterable<number>) => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const judgements = useLlm()?.state.judgements;
  const rows = useMemo(() => {
    const found: Readonly<Record<Kind, number[]>> = { match: [], none: [], unsure: [] };
    for (const [left, pairs] of judgements?.pairs ?? []) found[kindOf(pairs.values())].push(left);
    return found;
  }, [judgements]);
  return (
    <div className={styles.actions}>
      {KINDS.map((kind) =>
        rows[kind].length === 0 ? null : (
          <Button key={kind} look="quiet" onClick={() => onShow(rows[kind])}>
            {t(`llmScreens.judge.kinds.${kind}`, { formatted: number(rows[kind].length) })}
          </Button>
        ),
      )}
    </div>
  );
}
