import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button';
import { Field, Input, Select } from '../../../ui/Field';
import { useFormats } from '../../../ui/format';
import styles from './FilterBar.module.css';
import { DEFAULT_VIEW, type ReviewView, SORTS, STATUSES } from './review-view';

export function FilterBar(props: {
  readonly view: ReviewView;
  /** Without what would tell scores or the answers of others. */
  readonly isBlind: boolean;
  /** Whether facets and saved views, the children, are shown. */
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (patch: Partial<ReviewView>) => void;
  readonly children: ReactNode;
}) {
  const { view, isBlind, isOpen, onOpen, onChange, children } = props;
  const statuses = isBlind ? STATUSES.filter((status) => status !== 'conflict' && status !== 'differs') : STATUSES;
  const sorts = isBlind ? SORTS.filter((sort) => sort === 'row' || sort === 'helps-most') : SORTS;
  const more = useId();
  const facetCount = Object.keys(view.facets).length;
  const { t } = useTranslation();
  const { number } = useFormats();
  const isFiltered = view.status !== 'all' || view.minScore > 0 || view.maxScore < 1 || view.search !== '' || facetCount > 0;
  const { row: _row, sort: _sort, ...unfiltered } = DEFAULT_VIEW;
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
      {isBlind ? null : (
        <div className={styles.scores}>
          <Field label={t('review.minScore')}>
            <ScoreInput value={view.minScore} onChange={(minScore) => onChange({ minScore })} />
          </Field>
          <Field label={t('review.maxScore')}>
            <ScoreInput label={t('review.maxScoreLong')} value={view.maxScore} onChange={(maxScore) => onChange({ maxScore })} />
          </Field>
        </div>
      )}
      <Field label={t('review.search')}>
        <Input type="search" value={view.search} onChange={(event) => onChange({ search: event.target.value })} />
      </Field>
      <div className={styles.buttons}>
        <Button look="quiet" aria-expanded={isOpen} aria-controls={more} onClick={() => onOpen(!isOpen)}>
          {facetCount > 0 ? t('review.facets.chosen', { formatted: number(facetCount) }) : t('review.facets.title')}
        </Button>
        {isFiltered ? (
          <Button look="quiet" onClick={() => onChange(unfiltered)}>
            {t('review.resetFilters')}
          </Button>
        ) : null}
      </div>
      <div id={more} className={styles.more} hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </search>
  );
}

/** Takes effect while it is typed; what is not a score yet is left alone until the field is left. */
function ScoreInput(props: { readonly label?: string; readonly value: number; readonly onChange: (value: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      type="number"
      aria-label={props.label}
      min={0}
      max={1}
      step={0.05}
      value={typed ?? props.value}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        setTyped(event.target.value);
        const value = event.target.valueAsNumber;
        if (value >= 0 && value <= 1) props.onChange(value);
      }}
    />
  );
}
