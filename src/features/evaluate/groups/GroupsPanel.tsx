import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset, Side } from '../../../core/model/types';
import type { ClusterReview, ReviewState } from '../../../session/contract';
import { ErrorText } from '../../../ui/ErrorText';
import { Field, Select } from '../../../ui/Field';
import styles from './GroupsPanel.module.css';
import { GroupsTable } from './GroupsTable';
import { useGroupRates } from './use-group-rates';

interface GroupsPanelProps {
  readonly review: ReviewState | ClusterReview;
  readonly left: Dataset;
  /** Null where one table is searched for duplicates. */
  readonly right: Dataset | null;
}

/** Whether rows of some kinds are linked, accepted or refused more often than others. */
export function GroupsPanel({ review, left, right }: GroupsPanelProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<{ readonly side: Side; readonly column: string } | null>(null);
  const { groups, error, isWorking } = useGroupRates(review, chosen);
  const choices = [
    ...left.columns.map(({ name }) => ({
      value: `left ${name}`,
      label: right ? t('fairness.columns.left', { column: name }) : name,
    })),
    ...(right?.columns ?? []).map(({ name }) => ({
      value: `right ${name}`,
      label: t('fairness.columns.right', { column: name }),
    })),
  ];
  const choose = (value: string): void => {
    const at = value.indexOf(' ');
    setChosen(at < 0 ? null : { side: value.slice(0, at) as Side, column: value.slice(at + 1) });
  };
  return (
    <section className={styles.section} aria-labelledby="evaluate-groups">
      <h2 id="evaluate-groups">{t('fairness.title')}</h2>
      <p className={styles.muted}>{t(right ? 'fairness.lead' : 'fairness.leadClusters')}</p>
      <Field label={t('fairness.column')}>
        <Select
          value={chosen ? `${chosen.side} ${chosen.column}` : ''}
          choices={[{ value: '', label: t('fairness.none') }, ...choices]}
          onChoose={choose}
        />
      </Field>
      <div role="status">{isWorking ? t('evaluate.working') : null}</div>
      {error ? <ErrorText error={error} /> : null}
      {groups && chosen ? (
        <>
          <GroupsTable column={chosen.column} groups={groups} of={right ? 'links' : 'clusters'} />
          <p className={styles.muted}>{t('fairness.caution')}</p>
        </>
      ) : null}
    </section>
  );
}
