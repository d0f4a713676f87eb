import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/format';
import styles from './Llm.module.css';
import { useLlm } from './LlmProvider';

/** What a model said of a pair, told apart from what the program and what people say; nothing where it was not asked. */
export function JudgementNote({ left, right }: { readonly left: number; readonly right: number }) {
  const { t } = useTranslation();
  const { share } = useFormats();
  const judgements = useLlm()?.state.judgements;
  const judgement = judgements?.pairs.get(left)?.get(right);
  if (!judgements || !judgement) return null;
  const { isMatch, confidence, reason } = judgement;
  return (
    <p className={styles.note}>
      <span aria-hidden="true">{isMatch ? '≈' : '≠'}</span>{' '}
      <strong>
        {t(isMatch ? 'llmScreens.judge.saysMatch' : 'llmScreens.judge.saysNone', {
          model: judgements.model,
          confidence: share(confidence),
        })}
      </strong>
      {reason === '' ? null : (
        <>
          {' '}
          <q dir="auto">{reason}</q>
        </>
      )}
    </p>
  );
}
