import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset, Side, Sides } from '../../../core/model/types';
import type { ReviewState } from '../../../session/contract';
import { ErrorText } from '../../../ui/ErrorText';
import { Field, Select } from '../../../ui/Field';
import styles from './GroupsPanel.module.css';
import { GroupsTable } from './GroupsTable';
import { useGroupRates } from './use-group-rates';

interface GroupsPanelProps {
  readonly review: ReviewState;
  readonly tables: Sides<Dataset>;
}

/** Whether rows of some kinds are linked, accepted or refused more often than others. */
export function GroupsPanel({ review, tables }: GroupsPanelProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<{ readonly side: Side; readonly column: string } | null>(null);
  const { groups, error, isWorking } = useGroupRates(review, chosen);
  const choices = (['left', 'right'] as const).flatMap((side) =>
    tables[side].columns.map(({ name }) => ({
      value: `${side} ${name}`,
      label: t(`fairness.columns.${side}`, { column: name }),
    })),
  );
  const choose = (value: string): void => {
    const at = value.indexOf(' ');
    setChosen(at < 0 ? null : { side: value.slice(0, at) as Side, column: value.slice(at + 1) });
  };
  return (
    <section className={styles.section} aria-labelledby="evaluate-groups">
      <h2 id="evaluate-groups">{t('fairness.title')}</h2>
      <p className={styles.muted}>{t('fairness.lead')}</p>
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
          <GroupsTable column={chosen.column} groups={groups} />
          <p className={styles.muted}>{t('fairness.caution')}</p>
        </>
      ) : null}
    </section>
  );
}
