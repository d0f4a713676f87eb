import { useTranslation } from 'react-i18next';
import { Missed, Picture, Tick, Word } from './Picture';
import styles from './Picture.module.css';

const KEYS = ['AT', 'AT', 'DE', 'DE', 'FR', 'FR'];
const CELL = 24;
const FROM = 34;
const FOUND: readonly (readonly [number, number])[] = [
  [0, 1],
  [3, 2],
  [4, 4],
];
/** Its left row has the wrong key. */
const LOST: readonly [number, number] = [5, 1];

const at = (place: number): number => FROM + place * CELL;

/** Rows of both tables as a grid of pairs: only those with the same key are compared. */
export function BlockingPicture() {
  const { t } = useTranslation();
  const pairs = KEYS.flatMap((left, y) => KEYS.map((right, x) => ({ x, y, isCompared: left === right })));
  const compared = pairs.filter(({ isCompared }) => isCompared).length;
  const count = { compared, all: pairs.length, rest: pairs.length - compared };
  return (
    <Picture
      title={t('tour.topics.blocking.title')}
      summary={t('tour.topics.blocking.picture', count)}
      width={320}
      height={FROM + 6 * CELL + 4}
      legend={[
        { swatch: 'pale', name: t('tour.topics.blocking.compared', count) },
        { swatch: 'empty', name: t('tour.topics.blocking.never', count) },
        { swatch: 'good', name: t('tour.topics.blocking.found') },
        { swatch: 'missed', name: t('tour.topics.blocking.lost') },
      ]}
    >
      <g transform="translate(70 0)">
        {KEYS.map((key, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is all that tells them apart.
          <g key={place}>
            <Word x={at(place) + CELL / 2} y={FROM - 10} anchor="middle">
              {key}
            </Word>
            <Word x={FROM - 18} y={at(place) + 16} anchor="middle">
              {key}
            </Word>
          </g>
        ))}
        {pairs.map(({ x, y, isCompared }) => (
          <rect
            key={`${x} ${y}`}
            className={isCompared ? styles.pale : styles.empty}
            x={at(x) + 1}
            y={at(y) + 1}
            width={CELL - 2}
            height={CELL - 2}
            rx="2"
          />
        ))}
        {FOUND.map(([y, x]) => (
          <Tick key={`${x} ${y}`} x={at(x) + CELL / 2} y={at(y) + CELL / 2} />
        ))}
        <Missed x={at(LOST[1]) + CELL / 2} y={at(LOST[0]) + CELL / 2} />
      </g>
    </Picture>
  );
}
