import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset } from '../../../../core/model/types';
import type { ReviewState } from '../../../../session/contract';
import { Button } from '../../../../ui/Button';
import { ErrorText } from '../../../../ui/ErrorText';
import { Field, Input } from '../../../../ui/Field';
import { useFormats } from '../../../../ui/format';
import { keepFocus } from './keep-focus';
import { ScoreSteps } from './ScoreSteps';
import { StepsBeside } from './StepsBeside';
import type { Explainer } from './use-explainer';
import { type AskedExplanation, useExplanation } from './use-explanation';
import styles from './WhyNot.module.css';
import { whyNot } from './why-not';

interface WhyNotProps {
  readonly review: ReviewState;
  readonly compared: Dataset;
  readonly explainer: Explainer;
  readonly left: number;
  /** Of the picked candidate, to set beside it; null where there is none yet. */
  readonly picked: AskedExplanation | null;
  /** The right row that is asked about. */
  readonly right: number | null;
  readonly isReadOnly: boolean;
  readonly onAsk: (right: number | null) => void;
  readonly onFind: () => void;
  readonly onAccept: (right: number) => void;
  readonly onGoTo: (left: number) => void;
}

/** Why any right row is not the partner of the record: named by its number, or found by hand. */
export function WhyNot(props: WhyNotProps) {
  const { review, compared, explainer, left, picked, right, isReadOnly, onAsk, onFind, onAccept, onGoTo } = props;
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const [typed, setTyped] = useState('');
  const asked = useExplanation(explainer, left, right, review.version);
  const { rightCount } = review.candidates;
  const wanted = /^\s*\d+\s*$/u.test(typed) ? Number(typed) - 1 : -1;
  const isThere = wanted >= 0 && wanted < rightCount;
  const reasons = asked?.found && right !== null ? whyNot(review, compared, left, right, asked.found) : [];
  const isAccepted = right !== null && review.book.acceptedOf(left).includes(right);
  return (
    <section className={styles.ask} aria-label={t('why.not.title')}>
      <h3>{t('why.not.title')}</h3>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isThere) onAsk(wanted);
        }}
      >
        <Field label={t('why.not.row', { count: rightCount, formatted: number(rightCount) })}>
          <Input inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <Button type="submit" disabled={!isThere}>
          {t('why.not.ask')}
        </Button>
        <Button look="quiet" disabled={isReadOnly} onClick={onFind}>
          {t('why.not.find')}
        </Button>
      </form>
      {right === null ? null : (
        <div className={styles.answer}>
          <h4>{t('review.candidateHeading', { row: number(right + 1) })}</h4>
          {asked === null ? (
            <p role="status">{explainer.state.status === 'ready' ? t('why.looking') : null}</p>
          ) : (
            <>
              {asked.error ? <ErrorText error={asked.error} /> : null}
              {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of lists without bullets. */}
              <ul role="list" className={styles.reasons} aria-live="polite" aria-label={t('why.not.reasons')}>
                {reasons.map((reason) => (
                  <li key={reason.code} data-reason={reason.code}>
                    {t(`why.not.${reason.code}`, {
                      row: number(reason.row ?? 0),
                      score: score(reason.score ?? 0),
                      limit: reason.code === 'beyond' ? number(reason.limit ?? 0) : score(reason.limit ?? 0),
                      place: number(reason.place ?? 0),
                      letters: number(reason.letters ?? 0),
                      of: number(reason.of ?? 0),
                      columns: reason.columns ?? '',
                    })}{' '}
                    {reason.goTo === undefined ? null : (
                      <Button look="quiet" onClick={() => onGoTo(reason.goTo!)}>
                        {t('why.not.goTo', { row: number(reason.goTo + 1) })}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
              <div className={styles.buttons}>
                <Button disabled={isReadOnly || isAccepted} onClick={() => onAccept(right)}>
                  {t('why.not.accept', { row: number(right + 1) })}
                </Button>
                <Button
                  look="quiet"
                  onClick={(event) => {
                    keepFocus(event);
                    onAsk(null);
                  }}
                >
                  {t('why.not.close')}
                </Button>
              </div>
              {picked ? <StepsBeside review={review} picked={picked} asked={asked} /> : null}
              <ScoreSteps review={review} asked={asked} title={t('why.chartOf', { row: number(right + 1) })} onGoTo={onGoTo} />
            </>
          )}
        </div>
      )}
    </section>
  );
}
