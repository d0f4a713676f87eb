import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewState } from '../../session/contract';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './BulkAcceptDialog.module.css';
import { type BulkPair, bulkPairs, pairsFrom } from './bulk-accept';
import { useScoreText } from './ScoreText';
import type { ReviewModel } from './use-review-model';

const EXAMPLES = 10;

export function BulkAcceptDialog(props: {
  readonly review: ReviewState;
  readonly model: ReviewModel;
  readonly onAccept: (pairs: readonly BulkPair[]) => void;
  readonly onClose: () => void;
}) {
  const { review, model, onAccept, onClose } = props;
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const scoreText = useScoreText();
  const [minScore, setMinScore] = useState(Math.max(0.5, Math.ceil(review.threshold * 100) / 100));
  const limit = useDeferredValue(minScore);
  const { candidates, suggestedOf, book, settings } = review;
  const all = useMemo(
    () => bulkPairs({ rows: model.order, candidates, suggestedOf, book, cardinality: settings.cardinality }),
    // `order` is made anew after every decision, so it also stands for what the book holds.
    [model.order, candidates, suggestedOf, book, settings.cardinality],
  );
  const pairs = useMemo(() => pairsFrom(all, limit), [all, limit]);
  const count = { count: pairs.length, formatted: number(pairs.length) };

  return (
    <Dialog
      title={t('review.bulk.title')}
      closeLabel={t('common.cancel')}
      onClose={onClose}
      actions={
        <Button look="main" disabled={pairs.length === 0} onClick={() => onAccept(pairs)}>
          {t('review.bulk.confirm', count)}
        </Button>
      }
    >
      <div className={styles.body}>
        <p>{t('review.bulk.lead')}</p>
        <Field label={t('review.bulk.score')} hint={scoreText(minScore)}>
          <Input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={minScore}
            aria-valuetext={score(minScore)}
            onChange={(event) => setMinScore(event.target.valueAsNumber)}
          />
        </Field>
        <p role="status">
          <strong>{t('review.bulk.count', count)}</strong>{' '}
          {pairs[0] ? t('review.bulk.lowest', { score: score(pairs[0].score) }) : null}
        </p>
        {pairs.length > 0 ? (
          <>
            <h3>{t('review.bulk.examples')}</h3>
            <ul className={styles.examples}>
              {pairs.slice(0, EXAMPLES).map(({ left, right, score: value }) => (
                <li key={left} className={styles.example}>
                  <span className={styles.score}>{score(value)}</span>
                  <span dir="auto">{model.leftText(left)}</span>
                  <span aria-hidden="true">→</span>
                  <span dir="auto">{model.rightText(right)}</span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
