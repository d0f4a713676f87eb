import { useTranslation } from 'react-i18next';
import type { PlainReport } from '../../core/classify/classifier';
import type { Estimate } from '../../core/evaluation/intervals';
import type { SortedTable } from '../../session/sorting-desk';
import { useFormats } from '../../ui/format';
import { percent } from '../../ui/percent';
import styles from './ClassifyPage.module.css';
import { ConfusionTable } from './ConfusionTable';
import type { RowFilter } from './sorted-rows';

/** How well categories are told, on rows that were held out. */
export function FiguresSection(props: {
  readonly sorted: SortedTable;
  readonly report: PlainReport;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}) {
  const { sorted, report, filter, onFilter } = props;
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const share = (value: number): string => percent(value, i18n.language);
  const suspects = sorted.trained?.suspects.length ?? 0;
  if (report.folds < 2) return null;
  return (
    <section className={styles.section} aria-labelledby="classify-figures">
      <h2 id="classify-figures">{t('classifying.figures')}</h2>
      <p className={styles.muted}>
        {t('classifying.figuresLead', { rows: number(report.examples), folds: number(report.folds) })}{' '}
        {report.offered > report.examples ? t('classifying.sampled', { offered: number(report.offered) }) : null}
      </p>
      <dl className={styles.facts}>
        <Fact name={t('classifying.accuracy')} value={share(report.accuracy.value)} range={rangeOf(report.accuracy, share)} />
        <Fact name={t('classifying.macroF1')} value={share(report.macroF1.value)} range={rangeOf(report.macroF1, share)} />
        <Fact
          name={t('classifying.calibration')}
          value={share(report.calibrationError)}
          range={t('classifying.calibrationHint')}
        />
      </dl>
      {suspects > 0 ? (
        <p>
          <button type="button" className={styles.link} onClick={() => onFilter({ kind: 'suspects' })}>
            {t('classifying.suspects', { count: suspects, formatted: number(suspects) })}
          </button>{' '}
          <span className={styles.muted}>{t('classifying.suspectsHint')}</span>
        </p>
      ) : null}
      <ConfusionTable labels={sorted.labels} confusion={report.confusion} filter={filter} onFilter={onFilter} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('classifying.perClass')}>
        <table className={styles.table}>
          <thead>
            <tr>
              {(['label', 'examples', 'precision', 'recall', 'f1'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`classifying.classColumns.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.classes.map((figures, place) => (
              <tr key={sorted.labels[place]}>
                <th scope="row" dir="auto">
                  {sorted.labels[place]}
                </th>
                <td>{number(figures.examples)}</td>
                {(['precision', 'recall', 'f1'] as const).map((name) => (
                  <td key={name}>
                    {share(figures[name].value)} <span className={styles.muted}>{rangeOf(figures[name], share)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

const rangeOf = ({ low, high }: Estimate, share: (value: number) => string): string => `${share(low)} – ${share(high)}`;

function Fact(props: { readonly name: string; readonly value: string; readonly range: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        {props.value} <span className={styles.range}>{props.range}</span>
      </dd>
    </div>
  );
}
