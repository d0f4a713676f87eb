import { useTranslation } from 'react-i18next';
import type { Spot } from '../../core/projection/within-shape';
import { useFormats } from '../../ui/format';
import styles from './HoverCard.module.css';
import type { MapModel } from './map-model';
import { POINT_STATUSES } from './point-status';

export interface Hovered {
  readonly point: number;
  /** In CSS pixels from the upper left of the map, and whether that is in its right half. */
  readonly at: Spot;
  readonly isFar: boolean;
}

/** The record under the pointer or next to the cross: its text, what is known of it, its best candidate. */
export function HoverCard(props: { readonly hovered: Hovered; readonly model: MapModel; readonly leftCount: number }) {
  const { hovered, model, leftCount } = props;
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const { point, at, isFar } = hovered;
  const isLeft = point < leftCount;
  const best = model.bestOf(point);
  const status = model.legend.find((one) => one.status === POINT_STATUSES[model.statuses[point]!]);
  const row = number((isLeft ? point : point - leftCount) + 1);
  return (
    <div className={styles.card} style={{ left: at.x, top: at.y }} data-side={isFar ? 'before' : 'after'} role="status">
      <p className={styles.head}>
        {model.tables.right ? t(isLeft ? 'map.leftRow' : 'map.rightRow', { row }) : t('map.row', { row })}
        {status ? ` · ${status.name}` : null}
      </p>
      <p dir="auto" className={styles.text}>
        {model.textOf(point) || t('common.empty')}
      </p>
      {best ? (
        <p className={styles.best}>
          {Number.isNaN(best.score) ? t('map.bestWithout') : t('map.best', { score: score(best.score) })}{' '}
          <span dir="auto">{model.textOf(best.point)}</span>
        </p>
      ) : null}
    </div>
  );
}
