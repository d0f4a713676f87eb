import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadBlob } from '../../adapters/download';
import type { MapLayout, MapReading } from '../../core/projection/record-map';
import { pictureOf } from '../../ui/chart-picture';
import { runInPortions } from '../../ui/in-portions';
import { PictureButtons } from '../../ui/PictureButtons';
import type { MapHandle } from './MapCanvas';
import styles from './MapPage.module.css';
import { FOOT, mapDrawing } from './map-drawing';
import type { MapModel } from './map-model';
import type { Palette } from './use-palette';

/** Saves what is seen of the map, with its legend. */
export function MapPictures(props: {
  readonly model: MapModel;
  readonly layout: MapLayout;
  readonly reading: MapReading;
  readonly order: Uint32Array;
  readonly palette: Palette;
  readonly handle: RefObject<MapHandle | null>;
}) {
  const { model, layout, reading, order, palette, handle } = props;
  const { t } = useTranslation();
  const title = t('map.title');
  const save = (ending: 'svg' | 'png'): void => {
    const view = handle.current?.view();
    if (!view) return;
    const sides = model.tables.right ? [t('common.left'), t('common.right')] : [];
    const words = { title, sides, statuses: model.legend };
    const steps = mapDrawing({ ...view, layout, reading, statuses: model.statuses, order, links: model.links, palette, words });
    runInPortions(steps, (blob) => {
      if (ending === 'svg') downloadBlob(blob, 'map.svg');
      else
        void pictureOf(blob, { width: view.size.width, height: view.size.height + FOOT }).then((picture) =>
          downloadBlob(picture, 'map.png'),
        );
    });
  };
  return (
    <div className={styles.group}>
      <PictureButtons title={title} onSave={save} />
    </div>
  );
}
