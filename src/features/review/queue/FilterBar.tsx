import { useTranslation } from 'react-i18next';
import { Field, Input, Select } from '../../../ui/Field';
import styles from './FilterBar.module.css';
import { type ReviewView, SORTS, STATUSES } from './review-view';

/** What is asked for most: status, order and words. */
export function FilterBar(props: {
  readonly view: ReviewView;
  /** Without what would tell scores or the answers of others. */
  readonly isBlind: boolean;
  /** A language model was asked about candidates. */
  readonly isJudged: boolean;
  readonly onChange: (patch: Partial<ReviewView>) => void;
}) {
  const { view, isBlind, isJudged, onChange } = props;
  const statuses = isBlind ? STATUSES.filter((status) => status !== 'conflict' && status !== 'differs') : STATUSES;
  const sorts = SORTS.filter((sort) =>
    isBlind ? sort === 'row' || sort === 'helps-most' : isJudged || sort !== 'said-desc' || view.sort === sort,
  );
  const { t } = useTranslation();
  return (
    <search className={styles.bar} aria-label={t('review.filters')}>
      <Field label={t('review.status')}>
        <Select
          value={view.status}
          choices={statuses.map((value) => ({ value, label: t(`review.statuses.${value}`) }))}
          onChoose={(value) => onChange({ status: STATUSES.find((status) => status === value) ?? 'all' })}
        />
      </Field>
      <Field label={t('review.sort')}>
        <Select
          value={view.sort}
          choices={sorts.map((value) => ({ value, label: t(`review.sorts.${value}`) }))}
          onChoose={(value) => onChange({ sort: SORTS.find((sort) => sort === value) ?? 'row' })}
        />
      </Field>
      <Field label={t('review.search')}>
        <Input type="search" value={view.search} onChange={(event) => onChange({ search: event.target.value })} />
      </Field>
    </search>
  );
}
