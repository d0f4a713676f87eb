import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchSettings } from '../../core/model/settings';
import type { Dataset } from '../../core/model/types';
import { rowText } from '../../core/table/row-text';
import type { ClusterReview } from '../../session/contract';
import { MapScreen } from './MapScreen';
import type { MapModel } from './map-model';
import { clusteredPoints } from './point-status';

const NO_LINKS = new Uint32Array();

/** The map of one table whose duplicates are looked for. */
export function ClusterMap(props: {
  readonly review: ClusterReview;
  readonly settings: MatchSettings;
  readonly shown: Dataset;
  readonly compared: Dataset;
}) {
  const { review, settings, shown, compared } = props;
  const { t } = useTranslation();
  const { clusterOf } = review.settled;
  const statuses = useMemo(() => clusteredPoints(clusterOf), [clusterOf]);
  const model = useMemo(
    (): MapModel => ({
      tables: { left: compared, right: null },
      settings,
      statuses,
      legend: [
        { status: 'match', name: t('map.clusterStatuses.together') },
        { status: 'nothing', name: t('map.clusterStatuses.alone') },
      ],
      links: NO_LINKS,
      textOf: rowText(shown, settings.on.left),
      bestOf: () => null,
      rowsAround: null,
      onReview: null,
    }),
    [shown, compared, settings, statuses, t],
  );
  return <MapScreen model={model} />;
}
