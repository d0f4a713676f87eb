import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Side } from '../../core/model/types';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './PlaceFilesDialog.module.css';

type Place = Side | 'none';
const SIDES: readonly Side[] = ['left', 'right'];

/** Where files go that came together: each to a side or to none; several on one side are stacked. */
export function PlaceFilesDialog({ files, isWithin }: { readonly files: readonly File[]; readonly isWithin: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const sides = useSessionState((state) => state.sides);
  const id = useId();
  const hasTable = (side: Side): boolean => sides[side].status === 'ready';
  const [places, setPlaces] = useState<readonly Place[]>(() => {
    const side = isWithin || sides.left.status === 'empty' ? 'left' : 'right';
    return files.map(() => side);
  });
  const [below, setBelow] = useState<readonly Side[]>([]);
  const filesOf = (side: Side): readonly File[] => files.filter((_, at) => places[at] === side);
  const offeredSides = isWithin ? SIDES.slice(0, 1) : SIDES;
  const choices: readonly Place[] = [...offeredSides, 'none'];
  const labelOf = (place: Place): string =>
    place === 'none' ? t('files.place.none') : t(isWithin ? 'common.table' : `common.${place}`);
  const canAppend = (side: Side): boolean => {
    const state = sides[side];
    return state.status === 'ready' && state.hasFile === true;
  };
  const placed = (side: Side) => ({ files: filesOf(side), isBelow: canAppend(side) && below.includes(side) });
  const sentence = (side: Side): string => {
    const count = filesOf(side).length;
    const what = placed(side).isBelow ? 'below' : hasTable(side) ? 'instead' : 'new';
    return t(`files.place.${what}`, { count, side: labelOf(side) });
  };
  return (
    <Dialog
      title={t('files.place.title', { count: files.length })}
      closeLabel={t('common.cancel')}
      onClose={() => session.leaveOffered()}
      actions={
        <Button
          look="main"
          disabled={places.every((place) => place === 'none')}
          onClick={() => void session.placeFiles({ left: placed('left'), right: placed('right') })}
        >
          {t('files.place.go')}
        </Button>
      }
    >
      <p>{t(isWithin ? 'files.place.leadWithin' : 'files.place.lead')}</p>
      {files.length > 1 ? (
        <div className={styles.buttons}>
          {offeredSides.map((side) => (
            <Button key={side} look="quiet" onClick={() => setPlaces(files.map(() => side))}>
              {t('files.place.all', { side: labelOf(side) })}
            </Button>
          ))}
        </div>
      ) : null}
      <ul className={styles.files}>
        {files.map((file, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the files keep their places, and may have equal names.
          <li key={at}>
            <fieldset className={styles.file}>
              <legend className={styles.name}>{file.webkitRelativePath || file.name}</legend>
              {choices.map((place) => (
                <label key={place} className={styles.choice}>
                  <input
                    type="radio"
                    name={`${id}-${at}`}
                    checked={places[at] === place}
                    onChange={() => setPlaces(places.map((other, index) => (index === at ? place : other)))}
                  />
                  {labelOf(place)}
                </label>
              ))}
            </fieldset>
          </li>
        ))}
      </ul>
      {offeredSides.map((side) =>
        filesOf(side).length > 0 && canAppend(side) ? (
          <label key={side} className={styles.choice}>
            <input
              type="checkbox"
              checked={below.includes(side)}
              onChange={() => setBelow(below.includes(side) ? below.filter((other) => other !== side) : [...below, side])}
            />
            {t('files.place.keepRows', { side: labelOf(side) })}
          </label>
        ) : null,
      )}
      <div className={styles.summary} role="status">
        {offeredSides.map((side) => (filesOf(side).length > 0 ? <p key={side}>{sentence(side)}</p> : null))}
      </div>
    </Dialog>
  );
}
