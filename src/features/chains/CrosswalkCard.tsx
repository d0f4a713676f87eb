import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { Field, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './CrosswalkCard.module.css';
import type { Crosswalk } from './crosswalks';

interface CrosswalkCardProps {
  readonly crosswalk: Crosswalk;
  /** From 1. */
  readonly place: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Distinct pairs; null while there is no chain. */
  readonly pairs: number | null;
  readonly onChange: (crosswalk: Crosswalk) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

const NO_COLUMN = '';

/** One crosswalk: which columns it joins, and its place in the chain. */
export function CrosswalkCard({ crosswalk, place, isFirst, isLast, pairs, onChange, onMove, onRemove }: CrosswalkCardProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { table, columns } = crosswalk;
  const file = table.source.fileName;
  const named = table.columns.map(({ name }) => ({ value: name, label: name }));
  return (
    <li className={styles.card}>
      <h2 className={styles.name}>{t('chain.place', { place: number(place), file })}</h2>
      <p className={styles.muted}>
        {pairs === null
          ? t('chain.rows', { count: table.rowCount, formatted: number(table.rowCount) })
          : t('chain.pairs', { count: pairs, formatted: number(pairs) })}
      </p>
      <div className={styles.fields}>
        {(['left', 'right'] as const).map((side) => (
          <Field key={side} label={t(`chain.${side}Column`)}>
            <Select
              value={columns[side]}
              choices={named}
              onChoose={(value) => onChange({ ...crosswalk, columns: { ...columns, [side]: value } })}
            />
          </Field>
        ))}
        <Field label={t('chain.scoreColumn')}>
          <Select
            value={columns.score ?? NO_COLUMN}
            choices={[{ value: NO_COLUMN, label: t('chain.noScore') }, ...named]}
            onChoose={(value) => onChange({ ...crosswalk, columns: { ...columns, score: value === NO_COLUMN ? null : value } })}
          />
        </Field>
      </div>
      <div className={styles.buttons}>
        <Button disabled={isFirst} onClick={() => onMove(-1)} aria-label={t('chain.moveUp', { file })}>
          {t('chain.up')}
        </Button>
        <Button disabled={isLast} onClick={() => onMove(1)} aria-label={t('chain.moveDown', { file })}>
          {t('chain.down')}
        </Button>
        <Button look="quiet" onClick={onRemove} aria-label={t('chain.removeFile', { file })}>
          {t('chain.remove')}
        </Button>
      </div>
    </li>
  );
}
