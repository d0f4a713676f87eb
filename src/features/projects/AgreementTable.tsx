import { useTranslation } from 'react-i18next';
import { DECIDED_STATUSES as KINDS } from '../../core/decisions/log';
import { countIn, type MergePlan } from '../../core/decisions/merge';
import { useFormats } from '../../ui/format';
import styles from './AgreementTable.module.css';

/** How two reviewers decided the same records, as counts, percent and kappa. */
export function AgreementTable({
  plan,
  mine,
  theirs,
}: {
  readonly plan: MergePlan;
  readonly mine: string;
  readonly theirs: string;
}) {
  const { t } = useTranslation();
  const { number, score, share } = useFormats();
  const { agreement, table } = plan;
  const { kappa, interval } = agreement;
  if (agreement.share === null) return <p>{t('projects.merge.noneShared')}</p>;
  const sameAccepted = countIn(table, 'accepted', 'accepted') - table.other;
  return (
    <>
      <p>
        <strong>
          {t('projects.merge.agreed', {
            count: agreement.cases,
            agreed: number(agreement.agreed),
            formatted: number(agreement.cases),
            share: share(agreement.share),
          })}
        </strong>{' '}
        {kappa === null || interval === null
          ? t('projects.merge.noKappa')
          : t('projects.merge.kappa', { kappa: score(kappa), low: score(interval.low), high: score(interval.high) })}
      </p>
      <table className={styles.table}>
        <caption>{t('projects.merge.tableCaption', { mine, theirs })}</caption>
        <thead>
          <tr>
            <td />
            {KINDS.map((kind) => (
              <th key={kind} scope="col">
                {t(`review.statuses.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`review.statuses.${kind}`)}</th>
              {KINDS.map((other) => (
                <td key={other} className={kind === other ? styles.same : undefined}>
                  {number(kind === 'accepted' && other === 'accepted' ? sameAccepted : countIn(table, kind, other))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.other > 0 ? (
        <p>{t('projects.merge.otherCandidate', { count: table.other, formatted: number(table.other) })}</p>
      ) : null}
    </>
  );
}
