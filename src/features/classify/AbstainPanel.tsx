import { useTranslation } from 'react-i18next';
import { pointAt, pointFor } from '../../core/classify/abstain';
import type { Classifier } from '../../core/classify/classifier';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { LineChart } from '../../ui/LineChart';
import { percent } from '../../ui/percent';
import styles from './ClassifyPage.module.css';
import type { Sorting } from './sorted-rows';

const WANTED = [0.95, 0.98] as const;
/** Of fewer rows a share says nothing. */
const FEWEST_SHOWN = 10;

/** Below which probability a row keeps no label, and what that buys on rows that the classifier had not seen. */
export function AbstainPanel({ sorting, classifier }: { readonly sorting: Sorting; readonly classifier: Classifier }) {
  const { t, i18n } = useTranslation();
  const { score, number, share: round } = useFormats();
  const session = useSession();
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const { abstention, examples } = classifier.report;
  const { abstainBelow } = sorting;
  const point = pointAt(abstention, abstainBelow);
  const shown = abstention.filter(({ coverage }) => coverage * examples >= FEWEST_SHOWN);
  if (!point || shown.length === 0) return null;
  const share = (value: number): string => percent(value, i18n.language);
  const set = (threshold: number) => void session.sorting.change({ abstainBelow: Math.ceil(threshold * 1000) / 1000 });
  const buys = t('classifying.abstainBuys', {
    line: score(abstainBelow),
    coverage: share(point.coverage),
    accuracy: share(point.accuracy.value),
    low: share(point.accuracy.low),
    high: share(point.accuracy.high),
  });
  return (
    <section className={styles.section} aria-labelledby="classify-abstain">
      <h2 id="classify-abstain">{t('classifying.abstain')}</h2>
      <p className={styles.muted}>{t('classifying.abstainLead', { rows: number(examples) })}</p>
      <div className={styles.panel}>
        <LineChart
          title={t('classifying.abstainChart')}
          summary={buys}
          xLabel={t('classifying.coverage')}
          yLabel={t('classifying.accuracy')}
          series={[
            {
              name: t('classifying.accuracy'),
              x: shown.map(({ coverage }) => coverage),
              y: shown.map(({ accuracy }) => accuracy.value),
              low: shown.map(({ accuracy }) => accuracy.low),
              high: shown.map(({ accuracy }) => accuracy.high),
            },
          ]}
          point={{ x: point.coverage, y: point.accuracy.value }}
          format={round}
          fileName="rowlink-coverage"
        />
        <div className={styles.side}>
          <label className={styles.slider}>
            <span>{t('classifying.abstainLine')}</span>
            <input
              type="range"
              min={0}
              max={1}
              step={0.01}
              value={abstainBelow}
              disabled={isReadOnly}
              aria-valuetext={buys}
              onChange={(event) => set(Number(event.target.value))}
            />
          </label>
          <p className={styles.reach}>{buys}</p>
          <div className={styles.actions}>
            {WANTED.map((wanted) => {
              const found = pointFor(abstention, wanted, examples);
              return (
                <Button key={wanted} disabled={!found || isReadOnly} onClick={() => found && set(found.threshold)}>
                  {t('classifying.wanted', { share: share(wanted) })}
                </Button>
              );
            })}
            {abstainBelow > 0 ? (
              <Button look="quiet" disabled={isReadOnly} onClick={() => set(0)}>
                {t('classifying.labelAll')}
              </Button>
            ) : null}
          </div>
        </div>
      </div>
    </section>
  );
}
