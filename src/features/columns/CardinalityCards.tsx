import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cardinality } from '../../core/model/types';
import { HelpMark } from '../../ui/HelpMark';
import { CardinalityPicture } from '../../ui/pictures/CardinalityPicture';
import styles from './CardinalityCards.module.css';

const CHOICES: readonly Cardinality[] = ['one-to-one', 'many-to-one', 'one-to-many', 'many-to-many'];

export function CardinalityCards(props: {
  readonly value: Cardinality;
  readonly isDisabled: boolean;
  readonly onChange: (value: Cardinality) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <fieldset data-tour="cardinality">
      <legend className={styles.legend}>{t('setUp.cardinality')}</legend>
      <HelpMark topic="cardinality" />
      <div className={styles.cards}>
        {CHOICES.map((choice) => (
          <label key={choice} className={styles.card}>
            <span className={styles.head}>
              <input
                type="radio"
                name={id}
                checked={props.value === choice}
                disabled={props.isDisabled}
                aria-describedby={`${id}-${choice}`}
                onChange={() => props.onChange(choice)}
              />
              <span className={styles.name}>{t(`setUp.cardinalities.${choice}.name`)}</span>
            </span>
            <CardinalityPicture of={choice} />
            <span id={`${id}-${choice}`} className={styles.text}>
              {t(`setUp.cardinalities.${choice}.text`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
