import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapLayout, MapReading } from '../../core/projection/record-map';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import type { Choice } from './MapScreen';
import type { MapModel } from './map-model';
import styles from './RegionsTable.module.css';
import { pointsOfRegion, type RegionRow, regionRows } from './region-rows';

/** The regions of the map as a table: what each is about, how much of it is decided, and the same way to the queue as the lasso. */
export function RegionsTable(props: {
  readonly model: MapModel;
  readonly layout: MapLayout;
  readonly reading: MapReading;
  readonly leftCount: number;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}) {
  const { model, layout, reading, leftCount, choice, onChoose } = props;
  const { t } = useTranslation();
  const { number, share } = useFormats();
  const percent = (part: number, all: number): string => share(Math.round((100 * part) / all) / 100);
  const { statuses, onReview, rowsAround } = model;
  const rows = useMemo(() => regionRows(reading, layout.x, statuses, leftCount), [reading, layout, statuses, leftCount]);
  const isLinked = model.tables.right !== null;
  const nameOf = ({ key, words }: RegionRow): string => {
    if (typeof key === 'string') return t(`map.regions.${key}`);
    const formatted = number(key + 1);
    return words.length > 0 ? `${formatted} · ${words.join(', ')}` : t('map.regions.unnamed', { formatted });
  };
  const choose = (row: RegionRow): Choice => ({
    points: pointsOfRegion(reading, layout.x, row.key),
    outline: null,
    name: nameOf(row),
  });
  const review = (row: RegionRow): void => {
    const { points } = choose(row);
    onReview?.(row.left > 0 ? points.filter((point) => point < leftCount) : (rowsAround?.(points) ?? new Uint32Array()));
  };
  return (
    <div className={styles.panel}>
      <h2 className={styles.title}>{t('map.regions.title')}</h2>
      <p className={styles.hint}>{t(isLinked ? 'map.regions.hint' : 'map.regions.hintWithin')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('map.regions.title')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('map.regions.about')}</th>
              <th scope="col">{isLinked ? t('map.regions.left') : t('map.regions.rows')}</th>
              {isLinked ? (
                <>
                  <th scope="col">{t('map.regions.right')}</th>
                  <th scope="col">{t('map.regions.decided')}</th>
                </>
              ) : null}
              <th scope="col">{isLinked ? t('map.regions.nothing') : t('map.regions.alone')}</th>
              {onReview ? <td /> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const name = nameOf(row);
              const all = row.left + row.right;
              return (
                <tr key={row.key}>
                  <th scope="row">
                    <button
                      type="button"
                      className={styles.name}
                      dir="auto"
                      aria-pressed={choice?.name === name}
                      title={t('map.regions.show')}
                      onClick={() => onChoose(choose(row))}
                    >
                      {name}
                    </button>
                  </th>
                  <td>{number(row.left)}</td>
                  {isLinked ? (
                    <>
                      <td>{number(row.right)}</td>
                      <td>{row.left > 0 ? percent(row.decided, row.left) : '–'}</td>
                    </>
                  ) : null}
                  <td>{percent(row.nothing, all)}</td>
                  {onReview ? (
                    <td>
                      <Button
                        look="quiet"
                        disabled={row.left === 0 && rowsAround === null}
                        aria-label={t('map.regions.reviewOf', { name })}
                        onClick={() => review(row)}
                      >
                        {t('map.regions.review')}
                      </Button>
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}
