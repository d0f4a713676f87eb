import type { Dataset } from '../../core/model/types';
import type { MapSettings } from '../../session/mapping';
import type { PointStatus } from './point-status';

/** What is drawn, whichever task it is of. */
export interface MapModel {
  /** As they are compared; right null for one table. */
  readonly tables: { readonly left: Dataset; readonly right: Dataset | null };
  readonly settings: MapSettings;
  readonly statuses: Uint8Array;
  /** Those that occur, with their names. */
  readonly legend: readonly { readonly status: PointStatus; readonly name: string }[];
  /** Pairs of points that were accepted. */
  readonly links: Uint32Array;
  readonly textOf: (point: number) => string;
  /** The other record of its best pair, and that pair's score (NaN: none); null where there is none, or none may be told. */
  readonly bestOf: (point: number) => { readonly point: number; readonly score: number } | null;
  /** Left rows that have one of these right points as their best candidate; null where none may be told. */
  readonly rowsAround: ((points: Uint32Array) => Uint32Array) | null;
  /** Opens the queue with these left rows; null where there is no queue of rows. */
  readonly onReview: ((rows: Uint32Array) => void) | null;
}
