import type { ClusterError } from './cluster-errors';

/** Differences as columns, in the order given, so that many cross from a worker without a word; `clusterErrorAt` reads one. */
export interface ClusterErrorColumns {
  readonly count: number;
  /** 1 for `joined`. */
  readonly isJoined: Uint8Array<ArrayBuffer>;
  readonly pairs: Float64Array<ArrayBuffer>;
  /** Error `e` has the parts `partStarts[e] … partStarts[e + 1] − 1`, part `p` the rows `rows[rowStarts[p]] … rows[rowStarts[p + 1] − 1]`. */
  readonly partStarts: Uint32Array<ArrayBuffer>;
  readonly rowStarts: Uint32Array<ArrayBuffer>;
  readonly rows: Uint32Array<ArrayBuffer>;
}

/** O(rows). */
export function clusterErrorColumns(errors: readonly ClusterError[]): ClusterErrorColumns {
  const partCount = errors.reduce((sum, { parts }) => sum + parts.length, 0);
  const rowCount = errors.reduce((sum, { parts }) => parts.reduce((rows, part) => rows + part.length, sum), 0);
  const partStarts = new Uint32Array(errors.length + 1);
  const rowStarts = new Uint32Array(partCount + 1);
  const rows = new Uint32Array(rowCount);
  let part = 0;
  let at = 0;
  errors.forEach(({ parts }, error) => {
    for (const own of parts) {
      rows.set(own, at);
      at += own.length;
      rowStarts[++part] = at;
    }
    partStarts[error + 1] = part;
  });
  return {
    count: errors.length,
    isJoined: Uint8Array.from(errors, ({ kind }) => Number(kind === 'joined')),
    pairs: Float64Array.from(errors, ({ pairs }) => pairs),
    partStarts,
    rowStarts,
    rows,
  };
}

export function clusterErrorAt(columns: ClusterErrorColumns, at: number): ClusterError {
  const { isJoined, pairs, partStarts, rowStarts, rows } = columns;
  const parts: number[][] = [];
  for (let part = partStarts[at]!; part < partStarts[at + 1]!; part++) {
    parts.push([...rows.subarray(rowStarts[part], rowStarts[part + 1])]);
  }
  return { kind: isJoined[at] === 1 ? 'joined' : 'parted', parts, pairs: pairs[at]! };
}

/** The buffers that move to another thread. */
export const clusterErrorBuffers = (columns: ClusterErrorColumns): ArrayBuffer[] => [
  columns.isJoined.buffer,
  columns.pairs.buffer,
  columns.partStarts.buffer,
  columns.rowStarts.buffer,
  columns.rows.buffer,
];
