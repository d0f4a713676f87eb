import { useTranslation } from 'react-i18next';
import type { SameSpot } from '../../core/weak-spots/weak-spots';
import { useFormats } from '../../ui/format';
import { ShareCell, SpotTable } from './SpotTable';

interface SpotsProps<T> {
  readonly spots: readonly T[];
  readonly rows: Uint32Array;
  /** As it is shown. */
  readonly threshold: string;
}

export type { SpotsProps };

/** How variants of the same thing fared, the worst kind first. */
export function SameTable({ spots, rows, threshold }: SpotsProps<SameSpot>) {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const isDense = spots.some(({ dense }) => dense !== null);
  const isContested = spots.some((spot) => spot.score.beaten.low > 0 || spot.score.beaten.high < 1);
  const headers = [
    t('weakSpots.columns.score'),
    ...(isDense ? [t('weakSpots.columns.dense'), t('weakSpots.columns.lost')] : []),
    t('weakSpots.columns.linked', { threshold }),
    ...(isContested ? [t('weakSpots.columns.beaten')] : []),
    t('weakSpots.columns.count'),
  ];
  return (
    <SpotTable
      title={t('weakSpots.same.title')}
      text={t('weakSpots.same.text')}
      headers={headers}
      rows={rows}
      spots={spots.map((spot) => ({
        kind: spot.kind,
        advice: spot.advice,
        cells: [
          <ShareCell key="score" of={spot.score.first} />,
          ...(isDense
            ? [
                spot.dense ? <ShareCell key="dense" of={spot.dense.first} /> : '–',
                spot.similarityLost === null ? '–' : score(spot.similarityLost),
              ]
            : []),
          <ShareCell key="linked" of={spot.linked} />,
          ...(isContested ? [<ShareCell key="beaten" of={spot.score.beaten} />] : []),
          number(spot.count),
        ],
        examples: spot.examples.map((example) => ({
          example,
          outcome: example.isRight
            ? t('weakSpots.example.first')
            : example.found === null
              ? t('weakSpots.example.nothing')
              : t('weakSpots.example.found', { found: example.found }),
        })),
      }))}
    />
  );
}
