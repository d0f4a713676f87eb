import { useTranslation } from 'react-i18next';
import type { OtherSpot } from '../../core/weak-spots/weak-spots';
import { useFormats } from '../../ui/format';
import type { SpotsProps } from './SameTable';
import { ShareCell, SpotTable } from './SpotTable';

/** How often another thing was taken for the row it resembles, the worst kind first. */
export function OthersTable({ spots, rows, threshold }: SpotsProps<OtherSpot>) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <SpotTable
      title={t('weakSpots.others.title')}
      text={t('weakSpots.others.text')}
      headers={[t('weakSpots.columns.passed', { threshold }), t('weakSpots.columns.won'), t('weakSpots.columns.count')]}
      rows={rows}
      spots={spots.map((spot) => ({
        kind: spot.kind,
        advice: spot.advice,
        cells: [<ShareCell key="passed" of={spot.passed} />, <ShareCell key="won" of={spot.won} />, number(spot.count)],
        examples: spot.examples.map((example) => ({
          example,
          outcome: t(example.isRight ? 'weakSpots.example.told' : 'weakSpots.example.taken'),
        })),
      }))}
    />
  );
}
