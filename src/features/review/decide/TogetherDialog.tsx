import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewState } from '../../../session/contract';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Field, Input, Select } from '../../../ui/Field';
import { useFormats } from '../../../ui/format';
import { HelpMark } from '../../../ui/HelpMark';
import { useScoreText } from '../panel/ScoreText';
import type { ReviewModel } from '../use-review-model';
import styles from './TogetherDialog.module.css';
import { pickExamples, rowsToDecide, rowsWithin, TOGETHER_KINDS, type TogetherKind, type TogetherRow } from './together';

const EXAMPLES = 10;

/** One decision on all rows that the filters show, told beforehand: how many, of what scores, and ten of them drawn by chance. */
export function TogetherDialog(props: {
  readonly review: ReviewState;
  readonly model: ReviewModel;
  readonly onDecide: (kind: TogetherKind, rows: readonly TogetherRow[]) => void;
  readonly onClose: () => void;
}) {
  const { review, model, onDecide, onClose } = props;
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const scoreText = useScoreText();
  const { candidates, suggestedOf, book, settings, version } = review;
  const [kind, setKind] = useState<TogetherKind>('accept');
  const [minScore, setMinScore] = useState(Math.max(0.5, Math.ceil(review.threshold * 100) / 100));
  const [maxScore, setMaxScore] = useState(1);
  const limit = useDeferredValue(kind === 'accept' ? minScore : maxScore);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  const all = useMemo(
    () =>
      rowsToDecide(kind, model.facts, {
        rows: model.order,
        candidates,
        wantedOf: (left) => suggestedOf[left] ?? -1,
        book,
        cardinality: settings.cardinality,
      }),
    [kind, model.facts, model.order, candidates, suggestedOf, book, version, settings.cardinality],
  );
  const rows = useMemo(
    () => (kind === 'clear' ? all : kind === 'accept' ? rowsWithin(all, limit, 1) : rowsWithin(all, 0, limit)),
    [all, kind, limit],
  );
  const examples = useMemo(() => pickExamples(rows, EXAMPLES, rows.length), [rows]);
  const count = { count: rows.length, formatted: number(rows.length) };
  const shown = (value: number): string => (Number.isNaN(value) ? t('review.noCandidate') : score(value));
  const setLimit = kind === 'accept' ? setMinScore : setMaxScore;
  const value = kind === 'accept' ? minScore : maxScore;

  return (
    <Dialog
      title={t('review.together.title')}
      closeLabel={t('common.cancel')}
      onClose={onClose}
      actions={
        <Button look="main" disabled={rows.length === 0} onClick={() => onDecide(kind, rows)}>
          {t(`review.together.confirm.${kind}`, count)}
        </Button>
      }
    >
      <div className={styles.body}>
        <Field label={t('review.together.what')}>
          <Select
            value={kind}
            choices={TOGETHER_KINDS.map((one) => ({ value: one, label: t(`review.together.kinds.${one}`) }))}
            onChoose={(chosen) => setKind(TOGETHER_KINDS.find((one) => one === chosen) ?? 'accept')}
          />
        </Field>
        <p>{t(`review.together.leads.${kind}`)}</p>
        {kind === 'clear' ? null : (
          <Field
            label={t(kind === 'accept' ? 'review.together.lowest' : 'review.together.highest')}
            hint={scoreText(value)}
            mark={<HelpMark topic="threshold" />}
          >
            <Input
              type="range"
              min={0}
              max={1}
              step={0.01}
              value={value}
              aria-valuetext={score(value)}
              onChange={(event) => setLimit(event.target.valueAsNumber)}
            />
          </Field>
        )}
        <p role="status">
          <strong>{t('review.together.count', count)}</strong>{' '}
          {rows[0] ? t('review.together.scores', { low: shown(rows[0].score), high: shown(rows.at(-1)!.score) }) : null}
        </p>
        {examples.length > 0 ? (
          <>
            <h3>{t('review.together.examples', { count: examples.length })}</h3>
            <ul className={styles.examples}>
              {examples.map(({ left, right, score: own }) => (
                <li key={left} className={styles.example}>
                  <span className={styles.score}>{Number.isNaN(own) ? '–' : score(own)}</span>
                  <span dir="auto">{model.leftText(left)}</span>
                  <span aria-hidden="true">→</span>
                  <span dir="auto">{right === null ? t('review.noCandidate') : model.rightText(right)}</span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
