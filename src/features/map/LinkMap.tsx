import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { withoutOthers } from '../../core/decisions/blind';
import type { Dataset, Sides } from '../../core/model/types';
import { rowText } from '../../core/table/row-text';
import { keepRows } from '../../session/chosen-rows';
import type { ReviewState } from '../../session/contract';
import { useSessionState } from '../../session/react';
import { useRemembered } from '../../ui/remembered';
import { MapScreen } from './MapScreen';
import type { MapModel } from './map-model';
import { linkedPoints, POINT_STATUSES } from './point-status';

/** The map of two tables. In blind mode it tells nothing of scores, candidates and what others decided. */
export function LinkMap(props: {
  readonly project: string;
  readonly review: ReviewState;
  readonly shown: Sides<Dataset>;
  readonly compared: Sides<Dataset>;
}) {
  const { project, review, shown, compared } = props;
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [blind] = useRemembered('review-blind', 'off');
  const reviewer = useSessionState((state) => state.reviewer);
  const isBlind = blind === 'on';
  const { candidates, suggestedOf, threshold, settings, version } = review;
  const { leftCount } = candidates;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  const book = useMemo(
    () => (isBlind ? withoutOthers(review.book, reviewer) : review.book),
    [review.book, version, isBlind, reviewer],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const points = useMemo(
    () => linkedPoints(candidates, suggestedOf, book, threshold, isBlind),
    [candidates, suggestedOf, book, version, threshold, isBlind],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const links = useMemo(
    () =>
      Uint32Array.from(
        [...book.decidedRows()].flatMap((left) => book.acceptedOf(left).flatMap((right) => [left, leftCount + right])),
      ),
    [book, version, leftCount],
  );
  const model = useMemo((): MapModel => {
    const leftLine = rowText(shown.left, settings.on.left);
    const rightLine = rowText(shown.right, settings.on.right);
    const statuses = POINT_STATUSES.filter((status) => !isBlind || status !== 'nothing');
    return {
      tables: compared,
      settings,
      statuses: points.statuses,
      legend: statuses.map((status) => ({ status, name: t(`map.statuses.${status}`) })),
      links,
      textOf: (point) => (point < leftCount ? leftLine(point) : rightLine(point - leftCount)),
      bestOf: (point) => {
        const right = point < leftCount ? points.bestOf[point]! : -1;
        return right < 0 || isBlind ? null : { point: leftCount + right, score: points.scoreOf[point]! };
      },
      rowsAround: isBlind ? null : (chosen) => rowsWithBest(points.bestOf, chosen, leftCount),
      onReview: (rows) => navigate(`/review?facet=${keepRows(project, shown.left, rows)}:map`),
    };
  }, [shown, compared, settings, points, links, leftCount, isBlind, project, navigate, t]);
  return <MapScreen model={model} />;
}

function rowsWithBest(bestOf: Int32Array, chosen: Uint32Array, leftCount: number): Uint32Array {
  const wanted = new Set(Array.from(chosen, (point) => point - leftCount).filter((right) => right >= 0));
  return Uint32Array.from([...bestOf.keys()].filter((left) => wanted.has(bestOf[left]!)));
}
