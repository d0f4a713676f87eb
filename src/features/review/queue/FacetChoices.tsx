import { useTranslation } from 'react-i18next';
import type { ComparedColumns } from '../../../core/model/settings';
import { Field, Select } from '../../../ui/Field';
import { useFormats } from '../../../ui/format';
import styles from './FacetChoices.module.css';
import {
  AGREEMENTS,
  BAND_LIMITS,
  BLIND_FACETS,
  type FacetChoice,
  type FacetCounts,
  fieldFacet,
  RECORD_FACETS,
  type RecordFacet,
} from './facets';
import type { ReviewView } from './review-view';

const RECORD_KEYS = Object.keys(RECORD_FACETS) as readonly RecordFacet[];

/** One list a facet, each value with how many records it would show. */
export function FacetChoices(props: {
  readonly on: ComparedColumns;
  /** Without what would tell scores or suggestions. */
  readonly isBlind: boolean;
  readonly counts: FacetCounts | null;
  readonly choice: FacetChoice;
  readonly onChange: (patch: Partial<ReviewView>) => void;
}) {
  const { on, isBlind, counts, choice, onChange } = props;
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const { top, high, middle, small, large } = BAND_LIMITS;
  const limits = { top: score(top), high: score(high), middle: score(middle), small: score(small), large: score(large) };
  const choose = (key: string, value: string) => {
    const { [key]: _before, ...others } = choice;
    onChange({ facets: value === '' ? others : { ...others, [key]: value } });
  };
  const facet = (key: string, name: string, labels: readonly (readonly [string, string])[]) => (
    <Field key={key} label={name}>
      <Select
        value={choice[key] ?? ''}
        choices={[
          { value: '', label: t('review.facets.any') },
          ...labels.map(([value, label], at) => {
            const count = counts?.[key]?.[at];
            return { value, label: count === undefined ? label : `${label} (${number(count)})` };
          }),
        ]}
        onChoose={(value) => choose(key, value)}
      />
    </Field>
  );
  return (
    <div className={styles.facets}>
      {(isBlind ? BLIND_FACETS : RECORD_KEYS).map((key) =>
        facet(
          key,
          t(`review.facets.names.${key}`),
          RECORD_FACETS[key].map((value) => [value, t(`review.facets.values.${value}`, limits)]),
        ),
      )}
      {(isBlind ? [] : on.left).map((column) =>
        facet(
          fieldFacet(column),
          t('review.facets.agreement', { column }),
          AGREEMENTS.map((value) => [value, t(`review.facets.agreements.${value}`)]),
        ),
      )}
    </div>
  );
}
