import type { PlannedTable } from '../export/planned-table';
import type { CellColumn } from '../model/types';
import { readText } from '../table/cell-bytes';
import { startOf } from '../table/cells';
import { columnOfTexts } from '../table/column-writer';
import type { Chain, ChainedLink, ChainGap } from './chain';

/** Chained links as columns, so that a million cross from a worker without a word; `linkAt` reads one. */
export interface ChainedColumns {
  readonly count: number;
  readonly left: CellColumn;
  readonly right: CellColumn;
  readonly score: Float64Array<ArrayBuffer>;
  /** Ids in between, a column for every list but the first and last. */
  readonly via: readonly CellColumn[];
  readonly paths: Uint32Array<ArrayBuffer>;
}

export interface GapColumns {
  readonly count: number;
  /** 0-based crosswalk in which the id stands. */
  readonly step: Uint32Array<ArrayBuffer>;
  /** 1 where the next crosswalk does not go on from it. */
  readonly isRight: Uint8Array<ArrayBuffer>;
  readonly id: CellColumn;
}

/** A chain that can be shown, saved and listed without being in memory as objects. */
export interface ChainAnswer {
  readonly links: ChainedColumns;
  readonly otherPaths: ChainedColumns;
  readonly gaps: GapColumns;
  readonly pairCounts: readonly number[];
}

/** O(characters). */
export function chainAnswer({ links, otherPaths, gaps, pairCounts }: Chain): ChainAnswer {
  return {
    links: linkColumnsOf(links),
    otherPaths: linkColumnsOf(otherPaths),
    gaps: {
      count: gaps.length,
      step: Uint32Array.from(gaps, ({ step }) => step),
      isRight: Uint8Array.from(gaps, ({ side }) => Number(side === 'right')),
      id: columnOfTexts(gaps.map(({ id }) => id)),
    },
    pairCounts,
  };
}

function linkColumnsOf(links: readonly ChainedLink[]): ChainedColumns {
  const between = links[0]?.via.length ?? 0;
  return {
    count: links.length,
    left: columnOfTexts(links.map(({ left }) => left)),
    right: columnOfTexts(links.map(({ right }) => right)),
    score: Float64Array.from(links, ({ score }) => score),
    via: Array.from({ length: between }, (_, at) => columnOfTexts(links.map(({ via }) => via[at]!))),
    paths: Uint32Array.from(links, ({ paths }) => paths),
  };
}

export const linkAt = ({ left, right, score, via, paths }: ChainedColumns, at: number): ChainedLink => ({
  left: textAt(left, at),
  right: textAt(right, at),
  score: score[at]!,
  via: via.map((column) => textAt(column, at)),
  paths: paths[at]!,
});

export const gapAt = ({ step, isRight, id }: GapColumns, at: number): ChainGap => ({
  step: step[at]!,
  side: isRight[at] === 1 ? 'right' : 'left',
  id: textAt(id, at),
});

/** Chained links as a crosswalk to save, one line a link, which can be joined again. */
export function chainTable({ count, left, right, score, via, paths }: ChainedColumns): PlannedTable {
  const cells = (name: string, column: CellColumn) => ({ name, cells: column, rows: null });
  return {
    columns: [
      cells('left_id', left),
      cells('right_id', right),
      { name: 'match_score', text: (at) => score[at]!.toFixed(6) },
      ...via.map((column, at) => cells(`via_${at + 1}`, column)),
      { name: 'paths', text: (at) => String(paths[at]!) },
    ],
    rowCount: count,
  };
}

/** Ids at which chains break off, as a table to save. Crosswalks are counted from 1. */
export const gapTable = (gaps: GapColumns): PlannedTable => ({
  columns: [
    { name: 'crosswalk', text: (at) => String(gaps.step[at]! + 1) },
    { name: 'side', text: (at) => gapAt(gaps, at).side },
    { name: 'id', cells: gaps.id, rows: null },
  ],
  rowCount: gaps.count,
});

/** The buffers that move to another thread. */
export function chainBuffers({ links, otherPaths, gaps }: ChainAnswer): ArrayBuffer[] {
  const cells = ({ bytes, ends }: CellColumn): ArrayBuffer[] => [bytes.buffer, ends.buffer];
  const chained = ({ left, right, score, via, paths }: ChainedColumns): ArrayBuffer[] => [
    ...[left, right, ...via].flatMap(cells),
    score.buffer,
    paths.buffer,
  ];
  return [...chained(links), ...chained(otherPaths), gaps.step.buffer, gaps.isRight.buffer, ...cells(gaps.id)];
}

const textAt = (column: CellColumn, at: number): string => readText(column.bytes, startOf(column, at), column.ends[at]!);
