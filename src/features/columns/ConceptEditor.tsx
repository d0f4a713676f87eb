import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConceptSettings } from '../../core/model/settings';
import type { Dataset } from '../../core/model/types';
import { columnCells, columnIndex } from '../../core/table/cells';
import { Field, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './ConceptEditor.module.css';

const NONE = '';
/** More kinds than a person would tick are no kinds. */
const MOST_TYPES = 40;

/** For a right table with several names an entry: which column tells the entries apart, and which kinds of entries may match. */
export function ConceptEditor(props: {
  readonly dataset: Dataset;
  readonly concept: ConceptSettings | null;
  readonly isDisabled: boolean;
  readonly onChange: (concept: ConceptSettings | null) => void;
}) {
  const { dataset, concept, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const types = useMemo(() => countTypes(dataset, concept?.type ?? null), [dataset, concept?.type]);
  const columns = [
    { value: NONE, label: t('setUp.concept.none') },
    ...dataset.columns.map(({ name }) => ({ value: name, label: name })),
  ];
  const toggle = (type: string): void => {
    if (!concept) return;
    const isOn = concept.types.includes(type);
    onChange({ ...concept, types: isOn ? concept.types.filter((one) => one !== type) : [...concept.types, type] });
  };
  return (
    <div className={styles.editor}>
      <p className={styles.hint}>{t('setUp.concept.hint')}</p>
      <div className={styles.fields}>
        <Field label={t('setUp.concept.id')}>
          <Select
            disabled={isDisabled}
            value={concept?.id ?? NONE}
            choices={columns}
            onChoose={(id) => onChange(id === NONE ? null : { type: null, types: [], ...concept, id })}
          />
        </Field>
        {concept ? (
          <Field label={t('setUp.concept.type')}>
            <Select
              disabled={isDisabled}
              value={concept.type ?? NONE}
              choices={columns}
              onChoose={(type) => onChange({ ...concept, type: type === NONE ? null : type, types: [] })}
            />
          </Field>
        ) : null}
      </div>
      {types.length > MOST_TYPES ? <p className={styles.hint}>{t('setUp.concept.tooMany', { most: MOST_TYPES })}</p> : null}
      {concept?.type && types.length <= MOST_TYPES ? (
        <fieldset className={styles.types} disabled={isDisabled}>
          <legend>{t('setUp.concept.types')}</legend>
          {types.map(([type, count]) => (
            <label key={type} className={styles.type}>
              <input type="checkbox" checked={concept.types.includes(type)} onChange={() => toggle(type)} />
              <span dir="auto">{type}</span> <span className={styles.count}>{number(count)}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}

/** Distinct filled values of a column with their number of rows, most frequent first. */
function countTypes(dataset: Dataset, column: string | null): [type: string, count: number][] {
  const counts = new Map<string, number>();
  for (const cell of columnCells(dataset, columnIndex(dataset, column))) {
    const type = cell.trim();
    if (type !== '') counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
