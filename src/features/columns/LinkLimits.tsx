import { useTranslation } from 'react-i18next';
import type { MatchSettings } from '../../core/model/settings';
import type { Side } from '../../core/model/types';
import styles from './LinkLimits.module.css';
import { NumberField } from './NumberField';

/** How many links a row of either side may have, where the cardinality allows several. */
export function LinkLimits(props: {
  readonly settings: MatchSettings;
  readonly isDisabled: boolean;
  readonly onChange: (limits: MatchSettings['limits']) => void;
}) {
  const { t } = useTranslation();
  const { cardinality, limits } = props.settings;
  const isLimited: Record<Side, boolean> = {
    left: cardinality === 'one-to-many' || cardinality === 'many-to-many',
    right: cardinality === 'many-to-one' || cardinality === 'many-to-many',
  };
  const sides = (['left', 'right'] as const).filter((side) => isLimited[side]);
  if (sides.length === 0) return null;
  return (
    <div className={styles.limits}>
      {sides.map((side) => (
        <NumberField
          key={side}
          label={t(`setUp.limits.${side}`)}
          value={limits[side]}
          min={1}
          isWhole
          isDisabled={props.isDisabled}
          placeholder={t('setUp.limits.any')}
          onChange={(most) => props.onChange({ ...limits, [side]: most })}
          onEmpty={() => props.onChange({ ...limits, [side]: null })}
        />
      ))}
    </div>
  );
}
