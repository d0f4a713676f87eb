import { useTranslation } from 'react-i18next';
import type { LinkageEvaluation } from '../../core/evaluation/evaluate-linkage';
import type { Estimate } from '../../core/evaluation/intervals';
import { useFormats } from '../../ui/format';
import { percent } from '../../ui/percent';
import { EstimateCards } from './EstimateCards';
import styles from './FiguresTable.module.css';

interface FiguresTableProps {
  readonly evaluation: Omit<LinkageEvaluation, 'findings'>;
  readonly isLeftOut: boolean;
  readonly onLeaveOut: (isLeftOut: boolean) => void;
  readonly isLabelled: boolean;
}

/** The figures, each with its interval; beside them what they are without the rows of the truth that look wrong. */
export function FiguresTable({ evaluation, isLeftOut, onLeaveOut, isLabelled }: FiguresTableProps) {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const { all, withoutSuspects, suspects } = evaluation;
  const figures = isLeftOut ? withoutSuspects : all;
  const share = (value: number): string => percent(value, i18n.language);
  const interval = ({ low, high }: Estimate): string => t('evaluate.interval', { low: share(low), high: share(high) });
  return (
    <section aria-labelledby="evaluate-figures" className={styles.section}>
      <div className={styles.head}>
        <h2 id="evaluate-figures">{t('evaluate.result')}</h2>
        {suspects > 0 ? (
          <label className={styles.toggle}>
            <input type="checkbox" checked={isLeftOut} onChange={(event) => onLeaveOut(event.target.checked)} />
            {t('evaluate.leaveOut', { count: suspects, formatted: number(suspects) })}
          </label>
        ) : null}
      </div>
      <EstimateCards
        cards={(['precision', 'recall', 'f1'] as const).map((name) => ({
          name: t(`evaluate.figures.${name}.name`),
          text: t(`evaluate.figures.${name}.text`),
          value: share(figures[name].value),
          interval: t('evaluate.confidence', { low: share(figures[name].low), high: share(figures[name].high) }),
          more:
            suspects > 0
              ? t(isLeftOut ? 'evaluate.withThem' : 'evaluate.withoutThem', {
                  value: share((isLeftOut ? all : withoutSuspects)[name].value),
                })
              : null,
        }))}
      />
      <dl className={styles.counts}>
        {(['truePositives', 'falsePositives', 'falseNegatives', 'unjudged'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`evaluate.counts.${name}`)}</dt>
            <dd>{number(figures[name])}</dd>
          </div>
        ))}
        {figures.recallAt.map((recall) => (
          <div key={recall.k}>
            <dt>{t('evaluate.recallAt', { count: recall.k })}</dt>
            <dd>
              {share(recall.value)} <span className={styles.muted}>{interval(recall)}</span>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('evaluate.reciprocalRank')}</dt>
          <dd>{share(figures.meanReciprocalRank)}</dd>
        </div>
      </dl>
      {isLabelled ? <p className={styles.muted}>{t('evaluate.labelled')}</p> : null}
    </section>
  );
}
