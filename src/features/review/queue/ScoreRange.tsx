import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Input } from '../../../ui/Field';
import type { ReviewView } from './review-view';
import styles from './ScoreRange.module.css';

/** The lowest and the highest best score that are shown. */
export function ScoreRange(props: { readonly view: ReviewView; readonly onChange: (patch: Partial<ReviewView>) => void }) {
  const { view, onChange } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.scores}>
      <Field label={t('review.minScore')}>
        <ScoreInput value={view.minScore} onChange={(minScore) => onChange({ minScore })} />
      </Field>
      <Field label={t('review.maxScore')}>
        <ScoreInput label={t('review.maxScoreLong')} value={view.maxScore} onChange={(maxScore) => onChange({ maxScore })} />
      </Field>
    </div>
  );
}

/** Takes effect while it is typed; what is not a score yet is left alone until the field is left. */
function ScoreInput(props: { readonly label?: string; readonly value: number; readonly onChange: (value: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      type="number"
      aria-label={props.label}
      min={0}
      max={1}
      step={0.05}
      value={typed ?? props.value}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        setTyped(event.target.value);
        const value = event.target.valueAsNumber;
        if (value >= 0 && value <= 1) props.onChange(value);
      }}
    />
  );
}
