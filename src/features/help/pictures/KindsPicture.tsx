import { useTranslation } from 'react-i18next';
import type { Cardinality } from '../../../core/model/types';
import { CardinalityPicture } from '../../../ui/pictures/CardinalityPicture';
import styles from './Picture.module.css';

const KINDS: readonly Cardinality[] = ['one-to-one', 'many-to-one', 'one-to-many', 'many-to-many'];

/** The four cardinalities, each with what goes wrong where it does not fit. */
export function KindsPicture() {
  const { t } = useTranslation();
  return (
    <figure className={styles.figure}>
      <ul className={styles.kinds}>
        {KINDS.map((kind) => (
          <li key={kind} className={styles.kind}>
            <strong>{t(`setUp.cardinalities.${kind}.name`)}</strong>
            <CardinalityPicture of={kind} hasMistake />
            <span>{t(`tour.topics.cardinality.kinds.${kind}`)}</span>
          </li>
        ))}
      </ul>
      <figcaption className={styles.legend}>{t('tour.topics.cardinality.legend')}</figcaption>
    </figure>
  );
}
