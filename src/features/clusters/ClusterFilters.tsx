import { useTranslation } from 'react-i18next';
import { Field, Input, Select } from '../../ui/Field';
import styles from './ClusterFilters.module.css';
import { CLUSTER_SORTS, CLUSTERS_SHOWN, type ClusterView } from './cluster-queue';

export function ClusterFilters(props: { readonly view: ClusterView; readonly onChange: (view: ClusterView) => void }) {
  const { view, onChange } = props;
  const { t } = useTranslation();
  return (
    <search className={styles.filters} aria-label={t('review.filters')}>
      <Field label={t('clusters.show')}>
        <Select
          value={view.shown}
          choices={CLUSTERS_SHOWN.map((value) => ({ value, label: t(`clusters.shows.${value}`) }))}
          onChoose={(value) => onChange({ ...view, shown: CLUSTERS_SHOWN.find((known) => known === value) ?? 'all' })}
        />
      </Field>
      <Field label={t('review.sort')}>
        <Select
          value={view.sort}
          choices={CLUSTER_SORTS.map((value) => ({ value, label: t(`clusters.sorts.${value}`) }))}
          onChoose={(value) => onChange({ ...view, sort: CLUSTER_SORTS.find((known) => known === value) ?? 'row' })}
        />
      </Field>
      <Field label={t('review.search')}>
        <Input type="search" value={view.search} onChange={(event) => onChange({ ...view, search: event.target.value })} />
      </Field>
    </search>
  );
}
