import { useTranslation } from 'react-i18next';
import type { ConceptSettings } from '../../core/model/settings';
import type { Dataset } from '../../core/model/types';
import { Field, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './ConceptEditor.module.css';
import { useTypeCounts } from './use-type-counts';

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
  const types = useTypeCounts(dataset, concept?.type ?? null, MOST_TYPES);
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
      {types === 'too-many' ? <p className={styles.hint}>{t('setUp.concept.tooMany', { most: MOST_TYPES })}</p> : null}
      {concept?.type && types !== null && types !== 'too-many' ? (
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
