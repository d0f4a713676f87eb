import { useTranslation } from 'react-i18next';
import type { PartitionAgreement } from '../../core/evaluation/partition-agreement';
import { useFormats } from '../../ui/format';

/** How far two reviewers put the same rows into the same clusters. */
export function ClusterAgreement({ agreement }: { readonly agreement: PartitionAgreement }) {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const { rows, joined, joinedByBoth, index, interval } = agreement;
  if (rows === 0) return <p>{t('projects.merge.noRowShared')}</p>;
  return (
    <p>
      <strong>
        {t('projects.merge.pairsAgreed', {
          count: rows,
          formatted: number(rows),
          joined: number(joined),
          both: number(joinedByBoth),
        })}
      </strong>{' '}
      {index === null
        ? t('projects.merge.noIndex')
        : interval === null
          ? t('projects.merge.indexAlone', { index: score(index) })
          : t('projects.merge.index', { index: score(index), low: score(interval.low), high: score(interval.high) })}
    </p>
  );
}
