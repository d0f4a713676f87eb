import { useTranslation } from 'react-i18next';
import { endInShown } from '../../../../core/candidates/score/shown-steps';
import type { ReviewState } from '../../../../session/contract';
import { useFormats } from '../../../../ui/format';
import { compareSteps } from './group-steps';
import { shownScore } from './pair-scores';
import styles from './StepsBeside.module.css';
import type { AskedExplanation } from './use-explanation';
import { useStepTexts } from './use-step-text';

interface StepsBesideProps {
  readonly review: ReviewState;
  readonly picked: AskedExplanation;
  readonly asked: AskedExplanation;
}

/** The steps of the picked candidate and of the row that is asked about, one beside the other. */
export function StepsBeside({ review, picked, asked }: StepsBesideProps) {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const texts = useStepTexts();
  if (!picked.found?.pair || !asked.found?.pair || picked.right === asked.right) return null;
  const shown = ({ left, right, found }: AskedExplanation) =>
    endInShown(found!.pair!, shownScore(review, left, right), review.isLearned === true);
  const [one, other] = [shown(picked), shown(asked)];
  return (
    <table className={styles.table}>
      <caption>{t('why.beside')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('why.heads.step')}</th>
          {[picked, asked].map(({ right }) => (
            <th key={right} scope="col">
              {t('review.candidateHeading', { row: number(right + 1) })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {compareSteps(one.steps, other.steps).map((step) => (
          <tr key={`${step.kind} ${step.column}`}>
            <th scope="row">{texts.title({ ...step, agreement: null })}</th>
            <td>{texts.effect(step.one)}</td>
            <td>{texts.effect(step.other)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('why.end')}</th>
          <td>{score(one.score)}</td>
          <td>{score(other.score)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
