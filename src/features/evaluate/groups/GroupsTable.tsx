import { useTranslation } from 'react-i18next';
import { type GroupRate, type GroupRates, RATES } from '../../../core/fairness/group-rates';
import { numberLocale, useFormats } from '../../../ui/format';
import { percent } from '../../../ui/percent';
import styles from './GroupsPanel.module.css';

interface GroupsTableProps {
  readonly column: string;
  readonly groups: readonly GroupRates[];
  readonly of: 'links' | 'clusters';
}

/** A line a group: its rates with their intervals, and which of them are not those of the other rows. */
export function GroupsTable({ column, groups, of }: GroupsTableProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const apart = groups.filter(({ rates }) => RATES.some((rate) => rates[rate].isApart)).length;
  const nameOf = ({ kind, value, from, to, values }: GroupRates): string => {
    if (kind === 'value') return value;
    if (kind === 'others') return t('fairness.others', { count: values, formatted: number(values) });
    if (kind === 'empty') return t('fairness.empty');
    if (from === to) return kind === 'years' ? `${from}` : number(from ?? 0);
    const shown = (one: number | null): string => (kind === 'years' ? `${one}` : number(one ?? 0));
    return t('fairness.range', { from: shown(from), to: shown(to) });
  };
  return (
    <>
      <p role="status">
        {apart === 0 ? t('fairness.noneApart') : t('fairness.apart', { count: apart, formatted: number(apart) })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('fairness.table', { column })}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" dir="auto">
                {column}
              </th>
              <th scope="col">{t('fairness.rows')}</th>
              <th scope="col">{t(`fairness.${of}.linked`)}</th>
              <th scope="col">{t('fairness.decided')}</th>
              {RATES.slice(1).map((rate) => (
                <th key={rate} scope="col">
                  {t(`fairness.${of}.${rate}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other name that is their own.
              <tr key={at}>
                <th scope="row" dir="auto">
                  {nameOf(group)}
                </th>
                <td className={styles.number}>{number(group.rows)}</td>
                <RateCell rate={group.rates.linked} />
                <td className={styles.number}>{number(group.decided)}</td>
                {RATES.slice(1).map((rate) => (
                  <RateCell key={rate} rate={group.rates[rate]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** The share as a bar with its interval, in figures, and in words where it stands apart. */
function RateCell({ rate }: { readonly rate: GroupRate }) {
  const { t, i18n } = useTranslation();
  const share = (value: number): string => percent(value, i18n.language);
  const points = new Intl.NumberFormat(numberLocale(i18n.language), { maximumFractionDigits: 1 });
  if (rate.of === 0) return <td className={styles.muted}>–</td>;
  const { value, low, high, difference, isApart } = rate;
  return (
    <td>
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.share} style={{ inlineSize: `${100 * value}%` }} />
        <span className={styles.interval} style={{ insetInlineStart: `${100 * low}%`, inlineSize: `${100 * (high - low)}%` }} />
      </span>
      <span className={styles.figures}>
        {share(value)} <span className={styles.muted}>{t('evaluate.interval', { low: share(low), high: share(high) })}</span>
      </span>
      {isApart && difference ? (
        <strong className={styles.apart}>
          {t(difference.value > 0 ? 'fairness.less' : 'fairness.more', {
            points: points.format(100 * Math.abs(difference.value)),
          })}
        </strong>
      ) : null}
    </td>
  );
}
