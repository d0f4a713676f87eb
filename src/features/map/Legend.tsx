import { useTranslation } from 'react-i18next';
import styles from './Legend.module.css';
import type { MapModel } from './map-model';
import { POINT_STATUSES, type PointStatus } from './point-status';

/** Statuses and sides that are not shown. */
export type Hidden = ReadonlySet<PointStatus | 'left' | 'right'>;

export const isHidden = (hidden: Hidden, status: number, isLeft: boolean): boolean =>
  hidden.size > 0 && (hidden.has(POINT_STATUSES[status]!) || hidden.has(isLeft ? 'left' : 'right'));

/** What shapes and colours mean; each can be taken off the map. */
export function Legend(props: {
  readonly model: MapModel;
  readonly hidden: Hidden;
  readonly onChange: (hidden: Hidden) => void;
}) {
  const { model, hidden, onChange } = props;
  const { t } = useTranslation();
  const toggle = (name: PointStatus | 'left' | 'right'): void => {
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    onChange(next);
  };
  const { left, right } = model.tables;
  const sides = right ? (['left', 'right'] as const) : [];
  return (
    <fieldset className={styles.legend}>
      <legend className={styles.title}>{t('map.legend')}</legend>
      {sides.map((side) => (
        <label key={side} className={styles.entry}>
          <input type="checkbox" checked={!hidden.has(side)} onChange={() => toggle(side)} />
          <PointSample isRight={side === 'right'} isHollow={false} />
          <span>
            {t(`common.${side}`)} <span dir="auto">({(side === 'left' ? left : right!).source.fileName})</span>
          </span>
        </label>
      ))}
      {model.legend.map(({ status, name }) => (
        <label key={status} className={styles.entry}>
          <input type="checkbox" checked={!hidden.has(status)} onChange={() => toggle(status)} />
          <span data-swatch={status} className={styles[status]}>
            <PointSample isRight={false} isHollow={status === 'undecided' || status === 'nothing'} />
          </span>
          {name}
        </label>
      ))}
    </fieldset>
  );
}

function PointSample({ isRight, isHollow }: { readonly isRight: boolean; readonly isHollow: boolean }) {
  const look = isHollow ? { fill: 'none', stroke: 'currentColor', strokeWidth: 2 } : { fill: 'currentColor' };
  return (
    <svg className={styles.sample} viewBox="0 0 14 14" aria-hidden="true">
      {isRight ? <path d="M7 1.5 13 12H1Z" {...look} /> : <circle cx="7" cy="7" r="4.6" {...look} />}
    </svg>
  );
}
