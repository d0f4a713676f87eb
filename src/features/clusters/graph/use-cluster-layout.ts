import { useMemo, useRef } from 'react';
import { arrange, type Box, NARROW, type Place, WIDE } from '../../../core/clusters/graph/arrange';
import { type ClusterDrawing, drawCluster, type Neighbour } from '../../../core/clusters/graph/cluster-drawing';
import type { Dataset } from '../../../core/model/types';
import { cellReader, columnIndex } from '../../../core/table/cells';
import type { ClusterReview } from '../../../session/contract';
import { createRuler, type Label, labelOf } from './label';

/** A row on the drawing. */
export interface GraphNode {
  readonly row: number;
  readonly box: Box;
  readonly place: Place;
  readonly label: Label;
  /** Number of the row, and how many more its cluster holds where it is a neighbour. */
  readonly tag: string;
  readonly tagWidth: number;
  /** What ties it to the cluster; null for members. */
  readonly neighbour: Neighbour | null;
}

export interface ClusterLayout {
  readonly drawing: ClusterDrawing;
  /** Members, then neighbours. */
  readonly nodes: readonly GraphNode[];
  /** Counts how often everything was placed anew, rather than kept where it stood. */
  readonly arrangement: number;
}

/** Up to this many members have two lines. */
const ROOMY = 16;
const WIDEST = { roomy: 168, narrow: 120 };
const HEIGHT = { roomy: 42, narrow: 27 };
const CARD_PADDING = 24;

/**
 * What is drawn of a cluster and where. Rows stay where they are when the cluster on screen gains or loses some; another cluster, or one
 * most of whose rows are new on the drawing, is placed from the start.
 */
export function useClusterLayout(input: {
  readonly dataset: Dataset;
  readonly review: ClusterReview;
  readonly rows: Uint32Array;
  readonly wanted: readonly number[];
  readonly hasNeighbours: boolean;
  readonly asked: number;
  /** Whether there is little room, as on a phone. */
  readonly isNarrow: boolean;
  readonly number: (value: number) => string;
}): ClusterLayout {
  const { dataset, review, rows, wanted, hasNeighbours, asked, isNarrow, number } = input;
  const memory = useRef({ asked, isNarrow, rows: new Set<number>(), places: new Map<number, Place>(), arrangement: 0 });
  const ruler = useMemo(() => createRuler(getComputedStyle(document.body).fontFamily), []);
  const cellsOf = useMemo(() => {
    const columns = review.on.map((name) => cellReader(dataset, columnIndex(dataset, name)));
    return (row: number): readonly string[] => columns.map((cellOf) => cellOf(row).trim()).filter((cell) => cell !== '');
  }, [dataset, review.on]);

  return useMemo(() => {
    const { graph, settled, threshold, book } = review;
    const drawing = drawCluster({ graph, clusterOf: settled.clusterOf, rows, threshold, book, wanted });
    const isRoomy = drawing.rows.length <= ROOMY && !isNarrow;
    const neighbours = hasNeighbours ? drawing.neighbours : [];
    const shown = [
      ...drawing.rows.map((row) => ({ row, neighbour: null })),
      ...neighbours.map((neighbour) => ({ row: neighbour.row, neighbour })),
    ];
    const cards = shown.map(({ row, neighbour }) => {
      const label = labelOf(cellsOf(row), isRoomy ? 2 : 1, isRoomy ? WIDEST.roomy : WIDEST.narrow, ruler);
      const more = neighbour ? review.summary.size[neighbour.cluster]! - 1 : 0;
      const tag = more > 0 ? `${number(row + 1)} +${number(more)}` : number(row + 1);
      const tagWidth = ruler(tag, 1) + 6;
      const box = { name: row, width: label.width + tagWidth + CARD_PADDING, height: isRoomy ? HEIGHT.roomy : HEIGHT.narrow };
      return { row, neighbour, label, tag, tagWidth, box };
    });
    const at = new Map(shown.map(({ row }, place) => [row, place]));
    const pairs = [...drawing.pairs, ...neighbours.map(({ pair }) => pair)];
    const ties = pairs.map(({ a, b, score }) => ({ a: at.get(a)!, b: at.get(b)!, strength: score }));
    const before = memory.current;
    const isSame = before.asked === asked && before.isNarrow === isNarrow && rows.some((row) => before.rows.has(row));
    const staying = drawing.rows.filter((row) => before.places.has(row)).length;
    const known = isSame && 2 * staying >= drawing.rows.length ? before.places : new Map<number, Place>();
    const places = arrange(
      cards.map(({ box }) => box),
      ties,
      known,
      isNarrow ? NARROW : WIDE,
    );
    memory.current = {
      asked,
      isNarrow,
      rows: new Set(rows),
      places: new Map([...known, ...shown.map(({ row }, i) => [row, places[i]!] as const)]),
      arrangement: before.arrangement + (known === before.places ? 0 : 1),
    };
    return {
      drawing,
      nodes: cards.map((card, i) => ({ ...card, place: places[i]! })),
      arrangement: memory.current.arrangement,
    };
  }, [review, rows, wanted, hasNeighbours, asked, isNarrow, cellsOf, ruler, number]);
}
