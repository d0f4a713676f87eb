import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { pointsWithin, type Spot } from '../../core/projection/within-shape';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { runInPortions } from '../../ui/in-portions';
import progressStyles from '../../ui/Progress.module.css';
import { ChosenPanel } from './ChosenPanel';
import { HoverCard, type Hovered } from './HoverCard';
import { type Hidden, isHidden, Legend } from './Legend';
import { MapCanvas, type MapHandle, type MapTool } from './MapCanvas';
import styles from './MapPage.module.css';
import { MapPictures } from './MapPictures';
import { MapReadings } from './MapReadings';
import type { MapModel } from './map-model';
import { POINT_STATUSES } from './point-status';
import { RegionsTable } from './RegionsTable';
import { usePalette } from './use-palette';
import { useRecordMap } from './use-record-map';

const TOOLS: readonly MapTool[] = ['lasso', 'rectangle', 'move'];
const ZOOM = 1.6;
const NONE: Hidden = new Set();

/** What is chosen: points, the line that chose them, and their name where they have one. */
export interface Choice {
  readonly points: Uint32Array;
  readonly outline: readonly Spot[] | null;
  readonly name: string | null;
}

export function MapScreen({ model }: { readonly model: MapModel }) {
  const { t } = useTranslation();
  const { number, share } = useFormats();
  const { tables, settings, statuses } = model;
  const { state, cancel, again } = useRecordMap(tables.left, tables.right, settings);
  const { layout, placed, reading, work, error } = state;
  const root = useRef<HTMLDivElement>(null);
  const handle = useRef<MapHandle | null>(null);
  const palette = usePalette(root);
  const keysId = useId();
  const [tool, setTool] = useState<MapTool>('lasso');
  const [hidden, setHidden] = useState<Hidden>(NONE);
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [choice, setChoice] = useState<Choice | null>(null);
  const leftCount = tables.left.rowCount;

  const order = useMemo(
    () => (placed ? paintOrder(placed, statuses, leftCount, hidden) : new Uint32Array()),
    [placed, statuses, leftCount, hidden],
  );
  const chosen = useMemo(() => {
    if (!choice || !layout) return null;
    const mask = new Uint8Array(layout.x.length);
    for (const point of choice.points) mask[point] = 1;
    return mask;
  }, [choice, layout]);
  const isShown = (point: number): boolean => !isHidden(hidden, statuses[point]!, point < leftCount);

  const [shape, setShape] = useState<readonly Spot[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was shown when the line was drawn counts.
  useEffect(() => {
    if (!shape || !layout) return;
    return runInPortions(pointsWithin(layout, shape), (found) => {
      const points = found.filter(isShown);
      setChoice(points.length > 0 ? { points, outline: shape, name: null } : null);
      setShape(null);
    });
  }, [shape]);
  const onShape = (corners: readonly Spot[]): void => {
    if (corners.length > 2) setShape(corners);
    else setChoice(null);
  };

  return (
    <div className={styles.screen} ref={root}>
      <span hidden data-swatch="accent" className={styles.accent} />
      <header className={styles.head}>
        <h1 className={styles.title}>{t('map.title')}</h1>
        <p className={styles.muted}>{t(tables.right ? 'map.lead' : 'map.leadWithin')}</p>
      </header>
      {error && error.code !== 'job/cancelled' ? <ErrorText error={error} /> : null}
      <div role="status" className={styles.work}>
        {work ? (
          <>
            <span>{t(`map.phases.${work.phase}`)}</span>
            <progress className={progressStyles.progress} value={work.share} max={1} aria-label={t(`map.phases.${work.phase}`)} />
            <span className={styles.share}>{share(work.share)}</span>
            <Button onClick={cancel}>{t('common.cancel')}</Button>
          </>
        ) : reading === null ? (
          <>
            <span>{t('map.stopped')}</span>
            <Button onClick={again}>{t('map.again')}</Button>
          </>
        ) : null}
      </div>
      <div className={styles.tools}>
        <fieldset className={styles.group}>
          <legend className={styles.hiddenLegend}>{t('map.tools.label')}</legend>
          {TOOLS.map((one) => (
            <Button key={one} look="quiet" aria-pressed={tool === one} onClick={() => setTool(one)}>
              {t(`map.tools.${one}`)}
            </Button>
          ))}
        </fieldset>
        <div className={styles.group}>
          <Button look="quiet" aria-label={t('map.tools.nearer')} onClick={() => handle.current?.zoomBy(ZOOM)}>
            +
          </Button>
          <Button look="quiet" aria-label={t('map.tools.farther')} onClick={() => handle.current?.zoomBy(1 / ZOOM)}>
            −
          </Button>
          <Button look="quiet" onClick={() => handle.current?.fit()}>
            {t('map.tools.whole')}
          </Button>
        </div>
        {layout && palette && reading ? (
          <MapPictures model={model} layout={layout} reading={reading} order={order} palette={palette} handle={handle} />
        ) : null}
      </div>
      <div className={styles.columns}>
        <div className={styles.map}>
          <div className={styles.canvas}>
            {layout && palette ? (
              <MapCanvas
                handle={handle}
                layout={layout}
                reading={reading}
                statuses={statuses}
                order={order}
                isShown={isShown}
                chosen={chosen}
                outline={choice?.outline ?? null}
                links={model.links}
                palette={palette}
                tool={tool}
                describedBy={keysId}
                onShape={onShape}
                onPoint={(point) => setChoice({ points: Uint32Array.of(point), outline: null, name: null })}
                onHover={setHovered}
                onLeave={() => setHovered(null)}
              />
            ) : (
              <div className={styles.empty} />
            )}
            {hovered && layout ? <HoverCard hovered={hovered} model={model} leftCount={leftCount} /> : null}
          </div>
          <p id={keysId} className={styles.keys}>
            {t('map.keys')}
          </p>
          <Legend model={model} hidden={hidden} onChange={setHidden} />
          {layout && reading ? (
            <MapReadings layout={layout} reading={reading} isWithin={tables.right === null} settings={settings} />
          ) : null}
        </div>
        <div className={styles.side}>
          <ChosenPanel choice={choice} model={model} leftCount={leftCount} onClear={() => setChoice(null)} />
          {layout && reading ? (
            <RegionsTable
              model={model}
              layout={layout}
              reading={reading}
              leftCount={leftCount}
              choice={choice}
              onChoose={setChoice}
            />
          ) : (
            <p className={styles.muted}>{t('map.regions.later')}</p>
          )}
        </div>
      </div>
      <p className={styles.muted}>
        {t('map.total', { formatted: number(order.length) })}{' '}
        {tables.right ? (
          <Link href="/evaluate">{t('places.evaluate')}</Link>
        ) : (
          <Link href="/clusters">{t('places.clusters')}</Link>
        )}
      </p>
    </div>
  );
}

/** Points that are shown: those that nothing is known of first, those without a decision on top. O(points). */
function paintOrder(x: Float32Array, statuses: Uint8Array, leftCount: number, hidden: Hidden): Uint32Array {
  const layers = [4, 0, 1, 2, 3];
  const starts = new Uint32Array(POINT_STATUSES.length + 1);
  const placeOf = new Uint8Array(POINT_STATUSES.length);
  layers.forEach((status, place) => {
    placeOf[status] = place;
  });
  const isIn = (point: number): boolean => !Number.isNaN(x[point]!) && !isHidden(hidden, statuses[point]!, point < leftCount);
  for (let point = 0; point < x.length; point++) if (isIn(point)) starts[placeOf[statuses[point]!]! + 1]!++;
  for (let place = 0; place < layers.length; place++) starts[place + 1]! += starts[place]!;
  const order = new Uint32Array(starts[layers.length]!);
  for (let point = 0; point < x.length; point++) if (isIn(point)) order[starts[placeOf[statuses[point]!]!]!++] = point;
  return order;
}
