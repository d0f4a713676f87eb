import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from './ChosenPanel.module.css';
import type { Choice } from './MapScreen';
import type { MapModel } from './map-model';
import { countStatuses, POINT_STATUSES } from './point-status';

/** Records that are listed; the queue has them all. */
const LISTED = 50;

/** What is chosen: how many records of which table and status, the first of them, and the way to the queue. */
export function ChosenPanel(props: {
  readonly choice: Choice | null;
  readonly model: MapModel;
  readonly leftCount: number;
  readonly onClear: () => void;
}) {
  const { choice, model, leftCount, onClear } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const { onReview, rowsAround, statuses } = model;
  const rows = useMemo(() => choice?.points.filter((point) => point < leftCount) ?? new Uint32Array(), [choice, leftCount]);
  const around = useMemo(
    () => (choice && rowsAround && rows.length < choice.points.length ? rowsAround(choice.points) : new Uint32Array()),
    [choice, rowsAround, rows],
  );
  const counts = useMemo(
    () => (choice ? countStatuses(choice.points, statuses, leftCount) : null),
    [choice, statuses, leftCount],
  );
  const rights = (choice?.points.length ?? 0) - rows.length;
  const figures = (count: number) => ({ count, formatted: number(count) });
  return (
    <section className={styles.panel} aria-label={t('map.choice.title')}>
      <h2 className={styles.title}>{choice?.name ?? t('map.choice.title')}</h2>
      <p role="status">
        {choice && counts
          ? model.tables.right
            ? `${t('map.choice.left', figures(rows.length))}, ${t('map.choice.right', figures(rights))}`
            : t('common.rows', figures(rows.length))
          : t('map.choice.none')}
      </p>
      {choice && counts ? (
        <>
          <ul className={styles.counts}>
            {model.legend.map(({ status, name }) => {
              const code = POINT_STATUSES.indexOf(status);
              return (
                <li key={status}>
                  {name}: {number(counts.left[code]! + counts.right[code]!)}
                </li>
              );
            })}
          </ul>
          <div className={styles.buttons}>
            {onReview ? (
              <Button look="main" disabled={rows.length === 0} onClick={() => onReview(rows)}>
                {t('map.choice.review', figures(rows.length))}
              </Button>
            ) : null}
            {onReview && around.length > 0 ? (
              <Button title={t('map.choice.aroundTip')} onClick={() => onReview(around)}>
                {t('map.choice.around', figures(around.length))}
              </Button>
            ) : null}
            <Button look="quiet" onClick={onClear}>
              {t('map.choice.clear')}
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
          <section className={styles.list} tabIndex={0} aria-label={t('map.choice.records')}>
            <ul>
              {Array.from(choice.points.subarray(0, LISTED), (point) => (
                <li key={point} className={styles.record}>
                  <span className={styles.number}>
                    {model.tables.right ? (point < leftCount ? '●' : '▲') : null}{' '}
                    {number((point < leftCount ? point : point - leftCount) + 1)}
                  </span>
                  <span dir="auto">{model.textOf(point) || t('common.empty')}</span>
                </li>
              ))}
            </ul>
            {choice.points.length > LISTED ? <p>{t('map.choice.more', figures(choice.points.length - LISTED))}</p> : null}
          </section>
        </>
      ) : null}
    </section>
  );
}
