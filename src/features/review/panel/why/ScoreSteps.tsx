import { useTranslation } from 'react-i18next';
import { endInShown } from '../../../../core/candidates/score/shown-steps';
import type { ReviewState } from '../../../../session/contract';
import { ErrorText } from '../../../../ui/ErrorText';
import { useFormats } from '../../../../ui/format';
import { AliasesMet } from './AliasesMet';
import { groupSteps, strongest } from './group-steps';
import { MeaningWords } from './MeaningWords';
import { shownScore } from './pair-scores';
import styles from './ScoreSteps.module.css';
import { StepsChart } from './StepsChart';
import { TextParts } from './TextParts';
import type { AskedExplanation } from './use-explanation';
import { isolate, useStepTexts } from './use-step-text';

interface ScoreStepsProps {
  readonly review: ReviewState;
  readonly asked: AskedExplanation;
  readonly title: string;
  readonly onGoTo: (left: number) => void;
}

/** The way to a score: in a sentence, as a chart, and in both texts. */
export function ScoreSteps({ review, asked, title, onGoTo }: ScoreStepsProps) {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const texts = useStepTexts();
  const { left, right, found, error } = asked;
  if (error) return <ErrorText error={error} />;
  if (!found?.pair) return null;
  const pair = endInShown(found.pair, shownScore(review, left, right), review.isLearned === true);
  const steps = groupSteps(pair);
  const told = strongest(steps, 2);
  const [rarest] = found.parts?.words ?? [];
  const tell = (step: (typeof steps)[number]): string =>
    (step.kind === 'letters' || step.kind === 'words') && step.logit > 0 && rarest && rarest.weight >= RARE
      ? t('why.rareWord', { word: isolate(rarest.word) })
      : texts.name(step);
  const takes = steps.some(({ kind, logit }) => kind === 'competition' && logit < 0);
  const rivals = takes ? found.rivals.filter((rival) => rival.score >= WORTH_NAMING) : [];
  return (
    <div
      className={styles.steps}
      data-logit={pair.logit}
      data-base={pair.base}
      data-sum={pair.steps.reduce((sum, { logit }) => sum + logit, pair.base)}
    >
      <AliasesMet aliases={found.aliases} />
      {pair.isCertain ? (
        <p>{t('why.same')}</p>
      ) : (
        <>
          <p className={styles.sentence}>
            {told.for.length > 0 ? t('why.for', { reasons: texts.list(told.for.map(tell)) }) : null}{' '}
            {told.against.length > 0 ? t('why.against', { reasons: texts.list(told.against.map(tell)) }) : null}
            {told.for.length + told.against.length === 0 ? t('why.average') : null}
          </p>
          {pair.isInPool ? null : <p>{t('why.notLookedAt')}</p>}
          <StepsChart title={title} fileName={`rowlink-why-${left + 1}-${right + 1}`} pair={pair} />
          {rivals.length > 0 ? (
            <p className={styles.rivals}>
              {t('why.rivals')}{' '}
              {rivals.map((rival) => (
                <button key={rival.left} type="button" className={styles.rival} onClick={() => onGoTo(rival.left)}>
                  {t('why.rival', { row: number(rival.left + 1), score: score(rival.score) })}
                </button>
              ))}
            </p>
          ) : null}
        </>
      )}
      <div className={styles.texts}>
        <TextParts texts={found.texts} parts={found.parts} counterparts={found.counterparts} aliases={found.aliases} />
        {Number.isNaN(pair.similarity) ? null : (
          <MeaningWords key={`${left} ${right}`} texts={found.texts} settings={review.settings} />
        )}
      </div>
    </div>
  );
}

/** From such a weight on a word is told as the reason. */
const RARE = 0.6;
/** Rivals with less do not take the partner away. */
const WORTH_NAMING = 0.05;
